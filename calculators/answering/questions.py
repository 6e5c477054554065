"""The questions a table answers: by level, by amount, by age; with its own rows, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from calculators.reading.ages import print_age_span
from calculators.reading.amounts import Amount
from calculators.reading.conversion import Conversion, convert
from calculators.reading.extents import Bound, Part
from calculators.reading.levels import Criterion, Level, LevelTable
from calculators.reading.printer import print_measure, print_part, print_period
from calculators.reading.ranges import covers, high_end, is_approximate, low_end, side
from calculators.reading.table_rows import SEVERITY_WORDS
from portal.danish.letters import slug
from portal.danish.numbers import format_number

ABOVE_NOTHING = Bound(Fraction(0), inclusive=False)
"""Where an "op til" begins."""


class QuestionError(LookupError):
    """A question the table has no answer to. ``message`` is Danish."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UnknownLevelError(QuestionError):
    """No row has this name. ``known`` are the table's rows."""

    def __init__(self, asked: str, known: tuple[Level, ...]) -> None:
        labels = ", ".join(level.label for level in known)
        super().__init__(f"Tabellen har ingen række »{asked[:60]}«. Den har: {labels}.")
        self.known = known


class UnknownAgeError(QuestionError):
    """No row has this age. ``known`` are the table's rows with an age."""

    def __init__(self, message: str, known: tuple[Level, ...] = ()) -> None:
        super().__init__(message)
        self.known = known


@dataclass(frozen=True)
class RowEdge:
    """Where a row begins or ends, in the row's own unit and period."""

    level: Level
    part: Part
    bound: Bound

    @property
    def number(self) -> str:
        """The bound's number alone: "84"."""
        return format_number(self.bound.value)

    @property
    def unit(self) -> str:
        """The row's unit and period: "døgn om året"."""
        one = 0 < self.bound.value <= 1
        period = print_period(self.part.period, self.part.every)
        return f"{print_measure(self.part.unit, one=one)} {period}".strip()

    @property
    def amount(self) -> str:
        """The bound's number in the row's unit: "84 døgn om året"."""
        return f"{self.number} {self.unit}"

    @property
    def begins(self) -> str:
        """ "Lette begynder ved 1 time om ugen", "… begynder over 108 døgn om året"."""
        return f"{self.level.label} begynder {'ved' if self.bound.inclusive else 'over'} {self.amount}"


@dataclass(frozen=True)
class Hole:
    """The amounts round the asked one that no row covers, between the rows next to it.

    ``after`` is where the rows below end, None below the whole table; ``before`` where the rows above begin,
    None above it. The hole's own bounds belong to it exactly where they do not belong to the rows.
    """

    after: RowEdge | None
    before: RowEdge | None

    @property
    def lower(self) -> Bound | None:
        """The hole's lowest amount, in the terms of the row below."""
        return _beyond(self.after)

    @property
    def upper(self) -> Bound | None:
        """The hole's highest amount, in the terms of the row above."""
        return _beyond(self.before)


def _beyond(edge: RowEdge | None) -> Bound | None:
    """The bound of what lies outside the edge: what belongs to the row does not belong to the hole."""
    return Bound(edge.bound.value, not edge.bound.inclusive) if edge else None


@dataclass(frozen=True)
class ComparableRow:
    """A row the amount can be held against: the part meant, and the amount in that part's period."""

    level: Level
    part: Part
    amount: Amount
    conversion: Conversion | None

    @property
    def covers(self) -> bool:
        """Whether the amount "ligger inden for" the row."""
        return covers(self.part, self.amount.value)


@dataclass(frozen=True)
class IncomparableRow:
    """A row the amount cannot be held against, with the reason.

    Codes: ``no-number``, ``unit``, ``counting``, ``period``, ``several``, ``approximate``.
    """

    level: Level
    code: str
    reason: str


@dataclass(frozen=True)
class Placement:
    """Where an amount lies in a table.

    ``levels`` cover it, the lowest first. ``hole`` is given where rows could be held against it and
    none covers it. ``begins`` are the rows that begin above it.
    """

    asked: Amount
    levels: tuple[Level, ...]
    hole: Hole | None
    begins: tuple[RowEdge, ...]
    fits: tuple[ComparableRow, ...]
    unplaced: tuple[IncomparableRow, ...]

    @property
    def conversions(self) -> tuple[Conversion, ...]:
        """Each conversion used, once, in the order of the rows."""
        return tuple(dict.fromkeys(fit.conversion for fit in self.fits if fit.conversion))


def by_level(table: LevelTable, level: str) -> Level:
    """The row named: its key, row id or label, in any case, æ, ø, å folded or not.

    Serves every criterion: a phase or target group is asked for by its row. Raises ``UnknownLevelError``.
    """
    asked = slug(level)
    if table.criterion is Criterion.SEVERITY:
        asked = SEVERITY_WORDS.get(asked, asked)
    for row in table.levels:
        if asked in (row.key, row.row_id):
            return row
    labelled = [row for row in table.levels if asked and slug(row.label) == asked]
    if len(labelled) != 1:
        raise UnknownLevelError(level, table.levels)
    return labelled[0]


