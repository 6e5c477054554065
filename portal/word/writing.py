"""A text as a Word file, or two with what changed between them as Word's own tracked changes.

What is compared, and how, is the redline's (``portal.documents.changes.redline``): here its blocks become
Word's, so that "accept all" gives the newer text and "reject all" the older one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree, html

from portal.documents.changes.redline import RedlinedSection
from portal.word import names
from portal.word.elements import Changes, mark_end, paragraph
from portal.word.names import WordOrigin
from portal.word.package_making import BULLETS, STEP, blank_file, new_numbers, packed
from portal.word.runs import DELETED, INSERTED, marks_of, runs_of
from portal.word.table_writing import TableWriter

_LISTS, _INLINE_HOLDERS = ("ul", "ol"), ("p", "span", "pre", "summary", "dt")
_STYLES = {"dt": names.TERM, "summary": names.FOLD, "blockquote": names.QUOTE}
_CLASSES = {"fravigelse": names.DEPARTURE, "fagligt": names.PROFESSIONAL, "niveau-note": names.NOTE}
_HEADINGS = {"h3": 2, "h4": 3, "h5": 4, "h6": 5}


@dataclass(frozen=True)
class RedlinedText:
    """Two texts as one: the title in safe HTML, and the sections."""

    title: str
    sections: tuple[RedlinedSection, ...]


@dataclass(frozen=True)
class _Place:
    """Where the writing is: the style of plain text there, and the list with its level, from 0."""

    style: str = names.TEXT
    list_number: int = 0
    level: int = -1


def write_word(text: RedlinedText, plain_title: str, head: str, origin: WordOrigin) -> bytes:
    """The .docx. ``plain_title`` names the file, ``head`` stands at the top of every page."""
    return _Writer(plain_title, head, origin).write(text)


class _Writer:
    """Writes one file, block by block."""

    def __init__(self, title: str, head: str, origin: WordOrigin):
        self._file = blank_file(title, origin, head)
        self._changes = Changes(origin)
        self._links: dict[str, str] = {}
        self._tables = TableWriter(self._changes, self._put, self._linked)

    def write(self, text: RedlinedText) -> bytes:
        self._text(_tree(text.title), names.TITLE)
        for section in text.sections:
            self._text(_tree(section.heading), f"{names.HEADING}1")
            for block in _tree(section.html):
                self._block(block, _Place())
        return packed(self._file)

    def _block(self, block: etree._Element, place: _Place) -> None:
        tag, class_ = str(block.tag), block.get("class", "").split(" ")[0]
        if tag in _LISTS:
            self._list(block, place)
        elif tag == "table":
            self._tables.write(block)
        elif tag in _HEADINGS:
            self._text(block, f"{names.HEADING}{_HEADINGS[tag]}")
        elif (tag == "dd" and len(block) == 0) or (tag == "dd" and block[0].tag not in _INLINE_HOLDERS):
            self._text(block, names.EXPLANATION)
        elif tag == "p" and class_ == "niveau-note":
            self._text(block, names.NOTE)
        elif tag in _INLINE_HOLDERS:
            self._text(block, _STYLES.get(tag, place.style), place)
        else:
            style = (
                names.EXPLANATION if tag == "dd" else _STYLES.get(tag) or _CLASSES.get(class_, place.style)
            )
            for child in block:
                self._block(child, replace(place, style=style))

    def _list(self, block: etree._Element, place: _Place) -> None:
        level = min(place.level + 1, names.DEEPEST - 1)
        number = BULLETS if block.tag == "ul" else new_numbers(self._file, int(block.get("start", "1")))
        for item in block.findall("li"):
            self._item(item, replace(place, list_number=number, level=level))

    def _item(self, item: etree._Element, place: _Place) -> None:
        """The first paragraph that either version has bears the bullet; those below it stand in."""
        bare = not any(child.tag in (*_LISTS, *_INLINE_HOLDERS, "div", "blockquote", "dl") for child in item)
        wanting = {INSERTED, DELETED}
        for child in [item] if bare else list(item):
            if child.tag in ("li", "p", "span"):
                marks = marks_of(runs_of(child))
                numbered = bool(wanting & (marks or wanting)) if len(marks) < 2 else bool(wanting)
                wanting -= marks if len(marks) == 1 and "" not in marks else {INSERTED, DELETED}
                self._text(child, "ListParagraph", place, numbered=numbered)
            else:
                self._block(child, place)

    def _text(
        self, block: etree._Element, style: str, place: _Place = _Place(), *, numbered: bool = False
    ) -> None:
        """One paragraph; one whose words all came or all went, came or went itself."""
        runs = runs_of(block)
        if not any(run.text.strip() for run in runs):
            return
        made = paragraph(
            style,
            numbering=(place.list_number, place.level) if numbered else None,
            indent=STEP * (place.level + 1) if place.level >= 0 and not numbered else 0,
        )
        self._changes.fill(made, runs, self._linked([run.href for run in runs]))
        marks = marks_of(runs)
        if len(marks) == 1 and "" not in marks:
            mark_end(made, self._changes.mark(next(iter(marks))))
        self._put(made)

    def _linked(self, addresses: Sequence[str]) -> dict[str, str]:
        """The relation of each web address, made where there is none yet."""
        for address in addresses:
            if address and address not in self._links:
                self._links[address] = self._file.part.relate_to(
                    address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
                )
        return self._links

    def _put(self, made: etree._Element) -> None:
        self._file.element.body.insert(len(self._file.element.body) - 1, made)


def _tree(source: str) -> html.HtmlElement:
    return html.fragment_fromstring(source, create_parent="div")
