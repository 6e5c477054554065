"""Every lint rule on an example that breaks it and on one that comes close and does not."""

from __future__ import annotations

from datetime import date

import pytest

from portal.documents.document import DocumentError, Severity
from portal.documents.lint.linter import RULES, lint, lint_tables
from portal.documents.reading.markdown import read_document
from tests.unit.documents.writing import head

ON = date(2025, 8, 1)
GOOD = """---
titel: Aflastning
dokumenttype: kvalitetsstandard
tilstand: vedtaget
lovgrundlag: ["barnets lov § 90"]
gaelder_fra: 2025-05-01
genbesoeg: 2026-05-01
---
## Formål
Aflastning skal give barnet et godt ophold og familien en pause.

## Målgruppe {#maalgruppe}
Støtten er for børn, der bor hjemme. Den kan begynde fra 3 år.

## Omfang {#omfang}
Let betyder, at barnet kan det meste selv. Svær betyder, at barnet skal have hjælp hele dagen.

::: niveauer aflastning
ydelse: Aflastning
kriterium: sværhedsgrad
timer_omfatter: "transport"

| Niveau | Omfang | Varighed |
|---|---|---|
| Let | Op til 3 timer om ugen | 1 år |
| Svær | Over 3 timer om ugen | 1 år |
:::

::: fravigelse
Kommunen ser altid på jeres situation og kan bevilge mindre eller mere.
:::

## Opfølgning {#opfoelgning}
Vi følger op sammen med jer, jf. § 95.

::: frister
| Hændelse | Frist | Regnes fra |
|---|---|---|
| Første opfølgning | senest 3 måneder efter | iværksættelse |
| Senere opfølgninger | mindst hver 6. måned | seneste opfølgning |
:::

## Hvem bestemmer?
Familieafdelingen bevilger støtten.

## Klage
I kan klage til Ankestyrelsen.
"""
DEPARTURE = "::: fravigelse\nKommunen ser altid på jeres situation og kan bevilge mindre eller mere.\n:::\n"
END = "I kan klage til Ankestyrelsen.\n"


def found(text, previous=None, on=ON):
    source = text.encode()
    before = read_document(previous.encode(), "0.md") if previous else None
    return lint(read_document(source, "1.md"), source, "1.md", previous=before, on=on)


def changed(*pairs, text=GOOD):
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def says(sentence):
    return (END, f"{END}\n{sentence}\n")


def test_a_good_text_has_no_findings():
    assert found(GOOD) == ()


SHORT = head(lovgrundlag="barnets lov § 90")
LONG = (
    "Kommunen tilrettelægger aflastningsforanstaltningen under hensyn til funktionsnedsættelsens karakter. "
    * 15
)

BAD = [
    ("individual-assessment", [(DEPARTURE, "")], None),
    ("number-without-period", [says("I kan få op til 10 timer.")], "op til 10 timer"),
    ("number-without-period", [says("I kan få mindst to døgn.")], "mindst to døgn"),
    ("scale-hole", [("Over 3 timer", "Over 5 timer")], "hul"),
    ("scale-order", [("Over 3 timer", "Op til 2 timer")], "ligger under"),
    ("mixed-units", [("Over 3 timer om ugen", "Over 13 timer om måneden")], "blander"),
    ("absolute-wording", [says("Der ydes ikke støtte ud over 5 timer om ugen.")], "Der ydes ikke"),
    ("absolute-wording", [says("I kan højst få 5 timer om ugen.")], "højst"),
    ("hours-content", [('timer_omfatter: "transport"\n', "")], "omfatter"),
    ("missing-section", [("## Klage", "## Andet")], "klagevejledning"),
    ("missing-section", [("## Målgruppe {#maalgruppe}", "## Andet")], "målgruppe"),
    ("duration-missing", [("| 1 år |", "| |")], "hvor længe"),
    ("automatic-end", [says("Støtten ophører automatisk efter 12 uger.")], "automatisk"),
    ("follow-up", [("senest 3 måneder", "senest 4 måneder")], "senest 4 måneder"),
    ("follow-up", [("senest 3 måneder", "senest 14 uger")], "senest 14 uger"),
    ("follow-up", [("| iværksættelse |", "| bevilling |")], "bevilling"),
    ("follow-up", [("2025-05-01", "2020-05-01"), ("hver 6. måned", "hver 8. måned")], "6 måneder"),
    (
        "follow-up",
        [says("Vi laver første opfølgning senest fire måneder efter start.")],
        "senest fire måneder",
    ),
    ("upper-age", [says("Efterværn kan gives til 22 år.")], "til 22 år"),
    ("upper-age", [says("Efter servicelovens § 76 kan støtten vare til og med 23 år.")], "til og med 23"),
    ("law-reference", [says("Se § x i loven.")], "§ x"),
    ("repealed-law", [says("Se servicelovens § 140.")], "barnets lov § 91"),
    ("repealed-law", [("2025-05-01", "2023-05-01")], "gjaldt ikke endnu"),
    ("unconfirmed", [("2025-05-01", "2024-05-01")], "1. maj 2024"),
    ("invented-criteria", [("Svær betyder, at barnet skal have hjælp hele dagen.", "")], "Svær"),
    ("dead-authority", [says("Det Sociale Nævn behandler klager.")], "Nævn"),
    ("contradiction", [says("Støtten ophører ved 16 år. Støtten ophører ved 17 år.")], "16 og 17"),
    ("contradiction", [says("Op til 5 timer om ugen. Op til 6 timer om ugen.")], "op til 6 timer om ugen"),
    ("overdue-review", [("2026-05-01", "2025-07-01")], "1. juli 2025"),
    ("readability", [says(LONG)], "lix"),
    ("term-drift", [says("Vi laver en handleplan. Handlingsplanen følges.")], "handlingsplan"),
    ("personal-data", [says("Barnet 010203-1234 har fået støtte.")], "CPR"),
    ("personal-data", [("titel: Aflastning", "titel: Aflastning 0102031234")], "CPR"),
    ("glossary", [("## Klage\n", "## Ordforklaring\nIntet.\n\n## Klage\n")], "Ordforklaringen"),
    ("lint-answer", [("---\n## Formål", "lint_svar:\n  ukendt: ja\n---\n## Formål")], "ukendt"),
]


