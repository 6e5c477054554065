"""Ages in whole years as a table's rows write them: "3-5 år", "over 13 år", "under 3 år"."""

from __future__ import annotations

import re
import unicodedata

from calculators.reading.levels import AgeSpan

HIGHEST_AGE = 120

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_BOTH = re.compile(r"(?:fra )?([0-9]{1,3}) ?(?:-|til og med) ?([0-9]{1,3})")
_OVER = re.compile(r"over ([0-9]{1,3})")
_UNDER = re.compile(r"under ([0-9]{1,3})")
_FROM = re.compile(r"(?:mindst|fra) ([0-9]{1,3})|([0-9]{1,3}) (?:og|eller) (?:derover|ældre|opefter)")
_TO = re.compile(r"til og med ([0-9]{1,3})")
_ONE = re.compile(r"([0-9]{1,3})")


def read_age_span(text: str) -> AgeSpan:
    """The ages ``text`` names, both ends inclusive. Raises ValueError with a Danish message.

    "op til 16 år" and "til 22 år" are refused: readers disagree on whether the last year is meant.
    """
    cleaned = unicodedata.normalize("NFC", text).lower().translate(_DASHES)
    cleaned = " ".join(re.sub(r"\bår(?:ige)?\b\.?|-årige", " ", cleaned).split())
    lowest, highest = _ends(cleaned, text)
    if (highest if highest is not None else lowest or 0) > HIGHEST_AGE:
        raise ValueError(f"Alderen i »{text}« er højere end {HIGHEST_AGE} år.")
    if highest is not None and (lowest or 0) > highest:
        raise ValueError(f"Den første alder i »{text}« skal være den laveste.")
    return AgeSpan(lowest, highest)


def _ends(cleaned: str, text: str) -> tuple[int | None, int | None]:
    if both := _BOTH.fullmatch(cleaned):
        return int(both[1]), int(both[2])
    if over := _OVER.fullmatch(cleaned):
        return int(over[1]) + 1, None
    if under := _UNDER.fullmatch(cleaned):
        return None, int(under[1]) - 1
    if lowest := _FROM.fullmatch(cleaned):
        return int(lowest[1] or lowest[2]), None
    if highest := _TO.fullmatch(cleaned):
        return None, int(highest[1])
    if one := _ONE.fullmatch(cleaned):
        return int(one[1]), int(one[1])
    raise ValueError(
        f"»{text}« er ikke en alder. Skriv for eksempel »3-5 år«, »over 13 år« eller »under 3 år«."
    )


def print_age_span(span: AgeSpan) -> str:
    """``span`` as a row writes it: "3-5 år", "14 år og derover"; "alle aldre" where both ends are open."""
    if span.lowest is None:
        return "alle aldre" if span.highest is None else f"til og med {span.highest} år"
    if span.highest is None:
        return f"{span.lowest} år og derover"
    return f"{span.lowest} år" if span.lowest == span.highest else f"{span.lowest}-{span.highest} år"
