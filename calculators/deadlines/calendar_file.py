"""Due dates as a calendar file (iCalendar, RFC 5545), one all-day event for each date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from icalendar import Calendar, Event

from calculators.deadlines.deadlines import DueDate

_PRODUCT = "-//Kvalitetsportal//Frister//DA"


def calendar_file(due: Iterable[DueDate], source: str, stamp: datetime) -> bytes:
    """The dates that could be computed, as the bytes of an ``.ics`` file.

    ``source`` is the lasting address of the version whose table the dates come from; each event links to its
    row. ``stamp`` is the moment of making, with a time zone. The same dates of the same source have the same
    event ids, so that a calendar that reads the file again changes its events and doubles none.
    Raises ValueError for a stamp without a time zone.
    """
    if stamp.tzinfo is None:
        raise ValueError("The stamp needs a time zone.")
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for one in due:
        if one.day is not None:
            calendar.add_component(_event(one, source, stamp))
    return bytes(calendar.to_ical())


def _event(one: DueDate, source: str, stamp: datetime) -> Event:
    assert one.day is not None
    rule = one.rule
    link = f"{source}#{rule.row_id}"
    event = Event()
    event.add("uid", sha256(f"{link} {one.day}".encode()).hexdigest()[:32] + "@kvalitetsportal")
    event.add("dtstamp", stamp)
    event.add("dtstart", one.day)
    event.add("summary", rule.event)
    event.add("description", f"{rule.event}: {rule.text} ({rule.counted_from}). {link}")
    event.add("url", link)
    event.add("transp", "TRANSPARENT")
    return event
