"""Hostile inputs, made by rule: the same bytes in every run, on every machine.

Each kind is a function of one number, how often its shape is repeated; it gives the
bytes of a file, or a list of files. KINDS names them with what must hold beside the
limits of time and memory (run.py): `says`, words that the program has to say on
standard error, because something was refused or cut; `reads`, words that must be in
what it writes, because they stand where nothing is broken.

    kinds.py NAME N FILE    make one of them

SPDX-License-Identifier: Apache-2.0
"""
import gzip
import json
import random
import sys
import zlib

KINDS = []
PROSE = ("The harbour fire service said on Tuesday that eleven bodies had been recovered from the"
         " grain terminal, and that two workers were still missing after the night.")
HEAD = "<!DOCTYPE html><html><head><meta charset=utf-8><title>Blast at the terminal</title>"
TOP = HEAD + "</head><body><h1>Blast at the terminal</h1><p>" + PROSE + "</p>\n"
END = "<p>" + PROSE + "</p></body></html>\n"
MOST = 15 << 20  # bytes of a page; longer ones are refused


def kind(ending="html", says=None, reads=None, commands=("extract",), steps=None):
    """Register a kind. `steps` stands in place of 100,000 and 1,000,000 repetitions."""
    def register(make):
        name = make.__name__.replace("_", "-")
        KINDS.append(dict(name=name, make=make, ending=ending, says=says, reads=reads,
                          commands=commands, steps=steps or (100_000, 1_000_000)))
        return make
    return register


def page(inside, top=TOP, end=END):
    """A page with `inside` between two paragraphs, no longer than a page may be."""
    room = MOST - len(top.encode()) - len(end.encode())
    return top.encode() + inside.encode()[:room] + end.encode()


def bare(inside):
    """A page that begins with what is hostile, so that nothing after it is safe."""
    return (HEAD + "</head><body>").encode() + inside.encode()[:MOST - 200]


def repeated(shape, n):
    return "".join(shape.format(k=k) for k in range(n)) if "{k}" in shape else shape * n


def both(says=None, end="", commands=("extract",)):
    """Register a shape as it is (unclosed), and with `end` after it as often."""
    def register(make):
        shape = make()
        name = make.__name__
        def unclosed(n, shape=shape):
            return page(repeated(shape, n), end="")
        unclosed.__name__ = name
        kind(says=says, commands=commands)(unclosed)
        if end:
            def closed(n, shape=shape, end=end):
                half = MOST // 2 - 1000
                text = repeated(shape, n)[:half]
                return page(text + PROSE + (end * n)[:half])
            closed.__name__ = name + "_closed"
            kind(says=says)(closed)
        return make
    return register


# --- elements within elements, or that never end ---------------------------------

@both(says="depth", end="</div>", commands=("extract", "read"))
def nested_div():
    return "<div>"


@both(says="depth", end="</div>")
def nested_div_with_text():
    return "<div>a"


@both(says="formatting", end="</i></b>")
def misnested_formatting():
    return "<b n{k}><i n{k}>"


@both()
def crossed_formatting():
    return "<b n{k}><i n{k}></b>a</i>"


@both(says="formatting")
def formatting_over_paragraphs():
    return "<p><font n{k}>a"


@both(says=None)
def crossed_with_blocks():
    return "<a><div></a><b><p></b>"


@both(end="</p>")
def unclosed_p():
    return "<p>"


@both(end="</li>")
def unclosed_li():
    return "<li>"


@both(end="</a>")
def unclosed_a():
    return "<a href=/x>"


@both(end="</a>")
def unclosed_a_with_text():
    return "<a href=/x>one two "


@both()
def unclosed_dd():
    return "<dd><dt>"


@both(says="depth", end="</td></tr></table>")
def nested_tables():
    return "<table><tr><td>"


@both()
def fostered_text():
    return "<table>a<b>"


@both()
def rows_without_end():
    return "<table><tr><td>a<tr><th>b"


@both()
def fostered_before_table():
    return "<table><td>a</table>b<table>c<p>"