@pytest.mark.parametrize(("rule", "pairs", "words"), BAD)
def test_a_bad_text_is_found(rule, pairs, words):
    findings = [f for f in found(changed(*pairs)) if f.rule == rule]
    assert findings
    assert all(f.file == "1.md" and f.line >= 1 and f.remedy for f in findings)
    assert words is None or any(words.lower() in f.message.lower() for f in findings)


NEAR = [
    ("individual-assessment", [(DEPARTURE, "Kommunen laver altid en konkret og individuel vurdering.\n")]),
    ("number-without-period", [says("I kan få op til 10 timer om måneden.")]),
    ("number-without-period", [says("Kommunen svarer højst 14 dage efter.")]),
    ("number-without-period", [says("Vi ser på, om barnet ikke kan være alene under 2 timer.")]),
    ("number-without-period", [says("Timerne kan være fordelt, fx over 14 dage.")]),
    ("scale-hole", [("Op til 3 timer", "1-3 timer")]),
    ("absolute-wording", [("## Omfang", "Der er højst 5 timer om ugen.\n\n" + DEPARTURE + "\n## Omfang")]),
    ("absolute-wording", [says("Der ydes ikke støtte til rejser.")]),
    ("hours-content", [('timer_omfatter: "transport"\n', ""), says("Timerne omfatter også møder.")]),
    ("missing-section", [("## Klage", "## Hvis I vil anke")]),
    ("duration-missing", [("| 1 år |", "| |"), ("Let betyder", "Der er ingen fast ramme. Let betyder")]),
    ("automatic-end", [says("Støtten ophører automatisk, medmindre den forlænges.")]),
    ("follow-up", [("hver 6. måned", "hver 8. måned")]),
    ("follow-up", [says("Undersøgelsen er færdig senest 4 måneder efter.")]),
    ("upper-age", [says("Støtten gælder til 22 år.")]),
    ("upper-age", [says("Efterværn kan gives, indtil den unge fylder 23 år.")]),
    ("law-reference", [says("Se §§ 32, 90 og 91 a, stk. 2-5.")]),
    ("repealed-law", [says("Se servicelovens § 84.")]),
    ("repealed-law", [says("Se barnets lov § 32.")]),
    ("unconfirmed", [("2025-05-01", "2024-05-01"), ("genbesoeg:", "kontrolleret: 2025-01-01\ngenbesoeg:")]),
    ("dead-authority", [says("Ankestyrelsen behandler klager.")]),
    ("contradiction", [says("Støtten begynder ved 16 år. Støtten ophører ved 17 år.")]),
    ("readability", [says("Barnet får en pause, og I får en pause. " * 20)]),
    ("term-drift", [says("Vi laver en handleplan. Handleplanen følges.")]),
    ("personal-data", [says("Sag 2011/04413. Ring 12 34 56 78. Nummer 991399-1234 er intet.")]),
]


@pytest.mark.parametrize(("rule", "pairs"), NEAR)
def test_a_near_text_is_left_alone(rule, pairs):
    assert [f for f in found(changed(*pairs)) if f.rule == rule] == []


def test_every_rule_has_a_bad_example():
    tried = {rule for rule, *_ in BAD} | {"law-only", "level-lowered", "criterion-tightened", "limit-added"}
    tried |= {"level-table-removed"}
    assert {rule.id for rule in RULES} <= tried


