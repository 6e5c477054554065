"""Danish numbers, exact: reading "1.103", "2,5", "1 ½", "halvanden" and "enogtyve", and writing them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

LONGEST_NUMBER = 15
"""Digits a number may have; more is a slip of the finger, not an amount."""

_ONES = ("nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")
_TEENS = ("tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten")
_TENS = {
    20: "tyve",
    30: "tredive",
    40: "fyrre",
    50: "halvtreds",
    60: "tres",
    70: "halvfjerds",
    80: "firs",
    90: "halvfems",
}
_ORDINALS = (
    "første",
    "anden",
    "tredje",
    "fjerde",
    "femte",
    "sjette",
    "syvende",
    "ottende",
    "niende",
    "tiende",
    "ellevte",
    "tolvte",
    "trettende",
    "fjortende",
    "femtende",
    "sekstende",
    "syttende",
    "attende",
    "nittende",
    "tyvende",
)


def _cardinals() -> dict[str, Fraction]:
    words = {word: Fraction(n) for n, word in enumerate(_ONES + _TEENS)}
    words |= dict.fromkeys(("et", "én", "ét", "een", "eet", "èn", "èt"), Fraction(1))
    for ten, name in _TENS.items():
        long_form = {40: "fyrretyve"}.get(ten, f"{name}indstyve" if ten >= 50 else name)
        for spelling in {name, long_form}:
            words[spelling] = Fraction(ten)
            words |= {f"{_ONES[one]}og{spelling}": Fraction(ten + one) for one in range(1, 10)}
            words[f"étog{spelling}"] = words[f"énog{spelling}"] = Fraction(ten + 1)
    words |= dict.fromkeys(("hundrede", "hundred"), Fraction(100))
    words |= dict.fromkeys(("tusind", "tusinde"), Fraction(1000))
    words |= dict.fromkeys(("halv", "halvt", "halve"), Fraction(1, 2))
    words |= dict.fromkeys(("halvanden", "halvandet"), Fraction(3, 2))
    return words


NUMBER_WORDS: Mapping[str, Fraction] = MappingProxyType(_cardinals())
"""Every single word that is a number, in lower case: "to" → 2, "enogtyve" → 21, "halvanden" → 3/2."""

ORDINAL_WORDS: Mapping[str, int] = MappingProxyType(
    {word: n for n, word in enumerate(_ORDINALS, 1)} | {"andet": 2, "tredie": 3}
)
"""Every single ordinal word in lower case: "anden" → 2, "fjortende" → 14."""

VULGAR_FRACTIONS: Mapping[str, Fraction] = MappingProxyType(
    {c: Fraction(unicodedata.numeric(c)).limit_denominator(10) for c in "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"}
)

_DIGITS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?")
_RATIO = re.compile(r"(?:([0-9.]+) +)?([0-9]+) ?[/⁄] ?([0-9]+)")
_VULGAR = re.compile(f"([0-9.]*) ?([{''.join(VULGAR_FRACTIONS)}])")
_AND_A_HALF = re.compile(r"(.+?) (?:og )?(?:en |et )?halvt?")


def read_digits(text: str) -> Fraction:
    """A number in Danish digits: point for thousands, comma for decimals. ValueError otherwise."""
    if not _DIGITS.fullmatch(text):
        raise ValueError(f"»{text}« er ikke et tal, som det skrives på dansk.")
    if sum(c.isdigit() for c in text) > LONGEST_NUMBER:
        raise ValueError(f"Tallet har mere end {LONGEST_NUMBER} cifre.")
    return Fraction(text.replace(".", "").replace(",", "."))


def read_words(text: str) -> Fraction:
    """A number in lower-case words: "seks", "to hundrede og tyve". ValueError otherwise."""
    total, last = Fraction(0), Fraction(1000)
    words = text.split(" ")
    while words:
        value = NUMBER_WORDS.get(words.pop(0))
        if value is None:
            raise ValueError(f"»{text}« er ikke et tal.")
        if words and words[0] in ("hundrede", "hundred") and value in range(1, 10):
            value *= NUMBER_WORDS[words.pop(0)]
        if total and (value >= last or last < 100):
            raise ValueError(f"»{text}« er ikke et tal.")
        total, last = total + value, value
        if len(words) > 1 and words[0] == "og" and last >= 100:
            words.pop(0)
    return total


def _read_plain(text: str) -> Fraction:
    return read_digits(text) if text[:1].isdigit() else read_words(text)


def read_number(text: str) -> Fraction:
    """The number ``text`` is, exactly: digits, fractions ("1 ½", "5/6") or words; never negative.

    A point is for thousands and a comma for decimals; "2.5" is refused.
    Raises ValueError with a Danish message.
    """
    cleaned = " ".join(unicodedata.normalize("NFC", text).lower().split())
    if ratio := _RATIO.fullmatch(cleaned):
        whole, over, under = (read_digits(group or "0") for group in ratio.groups())
        if not under:
            raise ValueError("Et tal kan ikke deles med nul.")
        return whole + over / under
    if vulgar := _VULGAR.fullmatch(cleaned):
        return read_digits(vulgar[1] or "0") + VULGAR_FRACTIONS[vulgar[2]]
    if cleaned in ("en halv", "et halvt"):
        return Fraction(1, 2)
    if half := _AND_A_HALF.fullmatch(cleaned):
        whole = _read_plain(half[1])
        if whole.denominator == 1:
            return whole + Fraction(1, 2)
    return _read_plain(cleaned)


def read_ordinal(text: str) -> int:
    """The ordinal ``text`` is: "14.", "anden", "fjortende". ValueError otherwise."""
    cleaned = unicodedata.normalize("NFC", text).strip().lower()
    if cleaned in ORDINAL_WORDS:
        return ORDINAL_WORDS[cleaned]
    if re.fullmatch(r"[1-9][0-9]{0,3}\.", cleaned):
        return int(cleaned[:-1])
    raise ValueError(f"»{text}« er ikke et ordenstal.")


def format_number(value: Fraction | int) -> str:
    """``value`` exactly, in Danish: "1.103", "2,5", and "10 5/6" where no finite decimal is exact."""
    sign, rest = ("-", -value) if value < 0 else ("", value)
    whole, part = divmod(rest, 1)
    digits = f"{whole:,}".replace(",", ".")
    if not part:
        return sign + digits
    decimals = _decimals(part.denominator)
    if decimals is None:
        ratio = f"{part.numerator}/{part.denominator}"
        return sign + (f"{digits} {ratio}" if whole else ratio)
    return f"{sign}{digits},{int(part * 10**decimals):0{decimals}d}"


def exact_number(value: Fraction) -> str:
    """An exact decimal with a point, or a fraction where none is exact: "60", "2.5", "13/3"."""
    decimals = _decimals(value.denominator)
    if not decimals:
        return str(value)
    digits = str(abs(value.numerator) * 10**decimals // value.denominator).zfill(decimals + 1)
    return f"{'-' if value < 0 else ''}{digits[:-decimals]}.{digits[-decimals:]}"


def _decimals(denominator: int) -> int | None:
    """How many decimals a fraction in lowest terms has; None where no number of them is exact."""
    odd = denominator
    for prime in (2, 5):
        while odd % prime == 0:
            odd //= prime
    decimals = 0
    while odd == 1 and 10**decimals % denominator:
        decimals += 1
    return decimals if odd == 1 else None


def format_rounded(value: Fraction, decimals: int = 2) -> str:
    """``value`` with at most ``decimals`` decimals; "ca. " stands before it where that is not exact."""
    rounded = Fraction(round(value * 10**decimals), 10**decimals)
    return ("" if rounded == value else "ca. ") + format_number(rounded)


def number_word(number: int) -> str:
    """The Danish word for a whole number from 0 to 199: 6 → "seks". ValueError otherwise."""
    if not 0 <= number < 200:
        raise ValueError("Kun tal fra 0 til 199 har et ord her.")
    if number >= 100:
        return "hundrede" + (f" og {number_word(number - 100)}" if number > 100 else "")
    if number < 20:
        return (_ONES + _TEENS)[number]
    one = number % 10
    return (f"{_ONES[one]}og" if one else "") + _TENS[number - one]
