"""A stamp from outside: asked for after adoption, kept with the version, and checked by anyone."""

from __future__ import annotations

import hashlib
import io
import logging
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from conftest import TODAY
from council import adopt, before_the_council, decided
from factories import MUNICIPALITY
from office import Office, good_text, words
from portal.clock import SetClock
from portal.db import Database
from portal.models import LogRow, TimeStampRow
from portal.services.record.stamping import PAUSES, Stamping
from portal.services.record.time_authority import LARGEST_ANSWER, TimeAuthority
from portal.services.record.verifying import row_problems
from portal.setting_checks import SettingsError
from portal.settings import read_settings
from stamps.authority import NAME, Authority

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
SEALS = "/a/aflastning/segl"


@pytest.fixture(scope="module")
def authorities() -> Iterator[Authority]:
    made = Authority()
    yield made
    made.close()


@pytest.fixture
def authority(authorities: Authority) -> Iterator[Authority]:
    authorities.asked.clear()
    yield authorities
    authorities.answer = Authority.stamp


def stamping(office: Office, authority: Authority | str, root: Path | None = None) -> Stamping:
    """What the worker of a portal with this authority does in a round."""
    url = authority if isinstance(authority, str) else authority.url
    roots = root or (authority.root if isinstance(authority, Authority) else Path("none"))
    return Stamping(office.database, TimeAuthority(url, roots), office.clock)


def stamps(office: Office) -> list[TimeStampRow]:
    with office.database.reading() as session:
        return list(session.scalars(select(TimeStampRow).order_by(TimeStampRow.id)))


def problems(office: Office) -> list[str]:
    """What `portal verify` finds in the tables."""
    with office.database.reading() as session:
        return list(row_problems(session))


def unpacked(office: Office, folder: Path, n: int = 1) -> Path:
    answer = office.visitor().get(f"/a/aflastning/v{n}/bevis")
    with zipfile.ZipFile(io.BytesIO(answer.body)) as bundle:
        bundle.extractall(folder)
    return folder


