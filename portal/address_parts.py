"""How an address is written; which there are say ``portal.address_book`` and its half for the desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

_SAFE = "~!$&'()*+,;=:@"


def asking(address: str, asked: Iterable[tuple[str, str]]) -> str:
    """The address with a question after it."""
    return f"{address}?{urlencode(list(asked))}"


def written(fixed: str, *parts: str, asked: Mapping[str, str] | None = None, place: str = "") -> str:
    """An address: its ``fixed`` beginning, further parts, the question, and an id on the page."""
    path = "/".join((fixed, *(quote(part, safe=_SAFE) for part in parts)))
    path = asking(path, asked.items()) if asked else path
    return f"{path}#{quote(place, safe=_SAFE + '/?')}" if place else path
