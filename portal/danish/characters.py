"""Characters that are not what they seem: invisible ones, odd blanks, what no page or feed may hold.

One set for everything that reads text. ``as_read`` is the door: what rules, search and calculator read has
been through it. The bytes of a text stay as they are.
"""

from __future__ import annotations

import re
import unicodedata

CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff"
"""What no source may hold, for use within [ ] of a pattern: controls, line and direction marks."""
_UNFIT = "\x80-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\uffff"
INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2060-\u2065\ufe00-\ufe0f"
"""What is there but not seen, for use within [ ]: soft hyphens, joiners, zero-width blanks."""
BLANKS = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that are not the ordinary one, for use within [ ]."""
DASHES = "\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
"""Signs that are read as a hyphen, for use within [ ]."""

MOST_MARKS = 30
"""As in the stream-safe format of Unicode (annex 15)."""
_COMBINING = "".join(map(chr, filter(lambda code: unicodedata.combining(chr(code)), range(0x300, 0x1F000))))
_STACKED = re.compile(f"([{_COMBINING}]{{{MOST_MARKS}}})[{_COMBINING}]+")
_GONE = re.compile(f"[{INVISIBLE}\U000e0000-\U000e007f]")
_ODD = re.compile(f"[{CONTROL}{_UNFIT}]")
_SPACES = re.compile(f"[ {BLANKS}]+")


def odd_character(text: str) -> str:
    """The first character of ``text`` that no page or feed may hold; "" where there is none."""
    found = _ODD.search(text)
    return found[0] if found else ""


def as_read(text: str) -> str:
    """``text`` with ordinary single blanks and composed letters; what cannot be seen is taken out.

    Line breaks stay. An odd character becomes a blank, since it may have stood between two words.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return composed(_SPACES.sub(" ", _ODD.sub(" ", _GONE.sub("", text))))


def composed(text: str) -> str:
    """``text`` with composed letters: å is one character.

    Of marks upon marks the first ``MOST_MARKS`` are kept. No language stacks so many, and to put thousands in
    order takes a time that grows with their square.
    """
    return unicodedata.normalize("NFC", _STACKED.sub(r"\1", text))
