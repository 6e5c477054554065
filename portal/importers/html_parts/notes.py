"""Footnotes of a page: which links are marks of notes, what the notes say, and which links lead back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

_MARK = re.compile(r"\W*(?:\d{1,3}|[a-z]|[ivxlc]{1,6}|\*{1,3}|[†‡§↑↩⏎]\W*)\W*", re.IGNORECASE)
_BLOCKS = ("li", "p", "div", "dd", "aside")
_PARTS = ("h1", "h2", "h3", "h4", "h5", "h6", "table")
_LONGEST = 3_000
"""So many letters a note may have; what is longer is a part of the page."""


@dataclass
class NoteLinks:
    """``notes`` has a note's body for each link to it; ``backs`` are the links from a note to its mark."""

    notes: dict[HtmlElement, HtmlElement] = field(default_factory=dict)
    backs: set[HtmlElement] = field(default_factory=set)
    bodies: set[HtmlElement] = field(default_factory=set)


def note_links(root: HtmlElement) -> NoteLinks:
    """The footnotes below ``root``: a mark that leads ahead to words from which a link leads back."""
    return _Finder(root).found()


class _Finder:
    """Knows where each element stands, and where each link leads."""

    def __init__(self, root: HtmlElement) -> None:
        self._order = {element: number for number, element in enumerate(root.iter())}
        self._named: dict[str, HtmlElement] = {}
        for element in self._order:
            for name in (element.get("id"), element.get("name")):
                if name:
                    self._named.setdefault(name, element)
        self._backs: dict[HtmlElement, list[HtmlElement]] = {}

    def found(self) -> NoteLinks:
        found = NoteLinks()
        for link in self._order:
            target = self._target(link)
            if target is None or self._order[target] < self._order[link]:
                continue
            body = _body(target)
            if body is None or self._order[body] < self._order[link]:
                continue
            if body not in self._backs:
                self._backs[body] = list(self._links_back(body))
            if self._backs[body]:
                found.notes[link] = body
                found.bodies.add(body)
                found.backs.update(self._backs[body])
        return found

    def _target(self, link: HtmlElement) -> HtmlElement | None:
        """Where a link that is no more than a mark leads on this page."""
        address = (link.get("href") or "") if link.tag == "a" else ""
        if not address.startswith("#") or not _MARK.fullmatch("".join(link.itertext()).strip()):
            return None
        return self._named.get(address[1:])

    def _links_back(self, body: HtmlElement) -> Iterator[HtmlElement]:
        if len("".join(body.itertext())) > _LONGEST or any(part.tag in _PARTS for part in body.iter()):
            return
        for link in body.iter("a"):
            target = self._target(link)
            if target is not None and self._order[target] < self._order[body]:
                yield link


def _body(target: HtmlElement) -> HtmlElement | None:
    return next((e for e in (target, *target.iterancestors()) if e.tag in _BLOCKS), None)
