"""Which addresses of the portal a copy has, the file of each, and how one file leads to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from posixpath import relpath
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from portal import address_book
from portal.danish.letters import slug
from portal.static_site.visiting import HTML
from portal.web.static import PREFIX

ANY = frozenset({"*"})
COPIED: Mapping[str, frozenset[str]] = {
    "home": frozenset(),
    "accessibility": frozenset(),
    "was": frozenset(),
    "law": frozenset(),
    "municipality": frozenset(),
    "municipality.theme": ANY,
    "calculator": frozenset({"tabel"}),
    "standard": frozenset(),
    "standard.versions": frozenset(),
    "standard.changes": frozenset(),
    "standard.version": frozenset(),
    "standard.citation": frozenset({"sted"}),
    "standard.history": frozenset(),
    "standard.source": frozenset(),
    "standard.proof": frozenset(),
}
"""The routes whose pages are copied where another page leads to them, and what may be asked there.

The calculator's answers are listed besides (``answers``). What is not here needs the portal, or is not
adopted: a hearing's proposal lives no longer than its hearing, and a copy of it would.
"""
INDEX = address_book.search()
"""The address whose place the list of all texts takes."""
ABOUT = "om-kopien"
"""What the page about the copy goes by here; the portal has no such page."""
_LONGEST_NAME = 120
_ENDINGS = {"text/markdown": ".md", "application/zip": ".zip"}


def key_of(address: str) -> str:
    """The address without its place on the page, what is asked in one order."""
    parts = urlsplit(address)
    asked = sorted(parse_qsl(parts.query, keep_blank_values=True))
    return f"{parts.path}?{urlencode(asked)}" if asked else parts.path


class SiteFiles:
    """The files of a copy, by the addresses of the portal. ``base`` is the portal's own, "" for none."""

    def __init__(self, base: str, route: Callable[[str], tuple[str, object]]):
        self.base = base
        self._route = route
        self._files: dict[str, str] = {}
        self._taken: set[str] = set()

    def is_copied(self, address: str) -> bool:
        """Whether a page that another leads to belongs in the copy."""
        parts = urlsplit(address)
        asked = COPIED.get(self._route(parts.path)[0])
        if asked is None or parts.netloc:
            return False
        given = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
        return asked is ANY or given <= asked

    def add(self, address: str, media_type: str = HTML) -> str:
        """Give the address a file of its own; its path in the folder."""
        key = key_of(address)
        path, _, asked = key.partition("?")
        stem = unquote(path).strip("/")
        if media_type == HTML and address != ABOUT:
            last = slug(unquote(asked))[:_LONGEST_NAME] if asked else "index"
            stem = f"{stem}/{last}".lstrip("/")
        ending = ".html" if media_type == HTML else _ENDINGS.get(media_type, "")
        name, more = f"{stem}{ending}", 1
        while name in self._taken:
            more += 1
            name = f"{stem}-{more}{ending}"
        self._taken.add(name)
        self._files[key] = name
        return name

    def file(self, address: str) -> str | None:
        """The file of an address, None where the copy has none."""
        return self._files.get(key_of(address))

    def here(self, address: str, seen_from: str) -> str | None:
        """An address on the page ``seen_from``, whole from the portal's root; None for another site's."""
        try:
            whole = urljoin(seen_from if seen_from != ABOUT else INDEX, address.strip())
        except ValueError:  # an adopted text may have an address that is none
            return None
        if self.base and (whole == self.base or whole.startswith(f"{self.base}/")):
            whole = whole.removeprefix(self.base) or address_book.home()
        parts = urlsplit(whole)
        return None if parts.scheme or parts.netloc else whole

    def link(self, address: str, seen_from: str) -> str | None:
        """Where a link from one page of the copy leads: a file in it, else the portal; None for nowhere.

        ``address`` is whole from the portal's root, ``seen_from`` the address of the page.
        """
        parts = urlsplit(address)
        target = self._target(address)
        if target is None:
            return self.base + address if self.base else None
        start = PurePosixPath(self._files[key_of(seen_from)]).parent
        path = quote(relpath(target, start))
        return f"{path}#{parts.fragment}" if parts.fragment else path

    def _target(self, address: str) -> str | None:
        if address.startswith(PREFIX):
            return address.lstrip("/").partition("#")[0]
        if urlsplit(address).path == INDEX:
            return self.file(INDEX)
        return self.file(address)
