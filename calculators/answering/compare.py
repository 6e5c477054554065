"""Comparing two tables row by row: own units first, a labelled conversion beside, or why it cannot be."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.answering.scale import Terms, terms
from calculators.reading.conversion import Factor, convert_part
from calculators.reading.extents import Part, Unit
from calculators.reading.levels import Criterion, Level, LevelTable
from calculators.reading.printer import print_measure, print_part, print_period

ONE_LABEL = "Samme ord for et niveau betyder ikke, at to kommuner vurderer ens."
"""Stands beside every comparison."""

_COUNTED = frozenset({Unit.NIGHTS, Unit.DAYS, Unit.WEEKENDS})
"""Units that municipalities are known to count in more than one way."""

_WORKED = frozenset({Unit.HOURS, Unit.MINUTES})
"""Units whose table may say what of the work they include."""


@dataclass(frozen=True)
class IncomparableReason:
    """Why two tables or rows "kan ikke sammenlignes".

    Codes: ``criterion``, ``counting``, ``dimension``, ``period``, ``no-number``, ``no-counterpart``.
    """

    code: str
    text: str


@dataclass(frozen=True)
class Converted:
    """A part of the right row in the left row's period, computed by ``factor``; no standard's own words."""

    part: Part
    factor: Factor

    @property
    def words(self) -> str:
        """ "op til 72 døgn om året (1 år = 12 måneder)"."""
        return f"{print_part(self.part)} ({self.factor.words})"


@dataclass(frozen=True)
class ComparedRow:
    """Two rows side by side; one is None where the other table has no such row."""

    left: Level | None
    right: Level | None
    reasons: tuple[IncomparableReason, ...]
    converted: tuple[Converted, ...] = ()

    @property
    def comparable(self) -> bool:
        """Whether the two numbers may be held against each other."""
        return not self.reasons


@dataclass(frozen=True)
class Comparison:
    """Two tables. ``reasons`` hold for every row; without them each row says for itself."""

    left: LevelTable
    right: LevelTable
    reasons: tuple[IncomparableReason, ...]
    rows: tuple[ComparedRow, ...]

    @property
    def comparable(self) -> bool:
        """Whether any row may be compared."""
        return any(row.comparable for row in self.rows)


def compare_tables(left: LevelTable, right: LevelTable, same_standard: bool = False) -> Comparison:
    """The two tables row by row; rows meet by severity, by the same ages or by the same name.

    ``same_standard``: two versions of one text, which count alike where neither says how. Two tables of a
    single row each and no criterion meet as they are.
    """
    found = (_criterion(left, right), _counting(left, right, same_standard), _hours(left, right))
    reasons = tuple(filter(None, found))
    rows = tuple(_row(first, second, reasons) for first, second in _pairs(left, right))
    return Comparison(left, right, reasons, rows)


def _criterion(left: LevelTable, right: LevelTable) -> IncomparableReason | None:
    if left.criterion is right.criterion:
        return None
    names = [_criterion_words(table.criterion) for table in (left, right)]
    shared = _terms(left) & _terms(right)
    text = f"Rækkerne skelnes efter {names[0]} i den ene tabel og {names[1]} i den anden."
    if shared:
        listed = " og ".join(sorted(_terms_words(one) for one in shared))
        text = f"Begge tabeller tæller {listed}, men {text[0].lower()}{text[1:]}"
    return IncomparableReason("criterion", text)


def _criterion_words(criterion: Criterion) -> str:
    return "intet kriterium" if criterion is Criterion.NONE else criterion.value


def counts_hours(table: LevelTable) -> bool:
    """Whether any row is an amount of work, whose contents the table may tell."""
    return not _WORKED.isdisjoint(one[0] for one in _terms(table))


def _terms(table: LevelTable) -> set[Terms]:
    return {terms(part) for level in table.levels for part in level.extent.parts}


def _terms_words(one: Terms) -> str:
    return f"{print_measure(one[0])} {print_period(one[1], one[2])}".strip()


def _counting(left: LevelTable, right: LevelTable, same_standard: bool) -> IncomparableReason | None:
    units = {one[0] for one in _terms(left)} & {one[0] for one in _terms(right)}
    if not units:
        return None
    what = " og ".join(sorted(unit.value for unit in units & _COUNTED or units))
    ways = [_way(table) for table in (left, right)]
    if ways[0] == ways[1]:
        if ways[0] or same_standard or not units & _COUNTED:
            return None
        return IncomparableReason("counting", f"Ingen af tabellerne siger, hvordan {what} tælles.")
    if all(ways):
        return IncomparableReason(
            "counting", f"Tabellerne tæller {what} på hver sin måde: {ways[0]} og {ways[1]}."
        )
    return IncomparableReason(
        "counting", f"Kun den ene tabel siger, hvordan {what} tælles ({ways[0] or ways[1]})."
    )


def _hours(left: LevelTable, right: LevelTable) -> IncomparableReason | None:
    """Hours that include different things are counted differently, though both are called hours."""
    units = {one[0] for one in _terms(left)} & {one[0] for one in _terms(right)}
    contents = [" ".join(table.hours_include.split()).rstrip(".") for table in (left, right)]
    if not units & _WORKED or contents[0].lower() == contents[1].lower():
        return None
    if all(contents):
        text = f"Timerne omfatter ikke det samme: »{contents[0]}« og »{contents[1]}«."
    else:
        text = f"Kun den ene tabel siger, hvad timerne også omfatter: »{contents[0] or contents[1]}«."
    return IncomparableReason("counting", text)


def _way(table: LevelTable) -> str:
    """The counting method or methods that the table's numbers name."""
    ways = {part.counting for level in table.levels for part in level.extent.parts} - {""}
    return " og ".join(sorted(ways)) or table.counting


