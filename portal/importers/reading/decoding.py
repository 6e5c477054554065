"""The text of bytes: HTML may say itself how it is written."""

from __future__ import annotations

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_SAID_WITHIN = 4_096
_SPOILT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
STRAY_SIGNS = (
    "Filen har tegn, som ikke hører til i en tekst, så noget kan være gået tabt. Hold alt op mod den."
)


def doubt_of(text: str) -> str:
    """Why a text that was read may not be the one that was written, in Danish; "" where nothing says so.

    A sign that steers a machine, or the mark of one that could not be read, may stand where a digit stood.
    """
    return STRAY_SIGNS if _SPOILT.search(text) else ""


def decoded_html(content: bytes) -> str:
    """The text of a page of HTML in the encoding it marks or declares, else UTF-8, else Windows-1252."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    declared = _DECLARED.search(content[:_SAID_WITHIN])
    for name in (declared[1].decode("ascii", "replace") if declared else "utf-8", "utf-8", "cp1252"):
        try:
            return content.decode("cp1252" if name.lower() in ("iso-8859-1", "latin1") else name)
        except (LookupError, ValueError):
            continue
    return content.decode("cp1252", "replace")
