"""What the looks of a page do to its words: hidden, struck, raised, in a font of symbols, an item of a list.

Word and Excel say it in rules of a ``<style>`` block and in ``style``; both are read, as far as it matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from portal.importers.symbols import symbol_font

_STYLE_BLOCK = re.compile(r"<style\b[^<>]*>(.*?)(?:</style|\Z)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_SELECTOR = re.compile(r"[a-z][a-z0-9]*|(?:[a-z][a-z0-9]*)?\.[\w-]+|#[\w-]+", re.IGNORECASE)
_NOTHING = re.compile(r"0*\.?0+(?:px|pt|em|%)?")
_LEVEL = re.compile(r"\blevel([1-9])")
_LINES = {"text-decoration", "text-decoration-line"}
_FONTS = ("mso-symbol-font-family", "font-family", "mso-ascii-font-family")


@dataclass(frozen=True)
class Look:
    """How an element looks. ``level`` is that of an item that Word wrote as a paragraph, from 1, else 0."""

    hidden: bool = False
    struck: bool = False
    raised: bool = False
    lowered: bool = False
    font: str | None = None
    level: int = 0
    is_label: bool = False
    plain: bool = False


class StyleSheet:
    """The rules of a page's ``<style>`` blocks for tags, classes and ids; others are not looked at."""

    def __init__(self, source: str) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        for block in _STYLE_BLOCK.finditer(source):
            for selectors, declarations in _rules(_COMMENT.sub(" ", block[1])):
                self._take(selectors, _declared(declarations))

    def look(self, element: HtmlElement) -> Look:
        """How an element looks by itself; what is around it is not asked."""
        style = self._style(element)
        font = next((style[name] for name in _FONTS if name in style), element.get("face"))
        level = _LEVEL.search(style.get("mso-list", ""))
        return Look(
            hidden="hidden" in element.attrib or _is_hidden(style),
            struck=any("line-through" in style.get(name, "") for name in _LINES),
            raised=style.get("vertical-align") == "super",
            lowered=style.get("vertical-align") == "sub",
            font=None if font is None else symbol_font(font),
            level=int(level[1]) if level else 0,
            is_label=style.get("mso-list", "") == "ignore",
            plain=style.get("font-weight") in ("normal", "400"),
        )

    def _take(self, selectors: str, declared: dict[str, str]) -> None:
        for selector in map(str.strip, selectors.split(",")):
            if declared and _SELECTOR.fullmatch(selector):
                self._rules.setdefault(selector.lower(), {}).update(declared)

    def _style(self, element: HtmlElement) -> dict[str, str]:
        tag, classes = str(element.tag).lower(), (element.get("class") or "").lower().split()
        names = [tag, *(f".{name}" for name in classes), *(f"{tag}.{name}" for name in classes)]
        style: dict[str, str] = {}
        for name in (*names, f"#{(element.get('id') or '').lower()}"):
            style.update(self._rules.get(name, {}))
        return style | _declared(element.get("style") or "")


def _is_hidden(style: dict[str, str]) -> bool:
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("mso-hide") == "all"
        or any(_NOTHING.fullmatch(style.get(name, "")) for name in ("opacity", "font-size"))
    )


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations; what stands in an @-rule is for other media, fonts and lists."""
    opened: list[str] = []
    start = 0
    for brace in re.finditer("[{}]", css):
        words, start = css[start : brace.start()].strip(), brace.end()
        if brace[0] == "{":
            opened.append(words)
        elif opened:
            selectors = opened.pop()
            if not any("@" in outer for outer in (*opened, selectors)):
                yield selectors, words


def _declared(declarations: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in declarations.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value}
