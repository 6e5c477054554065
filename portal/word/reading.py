"""A .docx read as it stands: who put in and took out what, and who remarked on what.

Nothing is resolved here. What the file was sent out with of ours is in the draft already: words of ours that
came are plain words, and those that went are gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from portal.documents.editing.written_blocks import WrittenKind
from portal.importers.counting import UnreadableFile
from portal.importers.word import refuse_personal_data
from portal.importers.word_parts.numbering import WordNumbering
from portal.importers.word_parts.package import WordPackage
from portal.importers.word_parts.styles import WordStyles
from portal.word import names
from portal.word.comments import Comments
from portal.word.left_out import left_out_of
from portal.word.numbering_changes import ChangeNumbers
from portal.word.paragraph_reading import Tracked, TrackedMark, read_pieces
from portal.word.reviewed import OURS, ReviewedFile, ReviewPiece, ReviewSlot

_KINDS = {
    "title": WrittenKind.TITLE,
    "caption": WrittenKind.CAPTION,
    names.TERM.lower(): WrittenKind.TERM,
    names.EXPLANATION.lower(): WrittenKind.EXPLANATION,
}
_AROUND = {style.lower(): block for style, block in names.AROUND.items()}
_SEVERAL = ("sdt", "sdtContent", "customXml")


def read_reviewed(content: bytes, name: str = "") -> ReviewedFile:
    """A .docx called ``name``. Raises UnreadableFile; how large it may be is for ``refuse_large_word``."""
    try:
        package = WordPackage(content)
        refuse_personal_data(package.properties(), name)
        return _Reader(package).read()
    except UnreadableFile:
        raise
    except Exception as error:  # lxml and zipfile raise whatever a broken file makes them raise
        raise UnreadableFile from error


@dataclass(frozen=True)
class _Looks:
    """What a paragraph is by its style and its list."""

    kind: WrittenKind
    level: int = 0
    around: str = ""
    label: str = ""


class _Reader:
    """Reads the body of one file."""

    def __init__(self, package: WordPackage):
        self._w = f"{{{package.namespace}}}"
        self._package = package
        self._styles = WordStyles(package.styles, package.namespace)
        self._numbering = WordNumbering(package.numbering, self._styles, package.namespace)
        self._numbers = ChangeNumbers()
        self._comments = Comments(package.comments, self._w)
        self._tables = 0
        said = package.custom_properties()
        self._said = said
        self._ours = said.get(names.AUTHOR_PROPERTY, ""), said.get(names.MOMENT_PROPERTY, "")

    def read(self) -> ReviewedFile:
        body = self._package.document.find(f"{self._w}body")
        slots = tuple(() if body is None else self._slots(body))
        return ReviewedFile(
            self._said.get(names.STANDARD_PROPERTY, ""),
            self._said.get(names.WORDS_PROPERTY, ""),
            slots,
            self._numbers.changes(),
            self._comments.read(),
            left_out_of(self._package.document, self._w),
        )

    def _slots(self, parent: etree._Element) -> Iterator[ReviewSlot]:
        for block in parent:
            if block.tag == f"{self._w}p":
                yield self._paragraph(block)
            elif block.tag == f"{self._w}tbl":
                self._tables += 1
                yield from self._rows(block, self._tables)
            elif block.tag in {f"{self._w}{name}" for name in _SEVERAL}:
                yield from self._slots(block)

    def _paragraph(self, block: etree._Element) -> ReviewSlot:
        looks = self._looks(block)
        is_section = looks.kind is WrittenKind.HEADING and looks.level == 1
        if is_section:
            words = "".join(one.text for one in read_pieces(block, self._w) if one.came or not one.went)
            self._numbers.section = self._comments.section = " ".join(words.split())
        pieces = tuple(self._pieces(block))
        properties = block.find(f"{self._w}pPr/{self._w}rPr")
        came, went = (self._ended(properties, kinds) for kinds in (("ins", "moveTo"), ("del", "moveFrom")))
        self._numbers.close()
        return ReviewSlot(looks.kind.value, (pieces,), came, went, looks.level, looks.around, looks.label)

    def _rows(self, table: etree._Element, number: int) -> Iterator[ReviewSlot]:
        for row in table.iter(f"{self._w}tr"):
            if next(row.iterancestors(f"{self._w}tbl")) is not table:
                continue
            properties = row.find(f"{self._w}trPr")
            marks = [self._mark(properties, (kind,)) for kind in ("ins", "del")]
            if marks[1] is not None and self._is_ours(marks[1]):
                continue
            marks = [None if mark is None or self._is_ours(mark) else mark for mark in marks]
            came, went = (self._numbers.row(mark.plain) if mark else 0 for mark in marks)
            cells = tuple(self._cell(cell) for cell in row.iter(f"{self._w}tc"))
            self._numbers.close()
            yield ReviewSlot(WrittenKind.ROW.value, cells, came, went, table=number)

    def _cell(self, cell: etree._Element) -> tuple[ReviewPiece, ...]:
        found: list[ReviewPiece] = []
        for paragraph in cell.iter(f"{self._w}p"):
            if found:
                found.append(ReviewPiece(" "))
            found += self._pieces(paragraph)
        self._numbers.next_cell()
        return tuple(found)

    def _pieces(self, paragraph: etree._Element) -> Iterator[ReviewPiece]:
        """The paragraph's words, those of one state as one piece."""
        last: ReviewPiece | None = None
        for tracked in read_pieces(paragraph, self._w):
            self._comments.take(tracked)
            piece = self._numbered(tracked)
            if piece is None:
                continue
            if last is not None and (last.came, last.went) == (piece.came, piece.went):
                last = replace(last, text=last.text + piece.text)
                continue
            if last is not None:
                yield last
            last = piece
        if last is not None:
            yield last

    def _numbered(self, tracked: Tracked) -> ReviewPiece | None:
        """None for words of ours that are gone."""
        came, went = tracked.came, tracked.went
        if went is not None and self._is_ours(went):
            return None
        if came is not None and self._is_ours(came):
            came = None
        if came is None and went is None:
            if tracked.text:
                self._numbers.close()
            return ReviewPiece(tracked.text) if tracked.text else None
        if not tracked.text:
            return None
        return ReviewPiece(
            tracked.text,
            self._numbers.words(came.plain if came else None, tracked.text),
            self._numbers.words(went.plain if went else None, tracked.text),
        )

    def _ended(self, properties: etree._Element | None, kinds: tuple[str, ...]) -> int:
        found = self._mark(properties, kinds)
        if found is None:
            return 0
        if self._is_ours(found):
            return 0 if found.came else OURS
        return self._numbers.end(found.plain)

    def _mark(self, properties: etree._Element | None, kinds: tuple[str, ...]) -> TrackedMark | None:
        for kind in kinds:
            found = None if properties is None else properties.find(f"{self._w}{kind}")
            if found is not None:
                return TrackedMark.of(found, self._w)
        return None

    def _is_ours(self, mark: TrackedMark) -> bool:
        return bool(self._ours[0]) and (mark.author, mark.moment) == self._ours

    def _looks(self, paragraph: etree._Element) -> _Looks:
        style = self._styles.named(paragraph)
        around = _AROUND.get(style, "")
        heading, _, level = style.partition(" ")
        if heading == "heading" and level.isdigit():
            return _Looks(WrittenKind.HEADING, int(level))
        if style in _KINDS:
            return _Looks(_KINDS[style])
        label = self._numbering.label(paragraph)
        if label is not None:
            return _Looks(WrittenKind.ITEM, label.depth + 1, around, label.text)
        return _Looks(WrittenKind.TEXT, 0, around)
