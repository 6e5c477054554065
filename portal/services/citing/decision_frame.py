"""The decision frame: the order of a reasoned decision, around what only the caseworker knows.

Law first, the standard after it: a standard is guiding and no legal basis. The child's own circumstances, the
reason for this extent, purpose and expected duration are blanks that must be filled; without them there is
no text. How the extent stands to the level is said only where that is certain. Nothing typed is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

from calculators.answering.relation import Relation, relation
from calculators.reading.levels import Level, LevelTable
from calculators.reading.reader import ExtentError, read_extent
from portal.danish.dates import format_date
from portal.danish.numbers import format_number
from portal.documents.validity.standing import Stage
from portal.services.citing.citing import CitedPlace, cite, genitive, law_of
from portal.services.errors import Refused
from portal.services.published.reading import VersionText

LONGEST = 6000
"""Characters of one blank."""
LEAST_WORDS = 3
"""Fewer words are no circumstances and no reason."""


class DecisionVariant(StrEnum):
    """How the decision stands to the level."""

    AS = "som"
    MORE = "mere"
    LESS = "mindre"
    NONE = "ingen"


@dataclass(frozen=True)
class DecisionFrameInput:
    """What the caseworker typed, by the names of the page's fields."""

    lov: str = ""
    valg: str = ""
    omfang: str = ""
    forhold: str = ""
    begrundelse: str = ""
    formaal: str = ""
    varighed: str = ""
    opfoelgning: str = ""

    @classmethod
    def of(cls, typed: Mapping[str, str]) -> DecisionFrameInput:
        """From a form; whitespace around is dropped."""
        names = (field.name for field in fields(cls))
        return cls(**{name: typed.get(name, "").strip() for name in names})


@dataclass(frozen=True)
class Paragraph:
    """One step of the frame: its heading and its words."""

    heading: str
    words: str


_TOO_LONG = f"Skriv højst {format_number(LONGEST)} tegn."


def missing(said: DecisionFrameInput, text: VersionText, place: CitedPlace) -> dict[str, str]:
    """What must still be filled in or put right: field → Danish words. Empty where the frame is whole."""
    found: dict[str, str] = {}
    if said.lov not in law_of(text, place):
        found["lov"] = "Vælg den bestemmelse, afgørelsen træffes efter."
    if said.valg not in set(DecisionVariant):
        found["valg"] = "Vælg, hvordan afgørelsen er i forhold til niveauet."
    if len(said.forhold.split()) < LEAST_WORDS:
        found["forhold"] = "Skriv barnets egne forhold. Uden dem er det ikke en konkret vurdering."
    if len(said.begrundelse.split()) < LEAST_WORDS:
        found["begrundelse"] = "Skriv, hvorfor det bliver dette omfang."
    if wrong := _wrong_extent(said, place):
        found["omfang"] = wrong
    found |= {name: _TOO_LONG for name, words in asdict(said).items() if len(words) > LONGEST}
    if said.valg == DecisionVariant.NONE:
        return found
    for name, words in (
        ("formaal", "Skriv formålet med støtten."),
        ("varighed", "Skriv, hvor længe støtten forventes at vare."),
        ("opfoelgning", "Skriv, hvornår I følger op."),
    ):
        if not getattr(said, name):
            found[name] = words
    return found


def compose(
    said: DecisionFrameInput, text: VersionText, place: CitedPlace, permalink: str
) -> tuple[Paragraph, ...]:
    """The frame filled in. Raises Refused where the version is not in force or a blank is not filled."""
    if text.stage.stage is not Stage.IN_FORCE:
        message = f"Versionen er ikke bekræftet gældende den {format_date(text.standing.on)}."
        raise Refused("unconfirmed", message)
    if place.table is None or place.level is None or missing(said, text, place):
        raise Refused("incomplete", "Teksten mangler noget, der skal skrives.")
    citation = cite(text, place, permalink)
    paragraphs = [
        Paragraph("Retsgrundlag", f"Afgørelsen er truffet efter {said.lov}."),
        Paragraph("Barnets egne forhold", said.forhold),
        Paragraph("Hvad standarden vejleder om", _guides(text, place.table, place.level, citation.short)),
        Paragraph("Omfang og begrundelse", _why(said, place)),
    ]
    if said.valg != DecisionVariant.NONE:
        paragraphs += [
            Paragraph("Formål", said.formaal),
            Paragraph("Forventet varighed", said.varighed),
            Paragraph("Opfølgning", said.opfoelgning),
        ]
    return (*paragraphs, Paragraph("Standarden", citation.long))


