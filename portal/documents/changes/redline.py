"""Two versions in one text: what is gone as ``<del>``, what is new as ``<ins>``, tables included.

The rendered HTML of both versions is taken apart into its blocks; blocks are matched, and only in matched
blocks are words compared, so that a table keeps its rows and a list its items. Text in neither ``<del>`` nor
``<ins>`` is the same in both; without ``<del>`` the result is the new version, without ``<ins>`` the old one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree, html

from portal.documents.changes.change_words import ALIKE, similarity
from portal.documents.changes.differences import match_sections
from portal.documents.changes.matching import Work, opcodes
from portal.documents.changes.redline_inline import merge_inline, numbers_differ, replace_inline
from portal.documents.document import Document, Section

_BLOCKS = frozenset((
    "p", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "blockquote", "pre", "h3", "h4", "h5", "h6", "div", "aside", "details", "summary", "section", "hr",
    "span",
))  # fmt: skip
_STEPS_OF_A_PAIR = 10
_BY_PLACE = frozenset((
    "td", "th", "thead", "tbody", "table", "caption", "summary", "ul", "ol", "dl", "div", "aside",
    "details", "blockquote", "pre",
))  # fmt: skip
"""What is told apart by its place and not by its words: the parts of a table, lists, frames."""
COME, GONE = "er-ny", "er-fjernet"
"""The classes of a row, a cell and an item that one of the versions does not have."""


class SectionState(StrEnum):
    """What became of a section."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class RedlinedSection:
    """One section of both versions. ``heading`` and ``html`` are safe HTML with ``<ins>`` and ``<del>``.

    ``id`` is the section's in the new version, or in the old one where it is gone; its rows keep the new
    version's ids.
    """

    id: str
    heading: str
    html: str
    state: SectionState


def redline(old: Document, new: Document) -> tuple[RedlinedSection, ...]:
    """Every section of both versions, in the order of the new one, with what changed marked."""
    work = Work()
    return tuple(_section(was, now, work) for was, now in match_sections(old.sections, new.sections, work))


def redline_words(old: str, new: str) -> str:
    """Two texts of one line as safe HTML, with what changed marked."""
    return _inside(merge(_paragraph(old), _paragraph(new), Work()))


def _section(old: Section | None, new: Section | None, work: Work) -> RedlinedSection:
    if old is not None and new is not None:
        body = merge(_tree(old.html), _tree(new.html), work)
        heading = merge(_paragraph(old.heading), _paragraph(new.heading), work)
        marked = any(next(tree.iter("ins", "del"), None) is not None for tree in (body, heading))
        state = SectionState.CHANGED if marked else SectionState.SAME
        return RedlinedSection(new.id, _inside(heading), _inside(body), state)
    section, mark, state = (
        (old, "del", SectionState.REMOVED) if old is not None else (new, "ins", SectionState.ADDED)
    )
    assert section is not None
    body, heading = _tree(section.html), _paragraph(section.heading)
    for tree in (body, heading):
        _mark_all(tree, mark)
    return RedlinedSection(section.id, _inside(heading), _inside(body), state)


def merge(old: etree._Element, new: etree._Element, work: Work) -> etree._Element:
    """One element for both: ``new`` with what changed against ``old`` marked. Neither is changed."""
    result = _shell(new)
    if not _has_blocks(old) and not _has_blocks(new):
        # "Op til 36 40 døgn" is nothing anybody can read aloud: a cell says one thing, and is replaced.
        is_cell = new.tag in ("td", "th")
        if is_cell and numbers_differ(old, new):
            replace_inline(old, new, result)
        else:
            merge_inline(old, new, result, work)
        return result
    if _has_blocks(new):
        result.text = new.text
    for was, now in _matched(_as_blocks(old, like=new), _as_blocks(new, like=old), work):
        if was is not None and now is not None:
            result.append(merge(was, now, work))
        else:
            child = deepcopy(was if was is not None else now)
            assert child is not None
            _mark_all(child, "del" if was is not None else "ins")
            result.append(child)
    return result


def _as_blocks(element: etree._Element, like: etree._Element) -> list[etree._Element]:
    """The element's blocks; running text becomes one, as in a list item that gets a second paragraph."""
    if _has_blocks(element):
        return list(element)
    block = deepcopy(element)
    block.tag = "p" if any(child.tag == "p" for child in like) else "span"
    block.tail = None
    block.attrib.clear()
    return [block]


