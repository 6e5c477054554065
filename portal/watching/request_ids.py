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
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is being answered; "" between requests, and where there are none."""
_GIVEN = re.compile(r"[0-9A-Fa-f-]{16,64}")
"""Ids as servers make them: hexadecimal, UUIDs too. No name and no CPR number has this shape."""


class RequestIds:
    """Gives each request its id. ``header`` names the one in which a server in front sends it; "": none."""

    def __init__(self, header: str):
        self._key = f"HTTP_{header.upper().replace('-', '_')}" if header else ""
        # Made in each process that answers, so that no two processes count alike.
        self._beginning = token_hex(6)
        self._count = count(1)

    def of(self, environ: dict[str, Any]) -> str:
        """The id of a request, given as its WSGI environment."""
        if self._key:
            given: str = environ.get(self._key, "")
            if _GIVEN.fullmatch(given):
                return given
        return f"{self._beginning}{next(self._count):08x}"
