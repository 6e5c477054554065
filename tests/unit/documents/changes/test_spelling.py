"""What is spelling and what is substance: a known word that became another is never spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.changes.change_model import ChangeKind, Direction, Weight
from portal.documents.changes.correction import refusals
from portal.documents.changes.differences import compare, is_editorial
from tests.unit.documents.writing import body

SUBSTANCE = [
    ("Ansøg senest den 1. juni.", "Ansøg senest den 1. juli."),
    ("Ansøg den 1. juni.", "Ansøg den 1. juli."),
    ("Vi har åbent hver tirsdag.", "Vi har åbent hver torsdag."),
    ("Vi har åbent tirsdage.", "Vi har åbent torsdage."),
    ("Hjælpen gives indenfor kommunen.", "Hjælpen gives udenfor kommunen."),
    ("En sen ansøgning afvises.", "En sen ansøgning anvises."),
    ("Barnet bor hos sin moder.", "Barnet bor hos sin broder."),
    ("Vi aftaler mødet med skolen.", "Vi aflyser mødet med skolen."),
    ("Støtten gives til faderen.", "Støtten gives til fadderen."),
    ("Forældrene afholder udgiften.", "Forældrene beholder udgiften."),
    ("Vi taler med barnet.", "Vi taler med barnets."),
    ("Det er for ældre.", "Det er forældre."),
    ("Temaet er det fjerde på listen.", "Temaet er det femte på listen."),
    ("Ansøg den 1. jnui.", "Ansøg den 1. juni."),
    ("Det er uafhængg af indkomst.", "Det er afhængig af indkomst."),
    ("Ring til Lene om det.", "Ring til Line om det."),
    ("Det koster -5 kr.", "Det koster 5 kr."),
    ("I får 5-10 timer.", "I får 5 10 timer."),
    ("I får 5-10 timer.", "I får 5/10 timer."),
    ("I skal vente 14 dage.", "I skal vente 14. dage."),
    ("Vi dækker 10 %.", "Vi dækker 10."),
    ("Loftet er ≥ fem.", "Loftet er fem."),
    ("Det er timer/uge.", "Det er timer uge."),
    ("Tal med 1 af os.", "Tal med en af os."),
    ("Mødet er kl. 12.30 hos os.", "Mødet er kl. 12,30 hos os."),
]

MISSPELT = [
    ("hverdagn", "hverdagen"), ("aflastnig", "aflastning"), ("forældrer", "forældre"),
    ("kontaktpersn", "kontaktperson"), ("ansøgnig", "ansøgning"), ("afgøresle", "afgørelse"),
    ("opfølgnig", "opfølgning"), ("visitaion", "visitation"), ("familin", "familien"),
    ("vurdring", "vurdering"), ("bevliges", "bevilges"), ("ledsaglse", "ledsagelse"),
    ("sagsbehanlder", "sagsbehandler"), ("klagevejledining", "klagevejledning"), ("kørsle", "kørsel"),
    ("sammarbejde", "samarbejde"), ("kvalitestandard", "kvalitetsstandard"), ("komune", "kommune"),
    ("barent", "barnet"), ("pårørene", "pårørende"), ("kordinere", "koordinere"),
    ("døgnaflastnig", "døgnaflastning"), ("beskrivlse", "beskrivelse"), ("nødvendi", "nødvendig"),
]  # fmt: skip
KNOWN_WORDS = st.sampled_from(
    ["barnet", "juni", "juli", "tirsdag", "torsdag", "indenfor", "udenfor", "afvises", "anvises", "hver",
     "hvor", "timer", "timen", "dage", "uger", "skolen", "familien", "støtten", "støttes", "hjælpen",
     "hjælper", "gives", "giver", "mindre", "flere", "ældre", "yngre", "første", "femte", "fire", "fem"]
)  # fmt: skip


def told(old: str, new: str):
    return compare(body(f"## A {{#a}}\n\n{old}\n"), body(f"## A {{#a}}\n\n{new}\n"))


@pytest.mark.parametrize(("old", "new"), SUBSTANCE)
def test_substance_is_no_spelling_either_way(old: str, new: str) -> None:
    for was, now in ((old, new), (new, old)):
        found = told(was, now)
        assert found
        assert not is_editorial(found), found
        assert refusals(body(f"## A {{#a}}\n\n{was}\n"), body(f"## A {{#a}}\n\n{now}\n"))


@pytest.mark.parametrize(("old", "new"), MISSPELT)
def test_a_misspelling_is_spelling_and_its_making_is_not(old: str, new: str) -> None:
    sentence = "Vi skriver om {} i dag."
    (change,) = told(sentence.format(old), sentence.format(new))
    assert change.kind is ChangeKind.SPELLING
    assert not is_editorial(told(sentence.format(new), sentence.format(old)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Skriv en e mail til os.", "Skriv en e-mail til os."),
        ("Det afgør Børne og Ungeudvalget.", "Det afgør Børne- og Ungeudvalget."),
        ("Vores mail-adresse er ny igen.", "Vores mailadresse er ny igen."),
        ("Det er afl øsning.", "Det er afløsning."),
        ("Svar inden 4 uger.", "Svar inden fire uger."),
        ("Svar inden fire uger.", "Svar inden 4 uger."),
        ("I får 5-10 timer.", "I får 5–10 timer."),
        ("Ring først skriv så.", "Ring først, skriv så."),
        ("Vi taler med barnet.", "Vi taler  med barnet!"),
    ],
)
def test_signs_hyphens_and_written_numbers_are_spelling(old: str, new: str) -> None:
    found = told(old, new)
    assert [change.kind for change in found] in ([], [ChangeKind.SPELLING])
    assert is_editorial(found)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Ansøg senest den 1. juni.", "Ansøg senest den 1. juli.", ChangeKind.DEADLINE),
        ("Åbent hver tirsdag.", "Åbent hver torsdag.", ChangeKind.NUMBER),
        ("I får 5-10 timer.", "I får 5 10 timer.", ChangeKind.NUMBER),
        ("Hjælp indenfor kommunen.", "Hjælp udenfor kommunen.", ChangeKind.OBLIGATION),
    ],
)
def test_days_signs_and_places_are_told_among_what_matters(old: str, new: str, kind: ChangeKind) -> None:
    (change,) = told(old, new)
    assert (change.kind, change.direction, change.weight) == (kind, Direction.NONE, Weight.MATTERS)


def test_a_heading_that_names_another_month_is_not_editorial() -> None:
    old, new = (body(f"## Ansøg inden 1. {month} {{#a}}\n\nTekst.\n") for month in ("juni", "juli"))
    assert not is_editorial(compare(old, new))
    assert refusals(old, new)


@given(KNOWN_WORDS, KNOWN_WORDS)
def test_no_known_word_becomes_another_by_spelling(old: str, new: str) -> None:
    found = told(f"Vi skriver om {old} i dag.", f"Vi skriver om {new} i dag.")
    assert all(change.kind is not ChangeKind.SPELLING for change in found)
    assert bool(found) == (old != new)
