"""What no page of ours would send is refused before anything is looked up: other methods, other sites' forms.

The form's token is the first wall (``portal.security.csrf``); this is the second: the browser itself says
where a form stood. A programme that says nothing about it still needs the token.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from pyramid.config import Configurator
from pyramid.events import NewRequest
from pyramid.exceptions import BadCSRFOrigin
from pyramid.httpexceptions import HTTPMethodNotAllowed
from pyramid.request import Request

from portal.doors import Door, door_of

PAGE_METHODS = ("GET", "HEAD", "POST")
API_METHODS = ("GET", "HEAD", "OPTIONS")
_OURS = ("same-origin", "none")
"""What ``Sec-Fetch-Site`` says of a form on a page of ours, and of what the person sent by hand."""


def methods_of(request: Request) -> tuple[str, ...]:
    """The methods that the address can be asked with."""
    return API_METHODS if door_of(request.environ) is Door.API else PAGE_METHODS


def is_from_here(request: Request) -> bool:
    """Whether the browser says that the form stood on a page of ours; False where it says nothing."""
    said = request.headers.get("Sec-Fetch-Site") or request.headers.get("Origin")
    return bool(said) and said != "none" and not is_from_elsewhere(request)


def is_from_elsewhere(request: Request) -> bool:
    """Whether the browser says that the form stood on another site; False where it says nothing."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site not in _OURS
    origin = request.headers.get("Origin", "")
    base: str = request.registry.portal.settings.base_url
    ours = {_host(f"//{request.host}"), _host(base)} - {""}
    return bool(origin) and _host(origin) not in ours


def _host(address: str) -> str:
    """Host and port, without a port that goes without saying. The scheme is left out: behind a server that
    speaks TLS that of the request is not the browser's."""
    try:
        whole = urlsplit(address)
    except ValueError:  # no browser writes that
        return address
    return whole.netloc.lower().removesuffix(":80").removesuffix(":443")


def look_at(event: NewRequest) -> None:
    """Raises HTTPMethodNotAllowed or BadCSRFOrigin."""
    request = event.request
    if request.method not in methods_of(request):
        raise HTTPMethodNotAllowed
    if request.method == "POST" and is_from_elsewhere(request):
        raise BadCSRFOrigin("the form stood on another site")


def includeme(config: Configurator) -> None:
    """Look at every request before its route is found."""
    config.add_subscriber(look_at, NewRequest)
