"""KLE numbers, by which Danish municipalities file: group, subgroup and subject, as "27.27.00"."""

from __future__ import annotations

import re

EXAMPLE = "27.27.00"
_NUMBER = re.compile(r"\d{2}(\.\d{2}){0,2}", re.ASCII)


def is_kle(number: str) -> bool:
    """Whether it is a KLE number: whole, or its beginning in whole parts."""
    return _NUMBER.fullmatch(number) is not None


def read_kle(typed: str) -> str:
    """The KLE number, or the beginning of one in whole parts: "27", "27.27" or "27.27.00".

    Raises ValueError with a Danish message for anything else.
    """
    number = typed.strip()
    if not is_kle(number):
        raise ValueError(
            f"»{number}« er ikke et KLE-nummer. Skriv to, fire eller seks cifre, for eksempel {EXAMPLE}."
        )
    return number


def lies_below(number: str, group: str) -> bool:
    """Whether ``number`` is ``group`` or below it; only whole parts count."""
    return number == group or number.startswith(f"{group}.")