@both(says="depth", end="</ul>")
def nested_lists():
    return "<ul><li>"


@both(says=None)
def nested_select():
    return "<select><option><optgroup>"


@both(says=None)
def select_with_content():
    return "<select><button><selectedcontent></selectedcontent></button><option>a"


@both(says="depth", end="</template>")
def nested_template():
    return "<template>"


@both(says="depth", end="</svg>")
def nested_svg():
    return "<svg><foreignObject>"


@both(says="depth")
def nested_svg_title():
    return "<svg><title><p>"


@both(says="depth", end="</math>")
def nested_math():
    return "<math><mi><mglyph>"


@both(says=None)
def nested_nobr():
    return "<nobr>"


@both(says="depth")
def nested_object():
    return "<object><applet><marquee>"


@both(says=None)
def nested_form_button():
    return "<form><button>"


@both(says=None)
def nested_ruby():
    return "<ruby><rt><rp>"


@both(says="depth")
def nested_quotes():
    return "<blockquote><q>"


@both(says="depth", end="</x-a>")
def nested_unknown():
    return "<x-a>"


@both()
def end_tags():
    return "</div></p></b></body></html></br>"


@both()
def htmls():
    return "<html a{k}=1><body b{k}=2>"


@both()
def framesets():
    return "<frameset><frame></frameset>"


# --- attributes -------------------------------------------------------------------

@kind(says="attributes", steps=(200_000, 1_000_000))
def many_attributes(n):
    return page("<div " + " ".join("a%d" % k for k in range(n)) + ">text</div>")


@kind(says="attributes")
def many_attributes_with_values(n):
    return page("<div " + " ".join("a%d=%d" % (k, k) for k in range(n)) + ">text</div>")


@kind()
def one_attribute_many_times(n):
    return page("<div " + "class=a " * n + ">text</div>")


