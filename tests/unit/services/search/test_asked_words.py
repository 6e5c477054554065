"""What may be counted of a question, and that noting it can neither fail nor wait."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.services.search.asked_words import LARGEST_FILE, LONGEST, Spool, countable

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("  Hvor mange   TIMER? ", "hvor mange timer"),
        ("§ 52, stk. 3, nr. 6", "§ 52 stk 3 nr 6"),
        ("1½ time", "1½ time"),
        ("netværks- eller samtalegrupper", "netværks eller samtalegrupper"),
        ("børn på 10-12 år", "børn på 10-12 år"),
        ("?!", ""),
        ("Randers Kommune aflastning", "randers kommune aflastning"),
        ("Aflastning til Karla", "aflastning til karla"),
        ("en vej til 12 timer", "en vej til 12 timer"),
        ("x" * (LONGEST + 1), ""),
        ("b\u00f8rn, fo\u0301lk", "b\u00f8rn f\u00f3lk"),
    ],
)
def test_words_are_counted_in_one_form(question: str, counted: str) -> None:
    assert countable(question) == counted


@pytest.mark.parametrize(
    "question",
    [
        "010190-1234",
        "aflastning 0101901234",
        "010190 1234",
        "010190 - 1234",
        "01 01 90-1234",
        "01.01.90 1234",
        "010190/1234",
        "010190–1234",
        "010190",
        "010190xxxx",
        "født 0101-90-1234",
        "٠١٠١٩٠-١٢٣٤",
        "０１０１９０−１２３４",
        "70 00 00 00",
        "70000000",
        "+45 70 00 00 00",
        "(+45) 7000 0000",
        "ring 70-00-00-00",
        "0045 70 00 00 00",
        "per@eksempel.dk",
        "per＠eksempel.dk",
        "per snabel-a eksempel.dk",
        "per (at) eksempel",
        "www.facebook",
        "eksempel.com",
        "Karla Mortensen autist",
        "hjælp til Øjvind Ås",
        "bananvej 12",
        "Store Toften 3",
    ],
)
def test_what_may_name_somebody_is_not_counted_at_all(question: str) -> None:
    assert countable(question) == ""


@given(st.from_regex(r"[0-3][0-9][01][0-9]{3}[ -]?[0-9]{4}", fullmatch=True), st.text(max_size=20))
def test_no_cpr_number_is_ever_counted(number: str, around: str) -> None:
    counted = countable(f"{around} {number}")
    assert counted == ""


@given(st.text(max_size=300))
def test_anything_typed_can_be_read_and_is_short(question: str) -> None:
    counted = countable(question)
    assert len(counted) <= LONGEST
    assert counted == countable(counted)


def test_what_is_noted_is_taken_once(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "asked.jsonl")
    for found in (0, 0, 3):
        spool.note("Aflastning", found, DAY)
    spool.note("010190-1234", 0, DAY)
    assert spool.take() == Counter({(DAY, "aflastning", 0): 2, (DAY, "aflastning", 3): 1})
    assert spool.take() == Counter()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_read_is_thrown_away(tmp_path: Path) -> None:
    file = tmp_path / "asked.jsonl"
    file.write_bytes(b'\xff\n[1]\n["i dag", "x", 1]\n["2026-11-22", "klage", 2]\n["2026-11')
    assert Spool(file).take() == Counter({(DAY, "klage", 2): 1})


def test_a_folder_that_is_not_there_or_full_is_no_matter(tmp_path: Path) -> None:
    Spool(tmp_path / "nowhere" / "asked.jsonl").note("klage", 1, DAY)
    full = tmp_path / "full.jsonl"
    full.write_bytes(b"x" * LARGEST_FILE)
    Spool(full).note("klage", 1, DAY)
    assert full.stat().st_size == LARGEST_FILE


def test_only_the_portal_itself_can_read_the_file(tmp_path: Path) -> None:
    file = tmp_path / "asked.jsonl"
    Spool(file).note("klage", 1, DAY)
    assert os.stat(file).st_mode & 0o077 == 0
