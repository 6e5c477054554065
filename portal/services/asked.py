"""What is asked for, without anybody who asked: words and number of results, nothing else.

A question is noted by one short write to the end of a file, which can neither wait for the database nor fail
the page; the worker moves what stands there into the database. See docs/adr/0010-asked-words.md.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portal.db import Database
from portal.models import AskedRow

SHOWN_FROM = 5
"""Words are shown to editors from this many askings up."""
KEPT_DAYS = 90
LONGEST = 100
"""Longer questions are not counted: they tell of one family and are not asked five times."""
LARGEST_FILE = 1_000_000
"""Bytes; where no worker empties the file, no more is noted."""

_MAIL_OR_SITE = re.compile(r"@|\(at\)|snabel|\bwww\b|\w\.(?:dk|com|net|org|eu|io)\b")
_LONG_NUMBER = re.compile(r"\d{6}|(?:\d[\s.,()/+–—-]*){8}")
_WORDS = re.compile(r"[\w§½]+(?:[-/.,][\w]+)*")


def countable(question: str) -> str:
    """The words to count, in small letters; "" for what may name or identify somebody, and for nothing.

    A CPR number, also the first six digits alone, a telephone number, a mail address.
    """
    plain = unicodedata.normalize("NFKC", question).lower()
    if _LONG_NUMBER.search(plain) or _MAIL_OR_SITE.search(plain):
        return ""
    words = " ".join(_WORDS.findall(unicodedata.normalize("NFC", question).lower()))
    return words if len(words) <= LONGEST else ""


class Spool:
    """The file that questions are noted in. Noting never raises and never waits."""

    def __init__(self, file: Path):
        self._file = file

    def note(self, question: str, found: int, day: date) -> None:
        """Note that ``question`` was asked and ``found`` sections answered."""
        words = countable(question)
        if not words:
            return
        line = json.dumps([day.isoformat(), words, found], ensure_ascii=False) + "\n"
        with suppress(OSError):
            handle = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                if os.fstat(handle).st_size < LARGEST_FILE:
                    os.write(handle, line.encode())
            finally:
                os.close(handle)

    def take(self) -> Counter[tuple[date, str, int]]:
        """What was noted since last time; it is gone from the file. An unreadable line is left out."""
        taken = self._file.with_suffix(".taken")
        try:
            os.replace(self._file, taken)
            lines = taken.read_bytes().splitlines()
        except OSError:
            return Counter()
        # Gone before it is counted: a crash now loses some askings, and never counts one twice.
        taken.unlink(missing_ok=True)
        return Counter(_read_lines(lines))


def _read_lines(lines: list[bytes]) -> Iterator[tuple[date, str, int]]:
    for line in lines:
        with suppress(ValueError, TypeError):
            day, words, found = json.loads(line)
            yield date.fromisoformat(day), str(words)[:LONGEST], int(found)


def count_asked(database: Database, spool: Spool) -> int:
    """Move what was noted into the database; how many askings there were."""
    noted = spool.take()
    if noted:
        with database.writing() as session:
            for (day, words, found), times in noted.items():
                _add(session, day, words, found, times)
    return noted.total()


def forget_old(database: Database, today: date) -> None:
    """Remove what was asked more than ``KEPT_DAYS`` days ago."""
    with database.writing() as session:
        session.execute(delete(AskedRow).where(AskedRow.day <= today - timedelta(days=KEPT_DAYS)))


def _add(session: Session, day: date, words: str, found: int, times: int) -> None:
    row = session.scalar(select(AskedRow).where(AskedRow.day == day, AskedRow.words == words))
    if row is None:
        session.add(AskedRow(day=day, words=words, times=times, found=found))
        session.flush()
    else:
        row.times += times
        row.found = found


@dataclass(frozen=True)
class AskedWords:
    """Words that were asked often enough to be shown, with how many sections answered the last time."""

    words: str
    times: int
    found: int


def often_asked(session: Session, today: date) -> tuple[AskedWords, ...]:
    """What was asked at least ``SHOWN_FROM`` times in ``KEPT_DAYS`` days: those without an answer first."""
    kept = AskedRow.day > today - timedelta(days=KEPT_DAYS)
    often = (
        select(AskedRow.words)
        .where(kept)
        .group_by(AskedRow.words)
        .having(func.sum(AskedRow.times) >= SHOWN_FROM)
    )
    rows = session.scalars(
        select(AskedRow).where(kept, AskedRow.words.in_(often)).order_by(AskedRow.day, AskedRow.id)
    )
    times: Counter[str] = Counter()
    last: dict[str, int] = {}
    for row in rows:
        times[row.words] += row.times
        last[row.words] = row.found
    shown = [AskedWords(words, number, last[words]) for words, number in times.items()]
    return tuple(sorted(shown, key=lambda one: (one.found > 0, -one.times, one.words)))
