"""Signing in and out, and setting a password by a one-time link."""

from __future__ import annotations

import re

from pyramid.csrf import get_csrf_token
from pyramid.httpexceptions import HTTPBadRequest, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.security import forget
from pyramid.view import view_config

from portal import address_book
from portal.security.permissions import Permission
from portal.security.policy import session_token
from portal.services.errors import BadInput, Refused
from portal.services.people.signing_in import BegunSession
from portal.views.people.begun import begin, device_of
from portal.views.people.carrying import ONWARD, SIGN_IN, TYPED, read_typed, resumed_response
from portal.views.people.sign_in_form import sign_in_page
from portal.views.people.sign_in_page import PasswordPage, SignInPage, SignOutPage
from portal.views.shared.components import Field, errors_of
from portal.views.shared.field_names import wrong_fields
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted

_TEMPLATE = "portal:templates/people/{}.pt"
_ADDRESS = re.compile(r"[!-~]*")
"""What a browser writes an address with; a line break in a redirect would be a header of somebody else's."""
PASSWORD_HINT = "Mindst 12 tegn, og ikke let at gætte. Fire tilfældige ord er en god adgangskode."


@view_config(route_name="sign_in", request_method="GET", renderer=SIGN_IN, permission=Permission.SIGN_IN)
def ask(request: Request) -> SignInPage:
    """Ask who it is."""
    return sign_in_page(request, None, {ONWARD: _onward(request.GET.get(ONWARD, ""))})


@view_config(route_name="sign_in", request_method="POST", renderer=SIGN_IN, permission=Permission.SIGN_IN)
def sign_in(request: Request) -> SignInPage | Response:
    """Begin a session, and go on to where one was going."""
    onward, typed = _onward(request.POST.get(ONWARD, "")), request.POST.get(TYPED, "")
    mail, password = request.POST.get("mail", ""), request.POST.get("kode", "")
    try:
        return posted(
            request,
            lambda: request.services.signing_in.sign_in(mail, password, device_of(request)),
            lambda begun: _signed_in(request, begun, onward or address_book.editorial(), typed),
        )
    except Refused as error:
        request.response.status_int = 429 if error.code == "too-many-attempts" else 403
        request.response.headers["X-Tm"] = "commit"  # the failed attempt is to be counted
        return sign_in_page(request, None, {ONWARD: onward, TYPED: typed}, error.message)


def _signed_in(request: Request, begun: BegunSession, onward: str, typed: str) -> Response:
    """On to where one was going; what was typed before is shown first, and sent on from there."""
    headers = begin(request, begun)
    if not typed:
        return HTTPSeeOther(onward, headers=headers)
    response = resumed_response(request, onward, read_typed(typed))
    response.headers.extend(headers)
    return response


@view_config(
    route_name="sign_out",
    request_method="GET",
    renderer=_TEMPLATE.format("sign_out"),
    permission=Permission.SIGN_IN,
)
def ask_out(request: Request) -> SignOutPage | Response:
    """Ask before signing out."""
    if request.identity is None:
        return HTTPSeeOther(address_book.sign_in())
    request.response.cache_control = "no-store"
    return SignOutPage(
        frame=frame_for(request, crumbs=(Link("Log ud", address_book.sign_out()),), indexable=False),
        title="Log ud",
        action=address_book.sign_out(),
        csrf=get_csrf_token(request),
        name=request.identity.name,
    )


@view_config(route_name="sign_out", request_method="POST", permission=Permission.SIGN_IN)
def sign_out(request: Request) -> Response:
    """End the session."""
    return posted(
        request,
        lambda: request.services.signing_in.sign_out(session_token(request)),
        lambda _: HTTPSeeOther(address_book.sign_in(), headers=forget(request)),
    )


@view_config(
    route_name="sign_in.link",
    request_method="GET",
    renderer=_TEMPLATE.format("password"),
    permission=Permission.SIGN_IN,
)
def link(request: Request) -> PasswordPage:
    """Ask for a password; raises Refused where the link does not work."""
    return _password_page(request)


@view_config(
    route_name="sign_in.link",
    request_method="POST",
    renderer=_TEMPLATE.format("password"),
    permission=Permission.SIGN_IN,
)
def set_password(request: Request) -> PasswordPage | Response:
    """Set the password, and be signed in."""
    token, new, again = request.matchdict["token"], request.POST.get("kode", ""), request.POST.get("igen", "")
    return posted(
        request,
        lambda: request.services.signing_in.set_password(token, new, again, device_of(request)),
        lambda begun: HTTPSeeOther(address_book.editorial(), headers=begin(request, begun)),
        lambda error: _password_page(request, error),
    )


def _password_page(request: Request, error: BadInput | None = None) -> PasswordPage:
    request.response.cache_control = "no-store"
    mail = request.services.signing_in.linked_mail(request.matchdict["token"])
    if mail is None:
        raise Refused("link", "Linket virker ikke. Det er brugt, eller det er for gammelt. Bed om et nyt.")
    wrong = wrong_fields(error)
    first = Field("kode", "Ny adgangskode", hint=PASSWORD_HINT, error=wrong.get("kode", ""), kind="password")
    again = Field("igen", "Adgangskoden igen", error=wrong.get("igen", ""), kind="password")
    return PasswordPage(
        frame=frame_for(request, crumbs=(Link("Vælg adgangskode", request.path),), indexable=False),
        title="Vælg en adgangskode",
        csrf=get_csrf_token(request),
        mail=mail,
        password=first,
        again=again,
        errors=errors_of(first, again),
    )


def _onward(path: str) -> str:
    """A page of ours to go on to, "" for another. Raises HTTPBadRequest for what is no address at all."""
    if not _ADDRESS.fullmatch(path):
        raise HTTPBadRequest
    desk = address_book.editorial()
    return path if path == desk or path.startswith((f"{desk}/", f"{desk}?")) else ""
