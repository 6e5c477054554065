"""The page of one's own account: another password, and where one is signed in."""

from __future__ import annotations

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.security.permissions import Permission
from portal.security.policy import session_token
from portal.services.errors import BadInput, Refused
from portal.services.people.own_account import NewPassword
from portal.services.people.sessions import OwnSession
from portal.services.typed_words import NINE_DIGITS, whole_number
from portal.views.people.account_page import AccountPage, SessionLine
from portal.views.people.begun import begin, device_of
from portal.views.people.sign_in import PASSWORD_HINT
from portal.views.shared.components import Field, NoticeBox, errors_of
from portal.views.shared.editorial_frames import editorial_frame, moment
from portal.views.shared.field_names import wrong_fields
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted
from portal.web.resources import DeskContext

ACCOUNT = "portal:templates/people/account.pt"
TITLE = "Min konto"
SESSION, OTHERS = "session", "andre"
_DONE = {
    "kode": NoticeBox(
        "success", "Adgangskoden er skiftet", "Alle andre steder er du logget ud. Du får en mail om det."
    ),
    "afsluttet": NoticeBox("success", "Du er logget ud der", "Listen herunder viser, hvor du er logget ind."),
    "ingen": NoticeBox("info", "Der var intet at logge ud af", "Du var allerede logget ud der."),
}
"""What is said after something was done, by the word in the address."""


@view_config(
    route_name="editorial.account",
    request_method="GET",
    renderer=ACCOUNT,
    permission=Permission.USE_EDITORIAL_PAGES,
)
def show(context: DeskContext, request: Request) -> AccountPage:
    """The account."""
    return _account_page(context, request)


@view_config(
    route_name="editorial.account",
    request_method="POST",
    renderer=ACCOUNT,
    permission=Permission.USE_EDITORIAL_PAGES,
)
def change(context: DeskContext, request: Request) -> AccountPage | Response:
    """Change the password and go on in a new session, or end sessions."""
    if SESSION in request.POST:
        return posted(
            request,
            lambda: _end_sessions(context, request),
            lambda ended: address_book.editorial_account(gjort="afsluttet" if ended else "ingen"),
        )
    typed = NewPassword(*(request.POST.get(name, "") for name in ("gammel", "kode", "igen")))
    done = address_book.editorial_account(gjort="kode")
    try:
        return posted(
            request,
            lambda: request.services.own_account.change_password(context.who, typed, device_of(request)),
            lambda begun: HTTPSeeOther(done, headers=begin(request, begun)),
            lambda error: _account_page(context, request, error),
        )
    except Refused as error:
        request.response.status_int = 429
        return _account_page(context, request, refused=NoticeBox("error", "Vent lidt", error.message))


def _end_sessions(context: DeskContext, request: Request) -> int:
    """End one session, or all but this one; how many ended."""
    which, own = request.POST.get(SESSION, ""), request.services.own_account
    if which == OTHERS:
        return int(own.end_others(context.who, session_token(request)))
    return int(own.end_session(context.who, whole_number(which, NINE_DIGITS) or 0))


def _account_page(
    context: DeskContext, request: Request, error: BadInput | None = None, refused: NoticeBox | None = None
) -> AccountPage:
    sessions = request.services.own_account.sessions(context.who, session_token(request))
    fields = _fields(wrong_fields(error))
    notice = refused or (None if error else _DONE.get(request.GET.get("gjort", "")))
    around = editorial_frame(request, None, (Link(TITLE, address_book.editorial_account()),))
    return AccountPage(
        frame=around.frame,
        csrf=around.csrf,
        title=TITLE,
        mail=context.who.mail,
        action=address_book.editorial_account(),
        fields=fields,
        sessions=tuple(_line(session) for session in sessions),
        sign_out=Link("Log ud her", address_book.sign_out()),
        others=len(sessions) > 1,
        errors=errors_of(*fields),
        notices=(notice,) if notice else (),
    )


def _fields(wrong: dict[str, str]) -> tuple[Field, ...]:
    asked = (
        ("gammel", "Nuværende adgangskode", ""),
        ("kode", "Ny adgangskode", PASSWORD_HINT),
        ("igen", "Den nye adgangskode igen", ""),
    )
    return tuple(
        Field(name, label, hint=hint, error=wrong.get(name, ""), kind="password")
        for name, label, hint in asked
    )


def _line(session: OwnSession) -> SessionLine:
    browser = session.browser or "En browser"
    return SessionLine(
        browser=f"{browser} (her)" if session.is_this else browser,
        begun=moment(session.begun),
        seen=moment(session.seen),
        id="" if session.is_this else str(session.id),
    )
