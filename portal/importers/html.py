"""HTML, as a browser or Word hands it over, to Markdown.

Only structure comes through: headings, paragraphs, lists, tables, links, emphasis. Scripts, frames, styles,
pictures and addresses that are not http, mailto or tel are dropped before anything is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import nh3
from lxml import html as lxml_html
from lxml.html import HtmlElement

from portal.importers.characters import cleaned
from portal.importers.counting import refuse_deep_html
from portal.importers.markdown_writing import BULLET, MOST_TAGS, TooMuch, escaped, line_escaped, table

_HEADINGS = {"h1": "##", "h2": "##", "h3": "###", "h4": "####", "h5": "####", "h6": "####"}
_INLINE = {"a", "b", "strong", "i", "em", "br", "span", "sub", "sup"}
_LISTS = {"ul", "ol"}
_TABLE = {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"}
_TAGS = {*_HEADINGS, *_INLINE, *_LISTS, *_TABLE, "p", "li", "div", "blockquote"}
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_LOOKS_LIKE_HTML = re.compile(r"<(?:!doctype|html|body|p|div|table|h[1-6]|ul|ol|span|meta)\b", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """Whether what was pasted is markup."""
    return bool(_LOOKS_LIKE_HTML.search(text[:2000]))


def markdown_of_html(source: str) -> str:
    """The Markdown of a page or a fragment. Raises TooMuch."""
    if source.count("<") > MOST_TAGS:
        raise TooMuch
    safe = nh3.clean(
        cleaned(source),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    refuse_deep_html(safe)
    if not safe.strip():
        return ""
    root = lxml_html.fragment_fromstring(safe, create_parent="div")
    blocks: list[str] = []
    for block in filter(str.strip, _blocks(root)):
        if block.startswith("- ") and blocks and blocks[-1].startswith("- "):
            blocks[-1] += f"\n{block}"  # Word writes each line of a list as a paragraph
        else:
            blocks.append(block)
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _blocks(element: HtmlElement) -> Iterator[str]:
    """The blocks below an element; loose words between blocks are paragraphs of their own."""
    loose = _text(element.text)
    for child in element:
        if child.tag in _INLINE:
            loose += _inline(child)
        else:
            yield from _paragraphs(loose)
            yield from _block(child)
            loose = ""
        loose += _text(child.tail)
    yield from _paragraphs(loose)


def _block(element: HtmlElement) -> Iterator[str]:
    tag = element.tag
    if tag in _HEADINGS:
        words = _line(_content(element)).replace("**", "")
        if words:
            yield f"{_HEADINGS[tag]} {words}"
    elif tag in _LISTS:
        yield "\n".join(_items(element, 0))
    elif tag == "table":
        rows = [
            [_line(_content(cell)) for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")
        ]
        rows = [row for row in rows if any(row)]
        if rows:
            yield table(rows)
    elif any(child.tag not in _INLINE for child in element):
        yield from _blocks(element)
    else:
        yield from _paragraphs(_content(element))


def _items(element: HtmlElement, depth: int) -> Iterator[str]:
    for number, item in enumerate((child for child in element if child.tag == "li"), start=1):
        own = _text(item.text)
        below: list[str] = []
        for child in item:
            if child.tag in _LISTS:
                below += _items(child, depth + 1)
            else:
                own += " " + (_inline(child) if child.tag in _INLINE else _content(child)) + " "
            own += _text(child.tail)
        mark = f"{number}." if element.tag == "ol" else "-"
        yield f"{'   ' * depth}{mark} {_line(own)}"
        yield from below


def _content(element: HtmlElement) -> str:
    """The words of an element with its links and emphasis."""
    words = _text(element.text)
    for child in element:
        words += _inline(child) if child.tag in _INLINE else f" {_content(child)} "
        words += _text(child.tail)
    return words


def _inline(element: HtmlElement) -> str:
    if element.tag == "br":
        return "\n"
    words = _content(element)
    if element.tag == "a" and element.get("href") and words.strip():
        return f"[{words.strip()}]({element.get('href')})"
    mark = _EMPHASIS.get(element.tag, "")
    stripped = words.strip()
    if not mark or not stripped or mark in stripped:
        return words
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{before}{mark}{stripped}{mark}{after}"


def _text(words: str | None) -> str:
    return escaped(re.sub(r"\s+", " ", cleaned(words or "")))


def _line(words: str) -> str:
    return " ".join(words.split())


def _paragraphs(words: str) -> Iterator[str]:
    lines = [" ".join(line.split()) for line in words.split("\n")]
    kept = [line for line in lines if line]
    if not kept:
        return
    if all(BULLET.match(line) for line in kept):
        yield "\n".join("- " + BULLET.sub("", line) for line in kept)
    else:
        yield line_escaped("\n".join(kept))
