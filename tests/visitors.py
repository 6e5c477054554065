"""Visitors who type anything: addresses of the calculator in all its forms, half of them nonsense.

The same seed gives the same addresses.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from urllib.parse import quote, urlencode

TABLES_OF = {
    "randers": ("kontaktperson", "doegnaflastning"),
    "alleroed": (
        "aflastning", "familiebehandling", "familiekonsulent", "kontaktperson-familie", "kontaktperson-unge",
        "uddannelsessted",
    ),
    "eksempel": (
        "doegnaflastning", "familiebehandling", "familiekonsulent", "fritidsstoette", "kontaktperson",
    ),
}  # fmt: skip
MUNICIPALITIES = tuple(TABLES_OF)
TABLES = ("Døgnaflastning", *(table for tables in TABLES_OF.values() for table in tables))
LEVELS = (
    "let", "moderat", "svaer", "svær", "SVÆRE", "fuldstaendig", "opstart", "i-forloeb", "hjemmeboende-barn",
    "kontaktperson-moderat", "Moderate problemer/begrænsninger", "6-9", "14-17",
)  # fmt: skip
AMOUNTS = (
    "0", "1", "4", "½", "2,5", "2.5", "1.103", "84", "84,0001", "90", "108", "109", "1000000", "1000001",
    "to", "halvanden", "NaN", "nan", "Infinity", "-1", "−1", "1e400", "1e-400", "4,5.6", "1/0", "1 000",
    "\u0663", "\u56db", "9" * 40, "9" * 5000, "0x10", "1_000", "+3", "3 timer", "¾", "½½", "",
)  # fmt: skip
UNITS = (
    "timer/uge", "timer om ugen", "døgn/år", "doegn/aar", "timer/måned", "dage/sommerferie", "gange/14 dage",
    "besøg/uge", "hoteldøgn/måned", "måneder", "timer", "døgn/uge/år", "timer/3. uge", "æbler", "uge/timer",
    "/", "",
)  # fmt: skip
AGES = ("0", "6", "9", "10", "17", "18", "120", "121", "-1", "7,5", "syv", "\u0667", "9" * 400, "")
DAYS = (
    "2026-11-22", "2019-06-01", "1. maj 2025", "1/5 2025", "2001-01-01", "9999-12-31", "0001-01-01",
    "2024-02-30", "0000-00-00", "10000-01-01", "i morgen", "1e9", "32. marts", "",
)  # fmt: skip
NOISE = (
    "<script>alert(1)</script>", "' OR 1=1 --", "%00", "\x00", "\U0001f600", "\u202eabc", "../../etc/passwd",
    "${page}", "a" * 3000, " ", "\t\n", "&", "=", ";", "\ufb00", "\u0130", "\u0308", "{{7*7}}", "&lt;",
    "\r\nSet-Cookie: a=b",
)  # fmt: skip
COLOURS = ("7a1f5c", "#1b5e7d", "ffff00", "red", "zzzzzz", "")


class Visitor:
    """One stream of addresses."""

    def __init__(self, seed: int):
        self._random = random.Random(seed)

    def addresses(self, count: int) -> Iterator[str]:
        """``count`` addresses with their queries, percent-encoded."""
        ways = (self._calculator, self._guide, self._sheet, self._embedded, self._api, self._receipt)
        for _ in range(count):
            path, pairs = self._random.choice(ways)()
            yield f"{path}?{self._query(pairs)}" if pairs else path

    def _query(self, pairs: list[tuple[str, str]]) -> str:
        self._random.shuffle(pairs)
        if pairs and self._chance(0.05):
            pairs.append((self._random.choice(pairs)[0], self._noise()))
        query = urlencode(pairs)
        return query if self._chance(0.98) else query + "&x=%" + self._random.choice(("F8", "C3", "zz", ""))

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _noise(self) -> str:
        if self._chance(0.5):
            return self._random.choice(NOISE)
        length = self._random.randrange(12)
        letters = (self._random.choice((0x7F, 0x2FF, 0xFFFF, 0x1FFFF)) for _ in range(length))
        points = (self._random.randrange(1, top) for top in letters)
        return "".join(chr(point) for point in points if not 0xD800 <= point <= 0xDFFF)

    def _value(self, known: tuple[str, ...]) -> str:
        return self._random.choice(known) if self._chance(0.85) else self._noise()

    def _some(self, **known: tuple[str, ...]) -> list[tuple[str, str]]:
        return [(name, self._value(values)) for name, values in known.items() if self._chance(0.55)]

    def _typed(self, prefix: str = "") -> list[tuple[str, str]]:
        typed = {"niveau": LEVELS, "antal": AMOUNTS, "enhed": UNITS, "alder": AGES}
        return [(prefix + name, self._value(v)) for name, v in typed.items() if self._chance(0.4)]

    def _place(self) -> tuple[str, str]:
        """A municipality, and mostly a table of its own."""
        municipality = self._random.choice(MUNICIPALITIES)
        table = self._random.choice(TABLES_OF[municipality]) if self._chance(0.9) else self._value(TABLES)
        return (municipality if self._chance(0.97) else quote(self._noise() or "x", safe="")), table

    def _calculator(self) -> tuple[str, list[tuple[str, str]]]:
        municipality, table = self._place()
        chosen = [("tabel", table)] if self._chance(0.95) else []
        return f"/{municipality}/beregner", [*chosen, *self._typed(), *self._some(dato=DAYS)]

    def _guide(self) -> tuple[str, list[tuple[str, str]]]:
        municipality, table = self._place()
        questions = ("ydelse", "maade", "niveau", "antal", "alder", "dag")
        ways, days = ("niveau", "antal", "alder", "alle"), ("i-dag", "dato")
        given = self._some(ydelse=(table,), maade=ways, dag=days, dato=DAYS)
        steps = self._some(ret=questions, trin=questions) if self._chance(0.3) else []
        return f"/{municipality}/vejviser", [*given, *steps, *self._typed()]

    def _sheet(self) -> tuple[str, list[tuple[str, str]]]:
        municipality, table = self._place()
        tables = (table, self._random.choice(TABLES))
        typed = [pair for table in tables for pair in self._typed(f"{table}.")]
        return f"/{municipality}/beregner/ark", [*typed, *self._some(dato=DAYS)]

    def _embedded(self) -> tuple[str, list[tuple[str, str]]]:
        look = self._some(primaer=COLOURS, baggrund=COLOURS, tekst=COLOURS, stoerrelse=("lille", "stor", "x"))
        if self._chance(0.1):
            return f"/indlejret/{self._place()[0]}/farver.css", look
        path, pairs = self._calculator()
        return f"/indlejret{path}", pairs + look

    def _api(self) -> tuple[str, list[tuple[str, str]]]:
        asked = self._some(level=LEVELS, amount=AMOUNTS, unit=UNITS, age=AGES, date=DAYS, known=DAYS)
        named = list(zip(("municipality", "table"), self._place(), strict=True))
        return "/api/v1/calculate", [*named, *asked]

    def _receipt(self) -> tuple[str, list[tuple[str, str]]]:
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
        id_ = "".join(self._random.choice(alphabet) for _ in range(self._random.randrange(1, 90)))
        return f"/kvittering/{id_}", []
