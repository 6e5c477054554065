"""What a visitor can ask a table, as fields; and what was typed, asked, with errors in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from calculators.reading.amounts import AmountError, print_unit, read_unit
from calculators.reading.conversion import factor
from calculators.reading.extents import Period, Unit
from calculators.reading.levels import Criterion, LevelTable
from calculators.reading.printer import print_measure, print_period
from portal.danish.letters import slug
from portal.services.asking.calculating import (
    Calculating,
    Calculation,
    Question,
    TableInForce,
    explanation_of,
)
from portal.services.errors import BadInput, Parameter, Thing, UnknownName
from portal.services.typed_words import LONGEST_ANSWER
from portal.views.shared.components import Field, Option
from portal.views.shared.dates import HINT, PARAMETER
from portal.views.shared.field_names import FIELD_NAMES

ASKED_WITH = (Parameter.LEVEL, Parameter.AMOUNT, Parameter.UNIT, Parameter.AGE)
FIELDS = tuple(FIELD_NAMES[parameter] for parameter in ASKED_WITH)
"""The names of the fields that hold a question."""

NOT_EXPLAINED = "Standarden forklarer ikke, hvad niveauet dækker."
NONE_EXPLAINED = "Standarden forklarer ikke, hvad niveauerne dækker. Spørg kommunen, hvis I er i tvivl."


@dataclass(frozen=True)
class RowWords:
    """What the rows of a table are called, by what they are told apart by."""

    one: str
    known: str
    choose: str


ROW_WORDS = {
    Criterion.SEVERITY: RowWords("Niveau", "Jeg kender niveauet", "Hvilket niveau?"),
    Criterion.AGE: RowWords("Aldersgruppe", "Jeg vil vælge aldersgruppen", "Hvilken aldersgruppe?"),
    Criterion.TARGET_GROUP: RowWords("Målgruppe", "Jeg vil vælge målgruppen", "Hvilken målgruppe passer?"),
    Criterion.PHASE: RowWords("Fase", "Jeg kender fasen", "Hvilken fase?"),
    Criterion.NONE: RowWords("Række", "Jeg vil vælge en række", "Hvilken række?"),
}


@dataclass(frozen=True)
class CalculatorInput:
    """What was typed about one table, right or wrong, under the page's names; "" where nothing was."""

    niveau: str = ""
    antal: str = ""
    enhed: str = ""
    alder: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str], prefix: str = "") -> CalculatorInput:
        """What stands in an address, each name after ``prefix``."""
        return cls(*(given.get(prefix + name, "").strip()[:LONGEST_ANSWER] for name in FIELDS))

    def __bool__(self) -> bool:
        """Whether anything is asked; a unit alone comes with an empty form."""
        return bool(self.niveau or self.antal or self.alder)


@dataclass(frozen=True)
class CalculatorOutcome:
    """What was typed and what came of it: an answer, or errors by the names of the fields."""

    typed: CalculatorInput
    found: Calculation | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


def ask(calculating: Calculating, question: Question, typed: CalculatorInput) -> CalculatorOutcome:
    """The question with what was typed, asked. Raises UnknownName for a table that is not there.

    A unit without an amount was only chosen on the list already.
    """
    unit = typed.enhed if typed.antal else ""
    whole = replace(question, level=typed.niveau, amount=typed.antal, unit=unit, age=typed.alder)
    try:
        return CalculatorOutcome(typed, calculating.ask(whole))
    except BadInput as error:
        parameter = error.parameter if error.parameter in ASKED_WITH else Parameter.LEVEL
        return CalculatorOutcome(typed, errors={FIELD_NAMES[parameter]: error.message})
    except UnknownName as error:
        if error.thing is not Thing.LEVEL:
            raise
        message = f"Tabellen har ikke »{error.asked}«. Vælg en række på listen."
        return CalculatorOutcome(typed, errors={FIELD_NAMES[Parameter.LEVEL]: message})


def level_field(
    source: TableInForce, asked: CalculatorOutcome, *, kind: str = "radios", prefix: str = ""
) -> Field:
    """The rows of the table to choose from, as radios or as a list that may be left alone."""
    typed = slug(asked.typed.niveau)
    rows = tuple(
        Option(row.key, row.label, typed in (row.key, row.row_id, slug(row.label)))
        for row in source.table.levels
    )
    return Field(
        prefix + "niveau",
        ROW_WORDS[source.table.criterion].one,
        value=asked.typed.niveau,
        error=asked.errors.get("niveau", ""),
        kind=kind,
        options=rows if kind == "radios" else (Option("", "Ikke valgt"), *rows),
    )


