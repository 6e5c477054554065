"""The running text of a block of the redline, as stretches of one look and one mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from portal.documents.changes.redline_inline import runs_together

INSERTED, DELETED = "ins", "del"
BREAK = "\n"
"""The text of a run that is a line break."""
_BLANKS = re.compile(r"\s+")
_LINK = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)


@dataclass(frozen=True)
class Run:
    """A stretch of text. ``mark`` is INSERTED, DELETED or ""; ``href`` the web address it leads to."""

    text: str
    mark: str = ""
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""


def runs_of(element: etree._Element) -> tuple[Run, ...]:
    """The runs of an element with no blocks in it, without the blanks at its ends."""
    found = [run for run in _runs(element, Run("")) if run.text]
    return tuple(_trimmed(list(_without_own_blanks(found))))


def marks_of(runs: Sequence[Run]) -> frozenset[str]:
    """The marks of the words; blanks have none."""
    return frozenset(run.mark for run in runs if run.text.strip())


def _runs(element: etree._Element, look: Run) -> Iterator[Run]:
    own = _look(element, look)
    if element.tag == "br":
        yield replace(own, text=BREAK)
    elif element.tag == "img":
        yield replace(own, text=element.get("alt", ""))
    yield replace(own, text=_BLANKS.sub(" ", element.text or ""))
    for child in element:
        yield from _runs(child, own)
        yield replace(own, text=_BLANKS.sub(" ", child.tail or ""))


def _look(element: etree._Element, look: Run) -> Run:
    if element.tag in (INSERTED, DELETED):
        return replace(look, mark=str(element.tag))
    if element.tag in ("strong", "b"):
        return replace(look, bold=True)
    if element.tag in ("em", "i"):
        return replace(look, italic=True)
    if element.tag == "code":
        return replace(look, code=True)
    if element.tag == "a" and _LINK.match(element.get("href", "")):
        return replace(look, href=element.get("href", ""))
    return look


def _without_own_blanks(runs: Sequence[Run]) -> Iterator[Run]:
    """Without the blank that the redline sets between what went and what came, for who copies its page."""
    for index, run in enumerate(runs):
        before, after = runs[index - 1 : index], runs[index + 1 : index + 2]
        if (
            run.text == " "
            and not run.mark
            and before
            and after
            and (before[0].mark, after[0].mark) == (DELETED, INSERTED)
            and runs_together(before[0].text, after[0].text)
        ):
            continue
        yield run


def _trimmed(runs: list[Run]) -> Iterator[Run]:
    """Blanks at the ends go, such as that before a row's own link; marked text keeps them."""
    while runs and not runs[-1].mark and runs[-1].text.isspace() and runs[-1].text != BREAK:
        runs.pop()
    for index, run in enumerate(runs):
        text = run.text
        if not run.mark and index == 0:
            text = text.lstrip(" ")
        if not run.mark and index == len(runs) - 1:
            text = text.rstrip(" ")
        if text:
            yield replace(run, text=text)
