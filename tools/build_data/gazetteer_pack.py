"""The packed gazetteer: how it is written, and how it is read back for people.

    header    magic, mark of byte order, counts, checksum of all that follows
    edges     u32 each: letter 8 bits | last of its node | ends a name | node it leads to (22)
    skips     u32 an edge: names that come before those behind it, within its node
    firsts    u32 a name (and one more): where its postings begin
    postings  u32 each: flags 8 bits | place (24)
    places    24 bytes each: lat, lon, geonames, name, admin1, admin2, country, kind, weight, flags
    admin1    u32 each: name of the region, in the pool
    countries 4 bytes each: ISO alpha-3; the first is none
    pool      names: a byte of length and the bytes

The edges are a minimal acyclic automaton over the sorted names (J. Daciuk and others, 2000):
words that end alike share their ends. The sum of the skips along a name, with one for each
shorter name on the way, is the name's number, so no name is stored but in the automaton.
All numbers are little-endian. SPDX-License-Identifier: Apache-2.0
"""
import struct

MAGIC = b"HSYGAZ1\n"
ORDER = 0x01020304
HEADER = struct.Struct("<8sI9IQQ")  # magic, order, counts, checksum, spare
PLACE = struct.Struct("<iiIIHHBBBB")
KINDS = ("country", "region", "district", "city", "village", "area", "feature")
ALIAS, WORD, PERSON, SHORT = 1, 2, 4, 8       # of a posting
CAPITAL, SEAT, POINT = 1, 2, 4                # of a place
COUNTS = ("edges", "names", "postings", "places", "admin1", "countries", "pool", "root", "spare")


