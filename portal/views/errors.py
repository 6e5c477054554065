"""The pages that say why something cannot be shown, and its status. For the API, problem details."""

from __future__ import annotations

import logging
from pathlib import Path
from urllib.parse import quote, urlencode

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

from portal.api.problems import Problem, bad_input, problem_response, unknown_name
from portal.security.origin import methods_of
from portal.services.errors import (
    BadInput,
    DatabaseBusy,
    NoFreeConnection,
    NotAllowed,
    Refused,
    UnknownName,
)
from portal.traces import places
from portal.views.citing.citation import PLACE
from portal.views.people.sign_in import EDITORIAL, signed_out_response
from portal.views.shared.content_page import DateErrorPage, ErrorPage
from portal.views.shared.dates import PARAMETER, back_to_today, date_chooser
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link

TEMPLATE = "portal:templates/errors/error.pt"
NOT_ALLOWED = "Din rolle giver ikke adgang, eller også har en anden flyttet kladden videre i mellemtiden."
FORGED = "Intet er gemt. Gå tilbage med browserens tilbageknap, kopiér det, du skrev, og hent siden igen."
UNREADABLE = (
    "Der er noget i adressen eller formularen, som ingen af vores sider sender. Begynd forfra på forsiden."
)
API_ROOT = "/api/v1/"
_LETTERS_COUNT = frozenset({"kvittering", "log-ind", "statisk", "api"})
_log = logging.getLogger("portal")


def _is_api(request: Request) -> bool:
    # The raw path: the decoded one may be what cannot be read.
    return bool(request.environ.get("PATH_INFO", "").startswith("/api/"))


@exception_view_config(UnknownName, renderer=TEMPLATE)
def unknown(error: UnknownName, request: Request) -> ErrorPage | Response:
    """404: says what exists instead."""
    if tidy := _tidy(request):
        return HTTPMovedPermanently(tidy)
    if _is_api(request):
        return problem_response(unknown_name(error.what, error.asked, error.known))
    request.response.status_int = 404
    return ErrorPage(
        frame=frame_for(request, indexable=False),
        title="Siden findes ikke",
        text=f"Vi kender ikke {error.what} »{error.asked}«.",
        items=tuple(Link(label, _address(request, error, name)) for name, label in error.known),
        search_action="/soeg",
    )


def _tidy(request: Request) -> str:
    """The address in small letters and without a slash at its end, where that differs; else "".

    Not where letters carry a meaning, as in a receipt's number, and for nothing that was sent.
    """
    path = str(request.path_info)
    if request.method not in ("GET", "HEAD") or path == "/":
        return ""
    if path == API_ROOT.rstrip("/"):
        return API_ROOT
    tidy = "/" + path.strip("/")
    if tidy.split("/")[1].lower() not in _LETTERS_COUNT:
        tidy = tidy.lower()
    if tidy == path or path.startswith(API_ROOT):
        return ""
    query = request.query_string
    return quote(tidy) + (f"?{query}" if query else "")


def _address(request: Request, error: UnknownName, name: str) -> str:
    names = request.matchdict or {}
    if error.what == "kommunen":
        return f"/{name}"
    if error.what == "tabellen":
        return f"/{names['municipality']}/beregner?tabel={name}"
    if error.what == "standarden":
        return f"/{names['municipality']}/{name}"
    if error.what == "stedet i teksten":
        return f"{request.path}?{urlencode({PLACE: name})}"
    return f"/{names['municipality']}/{names['standard']}/{name}" if "standard" in names else request.path


@exception_view_config(BadInput)
def unreadable(error: BadInput, request: Request) -> Response:
    """400: a page that explains itself and keeps what was typed."""
    if _is_api(request):
        return problem_response(bad_input(error.field, error.message, error.code))
    if request.path.startswith(EDITORIAL):
        refusal = _refusal(request, 400, "Det kan vi ikke læse", error.message)
        return Response(render(TEMPLATE, refusal, request=request), status=400)
    hidden = tuple((name, value) for name, value in request.GET.items() if name != PARAMETER)
    page = DateErrorPage(
        frame=frame_for(request, indexable=False),
        title="Vi kan ikke læse datoen",
        text="Skriv en dag, så viser vi, hvad der gjaldt den dag.",
        errors=(Link(error.message, f"#{error.field}"),),
        chooser=date_chooser(request, None, typed=error.typed, error=error.message, hidden=hidden),
        back=back_to_today(request),
    )
    response = Response(render("portal:templates/errors/date.pt", page, request=request))
    response.status_int = 400
    return response


@notfound_view_config(renderer=TEMPLATE)
def not_found(error: HTTPNotFound | HTTPForbidden, request: Request) -> ErrorPage | Response:
    """404: an address that no page has; also for what the visitor may not know exists."""
    del error
    if tidy := _tidy(request):
        return HTTPMovedPermanently(tidy)
    if _is_api(request):
        return problem_response(unknown_name("adressen", request.path, ()))
    request.response.status_int = 404
    return ErrorPage(
        frame=frame_for(request, indexable=False),
        title="Siden findes ikke",
        text="Måske er adressen skrevet forkert, eller også er siden flyttet.",
        items=(Link("Forsiden", "/"), Link("Søg i alle standarder", "/soeg")),
        search_action="/soeg",
    )


