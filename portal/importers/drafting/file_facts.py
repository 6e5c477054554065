"""What a file says of itself in lines "NAVN: værdi" at its top, as forms and exports have them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.importers.drafting.imported import LeftOut
from portal.importers.drafting.lines.furniture import Parts
from portal.importers.source import SourceLine, SourcePlace, SourceTable

_FACT = re.compile(r"(?P<name>[A-ZÆØÅ][A-ZÆØÅ/. -]{1,28}[A-ZÆØÅ]): ?(?P<value>.*)")
_LEAST = 3
"""So many such lines are a form; fewer may be the text's own."""
_LAW = re.compile(r"LOV|RETSGRUNDLAG|HJEMMEL")
_DAY = re.compile(r"VEDTAGET|GODKENDT|GÆLDER|DATO")
_WHY = "Filens egne oplysninger. De står ikke i teksten, men titel, lov og dato bruges i kladdens hoved."


@dataclass(frozen=True)
class FileFacts:
    """The title, and the words that name the law and the days; each empty where the file says none."""

    title: str = ""
    title_place: SourcePlace = field(default_factory=lambda: SourcePlace(1, 1))
    law: tuple[str, ...] = ()
    days: tuple[str, ...] = ()


def facts_of(parts: Parts) -> tuple[FileFacts, Sequence[SourceLine | SourceTable], tuple[LeftOut, ...]]:
    """The facts at the top of a file, the parts below them, and the lines that they were."""
    lines: list[tuple[SourceLine, re.Match[str]]] = []
    for part in parts:
        found = _FACT.fullmatch(part.words) if isinstance(part, SourceLine) else None
        if found is None or not isinstance(part, SourceLine):
            break
        lines.append((part, found))
    if len(lines) < _LEAST:
        return FileFacts(), parts, ()
    title = next(((line, found) for line, found in lines if found["name"] == "TITEL"), None)
    facts = FileFacts(
        title[1]["value"] if title else "",
        title[0].place if title else lines[0][0].place,
        tuple(found["value"] for _, found in lines if _LAW.search(found["name"])),
        tuple(line.words for line, found in lines if _DAY.search(found["name"])),
    )
    left = tuple(LeftOut(line.words, line.place, _WHY) for line, _ in lines)
    return facts, parts[len(lines) :], left
