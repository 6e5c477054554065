"""Beginning a standard that is not there yet."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.address_book import EditorialPage
from portal.documents.document import DocumentKind
from portal.security.permissions import Permission
from portal.services.errors import BadInput, Parameter
from portal.views.shared.components import Field, Option, errors_of
from portal.views.shared.editorial_frames import editorial_frame
from portal.views.shared.editorial_page import FormPage
from portal.views.shared.field_names import wrong_fields
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted
from portal.web.resources import EditorialContext

NEW = "portal:templates/drafting/form.pt"
KIND_WORDS = {
    DocumentKind.QUALITY_STANDARD: "Kvalitetsstandard",
    DocumentKind.SERVICE_LEVEL: "Serviceniveau",
    DocumentKind.GUIDELINE: "Retningslinje",
    DocumentKind.BACKGROUND: "Baggrund",
}


@view_config(
    route_name="editorial.new", request_method="GET", renderer=NEW, permission=Permission.START_DRAFT
)
def ask_new(context: EditorialContext, request: Request) -> FormPage:
    """Ask what the new standard is called."""
    return _new_page(context, request)


@view_config(
    route_name="editorial.new", request_method="POST", renderer=NEW, permission=Permission.START_DRAFT
)
def make_new(context: EditorialContext, request: Request) -> FormPage | Response:
    """Begin a standard with an empty draft."""
    typed = request.POST
    return posted(
        request,
        lambda: request.services.drafting.start_new(
            context.municipality,
            typed.get("titel", ""),
            typed.get("adresse", "").strip(),
            _kind(typed.get("dokumenttype", "")),
            request.identity,
        ),
        lambda slug: address_book.editorial_page(context.municipality.slug, slug, EditorialPage.TEXT),
        lambda error: _new_page(context, request, error),
    )


def _kind(words: str) -> DocumentKind:
    try:
        return DocumentKind(words)
    except ValueError:
        raise BadInput(Parameter.KIND, words, "Vælg, hvad det er for en tekst.") from None


def _new_page(context: EditorialContext, request: Request, error: BadInput | None = None) -> FormPage:
    typed, wrong = request.POST, wrong_fields(error)
    fields = (
        Field("titel", "Titel", typed.get("titel", ""), error=wrong.get("titel", "")),
        Field(
            "dokumenttype",
            "Hvad er det for en tekst?",
            error=wrong.get("dokumenttype", ""),
            kind="select",
            options=tuple(
                Option(kind.value, words, kind.value == typed.get("dokumenttype"))
                for kind, words in KIND_WORDS.items()
            ),
        ),
        Field(
            "adresse",
            "Adresse (valgfri)",
            typed.get("adresse", ""),
            f"Den sidste del af adressen: /{context.municipality.slug}/… Står den tom, bruges titlen.",
            wrong.get("adresse", ""),
        ),
    )
    crumb = Link("Ny standard", request.path)
    around = editorial_frame(request, context.municipality, (crumb,))
    return FormPage(
        around.frame,
        around.csrf,
        "Ny standard",
        "Teksten er en kladde, indtil den er vedtaget. Borgerne ser den ikke før da.",
        fields,
        "Begynd kladden",
        errors_of(*fields),
    )