def explained_level_field(source: TableInForce, asked: CalculatorOutcome) -> Field:
    """The rows as radios, each with what it means in the adopted text's words, or that nothing is said.

    Other rows than those by severity name themselves whom they are for; a remark may say it more closely.
    """
    plain = level_field(source, asked)
    severity = source.table.criterion is Criterion.SEVERITY
    said = [
        explanation_of(source.document, row) or ("" if severity else row.remark)
        for row in source.table.levels
    ]
    hint = NONE_EXPLAINED if severity and not any(said) else ""
    missing = NOT_EXPLAINED if severity and any(said) else ""
    options = tuple(
        replace(option, hint=f"Standarden skriver: »{words}«" if words else missing)
        for option, words in zip(plain.options, said, strict=True)
    )
    return replace(plain, hint=hint, options=options)


def amount_fields(table: LevelTable, asked: CalculatorOutcome, prefix: str = "") -> tuple[Field, ...]:
    """An amount and its unit; empty for a table that names no numbers."""
    units = units_of(table)
    if not units:
        return ()
    typed = asked.typed
    amount = Field(
        prefix + "antal",
        "Antal",
        value=typed.antal,
        hint="Skriv for eksempel 4 eller 2,5.",
        error=asked.errors.get("antal", ""),
        width="7",
        inputmode="decimal",
    )
    chosen, named = _chosen_unit(typed.enhed)
    options = tuple(Option(value, words, value == chosen) for value, words in units)
    if chosen and not any(option.chosen for option in options):
        options = (Option(chosen, named, True), *options)
    unit = Field(
        prefix + "enhed", "Enhed", error=asked.errors.get("enhed", ""), kind="select", options=options
    )
    return amount, unit


def age_field(asked: CalculatorOutcome, prefix: str = "") -> Field:
    """The child's age."""
    return Field(
        prefix + "alder",
        "Barnets alder i hele år",
        value=asked.typed.alder,
        error=asked.errors.get("alder", ""),
        width="3",
        inputmode="numeric",
    )


def date_field(typed: str, error: str = "", id_: str = "") -> Field:
    """The day the answer is for."""
    return Field(
        PARAMETER,
        "Dato (i dag, hvis feltet er tomt)",
        value=typed,
        hint=HINT,
        error=error,
        width="15",
        id=id_,
    )


_LONG_UNITS = {
    Unit.NIGHTS: {Period.DAY},
    Unit.DAYS: {Period.DAY},
    Unit.WEEKENDS: {Period.DAY, Period.WEEK},
    Unit.WEEKS: {Period.DAY, Period.WEEK},
}
"""Periods in which there is no room for more than one of the unit: nobody counts "døgn om dagen"."""


def units_of(table: LevelTable) -> tuple[tuple[str, str], ...]:
    """The units of the table's rows as value and words, then those that can be converted to one of them.

    Others are refused with a reason by whoever answers.
    """
    parts = [part for level in table.levels for part in level.extent.parts]
    own = dict.fromkeys((part.unit, part.period, part.every) for part in parts)
    other = dict.fromkeys(
        (part.unit, period, 1)
        for part in parts
        for period in Period
        if part.every == 1 and factor(period, part.period) and period not in _LONG_UNITS.get(part.unit, ())
    )
    converted = {print_unit(*one): f"{_unit_words(*one)} (omregnes)" for one in other if one not in own}
    return tuple(({print_unit(*one): _unit_words(*one) for one in own} | converted).items())


def _unit_words(unit: Unit, period: Period, every: int) -> str:
    """ "døgn om året": as an answer writes it."""
    return f"{print_measure(unit)} {print_period(period, every)}".strip()


def _chosen_unit(typed: str) -> tuple[str, str]:
    """The value and the words of a unit written in any way: "doegn/aar"; as typed where it cannot be read."""
    try:
        measure, period, every = read_unit(typed)
    except AmountError:
        return typed, typed
    return print_unit(measure.unit, period, every), _unit_words(measure.unit, period, every)