def _matched(
    old: Sequence[etree._Element], new: Sequence[etree._Element], work: Work
) -> Iterable[tuple[etree._Element | None, etree._Element | None]]:
    """Children in pairs, in order: equal ones, then those of one tag with one id or much the same text."""
    before, after = [_signature(e) for e in old], [_signature(e) for e in new]
    for tag, a, b, c, d in opcodes(before, after, work):
        if tag == "equal":
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield from _paired([_Part(e) for e in old[a:b]], [_Part(e) for e in new[c:d]], work)


class _Part:
    """An element with what it is told by: tag and class, id, its words and those of its first child."""

    def __init__(self, element: etree._Element):
        self.element = element
        self.look = element.tag, element.get("class")
        self.id = element.get("id")
        self.words = _words(element)
        self.row = _words(element[0]) if element.tag == "tr" and len(element) else None


def _paired(
    old: list[_Part], new: Sequence[_Part], work: Work
) -> Iterable[tuple[etree._Element | None, etree._Element | None]]:
    passed = 0
    for now in new:
        at = _partner(old, passed, now, work) if work.takes(_STEPS_OF_A_PAIR * (len(old) - passed)) else None
        if at is None:
            yield None, now.element
            continue
        yield from ((part.element, None) for part in old[passed:at])
        yield old[at].element, now.element
        passed = at + 1
    yield from ((part.element, None) for part in old[passed:])


def _partner(old: Sequence[_Part], start: int, new: _Part, work: Work) -> int | None:
    """Where in ``old``, from ``start``, stands what ``new`` is another wording of: by id, place, or text."""
    places = [at for at in range(start, len(old)) if old[at].look == new.look]
    for at in places:
        if new.id is not None and old[at].id == new.id:
            return at
        if new.element.tag in _BY_PLACE and new.id is None and old[at].id is None:
            return at
        if new.row is not None and old[at].row == new.row:
            return at
    alike = [similarity(old[at].words, new.words, work) for at in places]
    best = max(alike, default=0.0)
    return places[alike.index(best)] if best >= ALIKE else None


def _signature(element: etree._Element) -> tuple[str, str, str]:
    return (
        str(element.tag),
        element.get("class", ""),
        etree.tostring(element, encoding="unicode", with_tail=False),
    )


def _words(element: etree._Element) -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def _has_blocks(element: etree._Element) -> bool:
    return any(child.tag in _BLOCKS for child in element)


def _mark_all(element: etree._Element, mark: str) -> None:
    """Put all text of ``element`` into ``<ins>`` or ``<del>``; what is gone loses its ids."""
    if mark == "del":
        for part in element.iter():
            if "id" in part.attrib:
                del part.attrib["id"]
    if element.tag in ("tr", "li", "td", "th"):
        element.set("class", f"{element.get('class', '')} {GONE if mark == 'del' else COME}".strip())
    for leaf in [
        part for part in element.iter() if not _has_blocks(part) and (part is element or part.tag in _BLOCKS)
    ]:
        if not _words(leaf):
            continue
        wrapper = etree.Element(mark)
        wrapper.text, leaf.text = leaf.text, None
        for child in list(leaf):
            wrapper.append(child)
        leaf.append(wrapper)


def _shell(element: etree._Element) -> etree._Element:
    shell = etree.Element(str(element.tag))
    for name, value in element.attrib.items():
        shell.set(name, value)
    shell.tail = element.tail
    return shell


def _paragraph(words: str) -> etree._Element:
    paragraph = etree.Element("p")
    paragraph.text = words
    return paragraph


def _tree(source: str) -> html.HtmlElement:
    """The HTML as one element, without what only serves the page it came from, with everything unfolded."""
    tree = html.fragment_fromstring(source, create_parent="div")
    for element in list(tree.iter(etree.Element)):
        if element.get("popover") is not None or element.get("class") == "permalink":
            element.drop_tree()
        elif element.tag == "button":
            element.drop_tag()
        elif element.tag == "details":
            element.set("open", "")
    for element in [part for part in tree.iter() if _has_blocks(part)]:
        _wrap_loose_text(element)
    return tree


def _wrap_loose_text(element: etree._Element) -> None:
    """Put text that stands beside blocks, as in a list item with a list in it, into spans to compare by."""
    children = list(element)
    holder = etree.Element("span")
    holder.text, element.text = element.text, None
    position = 0
    for child in [*children, None]:
        if child is not None and child.tag not in _BLOCKS:
            holder.append(child)
            continue
        if _words(holder):
            element.insert(position, holder)
            position += 1
        if child is not None:
            holder = etree.Element("span")
            holder.text, child.tail = child.tail, None
            position += 1


def _inside(element: etree._Element) -> str:
    copy = deepcopy(element)
    copy.tail = None
    whole = str(html.tostring(copy, encoding="unicode"))
    return whole[whole.index(">") + 1 : whole.rindex("</")].strip()
