"""The XML of Word's paragraphs, rows and tracked changes."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from portal.word.names import WordOrigin
from portal.word.runs import BREAK, DELETED, Run

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def element(name: str, **attributes: str) -> etree._Element:
    """An element of Word's, ``w:`` before its name and those of its attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key.rstrip('_')}"), value)
    return made


def within(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    """An element at the end of ``parent``."""
    made = element(name, **attributes)
    parent.append(made)
    return made


class Changes:
    """Makes what is tracked; each change has a number, and all are of one author and moment."""

    def __init__(self, origin: WordOrigin):
        self._origin = origin
        self._number = 0

    def mark(self, kind: str) -> etree._Element:
        """An ``ins`` or ``del``: around runs, or in the properties of a row or a paragraph's end."""
        self._number += 1
        return element(
            kind,
            id=str(self._number),
            author=self._origin.author,
            date=self._origin.written_moment,
        )

    def fill(self, paragraph: etree._Element, runs: Sequence[Run], link: dict[str, str]) -> None:
        """Put the runs into a paragraph; ``link`` has the relation of each web address."""
        for run in runs:
            parent = paragraph
            if run.href in link:
                parent = within(paragraph, "hyperlink")
                parent.set(qn("r:id"), link[run.href])
            if run.mark:
                mark = self.mark(run.mark)
                parent.append(mark)
                parent = mark
            parent.append(_run(run))


def paragraph(style: str, *, numbering: tuple[int, int] | None = None, indent: int = 0) -> etree._Element:
    """An empty paragraph. ``numbering`` is (list, level from 0); ``indent`` in twentieths of a point."""
    made = element("p")
    properties = within(made, "pPr")
    within(properties, "pStyle", val=style)
    if numbering is not None:
        numbers = within(properties, "numPr")
        within(numbers, "ilvl", val=str(numbering[1]))
        within(numbers, "numId", val=str(numbering[0]))
    if indent:
        within(properties, "ind", left=str(indent))
    return made


def mark_end(made: etree._Element, mark: etree._Element) -> None:
    """Say that the end of a paragraph came or went, and so the paragraph itself."""
    properties = made.find(qn("w:pPr"))
    assert properties is not None
    within(properties, "rPr").append(mark)


def _run(run: Run) -> etree._Element:
    made = element("r")
    if run.bold or run.italic or run.code or run.href:
        properties = within(made, "rPr")
        if run.code:
            within(properties, "rFonts", ascii="Consolas", hAnsi="Consolas", cs="Consolas")
        for name, chosen in (("b", run.bold), ("i", run.italic)):
            if chosen:
                within(properties, name)
        if run.href:
            within(properties, "color", val="0B5394")
            within(properties, "u", val="single")
    if run.text == BREAK:
        within(made, "br")
        return made
    text = within(made, "delText" if run.mark == DELETED else "t")
    text.text = run.text
    text.set(_SPACE, "preserve")
    return made


def row(*, is_header: bool, mark: etree._Element | None) -> etree._Element:
    """An empty row; a header is repeated on every page."""
    made = element("tr")
    properties = within(made, "trPr")
    within(properties, "cantSplit")
    if is_header:
        within(properties, "tblHeader")
    if mark is not None:
        properties.append(mark)
    return made
