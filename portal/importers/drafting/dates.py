"""Days in running text, in every spelling that municipalities use, misspelt ones too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portal.danish.dates import MONTHS, WEEKDAYS, read_date

_MONTH = "|".join(rf"{month[:3]}(?:{month[3:]}|{month[3:4]})?" for month in MONTHS)
_DAY = re.compile(
    rf"(?:(?:{'|'.join(WEEKDAYS)})\s+)?(?:\b(?:den|dem|de|d|dn)\b\.?\s*)?"
    rf"\b(?P<day>\d{{1,2}})\s*\.?\s*(?P<month>{_MONTH})\.?,?\s*(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<d>\d{1,2})\s?[./-]\s?(?P<m>\d{1,2})\s?[./ -]\s?(?P<y>(?:19|20)\d\d)\b"
    r"|\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b",
    re.IGNORECASE,
)
_NEAR = 90
_ADOPTED = re.compile(r"vedtag|godkend|behandlet|byråd|kommunalbestyrelse|udvalg", re.IGNORECASE)
_BEGINS = re.compile(r"gælder fra|gældende fra|træder i kraft|med virkning fra|ikrafttræd", re.IGNORECASE)
_CHANGED = re.compile(r"(?:opdater|revider|ændr)\w*\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_ABOUT_LAW = re.compile(r"\blov(?:bekendtgørelse)?\b|\bbekendtgørelse|\bLBK\b", re.IGNORECASE)


@dataclass(frozen=True)
class FoundDay:
    """A day in a text, where it begins and the words before it."""

    day: date
    start: int
    before: str


def find_days(text: str) -> Iterator[FoundDay]:
    """The days in ``text``, in order: "de. 9. december 2019", "d.9/12-2019", "9.dec. 2019", "09-12-2019"."""
    for found in _DAY.finditer(text):
        try:
            day = read_date(_spelled(found))
        except ValueError:
            continue
        yield FoundDay(day, found.start(), text[max(0, found.start() - _NEAR) : found.start()])


def _spelled(found: re.Match[str]) -> str:
    if found["iso"]:
        return found["iso"]
    if found["month"]:
        return f"{found['day']}. {found['month']} {found['year']}"
    return f"{found['d']}/{found['m']} {found['y']}"


def adopted_day(text: str) -> date | None:
    """The day on which the text says that it was adopted; None where it says none or several."""
    return _only({f.day for f in find_days(text) if _ADOPTED.search(f.before) and not _is_other(f.before)})


def begins_day(text: str) -> date | None:
    """The day from which the text says that it applies; None where it says none or several."""
    return _only(
        {f.day for f in find_days(text) if _BEGINS.search(f.before) and not _ABOUT_LAW.search(f.before)}
    )


def _is_other(before: str) -> bool:
    return bool(_BEGINS.search(before) or _ABOUT_LAW.search(before) or _CHANGED.search(before))


def _only(days: set[date]) -> date | None:
    return days.pop() if len(days) == 1 else None
