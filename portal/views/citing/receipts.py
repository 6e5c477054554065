"""A receipt of the calculator, as a page for the case file and as plain text."""

from __future__ import annotations

from dataclasses import replace

from pyramid.renderers import render
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.danish.dates import format_date
from portal.security.permissions import Permission
from portal.services.citing.receipts import OpenedReceipt
from portal.services.errors import Refused
from portal.views.asking.calculator_answer import result_of
from portal.views.asking.calculator_page import CalculatorResult
from portal.views.citing.receipt_page import ReceiptPage, TodayAnswer
from portal.views.citing.receipt_text import receipt_text
from portal.views.published.change_lists import differences, place_in
from portal.views.shared.components import NoticeBox
from portal.views.shared.content_page import ErrorPage
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.what_now import what_now
from portal.views.shared.words import (
    date_words,
    overline,
    period_words,
    reason_texts,
    stage_status,
    standing_status,
)
from portal.web.requests import absolute

_TEXT_ROWS = "niveauer"


@view_config(
    route_name="receipt",
    renderer="portal:templates/citing/receipt.pt",
    permission=Permission.READ_PUBLISHED,
)
def receipt(request: Request) -> ReceiptPage | Response:
    """The answer the receipt's own version gives, and today's beside it."""
    try:
        opened = request.services.receipts.open(request.matchdict["id"])
    except Refused as error:
        return refused_receipt(request, error)
    return receipt_page(request, opened)


@view_config(route_name="receipt.text", permission=Permission.READ_PUBLISHED)
def receipt_as_text(request: Request) -> Response:
    """The same, as plain text."""
    try:
        page = receipt_page(request, request.services.receipts.open(request.matchdict["id"]))
    except Refused as error:
        return Response(f"{error.message}\n", status=404, content_type="text/plain", charset="utf-8")
    return Response(receipt_text(page), content_type="text/plain", charset="utf-8")


def refused_receipt(request: Request, error: Refused) -> Response:
    """404: the page that says why a receipt's number fits no answer of ours."""
    page = ErrorPage(
        frame=frame_for(request, indexable=False),
        title="Kvitteringen passer ikke",
        text=error.message,
        items=(Link("Forsiden", address_book.home()), Link("Søg i alle standarder", address_book.search())),
        search_action=address_book.search(),
    )
    response = Response(render("portal:templates/errors/error.pt", page, request=request))
    response.status_int = 404
    return response


def receipt_page(request: Request, opened: OpenedReceipt) -> ReceiptPage:
    """The page of a receipt: its own answer, and today's."""
    source = opened.source
    owner, version = opened.then.municipality, source.version
    today = request.services.today
    status = stage_status(opened.stage.stage, opened.receipt.on, today)
    answer = replace(result_of(request, opened.then), status=status)
    path = address_book.receipt(opened.id)
    levels = opened.then.levels
    row = source.path(*levels)
    contact = owner.about.contact
    citation = address_book.standard_citation(
        *opened.then.record.slugs, version.n, sted=source.anchor(*levels)
    )
    return ReceiptPage(
        frame=frame_for(
            request,
            municipality=owner,
            crumbs=(Link("Beregner", address_book.calculator(owner.slug)), Link("Kvittering", path)),
            canonical=path,
            indexable=False,
            print_line=f"{owner.name}, {version.title}, version {version.n}",
        ),
        title="Kvittering fra beregneren",
        subtitle=answer.question,
        answer=answer,
        facts=_facts(request, opened),
        row=Link(absolute(request, row), row),
        address=absolute(request, path),
        text_href=address_book.receipt_text(opened.id),
        pdf_href=address_book.receipt_pdf(opened.id) if request.services.printing.possible() else "",
        today=_today(request, opened, answer),
        contact=" · ".join(filter(None, (contact.name or owner.name, contact.phone, contact.hours))),
        citation=Link("Henvisning og tekst til en afgørelse", citation) if opened.certain_today else None,
        notices=_notices(opened),
        what_now=what_now(owner),
    )


def _facts(request: Request, opened: OpenedReceipt) -> tuple[tuple[str, str], ...]:
    source, asked = opened.source, opened.receipt
    version, front = source.version, source.document.front
    spans = {stage.n: stage.span for stage in request.services.reading.stages(opened.then.record)}
    adopted = date_words(version.adopted) + (f" af {front.body}" if front.body else "")
    facts = (
        ("Kommune", opened.then.municipality.name),
        ("Tekst", f"{overline(version)}: {version.title}"),
        ("Version", f"{version.n}. {period_words(version, spans[version.n], request.services.today)}"),
        ("Vedtaget", adopted),
        ("KLE-nummer", front.kle or "står ikke i teksten"),
        ("Afsnit", source.section.heading),
        ("Svaret er for", format_date(asked.on)),
        ("Spurgt", format_date(asked.known)),
        ("Tekstens kontrolsum", f"{asked.content} (begyndelsen af SHA-256)"),
    )
    return tuple((name, value) for name, value in facts if value)


def _notices(opened: OpenedReceipt) -> tuple[NoticeBox, ...]:
    found = []
    if opened.masked:
        text = "Siden er personoplysninger blevet skjult i teksten. Tallene er læst i teksten, som den er nu."
        found.append(NoticeBox("info", "Teksten er rettet af hensyn til personoplysninger", text))
    if not opened.agrees:
        own, on, n = opened.receipt.version, format_date(opened.receipt.on), opened.named.n
        text = f"Kvitteringen er givet med version {own}. "
        if n:
            text += f"Siden kom version {n}, og det er den, der gælder for den {on}."
        else:
            text += f"Siden har vi fået at vide, at den ikke gælder for den {on}."
        found.append(
            NoticeBox(
                "warning", "Vi ved mere nu", text, items=() if n else reason_texts(opened.named.reasons)
            )
        )
    return tuple(found)


def _today(request: Request, opened: OpenedReceipt, then: CalculatorResult) -> TodayAnswer:
    now = opened.now
    if now is None or now.source is None:
        return TodayAnswer(opened.missing)
    today = request.services.today
    result = result_of(request, now)
    version = now.source.version
    same = TodayAnswer(
        "Svaret er det samme i dag." if opened.unchanged else "Teksten er den samme i dag.",
        status=standing_status(now.standing, today),
        reasons=reason_texts(now.standing.reasons),
        version=Link(f"Version {version.n}", now.source.version_path),
    )
    if opened.same_version:
        return same
    then_first = opened.receipt.version < version.n
    older, newer = (opened.source, now.source) if then_first else (now.source, opened.source)
    between = (older.version.n, newer.version.n)
    slugs = now.record.slugs
    texts, place = request.services.texts, place_in(slugs, *between)
    summary, groups = differences(texts, older.document, newer.document, place)
    alike = [card.words for card in result.cards] == [card.words for card in then.cards]
    words = "Rækken siger det samme i dag, men teksten er en anden." if alike else "Svaret er et andet i dag."
    return replace(
        same,
        words=f"{words} {summary}",
        answer=result.heading,
        extents=tuple(f"{card.level}: {card.words}" for card in result.cards),
        groups=tuple(group for group in groups if group.id == _TEXT_ROWS),
        changes=Link(
            f"Se alle ændringer fra version {between[0]} til {between[1]}",
            address_book.standard_changes(*slugs, *between),
        ),
    )