def by_age(table: LevelTable, age: int) -> Level:
    """The row whose ages include ``age`` in whole years. Raises ``UnknownAgeError``."""
    if table.criterion is not Criterion.AGE:
        raise UnknownAgeError("Tabellen er ikke delt efter alder.")
    for level in table.levels:
        span = level.age
        if span and (span.lowest or 0) <= age and (span.highest is None or age <= span.highest):
            return level
    spans = ", ".join(print_age_span(level.age) for level in table.levels if level.age)
    raise UnknownAgeError(f"Tabellen nævner ikke {age} år. Den nævner: {spans}.", table.levels)


def by_amount(table: LevelTable, amount: Amount) -> Placement:
    """Where ``amount`` lies: every covering row, else the hole round it. Approximate rows cover nothing."""
    rows = [_hold(level, amount) for level in table.levels]
    fits = tuple(row for row in rows if isinstance(row, ComparableRow))
    unplaced = tuple(row for row in rows if isinstance(row, IncomparableRow))
    below, covering, above = _sides(fits)
    covering.sort(key=_from_the_lowest)
    above.sort(key=lambda fit: _share(fit, low_end(fit.part)[0]))
    starts = [RowEdge(fit.level, fit.part, fit.part.lower or ABOVE_NOTHING) for fit in above]
    hole = None if covering or not fits else Hole(_highest(below), starts[0] if starts else None)
    begins = tuple(start for start in starts if start.part.lower)
    return Placement(amount, tuple(fit.level for fit in covering), hole, begins, fits, unplaced)


def _hold(level: Level, asked: Amount) -> ComparableRow | IncomparableRow:
    """The part of the row that speaks of the asked unit and period, or why there is none."""
    if not level.extent.parts:
        return IncomparableRow(level, "no-number", "Rækken nævner intet tal.")
    parts = [part for part in level.extent.parts if part.unit is asked.unit]
    if not parts:
        units = " og ".join(dict.fromkeys(part.unit.value for part in level.extent.parts))
        return IncomparableRow(level, "unit", f"Rækken tæller {units}, ikke {asked.unit.value}.")
    if asked.counting:
        parts = [part for part in parts if part.counting == asked.counting]
        if not parts:
            return IncomparableRow(level, "counting", f"Rækken siger ikke, at den tæller {asked.counting}.")
    fits = [ComparableRow(level, part, asked, None) for part in parts if _same_pace(part, asked)]
    if not fits:
        converted = [(part, convert(asked, part.period)) for part in parts if part.every == 1]
        fits = [ComparableRow(level, part, found.target, found) for part, found in converted if found]
    if len(fits) != 1:
        if fits:
            return IncomparableRow(level, "several", "Rækken har flere tal, som mængden kan holdes op imod.")
        return IncomparableRow(level, "period", f"Tallet kan ikke omregnes til »{print_part(parts[0])}«.")
    if is_approximate(fits[0].part):
        return IncomparableRow(level, "approximate", "Rækkens tal er omtrentligt.")
    return fits[0]


def _same_pace(part: Part, asked: Amount) -> bool:
    return (part.period, part.every) == (asked.period, asked.every)


def _share(fit: ComparableRow, value: Fraction) -> Fraction:
    """A value of the fit's part in the asked amount's own period, where rows of two periods compare."""
    return value / fit.conversion.factor.value if fit.conversion else value


def _from_the_lowest(fit: ComparableRow) -> tuple[bool, Fraction, int, Fraction, int]:
    high, low = high_end(fit.part), low_end(fit.part)
    top = (True, Fraction(0), 0) if high is None else (False, _share(fit, high[0]), high[1])
    return (*top, _share(fit, low[0]), low[1])


def _sides(
    fits: Iterable[ComparableRow],
) -> tuple[list[ComparableRow], list[ComparableRow], list[ComparableRow]]:
    """The rows that end below the amount, those that cover it, and those that begin above it."""
    found: tuple[list[ComparableRow], list[ComparableRow], list[ComparableRow]] = [], [], []
    for fit in fits:
        found[1 - side(fit.part, fit.amount.value)].append(fit)
    return found


def _highest(below: Iterable[ComparableRow]) -> RowEdge | None:
    """Where the last of the rows below the amount ends."""
    ends = [(fit, high) for fit in below if (high := high_end(fit.part))]
    if not ends:
        return None
    fit, _ = max(ends, key=lambda pair: (_share(pair[0], pair[1][0]), pair[1][1]))
    assert fit.part.upper is not None
    return RowEdge(fit.level, fit.part, fit.part.upper)
