"""Whatever two lists are held against each other: what comes out makes the new of the old, and ends."""

from __future__ import annotations

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from portal.documents.changes.differences import compare
from portal.documents.changes.matching import Work, likeness, matches, opcodes
from portal.documents.changes.redline import redline
from tests.unit.documents.writing import body

ITEMS = st.lists(st.integers(0, 6), max_size=30)
STEPS = st.sampled_from([0, 20, 100, 1_000, 100_000])


@given(ITEMS, ITEMS, STEPS)
def test_the_new_list_is_made_of_the_old_however_few_steps_are_left(
    old: list[int], new: list[int], steps: int
) -> None:
    made: list[int] = []
    last = (0, 0)
    for tag, a, b, c, d in opcodes(old, new, Work(steps)):
        assert (a, c) == last
        last = (b, d)
        made += old[a:b] if tag == "equal" else new[c:d]
        assert tag != "equal" or old[a:b] == new[c:d]
        assert (a == b, c == d) == {"delete": (False, True), "insert": (True, False)}.get(tag, (False, False))
    assert last == (len(old), len(new))
    assert made == new


@given(ITEMS, ITEMS)
def test_with_steps_enough_it_is_what_difflib_finds(old: list[int], new: list[int]) -> None:
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    assert [tuple(code) for code in found] == opcodes(old, new, Work())


@given(ITEMS, ITEMS, STEPS)
def test_no_more_steps_are_taken_than_there_are(old: list[int], new: list[int], steps: int) -> None:
    work = Work(steps)
    matches(old, new, work)
    assert 0 <= work.left <= steps


def test_without_steps_what_stands_once_in_both_still_holds_them_together() -> None:
    old, new = ["a", "b", "x", "x", "c", "d"], ["a", "y", "b", "x", "c", "z", "d"]
    assert matches(old, new, Work(0)) == [(0, 0, 1), (1, 2, 1), (4, 4, 1), (5, 6, 1)]


@given(st.text("ab .", max_size=40), st.text("ab .", max_size=40))
def test_likeness_is_what_difflib_says_or_nothing(old: str, new: str) -> None:
    before, after = old.split(), new.split()
    if all(word.isalpha() for word in (*before, *after)):
        whole = SequenceMatcher(None, before, after, autojunk=False).ratio()
        assert likeness(old, new, 0.5, Work()) == (whole if whole >= 0.5 else 0.0) or whole < 0.5


def test_two_long_texts_without_a_word_in_common_are_told_apart() -> None:
    """Every sentence could be another wording of every other: a hundred million questions."""
    count = 3_000
    old = body("## A\n\n" + "\n\n".join(f"Vi giver a{n} b{n} c{n}." for n in range(count)))
    new = body("## A\n\n" + "\n\n".join(f"De giver d{n} e{n} f{n}." for n in range(count)))
    changes = compare(old, new)
    assert {change.old for change in changes if change.old} == {
        f"Vi giver a{n} b{n} c{n}." for n in range(count)
    }
    assert {change.new for change in changes if change.new} == {
        f"De giver d{n} e{n} f{n}." for n in range(count)
    }
    (section,) = redline(old, new)
    assert section.html.count("<ins>") >= count
    assert section.html.count("<del>") >= count


def test_a_sentence_changed_in_very_many_places_went_and_came_as_a_whole() -> None:
    old = "I får hjælp til " + " ".join(f"x{n} y" for n in range(2_000)) + "."
    new = "I får hjælp til " + " ".join(f"x{n} z" for n in range(2_000)) + "."
    changes = compare(body(f"## A\n\n{old}"), body(f"## A\n\n{new}"))
    assert {(change.old, change.new) for change in changes} == {(old, ""), ("", new)}
