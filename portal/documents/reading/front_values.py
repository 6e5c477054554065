"""Reading the single values of a front matter: each says what is wrong at its own line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from portal.danish.law_references import LawReference, read_reference
from portal.documents.document import UNKNOWN_DATE, Certainty, UncertainDate
from portal.documents.problems import Problems
from portal.documents.reading.yaml_nodes import Value, YamlEntry

_Choice = TypeVar("_Choice", bound=StrEnum)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DANISH_BOOLEANS = {"ja", "nej", "yes", "no", "on", "off", "sand", "falsk"}


class FrontValues:
    """The entries of one front matter, asked for by key. What cannot be read is added to the problems."""

    def __init__(self, entries: Mapping[str, YamlEntry], problems: Problems):
        self._entries = entries
        self._problems = problems

    def line(self, key: str) -> int:
        """The line of the key in the file; 1 where it is missing."""
        return self._entries[key].line if key in self._entries else 1

    def has(self, key: str) -> bool:
        """Whether the key is there and not empty."""
        entry = self._entries.get(key)
        return entry is not None and (entry.scalar is None or entry.scalar.text != "")

    def text(self, key: str) -> str:
        """The value as text on one line; "" where missing."""
        value = self._scalar(key)
        return re.sub(r"\s+", " ", value.text) if value else ""

    def texts(self, key: str) -> tuple[Value, ...]:
        """The items of a list; a single value counts as a list of one."""
        entry = self._entries.get(key)
        if entry is None or entry.pairs is not None:
            if entry is not None:
                self._wrong_shape(key, entry.line, "en liste", f"Skriv {key}: [a, b].")
            return ()
        if entry.scalar is not None:
            return (entry.scalar,) if entry.scalar.text else ()
        return tuple(value for value in entry.items or () if value.text)

    def pairs(self, key: str) -> dict[str, str]:
        """The values of a mapping; {} where missing."""
        entry = self._entries.get(key)
        if entry is None or (entry.scalar is not None and not entry.scalar.text):
            return {}
        if entry.pairs is None:
            self._wrong_shape(
                key,
                entry.line,
                "linjer som regel: begrundelse",
                f"Skriv {key}: og på næste linje to mellemrum og regel: begrundelse.",
            )
            return {}
        return {name: value.text for name, value in entry.pairs}

    def choice(self, key: str, choices: type[_Choice]) -> _Choice | None:
        """One of the words of ``choices``; None (and an error) for anything else, None where missing."""
        value = self._scalar(key)
        if value is None or not value.text:
            return None
        try:
            return choices(value.text)
        except ValueError:
            known = ", ".join(choices)
            self._problems.error(
                value.line, "value", f"{key} kan ikke være »{value.text}«.", f"Skriv en af: {known}."
            )
            return None

    def boolean(self, key: str) -> bool:
        """``true`` or ``false``; False where missing. A Danish ja or nej is an error that says so."""
        value = self._scalar(key)
        if value is None or (not value.text and not value.quoted):
            return False
        if not value.quoted and value.text in ("true", "false"):
            return value.text == "true"
        if value.text.lower() in _DANISH_BOOLEANS:
            message = f"»{value.text}« læses som et ord og ikke som ja eller nej."
        else:
            message = f"{key} skal være true eller false."
        self._problems.error(
            value.line, "boolean", message, f"Skriv {key}: true eller {key}: false, uden citationstegn."
        )
        return False

    def number(self, key: str) -> int | None:
        """A whole number from 1; None where missing."""
        value = self._scalar(key)
        if value is None or not value.text:
            return None
        if re.fullmatch(r"[1-9]\d{0,5}", value.text):
            return int(value.text)
        self._problems.error(
            value.line,
            "value",
            f"{key} skal være et helt tal, ikke »{value.text}«.",
            f"Skriv for eksempel {key}: 1.",
        )
        return None

    def day(self, key: str) -> date | None:
        """A day; None where missing."""
        value = self._scalar(key)
        if value is None or not value.text:
            return None
        return self._read_day(key, value.text, value.line)

    def uncertain_day(self, key: str) -> UncertainDate | None:
        """A day, "tidligst" and a day, or "ukendt"; None where missing."""
        value = self._scalar(key)
        if value is None or not value.text:
            return None
        if value.text == "ukendt":
            return UNKNOWN_DATE
        certainty, words = Certainty.KNOWN, value.text
        if words.startswith("tidligst "):
            certainty, words = Certainty.EARLIEST, words.removeprefix("tidligst ").strip()
        day = self._read_day(key, words, value.line)
        return None if day is None else UncertainDate(day, certainty)

    def laws(self, key: str) -> tuple[LawReference, ...]:
        """References that each name their act; anything else is an error."""
        found = []
        for value in self.texts(key):
            try:
                reference = read_reference(value.text)
            except ValueError:
                reference = None
            if reference is None or not reference.act:
                self._problems.error(
                    value.line,
                    "law-reference",
                    f"»{value.text}« kan ikke læses som en lovhenvisning med lovens navn.",
                    'Skriv for eksempel "servicelovens § 84, stk. 1", én henvisning ad gangen.',
                )
                continue
            found.append(reference)
        return tuple(found)

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """Add an error for every key that is not in ``known``."""
        known = tuple(known)
        for key, entry in self._entries.items():
            if key not in known:
                self._problems.error(
                    entry.line,
                    "unknown-key",
                    f"Nøglen {key} findes ikke.",
                    f"Ret stavningen, eller slet linjen. Kendte nøgler: {', '.join(known)}.",
                )

    def _scalar(self, key: str) -> Value | None:
        entry = self._entries.get(key)
        if entry is None:
            return None
        if entry.scalar is None:
            self._wrong_shape(key, entry.line, "én værdi", f"Skriv {key}: og værdien på samme linje.")
        return entry.scalar

    def _read_day(self, key: str, words: str, line: int) -> date | None:
        if _ISO_DAY.fullmatch(words):
            try:
                return date.fromisoformat(words)
            except ValueError:
                self._problems.error(
                    line,
                    "date",
                    f"Datoen {words} findes ikke i kalenderen.",
                    f"Ret dagen eller måneden i {key}.",
                )
                return None
        self._problems.error(
            line,
            "date",
            f"»{words}« kan ikke læses som en dato.",
            f"Skriv {key} som år-måned-dag, for eksempel 2025-05-01.",
        )
        return None

    def _wrong_shape(self, key: str, line: int, wanted: str, remedy: str) -> None:
        self._problems.error(line, "value", f"{key} skal være {wanted}.", remedy)
