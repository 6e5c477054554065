"""A form that is sent twice does what it does once; the second sending gets the answer of the first.

Every page we show masks the token of its forms anew (``portal.security.csrf``), so the token tells one
showing from another. The same token, address and fields are the same sending. It is looked for before all
else: what the first made may be what the second would be refused for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from pyramid.config import Configurator
from pyramid.csrf import check_csrf_token
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.tweens import EXCVIEW

from portal.security.csrf import FIELD
from portal.security.origin import is_from_elsewhere
from portal.web.requests import TOO_LARGE, is_editorial, writes

BEFORE = ("sendt", "foer")
"""What stands in the address that a second sending is led to."""
_RESULT = "portal.result"
_HEARING = "hearing"

Handler = Callable[[Request], Response]


def name_result(request: Request, path: str) -> None:
    """Say where a second sending is led, for a form that is answered with a page and not led anywhere."""
    request.environ[_RESULT] = path


def sending_once(handler: Handler, registry: object) -> Handler:
    """Pyramid's tween: lets each sending through once."""
    del registry

    def answer(request: Request) -> Response:
        if not _makes_something(request):
            return handler(request)
        sent, key = request.services.sent_forms, _key(request)
        before = sent.claim(key)
        if before is not None:
            return HTTPSeeOther(_told(before))
        response = handler(request)
        if response.status_int < 400:  # else all is undone, the claim too
            sent.keep(key, request.environ.get(_RESULT) or _led_to(response))
        return response

    return answer


def _makes_something(request: Request) -> bool:
    """Whether it is a form of ours that may make something. Signing in, which makes a cookie, is not."""
    return bool(
        request.method == "POST"
        and (is_editorial(request) or request.route_name == _HEARING)
        and TOO_LARGE not in request.environ
        and writes(request)
        and not is_from_elsewhere(request)
        and check_csrf_token(request, token=FIELD, raises=False)
    )


def _key(request: Request) -> str:
    """The sending as a hash, which the random token in it keeps from telling anything."""
    digest = hashlib.sha256(request.environ["PATH_INFO"].encode("latin-1"))
    for name, value in request.POST.items():
        for part in (name.encode(), _bytes(value)):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _bytes(value: Any) -> bytes:
    """What a field holds: words, or the content of a file, which is left to be read again."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    content: bytes = value.file.read()
    value.file.seek(0)
    return content


def _led_to(response: Response) -> str:
    return str(response.location or "") if response.status_int == 303 else ""


def _told(path: str) -> str:
    """The address, with what makes its page say that it was sent before."""
    whole = urlsplit(path)
    query = "&".join(part for part in (whole.query, "=".join(BEFORE)) if part)
    return urlunsplit(("", "", whole.path, query, whole.fragment))


def includeme(config: Configurator) -> None:
    """Stand under the exception views, so that a database that is busy is said as everywhere else."""
    config.add_tween("portal.web.sending_once.sending_once", under=EXCVIEW)
