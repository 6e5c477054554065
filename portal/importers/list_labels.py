"""What stands before an item of a list: the number in the form that its list counts in."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_FORMS = {
    "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
}  # fmt: skip


def numeral(number: int, form: str) -> str:
    """A number in a form that Word names: lowerLetter, upperRoman, decimalZero; digits in any other."""
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26 * 30:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    return f"{number:02}" if form == "decimalZero" else str(number)


def whole(written: str | None, otherwise: int) -> int:
    """The number, of at most nine digits 0-9, that a page or a file says; ``otherwise`` for anything else."""
    digits = (written or "").strip()
    return int(digits[:9]) if digits.isascii() and digits.isdigit() else otherwise


def labels_of(element: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The items of an ``ol`` or ``ul``, each with what stands before it."""
    number, form = whole(element.get("start"), 1), _form(element)
    for item in element:
        if item.tag != "li":
            continue
        number = whole(item.get("value"), number)
        yield item, f"{numeral(number, form)}." if element.tag == "ol" else "•"
        number += 1


def _form(element: HtmlElement) -> str:
    style = (element.get("style") or "").lower().replace(" ", "")
    named = next((name for name in _FORMS if f"list-style-type:{name}" in style and len(name) > 1), "")
    return _FORMS.get(named or element.get("type") or "", "decimal")


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters
