"""Questions in an address that are not UTF-8, as old links and some programmes write them (``?q=d%F8gn``).

On pages for people they are read as Latin-1, which reads any byte: what was meant is found. A programme that
asks the API is told instead.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote_from_bytes, unquote_to_bytes

from pyramid.request import Request

from portal.doors import Door, door_of


class ReadableRequest(Request):
    """A request whose query can be decoded."""

    def __init__(self, environ: dict[str, Any], *args: Any, **kw: Any):
        make_readable(environ)
        super().__init__(environ, *args, **kw)


def make_readable(environ: dict[str, Any]) -> None:
    """Write the query again in UTF-8 where it is not."""
    query = environ.get("QUERY_STRING", "").encode("latin-1", "replace")
    for_people = door_of(environ) is Door.PAGES
    if for_people and not _is_utf8(unquote_to_bytes(query)):
        environ["QUERY_STRING"] = "&".join(map(_rewritten, query.split(b"&")))


def _rewritten(part: bytes) -> str:
    """A name=value of a query; only what is no UTF-8 is changed."""
    plain = unquote_to_bytes(part)
    if _is_utf8(plain):
        return part.decode("ascii", "ignore")
    name, equals, value = part.partition(b"=")
    written = [quote_from_bytes(unquote_to_bytes(p).decode("latin-1").encode()) for p in (name, value)]
    return (written[0] + equals.decode() + written[1]).replace("%2B", "+")


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
