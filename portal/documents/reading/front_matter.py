"""The head of a file: what the text is, when it was adopted, when it begins and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.documents.document import (
    UNKNOWN_DATE,
    Certainty,
    DocumentKind,
    FileState,
    FrontMatter,
    UncertainDate,
)
from portal.documents.kle import EXAMPLE, is_kle
from portal.documents.problems import Problems
from portal.documents.reading.front_values import FrontValues
from portal.documents.reading.limits import check_entries
from portal.documents.reading.yaml_nodes import read_mapping

KEYS = (
    "titel", "nummer", "dokumenttype", "tilstand", "emner", "lovgrundlag", "kle",
    "vedtaget", "organ", "sag", "referat", "offentliggjort", "gaelder_fra", "gaelder_til",
    "kontrolleret", "genbesoeg", "gengivelse", "kilde", "kilde_link", "retter", "lint_svar",
)  # fmt: skip
_MANDATORY = ("titel", "dokumenttype", "tilstand")
_FENCE = re.compile(r"---[ \t]*")
_WEB_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class SplitFile:
    """A file's head and body. The body keeps the file's line numbers: the head's lines are blank in it."""

    head: str
    body: str


def split_file(text: str, problems: Problems) -> SplitFile:
    """The YAML between the first line's ``---`` and the next, and the rest; an error where it is missing."""
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        problems.error(
            1,
            "front-matter",
            "Filen begynder ikke med et hoved.",
            "Sæt en linje med --- øverst, derunder titel, dokumenttype og tilstand, og så --- igen.",
        )
        return SplitFile("", text)
    for number, line in enumerate(lines[1:], start=1):
        if _FENCE.fullmatch(line):
            return SplitFile("\n".join(lines[1:number]), "\n".join([""] * (number + 1) + lines[number + 1 :]))
    problems.error(
        1, "front-matter", "Filens hoved slutter ikke.", "Sæt en linje med --- efter den sidste nøgle."
    )
    return SplitFile("", "")


def read_front_matter(head: str, problems: Problems, odd: Problems, limits: Problems) -> FrontMatter:
    """The typed head. ``head`` starts on line 2 of its file. Every error is added to ``problems``, to ``odd``
    every value with a character that no page can hold, to ``limits`` every list or value that is too long.

    Dates are completed by the rule of the format: a missing or unknown ``offentliggjort`` is taken from
    ``vedtaget``, then ``gaelder_fra``, and marked estimated.
    """
    values = _values(head, problems, odd, limits)
    kind = values.choice("dokumenttype", DocumentKind)
    state = values.choice("tilstand", FileState)
    _check_mandatory(kind, values, problems)
    adopted = values.uncertain_day("vedtaget") or UNKNOWN_DATE
    begins, ends = _time_in_force(values, problems)
    front = FrontMatter(
        title=values.text("titel"),
        kind=kind or DocumentKind.QUALITY_STANDARD,
        state=state or FileState.DRAFT,
        number=values.text("nummer"),
        topics=tuple(value.text for value in values.texts("emner")),
        law_basis=values.laws("lovgrundlag"),
        kle=values.text("kle"),
        adopted=adopted,
        body=values.text("organ"),
        case=values.text("sag"),
        minutes=values.text("referat"),
        published=_published(values.uncertain_day("offentliggjort"), adopted, begins),
        begins=begins,
        ends=ends,
        confirmed=values.day("kontrolleret"),
        review=values.day("genbesoeg"),
        restatement=values.boolean("gengivelse"),
        source=values.text("kilde"),
        source_link=values.text("kilde_link"),
        corrects=values.number("retter"),
        lint_answers=values.pairs("lint_svar"),
    )
    _check_words(front, values, problems)
    return front


def _values(head: str, problems: Problems, odd: Problems, limits: Problems) -> FrontValues:
    entries = read_mapping(head, 2, problems, odd)
    check_entries(entries, limits)
    values = FrontValues(entries, problems)
    values.refuse_unknown(KEYS)
    return values


def _check_mandatory(kind: DocumentKind | None, values: FrontValues, problems: Problems) -> None:
    for key in _MANDATORY if kind is DocumentKind.BACKGROUND else (*_MANDATORY, "gaelder_fra"):
        if not values.has(key):
            problems.error(values.line(key), "missing-key", f"{key} mangler.", _remedy_for_missing(key))


def _published(written: UncertainDate | None, adopted: UncertainDate, begins: UncertainDate) -> UncertainDate:
    if written is not None and written.day is not None:
        return written
    day = adopted.day or begins.day
    return UNKNOWN_DATE if day is None else UncertainDate(day, Certainty.ESTIMATED)


def _time_in_force(values: FrontValues, problems: Problems) -> tuple[UncertainDate, UncertainDate | None]:
    """The first day and the last; an error where they stand the wrong way round."""
    begins = values.uncertain_day("gaelder_fra") or UNKNOWN_DATE
    ends = values.uncertain_day("gaelder_til")
    if ends is not None and ends.day is not None and begins.day is not None and ends.day < begins.day:
        problems.error(
            values.line("gaelder_til"), "date", "gaelder_til ligger før gaelder_fra.", "Ret den ene dato."
        )
    return begins, ends


def _check_words(front: FrontMatter, values: FrontValues, problems: Problems) -> None:
    if front.kle and not is_kle(front.kle):
        problems.error(
            values.line("kle"),
            "value",
            f"»{front.kle}« er ikke et KLE-nummer.",
            f'Skriv for eksempel "{EXAMPLE}".',
        )
    for key, address in (("kilde_link", front.source_link), ("referat", front.minutes)):
        if address and not _WEB_ADDRESS.fullmatch(address):
            problems.error(
                values.line(key),
                "value",
                f"{key} er ikke en webadresse.",
                "Skriv en adresse, der begynder med https://.",
            )
    if front.restatement and not front.source:
        problems.error(
            values.line("gengivelse"),
            "missing-key",
            "En gengivelse skal nævne sin kilde.",
            "Tilføj kilde: og navnet på den tekst, der gengives.",
        )


def _remedy_for_missing(key: str) -> str:
    examples = {
        "titel": "titel: Aflastning til børn",
        "dokumenttype": "dokumenttype: kvalitetsstandard",
        "tilstand": "tilstand: vedtaget (eller kladde)",
        "gaelder_fra": 'gaelder_fra: 2025-05-01, "tidligst 2011-01-01" eller ukendt',
    }
    return f"Skriv {examples[key]}."
