"""The pages that say why something cannot be shown, and its status."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from pyramid.exceptions import BadCSRFOrigin, BadCSRFToken
from pyramid.httpexceptions import (
    HTTPBadRequest,
    HTTPForbidden,
    HTTPMethodNotAllowed,
    HTTPMovedPermanently,
    HTTPNotFound,
    HTTPRequestEntityTooLarge,
)
from pyramid.renderers import render
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config, forbidden_view_config, notfound_view_config

from portal import address_book
from portal.doors import Door
from portal.security.origin import methods_of
from portal.services.errors import (
    BadInput,
    DatabaseBusy,
    NoFreeConnection,
    NotAllowed,
    Parameter,
    Refused,
    UnknownName,
)
from portal.views.instead import known_links, table_list
from portal.views.people.carrying import old_form_response, signed_out_response, typed_fields
from portal.views.shared.content_page import DateErrorPage, ErrorPage
from portal.views.shared.dates import PARAMETER, back_to_today, date_chooser
from portal.views.shared.field_names import FIELD_NAMES
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.watching.request_ids import request_id
from portal.web.failure_log import log_broken, log_busy
from portal.web.requests import is_editorial

TEMPLATE = "portal:templates/errors/error.pt"
NOT_ALLOWED = "Din rolle giver ikke adgang, eller også har en anden flyttet kladden videre i mellemtiden."
FORGED = "Intet er gemt. Gå tilbage med browserens tilbageknap, kopiér det, du skrev, og hent siden igen."
UNREADABLE = (
    "Der er noget i adressen eller formularen, som ingen af vores sider sender. Begynd forfra på forsiden."
)
_LETTERS_COUNT = frozenset({"kvittering", "log-ind", "statisk", "api"})


@exception_view_config(UnknownName, renderer=TEMPLATE, door=Door.PAGES)
def unknown(error: UnknownName, request: Request) -> ErrorPage | Response:
    """404: says what exists instead."""
    if tidy := _tidy(request):
        return HTTPMovedPermanently(tidy)
    request.response.status_int = 404
    return ErrorPage(
        frame=frame_for(request, indexable=False),
        title="Siden findes ikke",
        text=" ".join(filter(None, (error.message, _where(request, error.parameter)))),
        items=known_links(request, error),
        search_action=address_book.search(),
    )


def _tidy(request: Request) -> str:
    """The address in small letters and without a slash at its end, where that differs; else "".

    Not where letters carry a meaning, as in a receipt's number, and for nothing that was sent.
    """
    path = str(request.path_info)
    if request.method not in ("GET", "HEAD") or path == "/":
        return ""
    tidy = "/" + path.strip("/")
    if tidy.split("/")[1].lower() not in _LETTERS_COUNT:
        tidy = tidy.lower()
    if tidy == path:
        return ""
    query = request.query_string
    return quote(tidy) + (f"?{query}" if query else "")


def _where(request: Request, parameter: Parameter | None) -> str:
    """Where in the address the name stands, in a sentence; "" where it is a part of the path."""
    name = FIELD_NAMES.get(parameter, "") if parameter else ""
    return f"Det står efter »{name}« i adressen." if name in request.GET else ""


@exception_view_config(BadInput, door=Door.PAGES)
def unreadable(error: BadInput, request: Request) -> Response:
    """400: a page that explains itself and keeps what was typed."""
    if error.parameter is not Parameter.DATE or is_editorial(request):
        return Response(render(TEMPLATE, _unreadable(request, error), request=request), status=400)
    hidden = tuple((name, value) for name, value in request.GET.items() if name != PARAMETER)
    page = DateErrorPage(
        frame=frame_for(request, indexable=False),
        title="Vi kan ikke læse datoen",
        text="Skriv en dag, så viser vi, hvad der gjaldt den dag.",
        errors=(Link(error.message, f"#{PARAMETER}"),),
        chooser=date_chooser(request, None, typed=error.typed, error=error.message, hidden=hidden),
        back=back_to_today(request),
    )
    response = Response(render("portal:templates/errors/date.pt", page, request=request))
    response.status_int = 400
    return response


def _unreadable(request: Request, error: BadInput) -> ErrorPage:
    page = _refusal(request, 400, "Det kan vi ikke læse", error.message)
    if error.parameter in (Parameter.LEFT_TABLE, Parameter.RIGHT_TABLE):
        page = replace(page, items_heading="", items=(table_list(request),))
    where = _where(request, error.parameter)
    return replace(page, text=f"{page.text} {where}") if where else page


@notfound_view_config(renderer=TEMPLATE, door=Door.PAGES)
def not_found(error: HTTPNotFound | HTTPForbidden, request: Request) -> ErrorPage | Response:
    """404: an address that no page has; also for what the visitor may not know exists."""
    del error
    if tidy := _tidy(request):
        return HTTPMovedPermanently(tidy)
    request.response.status_int = 404
    return ErrorPage(
        frame=frame_for(request, indexable=False),
        title="Siden findes ikke",
        text="Måske er adressen skrevet forkert, eller også er siden flyttet.",
        items=(Link("Forsiden", address_book.home()), Link("Søg i alle standarder", address_book.search())),
        search_action=address_book.search(),
    )


@forbidden_view_config(renderer=TEMPLATE, door=Door.PAGES)
def forbidden(error: HTTPForbidden, request: Request) -> ErrorPage | Response:
    """403 to somebody who may know that the thing exists; asks who it is first; 404 to everybody else.

    A draft that somebody may not see is already not found when its address is read (portal.web.resources).
    """
    if not is_editorial(request):
        return not_found(error, request)
    if request.identity is None:
        return signed_out_response(request)
    return _refusal(request, 403, "Det har du ikke adgang til", NOT_ALLOWED)


@exception_view_config(NotAllowed, renderer=TEMPLATE, door=Door.PAGES)
def not_allowed(error: NotAllowed, request: Request) -> ErrorPage:
    """403: the state changed while the person was on the way."""
    del error
    return _with_typed(request, _refusal(request, 403, "Det har du ikke adgang til", NOT_ALLOWED))


@exception_view_config(Refused, renderer=TEMPLATE, door=Door.PAGES)
def refused(error: Refused, request: Request) -> ErrorPage:
    """409: it cannot be done as things are; says why."""
    return _with_typed(request, _refusal(request, 409, "Det kan ikke lade sig gøre nu", error.message))


@exception_view_config(BadCSRFToken, renderer=TEMPLATE, door=Door.PAGES)
def outdated(error: Exception, request: Request) -> ErrorPage | Response:
    """400: the form is from before its sender signed in, and is shown to be sent on; or as ``forged``."""
    return old_form_response(request) or forged(error, request)


@exception_view_config(BadCSRFOrigin, renderer=TEMPLATE, door=Door.PAGES)
def forged(error: Exception, request: Request) -> ErrorPage:
    """400: the form did not come from a page of ours, or the browser forgot its cookie. Nothing was done."""
    del error
    return _refusal(request, 400, "Formularen kan ikke bruges", FORGED)


@exception_view_config(HTTPBadRequest, renderer=TEMPLATE, door=Door.PAGES)
def bad_request(error: HTTPBadRequest, request: Request) -> ErrorPage:
    """400: no browser sends that from a page of ours."""
    del error
    return _refusal(request, 400, "Det kan vi ikke læse", UNREADABLE)


@exception_view_config(HTTPRequestEntityTooLarge, renderer=TEMPLATE, door=Door.PAGES)
def too_large(error: HTTPRequestEntityTooLarge, request: Request) -> ErrorPage:
    """413: more than any form of ours sends."""
    del error
    return _refusal(request, 413, "Det er for stort", "Vi kan ikke tage imod mere end 20 MB ad gangen.")


def _refusal(request: Request, status: int, title: str, text: str) -> ErrorPage:
    request.response.status_int = status
    request.response.cache_control = "no-store"
    return ErrorPage(
        frame=frame_for(request, indexable=False),
        title=title,
        text=text,
        items_heading="Gå videre",
        items=_ways_on(request),
    )


def _with_typed(request: Request, page: ErrorPage) -> ErrorPage:
    """The page with what was typed: its own form is not shown, and would have lost it."""
    return replace(page, typed=typed_fields(request)) if request.method == "POST" else page


def _ways_on(request: Request) -> tuple[Link, ...]:
    route = getattr(request, "matched_route", None)
    if route and route.name == "sign_in.link":
        return (Link("Log ind med din adgangskode", address_book.sign_in()),)
    if not is_editorial(request):
        return ()
    page = Link("Tilbage til siden", request.path)
    if route and "{standard}" in route.pattern:  # its page is there whatever became of its draft
        page = Link("Tilbage til standarden", "/".join(request.path.split("/")[:4]))
    return page, Link("Redaktionens forside", address_book.editorial())


@exception_view_config(HTTPMethodNotAllowed, door=Door.PAGES)
def method_not_allowed(error: HTTPMethodNotAllowed, request: Request) -> Response:
    """405: with the methods there are."""
    del error
    allowed = ", ".join(methods_of(request))
    response = Response(f"Brug {allowed}.", status=405, content_type="text/plain", charset="utf-8")
    response.headers["Allow"] = allowed
    return response


@exception_view_config(UnicodeDecodeError, door=Door.PAGES)
def undecodable(error: UnicodeDecodeError, request: Request) -> Response:
    """400: an address that is no UTF-8; stands alone, since nothing of the address can be used."""
    del error
    return Response(_alone(request, "400.pt"), status=400)


@exception_view_config(DatabaseBusy, door=Door.PAGES)
@exception_view_config(NoFreeConnection, door=Door.PAGES)
def busy(error: Exception, request: Request) -> Response:
    """503: the database could not be had in time, or not at all; stands alone, as 500 does."""
    log_busy(error)
    response = Response(_alone(request, "503.pt"), status=503)
    response.headers["Retry-After"] = "10"
    return response


@exception_view_config(Exception, door=Door.PAGES)
def broken(error: Exception, request: Request) -> Response:
    """500: stands alone, so that it cannot fail with the layout."""
    log_broken(error, request)
    return Response(_alone(request, "500.pt"), status=500)


def _alone(request: Request, name: str) -> str:
    """A page that needs nothing but its file; it asks for the style of the others, and reads without it.

    What failed can be found in the log by the number on it.
    """
    templates: Path = request.registry.portal.settings.templates
    style: str = request.registry.assets.style
    page = (templates / "errors" / name).read_text(encoding="utf-8")
    return page.replace("$style", style).replace("$request", request_id())
