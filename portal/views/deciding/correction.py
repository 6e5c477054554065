"""An editorial correction: seen, and adopted by a reviewer without a meeting."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.address_book import EditorialPage
from portal.security.permissions import Permission
from portal.services.errors import Refused
from portal.views.deciding.correction_page import CorrectionPage
from portal.views.hearings.hearing_texts import against
from portal.views.shared.editorial_frames import editorial_frame
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted
from portal.web.resources import DraftContext


@view_config(
    route_name="editorial.correction",
    request_method="GET",
    renderer="portal:templates/deciding/correction.pt",
    permission=Permission.CORRECT,
)
def show(context: DraftContext, request: Request) -> CorrectionPage:
    """What changed since the version the draft began from, and whether that is a correction."""
    draft, services = context.draft, request.services
    document = services.checking.check(draft).document
    if document is None:
        raise Refused("unreadable", "Kladden kan ikke læses endnu. Ret fejlene i teksten først.")
    base = services.checking.base(draft)
    summary, groups, sections = against(services.texts, base, document)
    href = address_book.editorial_page(*draft.slugs, EditorialPage.CORRECTION)
    crumbs = (Link(document.front.title, draft.href), Link("Redaktionel rettelse", href))
    around = editorial_frame(request, draft.municipality, crumbs)
    return CorrectionPage(
        frame=around.frame,
        csrf=around.csrf,
        title="Redaktionel rettelse",
        overline=f"{draft.municipality.name}: {document.front.title}",
        draft=Link("Tilbage til kladden", draft.href),
        action=href,
        refusals=services.deciding.correction_refusals(draft),
        summary=summary,
        groups=groups,
        sections=sections,
    )


@view_config(route_name="editorial.correction", request_method="POST", permission=Permission.CORRECT)
def adopt(context: DraftContext, request: Request) -> Response:
    """Make the correction the next version."""
    draft = context.draft
    return posted(
        request,
        lambda: request.services.deciding.correct(draft.id, request.identity),
        lambda n: address_book.standard_version(*draft.slugs, n),
    )
