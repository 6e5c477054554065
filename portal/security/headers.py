"""The headers every answer carries: no script but our own, no other host, no address passed on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

SELF = "'self'"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
ONLY_TLS = ("Strict-Transport-Security", "max-age=31536000")
"""For a year a browser asks by https alone; for our host only, since others under it are not ours to bind."""


def content_policy(frame_ancestors: Iterable[str] = ()) -> str:
    """The content security policy; the page may be shown inside our own and those of ``frame_ancestors``."""
    return f"{POLICY}; frame-ancestors {' '.join((SELF, *frame_ancestors))}"


EVERY: tuple[tuple[str, str], ...] = (
    ("Content-Security-Policy", content_policy()),
    # What a visitor asked stands in the address; it must not reach another site.
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


def missing_headers(given: Iterable[tuple[str, str]], *, tls: bool) -> list[tuple[str, str]]:
    """The headers to add to those of an answer; what it says itself stands, as an embedded page's ancestors.

    ``tls``: whether visitors come by https.
    """
    return list(_missing(tuple([name for name, _ in given]), tls))


@lru_cache(maxsize=256)
def _missing(names: tuple[str, ...], tls: bool) -> tuple[tuple[str, str], ...]:
    given = {name.lower() for name in names}
    wanted = (*EVERY, ONLY_TLS) if tls else EVERY
    return tuple((name, value) for name, value in wanted if name.lower() not in given)
