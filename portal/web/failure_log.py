"""What is written down of a failure: the places in the code, never what was asked.

An address may hold what was asked, as a receipt's does, and so may an exception's message: only the route,
the kinds of the exceptions and the places in the code are written down.
"""

from __future__ import annotations

import logging

from pyramid.request import Request

from portal.traces import places

_log = logging.getLogger("portal")


def log_busy(error: BaseException) -> None:
    """The database could not be had in time."""
    _log.error("The database could not be had", extra={"places": places(error)})


def log_broken(error: BaseException, request: Request) -> None:
    """Something failed that should not."""
    route = getattr(request, "matched_route", None)
    _log.error("%s failed", route.pattern if route else "no route", extra={"places": places(error)})
