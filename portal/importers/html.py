"""HTML, as a browser, Excel or Word hands it over, to Markdown.

Only structure comes through: headings, paragraphs, lists, tables, links, emphasis. Scripts, frames, pictures
and addresses that are not http, mailto or tel are dropped before anything is read. What the page itself marks
as not applying (struck, deleted, hidden) is left out, and that is remarked.
"""

from __future__ import annotations

import re
from itertools import takewhile

import nh3
from lxml import html as lxml_html
from lxml.html import HtmlElement

from portal.importers.characters import cleaned
from portal.importers.conversion import DOUBTED, ConvertedText, RemarkBook, RemarkKind
from portal.importers.counting import refuse_deep_html
from portal.importers.html_parts.content import INLINE, LISTS, ContentReader
from portal.importers.html_parts.notes import NoteLinks, note_links
from portal.importers.html_parts.styles import Look, StyleSheet
from portal.importers.html_parts.tables import SpanningCell, cells_of, is_layout, laid_out, own_rows, span_of
from portal.importers.inline import InlineWriter
from portal.importers.list_labels import labels_of
from portal.importers.markdown_writing import shown
from portal.importers.pieces import Pieces

_HEADINGS = {"h1": "##", "h2": "##", "h3": "###", "h4": "####", "h5": "####", "h6": "####"}
_TABLE = {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"}
_SECTIONS = {"section", "article", "main", "header", "footer", "nav", "aside", "figure", "form", "fieldset"}
_PLAIN_BLOCKS = {"p", "li", "div", "blockquote", "address", "figcaption", "center", "details", "summary"}
_OTHER_BLOCKS = {"dl", "dt", "dd", "pre", "hr", "legend"}
_BLOCKS = {*_HEADINGS, *LISTS, *_TABLE, *_SECTIONS, *_PLAIN_BLOCKS, *_OTHER_BLOCKS}
_ATTRIBUTES = {
    "*": {"id", "class", "style", "hidden"},
    "a": {"href", "name"},
    "font": {"face"},
    "img": {"alt"},
    "input": {"checked", "type"},
    "li": {"value"},
    "ol": {"start", "type"},
    "td": {"rowspan", "colspan"},
    "th": {"rowspan", "colspan"},
}
_LOOKS_LIKE_HTML = re.compile(r"<(?:!doctype|html|body|p|div|table|h[1-6]|ul|ol|span|meta)\b", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """Whether what was pasted is markup."""
    return bool(_LOOKS_LIKE_HTML.search(text[:2000]))


def markdown_of_html(source: str) -> ConvertedText:
    """The Markdown of a page or a fragment, and what was left out or resolved. Raises TooMuch.

    That it is not too large is for ``refuse_large_html`` to say, before it comes here.
    """
    return pieces_of_html(source).converted()


def pieces_of_html(source: str, *, opens_layouts: bool = False) -> Pieces:
    """The pieces of a page or a fragment; as ``markdown_of_html``.

    With ``opens_layouts`` a table that only sets headings beside their text is read cell by cell.
    """
    source = cleaned(source)
    safe = nh3.clean(
        source,
        tags={*_BLOCKS, *INLINE},
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    refuse_deep_html(safe)
    root = lxml_html.fragment_fromstring(safe or " ", create_parent="div")
    return _BlockReader(root, StyleSheet(source), opens_layouts=opens_layouts).read()


class _BlockReader:
    """Reads the blocks of a page, one after the other."""

    def __init__(self, root: HtmlElement, styles: StyleSheet, *, opens_layouts: bool) -> None:
        self._root, self._styles, self._opens_layouts = root, styles, opens_layouts
        self._links: NoteLinks = note_links(root)
        self._book = RemarkBook()
        self._pieces = Pieces(self._book)
        self._content = ContentReader(styles, self._links, self._book)
        self._containers = _containers(root)

    def read(self) -> Pieces:
        self._blocks(self._root, "")
        return self._pieces

    def _blocks(self, element: HtmlElement, font: str) -> None:
        """The blocks below an element; loose words between blocks are paragraphs of their own."""
        loose = InlineWriter(self._book)
        loose.text(element.text, font)
        for child in element:
            if child.tag in INLINE and child not in self._containers:
                self._content.element(child, loose, font)
            else:
                self._pieces.paragraph(loose)
                loose = InlineWriter(self._book)
                self._block(child, font)
            loose.text(child.tail, font)
        self._pieces.paragraph(loose)

    def _block(self, element: HtmlElement, font: str) -> None:
        look = self._styles.look(element)
        if self._content.is_gone(element, look, InlineWriter(self._book)):
            return
        font = font if look.font is None else look.font
        self._content.remark_on_inserted(element)
        if element.tag in _HEADINGS:
            line, level = self._content.line(element, font), int(element.tag[1:])
            self._pieces.heading(line, _HEADINGS[element.tag], level)
        elif element.tag in LISTS:
            self._items(element, 0, font)
        elif element.tag == "table":
            self._table(element, font)
        elif look.level:
            self._word_item(element, look, font)
        elif element in self._containers:
            self._blocks(element, font)
        elif element.tag == "li":
            self._pieces.item(self._content.line(element, font), 0, "•")
        else:
            self._pieces.paragraph(self._content.line(element, font))

    def _items(self, element: HtmlElement, depth: int, font: str) -> None:
        for item, label in labels_of(element):
            line = InlineWriter(self._book)
            if self._content.is_gone(item, self._styles.look(item), line):
                continue
            line.text(item.text, font)
            below = [child for child in item if child.tag in LISTS]
            for child in item:
                if child not in below:
                    self._content.element(child, line, font)
                line.text(child.tail, font)
            self._pieces.item(line, depth, label)
            for child in below:
                self._items(child, depth + 1, font)

    def _word_item(self, element: HtmlElement, look: Look, font: str) -> None:
        """Word writes an item as a paragraph that begins with the number as it shows."""
        label = next((inner for inner in element.iter() if self._styles.look(inner).is_label), None)
        before = "•"
        if label is not None:
            before = shown(self._content.line(label, self._font_of(label, element, font)).plain())
            _emptied(label)
        self._pieces.item(self._content.line(element, font), look.level - 1, before)

    def _font_of(self, inner: HtmlElement, outer: HtmlElement, font: str) -> str:
        """The font of an element within one whose font is known."""
        within = takewhile(lambda around: around is not outer, (inner, *inner.iterancestors()))
        fonts = (self._styles.look(around).font for around in within)
        return next((own for own in fonts if own is not None), font)

    def _table(self, table: HtmlElement, font: str) -> None:
        for caption in table.iterchildren("caption"):
            self._pieces.paragraph(self._content.line(caption, font))
        rows = own_rows(table)
        if len(rows) == 1 and len(cells_of(rows[0])) == 1 and table.find(".//table//table") is None:
            inner = cells_of(rows[0])[0]
            if inner.find(".//table") is not None:
                self._blocks(inner, font)  # a frame around the page's own table
                return
        if self._opens_layouts and is_layout(rows):
            for cell in (cell for row in rows for cell in cells_of(row)):
                self._blocks(cell, font)
            return
        doubts = self._book.count(DOUBTED)
        read, emptied = [], []
        for number, row in enumerate(rows):
            left_out, self._book.row = self._book.left_out, number + 1
            read.append(self._row(row, len(rows) - number, font))
            if self._book.left_out > left_out and not any(cell.words.plain() for cell in read[-1]):
                emptied.append(number)
        self._book.row = 0
        places = laid_out(read, InlineWriter(self._book))
        for number in emptied:
            places[number] = []  # also where a merged cell reaches into it
        even = len({sum(cell.columns for cell in row) for row in read if row}) < 2
        self._pieces.table(places, is_sure=even and self._book.count(DOUBTED) == doubts)

    def _row(self, row: HtmlElement, rows_left: int, font: str) -> list[SpanningCell[InlineWriter]]:
        nothing = InlineWriter(self._book)
        if self._content.is_gone(row, self._styles.look(row), nothing):
            return []
        cells = [(cell, self._styles.look(cell)) for cell in cells_of(row)]
        read = []
        for cell, look in cells:
            if self._content.is_gone(cell, look, nothing):
                read += [] if look.hidden else [SpanningCell(nothing, *span_of(cell, rows_left))]
            else:
                read.append(self._cell(cell, rows_left, font if look.font is None else look.font))
        return read

    def _cell(self, cell: HtmlElement, rows_left: int, font: str) -> SpanningCell[InlineWriter]:
        line = self._content.line(cell, font)
        columns, rows = span_of(cell, rows_left)
        if columns * rows > 1 and (words := line.plain()):
            self._book.add(RemarkKind.MERGED, shown(words))
        return SpanningCell(line, columns, rows)


def _containers(root: HtmlElement) -> set[HtmlElement]:
    """The elements that hold blocks."""
    found: set[HtmlElement] = set()
    for element in root.iter():
        if element.tag in _BLOCKS:
            for around in element.iterancestors():
                if around in found:
                    break
                found.add(around)
    return found


def _emptied(element: HtmlElement) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail
