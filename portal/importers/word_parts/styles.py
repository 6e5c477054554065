"""How a run of a Word file looks, with what it takes from its styles and those that they build on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from portal.importers.symbols import symbol_font

_OFF = ("0", "false", "off")
_FONT_PLACES = ("ascii", "hAnsi", "cs", "eastAsia")


@dataclass(frozen=True)
class RunLook:
    """Whether a run is struck or hidden, and the font of symbols it is in ("" for letters)."""

    struck: bool
    hidden: bool
    font: str


def value(element: etree._Element | None, w: str, *path: str) -> str:
    """The ``val`` of what lies at ``path`` below an element; ``w`` stands before each name. Else ""."""
    found = None if element is None else element.find("/".join(f"{w}{name}" for name in path))
    return "" if found is None else found.get(f"{w}val", "")


class WordStyles:
    """The styles of a file; ``namespace`` is that of its elements."""

    def __init__(self, styles: etree._Element | None, namespace: str) -> None:
        self._w = f"{{{namespace}}}"
        found = [] if styles is None else styles.findall(f"{self._w}style")
        self._styles = {style.get(f"{self._w}styleId", ""): style for style in found}
        self._found: dict[str, list[etree._Element]] = {}
        self._default = next(
            (
                style.get(f"{self._w}styleId", "")
                for style in found
                if style.get(f"{self._w}type") == "paragraph"
                and style.get(f"{self._w}default") in ("1", "true")
            ),
            "",
        )

    def run_look(self, run: etree._Element, paragraph: etree._Element | None) -> RunLook:
        """How a run in a paragraph looks."""
        own = run.find(f"{self._w}rPr")
        chains = (self._run_chain(own), self._paragraph_chain(paragraph))
        return RunLook(
            struck=self._is_on("strike", own, chains) or self._is_on("dstrike", own, chains),
            hidden=self._is_on("vanish", own, chains) or self._is_on("webHidden", own, chains),
            font=self._font(own, chains),
        )

    def named(self, paragraph: etree._Element) -> str:
        """The name of a paragraph's style in small letters: "heading 1" in every language of Word."""
        style = self._styles.get(value(paragraph, self._w, "pPr", "pStyle"))
        return value(style, self._w, "name").lower()

    def numbering(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """The ``numPr`` of a paragraph and of its styles, its own first."""
        own = paragraph.find(f"{self._w}pPr")
        style_id = value(own, self._w, "pStyle") or self._default
        for properties in (own, *(style.find(f"{self._w}pPr") for style in self._chain(style_id))):
            found = None if properties is None else properties.find(f"{self._w}numPr")
            if found is not None:
                yield found

    def _is_on(self, name: str, own: etree._Element | None, chains: tuple[list[etree._Element], ...]) -> bool:
        """A run says it itself; else the styles of run and paragraph, which cancel each other."""
        direct = self._said(name, own)
        if direct is not None:
            return direct
        said = [
            next((s for rpr in chain if (s := self._said(name, rpr)) is not None), False) for chain in chains
        ]
        return said[0] != said[1]

    def _said(self, name: str, properties: etree._Element | None) -> bool | None:
        found = None if properties is None else properties.find(f"{self._w}{name}")
        return None if found is None else found.get(f"{self._w}val", "1").lower() not in _OFF

    def _font(self, own: etree._Element | None, chains: tuple[list[etree._Element], ...]) -> str:
        for properties in (own, *chains[0], *chains[1]):
            fonts = None if properties is None else properties.find(f"{self._w}rFonts")
            if fonts is not None:
                named = [fonts.get(f"{self._w}{place}", "") for place in _FONT_PLACES]
                return next((font for font in map(symbol_font, named) if font), "")
        return ""

    def _run_chain(self, own: etree._Element | None) -> list[etree._Element]:
        return self._properties(value(own, self._w, "rStyle"))

    def _paragraph_chain(self, paragraph: etree._Element | None) -> list[etree._Element]:
        first = None if paragraph is None else next(iter(paragraph), None)  # find would ask every run
        own = first if first is not None and first.tag == f"{self._w}pPr" else None
        return self._properties(value(own, self._w, "pStyle") or self._default)

    def _properties(self, style_id: str) -> list[etree._Element]:
        if style_id not in self._found:
            found = (style.find(f"{self._w}rPr") for style in self._chain(style_id))
            self._found[style_id] = [properties for properties in found if properties is not None]
        return self._found[style_id]

    def _chain(self, style_id: str) -> Iterator[etree._Element]:
        """A style and those it builds on, each once."""
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = value(self._styles[style_id], self._w, "basedOn")
