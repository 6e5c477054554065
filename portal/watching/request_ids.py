"""The id of a request: in each of its log lines, and in an answer that failed, to bring the two together.

It says nothing of who asked. A server in front may have given one already; from anybody else it is not taken,
and what does not look like one is not either: what a visitor sends must not stand in the log.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from itertools import count
from secrets import token_hex
from typing import Any

HEADER = "X-Request-Id"
"""The header by which an answer that failed says its request's id."""
_GIVEN = re.compile(r"[0-9A-Fa-f-]{16,64}")
"""Ids as servers make them: hexadecimal, UUIDs too. No name and no CPR number has this shape."""
_ID = "portal.request_id"


class RequestIds:
    """Gives each request its id. ``header`` names the one in which a server in front sends it; "": none."""

    def __init__(self, header: str):
        self._key = f"HTTP_{header.upper().replace('-', '_')}" if header else ""
        # Made in each process that answers, so that no two processes count alike.
        self._beginning = token_hex(6)
        self._count = count(1)

    def of(self, environ: dict[str, Any]) -> str:
        """The id of a request, given as its WSGI environment; made when first asked for: most never are."""
        if _ID not in environ:
            given: str = environ.get(self._key, "") if self._key else ""
            taken = _GIVEN.fullmatch(given) is not None
            environ[_ID] = given if taken else f"{self._beginning}{next(self._count):08x}"
        found: str = environ[_ID]
        return found


ANSWERED: ContextVar[tuple[RequestIds, dict[str, Any]] | None] = ContextVar("answered", default=None)
"""The request that is being answered, and who gives it its id; None between requests."""


def request_id() -> str:
    """The id of the request that is being answered; "" where none is."""
    answered = ANSWERED.get()
    return answered[0].of(answered[1]) if answered else ""
