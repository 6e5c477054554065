"""Word and HTML: what the converters read, as lines and tables with the paragraph they stand in."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO

from portal.importers.conversion import Place, Remark, RemarkKind
from portal.importers.counting import refuse_large_html, refuse_large_word
from portal.importers.html import pieces_of_html
from portal.importers.markdown_writing import plain_words
from portal.importers.pieces import MarkedPiece, PieceKind, Pieces
from portal.importers.reading.decoding import doubt_of
from portal.importers.source import SourceDocument, SourceKind, SourceLine, SourcePlace, SourceTable
from portal.importers.word import pieces_of_word


def read_word(content: bytes, name: str) -> SourceDocument:
    """A Word file, with or without macros, which are never run. Raises UnreadableFile, TooMuch."""
    refuse_large_word(content)
    document = _document(SourceKind.WORD, pieces_of_word(content, name, opens_layouts=True))
    macros = _macros(content)
    if not macros:
        return document
    told = Remark(RemarkKind.MACRO, len(macros), tuple(Place(1, macro) for macro in macros))
    return replace(document, remarks=(*document.remarks, told))


def read_html(source: str) -> SourceDocument:
    """A page of HTML; its scripts are never run. Raises TooMuch."""
    refuse_large_html(source)
    read = _document(SourceKind.HTML, pieces_of_html(source, opens_layouts=True))
    return replace(read, doubt=doubt_of(source))


def _macros(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return [name for name in packed.namelist() if name.lower().endswith("vbaproject.bin")]


def _document(kind: SourceKind, pieces: Pieces) -> SourceDocument:
    return SourceDocument(kind, tuple(_parts(pieces.in_order())), remarks=pieces.remarks())


def _parts(pieces: Iterable[MarkedPiece]) -> Iterator[SourceLine | SourceTable]:
    number = 1
    for piece in pieces:
        if piece.kind is PieceKind.TABLE:
            rows = tuple(tuple(_cell(cell) for cell in row) for row in piece.cells)
            places = tuple(SourcePlace(1, number + row) for row in range(len(rows)))
            yield SourceTable(rows, places, piece.is_sure)
            number += len(rows)
        else:
            yield from _lines(piece, SourcePlace(1, number))
            number += 1


def _lines(piece: MarkedPiece, place: SourcePlace) -> Iterator[SourceLine]:
    """A line for each that a paragraph has; more room is before its first."""
    if piece.item is not None:
        yield SourceLine(plain_words(piece.item.words), place, piece.item.words, label=piece.item.label)
        return
    text = piece.text.lstrip("#").lstrip() if piece.kind is PieceKind.HEADING else piece.text
    for number, line in enumerate(text.split("\n")):
        yield SourceLine(
            plain_words(line),
            place,
            line,
            bold=line.startswith("**") and line.endswith("**") and line.count("**") == 2,
            heading=piece.level,
            after_gap=number == 0,
        )


def _cell(markdown: str) -> str:
    return "\n".join(plain_words(line) for line in markdown.split("\n"))
