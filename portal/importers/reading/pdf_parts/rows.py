"""Letters gathered into rows on a page, and each row into the stretches that wide gaps divide it into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from portal.importers.conversion import RemarkBook
from portal.importers.inline import InlineWriter
from portal.importers.markdown_writing import BULLET, shown
from portal.importers.reading.pdf_parts.letters import Letter
from portal.importers.source import SourceBox, SourceLine, SourcePlace
from portal.importers.symbols import read_symbols

_ON_LINE, _SMALL = 0.35, 0.8
_WIDE = 1.1
"""A gap wider than this, in heights of a letter, may be one between columns."""
_BLANK, _BLANK_WITHOUT_OTHERS = 0.2, 0.15
_CROSSING = 0.3
_LABEL = re.compile(r"(?:[•·▪●◦‣∙○■□◆❖➢➤✓o–-]|\d{1,2}[.)]|[a-zæøå][.)])")


@dataclass(frozen=True)
class Stretch:
    """Letters on one line with no wide gap between them, from left to right."""

    letters: tuple[Letter, ...]
    number: int = 0
    """The line of the page, from 1."""

    @cached_property
    def box(self) -> SourceBox:
        """Where it stands."""
        return box_of(self.letters)

    @cached_property
    def size(self) -> float:
        """The height of its letters: that which most of them have, or more."""
        sizes = sorted(letter.size for letter in self.letters if not letter.is_blank)
        return sizes[len(sizes) // 2]

    @cached_property
    def baseline(self) -> float:
        """Where its letters stand."""
        return max(letter.baseline for letter in self.letters if letter.size >= _SMALL * self.size)

    @cached_property
    def plain(self) -> str:
        """Its words, without regard for what is raised."""
        return "".join(text for text, _, _ in _texts(self.letters))

    def crosses(self, edges: Sequence[float]) -> bool:
        """Whether a word goes over one of the edges, so that either side of it is a guess."""
        drawn = [letter for letter in self.letters if not letter.is_blank]
        return any(
            (one.left + one.right) / 2 < edge < (other.left + other.right) / 2
            and other.left - one.right < _CROSSING * other.size
            for one, other in pairwise(drawn)
            for edge in edges
        )

    @property
    def is_label(self) -> bool:
        """Whether it is no more than the sign before an item of a list."""
        return bool(_LABEL.fullmatch(read_symbols(self.plain.strip(), self.letters[0].font).text))


def box_of(letters: Iterable[Letter]) -> SourceBox:
    """The smallest place that holds letters."""
    drawn = [letter for letter in letters if not letter.is_blank]
    return SourceBox(
        round(min(letter.left for letter in drawn), 1),
        round(min(letter.top for letter in drawn), 1),
        round(max(letter.right for letter in drawn), 1),
        round(max(letter.bottom for letter in drawn), 1),
    )


def rows_of(letters: Sequence[Letter]) -> list[list[Stretch]]:
    """The rows of upright letters from the top down, each with its stretches from left to right."""
    rows = []
    for number, row in enumerate(_clustered(letters), start=1):
        rows.append([Stretch(tuple(part), number) for part in _parted(row)])
    return rows


def _clustered(letters: Sequence[Letter]) -> list[list[Letter]]:
    """Letters on one line; small ones above or below the line belong to it."""
    rows: list[list[Letter]] = []
    for letter in sorted((letter for letter in letters if letter.upright), key=lambda one: one.baseline):
        last = rows[-1] if rows else []
        if last and letter.baseline - last[0].baseline <= _ON_LINE * min(letter.size, last[0].size):
            last.append(letter)
        else:
            rows.append([letter])
    drawn = [row for row in rows if any(not letter.is_blank for letter in row)]
    return _with_small_ones(drawn)


def _with_small_ones(rows: list[list[Letter]]) -> list[list[Letter]]:
    kept: list[list[Letter]] = []
    waiting: list[Letter] = []
    for position, row in enumerate(rows):
        below = rows[position + 1] if position + 1 < len(rows) else []
        if below and _is_beside(row, below):
            waiting = row
        elif kept and _is_beside(row, kept[-1]):
            kept[-1] += row
        else:
            kept.append(waiting + row)
            waiting = []
    return kept


def _is_beside(small: Sequence[Letter], line: Sequence[Letter]) -> bool:
    """Whether letters are raised or lowered ones of a line: smaller, at its height, and close to a letter."""
    size, own = _size(line), _size(small)
    middle = small[0].baseline - own / 3
    baseline = max(letter.baseline for letter in line)
    if own >= _SMALL * size or not baseline - 1.1 * size < middle < baseline + 0.3 * size:
        return False
    return all(
        letter.is_blank
        or any(abs(letter.left - other.right) < 2 * size for other in (*line, *small) if other is not letter)
        for letter in small
    )


def _size(letters: Sequence[Letter]) -> float:
    return max((letter.size for letter in letters if not letter.is_blank), default=1.0)


def _parted(row: list[Letter]) -> Iterator[list[Letter]]:
    """The stretches of a row; a label stays with what it stands before."""
    part: list[Letter] = []
    last: Letter | None = None
    for letter in _without_doubles(sorted(row, key=lambda letter: letter.left)):
        if letter.is_blank:
            part += [letter] if part else []
            continue
        is_apart = last is not None and letter.left - last.right > _WIDE * letter.size
        if part and is_apart and not Stretch(tuple(part)).is_label:
            yield part
            part = []
        part.append(letter)
        last = letter
    if part:
        yield part


def _without_doubles(letters: Sequence[Letter]) -> list[Letter]:
    """Letters that were drawn twice, a hair apart, to look bold, once."""
    kept: list[Letter] = []
    for letter in letters:
        if not any(
            other.text == letter.text
            and abs(other.left - letter.left) < 0.1 * letter.size
            and abs(other.baseline - letter.baseline) < 1
            for other in kept[-3:]
        ):
            kept.append(letter)
    return kept


def _texts(letters: Sequence[Letter]) -> Iterator[tuple[str, int, str]]:
    """Each letter's text with the blank before it, 1 where it is raised and -1 lowered, and its font."""
    sizes = sorted(letter.size for letter in letters if not letter.is_blank)
    size = sizes[len(sizes) // 2]
    baselines = [letter.baseline for letter in letters if letter.size >= _SMALL * size]
    baseline = max(baselines)
    blank = _BLANK if any(letter.is_blank for letter in letters) else _BLANK_WITHOUT_OTHERS
    last: Letter | None = None
    for letter in letters:
        gap = 0.0 if last is None else (letter.left - last.right) / size
        before = "" if last is None or last.is_blank or letter.is_blank or gap < blank else " "
        if gap > 2 * _WIDE and not letter.is_blank:
            before = "  "
        off = 0 if letter.size >= _SMALL * size else 1 if letter.baseline < baseline - 0.15 * size else -1
        yield before + letter.text, 0 if letter.is_blank else off, letter.font
        last = letter


def line_of(stretches: Sequence[Stretch], page: int, book: RemarkBook, *, after_gap: bool) -> SourceLine:
    """One line of the source; between stretches stand two blanks."""
    letters = [letter for stretch in stretches for letter in stretch.letters]
    writer = InlineWriter(book)
    for number, stretch in enumerate(stretches):
        writer.markup("  " if number else "")
        write(stretch, writer)
    words, label = _labelled(" ".join(shown(writer.plain()).split()))
    if len(stretches) > 1:
        words = "  ".join(_plain(stretch) for stretch in stretches)
        words, label = _labelled(words)
    drawn = [letter for letter in letters if not letter.is_blank]
    return SourceLine(
        words,
        SourcePlace(page, stretches[0].number, box_of(letters)),
        size=round(max(stretch.size for stretch in stretches), 1),
        bold=all(letter.bold for letter in drawn),
        label=label,
        after_gap=after_gap,
    )


def _plain(stretch: Stretch) -> str:
    writer = InlineWriter(RemarkBook())
    write(stretch, writer)
    return shown(writer.plain())


def write(stretch: Stretch, writer: InlineWriter) -> None:
    """Put a stretch's words into a writer: a raised note's mark is taken out of the number it stands at."""
    for (off, font), part in groupby(_texts(stretch.letters), key=lambda one: (one[1], one[2])):
        words = "".join(text for text, _, _ in part)
        if off > 0:
            writer.raised(words)
        elif off < 0:
            writer.lowered(words)
        else:
            writer.text(words, font)


def _labelled(words: str) -> tuple[str, str]:
    found = BULLET.match(words)
    if found:
        return words[found.end() :], "•"
    return words, ""


def gaps(rows: Sequence[Sequence[Stretch]]) -> float:
    """The usual distance between two lines, in heights of a letter."""
    found = sorted(
        (below[0].baseline - above[0].baseline) / below[0].size
        for above, below in pairwise(rows)
        if above and below and abs(above[0].size - below[0].size) < 1
    )
    return found[len(found) // 3] if found else 1.2
