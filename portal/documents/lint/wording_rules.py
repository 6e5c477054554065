"""Checks of the wording: departure, absolute words, numbers without a period, what the law alone says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calculators.reading.prose import find_extents
from portal.danish.law_references import find_references
from portal.danish.sentences import words
from portal.documents.document import BlockKind, Severity
from portal.documents.lint.rule import CheckedSentence, CheckedText, Rule, Violation

_INDIVIDUAL = re.compile(
    r"\b(konkret|individuel)\w*\b[^.]{0,300}\b(vurder\w+|skøn)|\b(vurder\w+|skøn\w*)\b[^.]{0,300}\b(konkret|individuel)",
    re.IGNORECASE,
)
_DEPARTS = re.compile(r"\b(fravige\w*|afvige\w*|bevilge (både )?(mindre|mere))\b", re.IGNORECASE)
_NEVER_DEPARTS = re.compile(r"\b(ikke|aldrig)\s+(kan\s+)?(frav|afv)ig", re.IGNORECASE)
_ABSOLUTE = re.compile(
    r"\b(højst|maksimalt|maksimum|maks\.?|aldrig|under ingen omstændigheder|der ydes ikke|der bevilges ikke"
    r"|kan ikke (overstige\w*|overskrides))(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d|\b(to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tyve|tredive)\b", re.IGNORECASE)
_AUTOMATIC = re.compile(
    r"\b(ophører|bortfalder|stopper|slutter|afsluttes|udløber)\b[^.]{0,300}\bautomatisk|\bautomatisk\w*\b[^.]*"
    r"\b(ophør\w*|bortfald\w*|stop\w*|slut\w*|afslut\w*|udløb\w*)",
    re.IGNORECASE,
)
_WAY_ON = re.compile(
    r"\b(forlæng|ny vurdering|ny ansøgning|revurder|genbevil|vurderes igen|medmindre|fortsætte)",
    re.IGNORECASE,
)
_OWN_WORDS = 40
_SECTIONS = (
    ("formål", r"formål|\bmål\b|målsætning|hensigt|hvorfor"),
    ("målgruppe", r"målgruppe|personkreds|hvem kan|hvem har|hvem får"),
    ("omfang", r"omfang|niveau|hvor meget|hvad kan (i|du) få|ydelse"),
    ("opfølgning", r"opfølgning|følger? .{0,300}op\b|effekt"),
    (
        "kompetence til at bevilge",
        r"kompetence|hvem (bestemmer|afgør|beslutter|bevilger)|bevilling|visitation",
    ),
    ("klagevejledning", r"klag|anke"),
)
_DRIFTS = (
    ("handleplan", "handlingsplan"),
    ("kontaktpersonordning", "kontaktpersonsordning"),
)


def _individual_assessment(subject: CheckedText) -> Iterator[Violation]:
    if subject.document.departure:
        return
    for said in subject.prose:
        if _INDIVIDUAL.search(said.text) or (
            _DEPARTS.search(said.text) and not _NEVER_DEPARTS.search(said.text)
        ):
            return
    yield Violation(subject.first_line, "Teksten siger ikke, at niveauet er vejledende og kan fraviges.")


def _number_without_period(subject: CheckedText) -> Iterator[Violation]:
    for section, block in subject.blocks():
        if block.kind in (BlockKind.LEVEL, BlockKind.DEADLINE, BlockKind.NOTE):
            continue
        for found in find_extents(block.text):
            if found.error is not None and found.error.code == "number-without-period":
                words = (
                    f"»{found.words}« i afsnittet {section.heading} siger ikke pr. hvad: uge, måned eller år."
                )
                yield Violation(block.line_at(found.start), words)


def _law_only(subject: CheckedText) -> Iterator[Violation]:
    document = subject.document
    cites, own = bool(document.front.law_basis), 0
    for said in subject.prose:
        if find_references(said.text, subject.default_act):
            cites = True
        else:
            own += len(words(said.text))
    if cites and own < _OWN_WORDS and not document.tables and not document.deadlines:
        yield Violation(
            subject.first_line, "Teksten gengiver loven og siger ikke selv noget om kommunens niveau."
        )


def _absolute_wording(subject: CheckedText) -> Iterator[Violation]:
    for said in subject.everything:
        found = _ABSOLUTE.search(said.text)
        if found is None or said.section.id in subject.with_departure or not _number_near(said, found):
            continue
        yield Violation(said.line_at(found.start()), f"»{found[0]}« ved et tal læses som en fast grænse.")


def _number_near(said: CheckedSentence, found: re.Match[str]) -> bool:
    return _NUMBER.search(said.text[: found.start()] + said.text[found.end() :]) is not None


def _automatic_end(subject: CheckedText) -> Iterator[Violation]:
    with_way_on = subject.sections_with(_WAY_ON)
    for said in subject.prose:
        if said.section.id not in with_way_on and _AUTOMATIC.search(said.text):
            yield Violation(
                said.line, "Støtten stopper automatisk, og der står ikke, hvordan den kan fortsætte."
            )


def _missing_section(subject: CheckedText) -> Iterator[Violation]:
    headings = [block.text for _, block in subject.blocks() if block.kind is BlockKind.HEADING]
    headings += [section.heading for section in subject.document.sections]
    for name, pattern in _SECTIONS:
        if not any(re.search(pattern, heading, re.IGNORECASE) for heading in headings):
            yield Violation(subject.first_line, f"Der mangler et afsnit om {name}.")


def _term_drift(subject: CheckedText) -> Iterator[Violation]:
    for first, second in _DRIFTS:
        found = {term: _first_use(subject, term) for term in (first, second)}
        if all(found.values()):
            line = max(said.line for said in found.values() if said)
            yield Violation(line, f"Teksten skriver både {first} og {second}.")


def _first_use(subject: CheckedText, term: str) -> CheckedSentence | None:
    pattern = re.compile(rf"\b{term}", re.IGNORECASE)
    return next((said for said in subject.everything if pattern.search(said.text)), None)


def _glossary(subject: CheckedText) -> Iterator[Violation]:
    for section in subject.document.sections:
        if section.id == "ordforklaring" and not subject.document.glossary:
            yield Violation(section.line, "Ordforklaringen har ingen ord, der kan forklares i teksten.")


RULES = (
    Rule(
        "individual-assessment",
        Severity.ERROR,
        "Tilføj en ::: fravigelse-blok: Kommunen ser på hver situation og kan bevilge mindre eller mere.",
        _individual_assessment,
    ),
    Rule(
        "number-without-period",
        Severity.ERROR,
        "Skriv perioden, for eksempel »op til 10 timer om måneden«.",
        _number_without_period,
    ),
    Rule(
        "law-only",
        Severity.ERROR,
        "Skriv kommunens eget niveau: hvem, hvor meget, hvor længe og hvordan der følges op.",
        _law_only,
    ),
    Rule(
        "absolute-wording",
        Severity.WARNING,
        "Skriv »op til« eller »som udgangspunkt«, eller sæt fravigelsen i samme afsnit.",
        _absolute_wording,
    ),
    Rule(
        "automatic-end",
        Severity.WARNING,
        "Skriv, hvordan støtten kan forlænges eller vurderes igen.",
        _automatic_end,
    ),
    Rule(
        "missing-section", Severity.WARNING, "Tilføj afsnittet, eller skriv hvor det står.", _missing_section
    ),
    Rule("term-drift", Severity.NOTE, "Brug det samme ord hele vejen.", _term_drift),
    Rule(
        "glossary",
        Severity.WARNING,
        "Skriv ordet på en linje og forklaringen på den næste efter kolon og mellemrum.",
        _glossary,
    ),
)
