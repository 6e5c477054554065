"""The pieces of a converted text, one after the other, and the Markdown that they make together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby

from portal.importers.conversion import ConvertedText, Remark, RemarkBook, RemarkKind
from portal.importers.inline import InlineWriter, Note
from portal.importers.list_writing import Item, list_text, stays_word
from portal.importers.markdown_writing import (
    BULLET,
    escaped,
    heading_escaped,
    line_escaped,
    shown,
    table,
)


class PieceKind(Enum):
    """What a piece is."""

    PARAGRAPH = auto()
    HEADING = auto()
    TABLE = auto()
    ITEM = auto()
    NOTE = auto()


@dataclass(frozen=True)
class Piece:
    """What stands by itself. An item is written with its neighbours; notes follow the whole list.

    ``text`` is Markdown, and so are ``cells``, a table's, each with the lines it has. ``level`` is that of a
    heading, from 1. ``is_sure`` is false for a table of which something was left out, merged or moved.
    """

    kind: PieceKind
    text: str = ""
    item: Item | None = None
    level: int = 0
    cells: tuple[tuple[str, ...], ...] = ()
    is_sure: bool = True


class Pieces:
    """Takes the pieces down in reading order. What is remarked on stands in ``book``."""

    def __init__(self, book: RemarkBook) -> None:
        self._book = book
        self._pieces: list[Piece] = []

    def paragraph(self, line: InlineWriter) -> None:
        """A paragraph; lines of it that begin with a bullet are items."""
        for is_item, lines in groupby(line.markdown().split("\n"), key=lambda line: bool(BULLET.match(line))):
            if is_item:
                for words in lines:
                    self._item(Item(0, "•", BULLET.sub("", words)))
            elif text := line_escaped("\n".join(lines)):
                self._add(Piece(PieceKind.PARAGRAPH, text), text.split("\n"))
        self._notes(line.notes)

    def heading(self, line: InlineWriter, mark: str, level: int) -> None:
        """A heading; ``mark`` is its #s in Markdown, ``level`` its level where it was."""
        if words := line.plain():
            text = heading_escaped(words)
            self._add(Piece(PieceKind.HEADING, f"{mark} {text}", level=level), [text])
        self._notes(line.notes)

    def item(self, line: InlineWriter, depth: int, label: str) -> None:
        """An item of a list, from depth 0, with what stands before it; one without words is none."""
        if words := " ".join(line.markdown().split()):
            self._item(Item(depth, label, words))
        self._notes(line.notes)

    def table(self, rows: Sequence[Sequence[InlineWriter]], *, is_sure: bool = True) -> None:
        """A table, the first row its head; rows without any words are left out. Raises TooMuch.

        A cell that stands in several places is the same writer in each. ``is_sure`` is false where something
        was left out of it, merged or moved.
        """
        written = [[_one_line(cell) for cell in row] for row in rows]
        kept = [row for row in written if any(row)]
        if not kept:
            return
        self._remark_on_cells(rows, written)
        cells = tuple(
            tuple(cell.markdown() for cell in row)
            for row, texts in zip(rows, written, strict=True)
            if any(texts)
        )
        self._pieces.append(Piece(PieceKind.TABLE, table(kept), cells=cells, is_sure=is_sure))
        self._book.paragraph += 1
        for note, place in _notes_of_cells(rows, written):
            self._pieces.append(Piece(PieceKind.NOTE, _told(note, place)))

    def converted(self) -> ConvertedText:
        """All that was taken down."""
        blocks: list[str] = []
        for is_list, pieces in groupby(self.in_order(), key=lambda piece: piece.kind is PieceKind.ITEM):
            if is_list:
                blocks.append(list_text([piece.item for piece in pieces if piece.item]))
            else:
                blocks += [piece.text for piece in pieces]
        return ConvertedText("\n\n".join(blocks) + "\n" if blocks else "", self._book.remarks())

    def remarks(self) -> tuple[Remark, ...]:
        """What was remarked on until here."""
        return self._book.remarks()

    def in_order(self) -> Iterator[Piece]:
        """The pieces, with the notes of a list after the whole of it."""
        waiting: list[Piece] = []
        for piece in self._pieces:
            if piece.kind is PieceKind.NOTE:
                waiting.append(piece)
                continue
            if piece.kind is not PieceKind.ITEM:
                yield from waiting
                waiting = []
            yield piece
        yield from waiting

    def _item(self, item: Item) -> None:
        if stays_word(item.label):
            self._book.add(RemarkKind.NUMBERING, f"{item.label} {shown(item.words)}")
        self._add(Piece(PieceKind.ITEM, item=item), [line_escaped(item.words)])

    def _add(self, piece: Piece, lines: Sequence[str]) -> None:
        self._pieces.append(piece)
        self._remark_on_signs(lines)
        self._book.paragraph += 1

    def _notes(self, notes: Sequence[Note]) -> None:
        for note in notes:
            self._pieces.append(Piece(PieceKind.NOTE, _told(note, f"»{note.word}«")))

    def _remark_on_signs(self, lines: Sequence[str]) -> None:
        for line in lines:
            if "\\" in line:
                self._book.add(RemarkKind.MARKDOWN_SIGN, shown(line))

    def _remark_on_cells(self, rows: Sequence[Sequence[InlineWriter]], written: list[list[str]]) -> None:
        seen: set[int] = set()
        for self._book.row, (row, texts) in enumerate(zip(rows, written, strict=True), start=1):
            for cell, words in zip(row, texts, strict=True):
                if id(cell) not in seen:
                    seen.add(id(cell))
                    self._remark_on_signs([words])
                    if "\n" in cell.markdown():
                        self._book.add(RemarkKind.LINES, shown(words))
        self._book.row = 0


def _one_line(cell: InlineWriter) -> str:
    return " ".join(cell.markdown().split())


def _notes_of_cells(
    rows: Sequence[Sequence[InlineWriter]], written: list[list[str]]
) -> Iterator[tuple[Note, str]]:
    """Each note of a table with the words that say where its mark stood."""
    seen: set[int] = set()
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell.notes and id(cell) not in seen:
                seen.add(id(cell))
                place = _place(written, number, column)
                yield from ((note, place or f"»{note.word}«") for note in cell.notes)


def _place(written: list[list[str]], row: int, column: int) -> str:
    head, label = shown(written[0][column]), shown(written[row][0])
    if row == 0 or not label or column == 0:
        return f"»{head if row == 0 else label}«" if head or label else ""
    return f"»{label}« under »{head}«" if head else f"»{label}«"


def _told(note: Note, place: str) -> str:
    if note.text:
        return f"Note til {escaped(place)}: {note.text}"
    return f"Se note {escaped(note.mark)} ved {escaped(place)}."
