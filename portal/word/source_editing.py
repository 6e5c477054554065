"""Changing the words of a stretch of Markdown without touching the marks around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portal.documents.changes.matching import Work, matches, opcodes
from portal.importers.markdown_writing import escaped, line_escaped

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_PREFIX = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|:(?=[ \t])|#{1,6}(?=[ \t])))*[ \t]*")
_SUFFIX = re.compile(r"[ \t]*\{[^{}]*\}[ \t]*$")
_STROKE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class _Token:
    words: str
    start: int
    end: int


def with_words(source: str, old: str, new: str) -> str | None:
    """``source``, which shows ``old``, so that it shows ``new``; its marks stay. None where that is unclear.

    Whether it does show that is for the reader to say afterwards.
    """
    before, after, written = _tokens(old), _tokens(new), _tokens(source)
    where: dict[int, _Token] = {}
    work = Work()
    for a, b, size in matches(_keys(before), _keys(written), work):
        where |= {a + step: written[b + step] for step in range(size)}
    made = source
    for tag, a, b, c, d in reversed(opcodes(_keys(before), _keys(after), work)):
        if tag == "equal":
            continue
        if any(index not in where for index in range(a, b)):
            return None
        put = escaped("".join(token.words for token in after[c:d]))
        for index in range(b - 1, a, -1):
            made = made[: where[index].start] + made[where[index].end :]
        if a < b:
            made = made[: where[a].start] + put + made[where[a].end :]
        elif a - 1 in where:
            made = made[: where[a - 1].end] + put + made[where[a - 1].end :]
        elif a in where:
            made = made[: where[a].start] + put + made[where[a].start :]
        else:
            return None
    return made


def anew(source: str, new: str) -> str:
    """``new`` in place of all the words of ``source``, with what stands before them and a ``{…}`` behind."""
    prefix, suffix = _PREFIX.match(source), _SUFFIX.search(source)
    before = prefix[0] if prefix else ""
    return f"{before}{line_escaped(escaped(new))}{suffix[0] if suffix else ''}"


def with_cells(line: str, old: Sequence[str], new: Sequence[str], *, fresh: bool) -> str | None:
    """A row of a table with other words in its cells; None where it has another number of cells.

    ``fresh``: the words of a changed cell are written anew, without the marks they had.
    """
    strokes = [found.start() for found in _STROKE.finditer(line)]
    if not line.lstrip().startswith("|"):
        strokes.insert(0, -1)
    if not line.rstrip().endswith("|") or len(strokes) == len(new):
        strokes.append(len(line))
    if len(strokes) - 1 != len(new) or len(old) != len(new):
        return None
    made = line
    for at in range(len(new) - 1, -1, -1):
        if old[at] == new[at]:
            continue
        start, end = strokes[at] + 1, strokes[at + 1]
        cell = line[start:end]
        words = None if fresh or not old[at] else with_words(cell, old[at], new[at])
        made = made[:start] + (f" {_cell_anew(cell, new[at])} " if words is None else words) + made[end:]
    return made


def _cell_anew(cell: str, new: str) -> str:
    suffix = _SUFFIX.search(cell)
    return f"{escaped(new)}{suffix[0].rstrip() if suffix else ''}"


def _tokens(text: str) -> list[_Token]:
    return [_Token(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text)]


def _keys(tokens: Sequence[_Token]) -> list[str]:
    return [" " if token.words.isspace() else token.words for token in tokens]
