"""What looks like a CPR number, however it is spelled; used by lint, and wherever people write freely.

The text is folded first: entities, marks of emphasis, invisible characters, all kinds of dashes, blanks and
digits. Then a number is a day, perhaps 60 too high (as replacement numbers have it), and four digits. What
stands in a longer number (EAN, a case number) is none.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from portal.danish.characters import DASHES, as_read

REMEDY = "Der står noget, der ligner et CPR-nummer. Fjern det."

_MARKS = re.compile(r"[*_`~\\]|</?[a-zA-Z!][^<>]*>")
_DASH = re.compile(f"[{DASHES}]")
_DIGIT = re.compile(r"(?![0-9])\d")
_LEFT, _RIGHT = r"(?<!\d)(?<!\d[-/.,])", r"(?!\d)(?![-/.,]\d)"
_SPELLINGS = tuple(
    re.compile(_LEFT + spelling + _RIGHT)
    for spelling in (
        r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d\d)\s{0,2}-{1,2}\s{0,2}\d{4}",
        r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d\d)\s{0,2}/\s{0,2}\d{4}",
        r"(?<!\d\s)(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d\d)\s{1,2}\d{4}",
        r"(?P<code>[A-ZÆØÅ]{1,5}-?)?(?<!\d)(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d\d)\d{4}",
        r"(?P<day>\d\d)(?P<sep>[./-])\s?(?P<month>\d\d)(?P=sep)\s?(?P<year>\d\d)\s?-\s?\d{4}",
        r"(?<!\d\s)(?P<day>\d\d)\s(?P<month>\d\d)\s(?P<year>\d\d)(?:\s?-\s?|\s)\d{4}",
        r"(?P<day>\d\d)(?P<sep>[./-]?)(?P<month>\d\d)(?P=sep)(?:19|20)(?P<year>\d\d)-(?!19|20)\d{4}",
    )
)
_DIGITS = 10
_REPLACEMENT = 60
"""What is added to the day of a replacement number, for somebody who has no CPR number."""
_OTHER_NUMBERS = re.compile(
    r"(?:\bP-?(?:nr|nummer|numre)|\bkonto\w*|\bfaktura\w*)[.:]?\s*(?:nr\.?\s*)?$", re.I
)


def holds_cpr(text: str) -> bool:
    """Whether something in ``text``, Markdown or plain, looks like a CPR number."""
    if "&" not in text and sum(character.isdigit() for character in text) < _DIGITS:
        return False
    folded = _folded(text)
    return any(_numbers(folded)) or any(_numbers(_MARKS.sub("", folded)))


def _folded(text: str) -> str:
    """The text as the eye takes it: one kind of blank, dash and digit, nothing invisible."""
    seen = as_read(unicodedata.normalize("NFKC", as_read(html.unescape(text))))
    return _DIGIT.sub(lambda digit: str(unicodedata.digit(digit[0])), _DASH.sub("-", seen))


def _numbers(text: str) -> Iterator[re.Match[str]]:
    for spelling in _SPELLINGS:
        for found in spelling.finditer(text):
            if _is_day(found) and not _is_other(found):
                yield found


def _is_day(found: re.Match[str]) -> bool:
    """Whether the first six digits are a day; 2000 is a leap year, as some year of the century always is."""
    day = int(found["day"])
    try:
        date(2000 + int(found["year"]), int(found["month"]), day - _REPLACEMENT * (day > _REPLACEMENT))
    except ValueError:
        return False
    return True


def _is_other(found: re.Match[str]) -> bool:
    """Whether the words before say that it is a case code ("EMN-2412011234") or a number of another kind."""
    code = found.groupdict().get("code")
    if code and code.rstrip("-") != "CPR":
        return True
    return _OTHER_NUMBERS.search(found.string[max(found.start() - 30, 0) : found.start()]) is not None
