"""What the hearing pages share: a draft against the version it would replace, and responses in words."""

from __future__ import annotations

from datetime import date
from html import escape

from portal import address_book
from portal.danish.dates import format_date
from portal.documents.changes.change_model import Change
from portal.documents.document import Document
from portal.services.drafting.replacing import ReplacedVersion
from portal.services.hearings.hearing_records import HearingRecord, ResponseRecord
from portal.services.published.document_cache import DocumentCache
from portal.services.published.standing import spans_of
from portal.views.hearings.hearing_page import ResponseView
from portal.views.published.change_lists import differences, redline_sections
from portal.views.published.changes_page import ChangeGroup, RedlineSection
from portal.views.shared.page_frame import Link
from portal.views.shared.words import period_words


def paragraphs(text: str) -> tuple[str, ...]:
    """Typed text in paragraphs, as a page writes them."""
    return tuple(part for line in text.split("\n") if (part := line.strip()))


def against(
    texts: DocumentCache, previous: Document | None, new: Document
) -> tuple[str, tuple[ChangeGroup, ...], tuple[RedlineSection, ...]]:
    """What changes from ``previous`` to ``new`` on the page itself; for a new standard all of its text."""
    if previous is None:
        sections = tuple(
            RedlineSection(
                section.id, escape(section.heading), section.html, changed=True, words="Nyt afsnit"
            )
            for section in new.sections
        )
        return "Standarden er ny. Der er ingen tekst at sammenligne med.", (), sections
    summary, groups = differences(texts, previous, new, _place)
    return summary, groups, redline_sections(texts, previous, new)


def compared_with(replaced: ReplacedVersion, today: date) -> Link:
    """The version a draft is held against, with its days."""
    record, n = replaced.record, replaced.version.n
    span = next((span for span in spans_of(record, today) if span.n == n), None)
    return Link(
        f"version {n}",
        address_book.standard_version(*record.slugs, n),
        note=period_words(replaced.version, span, today) if span else "",
    )


def _place(change: Change) -> str:
    return f"#rl-{change.section_id}" if change.section_id else ""


def period_of(hearing: HearingRecord) -> str:
    """ "1. december 2026 til og med 15. januar 2027"."""
    return f"{format_date(hearing.opens)} til og med {format_date(hearing.closes)}"


def response_view(response: ResponseRecord) -> ResponseView:
    """A response as the public may see it: the organisation, never a person."""
    return ResponseView(
        heading=response.organisation or "En borger",
        received=f"Modtaget {format_date(response.received)}",
        paragraphs=paragraphs(response.shown_text),
        answer=paragraphs(response.answer),
    )


def hearing_facts(hearing: HearingRecord) -> tuple[tuple[str, str], ...]:
    """Period and invited bodies."""
    facts = [("Høringen varer", period_of(hearing))]
    if hearing.invited:
        facts.append(("Spurgt", ", ".join(hearing.invited)))
    return tuple(facts)