@kind()
def full_tags(n):
    """Tags with as many attributes as are kept."""
    return page(("<i " + " ".join("a%d" % k for k in range(256)) + ">") * (n // 100))


@kind(steps=(10_000_000,))
def huge_attribute(n):
    return page('<div title="' + "x" * n + '">text</div>')


@kind(steps=(10_000_000,))
def huge_class(n):
    return page('<div class="' + "article body " * (n // 13) + '">text</div>')


@kind(steps=(10_000_000,))
def huge_style(n):
    return page('<div style="' + "display " * (n // 8) + '">text</div>')


@kind(steps=(10_000_000,))
def huge_attribute_of_references(n):
    return page('<meta property="og:title" content="' + "&amp;" * (n // 5) + '">')


@kind(steps=(10_000_000,))
def huge_address(n):
    return page('<link rel=canonical href="https://news.example/' + "2031/05/06/" * (n // 11) + '">')


@kind(steps=(10_000_000,))
def huge_tag_name(n):
    return page("<" + "x" * n + ">text</div>")


@kind(steps=(10_000_000,))
def huge_attribute_name(n):
    return page("<div " + "Y" * n + ">text</div>")


@kind(steps=(10_000_000,))
def quote_never_ends(n):
    return page('<p title="' + "a" * n, end="")


@kind()
def many_classes(n):
    """Every class another one."""
    return page(repeated('<p class="c{k} sidebar-{k}" id=i{k}>a</p>', n))


# --- what is not markup ------------------------------------------------------------

@both()
def flood_of_lt():
    return "<"


@both()
def flood_of_lt_slash():
    return "</"


@both()
def flood_of_lt_bang():
    return "<!"


@both()
def flood_of_gt():
    return ">"


@both()
def flood_of_amp():
    return "&"


@both()
def flood_of_amp_hash():
    return "&#"


@both()
def flood_of_amp_letters():
    return "&noti"


@both(commands=("extract", "read"))
def entities():
    return "&amp;"


@both()
def long_entities():
    return "&CounterClockwiseContourIntegral;"


@both()
def numbers_of_characters():
    return "&#x201D;"


@both()
def long_numbers():
    return "&#99999999999999999999"


@both()
def unclosed_comments():
    return "<!--"


@both()
def comments_and_text():
    return "<!---->a"


@both()
def comment_dashes():
    return "<!-- --!"


@both()
def unclosed_scripts():
    return "<script>"


@both()
def scripts_in_comments():
    return "<script><!--<script>"


@both()
def scripts_and_ends():
    return "<script></scrip</script "


@both()
def unclosed_style():
    return "<style>"


@both()
def unclosed_textarea():
    return "<textarea>&lt;"


@both()
def unclosed_title():
    return "<title>a &amp; b"


@both()
def cdata():
    return "<svg><![CDATA["


@both()
def plaintext():
    return "<plaintext>"


@both()
def doctypes():
    return '<!DOCTYPE html PUBLIC "'


@both()
def instructions():
    return "<?xml "


# --- many small things -------------------------------------------------------------

@both(commands=("extract", "read"))
def tiny_paragraphs():
    return "<p>a</p>"


@both()
def tiny_paragraphs_numbered():
    return "<p>{k}</p>"


@both()
def tiny_links():
    return "<a href=x>a</a> "


@both()
def link_items():
    return "<li><a href=/{k}>Story {k}</a></li>"


@both()
def line_breaks():
    return "a<br>"


@both()
def only_line_breaks():
    return "<br>"


@both()
def tiny_spans():
    return "<span>a</span>"


@both()
def tiny_cells():
    return "<td>a"


@both()
def words_in_bold():
    return "<b>a</b> "


@both()
def images():
    return "<img alt=a>"


@both()
def headings():
    return "<h1>Blast at the terminal</h1>"


@both()
def headings_that_differ():
    return "<h1>Blast {k}</h1>"


@both()
def headings_and_prose():
    return "<h2>Head {k}</h2><p>" + PROSE + "</p>"


@both()
def articles():
    return "<article><p>" + PROSE + "</p></article>"


@both(says=None)
def nested_articles():
    return "<article><p>" + PROSE + "</p>"


@both()
def captions():
    return "<figure><figcaption>Photo {k}</figcaption></figure>"


@both()
def times():
    return '<time datetime="2031-05-06T08:00:{k}">6 May 2031</time>'


@both()
def datelines():
    return "<p>6 May 2031</p>"


@both()
def dates_that_differ():
    return "<p class=date>May 6, {k}</p>"


@both()
def bylines():
    return "<p class=byline>By Edda Varn and Tomas Reyk</p>"


@both()
def bylines_that_differ():
    return "<span class=author rel=author>By Edda Varn{k}</span>"


@both()
def metas():
    return '<meta property="og:title" content="Blast {k}"><meta name=author content="Edda V{k}">'


@both()
def meta_dates():
    return '<meta property="article:published_time" content="2031-05-06T08:00:{k}">'


@both()
def canonical_links():
    return '<link rel=canonical href="https://news.example/{k}">'


@both()
def bases():
    return '<base href="https://news.example/{k}">'


@both()
def related_heads():
    return "<p>Related posts</p><p>Share this</p>"


@both()
def hidden():
    return "<div hidden>a</div>"


@both()
def paragraphs_of_prose():
    return "<p>" + PROSE + "</p>"


@kind(steps=(10_000_000,), commands=("extract", "read"))
def one_long_paragraph(n):
    return page("<p>" + (PROSE + " ") * (n // len(PROSE)) + "</p>")


@kind(steps=(10_000_000,), commands=("extract", "read"))
def one_long_word(n):
    return page("<p>" + "x" * n + "</p>")


@kind(steps=(10_000_000,))
def one_long_line_of_blanks(n):
    return page("<p>" + " " * n + "a</p>")


@kind(steps=(10_000_000,))
def marks_on_one_letter(n):
    return page("<p>e" + "\u0301" * (n // 2) + "</p>")


@kind(steps=(10_000_000,))
def soft_hyphens(n):
    return page("<p>a" + "\u00ad\u200b" * (n // 5) + "</p>")


# --- what a page says of itself ----------------------------------------------------

def ld(inside):
    return page("", top=HEAD + '<script type="application/ld+json">' + inside[:MOST - 2000] +
                '</script></head><body><h1>Blast at the terminal</h1><p>' + PROSE + "</p>")


@kind(steps=(1_000_000,), reads="harbour fire service")
def jsonld_nested_arrays(n):
    return ld('{"@type":"NewsArticle","author":' + "[" * n)


@kind(steps=(1_000_000,))
def jsonld_nested_objects(n):
    return ld('{"a":' * (n // 5))


@kind(steps=(1_000_000,))
def jsonld_nested_graphs(n):
    return ld('{"@graph":[' * (n // 11) + "]}" * (n // 11))


@kind()
def jsonld_authors(n):
    return ld('{"@type":"NewsArticle","author":[' +
              ",".join('{"@type":"Person","name":"Edda V%d"}' % k for k in range(n)) + "]}")


@kind()
def jsonld_dates(n):
    return ld('{"@type":"NewsArticle"' +
              "".join(',"datePublished":"2031-05-06T08:00:%d"' % k for k in range(n)) + "}")


@kind()
def jsonld_scripts(n):
    return page("", top=HEAD + ('<script type="application/ld+json">{"@type":"NewsArticle",'
                                '"headline":"Blast"}</script>' * n)[:MOST - 2000] +
                "</head><body><h1>Blast</h1><p>" + PROSE + "</p>")


@kind(steps=(10_000_000,))
def jsonld_body(n):
    return ld('{"@type":"NewsArticle","articleBody":"' + (PROSE + " ") * (n // len(PROSE)) + '"}')


@kind(steps=(5_000_000,))
def jsonld_body_and_page(n):
    text = "".join("%s %d. " % (PROSE[:-1], k) for k in range(n // len(PROSE)))
    return page("".join("<p>%s</p>" % text[k:k + 500] for k in range(0, len(text), 500)), top=HEAD +
                '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"' + text +
                '"}</script></head><body><h1>Blast at the terminal</h1>')


@kind(steps=(10_000_000,))
def jsonld_string_never_ends(n):
    return ld('{"@type":"NewsArticle","headline":"' + "\\u00e9\\" * (n // 7))


@kind(steps=(1_000_000, 10_000_000))
def long_title(n):
    return page("", top="<title>" + "Blast " * (n // 6) + "</title><h1>Blast</h1><p>" + PROSE)


@kind(steps=(1_000_000, 10_000_000))
def long_heading(n):
    return page("", top="<title>Blast</title><h1>" + "Blast " * (n // 6) + "</h1><p>" + PROSE)


@kind(steps=(1_000_000, 10_000_000))
def long_og_title(n):
    return page("", top=HEAD + '<meta property="og:title" content="' + "Blast | " * (n // 8) +
                '"></head><h1>Blast</h1><p>' + PROSE)


@kind(steps=(1_000_000, 10_000_000))
def long_byline(n):
    return page("<p class=byline>By " + "Edda Varn and " * (n // 14) + "</p>")


@kind(steps=(1_000_000, 10_000_000))
def long_author(n):
    return page("", top=HEAD + '<meta name=author content="' + "Edda Varn, " * (n // 11) +
                '"></head><h1>Blast</h1><p>' + PROSE)


@kind(steps=(1_000_000, 10_000_000))
def long_date(n):
    return page("<time datetime='" + "2031-05-06 " * (n // 22) + "'>" + "6 May 2031, " * (n // 24) +
                "</time>", top=HEAD + '<meta name=date content="' + "1" * 1000000 +
                '"></head><h1>Blast</h1>')


@kind(steps=(1_000_000, 10_000_000))
def digits(n):
    return page("<p>" + "1" * n + "</p><p class=date>" + "2031-" * 100000 + "</p>")


@kind(steps=(1_000_000, 10_000_000), commands=("extract", "read"))
def numbers(n):
    return page("<p>" + "twenty thousand " * (n // 16) + "</p>")


@kind(steps=(1_000_000, 10_000_000), commands=("extract", "read"))
def quotes_open(n):
    return page("<p>" + "\u201c" * (n // 3) + "</p>")


@kind(steps=(1_000_000, 10_000_000), commands=("extract", "read"))
def names(n):
    return page("<p>" + "Edda Varn " * (n // 10) + "</p>")


# --- characters ---------------------------------------------------------------------

ODD = random.Random(7)


@kind(steps=(1_000_000,))
def nuls(n):
    return page("<p>" + "\0" * n + "</p>", top=TOP + "<p>" + PROSE * 500)


@kind(steps=(1_000_000,))
def nuls_in_tags(n):
    return page("<d\0iv cl\0ass=\0>\0" * (n // 17), top=TOP + "<p>" + PROSE * 500)


@kind()
def nul_and_letter(n):
    return page("a\0" * n, top=TOP + "<p>" + PROSE * 500)


@kind()
def carriage_returns(n):
    return page("a\r" * n)


@kind()
def line_ends(n):
    return page("a\r\n" * n)


@kind(steps=(7_000_000,))
def utf16_le(n):
    return b"\xff\xfe" + page("<p>" + PROSE + "</p>\n").decode().encode("utf-16-le") + \
        ("<p>b" * (n // 8)).encode("utf-16-le")


@kind(steps=(7_000_000,))
def utf16_be(n):
    return b"\xfe\xff" + (TOP + "<p>b" * (n // 8)).encode("utf-16-be")


@kind(steps=(7_000_000,), says="UTF-16")
def utf16_without_mark(n):
    return (TOP + "<p>b" * (n // 8)).encode("utf-16-le")


@kind(steps=(7_000_000,))
def utf16_letters_beyond_latin(n):
    return b"\xff\xfe" + (TOP + "<p>" + "\u0416\u4e2d" * (n // 4)).encode("utf-16-le")


@kind(steps=(1_000_000,), says="ill-formed")
def lone_surrogates(n):
    return b"\xff\xfe" + TOP.encode("utf-16-le") + b"\x00\xd8" * n


@kind(steps=(1_000_000,), says="ill-formed")
def lone_surrogates_in_utf8(n):
    return TOP.encode() + ("<p>\u00e4\u00f6\u00fc" * n).encode()[:5 << 20] + b"\xed\xa0\x80" * (n // 4)


@kind(steps=(1_000_000,), says="ill-formed")
def utf16_cut_in_the_middle(n):
    return b"\xff\xfe" + (TOP + "a" * n).encode("utf-16-le") + b"\x3d"


@kind(steps=(1_000_000,))
def truncated_sequences(n):
    return TOP.encode() + b"<p>\xe4\xb8" * n


@kind(steps=(1_000_000,))
def overlong_sequences(n):
    return TOP.encode() + b"<p>\xc0\x80\xf8\x88\x80\x80\x80" * n


@kind(steps=(10_000_000,))
def high_bytes(n):
    return TOP.encode().replace(b"utf-8", b"windows-1252") + b"\xe4 " * (n // 2)


@kind(steps=(10_000_000,))
def only_ff(n):
    return TOP.encode() + b"\xff" * n


@kind(steps=(10_000_000,))
def random_bytes(n):
    return TOP.encode() + bytes(b | 0x80 for b in ODD.randbytes(n))


def charset_page(name, unit, times):
    return TOP.encode().replace(b"utf-8", name) + unit * times


@kind(steps=(5_000_000,))
def gb18030(n):
    return charset_page(b"gb18030", "<p>\u6e2f\u53e3\u7206\u70b8 \u00e4".encode("gb18030"), n // 14)


@kind(steps=(5_000_000,))
def shift_jis(n):
    return charset_page(b"shift_jis", "<p>\u6e2f\u306e\u7206\u767a".encode("shift_jis"), n // 13)


@kind(steps=(5_000_000,))
def iso_2022_jp_escapes(n):
    return charset_page(b"iso-2022-jp", b"\x1b$B\x1b(B", n // 6)


@kind(steps=(5_000_000,))
def iso_2022_jp_never_back(n):
    return charset_page(b"iso-2022-jp", b"\x1b$B", n // 3)


@kind(steps=(5_000_000,))
def big5_broken(n):
    return charset_page(b"big5", b"\xa4\x20", n // 2)


@kind(steps=(5_000_000,))
def euc_kr_broken(n):
    return charset_page(b"euc-kr", b"\xb0\xb0\xb0<", n // 4)


@kind()
def many_charsets(n):
    return page("", top="<html><head>" + "<meta charset=x-none>" * n + "</head><p>\xe4" + PROSE)


# --- plain text ---------------------------------------------------------------------

def text_file(inside):
    return (PROSE + "\n" + PROSE + "\n" + inside).encode()[:MOST]


@kind("txt", commands=("extract", "read"))
def plain_short_lines(n):
    return text_file("a\n" * n)


@kind("txt")
def plain_lines_that_differ(n):
    return text_file("".join("Line %d\n" % k for k in range(n)))


@kind("txt")
def plain_empty_lines(n):
    return text_file("\n" * n + PROSE)


@kind("txt")
def plain_prose_lines(n):
    return text_file((PROSE + "\n") * n)


@kind("txt")
def plain_furniture(n):
    return text_file("Share this\nRelated posts\nRead more\n" * n)


@kind("txt")
def plain_dates(n):
    return text_file("May 6, 2031\n" * n)


@kind("txt")
def plain_bylines(n):
    return text_file("By Edda Varn\n" * n)


@kind("txt")
def plain_titles(n):
    return text_file("Blast at the Terminal\n" * n)


@kind("txt", steps=(10_000_000,), commands=("extract", "read"))
def plain_one_word(n):
    return b"x" * n


@kind("txt", steps=(10_000_000,), commands=("extract", "read"))
def plain_one_line(n):
    return ((PROSE + " ") * (n // len(PROSE))).encode()


@kind("txt", steps=(10_000_000,))
def plain_signs(n):
    return text_file("|\u2022 " * (n // 5))


@kind("txt", steps=(100_000_000,), says="more than the limit")
def plain_100_mb_line(n):
    return b"word " * (n // 5)


@kind("html", steps=(100_000_000,), says="more than the limit")
def html_100_mb_line(n):
    return TOP.encode() + b"<b>a" * (n // 4)


# --- rows of JSON -------------------------------------------------------------------

def row(**fields):
    return (json.dumps(dict(dict(id="r", text=PROSE), **fields)) + "\n").encode()


@kind("jsonl", says="refused", reads="harbour fire service")
def row_nested(n):
    return b'{"text":"a","x":' + b"[" * n + b"\n" + row()


@kind("jsonl", says="refused", reads="harbour fire service")
def row_nested_objects(n):
    return b'{"text":' * n + b"\n" + row()


@kind("jsonl", steps=(100_000_000,), says="longer than", reads="harbour fire service")
def row_100_mb_line(n):
    return row(id="first") + b'{"text":"' + b"word " * (n // 5) + b'"}\n' + row()


@kind("jsonl", says="values")
def row_many_keys(n):
    return ("{" + ",".join('"k%d":1' % k for k in range(n)) + ',"text":"%s"}\n' % PROSE).encode()


@kind("jsonl", steps=(10_000_000,))
def row_long_text(n):
    return row(text=(PROSE + "\n") * (n // len(PROSE)))


@kind("jsonl", steps=(1_000_000, 10_000_000))
def row_long_title(n):
    return row(title="Blast " * (n // 6), published="2031" * (n // 40), publisher="A" * (n // 10))


@kind("jsonl", says="refused", steps=(20_000, 100_000))
def rows_broken(n):
    return b'{"text":\n' * n + row()


@kind("jsonl", steps=(1_000_000,))
def row_escapes(n):
    return ('{"text":"' + "\\u00e9\\ud800" * 10 + "\\n" * n + PROSE + '"}\n').encode()


# --- feeds --------------------------------------------------------------------------

RSS = '<?xml version="1.0"?>{dtd}<rss version="2.0"><channel><title>Coast Courier</title>{items}'
ITEM = "<item><title>Blast {k}</title><description>" + PROSE + "</description></item>"


def rss(items, dtd="", end="</channel></rss>"):
    return (RSS.format(dtd=dtd, items=items) + end).encode()[:MOST]


def laughs(levels, wide):
    rows = ['<!ENTITY l0 "ha">']
    for level in range(1, levels):
        rows.append('<!ENTITY l%d "%s">' % (level, ("&l%d;" % (level - 1)) * wide))
    return "<!DOCTYPE rss [" + "".join(rows) + "]>"


@kind("xml", steps=(10,), says="entities of its own")
def entity_bomb(n):
    return rss(ITEM + "<item><title>&l%d;</title><description>&l%d; %s</description></item>" %
               (n - 1, n - 1, PROSE), laughs(n, 10))


@kind("xml", steps=(100_000,))
def entity_bomb_wide(n):
    return rss(ITEM + "<item><description>" + "&a;" * n + "</description></item>",
               '<!DOCTYPE rss [<!ENTITY a "' + "a" * n + '">]>')


@kind("xml", steps=(10,), says="entities of its own")
def entity_of_a_file(n):
    return rss(ITEM + "<item><title>&x;</title><description>&x;</description></item>",
               '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>')


@kind("xml")
def deep_xml(n):
    return rss(ITEM + "<a>" * n, end="")


@kind("xml")
def deep_xml_closed(n):
    return rss(ITEM + "<item><description>" + "<a>" * n + "</a>" * n + "</description></item>")


@kind("xml", steps=(30_000,))
def feed_items(n):
    return rss("".join(ITEM.format(k=k) for k in range(n)))


@kind("xml")
def feed_empty_items(n):
    return rss("<item/>" * n)


@kind("xml")
def feed_never_ends(n):
    return rss("<item><title>a" * n, end="")


@kind("xml", steps=(10_000_000,))
def feed_long_title(n):
    return rss("<item><title>" + "Blast " * (n // 6) + "</title><description>" + PROSE +
               "</description></item>")


@kind("xml")
def feed_attributes(n):
    return rss("<item " + " ".join("a%d='b'" % k for k in range(n)) + "><title>a</title></item>")


@kind("xml")
def feed_namespaces(n):
    return rss("".join('<a:b xmlns:a="http://x/%d">' % k for k in range(n)), end="")


@kind("xml")
def opml_deep(n):
    return ('<opml version="2.0"><body>' + '<outline text="a">' * n).encode()[:MOST]


@kind("xml")
def sitemap(n):
    return ('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">' +
            "<url><loc>https://news.example/a</loc></url>" * n).encode()[:MOST]


@kind("json")
def json_feed_deep(n):
    return b'{"version":"https://jsonfeed.org/version/1.1","items":' + b"[" * n


# --- compressed ---------------------------------------------------------------------

def squeezed(chunk, times, level=9):
    packer = zlib.compressobj(level, zlib.DEFLATED, 31)
    return b"".join(packer.compress(chunk) for _ in range(times)) + packer.flush()


@kind("html.gz", steps=(10_000_000, 1_000_000_000))
def gzip_bomb(n):
    return squeezed(b"a" * 1_000_000, n // 1_000_000)


@kind("gz", steps=(1_000_000_000,))
def gzip_bomb_twice(n):
    return gzip.compress(gzip_bomb(n), 9, mtime=0)


@kind("html.gz", steps=(1_000_000,))
def gzip_cut(n):
    return gzip.compress(page("<p>" + PROSE * (n // 100)), 6, mtime=0)[:-100]


@kind("warc.gz", steps=(10_000_000, 1_000_000_000))
def warc_bomb(n):
    return record(b"<p>%s</p>" % PROSE.encode(), "intact") + \
        bomb_record(n) + record(
            b"<p>Later: %s</p>" % PROSE.encode(), "later")


def warc_head(name, length):
    return ("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/%s\r\n"
            "WARC-Date: 2031-05-06T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            "Content-Length: %s\r\n\r\n" % (name, length)).encode()


def response(body, extra=""):
    return ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%s\r\n" % extra).encode() + body


def record(body, name, length=None, extra="", pack=True):
    block = response(body, extra)
    raw = warc_head(name, len(block) if length is None else length) + block + b"\r\n\r\n"
    return gzip.compress(raw, 6, mtime=0) if pack else raw


def bomb_record(n):
    head = response(b"")
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [packer.compress(warc_head("bomb", n + len(head)) + head)]
    parts += [packer.compress(b"a" * 1_000_000) for _ in range(n // 1_000_000)]
    return b"".join(parts) + packer.flush()


INTACT = "<title>Blast</title><h1>Blast</h1><p>%s</p><p>Number %d of the records. " + PROSE + "</p>"


def intact(k, pack=True):
    return record((INTACT % (PROSE, k)).encode(), "intact-%d" % k, pack=pack)


@kind("warc.gz", steps=(50,), says=":", reads="Number 49 of the records")
def warc_corrupt_member(n):
    spoiled = bytearray(intact(1000))
    for at in range(40, 60):
        spoiled[at] ^= 0x5A
    return intact(0) + bytes(spoiled) + b"".join(intact(k) for k in range(1, n))


@kind("warc.gz", steps=(50,), says=":", reads="Number 49 of the records")
def warc_cut_member(n):
    return intact(0) + intact(1000)[:-60] + b"".join(intact(k) for k in range(1, n))


@kind("warc", steps=(50,), says=":", reads="Number 49 of the records")
def warc_wrong_lengths(n):
    body = (INTACT % (PROSE, 1000)).encode()
    wrong = [10, 100_000, 10**9, 10**30, -5, "", "abc", "1e3"]
    return intact(0, False) + b"".join(
        record(body, "wrong", length, pack=False) + intact(k + 1, False)
        for k, length in enumerate(wrong)) + b"".join(intact(k, False) for k in range(9, n))


@kind("warc", reads="harbour fire service")
def warc_header_flood(n):
    flood = "".join("X-A%d: b\r\n" % k for k in range(n))
    return intact(0, False) + record(b"<p>a", "flood", extra=flood, pack=False) + intact(1, False)


@kind("warc")
def warc_record_header_flood(n):
    return intact(0, False) + b"WARC/1.0\r\n" + b"X-A: b\r\n" * n + b"\r\n" + intact(1, False)


@kind("warc")
def warc_version_flood(n):
    return intact(0, False) + b"WARC/1.0\r\n\r\n" * n + intact(1, False)


@kind("warc", steps=(1_000_000,))
def warc_chunks(n):
    return record(b"1\r\na\r\n" * n + b"0\r\n\r\n", "chunks", extra="Transfer-Encoding: chunked\r\n",
                  pack=False) + intact(0, False)


@kind("warc", steps=(1_000_000,))
def warc_wrong_chunks(n):
    return record(b"fffffffffffffff\r\na" * (n // 18), "chunks",
                  extra="Transfer-Encoding: chunked\r\n", pack=False) + intact(0, False)


@kind("warc", steps=(10_000_000, 1_000_000_000))
def warc_content_bomb(n):
    return record(gzip_bomb(n), "bomb", extra="Content-Encoding: gzip\r\n", pack=False) + \
        intact(0, False)


@kind("warc", steps=(10,))
def warc_content_encodings(n):
    body = b"<p>" + PROSE.encode()
    for _ in range(n):
        body = gzip.compress(body, 6, mtime=0)
    return record(body, "many", extra="Content-Encoding: " + ", ".join(["gzip"] * n) + "\r\n",
                  pack=False) + intact(0, False)


def main():
    """kinds.py NAME N FILE: make one input."""
    name, n, path = sys.argv[1:]
    make = next(kind["make"] for kind in KINDS if kind["name"] == name)
    with open(path, "wb") as file:
        file.write(make(int(n)))


if __name__ == "__main__":
    main()