@forbidden_view_config(renderer=TEMPLATE)
def forbidden(error: HTTPForbidden, request: Request) -> ErrorPage | Response:
    """403 to somebody who may know that the thing exists; asks who it is first; 404 to everybody else.

    A draft that somebody may not see is already not found when its address is read (portal.resources).
    """
    if _is_api(request) or not request.path.startswith(EDITORIAL):
        return not_found(error, request)
    if request.identity is None:
        return signed_out_response(request)
    return _refusal(request, 403, "Det har du ikke adgang til", NOT_ALLOWED)


@exception_view_config(NotAllowed, renderer=TEMPLATE)
def not_allowed(error: NotAllowed, request: Request) -> ErrorPage:
    """403: the state changed while the person was on the way."""
    del error
    return _refusal(request, 403, "Det har du ikke adgang til", NOT_ALLOWED)


@exception_view_config(Refused, renderer=TEMPLATE)
def refused(error: Refused, request: Request) -> ErrorPage:
    """409: it cannot be done as things are; says why."""
    return _refusal(request, 409, "Det kan ikke lade sig gøre nu", error.message)


@exception_view_config(BadCSRFToken, renderer=TEMPLATE)
@exception_view_config(BadCSRFOrigin, renderer=TEMPLATE)
def forged(error: Exception, request: Request) -> ErrorPage:
    """400: the form did not come from a page of ours, or the browser forgot its cookie. Nothing was done."""
    del error
    return _refusal(request, 400, "Formularen kan ikke bruges", FORGED)


@exception_view_config(HTTPBadRequest, renderer=TEMPLATE)
def bad_request(error: HTTPBadRequest, request: Request) -> ErrorPage:
    """400: no browser sends that from a page of ours."""
    del error
    return _refusal(request, 400, "Det kan vi ikke læse", UNREADABLE)


@exception_view_config(HTTPRequestEntityTooLarge, renderer=TEMPLATE)
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
        items=_editorial_links(request),
    )


def _editorial_links(request: Request) -> tuple[Link, ...]:
    if not request.path.startswith(EDITORIAL):
        return ()
    names = request.matchdict or {}
    if "standard" in names:  # the page of a standard is there whatever became of its draft
        page = Link("Tilbage til standarden", f"{EDITORIAL}/{names['municipality']}/{names['standard']}")
    else:
        page = Link("Tilbage til siden", request.path)
    return page, Link("Redaktionens forside", EDITORIAL)


@exception_view_config(HTTPMethodNotAllowed)
def method_not_allowed(error: HTTPMethodNotAllowed, request: Request) -> Response:
    """405: in problem details for the API."""
    del error
    allowed = ", ".join(methods_of(request))
    if _is_api(request):
        detail = f"Brug {allowed}."
        problem = Problem(title="Ikke muligt", status=405, detail=detail, code="method-not-allowed")
        response = problem_response(problem)
    else:
        response = Response(f"Brug {allowed}.", status=405, content_type="text/plain", charset="utf-8")
    response.headers["Allow"] = allowed
    return response


@exception_view_config(UnicodeDecodeError)
def undecodable(error: UnicodeDecodeError, request: Request) -> Response:
    """400: an address that is no UTF-8; stands alone, since nothing of the address can be used."""
    del error
    if _is_api(request):
        return problem_response(bad_input("", "Adressen er ikke skrevet i UTF-8.", "bad-encoding"))
    return Response(_alone(request, "400.pt"), status=400)


@exception_view_config(DatabaseBusy)
@exception_view_config(NoFreeConnection)
def busy(error: Exception, request: Request) -> Response:
    """503: the database could not be had in time, or not at all; stands alone, as 500 does."""
    _log.error("The database could not be had\n%s", places(error))
    if _is_api(request):
        detail = "Der er travlt lige nu. Prøv igen om lidt."
        response = problem_response(Problem(title="Travlt", status=503, detail=detail, code="busy"))
    else:
        response = Response(_alone(request, "503.pt"), status=503)
    response.headers["Retry-After"] = "10"
    return response


@exception_view_config(Exception)
def broken(error: Exception, request: Request) -> Response:
    """500: stands alone, so that it cannot fail with the layout. What was asked is not logged.

    An address may hold what was asked, as a receipt's does, and so may an exception's message: only the
    route, the kinds of the exceptions and the places in the code are written down.
    """
    route = getattr(request, "matched_route", None)
    _log.error("%s failed\n%s", route.pattern if route else "no route", places(error))
    if _is_api(request):
        detail = "Det er vores fejl. Prøv igen om lidt."
        return problem_response(
            Problem(title="Noget gik galt", status=500, detail=detail, code="internal-error")
        )
    return Response(_alone(request, "500.pt"), status=500)


def _alone(request: Request, name: str) -> str:
    """A page that needs nothing but its file; it asks for the style of the others, and reads without it."""
    templates: Path = request.registry.portal.settings.templates
    style: str = request.registry.assets.style
    return (templates / "errors" / name).read_text(encoding="utf-8").replace("$style", style)
