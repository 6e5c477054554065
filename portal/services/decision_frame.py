"""The decision frame: the order of a reasoned decision, around what only the caseworker knows.

Law first, the standard after it: a standard is guiding and no legal basis. The child's own circumstances, the
reason for this extent, purpose and expected duration are blanks that must be filled; without them there is
no text. Nothing that is typed is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from calculators.amounts import Amount
from calculators.levels import Level, LevelTable
from calculators.questions import by_amount
from calculators.reader import ExtentError, read_extent
from portal.danish.dates import format_date
from portal.documents.validity import Stage
from portal.services.citing import Place, cite, genitive, law_of
from portal.services.errors import Refused
from portal.services.reading import VersionText

LONGEST = 6000
"""Characters of one blank."""
LEAST_WORDS = 3
"""Fewer words are no circumstances and no reason."""


class Variant(StrEnum):
    """How the decision stands to the level."""

    AS = "som"
    MORE = "mere"
    LESS = "mindre"
    NONE = "ingen"


@dataclass(frozen=True)
class Said:
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
    def of(cls, typed: Mapping[str, str]) -> Said:
        """From a form; whitespace around is dropped, what is too long is cut off."""
        names = (field.name for field in fields(cls))
        return cls(**{name: typed.get(name, "").strip()[:LONGEST] for name in names})


@dataclass(frozen=True)
class Paragraph:
    """One step of the frame: its heading and its words."""

    heading: str
    words: str


def missing(said: Said, text: VersionText, place: Place) -> dict[str, str]:
    """What must still be filled in or put right: field → Danish words. Empty where the frame is whole."""
    found: dict[str, str] = {}
    if said.lov not in law_of(text, place):
        found["lov"] = "Vælg den bestemmelse, afgørelsen træffes efter."
    if said.valg not in set(Variant):
        found["valg"] = "Vælg, hvordan afgørelsen er i forhold til niveauet."
    if len(said.forhold.split()) < LEAST_WORDS:
        found["forhold"] = "Skriv barnets egne forhold. Uden dem er det ikke en konkret vurdering."
    if len(said.begrundelse.split()) < LEAST_WORDS:
        found["begrundelse"] = "Skriv, hvorfor det bliver dette omfang."
    if said.valg == Variant.NONE:
        return found
    if not said.omfang:
        found["omfang"] = "Skriv det omfang, I bevilger, for eksempel 4 timer om ugen."
    elif wrong := _wrong_side(said, place):
        found["omfang"] = wrong
    for name, words in (
        ("formaal", "Skriv formålet med støtten."),
        ("varighed", "Skriv, hvor længe støtten forventes at vare."),
        ("opfoelgning", "Skriv, hvornår I følger op."),
    ):
        if not getattr(said, name):
            found[name] = words
    return found


def compose(said: Said, text: VersionText, place: Place, permalink: str) -> tuple[Paragraph, ...]:
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
        Paragraph("Omfang og begrundelse", _why(said, place.table)),
    ]
    if said.valg != Variant.NONE:
        paragraphs += [
            Paragraph("Formål", said.formaal),
            Paragraph("Forventet varighed", said.varighed),
            Paragraph("Opfølgning", said.opfoelgning),
        ]
    return (*paragraphs, Paragraph("Standarden", citation.long))


def plain_text(paragraphs: tuple[Paragraph, ...]) -> str:
    """The frame for a case system: heading, words, an empty line."""
    return "\n\n".join(f"{paragraph.heading}\n{paragraph.words}" for paragraph in paragraphs)


def _guides(text: VersionText, table: LevelTable, level: Level, short: str) -> str:
    owner = genitive(text.record.municipality.name)
    return (
        f"{owner} standard for {table.benefit[:1].lower()}{table.benefit[1:]} skriver ved “{level.label}”: "
        f"“{level.extent.text}”, {short}. Standarden er vejledende. Den er ikke et retsgrundlag."
    )


def _why(said: Said, table: LevelTable) -> str:
    benefit = f"{table.benefit[:1].lower()}{table.benefit[1:]}"
    begin = {
        Variant.AS: f"Vi bevilger {said.omfang}. Det ligger inden for det, standarden vejleder om.",
        Variant.MORE: f"Vi bevilger {said.omfang}. Det er mere, end standarden vejleder om.",
        Variant.LESS: f"Vi bevilger {said.omfang}. Det er mindre, end standarden vejleder om.",
        Variant.NONE: f"Vi bevilger ikke {benefit}.",
    }[Variant(said.valg)]
    return f"{begin}\nBegrundelse: {said.begrundelse}"


def _wrong_side(said: Said, place: Place) -> str:
    """Why the extent typed does not fit the variant, where both can be read as one number; else ""."""
    if place.table is None or place.level is None:
        return ""
    amount = _one_amount(said.omfang, place.table)
    if amount is None:
        return ""
    placement = by_amount(place.table, amount)
    fit = next((fit for fit in placement.fits if fit.level == place.level), None)
    if fit is None:
        return ""
    words = f"“{place.level.extent.text}”"
    if said.valg == Variant.AS and not fit.covers:
        return f"{said.omfang} ligger ikke inden for {words}. Vælg mere eller mindre, eller ret omfanget."
    if said.valg in (Variant.MORE, Variant.LESS) and fit.covers:
        return f"{said.omfang} ligger inden for {words}. Vælg det, eller ret omfanget."
    return ""


def _one_amount(words: str, table: LevelTable) -> Amount | None:
    """The extent as one exact amount; None for a range, several parts or what cannot be read."""
    try:
        parts = read_extent(words, table.counting).parts
    except ExtentError:
        return None
    if len(parts) != 1 or parts[0].lower is None or parts[0].lower != parts[0].upper:
        return None
    part = parts[0]
    return Amount(parts[0].lower.value, part.unit, part.period, part.every, part.counting)
