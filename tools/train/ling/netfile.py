"""The weights file net.bin: sections by name, see NET.md.

SPDX-License-Identifier: Apache-2.0
"""
import hashlib
import struct

import numpy as np

MAGIC, VERSION = b"HSYNET1\0", 1
HEADER = struct.Struct("<8sIIQ32s")
ENTRY = struct.Struct("<24sII4IQQ")
TYPES = {0: np.dtype("i1"), 1: np.dtype("<i2"), 2: np.dtype("<i4")}
TEXT = 3


def save(path, sections):
    """`sections`: name -> numpy array (i1, i2, i4) or str."""
    at = HEADER.size + ENTRY.size * len(sections)
    table, data = b"", b""
    for name, value in sections.items():
        pad = -(at + len(data)) % 64 if not data else -len(data) % 64
        if not data:
            first_pad, pad = pad, 0
            at += first_pad
        data += b"\0" * pad
        if isinstance(value, str):
            kind, dims, raw = TEXT, (len(value.encode()),), value.encode()
        else:
            kind = {"i1": 0, "i2": 1, "i4": 2}[value.dtype.str[1:]]
            dims, raw = value.shape, np.ascontiguousarray(value).tobytes()
        four = tuple(dims) + (0,) * (4 - len(dims))
        table += ENTRY.pack(name.encode(), kind, len(dims), *four, at + len(data), len(raw))
        data += raw
    body = table + b"\0" * first_pad + data
    head = HEADER.pack(MAGIC, VERSION, len(sections), HEADER.size + len(body),
                       hashlib.sha256(body).digest())
    with open(path, "wb") as out:
        out.write(head + body)


def load(path):
    with open(path, "rb") as file:
        raw = file.read()
    magic, version, count, size, digest = HEADER.unpack_from(raw)
    if magic != MAGIC or version != VERSION or size != len(raw):
        raise ValueError(f"{path}: not a weights file")
    if hashlib.sha256(raw[HEADER.size:]).digest() != digest:
        raise ValueError(f"{path}: damaged")
    out = {}
    for i in range(count):
        name, kind, rank, *rest = ENTRY.unpack_from(raw, HEADER.size + i * ENTRY.size)
        dims, at, nbytes = rest[:rank], rest[4], rest[5]
        part = raw[at:at + nbytes]
        name = name.rstrip(b"\0").decode()
        out[name] = part.decode() if kind == TEXT else \
            np.frombuffer(part, TYPES[kind]).reshape(dims)
    return out
