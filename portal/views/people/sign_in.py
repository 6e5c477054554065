"""Signing in and out, setting a password by a one-time link, and going on with what was typed."""

from __future__ import annotations

import json
import re

from pyramid.csrf import check_csrf_token, get_csrf_token
from pyramid.httpexceptions import HTTPBadRequest, HTTPSeeOther
from pyramid.renderers import render
from pyramid.request import Request
from pyramid.response import Response
from pyramid.security import forget, remember
from pyramid.view import view_config

from portal import address_book
from portal.security.csrf import FIELD
from portal.security.permissions import Permission
from portal.security.policy import COOKIE
from portal.services.errors import BadInput, Refused
from portal.views.people.sign_in_page import PasswordPage, ResumePage, SignInPage, SignOutPage, TypedField
from portal.views.shared.components import Field, NoticeBox, errors_of
from portal.views.shared.field_names import wrong_fields
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted
from portal.web.requests import absolute, address_of

ONWARD, TYPED = "videre", "skrevet"
_TEMPLATE = "portal:templates/people/{}.pt"
_ADDRESS = re.compile(r"[!-~]*")
"""What a browser writes an address with; a line break in a redirect would be a header of somebody else's."""
_MOST_SHOWN, _LONGEST_SHOWN = 40, 500


def _private(request: Request) -> None:
    request.response.cache_control = "no-store"


def sign_in_page(
    request: Request,
    notice: NoticeBox | None,
    hidden: dict[str, str],
    error: str = "",
    kept: tuple[TypedField, ...] = (),
) -> SignInPage:
    """The page, with the address typed and what must not be lost: ``hidden`` is sent on, ``kept`` is not."""
    _private(request)
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
    )


def signed_out_response(request: Request) -> Response:
    """What somebody without a session gets from an editorial page.

    Every such address answers alike, so that nobody learns what exists. What was posted is carried along only
    where the form was ours: the cookie of a signed-in person stays at home when another site posts, and
    signing in again must not send that site's words for them.
    """
    if request.method in ("GET", "HEAD"):
        return HTTPSeeOther(request.route_path("sign_in", _query={ONWARD: request.path_qs}))
    if "application/json" in request.headers.get("Accept", ""):
        return Response(json={"problem": "signed-out"}, status=403)
    typed = [
        (name, value) for name, value in request.POST.items() if name != FIELD and isinstance(value, str)
    ]
    if check_csrf_token(request, token=FIELD, raises=False):
        notice = NoticeBox("warning", "Du er logget ud", "Log ind igen, så er det, du skrev, her endnu.")
        page = sign_in_page(request, notice, {ONWARD: request.path, TYPED: json.dumps(typed)})
    else:
        text = "Intet er gemt. Er der noget, du vil beholde, så kopiér det nu. Det bliver ikke sendt."
        notice = NoticeBox("warning", "Du er logget ud", text)
        kept = tuple(TypedField(name, value) for name, value in typed if value.strip())
        page = sign_in_page(request, notice, {}, kept=kept[:_MOST_SHOWN])
    response = Response(render(_TEMPLATE.format("sign_in"), page, request=request), status=403)
    response.cache_control = "no-store"
    return response


@view_config(
    route_name="sign_in",
    request_method="GET",
    renderer=_TEMPLATE.format("sign_in"),
    permission=Permission.SIGN_IN,
)
def ask(request: Request) -> SignInPage:
    """Ask who it is."""
    return sign_in_page(request, None, {ONWARD: _onward(request.GET.get(ONWARD, ""))})


@view_config(
    route_name="sign_in",
    request_method="POST",
    renderer=_TEMPLATE.format("sign_in"),
    permission=Permission.SIGN_IN,
)
def sign_in(request: Request) -> SignInPage | Response:
    """Begin a session, and go on to where one was going."""
    onward, typed = _onward(request.POST.get(ONWARD, "")), request.POST.get(TYPED, "")
    try:
        return posted(
            request,
            lambda: request.services.signing_in.sign_in(
                request.POST.get("mail", ""), request.POST.get("kode", ""), address_of(request)
            ),
            lambda token: _signed_in(request, token, onward or address_book.editorial(), typed),
        )
    except Refused as error:
        request.response.status_int = 429 if error.code == "too-many-attempts" else 403
        request.response.headers["X-Tm"] = "commit"  # the failed attempt is to be counted
        return sign_in_page(request, None, {ONWARD: onward, TYPED: typed}, error.message)


def _signed_in(request: Request, token: str, onward: str, typed: str) -> Response:
    """On to where one was going; what was typed before is shown first, and sent on from there."""
    headers = remember(request, token)
    if not typed:
        return HTTPSeeOther(onward, headers=headers)
    hidden = _typed(typed)
    shown = tuple(TypedField(name, _shortened(value)) for name, value in hidden if value.strip())
    page = ResumePage(
        frame=frame_for(request, indexable=False),
        title="Du er logget ind igen",
        csrf=get_csrf_token(request),
        action=onward,
        desk=address_book.editorial(),
        address=absolute(request, onward),
        shown=shown[:_MOST_SHOWN],
        hidden=hidden,
    )
    response = Response(render(_TEMPLATE.format("resume"), page, request=request))
    response.headers.extend(headers)
    response.cache_control = "no-store"
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
    _private(request)
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
        lambda: request.services.signing_in.sign_out(request.cookies.get(COOKIE, "")),
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
    return posted(
        request,
        lambda: request.services.signing_in.set_password(
            request.matchdict["token"], request.POST.get("kode", ""), request.POST.get("igen", "")
        ),
        lambda token: HTTPSeeOther(address_book.editorial(), headers=remember(request, token)),
        lambda error: _password_page(request, error),
    )


def _password_page(request: Request, error: BadInput | None = None) -> PasswordPage:
    _private(request)
    mail = request.services.signing_in.linked_mail(request.matchdict["token"])
    if mail is None:
        raise Refused("link", "Linket virker ikke. Det er brugt, eller det er for gammelt. Bed om et nyt.")
    wrong = wrong_fields(error)
    hint = "Mindst 12 tegn. Fire tilfældige ord er en god adgangskode."
    first = Field("kode", "Ny adgangskode", hint=hint, error=wrong.get("kode", ""), kind="password")
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


def _typed(words: str) -> tuple[tuple[str, str], ...]:
    try:
        pairs = json.loads(words)
        return tuple((str(name), str(value)) for name, value in pairs)
    except (ValueError, TypeError):
        return ()


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]} …"
