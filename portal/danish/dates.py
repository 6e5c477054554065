"""Danish dates: reading "2025-05-01", "1. maj 2025", "1/5 2025"; writing; adding calendar months."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")

_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_WRITTEN = re.compile(
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)})(?: d\.| den|,)? +|(?:den|d\.) *)?"
    r"(?P<day>[0-9]{1,2})\.? *(?P<name>[a-z]{3,9})\.?,? +(?P<year>[0-9]{4})"
)
_NUMBERS = re.compile(r"(?P<day>[0-9]{1,2})([/.-])(?P<month>[0-9]{1,2})(?:\2| ?- ?| +)(?P<year>[0-9]{4})")

_MONTH_ALONE = re.compile(rf"(?:{'|'.join(MONTHS)}) +[0-9]{{4}}")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/. -]+[0-9]{2}")

WRITTEN_AS = "1. maj 2025, 1/5 2025 eller 2025-05-01"
"""The spellings that a hint names; others are read too."""


def _month_number(name: str) -> int:
    if name == "sept":
        return 9
    for number, month in enumerate(MONTHS, 1):
        if name in (month, month[:3]):
            return number
    raise ValueError(f"»{name}« er ikke en måned.")


def read_date(text: str) -> date:
    """The day ``text`` names: "2025-05-01", "1. maj 2025", "d. 1. maj 2025.", "1/5 2025", "01-05-2025".

    The year has four digits, since "25" may be of any century;
    a weekday before the day is allowed and must be that day's.
    Raises ValueError with a Danish message.
    """
    cleaned = " ".join(unicodedata.normalize("NFC", text).lower().split()).removesuffix(".")
    found = _ISO.fullmatch(cleaned) or _WRITTEN.fullmatch(cleaned) or _NUMBERS.fullmatch(cleaned)
    if found is None:
        raise ValueError(_unread(cleaned, text[:40]))
    named = found.groupdict()
    month = _month_number(named["name"]) if named.get("name") else int(named["month"])
    try:
        day = date(int(named["year"]), month, int(named["day"]))
    except ValueError:
        raise ValueError(f"Datoen »{text[:40]}« findes ikke.") from None
    if named.get("weekday") and named["weekday"] != weekday(day):
        raise ValueError(f"{format_date(day)} er en {weekday(day)}, ikke en {named['weekday']}.")
    return day


def _unread(cleaned: str, shown: str) -> str:
    """Why this is no date, and which spellings are."""
    if not cleaned:
        return f"Skriv en dato, for eksempel {WRITTEN_AS}."
    if _MONTH_ALONE.fullmatch(cleaned):
        return f"»{shown}« er en hel måned. Skriv også dagen, for eksempel 1. {cleaned}."
    if _SHORT_YEAR.fullmatch(cleaned):
        return f"Skriv årstallet i »{shown}« med fire cifre, for eksempel {WRITTEN_AS}."
    return f"»{shown}« er ikke en dato. Skriv den som {WRITTEN_AS}."


def format_date(day: date) -> str:
    """``day`` as Danish prose writes it: "1. maj 2025"."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """The day of the week: "torsdag"."""
    return WEEKDAYS[day.weekday()]


def add_months(day: date, months: int) -> date:
    """The same day ``months`` calendar months on (or back), at most that month's last day.

    31 October + 4 months is 28 (or 29) February: the deadline rule of the law facts.
    Raises OverflowError beyond the years 1 to 9999.
    """
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= years <= date.max.year:
        raise OverflowError("Datoen ligger uden for kalenderen.")
    last = calendar.monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, last))
