"""Writing down that a standard was repealed: by the last body, and from which day."""

from __future__ import annotations

from collections.abc import Mapping

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.address_book import EditorialPage
from portal.documents.states import Outcome
from portal.security.permissions import Permission
from portal.services.deciding.deciding import Resolution
from portal.services.errors import BadInput, Parameter
from portal.services.published.catalogue import StandardRecord
from portal.views.shared.components import Field, Option, errors_of
from portal.views.shared.editorial_frames import editorial_frame
from portal.views.shared.editorial_page import FormPage
from portal.views.shared.field_names import wrong_fields
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted, typed_day
from portal.web.resources import EditorialStandardContext

PAGE = "portal:templates/drafting/form.pt"


@view_config(route_name="editorial.repeal", request_method="GET", renderer=PAGE, permission=Permission.REPEAL)
def ask(context: EditorialStandardContext, request: Request) -> FormPage:
    """Ask for the decision."""
    return _page(request, _record(context))


@view_config(
    route_name="editorial.repeal", request_method="POST", renderer=PAGE, permission=Permission.REPEAL
)
def repeal(context: EditorialStandardContext, request: Request) -> FormPage | Response:
    """Keep the repeal; it counts from the day it is published, which is today."""
    record, typed = _record(context), request.POST
    return posted(
        request,
        lambda: request.services.deciding.repeal(record, _resolution(typed), request.identity),
        address_book.editorial_standard(*context.slugs),
        lambda error: _page(request, record, error),
    )


def _resolution(typed: Mapping[str, str]) -> Resolution:
    return Resolution(
        body=typed.get("organ", ""),
        meeting_day=typed_day(typed, Parameter.MEETING_DAY, "Skriv mødets dato."),
        item=typed.get("punkt", ""),
        minutes="",
        outcome=Outcome.ADOPTED,
        begins=typed_day(typed, Parameter.BEGINS, "Skriv den første dag uden standarden."),
    )


def _record(context: EditorialStandardContext) -> StandardRecord:
    if context.record is None:
        raise HTTPNotFound
    return context.record


def _page(request: Request, record: StandardRecord, error: BadInput | None = None) -> FormPage:
    typed, wrong = request.POST, wrong_fields(error)
    bodies = record.municipality.about.bodies[-1:]
    fields = (
        Field(
            "organ",
            "Organ",
            error=wrong.get("organ", ""),
            kind="select",
            options=tuple(Option(body, body, True) for body in bodies),
        ),
        *(
            Field(name, label, typed.get(name, ""), hint, wrong.get(name, ""))
            for name, label, hint in (
                ("moededato", "Mødets dato", "For eksempel 18. marts 2025"),
                ("punkt", "Sag og punkt", "For eksempel 2025/01234, punkt 7"),
                ("gaelder_fra", "Første dag uden standarden", "For eksempel 1. maj 2025"),
            )
        ),
    )
    title = request.services.reading.standing(record).shown.title
    href = address_book.editorial_standard(*record.slugs)
    around = editorial_frame(
        request,
        record.municipality,
        (Link(title, href), Link("Ophæv", address_book.editorial_page(*record.slugs, EditorialPage.REPEAL))),
    )
    return FormPage(
        frame=around.frame,
        csrf=around.csrf,
        title=f"Ophæv {title}",
        lead="Teksten bliver stående på sin adresse. Den gælder bare ikke længere.",
        fields=fields,
        button="Skriv ophævelsen ind",
        errors=errors_of(*fields),
    )
