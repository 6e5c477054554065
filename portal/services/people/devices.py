"""The browser that somebody signs in at: what it is called, and whether the account is known there.

Signing in leaves a mark in the browser: a random name, the second it ends, and a signature over both and the
account. A mark says nothing but that this account was signed in to from this browser; nobody can make one, or
read from it whose it is. Nothing of it is kept here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from secrets import token_hex

from portal.security.secret import keyed_hash

MARK_LASTS = timedelta(days=365)
MOST_MARKS = 5
"""Accounts that one browser is known for; a reading room's computer has several."""
_MARK = re.compile(r"(?P<name>[0-9a-f]{16})-(?P<until>[0-9]{1,11})-(?P<signature>[0-9a-f]{64})")
_BETWEEN = "~"

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)
"""What a browser says of itself, and the name it gets; the first that is said counts."""


@dataclass(frozen=True)
class Device:
    """From where somebody signs in.

    ``address`` is the network address, ``browser`` what the browser is called in a few words, ``marks`` what
    it keeps of ours (a cookie), ``session`` the token of the session that is open in it; "" for none.
    """

    address: str
    browser: str = ""
    marks: str = ""
    session: str = ""


def browser_in_words(said: str) -> str:
    """What a browser is called, from what it says of itself (User-Agent): "Firefox på Windows"."""
    browser = next((name for part, name in _BROWSERS if part in said), "En browser")
    system = next((name for part, name in _SYSTEMS if part in said), "")
    return f"{browser} på {system}" if system else browser


def mark_for(key: bytes, mail: str, marks: str, now: datetime) -> str:
    """The random name of the mark that this account has among ``marks``; "" where none of ours counts."""
    for mark in marks.split(_BETWEEN)[:MOST_MARKS]:
        read = _MARK.fullmatch(mark)
        if read is None:
            continue
        name, until, signature = read.groups()
        is_ours = compare_digest(signature, _signature(key, mail, name, until))
        if is_ours and int(until) > now.timestamp():
            return name
    return ""


def marked(key: bytes, mail: str, marks: str, now: datetime) -> str:
    """``marks`` with a new one for this account in place of its old one; of too many the oldest goes."""
    old = mark_for(key, mail, marks, now)
    kept = [m for m in marks.split(_BETWEEN) if _MARK.fullmatch(m) and not (old and m.startswith(f"{old}-"))]
    name, until = token_hex(8), str(int((now + MARK_LASTS).timestamp()))
    new = f"{name}-{until}-{_signature(key, mail, name, until)}"
    return _BETWEEN.join([new, *kept][:MOST_MARKS])


def _signature(key: bytes, mail: str, name: str, until: str) -> str:
    return keyed_hash(key, "device", name, until, mail)
