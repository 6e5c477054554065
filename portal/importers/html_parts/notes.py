"""Footnotes of a page: which links are marks of notes, what the notes say, and which links lead back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

_MARK = re.compile(r"\W*(?:\d{1,3}|[a-z]|[ivxlc]{1,6}|\*{1,3}|[†‡§↑↩⏎]\W*)\W*", re.IGNORECASE)
_BLOCKS = ("li", "p", "div", "dd", "aside")


@dataclass
class NoteLinks:
    """``notes`` has a note's body for each link to it; ``backs`` are the links from a note to its mark."""

    notes: dict[HtmlElement, HtmlElement] = field(default_factory=dict)
    backs: set[HtmlElement] = field(default_factory=set)
    bodies: set[HtmlElement] = field(default_factory=set)


def note_links(root: HtmlElement) -> NoteLinks:
    """The footnotes below ``root``. A mark stands before its note; a link the other way leads back."""
    order = {element: number for number, element in enumerate(root.iter())}
    targets: dict[str, HtmlElement] = {}
    for element in order:
        for name in (element.get("id"), element.get("name")):
            if name:
                targets.setdefault(name, element)
    found = NoteLinks()
    for link in order:
        target = targets.get((link.get("href") or "").removeprefix("#")) if link.tag == "a" else None
        if target is None or not (link.get("href") or "").startswith("#") or not _is_mark(link):
            continue
        if order[target] < order[link]:
            found.backs.add(link)
        elif (body := _body(target)) is not None and order[body] > order[link]:
            found.notes[link] = body
            found.bodies.add(body)
    return found


def _is_mark(link: HtmlElement) -> bool:
    return bool(_MARK.fullmatch("".join(link.itertext()).strip()))


def _body(target: HtmlElement) -> HtmlElement | None:
    if target.tag in _BLOCKS:
        return target
    return next((around for around in target.iterancestors() if around.tag in _BLOCKS), None)