def verify(folder: Path, *roots: Path) -> tuple[int, str]:
    """Run the proof's own verifier as anyone would."""
    command = [sys.executable, "-I", "-S", str(folder / "verificer.py"), *map(str, roots)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8")
    return run.returncode, run.stdout + run.stderr


def test_every_version_is_stamped_and_the_page_and_the_proof_say_so(
    each_office: Office, authority: Authority, tmp_path: Path
) -> None:
    office = each_office
    _, secretary = before_the_council(office)
    for body in ("Børneudvalget", "Byrådet"):
        decided(office, secretary, body)
    adopt(office.sit_down(secretary))
    worker = stamping(office, authority)
    assert worker.tend() == 3  # aflastning 1 and 2, andet 1
    assert worker.tend() == 0
    page = words(office.visitor().get(SEALS))
    assert page.count(f"fra {NAME}") == 2
    assert "Ikke stemplet" not in page
    assert page.index("Version 2") < page.index("Version 1")
    folder = unpacked(office, tmp_path / "bevis", 2)
    code, said = verify(folder, authority.root)
    assert (code, "underskrift er god" in said) == (0, True), said
    code, said = verify(folder)
    assert (code, "underskrift er ikke tjekket" in said) == (0, True), said
    assert NAME in (folder / "laes-mig.txt").read_text("utf-8")
    assert problems(office) == []


def test_the_authority_gets_a_hash_and_nothing_else(office: Office, authority: Authority) -> None:
    stamping(office, authority).tend()
    with office.database.reading() as session:
        hashes = [hashlib.sha256(row.encode()).digest() for row in session.scalars(select(LogRow.hash))]
    assert len(authority.asked) == 2
    for asked in authority.asked:
        assert len(asked) < 80
        assert sum(one in asked for one in hashes) == 1


def test_it_is_adopted_without_one_that_answers_and_stamped_later(
    each_office: Office, authority: Authority, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    office, here = each_office, authority.url
    assert "Portalen beder ikke om stempler udefra." in words(office.visitor().get(SEALS))
    office.application.application.registry.portal.settings = read_settings(
        {"portal.data": str(office.folder / "data"), "portal.timestamp_url": here}
        | {"portal.timestamp_roots": str(authority.root)},
        {},
    )
    assert "Stemplet er på vej." in words(office.visitor().get(SEALS))
    authority.answer = lambda _, query: (503, b"")
    worker = stamping(office, authority)
    with caplog.at_level(logging.CRITICAL):
        assert worker.tend() == 0
        assert len(authority.asked) == 1, "one that is silent is not asked for the rest"
        assert worker.tend() == 0
        assert len(authority.asked) == 1, "nor before a pause is over"
    page = words(office.visitor().get(SEALS))
    assert "Der er spurgt én gang. Tidsstemplerens server svarede 503." in page
    authority.answer = Authority.stamp
    clock.instant += PAUSES[0]
    assert worker.tend() == 2
    assert f"fra {NAME}" in words(office.visitor().get(SEALS))


def refused(authority: Authority, _: bytes) -> tuple[int, bytes]:
    """Status 2, as RFC 3161 has it."""
    return 200, bytes.fromhex("30053003020102")


ANSWERS: dict[str, tuple[Callable[[Authority, bytes], tuple[int, bytes]], str]] = {
    "for something else": (Authority.stamp_for_another, "ikke ægte, eller det er for noget andet"),
    "refused": (refused, "Tidsstemplet blev nægtet."),
    "rubbish": (lambda _, query: (200, b"<html>Log ind</html>"), "Svaret er ikke et tidsstempel."),
    "nothing": (lambda _, query: (200, b""), "Svaret er ikke et tidsstempel."),
    "too large": (lambda _, query: (200, b"0" * (LARGEST_ANSWER + 1)), "for stort"),
    "elsewhere": (lambda _, query: (302, b""), "svarede 302"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_what_is_no_stamp_for_this_is_not_kept_and_said(
    office: Office, authority: Authority, clock: SetClock, name: str
) -> None:
    authority.answer, said = ANSWERS[name]
    assert stamping(office, authority).tend() == 0
    assert stamps(office) == []
    with office.database.reading() as session:
        row = session.execute(text("SELECT error, attempts, done FROM outbox WHERE topic = 'stamp'")).first()
    assert row is not None
    assert said in row.error
    assert (row.attempts, row.done) == (1, None)


def test_an_answer_that_was_given_before_is_not_taken_again(
    office: Office, authority: Authority, clock: SetClock
) -> None:
    """It is for the same row and well signed, but not for the number that was asked with."""
    authority.answer = lambda self, query: (503, b"")
    stamping(office, authority).tend()
    authority.answer = Authority.stamp_given_before
    clock.instant += PAUSES[0]  # type: ignore[attr-defined]
    assert stamping(office, authority).tend() == 0
    assert stamps(office) == []


@pytest.mark.parametrize("days", ["30", "-1"])
def test_a_signer_whom_nobody_trusts_or_whose_time_is_over_is_refused(
    office: Office, authority: Authority, days: str
) -> None:
    own = Authority()
    try:
        if days == "-1":
            own.new_root(days=days)
        assert stamping(office, own, own.root if days == "-1" else authority.root).tend() == 0
        assert stamps(office) == []
    finally:
        own.close()


def test_nobody_there_is_said(office: Office) -> None:
    assert stamping(office, "http://127.0.0.1:9/stempel").tend() == 0
    with office.database.reading() as session:
        assert session.scalar(text("SELECT error FROM outbox WHERE topic = 'stamp' AND error != ''")) == (
            "Tidsstemplerens server svarer ikke."
        )


SPOILT: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "another stamp": (
        "stempel.tsr",
        lambda _: b"\x30\x03\x02\x01\x00",
        "er ikke for det, der står i segl.txt",
    ),
    "another row": ("segl.txt", lambda found: found[::-1], "hører ikke til den række"),
    "the text": ("tekst.md", lambda found: found.replace(b"60", b"90"), "Teksten i tekst.md er ændret"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_the_verifier_says_what_was_changed(
    office: Office, authority: Authority, tmp_path: Path, name: str
) -> None:
    stamping(office, authority).tend()
    folder = unpacked(office, tmp_path / "bevis")
    file, change, said = SPOILT[name]
    (folder / file).write_bytes(change((folder / file).read_bytes()))
    code, found = verify(folder)
    assert code == 1
    assert said in found


def test_the_verifier_asks_openssl_of_the_signature(
    office: Office, authority: Authority, tmp_path: Path
) -> None:
    stamping(office, authority).tend()
    folder = unpacked(office, tmp_path / "bevis")
    stamp = folder / "stempel.tsr"
    good = stamp.read_bytes()
    stamp.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    code, found = verify(folder, authority.root)
    assert code == 1
    assert "underskrift er ikke god" in found


WRONG = {
    "ftp://stempel.example.dk": "skal være en hel adresse",
    "stempel.example.dk": "skal være en hel adresse",
    "http://stempel.example.dk:x": "skal være en hel adresse",
    "https://stempel.example.dk": "rodcertifikater",
}


@pytest.mark.parametrize("url", WRONG)
def test_settings_that_cannot_work_are_refused(url: str) -> None:
    with pytest.raises(SettingsError, match=WRONG[url]):
        read_settings({"portal.timestamp_url": url, "portal.timestamp_roots": "/findes/ikke"}, {})


def test_a_stamp_that_is_changed_past_the_portal_is_found(office: Office, authority: Authority) -> None:
    stamping(office, authority).tend()
    with office.database.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER time_stamp_no_update"))
        connection.execute(text("UPDATE time_stamp SET stamped = '2020-01-01 00:00:00.000000' WHERE id = 1"))
    found = problems(office)
    assert any("Tidsstemplet er ikke som i loggen" in one for one in found)
    assert any("passer ikke til rækken" in one for one in found)


def test_one_that_came_before_there_was_an_authority_is_stamped_too(
    database: Database, clock: SetClock, tmp_path: Path, authority: Authority
) -> None:
    more = {f"a/{name}/1.md": good_text(table=name) for name in ("dag", "nat")}
    office = Office(database, clock, tmp_path, **more, **{"a/kommune.yaml": MUNICIPALITY})
    clock.instant += timedelta(days=400)
    assert stamping(office, authority).tend() == 4
    assert {row.stamped.date().isoformat() >= TODAY for row in stamps(office)} == {True}
    office.close()
