"""What looks like a CPR number; used by lint, and where people write freely."""

from __future__ import annotations

import re
from datetime import date

_CPR = re.compile(r"(?<![\d/.,-])(\d{2})(\d{2})(\d{2})[-– ]?(\d{4})(?![\d/-])")


def holds_cpr(text: str) -> bool:
    """Whether some digits in ``text`` look like a CPR number: ten of them, the first six a day."""
    return any(_is_day(found) for found in _CPR.finditer(text))


def _is_day(found: re.Match[str]) -> bool:
    """Whether the first six digits are a day; 2000 is a leap year, as some year of the century always is."""
    try:
        date(2000 + int(found[3]) % 100, int(found[2]), int(found[1]))
    except ValueError:
        return False
    return True
