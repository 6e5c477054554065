"""A table as bars on one scale: positions from 0 to 1 and Danish words, for whoever draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from calculators.answering.notices import CHOSEN_BY
from calculators.answering.scale import Row, Terms, hole_words, holes_between, rows_by_terms, terms
from calculators.reading.amounts import Amount, print_amount
from calculators.reading.conversion import convert
from calculators.reading.extents import Part
from calculators.reading.levels import Criterion, Level, LevelTable
from calculators.reading.printer import print_measure, print_part, print_period
from calculators.reading.ranges import covers
from portal.danish.numbers import format_number

_ROOM_FOR_OPEN_END = Fraction(6, 5)
"""A bar without an end runs on past the highest number by a fifth of it."""

_STEPS = (Fraction(1, 2), Fraction(1), Fraction(2))
_MOST_TICKS = 6


@dataclass(frozen=True)
class Bar:
    """One row: where it begins and ends on the scale, whether its ends belong, and whether it has an end.

    ``label`` is the row's name, ``words`` its extent in the normal form; ``covers``: the asked amount lies
    within it.
    """

    level: Level
    label: str
    words: str
    start: float
    end: float
    start_belongs: bool
    end_belongs: bool
    open_end: bool
    covers: bool


@dataclass(frozen=True)
class Gap:
    """A hole in the scale, with the amounts in it in words."""

    start: float
    end: float
    words: str


@dataclass(frozen=True)
class Tick:
    """A number along the scale."""

    position: float
    words: str


@dataclass(frozen=True)
class Mark:
    """The asked amount; ``beyond``: it lies past the scale's end and is drawn there."""

    position: float
    words: str
    beyond: bool


@dataclass(frozen=True)
class Picture:
    """A table drawn: bars in the table's order, holes, ticks, the asked amount; ``text`` says the same.

    ``left_out`` are the rows that have no place on the scale (no number, or only about).
    """

    unit: str
    bars: tuple[Bar, ...]
    gaps: tuple[Gap, ...]
    ticks: tuple[Tick, ...]
    mark: Mark | None
    left_out: tuple[Level, ...]
    text: str


@dataclass(frozen=True)
class NoPicture:
    """Why a table cannot be drawn (Danish)."""

    reason: str


@dataclass(frozen=True)
class _Scale:
    """From 0 to ``top`` in the rows' unit."""

    top: Fraction

    def place(self, value: Fraction) -> float:
        """Where ``value`` stands, from 0 to 1."""
        return float(min(value / self.top, Fraction(1)))


def draw(table: LevelTable, asked: Amount | None = None) -> Picture | NoPicture:
    """The table's picture, or the reason why there is none.

    An asked amount in another period is converted where the design allows; in another unit it is not drawn.
    """
    by_terms = rows_by_terms(table)
    if not by_terms:
        return NoPicture("Tabellen har ingen tal, der kan tegnes.")
    if len(by_terms) > 1:
        return NoPicture("Tabellens rækker har ikke samme enhed og periode og kan ikke tegnes på én skala.")
    ((shared, rows),) = by_terms.items()
    value = _in_terms(asked, shared, rows) if asked else None
    scale = _scale(rows)
    bars = tuple(_bar(level, part, scale, value) for level, part in rows)
    holes = holes_between(rows) if table.criterion is Criterion.SEVERITY else ()
    gaps = tuple(
        Gap(scale.place(hole.after.bound.value), scale.place(hole.before.bound.value), hole_words(hole))
        for hole in holes
        if hole.after and hole.before
    )
    mark = None
    if asked and value is not None:
        mark = Mark(scale.place(value), print_amount(asked), value > scale.top)
    drawn = {level.row_id for level, _ in rows}
    left_out = tuple(level for level in table.levels if level.row_id not in drawn)
    unit = f"{print_measure(shared[0])} {print_period(shared[1], shared[2])}".strip()
    # Where the child chooses the row, an amount does not.
    lies = "nævnes ved" if table.criterion in CHOSEN_BY else "ligger inden for"
    return Picture(unit, bars, gaps, _ticks(scale), mark, left_out, _text(bars, gaps, mark, left_out, lies))


def _in_terms(asked: Amount, shared: Terms, rows: Sequence[Row]) -> Fraction | None:
    """The asked value on the rows' scale, None where it has no place there."""
    if asked.unit is not shared[0] or (asked.counting and any(p.counting != asked.counting for _, p in rows)):
        return None
    if terms(asked.part) == shared:
        return asked.value
    found = convert(asked, shared[1]) if shared[2] == 1 else None
    return found.target.value if found else None


def _scale(rows: Sequence[Row]) -> _Scale:
    bounds = [bound.value for _, part in rows for bound in (part.lower, part.upper) if bound]
    top = max(bounds) or Fraction(1)
    return _Scale(top * _ROOM_FOR_OPEN_END if any(part.upper is None for _, part in rows) else top)


def _bar(level: Level, part: Part, scale: _Scale, value: Fraction | None) -> Bar:
    return Bar(
        level,
        level.label,
        print_part(part),
        scale.place(part.lower.value) if part.lower else 0.0,
        scale.place(part.upper.value) if part.upper else 1.0,
        part.lower is not None and part.lower.inclusive,
        part.upper is not None and part.upper.inclusive,
        part.upper is None,
        value is not None and covers(part, value),
    )


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    """Round numbers along the scale: 0 and at most ``_MOST_TICKS`` more."""
    power = Fraction(1)
    while power * 10 <= scale.top:
        power *= 10
    while power > scale.top:
        power /= 10
    # The top is now 1 to 10 times the power, so that one of these steps always fits.
    step = next(power * by for by in _STEPS if scale.top / (power * by) <= _MOST_TICKS)
    count = int(scale.top / step)
    return tuple(Tick(scale.place(step * at), format_number(step * at)) for at in range(count + 1))


def _text(
    bars: Sequence[Bar], gaps: Sequence[Gap], mark: Mark | None, left_out: Sequence[Level], lies: str
) -> str:
    """The picture in words, sentence by sentence."""
    said = [f"{bar.label}: {bar.words}." for bar in bars]
    said += [f"{level.label}: {level.extent.text.strip().rstrip('.')} (ikke tegnet)." for level in left_out]
    said += [f"Hul i tabellen: {gap.words}." for gap in gaps]
    if mark:
        within = [bar.label for bar in bars if bar.covers]
        where = f"{lies} {_listed(within)}" if within else "ligger ikke inden for nogen række"
        said.append(f"{mark.words} {where}.")
    return " ".join(said)


def _listed(words: Sequence[str]) -> str:
    return " og ".join(filter(None, (", ".join(words[:-1]), words[-1])))
