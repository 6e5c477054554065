"""Which of the two doors somebody came by: the pages for people, or the API for programmes.

A view for something that went wrong says with ``door`` for which of them it answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request

from portal import address_book


class Door(Enum):
    """One of the doors."""

    PAGES = "pages"
    API = "api"


def door_of(environ: Mapping[str, Any]) -> Door:
    """The door that a request, given as its WSGI environment, came by."""
    # The raw path: the decoded one may be what cannot be read.
    return Door.API if environ.get("PATH_INFO", "").startswith(address_book.API) else Door.PAGES


class DoorPredicate:
    """The view predicate ``door``: true of a request that came by that door."""

    def __init__(self, door: Door, config: Configurator):
        del config
        self._door = door

    def text(self) -> str:
        """How Pyramid names the predicate in its messages."""
        return f"door = {self._door.value}"

    phash = text

    def __call__(self, context: object, request: Request) -> bool:
        """Whether the view answers this request."""
        del context
        return door_of(request.environ) is self._door


def includeme(config: Configurator) -> None:
    """Let views say for which door they are."""
    config.add_view_predicate("door", DoorPredicate)
