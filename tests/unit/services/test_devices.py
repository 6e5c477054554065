"""What a browser is called, and the marks by which an account knows it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.services.people.devices import MARK_LASTS, browser_in_words, mark_for, marked

KEY, NOW = b"k" * 32, datetime(2026, 11, 22, tzinfo=UTC)
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox på Windows",
        ),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36", "Chrome på Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/140.0", "Edge på Windows"),
        (f"Mozilla/5.0 (Linux; Android 15) {CHROME} Mobile Safari/537.36", "Chrome på Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari på iPhone",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/18.0 Safari/605.1", "Safari på Mac"),
        ("curl/8.0", "En browser"),
        ("", "En browser"),
    ],
)
def test_a_browser_is_named_in_a_few_words(said: str, words: str) -> None:
    assert browser_in_words(said) == words


@given(st.text())
def test_nothing_that_a_browser_says_is_repeated(said: str) -> None:
    assert len(browser_in_words(said)) <= 40
    assert browser_in_words(f"{said} Firefox").startswith(("Firefox", "Edge", "Opera", "Samsung"))


@given(st.text(), st.emails())
def test_no_mark_is_known_that_is_not_ours(marks: str, mail: str) -> None:
    assert mark_for(KEY, mail, marks, NOW) == ""
    assert mark_for(KEY, mail, marked(KEY, mail, marks, NOW), NOW)


@given(st.lists(st.emails(), min_size=1, max_size=5, unique=True))
def test_a_mark_is_of_one_account_for_a_year(mails: list[str]) -> None:
    marks = ""
    for mail in mails:
        marks = marked(KEY, mail, marks, NOW)
    assert len({mark_for(KEY, mail, marks, NOW) for mail in mails} - {""}) == len(mails)
    assert not mark_for(KEY, f"x{mails[0]}", marks, NOW) or f"x{mails[0]}" in mails
    assert not mark_for(KEY, mails[0], marks, NOW + MARK_LASTS)
    assert mark_for(KEY, mails[0], marks, NOW + MARK_LASTS - timedelta(seconds=1))
    assert not set(mails) & set(marks.replace("~", "-").split("-"))