def plain_text(paragraphs: tuple[Paragraph, ...]) -> str:
    """The frame for a case system: heading, words, an empty line."""
    return "\n\n".join(f"{paragraph.heading}\n{paragraph.words}" for paragraph in paragraphs)


def relation_of(said: DecisionFrameInput, place: CitedPlace) -> Relation | None:
    """How the extent typed stands to the level; None where it cannot be read or held against it."""
    if place.table is None or place.level is None:
        return None
    try:
        granted = read_extent(said.omfang, place.table.counting)
    except ExtentError:
        return None
    return relation(granted, place.level.extent)


def _guides(text: VersionText, table: LevelTable, level: Level, short: str) -> str:
    owner = genitive(text.record.municipality.name)
    return (
        f"{owner} standard for {table.benefit[:1].lower()}{table.benefit[1:]} skriver ved »{level.label}«: "
        f"»{level.extent.text}«, {short}. Standarden er vejledende. Den er ikke et retsgrundlag."
    )


_FITS = {
    DecisionVariant.AS: Relation.WITHIN,
    DecisionVariant.MORE: Relation.ABOVE,
    DecisionVariant.LESS: Relation.BELOW,
}
_STANDS = {
    DecisionVariant.AS: "Det ligger inden for det, standarden vejleder om ved »{}«.",
    DecisionVariant.MORE: "Det er mere, end standarden vejleder om ved »{}«.",
    DecisionVariant.LESS: "Det er mindre, end standarden vejleder om ved »{}«.",
}


def _why(said: DecisionFrameInput, place: CitedPlace) -> str:
    assert place.table is not None
    assert place.level is not None
    variant, benefit = DecisionVariant(said.valg), place.table.benefit
    words = [f"Vi bevilger {said.omfang.rstrip(' .,;')}."]
    if variant is DecisionVariant.NONE:
        words = [f"Vi bevilger ikke {benefit[:1].lower()}{benefit[1:]}."]
    elif relation_of(said, place) is _FITS[variant]:
        words.append(_STANDS[variant].format(place.level.label))
    return f"{' '.join(words)}\nBegrundelse: {said.begrundelse}"


_BARE = re.compile(r"[0-9][0-9.,]*|[½¼¾]")
_NEGATIVE = re.compile(r"[-‐‑‒–—−] ?[0-9½¼¾]")
_SIDES = {
    Relation.WITHIN: "{} ligger inden for »{}«.",
    Relation.ABOVE: "{} ligger over »{}«.",
    Relation.BELOW: "{} ligger under »{}«.",
}


def _wrong_extent(said: DecisionFrameInput, place: CitedPlace) -> str:
    """What is wrong with the extent typed: missing, no extent, or not on the side that was chosen; or ""."""
    if said.valg == DecisionVariant.NONE:
        return (
            "Du har valgt ingen støtte. Lad feltet stå tomt, eller vælg noget andet." if said.omfang else ""
        )
    if not said.omfang:
        return "Skriv det omfang, I bevilger, for eksempel 4 timer om ugen."
    if _NEGATIVE.match(said.omfang):
        return "Omfanget kan ikke være mindre end 0."
    if _BARE.fullmatch(said.omfang):
        return "Skriv også enheden, for eksempel 4 timer om ugen."
    found = relation_of(said, place)
    if place.level is None or found not in _SIDES or said.valg not in _FITS:
        return ""
    if found is _FITS[DecisionVariant(said.valg)]:
        return ""
    side = _SIDES[found].format(said.omfang, place.level.extent.text)
    return f"{side} Vælg det, eller ret omfanget."