def _pairs(left: LevelTable, right: LevelTable) -> list[tuple[Level | None, Level | None]]:
    if left.criterion is not right.criterion:
        return [*((level, None) for level in left.levels), *((None, level) for level in right.levels)]
    if len(left.levels) == len(right.levels) == 1 and left.criterion is Criterion.NONE:
        return [(left.levels[0], right.levels[0])]
    others = {_name(level): level for level in right.levels}
    pairs: list[tuple[Level | None, Level | None]] = [
        (level, others.pop(_name(level), None)) for level in left.levels
    ]
    return pairs + [(None, level) for level in others.values()]


def _name(level: Level) -> object:
    return level.age or level.key


def _row(left: Level | None, right: Level | None, reasons: tuple[IncomparableReason, ...]) -> ComparedRow:
    if left is None or right is None:
        missing = (
            () if reasons else (IncomparableReason("no-counterpart", "Kun den ene tabel har denne række."),)
        )
        return ComparedRow(left, right, (*reasons, *missing))
    found = _hold(left.extent.parts, right.extent.parts)
    if isinstance(found, IncomparableReason):
        return ComparedRow(left, right, (*reasons, found))
    return ComparedRow(left, right, reasons, () if reasons else found)


def _hold(left: tuple[Part, ...], right: tuple[Part, ...]) -> IncomparableReason | tuple[Converted, ...]:
    """The conversions that bring ``right`` into the terms of ``left``, or what stands in the way."""
    if not (left and right):
        which = "Kun den ene række" if left or right else "Ingen af rækkerne"
        return IncomparableReason("no-number", f"{which} nævner et tal.")
    if {terms(part) for part in left} == {terms(part) for part in right}:
        return ()
    first, second = ({part.unit: part for part in parts} for parts in (left, right))
    if set(first) != set(second):
        return IncomparableReason(
            "dimension", f"Den ene række tæller {_units(first)}, den anden {_units(second)}."
        )
    if len(first) < max(len(left), len(right)):
        return IncomparableReason("period", "Rækken har flere tal i samme enhed.")
    converted: list[Converted] = []
    for unit, part in second.items():
        wanted = terms(first[unit])
        if terms(part) == wanted:
            continue
        found = convert_part(part, first[unit].period) if first[unit].every == 1 else None
        if found is None:
            return IncomparableReason(
                "period", f"»{print_part(part)}« kan ikke omregnes til »{_terms_words(wanted)}«."
            )
        converted.append(Converted(*found))
    return tuple(converted)


def _units(parts: dict[Unit, Part]) -> str:
    return " og ".join(unit.value for unit in parts)
