"""The notices that stand with every answer: what a guiding number is not, and what is not known.

The texts are the design's table of notices; ``{…}`` is filled in with the standard's own words. A template
prints them; none is written elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from calculators.answering.questions import Hole, Placement
from calculators.reading.amounts import print_amount
from calculators.reading.conversion import Conversion
from calculators.reading.extents import Unit
from calculators.reading.levels import Criterion, Level, LevelTable
from portal.danish.dates import format_date

CHOSEN_BY = {
    Criterion.AGE: "barnets alder",
    Criterion.TARGET_GROUP: "målgruppen",
    Criterion.PHASE: "fasen",
}
"""The criteria by which a row is chosen for a child, so that no amount can choose it."""

ADULT = 18
ASKING_AHEAD = 16

_GUIDING = (
    "Tallet er vejledende. Beregneren afgør ikke, hvad I kan få. Kommunen ser altid på jeres egen situation "
    "og kan bevilge mindre eller mere."
)
_UPPER_ONLY = "»{words}« er hverken en grænse eller et løfte."
_LOWER_ONLY = (
    "Standarden skriver »{words}« og nævner intet højere tal. Det er ikke et løfte om et bestemt antal."
)
_NO_NUMBER = "Standarden nævner ikke timer eller døgn. Det betyder ikke, at støtten ikke kan gives."
_NOT_EXPLAINED = "Standarden forklarer ikke, hvad niveauet dækker."
_NOT_ADDED = "Tallene kan ikke lægges sammen. Kommunen vurderer støtten samlet."
_ADULT = "Ved 18 år vurderes støtten efter andre regler. Nogle kan få ungestøtte. Tal med kommunen i god tid."
_NOT_IN_FORCE = "Du ser på en version, der ikke gælder den dag, du har valgt."
_DATE_UNKNOWN = "Vi ved ikke præcist, hvornår teksten begyndte at gælde."
_CHOSEN_BY = "Det er {by}, der afgør, hvilken række I skal se på. Det gør antallet ikke."
_RESTATEMENT = "Vores genfortælling. Brug den ikke i ansøgning, klage eller afgørelse."


@dataclass(frozen=True)
class Notice:
    """One notice: its code for machines, its Danish text for people."""

    code: str
    text: str


@dataclass(frozen=True)
class Replacement:
    """A provision the standard builds on that another has replaced; from verified law rows only."""

    old: str
    new: str
    day: date


@dataclass(frozen=True)
class ShownConversion:
    """A conversion shown with an answer, and the standard's own words for the same thing."""

    conversion: Conversion
    words: str


@dataclass(frozen=True)
class NoticeSituation:
    """All that decides which notices an answer carries.

    The rows shown are ``level`` (asked by level, age or phase) or those of ``placement``. ``explained``: the
    text says what the level means. ``asks_ahead``: asked about a later time, for which ``age`` 16 is enough.
    ``in_force``: the version is in force on the day chosen. ``unconfirmed`` are the reasons (Danish), empty
    when the answer is sure. ``contact`` completes "Spørg …".
    """

    table: LevelTable
    level: Level | None = None
    placement: Placement | None = None
    converted: tuple[ShownConversion, ...] = ()
    explained: bool = False
    benefits: int = 1
    age: int | None = None
    asks_ahead: bool = False
    contact: str = "kommunen"
    in_force: bool = True
    replaced: tuple[Replacement, ...] = ()
    date_exact: bool = True
    unconfirmed: tuple[str, ...] = ()
    restatement: bool = False
    original_link: str = ""

    @property
    def rows(self) -> tuple[Level, ...]:
        """The rows the answer shows as its own."""
        if self.level:
            return (self.level,)
        return self.placement.levels if self.placement else ()


def notices(situation: NoticeSituation) -> tuple[Notice, ...]:
    """The notices of an answer, each once, in the order in which they stand."""
    found = [notice for rule in _RULES for notice in rule(situation)]
    return tuple(dict.fromkeys(found))


def quoted(words: str, begins: bool = False) -> str:
    """The words of a cell inside a sentence, or as its beginning; only the first letter's case is changed."""
    words = " ".join(words.split()).rstrip(".")
    return (words[:1].upper() if begins else words[:1].lower()) + words[1:]


def _always(_: NoticeSituation) -> Iterator[Notice]:
    yield Notice("guiding", _GUIDING)


def _hours(situation: NoticeSituation) -> Iterator[Notice]:
    contents = situation.table.hours_include
    if not any(
        part.unit in (Unit.HOURS, Unit.MINUTES) for row in situation.rows for part in row.extent.parts
    ):
        return
    if contents:
        yield Notice("hours-include", f"Timerne omfatter også: {contents}")
    else:
        yield Notice("hours-unknown", "Standarden skriver ikke, hvad timerne omfatter.")


