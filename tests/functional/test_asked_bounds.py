"""What is asked for: shown from the fifth asking, kept for ninety days, unanswered words first."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from portal.db import Database
from portal.models import AskedRow
from portal.services.search.asked_words import (
    KEPT_DAYS,
    SHOWN_FROM,
    Spool,
    count_asked,
    forget_old,
    often_asked,
)

TODAY = date(2026, 11, 22)
KEY = b"portalens egen"


def ask(database: Database, folder: Path, words: str, times: int, found: int = 0, day: date = TODAY) -> None:
    spool = Spool(folder / "asked")
    for _ in range(times):
        spool.note(words, found, day)
    assert count_asked(database, spool, KEY) == times


def readable(database: Database) -> list[str]:
    with database.reading() as session:
        return [words for words in session.scalars(select(AskedRow.words)) if not words.startswith("~")]


def shown(database: Database, today: date = TODAY) -> list[tuple[str, int]]:
    with database.reading() as session:
        return [(asked.words, asked.times) for asked in often_asked(session, today)]


def test_words_can_be_read_from_the_fifth_asking(database: Database, tmp_path: Path) -> None:
    ask(database, tmp_path, "kørsel", SHOWN_FROM - 1)
    assert (readable(database), shown(database)) == ([], [])
    ask(database, tmp_path, "kørsel", 1)
    assert (readable(database), shown(database)) == (["kørsel"], [("kørsel", SHOWN_FROM)])


def test_words_are_kept_for_ninety_days(database: Database, tmp_path: Path) -> None:
    ask(database, tmp_path, "kørsel", SHOWN_FROM)
    last = TODAY + timedelta(days=KEPT_DAYS - 1)
    forget_old(database, last)
    assert shown(database, last) == [("kørsel", SHOWN_FROM)]
    assert shown(database, last + timedelta(days=1)) == []
    forget_old(database, last + timedelta(days=1))
    assert readable(database) == []


def test_what_found_nothing_comes_first_then_what_was_asked_most(database: Database, tmp_path: Path) -> None:
    ask(database, tmp_path, "aflastning", 9, found=4)
    ask(database, tmp_path, "kørsel", 5)
    ask(database, tmp_path, "briller", 7)
    ask(database, tmp_path, "ledsager", 12, found=1)
    assert [words for words, _ in shown(database)] == ["briller", "kørsel", "ledsager", "aflastning"]
