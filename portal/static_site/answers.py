"""Every question that a table answers, as the addresses of the calculator's own pages: asked beforehand.

The calculator answers each of them when the copy is made; nothing is worked out where the copy is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from calculators.answering.telling_amounts import telling_amounts
from calculators.reading.amounts import print_unit
from calculators.reading.levels import Criterion, LevelTable
from portal import address_book
from portal.container import Services
from portal.danish.numbers import format_number
from portal.documents.validity.coming import Moment
from portal.services.asking.calculating import OLDEST_AGE, TableInForce
from portal.services.errors import Parameter
from portal.services.published.catalogue import StandardRecord
from portal.views.shared.field_names import FIELD_NAMES

LEVEL, AMOUNT, UNIT, AGE, DAY = (
    FIELD_NAMES[p] for p in (Parameter.LEVEL, Parameter.AMOUNT, Parameter.UNIT, Parameter.AGE, Parameter.DATE)
)
TABLE = FIELD_NAMES[Parameter.TABLE]


@dataclass(frozen=True)
class ReadyAnswer:
    """A question to the calculator. ``asked`` is the question, ``words`` those of a link to the answer."""

    municipality: str
    asked: tuple[tuple[str, str], ...]
    words: str

    @property
    def address(self) -> str:
        """The address of the page with the answer."""
        return address_book.calculator(self.municipality, **dict(self.asked))


def ready_answers(
    services: Services, coming: Mapping[tuple[str, str], tuple[Moment, ...]]
) -> Iterator[ReadyAnswer]:
    """Every answer of today, and from each coming day those of the standards that another text then answers
    for."""
    for owner in services.reading.municipalities():
        for source in services.calculating.tables(owner.slug):
            yield from _of_table(owner.slug, source.table)
    for slugs, moments in coming.items():
        for day in _changing(moments):
            for source in services.calculating.tables(slugs[0], day):
                if source.found.record.slugs == slugs:
                    yield from _of_table(slugs[0], source.table, (DAY, day.isoformat()))


def tables_of(services: Services) -> tuple[tuple[StandardRecord, LevelTable], ...]:
    """Every table that answers today, with its standard."""
    found: Iterable[TableInForce] = services.calculating.tables()
    return tuple((source.found.record, source.table) for source in found)


def _changing(moments: tuple[Moment, ...]) -> Iterator[date]:
    """The days on which another version becomes the answer."""
    for before, after in pairwise(moments):
        if after.standing.n not in (None, before.standing.n):
            yield after.day


def _of_table(municipality: str, table: LevelTable, *more: tuple[str, str]) -> Iterator[ReadyAnswer]:
    for words, asked in _questions(table):
        yield ReadyAnswer(municipality, ((TABLE, table.id), *asked, *more), words)


def _questions(table: LevelTable) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for level in table.levels:
        yield level.label, ((LEVEL, level.key),)
    for one in telling_amounts(table):
        amount = one.amount
        unit = print_unit(amount.unit, amount.period, amount.every)
        yield one.words, ((AMOUNT, format_number(amount.value)), (UNIT, unit))
    if table.criterion is Criterion.AGE:
        for age in range(_oldest(table) + 1):
            yield f"{age} år", ((AGE, str(age)),)


def _oldest(table: LevelTable) -> int:
    """A year past every age that the table names."""
    spans = [level.age for level in table.levels if level.age]
    named = [age for span in spans for age in (span.lowest, span.highest) if age is not None]
    return min(max(named, default=-1) + 1, OLDEST_AGE)
