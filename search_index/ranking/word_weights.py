"""What is indexed of a piece: the weight of each word in it, and where its words stand for marks and
nearness."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from struct import calcsize, pack, unpack_from
from typing import NamedTuple

from search_index.analysis import law_terms
from search_index.analysis.forms import last_part
from search_index.analysis.tokens import closed_up, elliptic, tokenise

USUAL_LENGTH = 180
"""Words of a piece of ordinary length; longer pieces weigh a word less, shorter ones more."""
LENGTH_MATTERS = 0.1
"""How much: 0 not at all, 1 in full proportion."""
HEADING_WEIGHT = 2.0
TITLE_WEIGHT = 0.4
TABLE_WEIGHT = 0.5
"""A word in a heading, a title or a table counts so much on top of one in the text."""
CHAPTER_SHARE = 0.3
"""What is left of a heading's and a title's weight for each piece of a section that has several."""
LAW_WEIGHT = 2.0
"""A provision that the section is filed under counts so much on top of those its text names."""

_TWO_BYTES = 1 << 16
_HEADER = calcsize("=cI")


class Places(NamedTuple):
    """The words of a text in order, with their offsets. Law terms and completed words lie among them."""

    words: tuple[str, ...]
    starts: array[int]
    ends: array[int]


def read_places(text: str) -> Places:
    """Every word and term of ``text`` with its place."""
    tokens = tokenise(text)
    tokens += elliptic(text, last_part)
    tokens += closed_up(text)
    tokens += law_terms.in_text(text)
    tokens.sort(key=lambda token: (token.start, token.end))
    return Places(
        tuple(token.word for token in tokens),
        array("I", [token.start for token in tokens]),
        array("I", [token.end for token in tokens]),
    )


def part_of(places: Places, start: int, end: int) -> Places:
    """The places that lie within the text's ``start`` and ``end``, counted from ``start``."""
    chosen = [index for index, at in enumerate(places.starts) if at >= start and places.ends[index] <= end]
    return Places(
        tuple(places.words[index] for index in chosen),
        array("I", [places.starts[index] - start for index in chosen]),
        array("I", [places.ends[index] - start for index in chosen]),
    )


def weigh(
    body: Places,
    heading: Iterable[str],
    title: Iterable[str],
    table: Iterable[str],
    law: Iterable[str],
    share: float = 1.0,
) -> Mapping[str, float]:
    """The weight of every word of a piece: how often it stands there, where, and how long the piece is.

    ``share`` is what the heading and the title count for, ``CHAPTER_SHARE`` for a piece among several.
    """
    size = 1 - LENGTH_MATTERS + LENGTH_MATTERS * len(body.words) / USUAL_LENGTH
    weights: dict[str, float] = defaultdict(float)
    for word in body.words:
        weights[word] += 1 / size
    above = ((heading, HEADING_WEIGHT * share), (title, TITLE_WEIGHT * share), (table, TABLE_WEIGHT))
    for words, weight in above:
        for word in words:
            weights[word] += weight
    for term in law_terms.of_paths(law):
        weights[term] += LAW_WEIGHT
    return weights


def pack_places(places: Places) -> bytes:
    """``places`` as bytes, for ``unpack_places``. Short texts take two bytes an offset, others four."""
    size = "H" if not places.ends or max(places.ends) < _TWO_BYTES else "I"
    offsets = array(size, places.starts).tobytes() + array(size, places.ends).tobytes()
    return pack("=cI", size.encode(), len(places.words)) + offsets + " ".join(places.words).encode()


def unpack_places(data: bytes) -> Places:
    """The places that ``pack_places`` wrote."""
    size, number = unpack_from("=cI", data)
    starts, ends = array(size.decode()), array(size.decode())
    half = number * starts.itemsize
    words = _HEADER + 2 * half
    starts.frombytes(data[_HEADER : _HEADER + half])
    ends.frombytes(data[_HEADER + half : words])
    return Places(tuple(data[words:].decode().split(" ")) if number else (), starts, ends)
