"""Comparing the running text of two blocks word by word; links and emphasis around the words are kept.

Colour and lines tell the eye what went and what came. For those who copy the text or have it read aloud, a
number is replaced as a whole with its unit ("3 måneder 2 måneder"), a cell with a new number as a whole, and
what went never runs together with what came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from portal.documents.changes.matching import Opcode, Work, opcodes

_WORD = re.compile(r"\d+(?:[.,]\d+)*(?:[-–]\d+(?:[.,]\d+)*)?(?!\w|-[^\W\d])|\w+(?:-\w+)*|\s+|[^\w\s]")
_UNIT = re.compile(
    r"(?:døgn|hverdage?|dage?|timer?|minut(?:ter)?|uger?|måned(?:er)?|år|weekend(?:er)?|gange?|nat|nætter"
    r"|kr|kroner|procent|km|kilometer)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Piece:
    """A word, sign or blank, and the elements around it from the outside in; ``void`` for a ``<br>``."""

    text: str
    around: tuple[etree._Element, ...]
    void: etree._Element | None = None

    @property
    def key(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """What makes two pieces equal: the words, and where the links around them go."""
        links = tuple((str(e.tag), e.get("href", "")) for e in self.around)
        return (" " if self.text.isspace() else self.text), links


def merge_inline(old: etree._Element, new: etree._Element, result: etree._Element, work: Work) -> None:
    """Fill ``result`` with the text of both, what is gone in ``<del>`` before what came in ``<ins>``."""
    before, after = list(_pieces(old)), list(_pieces(new))
    found = opcodes([p.key for p in before], [p.key for p in after], work)
    for tag, a, b, c, d in _with_units(list(_tidied(found, before)), before, after):
        if tag == "equal":
            _write(result, after[c:d], "")
        else:
            _replace(result, before[a:b], after[c:d])


def replace_inline(old: etree._Element, new: etree._Element, result: etree._Element) -> None:
    """Fill ``result`` with all of the old text as gone, and all of the new as come."""
    _replace(result, list(_pieces(old)), list(_pieces(new)))


def numbers_differ(old: etree._Element, new: etree._Element) -> bool:
    """Whether both texts have numbers, and not the same ones."""
    before, after = ([p.text for p in _pieces(element) if p.text[:1].isdigit()] for element in (old, new))
    return bool(before and after) and before != after


def runs_together(gone: str, come: str) -> bool:
    """Whether a blank that neither text has is set between what went and what came, for those who copy it."""
    return gone[-1:].isalnum() and come[:1].isalnum()


def _replace(result: etree._Element, gone: Sequence[_Piece], come: Sequence[_Piece]) -> None:
    _write(result, gone, "del")
    if gone and come and runs_together(gone[-1].text, come[0].text):
        _add_text(result, " ")
    _write(result, come, "ins")


def _with_units(opcodes: list[Opcode], before: Sequence[_Piece], after: Sequence[_Piece]) -> Iterator[Opcode]:
    """A changed number takes its unit along: "senest 3 måneder 2 måneder", never "senest 3 2 måneder"."""
    taken = 0
    for tag, a, b, c, d in opcodes:
        if tag == "equal":
            yield tag, a + taken, b, c + taken, d
            taken = 0
            continue
        ends = (before[b - 1] if b > a else None, after[d - 1] if d > c else None)
        unit = [piece.text for piece in before[b : b + 2]]
        if (
            all(piece is not None and piece.text[:1].isdigit() for piece in ends)
            and unit == [piece.text for piece in after[d : d + 2]]
            and len(unit) == 2
            and unit[0].isspace()
            and _UNIT.fullmatch(unit[1])
        ):
            taken = 2
        yield tag, a, b + taken, c, d + taken


def _tidied(opcodes: Sequence[Opcode], before: Sequence[_Piece]) -> Iterator[Opcode]:
    """Changes that only a blank keeps apart become one: "to timer" → "tre døgn" reads as one change."""
    waiting: list[Opcode] = []
    for opcode in opcodes:
        tag, a, b, _, _ = opcode
        blank = tag == "equal" and all(piece.text.isspace() for piece in before[a:b])
        if tag != "equal" or (blank and waiting):
            waiting.append(opcode)
            continue
        yield from _flush(waiting)
        waiting = []
        yield opcode
    yield from _flush(waiting)


def _flush(waiting: list[Opcode]) -> Iterator[Opcode]:
    trailing = []
    while waiting and waiting[-1][0] == "equal":
        trailing.append(waiting.pop())
    if waiting:
        yield "replace", waiting[0][1], waiting[-1][2], waiting[0][3], waiting[-1][4]
    yield from reversed(trailing)


def _pieces(element: etree._Element, around: tuple[etree._Element, ...] = ()) -> Iterator[_Piece]:
    yield from (_Piece(word, around) for word in _WORD.findall(element.text or ""))
    for child in element:
        if len(child) == 0 and not child.text:
            yield _Piece("\u00a0", around, child)
        else:
            yield from _pieces(child, (*around, child))
        yield from (_Piece(word, around) for word in _WORD.findall(child.tail or ""))


def _write(result: etree._Element, pieces: Sequence[_Piece], mark: str) -> None:
    blank = all(piece.text.isspace() for piece in pieces)
    for around, group in groupby(pieces, key=lambda piece: piece.around):
        target = result
        for element in around:
            target = _inner(target, element, keep_id=mark != "del")
        run = list(group)
        if mark and not blank:
            target = _append(target, etree.Element(mark))
        for piece in run:
            if piece.void is not None:
                _append(target, _copy(piece.void, keep_id=mark != "del"))
            else:
                _add_text(target, piece.text)


def _inner(parent: etree._Element, element: etree._Element, *, keep_id: bool) -> etree._Element:
    """The element's copy at the end of ``parent``; the one that is already open there is used on."""
    last = parent[-1] if len(parent) and not parent[-1].tail else None
    copy = _copy(element, keep_id=keep_id)
    if last is not None and last.tag == copy.tag and last.items() == copy.items():
        return last
    return _append(parent, copy)


def _copy(element: etree._Element, *, keep_id: bool) -> etree._Element:
    copy = etree.Element(str(element.tag))
    for name, value in element.attrib.items():
        if name != "id" or keep_id:
            copy.set(name, value)
    return copy


def _append(parent: etree._Element, child: etree._Element) -> etree._Element:
    parent.append(child)
    return child


def _add_text(target: etree._Element, text: str) -> None:
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text
