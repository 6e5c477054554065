"""What somebody typed before they had to sign in: carried through it, shown, and sent on when they say so.

Nothing is carried that did not stand on a page of ours, and no password.
"""

from __future__ import annotations

import json

from pyramid.csrf import check_csrf_token, get_csrf_token
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.renderers import render
from pyramid.request import Request
from pyramid.response import Response

from portal import address_book
from portal.security.csrf import FIELD
from portal.security.origin import is_from_here
from portal.views.people.sign_in_form import sign_in_page
from portal.views.people.sign_in_page import ResumePage
from portal.views.shared.components import NoticeBox, TypedField
from portal.views.shared.field_names import SECRET
from portal.views.shared.frames import frame_for
from portal.web.requests import absolute, is_editorial, is_script

ONWARD, TYPED = "videre", "skrevet"
SIGN_IN, RESUME = "portal:templates/people/sign_in.pt", "portal:templates/people/resume.pt"
KEPT = "Log ind igen, så er det, du skrev, her endnu."
NOT_KEPT = "Log ind igen. Adgangskoder bliver ikke gemt undervejs: dem skal du skrive igen."
COPY = "Intet er gemt. Er der noget, du vil beholde, så kopiér det nu. Det bliver ikke sendt."
OLD_FORM = "Du har logget ind, efter at siden blev åbnet. Tryk Gem; så er det, du skrev, her endnu."
_MOST_SHOWN, _LONGEST_SHOWN = 40, 500

Typed = tuple[tuple[str, str], ...]


def signed_out_response(request: Request) -> Response:
    """What somebody without a session gets from an editorial page.

    Every such address answers alike, so that nobody learns what exists. What was posted is carried along only
    where the form was ours: the cookie of a signed-in person stays at home when another site posts, and
    signing in again must not send that site's words for them.
    """
    if request.method in ("GET", "HEAD"):
        return HTTPSeeOther(request.route_path("sign_in", _query={ONWARD: request.path_qs}))
    if is_script(request):
        return Response(json={"problem": "signed-out"}, status=403)
    if not check_csrf_token(request, token=FIELD, raises=False):
        page = sign_in_page(request, _signed_out(COPY), {}, kept=typed_fields(request))
    elif SECRET & set(request.POST):
        page = sign_in_page(request, _signed_out(NOT_KEPT), {ONWARD: request.path})
    else:
        page = sign_in_page(
            request, _signed_out(KEPT), {ONWARD: request.path, TYPED: json.dumps(_posted(request))}
        )
    return _never_kept(Response(render(SIGN_IN, page, request=request), status=403))


def old_form_response(request: Request) -> Response | None:
    """For a form with a token from before its sender signed in: the form again, to be sent on.

    None where the browser does not say that it stood on a page of ours, or a password is in it.
    """
    if not (is_editorial(request) and request.method == "POST" and is_from_here(request)):
        return None
    if request.identity is None or SECRET & set(request.POST):
        return None
    if is_script(request):
        return Response(json={"problem": "old-form", "message": OLD_FORM}, status=400)
    response = resumed_response(request, request.path, _posted(request))
    response.status_int = 400
    return response


def resumed_response(request: Request, onward: str, typed: Typed) -> Response:
    """What was typed before is shown first, and sent on from there."""
    shown = tuple(TypedField(name, _shortened(value)) for name, value in typed if value.strip())
    page = ResumePage(
        frame=frame_for(request, indexable=False),
        title="Du er logget ind igen",
        csrf=get_csrf_token(request),
        action=onward,
        desk=address_book.editorial(),
        address=absolute(request, onward),
        shown=shown[:_MOST_SHOWN],
        hidden=typed,
    )
    return _never_kept(Response(render(RESUME, page, request=request)))


def read_typed(words: str) -> Typed:
    """The fields that were carried; none where these are no such words."""
    try:
        pairs = json.loads(words)
        return tuple((str(name), str(value)) for name, value in pairs if name not in SECRET)
    except (ValueError, TypeError):
        return ()


def typed_fields(request: Request) -> tuple[TypedField, ...]:
    """What stood in a posted form, to be copied from a page that could not do what was asked; no password."""
    fields = (TypedField(name, value) for name, value in _posted(request) if value.strip())
    return tuple(fields)[:_MOST_SHOWN]


def _posted(request: Request) -> Typed:
    """The fields of a form but its token, its passwords and its files."""
    hidden = {FIELD, *SECRET}
    return tuple((n, v) for n, v in request.POST.items() if n not in hidden and isinstance(v, str))


def _signed_out(text: str) -> NoticeBox:
    return NoticeBox("warning", "Du er logget ud", text)


def _never_kept(response: Response) -> Response:
    response.cache_control = "no-store"
    return response


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]} …"
