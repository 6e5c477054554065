"""Receipt ids: what was asked, of which text, on which day, packed into one short address part.

Nothing is stored and no secret is used: the id itself is the question, the beginning of the version's
content hash says which text answered it, and a checksum catches a mistyped id. The form is for ever: ids are
printed on paper. A change takes a new ``_FORM`` beside the old.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import TypeVar

from calculators.reading.ages import HIGHEST_AGE
from calculators.reading.amounts import LARGEST, Amount
from calculators.reading.extents import Period, Unit

CONTENT_DIGITS = 16
"""How many hexadecimal digits of the version's SHA-256 an id carries."""

T = TypeVar("T")

_FORM = 1
_CHECK_BYTES = 4
_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz-/."
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_UNITS: Mapping[Unit, str] = {
    Unit.HOURS: "t",
    Unit.NIGHTS: "n",
    Unit.DAYS: "d",
    Unit.TIMES: "g",
    Unit.VISITS: "b",
    Unit.MINUTES: "i",
    Unit.WEEKENDS: "e",
    Unit.WEEKS: "u",
    Unit.MONTHS: "m",
    Unit.YEARS: "a",
}
_PERIODS: Mapping[Period, str] = {
    Period.DAY: "d",
    Period.WEEK: "u",
    Period.FORTNIGHT: "f",
    Period.MONTH: "m",
    Period.QUARTER: "k",
    Period.HALF_YEAR: "h",
    Period.YEAR: "a",
    Period.WEEKEND: "e",
    Period.SUMMER_HOLIDAY: "s",
    Period.VISIT: "b",
    Period.TIME: "g",
    Period.COURSE: "l",
    Period.NONE: "0",
}
_COUNTINGS: Mapping[str, str] = {"": "", "hoteldøgn": "h", "kalenderdøgn": "k"}
_AMOUNT = re.compile(r"([0-9]{1,40})\.([0-9]{1,40})\.([a-z])([a-z0])([0-9]{1,3})([hk]?)")


class ReceiptError(ValueError):
    """An id that is no receipt's. ``message`` is Danish."""

    def __init__(self, message: str = "Kvitteringens nummer passer ikke. Er det skrevet rigtigt af?") -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Receipt:
    """One question to a table of a version: by ``level`` (a row's key), ``amount`` or ``age``, exactly one.

    ``on`` is the day asked about, ``known`` the day it was asked; ``content`` the first ``CONTENT_DIGITS``
    hexadecimal digits of the version's SHA-256. Slugs are lower-case ASCII.
    """

    municipality: str
    standard: str
    version: int
    table: str
    on: date
    known: date
    content: str
    level: str = ""
    amount: Amount | None = None
    age: int | None = None

    def __post_init__(self) -> None:
        """Raises ValueError for what no id can carry."""
        slugs = (self.municipality, self.standard, self.table, *([self.level] if self.level else []))
        if not all(_SLUG.fullmatch(slug) for slug in slugs):
            raise ValueError("A receipt's names are lower-case slugs.")
        if not 1 <= self.version < 10**6 or not re.fullmatch(rf"[0-9a-f]{{{CONTENT_DIGITS}}}", self.content):
            raise ValueError("A receipt needs a version's number and the beginning of its SHA-256.")
        asked = [bool(self.level), self.amount is not None, self.age is not None]
        if sum(asked) != 1:
            raise ValueError("A receipt is of one question: a level, an amount or an age.")
        if self.age is not None and not 0 <= self.age <= HIGHEST_AGE:
            raise ValueError(f"An age is at most {HIGHEST_AGE}.")
        if self.amount and not (0 <= self.amount.value <= LARGEST and 1 <= self.amount.every <= 366):
            raise ValueError("The amount is larger than any that can be asked.")
        if self.amount and self.amount.counting not in _COUNTINGS:
            raise ValueError("The amount's counting method has no code.")

    def is_of(self, content_hash: str) -> bool:
        """Whether ``content_hash`` (SHA-256, hexadecimal) is of the text that answered."""
        return content_hash.lower().startswith(self.content)


def encode_receipt(receipt: Receipt) -> str:
    """The receipt's id: letters, digits, - and _, the same for ever."""
    asked = f"l{receipt.level}" if receipt.level else f"a{receipt.age}"
    if receipt.amount:
        asked = f"m{_encode_amount(receipt.amount)}"
    days = f"{receipt.on.toordinal()}/{receipt.known.toordinal()}"
    fields = f"{receipt.municipality}/{receipt.standard}/{receipt.version}/{receipt.table}/{asked}/{days}"
    body = bytes([_FORM]) + bytes.fromhex(receipt.content) + _pack(fields)
    return base64.urlsafe_b64encode(_check(body) + body).decode("ascii").rstrip("=")


def decode_receipt(id: str) -> Receipt:
    """The receipt with this id. Raises ``ReceiptError`` for what ``encode_receipt`` never made."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{20,1200}", id):
        raise ReceiptError
    try:
        body = base64.urlsafe_b64decode(id + "=" * (-len(id) % 4))[_CHECK_BYTES:]
        if body[0] != _FORM:
            raise ReceiptError
        head = 1 + CONTENT_DIGITS // 2
        receipt = _from_fields(_unpack(body[head:]).split("/"), body[1:head].hex())
    except (ValueError, KeyError, OverflowError, binascii.Error):
        raise ReceiptError from None
    # One receipt has one id: a wrong checksum, padding bits and unreduced fractions all end here.
    if encode_receipt(receipt) != id:
        raise ReceiptError
    return receipt


def _from_fields(fields: list[str], content: str) -> Receipt:
    municipality, standard, version, table, asked, on, known = fields
    kind, rest = asked[:1], asked[1:]
    if kind not in ("l", "m", "a"):
        raise ReceiptError
    return Receipt(
        municipality,
        standard,
        int(version),
        table,
        date.fromordinal(int(on)),
        date.fromordinal(int(known)),
        content,
        level=rest if kind == "l" else "",
        amount=_decode_amount(rest) if kind == "m" else None,
        age=int(rest) if kind == "a" else None,
    )


def _encode_amount(amount: Amount) -> str:
    value = f"{amount.value.numerator}.{amount.value.denominator}"
    return (
        f"{value}.{_UNITS[amount.unit]}{_PERIODS[amount.period]}{amount.every}{_COUNTINGS[amount.counting]}"
    )


def _decode_amount(text: str) -> Amount:
    found = _AMOUNT.fullmatch(text)
    if not found or not int(found[2]):
        raise ReceiptError
    return Amount(
        Fraction(int(found[1]), int(found[2])),
        _meaning(_UNITS, found[3]),
        _meaning(_PERIODS, found[4]),
        int(found[5]),
        _meaning(_COUNTINGS, found[6]),
    )


def _meaning(codes: Mapping[T, str], wanted: str) -> T:
    for meaning, code in codes.items():
        if code == wanted:
            return meaning
    raise ReceiptError


def _check(body: bytes) -> bytes:
    return sha256(b"kvittering" + body).digest()[:_CHECK_BYTES]


def _pack(text: str) -> bytes:
    """``text`` as one large number in base 39, which takes two thirds of the bytes."""
    number = 1
    for letter in text:
        number = number * len(_LETTERS) + _LETTERS.index(letter)
    return number.to_bytes((number.bit_length() + 7) // 8)


def _unpack(packed: bytes) -> str:
    number, letters = int.from_bytes(packed), []
    while number > 1:
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(reversed(letters))
