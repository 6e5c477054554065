"""Which passwords are too easy to guess, and what is said of them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.services.people.guessable import usual_words, why_guessable

ABOUT = ("ida.holm@allerod.dk", "Ida Holm", "https://portal.kommune.dk", "Allerød Kommune", "Randers Kommune")


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password123!",
        "iloveyou1234",
        "trustno1trustno1",
        "kodeord12345",
        "adgangskode1",
        "Sommer2026!!",
        "sommer i 2026",
        "sommer i danmark 2026",
        "Danmark2026!",
        "fodbold12345",
        "Velkommen2026",
        "h3mm3l1g2026",
        "Brøndby1964!",
        "Hemmelig123!",
    ],
)
def test_usual_words_with_a_year_and_a_sign_are_refused(password: str) -> None:
    assert why_guessable(password, ())


@pytest.mark.parametrize(
    "password",
    [
        "Allerød2026!",
        "Allerød Kommune 2026",
        "randers-kommune",
        "Idaholm12345",
        "holm.ida.1985",
        "ida.holm@allerod.dk",
        "IDA.HOLM@ALLEROD.DK",
        "kvalitetsportalen",
        "Kvalitetsportalen 1",
    ],
)
def test_names_of_the_person_the_place_and_the_portal_are_refused(password: str) -> None:
    assert why_guessable(password, ABOUT)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("qwertyuiopå", "ligner en, som mange bruger"),
        ("asdfghjklæøasdf", ""),
        ("zxcvbnm,.-zxc", ""),
        ("1qaz2wsx3edc", ""),
        ("abcdefghijkl", "følger efter hinanden"),
        ("aaaaaaaaaaaaaa", "står flere gange"),
        ("abababababab", "står flere gange"),
        ("24-12-1975-24-12-1975", ""),
        ("241219751231", ""),
    ],
)
def test_rows_of_keys_repetitions_and_dates_are_refused_and_called_that(password: str, why: str) -> None:
    said = why_guessable(password, ())
    assert said
    assert why in said


@pytest.mark.parametrize(
    "password",
    [
        "fire korte ord her",
        "fem helt andre ord nu",
        "fire andre ord nu",
        "grævling tordner under kølervand",
        "Knast-trille-vifte-spand",
        "x7#Kq9!vLm2$",
        "hortensiapapirklip",
        "stol kasket orkan hvede",
    ],
)
def test_unrelated_words_and_random_signs_will_do(password: str) -> None:
    assert not why_guessable(password, ABOUT)


@given(st.sampled_from(usual_words()), st.integers(1900, 2030), st.sampled_from(["", "!", "1", "?!"]))
def test_no_usual_word_with_a_year_will_do(word: str, year: int, sign: str) -> None:
    assert why_guessable(f"{word.capitalize()}{year}{sign}", ())


@given(st.text(max_size=600))
def test_every_text_is_judged(password: str) -> None:
    assert isinstance(why_guessable(password, ("a", "")), str)


@pytest.mark.parametrize("password", ["a" * 500, "1a" * 250, "@4$5" * 120, "qwerty" * 80, "€" * 500])
def test_a_long_one_is_judged_in_seconds(password: str) -> None:
    began = time.perf_counter()
    why_guessable(password, ABOUT)
    assert time.perf_counter() - began < 10


def test_what_is_known_of_one_person_is_not_held_against_another() -> None:
    assert why_guessable("Mistelten Bakkely 7", ("Mistelten Bakkely",))
    assert not why_guessable("Mistelten Bakkely 7", ())