def checksum(data):
    """Four lanes of 64 bits over the whole words, multiplied and turned; see gazetteer.c."""
    mask, prime = (1 << 64) - 1, 0x9E3779B97F4A7C15
    lanes = [1, 2, 3, 4]
    data += b"\0" * (-len(data) % 32)
    words = struct.unpack("<%dQ" % (len(data) // 8), data)
    for i in range(4):
        lane = lanes[i]
        for word in words[i::4]:
            lane = ((lane ^ word) * prime) & mask
            lane ^= lane >> 32
        lanes[i] = lane
    total = 0
    for lane in lanes:
        total = ((total ^ lane) * prime) & mask
        total ^= total >> 29
    return total


class Automaton:
    """Built from names in order; a node is a tuple of edges (letter, ends a name, node)."""

    def __init__(self):
        self.register, self.nodes = {}, []
        self.path = [[]]  # open nodes along the last name: lists of [letter, final, node]
        self.last = b""

    def add(self, name):
        shared = 0
        while shared < min(len(name), len(self.last)) and name[shared] == self.last[shared]:
            shared += 1
        self.close(shared)
        for letter in name[shared:]:
            self.path[-1].append([letter, False, None])
            self.path.append([])
        self.path[-2][-1][1] = True
        self.last = name

    def close(self, depth):
        while len(self.path) > depth + 1:
            node = tuple(map(tuple, self.path.pop()))
            number = self.register.get(node)
            if number is None:
                number = self.register[node] = len(self.nodes)
                self.nodes.append(node)
            self.path[-1][-1][2] = number

    def finish(self):
        """-> (edges, skips, root); children come before their parents, node 0 has no edges."""
        self.close(0)
        self.nodes.append(tuple(map(tuple, self.path[0])))
        starts, sizes, edges, skips = [], [], [0], [0]
        for node in self.nodes:
            starts.append(len(edges) if node else 0)
            size = 0
            for i, (letter, final, child) in enumerate(node):
                edges.append(letter | (i + 1 == len(node)) << 8 | final << 9 |
                             starts[child] << 10)
                skips.append(size)
                size += final + sizes[child]
            sizes.append(size)
        if len(edges) >= 1 << 22:
            raise SystemExit("too many edges for 22 bits")
        return edges, skips, starts[-1]


class Pool:
    def __init__(self):
        self.bytes, self.known = bytearray(b"\0"), {"": 0}

    def add(self, text):
        if text not in self.known:
            raw = text.encode("utf-8")[:255]
            self.known[text] = len(self.bytes)
            self.bytes += bytes([len(raw)]) + raw
        return self.known[text]


def u32s(numbers):
    return struct.pack("<%dI" % len(numbers), *numbers)


def pack(places, names, admin1, countries):
    """places: tuples as PLACE but with the name as text; names: {key: [(flags, place)]}."""
    pool, automaton = Pool(), Automaton()
    firsts, postings = [], []
    for key in sorted(names):
        automaton.add(key.encode("ascii"))
        firsts.append(len(postings))
        postings += [flags << 24 | place for flags, place in names[key]]
    firsts.append(len(postings))
    edges, skips, root = automaton.finish()
    rows = b"".join(PLACE.pack(*p[:3], pool.add(p[3]), *p[4:]) for p in places)
    admin = u32s([pool.add(name) for name in admin1])
    body = (u32s(edges) + u32s(skips) + u32s(firsts) + u32s(postings) + rows + admin +
            b"".join(c.encode("ascii").ljust(4, b"\0") for c in countries) + bytes(pool.bytes))
    head = HEADER.pack(MAGIC, ORDER, len(edges), len(names), len(postings), len(places),
                       len(admin1), len(countries), len(pool.bytes), root, 0, checksum(body), 0)
    return head + body


class Packed:
    """Reads a packed file back, to look rows up."""

    def __init__(self, data):
        head = HEADER.unpack_from(data)
        if head[0] != MAGIC or head[1] != ORDER:
            raise SystemExit("not a gazetteer of this form")
        self.count = dict(zip(COUNTS, head[2:11]))
        if checksum(data[HEADER.size:]) != head[11]:
            raise SystemExit("the checksum is wrong")
        self.data, at = data, HEADER.size
        for name, size in (("edges", 4), ("skips", 4), ("firsts", 4), ("postings", 4),
                           ("places", PLACE.size), ("admin1", 4), ("countries", 4), ("pool", 1)):
            setattr(self, "at_" + name, at)
            at += size * (self.count["edges" if name == "skips" else
                                     "names" if name == "firsts" else name] + (name == "firsts"))

    def u32(self, section, i):
        return struct.unpack_from("<I", self.data, getattr(self, "at_" + section) + 4 * i)[0]

    def text(self, offset):
        at = self.at_pool + offset
        return self.data[at + 1:at + 1 + self.data[at]].decode("utf-8")

    def find(self, key):
        """The number of a name, or None."""
        node, number, final = self.count["root"], 0, False
        for letter in key.encode("ascii", "replace"):
            number += final
            while node:
                edge = self.u32("edges", node)
                if edge & 255 == letter:
                    number += self.u32("skips", node)
                    node, final = edge >> 10, bool(edge & 512)
                    break
                node = 0 if edge & 256 else node + 1
            else:
                return None
        return number if final else None

    def all_names(self):
        """(name, its number), in order."""
        stack, number = [(self.count["root"], b"")], 0
        while stack:
            node, name = stack.pop()
            if not node:
                continue
            edge = self.u32("edges", node)
            if not edge & 256:
                stack.append((node + 1, name))
            longer = name + bytes([edge & 255])
            if edge >> 10:
                stack.append((edge >> 10, longer))
            if edge & 512:
                yield longer.decode("ascii"), number
                number += 1

    def rows(self, number):
        for i in range(self.u32("firsts", number), self.u32("firsts", number + 1)):
            posting = self.u32("postings", i)
            lat, lon, gid, name, one, _, country, kind, weight, flags = PLACE.unpack_from(
                self.data, self.at_places + PLACE.size * (posting & 0xFFFFFF))
            code = self.data[self.at_countries + 4 * country:][:3].decode("ascii").strip("\0")
            marks = [n for b, n in ((ALIAS, "alias"), (WORD, "word"), (PERSON, "person"),
                                    (SHORT, "short")) if posting >> 24 & b]
            marks += [n for b, n in ((CAPITAL, "capital"), (SEAT, "seat")) if flags & b]
            yield (KINDS[kind], self.text(name), code, self.text(self.u32("admin1", one)),
                   "%.5f" % (lat / 1e5) if flags & POINT else "",
                   "%.5f" % (lon / 1e5) if flags & POINT else "", str(gid or ""), str(weight),
                   " ".join(marks))