def test_a_text_that_only_gives_the_law():
    text = SHORT + "## Formål\nEfter barnets lov § 90 kan der gives støtte. Læs mere i loven.\n"
    (finding,) = [f for f in found(text) if f.rule == "law-only"]
    assert finding.severity is Severity.ERROR
    own = "Kommunen giver aflastning hos en familie i to døgn hver måned, når barnet har brug for det. " * 3
    assert not [f for f in found(text + own) if f.rule == "law-only"]


@pytest.mark.parametrize(
    ("pair", "rule", "line"),
    [
        (("Op til 3 timer", "Op til 2 timer"), "level-lowered", "| Let | Op til 2"),
        (("børn, der bor hjemme", "børn, der bor hjemme og er syge"), None, ""),
        (("Kommunen ser", "Kommunen eller andre ser"), None, ""),
    ],
)
def test_against_the_version_in_force(pair, rule, line):
    text = changed(pair, ("Over 3 timer", "Over 2 timer")) if rule else changed(pair)
    findings = [f for f in found(text, previous=GOOD) if f.rule in ("level-lowered", "criterion-tightened")]
    if rule is None:
        assert findings == []
        return
    lines = text.split("\n")
    assert [(f.rule, f.severity) for f in findings] == [(rule, Severity.NOTE)] * len(findings)
    assert any(lines[f.line - 1].startswith(line) for f in findings)


def test_a_criterion_tightened_is_noted_at_its_line():
    before = changed(says("Barnet har en fysisk eller psykisk funktionsnedsættelse."))
    after = before.replace("fysisk eller", "fysisk og")
    (finding,) = [f for f in found(after, previous=before) if f.rule == "criterion-tightened"]
    assert "fysisk og" in after.split("\n")[finding.line - 1]
    assert "»eller«" in finding.message


def test_a_new_cap_and_a_new_payment_are_noted():
    before = changed(says("Aflastning giver luft."))
    added = "Der er et loft på 20 døgn om året. I skal selv betale kørsel."
    after = changed(says(f"Aflastning giver luft. {added}"))
    findings = [f for f in found(after, previous=before) if f.rule == "limit-added"]
    assert [f.severity for f in findings] == [Severity.NOTE] * 2
    assert all("Aflastning giver" in after.split("\n")[f.line - 1] for f in findings)


def test_severities_are_those_of_the_list():
    graded = {rule.id: rule.severity for rule in RULES}
    errors = {name for name, severity in graded.items() if severity is Severity.ERROR}
    assert errors == {
        "individual-assessment",
        "number-without-period",
        "law-only",
        "follow-up",
        "upper-age",
        "law-reference",
        "personal-data",
    }


def test_a_restatement_is_only_warned_but_never_about_personal_data():
    text = changed(
        ("genbesoeg: 2026-05-01", "gengivelse: true\nkilde: En kommune"),
        (DEPARTURE, ""),
        says("Barnet 010203-1234."),
    )
    graded = {f.rule: f.severity for f in found(text)}
    assert graded["individual-assessment"] is Severity.WARNING
    assert graded["personal-data"] is Severity.ERROR


def test_an_answered_warning_becomes_a_note_that_keeps_the_reason():
    text = changed(
        (
            "genbesoeg:",
            "lint_svar:\n  hours-content: Det står i bilaget\n  individual-assessment: nej\ngenbesoeg:",
        ),
        ('timer_omfatter: "transport"\n', ""),
        (DEPARTURE, ""),
    )
    graded = {f.rule: f for f in found(text)}
    assert graded["hours-content"].severity is Severity.NOTE
    assert "Begrundelse: Det står i bilaget" in graded["hours-content"].message
    assert graded["individual-assessment"].severity is Severity.ERROR


def test_a_background_document_is_checked_for_personal_data_alone():
    text = head(dokumenttype="baggrund") + "## A\nHøjst 5 timer til 010203-1234.\n"
    assert [f.rule for f in found(text)] == ["personal-data"]


def test_table_rules_alone():
    document = read_document(changed(("Over 3 timer", "Over 5 timer"), (DEPARTURE, "")).encode(), "1.md")
    assert [f.rule for f in lint_tables(document, "1.md")] == ["scale-hole"]


def test_an_unreadable_extent_stops_the_reading():
    with pytest.raises(DocumentError):
        read_document(changed(("Op til 3 timer om ugen", "Op til 3 timer")).encode(), "1.md")


def test_a_sentence_is_pointed_at_by_its_own_line():
    text = changed(says("En linje her.\nDet Sociale Nævn er på linje to."))
    (finding,) = [f for f in found(text) if f.rule == "dead-authority"]
    assert "Det Sociale" in text.split("\n")[finding.line - 1]
