"""Lines as they stand on the page: how much room is before each, and whether it was ended on purpose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from portal.importers.source import SourceKind, SourceLine, SourcePlace

_AROUND = 12
"""So many lines before and after say what is usual for room and width."""
_FITS = 0.88
"""A line is ended on purpose when it and the next word fill less than this share of the width."""
_LABEL = re.compile(r"(\d{1,2}[.)]|[a-zæøå]\)|[ivx]{1,4}[.)]|\(\d{1,2}\))\s+(?=\S)")
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|dag|uge|måned|år\b|klasse)", re.IGNORECASE
)


@dataclass(frozen=True)
class LaidLine:
    """A line with what its neighbours say of it.

    ``gap`` is how much more room than usual stands before it, 0 for none, from 2 for much. ``is_short`` says
    that it was ended although the next word had room; ``is_narrow`` that it stands in the left column.
    ``label`` is what stands before an item of a list, and is no part of ``words``.
    """

    words: str
    place: SourcePlace
    source: SourceLine
    gap: int
    is_short: bool
    is_narrow: bool
    label: str = ""

    @property
    def begins_low(self) -> bool:
        """Whether it begins with a small letter, and so goes on with something."""
        return bool(re.match(r"[\"'”»(]*[a-zæøå]", self.words)) and not self.label


def laid_out(
    lines: Sequence[SourceLine], kind: SourceKind, *, begins_file: bool = True
) -> tuple[LaidLine, ...]:
    """The lines of a text, with the room between them. A line of Word or HTML is a whole paragraph.

    Room before the first line is much where it begins the file, and little where a table is before it.
    """
    rooms = [_room(lines, at, kind) for at in range(len(lines))]
    lengths = [len(line.words) for line in lines]
    laid: list[LaidLine] = []
    for at, line in enumerate(lines):
        near = slice(max(0, at - _AROUND), at + _AROUND + 1)
        usual = _usual_room(rooms, at) if kind is SourceKind.TEXT else 0
        gap = max(rooms[at] - usual, int(line.after_gap and rooms[at] == 0), 0) if at else 1 + begins_file
        width = max(lengths[near])
        label, words = _label(line, laid[-1] if laid else None, gap)
        laid.append(
            LaidLine(
                words,
                line.place,
                line,
                gap,
                _ended(lines, at, width, kind),
                lengths[at] <= 0.62 * width,
                label,
            )
        )
    return tuple(laid)


def _usual_room(rooms: Sequence[int], at: int) -> int:
    """The room between lines here; where it changes from double to single, the smaller."""
    before, after = rooms[max(0, at - _AROUND) : at], rooms[at + 1 : at + _AROUND]
    return min(median_low(side) for side in (before, after) if side) if before or after else 0


def _room(lines: Sequence[SourceLine], at: int, kind: SourceKind) -> int:
    """Empty lines before a line of text; 1 for more room in other files."""
    if at == 0:
        return 2
    here, before = lines[at].place, lines[at - 1].place
    if kind is not SourceKind.TEXT or here.page != before.page:
        return int(lines[at].after_gap)
    return max(here.line - before.line - 1, 0)


def _ended(lines: Sequence[SourceLine], at: int, width: int, kind: SourceKind) -> bool:
    if at + 1 == len(lines) or kind in (SourceKind.WORD, SourceKind.HTML):
        return True
    next_word = len(lines[at + 1].words.split(" ")[0])
    return len(lines[at].words) + 1 + next_word < _FITS * width


def _label(line: SourceLine, before: LaidLine | None, gap: int) -> tuple[str, str]:
    """What stands before an item, and its words. A number that a line happens to begin with is none."""
    if line.label:
        return line.label, line.words
    found = _LABEL.match(line.words)
    if found is None or _MONTH.match(line.words, found.end()):
        return "", line.words
    may_begin = gap or before is None or before.label or before.is_short or before.words.endswith((":", "."))
    return (found[1], line.words[found.end() :]) if may_begin else ("", line.words)
