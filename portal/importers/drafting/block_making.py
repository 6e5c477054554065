"""Lines and tables become blocks: headings, paragraphs, items, tables, in the order they stood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from portal.importers.drafting.blocks import Block, HeadingBlock, ItemBlock, LevelBlock, ParagraphBlock
from portal.importers.drafting.imported import LeftOut
from portal.importers.drafting.lines.furniture import Parts
from portal.importers.drafting.lines.heading_finding import HeadingFinder
from portal.importers.drafting.lines.heading_signs import FoundHeading, heading_key
from portal.importers.drafting.lines.layout import LaidLine, laid_out
from portal.importers.drafting.lines.words import (
    WrittenWords,
    ends_sentence,
    is_unfinished,
    without_note_marks,
)
from portal.importers.drafting.tables.drawn_tables import blocks_of_table
from portal.importers.drafting.tables.flattened_tables import read_flattened
from portal.importers.source import SourceKind, SourceLine, SourcePlace, SourceTable

_NOTE = "Tegn for en note, som sad på et ord. Noten selv står i teksten."
_NOTE_LINE = re.compile(r"([1-9]\d?)\s+(?=[A-ZÆØÅ])")
_NOTE_DOUBT = "Filen har noter, og et tal i tabellen kan have fået en notes ciffer på sig."
_INTRO = re.compile(r"(?::|\bat)$")


class BlockMaker:
    """Makes the blocks of one document. ``left_out`` tells what no block holds."""

    def __init__(self, parts: Parts, kind: SourceKind) -> None:
        self.kind = kind
        self.left_out: list[LeftOut] = []
        self._parts = parts
        self._vocabulary = WrittenWords(part.words for part in parts if isinstance(part, SourceLine))
        given = any(isinstance(part, SourceLine) and part.heading for part in parts)
        self._finder = HeadingFinder(*_sizes(parts), are_given=given)
        self._notes: set[str] = set()

    def blocks(self) -> tuple[Block, ...]:
        """The blocks in reading order."""
        groups = [
            (is_table, list(group))
            for is_table, group in groupby(self._parts, key=lambda part: isinstance(part, SourceTable))
        ]
        laid = [
            laid_out([p for p in group if isinstance(p, SourceLine)], self.kind, begins_file=number == 0)
            for number, (_, group) in enumerate(groups)
        ]
        self._find_notes([line for lines in laid for line in lines])
        first = [_Run(lines, self._finder, self._vocabulary, self) for lines in laid]
        for run in first:
            run.blocks()
        self._finder.known.learn([heading for run in first for heading in run.headings])
        self.left_out.clear()
        blocks: list[Block] = []
        for (is_table, group), lines in zip(groups, laid, strict=True):
            for table in group if is_table else ():
                blocks += self._table(table)
            blocks += _Run(lines, self._finder, self._vocabulary, self).blocks()
        return tuple(blocks)

    def _find_notes(self, lines: Sequence[LaidLine]) -> None:
        """Take down the numbers of notes: those of lines that begin with one, and those glued to words."""
        begun = (_NOTE_LINE.match(line.words) for line in lines if not line.label)
        self._notes = {found[1] for found in begun if found}
        self._finder.notes = frozenset(digit for line in lines for digit in without_note_marks(line.words)[1])

    def plain(self, words: str, place: SourcePlace) -> str:
        """Words without the digits of notes that are glued to them."""
        if self.kind in (SourceKind.WORD, SourceKind.HTML):
            return words
        plain, digits = without_note_marks(words)
        if not digits or not self._are_notes(digits):
            return words
        self.left_out += [LeftOut(digit, place, _NOTE) for digit in digits]
        return plain

    def doubted(self, table: LevelBlock) -> LevelBlock:
        """A level table of a file whose notes may have left a digit on its numbers is not certain."""
        digits = {number[-1] for row in table.rows for number in re.findall(r"\d{2,}", row.extent)}
        if not digits & self._notes:
            return table
        return LevelBlock(
            table.rows, table.criterion, table.first_column, table.place, (*table.doubts, _NOTE_DOUBT),
            table.how, table.lines,
        )  # fmt: skip

    def _are_notes(self, digits: Sequence[str]) -> bool:
        """Whether the digits are those of notes: the file has such a note, or has none at all."""
        return not self._notes or all(digit in self._notes or not digit.isascii() for digit in digits)

    def _table(self, part: SourceLine | SourceTable) -> Sequence[Block]:
        if not isinstance(part, SourceTable):
            return ()
        return [
            self.doubted(block) if isinstance(block, LevelBlock) else block for block in blocks_of_table(part)
        ]


def _sizes(parts: Parts) -> tuple[float, tuple[float, ...]]:
    """The size of most letters, 0 where no line says any, and the larger ones."""
    sizes: Counter[float] = Counter()
    for part in parts:
        if isinstance(part, SourceLine) and part.size:
            sizes[round(part.size, 1)] += len(part.words)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    return body, tuple(sorted((size for size in sizes if size > body * 1.08), reverse=True))


class _Run:
    """One stretch of lines without a drawn table between them."""

    def __init__(
        self, lines: Sequence[LaidLine], finder: HeadingFinder, vocabulary: WrittenWords, maker: BlockMaker
    ) -> None:
        self._lines, self._finder, self._vocabulary, self._maker = lines, finder, vocabulary, maker
        self._blocks: list[Block] = []
        self.headings: list[FoundHeading] = []
        self._gathered: list[LaidLine] = []
        self._label = ""
        self._is_list = False

    def blocks(self) -> list[Block]:
        """The blocks of the stretch."""
        at = 0
        while at < len(self._lines):
            at += self._table(at) or self._heading(at) or self._line(at)
        self._close()
        return self._blocks

    def _table(self, at: int) -> int:
        found = read_flattened(self._lines, at, self._vocabulary) if self._may_stop() else None
        if found is None:
            return 0
        self._close()
        self._blocks.append(self._maker.doubted(found[0]))
        return found[1]

    def _may_stop(self) -> bool:
        """Whether what was gathered may end here."""
        return not self._gathered or not is_unfinished(self._gathered[-1].words)

    def _heading(self, at: int) -> int:
        if not self._may_stop() and not self._lines[at].source.heading:
            return 0
        found = self._finder.at(self._lines, at, after_list=self._follows_list())
        if found is None:
            return 0
        self._close()
        self._is_list = False
        self.headings.append(found)
        self._blocks.append(self._heading_block(found, self._lines[at].place))
        self._gathered = [
            _with_words(line, rest)
            for line, rest in zip(
                self._lines[at + found.lines - len(found.rest) : at + found.lines], found.rest, strict=True
            )
        ]
        return found.lines

    def _heading_block(self, found: FoundHeading, place: SourcePlace) -> HeadingBlock:
        words = self._vocabulary.joined(found.words).rstrip(" .:")
        words = self._maker.plain(words, place)
        return HeadingBlock(words, place, found.rank, found.is_question, heading_key(words))

    def _follows_list(self) -> bool:
        """Whether the words before end with "følgende:", or are an item of a list begun so."""
        if self._gathered:
            words = self._gathered[-1].words
            return bool(_INTRO.search(words)) or (
                (self._is_list or bool(self._label)) and not ends_sentence(words)
            )
        return False

    def _line(self, at: int) -> int:
        line = self._lines[at]
        if self._begins_block(line):
            was_open = self._follows_list()
            self._close()
            self._is_list = was_open and not line.label
            self._label = line.label
        self._gathered.append(line)
        return 1

    def _begins_block(self, line: LaidLine) -> bool:
        if not self._gathered or line.label:
            return True
        before = self._gathered[-1]
        if self._maker.kind in (SourceKind.WORD, SourceKind.HTML):
            return True
        if line.begins_low or is_unfinished(before.words):
            return False
        if line.gap:
            return ends_sentence(before.words) or before.is_short or line.gap > 1
        return before.is_short

    def _close(self) -> None:
        """End what was gathered as a paragraph or an item."""
        if not self._gathered:
            return
        first = self._gathered[0]
        words, begins = self._vocabulary.joined_with_starts([line.words for line in self._gathered])
        starts = tuple(zip(begins, (line.place for line in self._gathered), strict=True))
        words = self._maker.plain(words, first.place)
        markdown = first.source.markdown if len(self._gathered) == 1 and words == first.source.words else ""
        if self._label or (self._is_list and self._is_item(words)):
            self._blocks.append(ItemBlock(self._label or "•", words, first.place, markdown, starts))
        elif words:
            self._blocks.append(ParagraphBlock(words, first.place, markdown, starts))
        self._gathered, self._label = [], ""

    def _is_item(self, words: str) -> bool:
        """Whether words without a bullet go on with a list: a whole sentence does only if it begins alike."""
        if not words.endswith("."):
            return bool(words)
        before = self._blocks[-1] if self._blocks else None
        return isinstance(before, ItemBlock) and before.words.split(" ")[0] == words.split(" ")[0]


def _with_words(line: LaidLine, words: str) -> LaidLine:
    """A line with other words, which stand behind a heading on it."""
    return LaidLine(words, line.place, line.source, 0, line.is_short, is_narrow=False)
