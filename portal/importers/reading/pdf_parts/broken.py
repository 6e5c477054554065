"""Whether parts of a PDF are damaged: its readers pass over that, and give what is left as if it were all."""

from __future__ import annotations

import zlib

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSLiteral

_DEFLATED = ("FlateDecode", "Fl")
_MOST_OBJECTS, _AT_A_TIME, _MOST_UNPACKED = 200_000, 65_536, 300_000_000


def has_broken_parts(document: PDFDocument) -> bool:
    """Whether an object cannot be read, or a packed part does not end with the sum of what is in it."""
    numbers = {number for xref in document.xrefs for number in xref.get_objids()}
    left = _MOST_UNPACKED
    for number in sorted(numbers)[:_MOST_OBJECTS]:
        try:
            found = document.getobj(number)
        except Exception:  # whatever a broken object makes pdfminer raise
            return True
        if isinstance(found, PDFStream) and _is_deflated(found):
            unpacked = _unpacked(found.rawdata or b"", left)
            if unpacked is None:
                return True
            left -= unpacked
    return len(numbers) > _MOST_OBJECTS


def _is_deflated(stream: PDFStream) -> bool:
    """Whether it is deflated and nothing else, and still as the file has it."""
    filters = stream.attrs.get("Filter")
    first = filters[0] if isinstance(filters, list) and len(filters) == 1 else filters
    return stream.rawdata is not None and isinstance(first, PSLiteral) and first.name in _DEFLATED


def _unpacked(packed: bytes, most: int) -> int | None:
    """How many bytes it unfolds to; None where it is damaged, cut off or unfolds to more than ``most``."""
    inflating, found = zlib.decompressobj(), 0
    try:
        rest = packed
        while rest and not inflating.eof:
            found += len(inflating.decompress(rest, _AT_A_TIME))
            rest = inflating.unconsumed_tail
            if found > most:
                return None
    except zlib.error:
        return None
    return found if inflating.eof else None