def _conversions(situation: NoticeSituation) -> Iterator[Notice]:
    for shown in (*_placed(situation.placement), *situation.converted):
        source, target = print_amount(shown.conversion.source), print_amount(shown.conversion.target)
        yield Notice(
            "converted",
            f"Omregnet fra {source} til {target} ({shown.conversion.factor.words}). "
            f"Standarden selv skriver {shown.words}.",
        )


def _placed(placement: Placement | None) -> Iterator[ShownConversion]:
    """The conversions of a placement with the words of the rows they were for."""
    for conversion in placement.conversions if placement else ():
        fits = [fit for fit in placement.fits if fit.conversion == conversion] if placement else []
        rows = [fit.level for fit in fits if fit.covers] or [fit.level for fit in fits]
        yield ShownConversion(conversion, ", ".join(f"»{quoted(row.extent.text)}«" for row in rows))


def _open_ends(situation: NoticeSituation) -> Iterator[Notice]:
    for row in situation.rows:
        if any(part.lower is None for part in row.extent.parts):
            yield Notice("upper-only", _UPPER_ONLY.format(words=quoted(row.extent.text, begins=True)))
    for row in situation.rows:
        if any(part.upper is None for part in row.extent.parts):
            yield Notice("lower-only", _LOWER_ONLY.format(words=quoted(row.extent.text)))


def _numbers(situation: NoticeSituation) -> Iterator[Notice]:
    rows = situation.rows or situation.table.levels
    if all(not row.extent.has_number for row in rows):
        yield Notice("no-number", _NO_NUMBER)


def _hole(situation: NoticeSituation) -> Iterator[Notice]:
    placement = situation.placement
    if placement is None or placement.hole is None:
        return
    yield Notice(
        "hole",
        f"{_jump(placement.hole)} {print_amount(placement.asked)} står ikke i den. "
        f"Det er ikke et afslag. Spørg {situation.contact}.",
    )


def _jump(hole: Hole) -> str:
    if hole.after and hole.before:
        to = hole.before.number if hole.before.bound.inclusive else f"over {hole.before.number}"
        if hole.after.unit == hole.before.unit:
            return f"Tabellen springer fra {hole.after.number} til {to}."
        return f"Tabellen springer fra {hole.after.amount} til {to} {hole.before.unit}."
    if hole.before:
        return f"Tabellen begynder {'ved' if hole.before.bound.inclusive else 'over'} {hole.before.amount}."
    if hole.after:
        return f"Tabellen slutter {'ved' if hole.after.bound.inclusive else 'under'} {hole.after.amount}."
    return "Tabellen nævner andre tal."


def _criterion(situation: NoticeSituation) -> Iterator[Notice]:
    """An amount chooses no row where the rows are for different children."""
    criterion = situation.table.criterion
    if situation.placement and criterion in CHOSEN_BY:
        yield Notice("row-chosen-by", _CHOSEN_BY.format(by=CHOSEN_BY[criterion]))


def _explanation(situation: NoticeSituation) -> Iterator[Notice]:
    if situation.rows and situation.table.criterion is Criterion.SEVERITY and not situation.explained:
        yield Notice("not-explained", _NOT_EXPLAINED)


def _several(situation: NoticeSituation) -> Iterator[Notice]:
    if situation.benefits > 1:
        yield Notice("not-added", _NOT_ADDED)


def _age(situation: NoticeSituation) -> Iterator[Notice]:
    if situation.age is not None and situation.age >= (ASKING_AHEAD if situation.asks_ahead else ADULT):
        yield Notice("adult", _ADULT)


def _version(situation: NoticeSituation) -> Iterator[Notice]:
    if not situation.in_force:
        yield Notice("not-in-force", _NOT_IN_FORCE)
    for law in situation.replaced:
        day = format_date(law.day)
        yield Notice(
            "law-replaced", f"Standarden bygger på {law.old}, som blev afløst af {law.new} den {day}."
        )
    if not situation.date_exact:
        yield Notice("date-unknown", _DATE_UNKNOWN)
    if situation.unconfirmed:
        reasons = "; ".join(reason.rstrip(".") for reason in situation.unconfirmed)
        yield Notice("unconfirmed", f"Vi ved ikke, om dette gælder i dag: {reasons}.")


def _text(situation: NoticeSituation) -> Iterator[Notice]:
    if situation.restatement:
        link = f" Kommunens tekst: {situation.original_link}." if situation.original_link else ""
        yield Notice("restatement", _RESTATEMENT + link)
    for one, other in situation.table.conflicts:
        yield Notice("contradiction", f"Standarden siger både »{one}« og »{other}«.")


_RULES: tuple[Callable[[NoticeSituation], Iterator[Notice]], ...] = (
    _always,
    _hours,
    _conversions,
    _open_ends,
    _numbers,
    _hole,
    _criterion,
    _explanation,
    _several,
    _age,
    _version,
    _text,
)
