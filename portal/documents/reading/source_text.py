"""From the bytes of a file to its text. The bytes themselves are what is hashed; they are never changed."""

from __future__ import annotations

import codecs
import re

from portal.danish.characters import CONTROL, composed
from portal.documents.problems import Problems

_CONTROL = re.compile(f"[{CONTROL}]")
_ENCODING_REMEDY = "Gem filen som UTF-8 (i Notesblok: Filer, Gem som, Kodning: UTF-8)."


def read_text(source: bytes, problems: Problems) -> str:
    """The text of ``source`` with \\n line ends and composed letters (å as one character).

    A UTF-8 byte order mark and Windows line ends are accepted, since Danish office programs write them.
    Other encodings and invisible control characters are errors, added to ``problems``; undecodable bytes end
    the reading with ``DocumentError``.
    """
    if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        problems.error(1, "encoding", "Filen er gemt som UTF-16.", _ENCODING_REMEDY)
        problems.refuse_errors()
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        problems.error(
            line,
            "encoding",
            "Filen er ikke gemt som UTF-8: linjen har tegn, der ikke kan læses.",
            _ENCODING_REMEDY,
        )
        problems.refuse_errors()
    text = composed(text.replace("\r\n", "\n").replace("\r", "\n"))
    for number, line_text in enumerate(text.split("\n"), start=1):
        if found := _CONTROL.search(line_text):
            problems.error(
                number,
                "encoding",
                f"Linjen har et usynligt tegn (U+{ord(found[0]):04X}).",
                "Slet tegnet. Det kommer ofte med, når tekst sættes ind fra Word eller en PDF.",
            )
    return _CONTROL.sub(" ", text)
