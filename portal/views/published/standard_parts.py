"""What stands on a standard's page besides its frame: which version it is, its sections, law and notices."""

from __future__ import annotations

from datetime import date

from pyramid.request import Request

from portal import address_book
from portal.danish.dates import format_date
from portal.danish.law_references import LawReference, format_reference, reference_path
from portal.documents.document import BlockKind, Certainty, Document, Section
from portal.documents.validity.standing import Stage
from portal.services.published.catalogue import StandardRecord, VersionRecord
from portal.services.published.reading import VersionText
from portal.services.record.masked_text import MASK
from portal.views.published.calculator_entry import table_aids
from portal.views.published.standard_page import SectionView
from portal.views.shared import components
from portal.views.shared.components import NoticeBox, OldVersion, VersionLine
from portal.views.shared.dates import date_chooser
from portal.views.shared.page_frame import Link
from portal.views.shared.words import date_words, period_words, stage_status
from portal.web.requests import absolute


def version_line(request: Request, text: VersionText, on: date) -> VersionLine:
    """Which version it is, from when, and how it came."""
    found, record = text.version, text.record
    permanent = address_book.standard_version(*record.slugs, found.n)
    front = text.document.front
    adopted = date_words(found.adopted) + (f" af {front.body}" if front.body else "")
    facts = [
        ("Vedtaget", adopted),
        ("Redaktionel rettelse", f"Retter version {found.corrects}" if found.corrects else ""),
        ("Sag", front.case),
        ("Offentliggjort", date_words(found.published)),
        ("Gælder fra", date_words(found.begins)),
        ("Bekræftet af kommunen", format_date(found.confirmed) if found.confirmed else ""),
        ("Indlæst i portalen", format_date(found.recorded.date())),
        ("Kontrolsum (SHA-256)", found.sha256),
    ]
    return VersionLine(
        number=found.n,
        period=period_words(found, text.stage.span, request.services.today),
        address=absolute(request, permanent),
        href=permanent,
        status=stage_status(text.stage.stage, on, request.services.today, permanent),
        facts=tuple((name, value) for name, value in facts if value),
    )


def old_version(text: VersionText) -> OldVersion | None:
    """The banner of a version that is not today's answer."""
    href = address_book.standard(*text.record.slugs)
    current = text.standing.n
    newer = Link(f"Læs version {current}", href) if current else None
    if text.stage.stage is Stage.SUPERSEDED:
        words = "Teksten bliver stående, så man kan se, hvad der gjaldt."
        return OldVersion("Denne version er afløst", words, newer)
    if text.stage.stage is Stage.REPEALED:
        return OldVersion(
            "Denne version er ophævet", "Teksten bliver stående, så man kan se, hvad der gjaldt.", newer
        )
    if text.stage.stage is Stage.UPCOMING:
        begins = date_words(text.version.begins)
        sure = text.version.begins.certainty is Certainty.KNOWN
        words = f"Den gælder {'først fra' if sure else 'fra'} {begins}."
        return OldVersion("Denne version gælder ikke endnu", words, newer)
    return None


def section_view(request: Request, text: VersionText, section: Section) -> SectionView:
    """A section with its tables, and where it is cited."""
    slugs, n = text.record.slugs, text.version.n
    return SectionView(
        id=section.id,
        heading=section.heading,
        html=section.html,
        professional=section.professional,
        tables=tuple(table_aids(request, text, table) for table in section.tables),
        href=address_book.standard_version(*slugs, n, section.id),
        cite=address_book.standard_citation(*slugs, n, sted=section.id),
        deadlines=address_book.standard_deadlines(*slugs, version=str(n))
        if any(block.kind is BlockKind.DEADLINE for block in section.blocks)
        else "",
    )


def law_link(text: VersionText, reference: LawReference) -> Link:
    """A provision, with what replaced it."""
    changes = (reason.change for reason in text.stage.reasons if reference in reason.law)
    change = next(changes, None)
    note = f"afløst af {change.new_words} den {format_date(change.from_day)}" if change else ""
    return Link(format_reference(reference), address_book.law(reference_path(reference)), note=note)


def restatement_notice(found: VersionRecord, document: Document) -> tuple[NoticeBox, ...]:
    """Says that the text is the portal's own account of it, where it is."""
    if not found.restatement:
        return ()
    front = document.front
    links = (Link(front.source or "Kommunens tekst", front.source_link),) if front.source_link else ()
    source_words = "" if links else f" Kommunens tekst: {front.source}." if front.source else ""
    text = f"Brug den ikke i ansøgning, klage eller afgørelse.{source_words}"
    return (NoticeBox("warning", "Vores genfortælling", text, links=links),)


def masked_notice(request: Request, text: VersionText) -> tuple[NoticeBox, ...]:
    """Says that words were masked, and when; asked of the database only where the text has the mark."""
    if not any(MASK in section.text for section in text.document.sections):
        return ()
    days = [format_date(day) for day in request.services.history.masked(text.version)]
    if not days:
        return ()
    words = f"Ord i teksten blev skjult den {' og '.join(days)}. Resten er, som det blev vedtaget."
    return (NoticeBox("info", "Personoplysninger er skjult", words),)


def downloads(request: Request, record: StandardRecord, n: int) -> tuple[Link, ...]:
    """The text, how it came to be, and its proof; on paper too where PDF files can be made."""
    paper = Link(
        "Hent versionen som PDF: tekst, høring, beslutninger og bevis",
        address_book.standard_pdf(*record.slugs, n),
    )
    return (
        *((paper,) if request.services.printing.possible() else ()),
        Link(
            "Hent teksten, som den blev vedtaget (Markdown)",
            address_book.standard_source(*record.slugs, n),
        ),
        Link("Hent teksten som Word (docx)", address_book.standard_word(*record.slugs, n)),
        Link(
            "Sådan blev den til: høring og beslutninger",
            address_book.standard_history(*record.slugs, n),
        ),
        Link(
            "Hent beviset: tekst, beslutning og kontrolsummer (zip)",
            address_book.standard_proof(*record.slugs, n),
        ),
    )


def standard_chooser(request: Request, href: str, on: date) -> components.DateChooser:
    """The form that asks for the standard, not for the version, on another day."""
    chooser = date_chooser(request, on)
    return components.DateChooser(
        href, chooser.field, hidden=chooser.hidden, today=href if chooser.today else ""
    )
