"""What changed in level tables and deadlines, row by row, with direction and size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from calculators.deadlines.deadlines import DeadlineRule
from calculators.reading.extents import Bound, Extent, Part
from calculators.reading.levels import AgeSpan, Criterion, Level, LevelTable
from calculators.reading.printer import print_measure, print_period
from portal.danish.letters import slug
from portal.danish.numbers import format_number
from portal.documents.changes.change_model import Change, ChangeKind, Direction

_DAYS = {"dage": Fraction(1), "uger": Fraction(7), "måneder": Fraction(365, 12), "år": Fraction(365)}


def table_changes(old: Sequence[LevelTable], new: Sequence[LevelTable]) -> Iterator[Change]:
    """Every change in level tables, matched by the table's id."""
    before, after = {table.id: table for table in old}, {table.id: table for table in new}
    for table in new:
        if table.id in before:
            yield from _one_table(before[table.id], table)
        else:
            yield _table_change(table, Direction.ADDED, f"Niveautabellen for {table.benefit} er ny.")
    for table in old:
        if table.id not in after:
            yield _table_change(table, Direction.REMOVED, f"Niveautabellen for {table.benefit} er fjernet.")


def deadline_changes(old: Sequence[DeadlineRule], new: Sequence[DeadlineRule]) -> Iterator[Change]:
    """Every change in deadline rows, matched by their event."""
    before = {_deadline_key(rule): rule for rule in old}
    after = {_deadline_key(rule): rule for rule in new}
    for key, rule in after.items():
        was = before.get(key)
        if was is None:
            words = f"Fristen for {rule.event} er ny: {rule.text} {rule.counted_from}."
            yield Change(ChangeKind.DEADLINE, Direction.ADDED, words, "", rule.text, anchor=rule.row_id)
        elif (was.number, was.unit, was.kind) != (rule.number, rule.unit, rule.kind):
            words = f"Fristen for {rule.event}: fra »{was.text}« til »{rule.text}«."
            yield Change(
                ChangeKind.DEADLINE, _length(was, rule), words, was.text, rule.text, anchor=rule.row_id
            )
        if was is not None and was.counted_from != rule.counted_from:
            words = f"Fristen for {rule.event} regnes nu fra {rule.counted_from}, før fra {was.counted_from}."
            yield Change(ChangeKind.DEADLINE, Direction.NONE, words, was.counted_from, rule.counted_from,
                         anchor=rule.row_id)  # fmt: skip
    for key, rule in before.items():
        if key not in after:
            words = f"Fristen for {rule.event} er fjernet: {rule.text} {rule.counted_from}."
            yield Change(ChangeKind.DEADLINE, Direction.REMOVED, words, rule.text, "", anchor=rule.row_id)


def _deadline_key(rule: DeadlineRule) -> tuple[str, str]:
    return slug(rule.event), rule.kind


def _length(old: DeadlineRule, new: DeadlineRule) -> Direction:
    before, after = old.number * _DAYS[old.unit], new.number * _DAYS[new.unit]
    if old.kind is not new.kind or before == after:
        return Direction.NONE
    return Direction.LONGER if after > before else Direction.SHORTER


def _one_table(old: LevelTable, new: LevelTable) -> Iterator[Change]:
    for label, before, after in (
        ("skelner nu efter", old.criterion, new.criterion),
        ("tæller nu efter", old.counting, new.counting),
        ("gælder nu", old.benefit, new.benefit),
        ("siger nu om timerne", old.hours_include, new.hours_include),
        ("nævner nu som lovgrundlag", ", ".join(old.law), ", ".join(new.law)),
    ):
        if before != after:
            words = (
                f"Niveautabellen for {new.benefit} {label}: {after or 'intet'} (før: {before or 'intet'})."
            )
            yield _table_change(new, Direction.NONE, words, before, after)
    if old.conflicts != new.conflicts:
        yield _table_change(new, Direction.NONE, f"De modstridende udsagn om {new.benefit} er ændret.")
    pairs, gone, come = _matched(old, new)
    for was, now in pairs:
        yield from _one_level(was, now, new)
    for level in come:
        words = f"{new.benefit}, {level.label}: ny række med {_quoted(level.extent)}."
        yield _level_change(new, level, Direction.ADDED, words, "", level.extent.text)
    for level in gone:
        words = f"{new.benefit}, {level.label}: rækken med {_quoted(level.extent)} er fjernet."
        yield _level_change(old, level, Direction.REMOVED, words, level.extent.text, "")


def _matched(old: LevelTable, new: LevelTable) -> tuple[list[tuple[Level, Level]], list[Level], list[Level]]:
    """Rows paired by key, then those left over; in an age table, rows that share an age are one row."""
    before = {level.key: level for level in old.levels}
    after = {level.key: level for level in new.levels}
    pairs = [(before[key], after[key]) for key in after if key in before]
    gone = [level for key, level in before.items() if key not in after]
    come = [level for key, level in after.items() if key not in before]
    if new.criterion is old.criterion is Criterion.AGE:
        for level in tuple(come):
            same = next((was for was in gone if _share_age(was.age, level.age)), None)
            if same is not None:
                pairs.append((same, level))
                gone.remove(same)
                come.remove(level)
    return pairs, gone, come


