"""A forgotten password: whoever has an account gets a link by mail, and nobody is told who has one."""

from __future__ import annotations

from pyramid.csrf import get_csrf_token
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.security.permissions import Permission
from portal.services.errors import Refused
from portal.views.people.begun import device_of
from portal.views.people.sign_in_page import ForgottenPage
from portal.views.shared.components import Field, NoticeBox, errors_of
from portal.views.shared.field_names import wrong_fields
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted

TEMPLATE = "portal:templates/people/forgotten.pt"
SENT = NoticeBox(
    "info",
    "Se i din mail",
    "Er der en konto med den adresse, sender vi et link. Det virker én gang, i en time. Kommer der ingen "
    "mail, så se i mappen med uønsket post, eller spørg kommunens administrator.",
)
NO_MAIL = NoticeBox(
    "info", "Portalen kan ikke sende mail", "Bed den, der driver portalen, om et link til en ny adgangskode."
)


@view_config(
    route_name="sign_in.forgotten", request_method="GET", renderer=TEMPLATE, permission=Permission.SIGN_IN
)
def ask_whom(request: Request) -> ForgottenPage:
    """Ask for the address."""
    return _page(request)


@view_config(
    route_name="sign_in.forgotten", request_method="POST", renderer=TEMPLATE, permission=Permission.SIGN_IN
)
def send_link(request: Request) -> ForgottenPage | Response:
    """Send the link, and say the same whoever asked."""
    mail = request.POST.get("mail", "")
    try:
        return posted(
            request,
            lambda: request.services.mailed_links.send_forgotten(mail, device_of(request)),
            lambda _: _page(request, SENT),
            lambda error: _page(request, error=wrong_fields(error).get("mail", "")),
        )
    except Refused as error:
        request.response.status_int = 429
        return _page(request, error=error.message)


def _page(request: Request, notice: NoticeBox | None = None, error: str = "") -> ForgottenPage:
    request.response.cache_control = "no-store"
    possible = bool(request.registry.portal.settings.smtp_host)
    typed = request.POST.get("mail", "") if error else ""
    mail = Field("mail", "Mailadresse", typed, error=error, kind="email")
    own = Link("Glemt adgangskode", address_book.sign_in_forgotten())
    return ForgottenPage(
        frame=frame_for(request, crumbs=(Link("Log ind", address_book.sign_in()), own), indexable=False),
        title="Vælg en ny adgangskode",
        csrf=get_csrf_token(request),
        action=own.href,
        back=Link("Log ind", address_book.sign_in()),
        mail=mail if possible and notice is None else None,
        errors=errors_of(mail),
        notices=(notice,) if notice else () if possible else (NO_MAIL,),
    )
