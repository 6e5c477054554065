"""Characters that office programs and PDF files bring along, made into those one types."""

from __future__ import annotations

import re
import unicodedata

from portal.danish.characters import BLANKS, CONTROL, INVISIBLE

_GONE = re.compile(f"[{CONTROL}{INVISIBLE}]")
_BLANK = re.compile(f"[{BLANKS}]+")
_BLANK_NO_TAB = re.compile(f"[{BLANKS.replace(chr(9), '')}]+")
_BREAK = re.compile("\r\n?|[\u2028\u2029\u0085\x0b]")
_PLAIN = {ord(c): unicodedata.normalize("NFKC", c) for c in "ﬀﬁﬂﬃﬄ"} | dict.fromkeys((0x2010, 0x2011), "-")


def cleaned(text: str, *, keep_tabs: bool = False) -> str:
    """The text with \\n line ends, plain blanks and composed letters; invisible characters are taken out."""
    text = (_BLANK_NO_TAB if keep_tabs else _BLANK).sub(" ", _BREAK.sub("\n", text))
    return unicodedata.normalize("NFC", _GONE.sub("", text).translate(_PLAIN))
