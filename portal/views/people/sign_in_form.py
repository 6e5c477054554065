"""The page that asks who it is."""

from __future__ import annotations

from collections.abc import Mapping

from pyramid.csrf import get_csrf_token
from pyramid.request import Request

from portal import address_book
from portal.views.people.sign_in_page import SignInPage
from portal.views.shared.components import Field, NoticeBox, TypedField, errors_of
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link


def sign_in_page(
    request: Request,
    notice: NoticeBox | None,
    hidden: Mapping[str, str],
    error: str = "",
    kept: tuple[TypedField, ...] = (),
) -> SignInPage:
    """The page, with the address typed and what must not be lost: ``hidden`` is sent on, ``kept`` is not."""
    request.response.cache_control = "no-store"
    mail = Field(
        "mail",
        "Mailadresse",
        value=request.POST.get("mail", "") if request.route_name == "sign_in" else "",
        error=error,
        kind="email",
    )
    return SignInPage(
        frame=frame_for(request, crumbs=(Link("Log ind", address_book.sign_in()),), indexable=False),
        title="Log ind",
        action=address_book.sign_in(),
        csrf=get_csrf_token(request),
        mail=mail,
        password=Field("kode", "Adgangskode", kind="password"),
        hidden=tuple((name, value) for name, value in hidden.items() if value),
        errors=errors_of(mail),
        notices=(notice,) if notice else (),
        kept=kept,
        forgotten=_forgotten(request),
    )


def _forgotten(request: Request) -> Link | None:
    """The way to a new password, where links can be mailed."""
    if not request.registry.portal.settings.smtp_host:
        return None
    return Link("Glemt adgangskoden?", address_book.sign_in_forgotten())
