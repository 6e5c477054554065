"""The words in an element of a page, on one line: links, emphasis, notes, and what is left out of them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from portal.documents.reading.body_checks import is_safe_link
from portal.importers.conversion import RemarkBook, RemarkKind
from portal.importers.emphasis import BOLD, ITALIC
from portal.importers.html_parts.notes import NoteLinks
from portal.importers.html_parts.styles import Look, StyleSheet
from portal.importers.html_parts.tables import cells_of, own_rows
from portal.importers.inline import InlineWriter
from portal.importers.list_labels import labels_of
from portal.importers.markdown_writing import escaped, shown

_TYPED = ("code", "kbd", "tt", "var", "abbr", "cite", "q", "label", "input")
_LOOKS = ("b", "strong", "i", "em", "u", "big", "small", "mark", "font", "span", "sub", "sup")
INLINE = frozenset(("a", "br", "img", "del", "ins", "s", "strike", *_TYPED, *_LOOKS))
LISTS = frozenset(("ul", "ol"))
_EMPHASIS = {"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC}
_STRUCK = ("s", "strike")
_COMMENT, _COMMENT_TEXT, _CHART = "msocomanchor", "msocomtxt", "billede"
_SHOWN_WITHOUT_WORDS = (RemarkKind.PICTURE, RemarkKind.COMMENT)
_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in ' ()<>\\|"`\n\t'}


class ContentReader:
    """Reads words; how they look is said by ``styles``, and what is remarked on goes in ``book``."""

    def __init__(self, styles: StyleSheet, links: NoteLinks, book: RemarkBook) -> None:
        self._styles, self._links, self._book = styles, links, book
        self._told_at: dict[HtmlElement, str] = {}

    def line(self, element: HtmlElement, font: str = "") -> InlineWriter:
        """All words of an element; a block in it begins a new line."""
        line = InlineWriter(self._book)
        self.content(element, line, font)
        return line

    def content(self, element: HtmlElement, line: InlineWriter, font: str) -> None:
        """The words below an element, after those that ``line`` has, in a font of symbols or ""."""
        line.text(element.text, font)
        for child in element:
            self.element(child, line, font)
            line.text(child.tail, font)

    def element(self, element: HtmlElement, line: InlineWriter, font: str) -> None:
        """The words of an element, after those that ``line`` has."""
        look = self._styles.look(element)
        if self.is_gone(element, look, line):
            return
        font = font if look.font is None else look.font
        if element.tag == "br":
            line.markup("\n")
        elif element.get("type") == "checkbox":
            line.text("☒ " if "checked" in element.attrib else "☐ ")
        elif element.tag == "a":
            self._link(element, line, font)
        elif element.tag in ("sup", "sub") or look.raised or look.lowered:
            self._off_the_line(element, line, font, raised=element.tag == "sup" or look.raised)
        elif element.tag in _EMPHASIS and not look.plain:
            opens, closes = _EMPHASIS[element.tag]
            line.markup(opens)
            self.content(element, line, font)
            line.markup(closes)
        elif element.tag in INLINE:
            self._plain(element, line, font, look)
        else:
            self._block(element, line, font)

    def is_gone(self, element: HtmlElement, look: Look, line: InlineWriter) -> bool:
        """Whether an element's words are left out of what is read; if there are any, that is remarked."""
        if element in self._links.bodies or _has_class(element, _COMMENT_TEXT):
            return True
        kind = _left_out(element, look)
        if kind is None:
            return False
        words = "" if kind is RemarkKind.COMMENT else " ".join("".join(element.itertext()).split())
        if kind is RemarkKind.PICTURE:
            words = element.get("alt") or ""
        if words or kind in _SHOWN_WITHOUT_WORDS:
            self._book.add(kind, words or line.last_words())
        return True

    def remark_on_inserted(self, element: HtmlElement) -> None:
        """Words that came with a tracked change stand in the text; that is remarked."""
        if element.tag == "ins" and (words := "".join(element.itertext()).strip()):
            self._book.add(RemarkKind.INSERTED, words)

    def _plain(self, element: HtmlElement, line: InlineWriter, font: str, look: Look) -> None:
        self.remark_on_inserted(element)
        if _has_class(element, "formel"):
            self._book.add(RemarkKind.FORMULA, "".join(element.itertext()))
        self.content(element, line, font)
        if look.is_label:
            line.text(" ")

    def _link(self, element: HtmlElement, line: InlineWriter, font: str) -> None:
        address, words = element.get("href") or "", "".join(element.itertext()).strip()
        if element in self._links.notes:
            line.note(words.strip("[]()"), self._note_text(self._links.notes[element], line, font))
        elif element in self._links.backs:
            return
        elif not words or ":" not in address or not is_safe_link(address):
            if words and address:
                self._book.add(RemarkKind.LINK, words)
            self.content(element, line, font)
        else:
            line.markup("[")
            self.content(element, line, font)
            line.markup(f"]({address.translate(_ADDRESS)})")

    def _note_text(self, body: HtmlElement, line: InlineWriter, font: str) -> str:
        """What a note says; where it was said already, the word that it was said of."""
        if body in self._told_at:
            return f"Den samme note som ved »{escaped(self._told_at[body])}«."
        self._told_at[body] = " ".join(line.before().split()[-1:])
        return " ".join(self.line(body, font).markdown().split())

    def _off_the_line(self, element: HtmlElement, line: InlineWriter, font: str, *, raised: bool) -> None:
        if any(link in self._links.notes or link in self._links.backs for link in element.iter("a")):
            self.content(element, line, font)
            return
        words = shown(self.line(element, font).plain())
        if words and raised:
            line.raised(words)
        elif words:
            line.lowered(words)
        if "".join(element.itertext()).endswith((" ", "\u00a0")):
            line.text(" ")

    def _block(self, element: HtmlElement, line: InlineWriter, font: str) -> None:
        line.markup("\n")
        if element.tag in LISTS:
            for item, label in labels_of(element):
                line.text(f"{label} ")
                self.content(item, line, font)
                line.markup("\n")
        elif element.tag == "table":
            self._inner_table(element, line, font)
        else:
            self.content(element, line, font)
        line.markup("\n")

    def _inner_table(self, table: HtmlElement, line: InlineWriter, font: str) -> None:
        """The rows of a table in a cell, a line each."""
        self._book.add(RemarkKind.NESTED, " ".join(_words_of(table)))
        for row in own_rows(table):
            for cell in cells_of(row):
                line.one_line(self.line(cell, font))
            line.markup("\n")


def _words_of(element: HtmlElement) -> Iterator[str]:
    return (words for text in element.itertext() for words in text.split())


def _left_out(element: HtmlElement, look: Look) -> RemarkKind | None:
    if _has_class(element, _COMMENT):
        return RemarkKind.COMMENT
    if element.tag == "img" or _has_class(element, _CHART):
        return RemarkKind.PICTURE
    if element.tag == "del" or _has_class(element, "msodel"):
        return RemarkKind.DELETED
    if element.tag in _STRUCK or look.struck:
        return RemarkKind.STRUCK
    return RemarkKind.HIDDEN if look.hidden else None


def _has_class(element: HtmlElement, name: str) -> bool:
    return name in (element.get("class") or "").lower().split()