def _one_level(old: Level, new: Level, table: LevelTable) -> Iterator[Change]:
    where = f"{table.benefit}, {new.label}"
    if old.extent.text != new.extent.text:
        direction, size = compare_extents(old.extent, new.extent)
        told = f"fra {_quoted(old.extent)} til {_quoted(new.extent)}{f' ({size})' if size else ''}."
        if _only_floor_moved(old.extent, new.extent):
            # Those in between get another row's help; this row gives neither more nor less.
            direction, told = (
                Direction.NONE,
                f"grænsen for niveauet er flyttet fra {_quoted(old.extent)} til {_quoted(new.extent)}.",
            )
        words = f"{where}: {told}"
        yield _level_change(table, new, direction, words, old.extent.text, new.extent.text)
    if old.age != new.age:
        words = f"{table.benefit}: alderen er ændret fra »{old.label}« til »{new.label}«."
        yield Change(ChangeKind.AGE, _age_direction(old.age, new.age), words, old.label, new.label,
                     table.section_id, new.row_id)  # fmt: skip
    elif old.label != new.label:
        words = f"{table.benefit}: niveauet »{old.label}« hedder nu »{new.label}«."
        yield _level_change(table, new, Direction.NONE, words, old.label, new.label)
    for name, was, now in (("varighed", old.duration, new.duration), ("bemærkning", old.remark, new.remark)):
        if was != now:
            words = f"{where}: {name} er ændret fra »{was}« til »{now}«."
            yield _level_change(table, new, Direction.NONE, words, was, now)


def compare_extents(old: Extent, new: Extent) -> tuple[Direction, str]:
    """Which way an extent went and by how much ("12 døgn om året mere"); no size where units differ."""
    if (
        len(old.parts) != len(new.parts)
        or not new.parts
        or any(_measure(was) != _measure(now) for was, now in zip(old.parts, new.parts, strict=True))
    ):
        return Direction.NONE, ""
    ways: set[Direction] = set()
    sizes = []
    for was, now in zip(old.parts, new.parts, strict=True):
        for before, after, open_end in ((was.upper, now.upper, 1), (was.lower, now.lower, 0)):
            way = _bound_way(before, after, bool(open_end))
            ways |= {way} if way else set()
        if size := _size(was, now):
            sizes.append(size)
    if len(ways) == 1:
        return ways.pop(), "; ".join(sizes)
    return Direction.NONE, ""


def _only_floor_moved(old: Extent, new: Extent) -> bool:
    """Whether nothing but where a level begins has changed: "Over 84" to "Over 90", "5-10" to "6-10"."""
    pairs = list(zip(old.parts, new.parts, strict=False))
    return (
        len(old.parts) == len(new.parts)
        and old.parts != new.parts
        and all(
            _measure(was) == _measure(now) and was.upper == now.upper and bool(was.lower) == bool(now.lower)
            for was, now in pairs
        )
    )


def _measure(part: Part) -> tuple[object, ...]:
    return part.unit, part.period, part.every, part.counting


def _bound_way(old: Bound | None, new: Bound | None, open_is_more: bool) -> Direction | None:
    if old == new:
        return None
    if old is None or new is None:
        more = (new is None) == open_is_more
        return Direction.RAISED if more else Direction.LOWERED
    if old.value != new.value:
        return Direction.RAISED if new.value > old.value else Direction.LOWERED
    if old.inclusive == new.inclusive:
        return Direction.NONE
    # An upper bound that takes its value in reaches higher; a lower bound that does reaches lower.
    return Direction.RAISED if new.inclusive == open_is_more else Direction.LOWERED


def _size(old: Part, new: Part) -> str:
    before, after = (old.upper, new.upper) if old.upper or new.upper else (old.lower, new.lower)
    if before is None or after is None or before.value == after.value:
        return ""
    size = abs(after.value - before.value)
    unit = print_measure(new.unit, one=size <= 1)
    words = f"{format_number(size)} {unit} {print_period(new.period, new.every)}".strip()
    return f"{words} {'mere' if after.value > before.value else 'mindre'}"


def _share_age(old: AgeSpan | None, new: AgeSpan | None) -> bool:
    if old is None or new is None:
        return False
    return (old.lowest or 0) <= (new.highest or 999) and (new.lowest or 0) <= (old.highest or 999)


def _age_direction(old: AgeSpan | None, new: AgeSpan | None) -> Direction:
    if old is None or new is None:
        return Direction.NONE
    wider_below = (new.lowest or 0) <= (old.lowest or 0)
    wider_above = (new.highest or 999) >= (old.highest or 999)
    if wider_below and wider_above:
        return Direction.WIDENED
    narrower = (new.lowest or 0) >= (old.lowest or 0) and (new.highest or 999) <= (old.highest or 999)
    return Direction.TIGHTENED if narrower else Direction.NONE


def _quoted(extent: Extent) -> str:
    return f"»{extent.text}«"


def _table_change(
    table: LevelTable, direction: Direction, words: str, old: str = "", new: str = ""
) -> Change:
    return Change(ChangeKind.TABLE, direction, words, old, new, table.section_id, table.id)


def _level_change(
    table: LevelTable, level: Level, direction: Direction, words: str, old: str, new: str
) -> Change:
    return Change(ChangeKind.LEVEL, direction, words, old, new, table.section_id, level.row_id)
