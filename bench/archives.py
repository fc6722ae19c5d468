"""Speed of reading archives and feeds: the unpacker alone, the reader, the whole program.

Called by run.py. The archives hold made pages, each in its record; "per record" has a
gzip member a record, as crawls are kept, "whole" is one member. MB are those of the
unpacked archive, seconds those of the processor. Pages that repeat themselves as made
ones do are unpacked faster than real ones: what counts is the reader beside the unpacker.
"""
import pathlib
import random
import subprocess
import sys
import zlib

MB = 1e6
RECORD = ("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://courier.example/{n}\r\n"
          "WARC-Date: 2031-05-06T07:30:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
          "Content-Length: {length}\r\n\r\n")
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def records(pages):
    for number, page in enumerate(pages):
        block = RESPONSE + page
        yield RECORD.format(n=number, length=len(block)).encode() + block + b"\r\n\r\n"


def member(data):
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def make_archives(folder, pages):
    """{name: path} and the size of them unpacked."""
    folder.mkdir()
    all_of = list(records(pages))
    whole = b"".join(all_of)
    made = {"plain": ("pages.warc", whole),
            "per record": ("records.warc.gz", b"".join(map(member, all_of))),
            "whole": ("whole.warc.gz", member(whole))}
    for name, data in made.values():
        (folder / name).write_bytes(data)
    return {name: folder / file for name, (file, _) in made.items()}, len(whole)


def reader(program, mode, path):
    """What the test program counts: things, bytes, seconds of processor."""
    done = subprocess.run([program, mode, str(path)], capture_output=True, check=True)
    count, size, seconds = done.stdout.split()
    return int(count), int(size), float(seconds)


def measure_archives(build, hearsay, folder, pages, timed):
    paths, size = make_archives(folder, pages)
    print(f"\n{'archive':<12} {'MB':>8} {'MB/s: unpacker':>15} {'reader':>8} {'ratio':>6} "
          f"{'extract':>8} {'peak MB':>8}")
    for name, path in paths.items():
        alone = "" if name == "plain" else size / MB / reader(build / "bench/reader", "unpack", path)[2]
        read = size / MB / reader(build / "bench/reader", "read", path)[2]
        _, cpu, memory = timed([hearsay, "extract", "--threads", "1", str(path)])
        ratio = f"{read / alone:6.2f}" if alone else f"{'':>6}"
        print(f"{name:<12} {size / MB:>8.1f} {alone and f'{alone:.0f}':>15} {read:>8.0f} {ratio} "
              f"{size / MB / cpu:>8.1f} {memory:>8.0f}", flush=True)


def make_feed(path, count, sentence):
    chance = random.Random(11)
    items = "".join(
        f"<item>\n<title>{sentence(chance)[:60]}</title>\n<link>https://courier.example/{n}</link>\n"
        f'<guid isPermaLink="false">courier-{n}</guid>\n'
        f"<pubDate>Tue, 06 May 2031 07:{n % 60:02}:00 GMT</pubDate>\n"
        f"<dc:creator><![CDATA[Edda Varn]]></dc:creator>\n<category>World</category>\n"
        f"<description><![CDATA[<p>{sentence(chance)} {sentence(chance)}</p>]]></description>\n</item>\n"
        for n in range(count))
    path.write_text('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
                    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Coast Courier</title>'
                    f"<link>https://courier.example/</link>\n{items}</channel></rss>\n", encoding="utf-8")


PEER = "import sys, feedparser; print(len(feedparser.parse(sys.argv[1]).entries))"


def measure_feeds(build, hearsay, folder, count, sentence, timed):
    folder.mkdir()
    path, short = folder / "feed.xml", folder / "short.xml"
    make_feed(path, count, sentence)
    make_feed(short, count // 10, sentence)
    size = path.stat().st_size
    print(f"\n{'feed':<24} {'items':>7} {'bytes/item':>10} {'items/s':>9}")
    items, _, seconds = reader(build / "bench/reader", "read", path)
    print(f"{'the feed reader':<24} {items:>7} {size // items:>10} {items / seconds:>9.0f}")
    _, cpu, _ = timed([hearsay, "extract", "--threads", "1", str(path)])
    print(f"{'hearsay extract':<24} {items:>7} {size // items:>10} {items / cpu:>9.0f}", flush=True)
    try:
        import feedparser
    except ImportError:
        print("feedparser is not installed, so the reader stands alone here")
        return
    _, cpu, _ = timed([sys.executable, "-c", PEER, str(short)])
    print(f"{'feedparser ' + feedparser.__version__:<24} {count // 10:>7} {size // items:>10} "
          f"{count / 10 / cpu:>9.0f}")


def measure(build, hearsay, base, made_page, sentence, timed, count=400):
    chance = random.Random(7)
    pages = [made_page(number, chance) for number in range(count)]
    build = pathlib.Path(build)
    measure_archives(build, hearsay, base / "archives", pages, timed)
    measure_feeds(build, hearsay, base / "feeds", 20000, sentence, timed)
