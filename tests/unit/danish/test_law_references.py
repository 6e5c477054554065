"""Law references in every spelling: what is found, where, and that nothing raises."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.danish.law_acts import ACTS, Act, act
from portal.danish.law_references import (
    LawReference,
    find_references,
    format_reference,
    parents,
    parse_path,
    read_provision,
    read_reference,
    reference_path,
)


def paths(text: str, default_act: str = "") -> list[str]:
    return [reference_path(found.reference) for found in find_references(text, default_act)]


SPELLINGS = [
    ("servicelovens § 52, stk. 3, nr. 6", ["serviceloven/52/3/6"]),
    ("§52, stk. 3 nr. 6", ["-/52/3/6"]),
    ("§52 stk.3 nr 6", ["-/52/3/6"]),
    ("Servicelovens § 52 stk.3 nr. 6", ["serviceloven/52/3/6"]),
    ("§ 52, stk.3.nr.6", ["-/52/3/6"]),
    ("§52stk.3", ["-/52/3"]),
    ("§ 57a.stk 4", ["-/57a/4"]),
    ("§ 11, STK. 3", ["-/11/3"]),
    ("§ 52, stykke 3, nummer 6", ["-/52/3/6"]),
    ("§ 52, stk. 1, nr. 2, litra b", ["-/52/1/2/b"]),
    ("§ 3, nr. 4", ["-/3/-/4"]),
    ("§§ 52, 76 og 76 a", ["-/52", "-/76", "-/76a"]),
    ("§§ 52, 76, 83", ["-/52", "-/76", "-/83"]),
    ("§ 76, stk. 2-5", ["-/76/2", "-/76/3", "-/76/4", "-/76/5"]),
    ("§ 76, stk. 2 til 4", ["-/76/2", "-/76/3", "-/76/4"]),
    ("§ 68, stk. 2 og 3, og § 68 a", ["-/68/2", "-/68/3", "-/68a"]),
    ("§ 66, stk. 1, nr. 1-3, 5 og 6", [f"-/66/1/{n}" for n in (1, 2, 3, 5, 6)]),
    ("§ 52, stk. 3, nr. 3 og nr. 5, og stk. 4", ["-/52/3/3", "-/52/3/5", "-/52/4"]),
    ("§§ 52, stk. 3, og 76", ["-/52/3", "-/76"]),
    ("§§ 108-111", ["-/108", "-/109", "-/110", "-/111"]),
    ("§ 50-undersøgelse", ["-/50"]),
    ("§107–tilbud", ["-/107"]),
    ("§ 82b", ["-/82b"]),
    ("§ 82 b", ["-/82b"]),
    ("§ 82 B", ["-/82b"]),
    ("§§ 82 a og b", ["-/82a", "-/82b"]),
    ("§ 82 a, b og c", ["-/82a", "-/82b", "-/82c"]),
    ("§§ 82 a-c", ["-/82a", "-/82b", "-/82c"]),
    ("jf. dog §§ 56, 57a, 57b og 58", ["-/56", "-/57a", "-/57b", "-/58"]),
    ("SEL 52, stk. 3, nr.1", ["serviceloven/52/3/1"]),
    ("SEL § 52", ["serviceloven/52"]),
    ("paragraf 52", ["-/52"]),
    ("paragrafferne 52 og 76", ["-/52", "-/76"]),
    ("servicelovens paragraf 52, stk. 3", ["serviceloven/52/3"]),
    ("jf. § 50", ["-/50"]),
    ("lov om social service § 52", ["serviceloven/52"]),
    ("§ 85 i lov om social service", ["serviceloven/85"]),
    ("§ 107 I LOV OM SOCIAL SERVICE OM MIDLERTIDIGT OPHOLD", ["serviceloven/107"]),
    ("§ 76 i serviceloven, og resten", ["serviceloven/76"]),
    ("serviceloven (§ 52, stk. 3)", ["serviceloven/52/3"]),
    ("§§ 81 og 82 i serviceloven", ["serviceloven/81", "serviceloven/82"]),
    ("servicelovens § 84, jf. § 44", ["serviceloven/84", "serviceloven/44"]),
    ("barnets lov § 32/§ 90", ["barnets-lov/32", "barnets-lov/90"]),
    ("barnets lovs § 32, stk. 1, nr. 1-2", ["barnets-lov/32/1/1", "barnets-lov/32/1/2"]),
    ("retssikkerhedslovens § 11, stk.2", ["retssikkerhedsloven/11/2"]),
    ("§ 54, stk. 3, i lov om bekæmpelse af ungdomskriminalitet", ["ungdomskriminalitetsloven/54/3"]),
    # broken over lines, footnote digits, blanks that do not break
    ("servicelo-\nvens §\n52,\nstk. 3,\nnr. 6", ["serviceloven/52/3/6"]),
    ("servicelovens12 § 52", ["serviceloven/52"]),
    ("§ 52², stk. 3", ["-/52"]),
    ("§\u00a052,\u202fstk.\u00a03,\u00a0nr.\u00a06", ["-/52/3/6"]),
]


@pytest.mark.parametrize(("text", "expected"), SPELLINGS)
def test_every_spelling_is_read(text: str, expected: list[str]) -> None:
    assert paths(text) == expected
    assert paths(f"Støtten gives efter {text}, når barnet har behov.") == expected


NO_MORE_THAN = [
    ("§ 52 og 3 timer om ugen", ["-/52"]),
    ("§ 52, stk. 3 og 14 dage efter", ["-/52/3"]),
    ("§ 52, stk. 3, 2. pkt.", ["-/52/3"]),
    ("§ 52 f.eks. en kontaktperson", ["-/52"]),
    ("§ 52 m.v.", ["-/52"]),
    ("§ 52 i stedet", ["-/52"]),
    ("§ 82 a og i øvrigt", ["-/82a"]),
    ("efter § 52.\nStk. 2. Kommunen skal", ["-/52"]),
    ("§ 52 og 18-årige", ["-/52"]),
    ("§ 50 procent", ["-/50"]),
    ("50 procent", []),
    ("stk. 3, nr. 6", []),
    ("nr. 6", []),
    ("SEL 3 timer", []),
    ("§ uden tal", []),
    ("§ 12345", []),
    ("§ 0", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), NO_MORE_THAN)
def test_what_is_no_reference_is_left_alone(text: str, expected: list[str]) -> None:
    assert paths(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("§ 52", ["serviceloven/52"]),
        ("lovens § 52", ["serviceloven/52"]),
        ("barnets lov § 90", ["barnets-lov/90"]),
        ("retsplejelovens § 3", ["-/3"]),
        ("§ 3 i retsplejeloven", ["-/3"]),
        ("§ 3 i lov om noget andet", ["-/3"]),
        ("lov om kommunal indkomstskat § 3", ["-/3"]),
        ("bekendtgørelsens § 3", ["-/3"]),
        ("§ 50 eller en undersøgelse, jf. § 31 i barnets lov", ["serviceloven/50", "barnets-lov/31"]),
        ("§ 11, jf. § 31 i barnets lov", ["serviceloven/11", "barnets-lov/31"]),
    ],
)
def test_only_a_reference_without_an_act_gets_the_default(text: str, expected: list[str]) -> None:
    assert paths(text, "serviceloven") == expected


def test_spans_hold_the_words_with_the_act() -> None:
    text = "Efter servicelovens §§ 82 a og b og § 76 i barnets lov gives støtte."
    assert [text[found.start : found.end] for found in find_references(text)] == [
        "servicelovens §§ 82 a",
        "b",
        "§ 76 i barnets lov",
    ]


def test_a_very_long_range_is_its_two_ends() -> None:
    assert paths("§§ 1-200") == ["-/1", "-/200"]


@pytest.mark.parametrize(
    "text", ["", "§", "stk. 3, nr. 6", "servicelovens § 52 om støtte", "retsplejelovens § 3"]
)
def test_what_is_not_one_reference_cannot_be_read_as_one(text: str) -> None:
    with pytest.raises(ValueError, match="ikke en lovhenvisning"):
        read_reference(text)


def test_several_references_cannot_be_read_as_one() -> None:
    with pytest.raises(ValueError, match="én bestemmelse ad gangen"):
        read_reference("servicelovens § 76, stk. 2-5")


@pytest.mark.parametrize(
    ("reference", "words", "path"),
    [
        (
            LawReference("serviceloven", "52", "3", "6"),
            "servicelovens § 52, stk. 3, nr. 6",
            "serviceloven/52/3/6",
        ),
        (LawReference("barnets-lov", "90"), "barnets lov § 90", "barnets-lov/90"),
        (LawReference("serviceloven", "82b", "1"), "servicelovens § 82 b, stk. 1", "serviceloven/82b/1"),
        (LawReference("", "3", "", "4", "a"), "§ 3, nr. 4, litra a", "-/3/-/4/a"),
    ],
)
def test_normal_form_and_address(reference: LawReference, words: str, path: str) -> None:
    assert format_reference(reference) == words
    assert reference_path(reference) == path
    assert parse_path(path) == reference


@pytest.mark.parametrize(
    "path", ["", "serviceloven", "ukendt/3", "serviceloven/x", "serviceloven/52/0", "serviceloven/52/-"]
)
def test_an_address_of_nothing_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_path(path)


def test_parents_come_nearest_first() -> None:
    reference = LawReference("serviceloven", "52", "3", "6")
    assert [reference_path(parent) for parent in parents(reference)] == [
        "serviceloven/52/3",
        "serviceloven/52",
    ]
    assert parents(LawReference("", "52")) == ()


def test_acts_have_one_slug_each_and_read_their_own_citing_form() -> None:
    assert len({row.slug for row in ACTS}) == len(ACTS)
    for row in ACTS:
        for name in (row.citing, row.full_name, row.short_name, *row.aliases, *row.abbreviations):
            assert paths(f"{name} § 7") == [f"{row.slug}/7"], name
    barnets_lov = act("barnets-lov")
    assert barnets_lov is not None
    assert barnets_lov.number == "lov nr. 721 af 13. juni 2023"


_number = st.integers(1, 60).map(str)
_references = st.builds(
    LawReference,
    act=st.sampled_from(["", *(row.slug for row in ACTS)]),
    section=st.builds(
        lambda n, letter: f"{n}{letter}", st.integers(1, 999), st.sampled_from(["", *"abcdefghijkl"])
    ),
    part=st.one_of(st.just(""), _number),
    number=st.one_of(st.just(""), _number),
    letter=st.sampled_from(["", "a", "e"]),
)


@given(_references)
def test_what_is_written_reads_back_the_same(reference: LawReference) -> None:
    assert read_reference(format_reference(reference)) == reference
    assert parse_path(reference_path(reference)) == reference
    assert paths(f"Efter {format_reference(reference)}, når") == [reference_path(reference)]


_pieces = st.sampled_from(
    ["§", "§§", " ", "\n", ", ", "stk. ", "nr.", "52", "3", "76 a", "b", " og ", "-", "til", "SEL",
     "servicelovens", "i", "barnets lov", "paragraf", "lov om", "litra a", ".", "jf. ", "(", ")", "loven"]
)  # fmt: skip


@given(
    st.one_of(st.text(), st.lists(_pieces, max_size=25).map("".join)), st.sampled_from(["", "serviceloven"])
)
def test_nothing_raises_and_spans_lie_in_the_text(text: str, default_act: str) -> None:
    found = find_references(text, default_act)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert parse_path(reference_path(one.reference)) == one.reference
    spans = list(dict.fromkeys((one.start, one.end) for one in found))
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(
    st.sampled_from(ACTS),
    st.integers(1, 200),
    st.lists(st.integers(1, 30).map(str), max_size=2),
)
def test_a_provision_reads_the_same_in_danish_and_as_an_address(
    known: Act, section: int, below: list[str]
) -> None:
    reference = LawReference(known.slug, str(section), *below)
    assert read_provision(format_reference(reference)) == reference
    assert read_provision(f" {reference_path(reference)} ") == reference


@pytest.mark.parametrize("typed", ["", "§ 52", "-/52", "barnets lov", "nisselov/2", "/", "barnets-lov/"])
def test_what_names_no_provision_of_an_act_is_no_answer(typed: str) -> None:
    with pytest.raises(ValueError, match=r"Skriv|adresse|loven"):
        read_provision(typed)
