"""Dates, periods and statuses in the words a reader sees; shared by the pages."""

from __future__ import annotations

from datetime import date

from portal.danish.dates import format_date
from portal.documents.document import Certainty, DocumentKind, UncertainDate
from portal.documents.validity.standing import Span, Stage, Standing, Status, UncertaintyReason
from portal.services.published.catalogue import VersionRecord
from portal.views.shared import components

KIND_WORDS = {
    DocumentKind.QUALITY_STANDARD: "Kvalitetsstandard",
    DocumentKind.SERVICE_LEVEL: "Serviceniveau",
    DocumentKind.GUIDELINE: "Retningslinje",
    DocumentKind.BACKGROUND: "Baggrund",
}

GUIDE_NAME = "Få svar trin for trin"
"""What the guided way is called wherever it is named."""


def overline(version: VersionRecord) -> str:
    """ "Kvalitetsstandard nr. 2": what kind of text it is."""
    words = KIND_WORDS[version.kind]
    return f"{words} nr. {version.number}" if version.number else words


def date_words(day: UncertainDate) -> str:
    """A date with how sure it is: "1. maj 2025", "tidligst 9. december 2019", "ukendt"."""
    if day.day is None:
        return "ukendt"
    written = format_date(day.day)
    if day.certainty is Certainty.EARLIEST:
        return f"tidligst {written}"
    return f"{written} (anslået)" if day.certainty is Certainty.ESTIMATED else written


def period_words(version: VersionRecord, span: Span, today: date) -> str:
    """When a version applies or applied, in one line; what is not known is said to be unknown."""
    begin = date_words(version.begins)
    if span.empty:
        return "Nåede aldrig at gælde: en nyere tekst tog over"
    if span.last is None:
        if span.first and span.first > today:
            return f"Gælder fra {begin}"
        return "Vi ved ikke, hvornår den begyndte at gælde" if begin == "ukendt" else f"Gælder fra {begin}"
    end = format_date(span.last)
    if begin == "ukendt":
        return f"Gjaldt til og med {end}" if span.last < today else f"Gælder til og med {end}"
    verb = "Gjaldt" if span.last < today else "Gælder"
    return f"{verb} fra {begin} til og med {end}"


def stage_status(stage: Stage, on: date, today: date, about: str = "") -> components.StatusChip:
    """A version's stage as a status, ``about`` its address. On another day than today the words name it."""
    kind = stage.code
    if on == today:
        return components.StatusChip.of(kind, about)
    day = format_date(on)
    words = {
        "in_force": f"Gældende den {day}",
        "unconfirmed": f"Vi ved ikke, om dette {'gælder' if on > today else 'gjaldt'} den {day}",
        "upcoming": f"Kommende den {day}",
        "superseded": f"Afløst den {day}",
        "repealed": f"Ophævet den {day}",
    }
    return components.StatusChip(kind, words[kind])


def standing_status(standing: Standing, today: date, about: str = "") -> components.StatusChip:
    """The answer for a day as a status; ``about`` is the address of what it is the status of."""
    if standing.status is Status.NONE:
        if standing.on == today:
            return components.StatusChip.of("none", about)
        return components.StatusChip("none", f"Ingen gældende tekst den {format_date(standing.on)}")
    stage = Stage.IN_FORCE if standing.status is Status.IN_FORCE else Stage.UNCONFIRMED
    return stage_status(stage, standing.on, today, about)


def reason_texts(reasons: tuple[UncertaintyReason, ...]) -> tuple[str, ...]:
    """The reasons' sentences."""
    return tuple(reason.text for reason in reasons)
