"""Characters that office programs and PDF files bring along, made into those one types."""

from __future__ import annotations

import re
import unicodedata

from portal.danish.characters import BLANKS, CONTROL, INVISIBLE

_GONE = re.compile(f"[{CONTROL}{INVISIBLE}]")
_BLANK = re.compile(f"[{BLANKS}]+")
_BREAK = re.compile("\r\n?|[\u2028\u2029\u0085\x0b]")
_LIGATURES = {ord(c): unicodedata.normalize("NFKC", c) for c in "ﬀﬁﬂﬃﬄ"}
# Word writes bullets as letters of its own symbol fonts.
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def cleaned(text: str, *, keep_tabs: bool = False) -> str:
    """The text with \\n line ends, plain blanks and composed letters; invisible characters are taken out."""
    text = _BREAK.sub("\n", text)
    if keep_tabs:
        text = text.replace("\t", "\ue009")
    text = _GONE.sub("", _BLANK.sub(" ", text)).translate(_LIGATURES)
    if keep_tabs:
        text = text.replace("\ue009", "\t")
    return unicodedata.normalize("NFC", _PRIVATE.sub("•", text))
