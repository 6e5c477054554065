"""The words of one paragraph of Word, each with the marks of the changes that it is part of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from portal.danish.characters import as_read
from portal.word.numbering_changes import ChangeMark

_CAME, _WENT = ("ins", "moveTo"), ("del", "moveFrom")
_HOLDERS = ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "dir", "bdo", "customXml")
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "ptab": " "}


@dataclass(frozen=True)
class TrackedMark:
    """Who changed something, and the very moment as Word wrote it."""

    author: str
    moment: str
    came: bool

    @staticmethod
    def of(element: etree._Element, w: str) -> TrackedMark:
        """The mark that an element makes; ``w`` stands before each name."""
        name = etree.QName(element).localname
        return TrackedMark(element.get(f"{w}author", ""), element.get(f"{w}date", ""), name in _CAME)

    @property
    def plain(self) -> ChangeMark:
        """The same for people: with the day alone."""
        return ChangeMark(self.author, self.moment[:10], self.came)


@dataclass(frozen=True)
class Tracked:
    """Words, or where a comment begins, ends or is shown (then ``comment`` is its id, ``text`` is "")."""

    text: str = ""
    came: TrackedMark | None = None
    went: TrackedMark | None = None
    comment: str = ""
    begins: bool = False
    ends: bool = False


def read_pieces(paragraph: etree._Element, w: str) -> Iterator[Tracked]:
    """The paragraph's words and the places of its comments, in order."""
    yield from _children(paragraph, w, Tracked())


def _children(parent: etree._Element, w: str, state: Tracked) -> Iterator[Tracked]:
    for child in parent:
        if not isinstance(child.tag, str) or not child.tag.startswith(w):
            continue
        name = child.tag.removeprefix(w)
        if name == "r":
            yield from _run(child, w, state)
        elif name in _CAME:
            yield from _children(child, w, replace(state, came=TrackedMark.of(child, w)))
        elif name in _WENT:
            yield from _children(child, w, replace(state, went=TrackedMark.of(child, w)))
        elif name in _HOLDERS:
            yield from _children(child, w, state)
        elif name in ("commentRangeStart", "commentRangeEnd"):
            begins = name == "commentRangeStart"
            yield Tracked(comment=child.get(f"{w}id", ""), begins=begins, ends=not begins)


def _run(run: etree._Element, w: str, state: Tracked) -> Iterator[Tracked]:
    for child in run:
        name = child.tag.removeprefix(w) if isinstance(child.tag, str) else ""
        if name in ("t", "delText"):
            yield replace(state, text=as_read(child.text or ""))
        elif name in _SIGNS:
            yield replace(state, text=_SIGNS[name])
        elif name == "commentReference":
            yield Tracked(comment=child.get(f"{w}id", ""))
