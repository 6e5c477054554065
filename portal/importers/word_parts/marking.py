"""A Word file made ready for mammoth, which knows no hidden, deleted or double struck words and no numbers.

Each run is given a colour of highlight that no Word has, and ``STYLE_MAP`` has mammoth write it as the HTML
that Word puts on the clipboard: ``<s>``, ``<del>``, ``<ins>``, ``mso-list``. So both are read by one reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from portal.importers.list_labels import whole
from portal.importers.symbols import SYMBOL_FONTS, read_symbols, symbol_font
from portal.importers.word_parts.numbering import WordNumbering
from portal.importers.word_parts.package import WordPackage
from portal.importers.word_parts.styles import WordStyles, value

_DEEPEST = 9
_STRUCK, _DELETED, _HIDDEN, _INSERTED = "overstreget", "slettet", "skjult", "indsat"
_LABEL, _COMMENT, _FORMULA, _PICTURE = "listetegn", "kommentar", "formel", "billede"
STYLE_MAP = "\n".join(
    [
        f"highlight[color='{_STRUCK}'] => s",
        f"highlight[color='{_DELETED}'] => del",
        f"highlight[color='{_HIDDEN}'] => span[style='display:none']",
        f"highlight[color='{_INSERTED}'] => ins",
        f"highlight[color='{_LABEL}'] => span[style='mso-list:Ignore']",
        f"highlight[color='{_COMMENT}'] => span.msocomanchor:fresh",
        f"highlight[color='{_PICTURE}'] => span.billede:fresh",
        f"highlight[color='{_FORMULA}'] => span.formel",
        *(f"highlight[color='{font}'] => span[style='font-family:{font}']" for font in SYMBOL_FONTS),
        *(f"p.Punkt{n} => p[style='mso-list:l0 level{n} lfo1']:fresh" for n in range(1, _DEEPEST + 1)),
    ]
)
_HEADING = re.compile(r"heading [1-6]|heading")
_MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def mark(package: WordPackage) -> None:
    """Change the package's document and notes so that mammoth's HTML says what each run is."""
    styles = WordStyles(package.styles, package.namespace)
    numbering = WordNumbering(package.numbering, styles, package.namespace)
    for part in (package.document, *package.notes):
        _Marker(part, styles, numbering, package.namespace).mark()


class _Marker:
    """Marks one part."""

    def __init__(
        self, root: etree._Element, styles: WordStyles, numbering: WordNumbering, namespace: str
    ) -> None:
        self._root, self._styles, self._numbering = root, styles, numbering
        self._w = f"{{{namespace}}}"

    def mark(self) -> None:
        self._take_fallbacks()
        self._unwrap()
        changed = self._changed_runs()
        for run in self._all("r"):
            self._symbols(run)
            colour = changed.get(run, "")
            if colour != _DELETED:
                colour = self._looks(run) or colour
            if colour:
                self._colour(run, colour)
        self._rows()
        for paragraph in self._all("p"):
            self._label(paragraph)

    def _all(self, *names: str) -> list[etree._Element]:
        return list(self._root.iter(*(f"{self._w}{name}" for name in names)))

    def _take_fallbacks(self) -> None:
        """What is there twice, for old and new Word, is read once."""
        for choice in list(self._root.iter(f"{{{_MARKUP}}}Choice")):
            around = choice.getparent()
            if around is not None and around.find(f"{{{_MARKUP}}}Fallback") is None:
                choice.tag = f"{{{_MARKUP}}}Fallback"
            else:
                _take_out(choice)

    def _unwrap(self) -> None:
        """What mammoth passes over is called by the name of its like that it reads."""
        for field in self._all("fldSimple", "dir", "bdo"):
            field.tag = f"{self._w}smartTag"
        for stop in self._all("cr"):
            stop.tag = f"{self._w}br"
        for formula in list(self._root.iter(f"{{{_MATH}}}oMath")):
            words = "".join(text.text or "" for text in formula.iter(f"{{{_MATH}}}t"))
            _put_instead(formula, self._run(words, _FORMULA))
        for comment in self._all("commentReference"):
            _put_instead(_around(comment, f"{self._w}r"), self._run("kommentar", _COMMENT))
        for drawing in self._all("drawing", "object"):
            if _holds_nothing_read(drawing):
                _put_instead(_around(drawing, f"{self._w}r"), self._run("billede", _PICTURE))

    def _changed_runs(self) -> dict[etree._Element, str]:
        """The runs with tracked changes; those that were deleted are made readable, to be remarked on."""
        changed = dict.fromkeys(self._below("ins", "moveTo"), _INSERTED)
        for row in self._all("tr"):
            properties = row.find(f"{self._w}trPr")
            deleted = None if properties is None else properties.find(f"{self._w}del")
            if properties is not None and deleted is not None:
                properties.remove(deleted)
                changed |= dict.fromkeys(row.iter(f"{self._w}r"), _DELETED)
            elif properties is not None and properties.find(f"{self._w}ins") is not None:
                changed |= dict.fromkeys(row.iter(f"{self._w}r"), _INSERTED)
        changed |= dict.fromkeys(self._below("del", "moveFrom"), _DELETED)
        for change in self._all("del", "moveFrom"):
            if change.find(f".//{self._w}r") is not None:
                change.tag = f"{self._w}ins"
        for text in self._all("delText"):
            text.tag = f"{self._w}t"
        return changed

    def _below(self, *names: str) -> Iterator[etree._Element]:
        for change in self._all(*names):
            yield from change.iter(f"{self._w}r")

    def _symbols(self, run: etree._Element) -> None:
        """A sign of a symbol font becomes a letter; a run of nothing else takes the font from it."""
        signs = run.findall(f"{self._w}sym")
        for sign in signs:
            font, code = symbol_font(sign.get(f"{self._w}font", "")), sign.get(f"{self._w}char", "")
            letter = (
                chr(0xF000 | int(code, 16) & 0xFF) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else "\uf8ff"
            )
            alone = len(signs) == 1 and len(run.findall("*")) <= 1 + (run.find(f"{self._w}rPr") is not None)
            text = self._text(letter if alone else read_symbols(letter, font).text)
            _put_instead(sign, text)
            if alone and font:
                self._colour(run, font)

    def _looks(self, run: etree._Element) -> str:
        around = next(run.iterancestors(f"{self._w}p"), None)
        look = self._styles.run_look(run, around)
        if look.struck or look.hidden:
            return _STRUCK if look.struck else _HIDDEN
        marked = value(run, self._w, "rPr", "highlight")
        return marked if marked in (*SYMBOL_FONTS, _COMMENT, _FORMULA, _PICTURE) else look.font

    def _rows(self) -> None:
        """Where a row begins later than its table, an empty cell keeps the place."""
        for row in self._all("tr"):
            count = whole(value(row, self._w, "trPr", "gridBefore"), 0)
            first = row.find(f"{self._w}tc")
            if first is not None:
                for _ in range(min(count, 60)):
                    cell = etree.Element(f"{self._w}tc")
                    etree.SubElement(cell, f"{self._w}p")
                    first.addprevious(cell)

    def _is_gone(self, paragraph: etree._Element) -> bool:
        """Whether the end of a paragraph was deleted or hidden: Word counts none there."""
        mark = paragraph.find(f"{self._w}pPr/{self._w}rPr")
        names = ("del", "moveFrom", "vanish")
        return mark is not None and any(mark.find(f"{self._w}{name}") is not None for name in names)

    def _label(self, paragraph: etree._Element) -> None:
        label = None if self._is_gone(paragraph) else self._numbering.label(paragraph)
        if label is None:
            return
        properties = paragraph.find(f"{self._w}pPr")
        if properties is None:
            properties = etree.Element(f"{self._w}pPr")
            paragraph.insert(0, properties)
        if _HEADING.fullmatch(self._styles.named(paragraph)):
            properties.addnext(self._run(f"{label.text} ", ""))
            return
        for old in properties.findall(f"{self._w}pStyle") + properties.findall(f"{self._w}numPr"):
            properties.remove(old)
        style = etree.Element(f"{self._w}pStyle")
        style.set(f"{self._w}val", f"Punkt{min(label.depth + 1, _DEEPEST)}")
        properties.insert(0, style)
        properties.addnext(self._run(label.text, _LABEL))

    def _colour(self, run: etree._Element, colour: str) -> None:
        properties = run.find(f"{self._w}rPr")
        if properties is None:
            properties = etree.Element(f"{self._w}rPr")
            run.insert(0, properties)
        for old in properties.findall(f"{self._w}highlight"):
            properties.remove(old)
        etree.SubElement(properties, f"{self._w}highlight").set(f"{self._w}val", colour)

    def _run(self, words: str, colour: str) -> etree._Element:
        run = etree.Element(f"{self._w}r")
        run.append(self._text(words))
        if colour:
            self._colour(run, colour)
        return run

    def _text(self, words: str) -> etree._Element:
        text = etree.Element(f"{self._w}t")
        text.text = words
        text.set(_SPACE, "preserve")
        return text


def _around(element: etree._Element, tag: str) -> etree._Element:
    return next(element.iterancestors(tag), element)


def _put_instead(element: etree._Element, new: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, new)


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _holds_nothing_read(drawing: etree._Element) -> bool:
    """Whether a drawing is neither a picture nor a box of text: a chart, a diagram."""
    return not any(
        isinstance(inner.tag, str) and etree.QName(inner).localname in ("blip", "txbxContent", "imagedata")
        for inner in drawing.iter()
    )
