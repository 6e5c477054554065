import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.reading.prose import find_extents
from calculators.reading.reader import print_extent


@pytest.mark.parametrize(
    ("text", "words", "normal"),
    [
        (
            "Der kan gives op til 3 timer om ugen til støtte.",
            "op til 3 timer om ugen",
            "op til 3 timer om ugen",
        ),
        ("Støtten er mindst to timer ugentligt.", "mindst to timer ugentligt", "mindst 2 timer om ugen"),
        (
            "Aflastning gives højst 36 døgn pr. år, og mere kan gives.",
            "højst 36 døgn pr. år",
            "op til 36 døgn om året",
        ),
        ("Det er mellem 3 og 5 timer pr. uge.", "mellem 3 og 5 timer pr. uge", "3-5 timer om ugen"),
    ],
)
def test_a_limited_amount_is_found(text: str, words: str, normal: str) -> None:
    (found,) = find_extents(text)
    assert found.words == words == text[found.start : found.end]
    assert found.extent is not None
    assert print_extent(found.extent) == normal


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Der kan gives op til 3 timer til støtte. Det sker hver uge.", "op til 3 timer"),
        ("Aflastning er højst fem døgn.", "højst fem døgn"),
        ("Pakken er på op til 9, 6 eller 3 timer.", "op til 9, 6 eller 3 timer"),
        ("Mindst 2-3 dage\n\nOm ugen", "Mindst 2-3 dage"),
        ("Hvis behovet er stort, kan I få op til 10 timer.", "op til 10 timer"),
        ("Hvis behovet er stort kan I få op til 10 timer.", "op til 10 timer"),
        ("I kan få op til 10 timer, hvis barnet ikke kan være alene.", "op til 10 timer"),
        ("Kommunen kan ikke give over 10 timer.", "over 10 timer"),
        ("Det er hjælp, der ikke kan gives i over 10 timer.", "over 10 timer"),
        ("Barnet kan ikke være alene, og I får op til 10 timer.", "op til 10 timer"),
        ("Der bevilges højst 5 døgn, når behovet er der.", "højst 5 døgn"),
        ("Hjælp kan fx gives i hjemmet, og den er op til 10 timer.", "op til 10 timer"),
    ],
)
def test_an_amount_without_a_period_in_its_sentence_is_an_error(text: str, words: str) -> None:
    (found,) = find_extents(text)
    assert found.extent is None
    assert found.error is not None
    assert (found.error.code, found.error.words, found.error.position) == (
        "number-without-period",
        words,
        text.index(words),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Om ugen kan der gives op til 3 timer.",
        "Op til 3 timer støtte om ugen.",
        "Afgørelsen kommer højst 14 dage efter mødet.",
        "Svaret kommer inden for højst 14 dage.",
        "Støtten varer mindst 6 måneder.",
        "For børn over 13 år.",
        "Støtte op til 2 personer.",
        "Timer gives over en periode.",
        "op til",
        "",
        "Vi ser på, om barnet ikke kan være alene under 2 timer.",
        "barnet ikke kan være alene under 2 timer",
        "Støtten er for børn, der ikke må være alene over 3 timer.",
        "Hvis barnet er væk i over 14 dage, taler vi med jer.",
        "Ring til os, når barnet er indlagt mere end 3 døgn.",
        "Og hvis opholdet er på højst 2 døgn, sker det hjemme.",
        "Når der bevilges over 10 timer, ser vi på det igen.",
        "Timerne kan fordeles, fx over 14 dage.",
        "Timerne er fordelt, f.eks. over 14 dage.",
        "Et kort ophold er for eksempel højst 2 døgn.",
        "Timerne fordeles over 14 dage.",
        "Opholdet er spredt over 3 dage.",
    ],
)
def test_other_things_are_left_alone(text: str) -> None:
    assert find_extents(text) == ()


WORDS = [
    *(
        "op til",
        "højst",
        "mellem",
        "3",
        "to",
        ",",
        "eller",
        "og",
        "timer",
        "dage",
        "om ugen",
        ". Der",
        "\n\n",
    ),
    *("efter", "(", "½", "4,5.6"),
]


@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=14,
    ).map(" ".join)
    | st.text(max_size=40)
)
def test_finding_never_raises_and_quotes_the_text(text: str) -> None:
    for found in find_extents(text):
        assert found.words == text[found.start : found.end]
        assert (found.extent is None) != (found.error is None)
