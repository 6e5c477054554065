"""The scale a table makes: the holes in it, levels out of order, units mixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from calculators.answering.questions import ABOVE_NOTHING, Hole, RowEdge
from calculators.reading.extents import Part, Period, Unit
from calculators.reading.levels import Criterion, Level, LevelTable
from calculators.reading.printer import print_part
from calculators.reading.ranges import End, high_end, is_approximate, low_end
from calculators.reading.table_rows import SEVERITIES

Terms = tuple[Unit, Period, int]
Row = tuple[Level, Part]


@dataclass(frozen=True)
class ScaleFinding:
    """What an author should look at in a table: the lint rule, the words (Danish) and the rows meant."""

    rule: str
    message: str
    remedy: str
    line: int
    levels: tuple[Level, ...]


def terms(part: Part) -> Terms:
    """What two parts must share to lie on one scale."""
    return part.unit, part.period, part.every


def rows_by_terms(table: LevelTable) -> dict[Terms, list[Row]]:
    """The table's exact parts with their rows, for each unit and period on its own."""
    found: dict[Terms, list[Row]] = {}
    for level in table.levels:
        for part in level.extent.parts:
            if not is_approximate(part):
                found.setdefault(terms(part), []).append((level, part))
    return found


def holes_between(rows: Sequence[Row]) -> tuple[Hole, ...]:
    """The holes between rows of one unit and period, from the lowest; not what lies outside all rows."""
    found: list[Hole] = []
    reached: tuple[End, Row] | None = None
    for row in sorted(rows, key=lambda row: low_end(row[1])):
        start, end = low_end(row[1]), high_end(row[1])
        if reached and start > _next(reached[0]):
            (below, lower), (above, upper) = reached[1], row
            assert lower.upper is not None
            found.append(
                Hole(RowEdge(below, lower, lower.upper), RowEdge(above, upper, upper.lower or ABOVE_NOTHING))
            )
        if end is None:
            break
        if reached is None or end > reached[0]:
            reached = end, row
    return tuple(found)


def _next(end: End) -> End:
    """The first place after ``end``."""
    return end[0], end[1] + 1


def scale_findings(table: LevelTable) -> tuple[ScaleFinding, ...]:
    """``scale-hole`` and ``scale-order`` for tables by severity, ``mixed-units`` for every table."""
    findings: list[ScaleFinding] = []
    if table.criterion is Criterion.SEVERITY:
        for rows in rows_by_terms(table).values():
            findings += [_hole(hole) for hole in holes_between(rows)]
            findings += _out_of_order(rows)
    return (*findings, *_mixed(table))


def hole_words(hole: Hole) -> str:
    """The amounts in a hole: "mere end 84 og højst 108 døgn om året"."""
    lower = upper = ""
    if hole.after and hole.lower:
        lower = f"{'mindst' if hole.lower.inclusive else 'mere end'} {hole.after.number}"
    if hole.before and hole.upper:
        upper = f"{'højst' if hole.upper.inclusive else 'under'} {hole.before.number}"
    edge = hole.before or hole.after
    return f"{' og '.join(filter(None, (lower, upper)))} {edge.unit}" if edge else ""


def _hole(hole: Hole) -> ScaleFinding:
    assert hole.after is not None
    assert hole.before is not None
    below, above = hole.after.level, hole.before.level
    message = f"Mellem »{below.label}« og »{above.label}« er et hul: {hole_words(hole)} står i ingen række."
    remedy = "Lad niveauerne støde op til hinanden, eller skriv, hvad der gælder imellem."
    return ScaleFinding("scale-hole", message, remedy, above.line, (below, above))


def _out_of_order(rows: Sequence[Row]) -> list[ScaleFinding]:
    ranked = sorted(rows, key=lambda row: SEVERITIES.index(row[0].key))
    found = []
    for (lower, first), (higher, second) in pairwise(ranked):
        if _height(second) < _height(first):
            message = (
                f"»{higher.label}« ({print_part(second)}) ligger under »{lower.label}« ({print_part(first)})."
            )
            remedy = "Ret tallene, eller forklar i bemærkningen, hvorfor det er sådan."
            found.append(ScaleFinding("scale-order", message, remedy, higher.line, (lower, higher)))
    return found


def _height(part: Part) -> tuple[bool, End, End]:
    end = high_end(part)
    return end is None, end or (Fraction(0), 0), low_end(part)


def _mixed(table: LevelTable) -> list[ScaleFinding]:
    used = {terms(part): print_part(part) for level in table.levels for part in level.extent.parts}
    if len(used) < 2:
        return []
    message = f"Tabellen blander enheder eller perioder: {', '.join(used.values())}."
    remedy = "Skriv alle rækker i samme enhed og periode, eller del tabellen i to."
    return [ScaleFinding("mixed-units", message, remedy, table.line, table.levels)]
