"""A sentence that came or went as a whole is told among what matters when it decides something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.changes.change_model import Change, ChangeKind, Direction, Weight
from portal.documents.changes.differences import compare, is_editorial
from tests.unit.documents.writing import body

BEFORE, AFTER = "Hjælpen giver luft i hverdagen.", "Vi taler med jer om resten."

DECIDING = [
    ("I skal selv betale kørsel til og fra aflastningen.", ChangeKind.PAYMENT, "Betaling"),
    ("Egenbetalingen er 500 kr. om måneden.", ChangeKind.PAYMENT, "Betaling"),
    ("Opholdet er gratis for familien.", ChangeKind.PAYMENT, "Betaling"),
    ("Kommunen dækker udgiften til transport.", ChangeKind.PAYMENT, "Betaling"),
    ("Der er et loft på 20 døgn om året.", ChangeKind.LIMIT, "En grænse"),
    (
        "Aflastning gives ikke i skolernes sommerferie, og der er et loft på 20 døgn om året.",
        ChangeKind.LIMIT,
        "En grænse",
    ),
    ("Støtten er højst 4 timer om ugen.", ChangeKind.LIMIT, "En grænse"),
    ("I får mindst 2 timer om ugen.", ChangeKind.LIMIT, "En grænse"),
    ("Hjælpen varer op til 10 uger.", ChangeKind.LIMIT, "En grænse"),
    ("Familien kommer til tre samtaler.", ChangeKind.NUMBER, "Et tal"),
    ("Vi ringer en gang om ugen.", ChangeKind.NUMBER, "Et tal"),
    ("Kontaktpersonen kommer 2 gange om ugen.", ChangeKind.NUMBER, "Et tal"),
    ("Hjælpen er for børn under 12 år.", ChangeKind.AGE, "En alder eller et antal år"),
    ("Når den unge er fyldt 16, taler vi med den unge alene.", ChangeKind.AGE, "En alder"),
    ("Ordningen er for 6-årige.", ChangeKind.AGE, "En alder"),
    ("Vi svarer senest 4 uger efter, at I har søgt.", ChangeKind.DEADLINE, "En frist"),
    ("Fristen regnes fra den dag, I søger.", ChangeKind.DEADLINE, "En frist"),
    ("I får svar inden otte hverdage.", ChangeKind.DEADLINE, "En frist"),
    ("Handleplanen skal vise formål og mål, før støtten begynder.", ChangeKind.OBLIGATION, "»skal«"),
    ("I har pligt til at sige det videre.", ChangeKind.OBLIGATION, "»pligt«"),
    ("Et lægebrev er en betingelse.", ChangeKind.OBLIGATION, "»betingelse«"),
    ("Så kan vi forlænge den.", ChangeKind.OBLIGATION, "En mulighed (»kan«)"),
    ("I må vælge kontaktpersonen.", ChangeKind.OBLIGATION, "En mulighed (»må«)"),
    ("I har ret til en bisidder.", ChangeKind.OBLIGATION, "En ret (»ret til«)"),
    ("Aflastning gives ikke i ferier.", ChangeKind.OBLIGATION, "Et forbehold (»ikke«)"),
    ("Vi giver kun hjælp i hjemmet.", ChangeKind.OBLIGATION, "Et forbehold (»kun«)"),
    ("Støtten bortfalder, når I flytter.", ChangeKind.OBLIGATION, "Et forbehold (»bortfalder«)"),
    ("Kommunen bør tale med skolen.", ChangeKind.OBLIGATION, "»bør«"),
    ("I får hjælp til transport.", ChangeKind.OBLIGATION, "Noget, der gives"),
    ("Kommunen tilbyder et kursus.", ChangeKind.OBLIGATION, "Noget, der gives"),
]

WORDING = [
    "Vi vil gerne lære jer at kende.",
    "Aflastning giver familien luft.",
    "Teksten er skrevet til familier.",
    "Reglen står i barnets lov § 90.",
    "Et barn er forskelligt fra et andet.",
    "Hvornår kan I søge?",
    "Ikke mindst søskende er glade for det.",
]

MEANINGLESS = st.sampled_from(["familien", "barnet", "hverdagen", "luft", "ro", "skolen", "glæde", "støtte"])


def section(*sentences: str) -> str:
    return f"## Omfang {{#omfang}}\n\n{' '.join([BEFORE, *sentences, AFTER])}\n"


def only(old: str, new: str) -> Change:
    (change,) = compare(body(old), body(new))
    return change


@pytest.mark.parametrize(("sentence", "kind", "label"), DECIDING)
def test_a_sentence_that_decides_matters_coming_and_going(
    sentence: str, kind: ChangeKind, label: str
) -> None:
    for change, direction in (
        (only(section(), section(sentence)), Direction.ADDED),
        (only(section(sentence), section()), Direction.REMOVED),
    ):
        assert (change.kind, change.direction) == (kind, direction)
        assert change.weight is Weight.MATTERS
        assert label in change.text
        assert f"»{sentence}«" in change.text
        assert not change.text.startswith(("Tilføjet", "Fjernet")), "the direction says it already"


@pytest.mark.parametrize("sentence", WORDING)
def test_a_sentence_that_decides_nothing_is_wording(sentence: str) -> None:
    for old, new in ((section(), section(sentence)), (section(sentence), section())):
        change = only(old, new)
        assert (change.kind, change.text) == (ChangeKind.WORDING, f"»{sentence}«")


def test_a_sentence_that_moves_neither_comes_nor_goes() -> None:
    sentence = "Der er et loft på 20 døgn om året."
    old = section(sentence) + "\n## Andet {#andet}\n\nVi ses.\n"
    new = section() + f"\n## Andet {{#andet}}\n\nVi ses. {sentence}\n"
    change = only(old, new)
    assert (change.kind, change.direction, change.section_id) == (
        ChangeKind.WORDING,
        Direction.MOVED,
        "andet",
    )


def test_one_of_two_that_goes_is_gone() -> None:
    sentence = "Der er et loft på 20 døgn om året."
    other = f"\n## Andet {{#andet}}\n\nVi ses. {sentence}\n"
    change = only(section(sentence) + other, section() + other)
    assert (change.kind, change.direction) == (ChangeKind.LIMIT, Direction.REMOVED)


def test_a_payment_within_a_sentence_matters_too() -> None:
    found = compare(body(section("I får hjælp til kørsel.")), body(section("I betaler selv kørsel.")))
    assert any(change.weight is Weight.MATTERS for change in found)


def test_a_heading_or_a_departure_keeps_its_kind() -> None:
    heading = only(section(), section() + "\n### Det kan I få {#faa}\n")
    assert heading.kind is ChangeKind.WORDING
    departure = "\n::: fravigelse\nVi ser på jeres situation.{}\n:::\n"
    change = only(section() + departure.format(""), section() + departure.format(" I kan få mere."))
    assert change.kind is ChangeKind.DEPARTURE


@given(st.lists(MEANINGLESS, min_size=2, max_size=6), st.sampled_from(DECIDING))
def test_the_words_around_do_not_hide_what_decides(
    words: list[str], deciding: tuple[str, ChangeKind, str]
) -> None:
    sentence = f"For {' og '.join(words)} gælder: {deciding[0]}"
    for old, new in ((section(), section(sentence)), (section(sentence), section())):
        found = compare(body(old), body(new))
        assert any(change.weight is Weight.MATTERS for change in found)
        assert not is_editorial(found)


@given(st.lists(MEANINGLESS, min_size=2, max_size=8))
def test_words_without_any_of_it_are_wording(words: list[str]) -> None:
    sentence = f"Vi tænker på {' og '.join(words)}."
    assert all(c.weight is Weight.WORDING for c in compare(body(section()), body(section(sentence))))
