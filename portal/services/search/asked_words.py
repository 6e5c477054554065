"""What is asked for, without anybody who asked: words and number of results, nothing else.

A question is noted by one short write to the end of a file, which can neither wait for the database nor fail
the page; the worker moves what stands there into the database. There the words stay unreadable, as a hash
with the portal's key, until they have been asked often enough. See docs/adr/0010-asked-words.md.
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

from sqlalchemy import and_, delete, func, or_, select
from sqlalchemy.orm import Session

from portal.db import Database
from portal.models import AskedRow
from portal.security.secret import keyed_hash
from portal.services.context import Process

SHOWN_FROM = 5
"""Words are shown to editors from this many askings up."""
KEPT_DAYS = 90
LONGEST = 100
"""Longer questions are not counted: they tell of one family and are not asked five times."""
LARGEST_FILE = 1_000_000
"""Bytes; where no worker empties the file, no more is noted."""

_MAIL_OR_SITE = re.compile(r"@|\(at\)|snabel|\bwww\b|\w\.(?:dk|com|net|org|eu|io)\b")
_LONG_NUMBER = re.compile(r"\d{6}|(?:\d[\s.,()/+–—-]*){8}")
_NAME = re.compile(r"\b([A-ZÆØÅ][a-zæøåéüö]+) +(?!Kommune\b|Lov\b)[A-ZÆØÅ][a-zæøåéüö]+\b")
_STREET = re.compile(r"\w(?:vej|gade|stræde|allé|alle|vænge|vænget|plads|toften|parken) +\d")
_WORDS = re.compile(r"[\w§½]+(?:[-/.,][\w]+)*")
_HIDDEN = "~"
"""What a row's words begin with while they are a hash; no word does."""


def countable(question: str) -> str:
    """The words to count, in small letters; "" for what may name or identify somebody, and for nothing.

    A CPR number, also the first six digits alone, a telephone number, a mail address, a street with its
    number, two words beside one another with capital letters.
    """
    plain = unicodedata.normalize("NFKC", question)
    if _NAME.search(plain) or _STREET.search(plain.lower()):
        return ""
    if _LONG_NUMBER.search(plain) or _MAIL_OR_SITE.search(plain.lower()):
        return ""
    words = _plain(question)
    return words if len(words) <= LONGEST else ""


def _plain(words: str) -> str:
    return " ".join(_WORDS.findall(unicodedata.normalize("NFC", words).lower()))


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

    def drop(self) -> None:
        """Forget what was noted and not yet counted."""
        for file in (self._file, self._file.with_suffix(".taken")):
            with suppress(OSError):
                file.unlink(missing_ok=True)

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


def count_asked(database: Database, spool: Spool, key: bytes) -> int:
    """Move what was noted into the database; how many askings there were. ``key`` is the portal's own."""
    noted = spool.take()
    if noted:
        with database.writing() as session:
            for (day, words, found), times in noted.items():
                _add(session, _kept_as(session, words, key), day, found, times)
                _show(session, words, key)
    return noted.total()


def _kept_as(session: Session, words: str, key: bytes) -> str:
    """The words themselves where they can be read already, else their hash."""
    readable = session.scalar(select(AskedRow.id).where(AskedRow.words == words).limit(1))
    return words if readable is not None else _hidden(words, key)


def _hidden(words: str, key: bytes) -> str:
    return _HIDDEN + keyed_hash(key, "asked", words)


def _show(session: Session, words: str, key: bytes) -> None:
    """Let the words be read once they were asked often enough."""
    rows = session.scalars(select(AskedRow).where(AskedRow.words == _hidden(words, key))).all()
    if sum(row.times for row in rows) >= SHOWN_FROM:
        for row in rows:
            row.words = words


def forget_words(session: Session, words: str) -> None:
    """Remove what was asked with any of these words in it; short ones count only all together."""
    masked = _plain(words)
    held = [AskedRow.words.contains(word, autoescape=True) for word in masked.split() if len(word) > 3]
    session.execute(delete(AskedRow).where(or_(AskedRow.words.contains(masked, autoescape=True), *held)))


def forget_old(database: Database, today: date) -> None:
    """Remove what was asked more than ``KEPT_DAYS`` days ago."""
    with database.writing() as session:
        session.execute(delete(AskedRow).where(AskedRow.day <= today - timedelta(days=KEPT_DAYS)))


def _add(session: Session, kept_as: str, day: date, found: int, times: int) -> None:
    row = session.scalar(select(AskedRow).where(AskedRow.day == day, AskedRow.words == kept_as))
    if row is None:
        session.add(AskedRow(day=day, words=kept_as, times=times, found=found))
    else:
        row.times += times
        row.found = found
    session.flush()


@dataclass(frozen=True)
class AskedWords:
    """Words that were asked often enough to be shown, with how many sections answered the last time."""

    words: str
    times: int
    found: int


def often_asked(session: Session, today: date) -> tuple[AskedWords, ...]:
    """What was asked at least ``SHOWN_FROM`` times in ``KEPT_DAYS`` days: those without an answer first."""
    kept = and_(AskedRow.day > today - timedelta(days=KEPT_DAYS), AskedRow.words.not_like(f"{_HIDDEN}%"))
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


def create_spool(process: Process) -> Spool:
    """Where a process notes what is asked."""
    return Spool(process.settings.asked_file)
