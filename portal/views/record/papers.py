"""A version and a receipt as PDF, with the source and the proof of the text inside."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from pathlib import PurePosixPath

from pyramid.renderers import render
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.danish.dates import format_date
from portal.pdf.order import AttachedFile, PdfOrder, Relationship
from portal.security.permissions import Permission
from portal.services.errors import Refused
from portal.services.published.catalogue import StandardRecord, VersionRecord
from portal.services.record.printing import NoPdf, tag_of
from portal.services.record.proving import SOURCE, STAMP, STAMPED
from portal.views.citing.receipt_text import receipt_text
from portal.views.citing.receipts import receipt_page, refused_receipt
from portal.views.deciding.history import history_page
from portal.views.published.standard_parts import old_version
from portal.views.published.standards import standard_page
from portal.views.record.paper_page import InsideFile, PaperHead, ReceiptPaper, VersionPaper
from portal.views.shared.content_page import ErrorPage
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.web.built_files import Assets
from portal.web.requests import absolute
from portal.web.resources import StandardContext

RETRY_SECONDS = 30
RECEIPT_FILE = "kvittering.txt"
_FILES: Mapping[str, tuple[str, Relationship, str]] = {
    SOURCE: ("text/markdown", Relationship.SOURCE, "Teksten, som den blev vedtaget"),
    RECEIPT_FILE: ("text/plain", Relationship.DATA, "Kvitteringen som ren tekst"),
    "beslutninger.json": ("application/json", Relationship.DATA, "Beslutninger, bekræftelser og ophævelser"),
    "kaede.json": ("application/json", Relationship.DATA, "De rækker i loggen, der har kontrolsummerne"),
    STAMP: ("application/timestamp-reply", Relationship.DATA, "Et tidsstempel udefra (RFC 3161)"),
    STAMPED: ("text/plain", Relationship.DATA, "Det, tidsstemplet er for"),
    "verificer.py": ("text/x-python", Relationship.SUPPLEMENT, "Et program, der tjekker det hele"),
    "laes-mig.txt": ("text/plain", Relationship.SUPPLEMENT, "Hvad filerne er"),
}
"""Of each file inside: what it is to a machine, to the pages and to a reader; in the order they stand."""


@dataclass(frozen=True)
class _Paper:
    """What is to be drawn, and what the answer says of it; ``instead`` leads to the same on the screen."""

    template: str
    page: VersionPaper | ReceiptPaper
    files: tuple[AttachedFile, ...]
    name: str
    instead: Link


@view_config(route_name="standard.pdf", permission=Permission.READ_PUBLISHED)
def version_pdf(context: StandardContext, request: Request) -> Response:
    """A version as it stands today, with how it came to be and the proof; 501 where none can be made."""
    record, today = context.standard, request.services.today
    text = request.services.reading.text(record, int(request.matchdict["n"]), today)
    n, title = text.version.n, text.version.title
    files = _attached(request.services.proving.files(record, text.version))
    page = VersionPaper(
        head=_head(request, record, text.version, f"{title}, version {n}"),
        standard=standard_page(request, text, today, old=old_version(text)),
        history=history_page(request, text),
        files=_inside(files),
        proof_address=_proof_address(request, record, n),
        has_levels=any(section.tables for section in text.document.sections),
    )
    instead = Link("Læs versionen på skærmen", address_book.standard_version(*record.slugs, n))
    name = f"{record.municipality.slug}-{record.slug}-v{n}.pdf"
    return _answer(request, _Paper("version_paper.pt", page, files, name, instead))


@view_config(route_name="receipt.pdf", permission=Permission.READ_PUBLISHED)
def receipt_pdf(request: Request) -> Response:
    """A receipt for the case file, with the text that answered and its proof."""
    try:
        opened = request.services.receipts.open(request.matchdict["id"])
    except Refused as error:
        return refused_receipt(request, error)
    record, version = opened.then.record, opened.source.version
    shown = receipt_page(request, opened)
    proof = request.services.proving.files(record, version)
    files = _attached({**proof, RECEIPT_FILE: receipt_text(shown).encode()})
    page = ReceiptPaper(
        head=_head(request, record, version, f"Kvittering: {version.title}, version {version.n}"),
        receipt=shown,
        files=_inside(files),
        proof_address=_proof_address(request, record, version.n),
    )
    instead = Link("Læs kvitteringen på skærmen", address_book.receipt(opened.id))
    name = f"kvittering-{record.municipality.slug}-{record.slug}-v{version.n}.pdf"
    return _answer(request, _Paper("receipt_paper.pt", page, files, name, instead))


def _head(request: Request, record: StandardRecord, version: VersionRecord, text: str) -> PaperHead:
    owner, today = record.municipality, request.services.today
    created = version.recorded.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return PaperHead(
        title=f"{text} – {owner.name}",
        owner=owner.name,
        text=text,
        day=f"Pr. {format_date(today)}",
        created=created,
        modified=max(created, f"{today.isoformat()}T00:00:00Z"),
        fictional=owner.fictional,
    )


def _proof_address(request: Request, record: StandardRecord, n: int) -> str:
    return absolute(request, address_book.standard_proof(*record.slugs, n))


def _attached(found: Mapping[str, bytes]) -> tuple[AttachedFile, ...]:
    return tuple(
        AttachedFile(name, found[name], media_type, relationship, description)
        for name, (media_type, relationship, description) in _FILES.items()
        if name in found
    )


def _inside(files: tuple[AttachedFile, ...]) -> tuple[InsideFile, ...]:
    return tuple(
        InsideFile(file.name, file.description, hashlib.sha256(file.content).hexdigest()) for file in files
    )


def _answer(request: Request, paper: _Paper) -> Response:
    """The file, or 304 to who has it; it is not made to find that out."""
    order = _order(request, paper)
    tag = tag_of(order)
    if tag in request.if_none_match:
        return Response(status=304, etag=tag, cache_control="no-cache")
    try:
        made = request.services.printing.make(order)
    except NoPdf as error:
        return _refusal(request, error, paper.instead)
    response = Response(made, content_type="application/pdf", etag=tag, cache_control="no-cache")
    response.content_disposition = f'attachment; filename="{paper.name}"'
    return response


def _order(request: Request, paper: _Paper) -> PdfOrder:
    assets: Assets = request.registry.assets
    return PdfOrder(
        html=render(f"portal:templates/record/{paper.template}", paper.page, request=request),
        base=absolute(request, address_book.home()),
        style=str(request.registry.portal.settings.static / PurePosixPath(assets.paper_style).name),
        dated=paper.page.head.created,
        files=paper.files,
    )


def _refusal(request: Request, error: NoPdf, instead: Link) -> Response:
    """501 where waiting is no use, 503 where it is."""
    page = ErrorPage(
        frame=frame_for(request, indexable=False),
        title="Vi kan ikke lave filen" if error.lasting else "Filen kan ikke laves lige nu",
        text=error.message,
        items=(instead,),
    )
    response = Response(render("portal:templates/errors/error.pt", page, request=request))
    response.status_int, response.cache_control = (501 if error.lasting else 503), "no-store"
    if not error.lasting:
        response.retry_after = RETRY_SECONDS
    return response
