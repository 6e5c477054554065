"""A CPR number in an adopted text: two people mask it and it is gone; the log says that it happened."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text
from webtest import TestResponse

from office import SECTIONS, Browser, Office, good_text, words
from portal.clock import SetClock
from portal.db import Database
from portal.models import AskedRow, LogRow, Redaction, RedactionProposal, Version
from portal.security.roles import Role
from portal.services.drafting.loading import Loading
from portal.services.record.masked_text import MASK
from portal.services.record.verifying import Verifying
from portal.services.search.indexing import Indexing

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

DESK = "/redaktion/a/aflastning/maskering"
CPR = "010120-1234"
BODY = SECTIONS.replace("At give familien luft", f"Ida Holm ({CPR}) får ro. At give familien luft")
REASON = "Et CPR-nummer stod i formålet ved en fejl."
TEXTS = {
    "a/aflastning/1.md": good_text(body=BODY),
    "a/aflastning/2.md": good_text(body=BODY, front={"gaelder_fra": "2025-02-01", "vedtaget": "2025-01-15"}),
}


@pytest.fixture
def office(database: Database, clock: SetClock, tmp_path: Path) -> Iterator[Office]:
    """A portal in which two versions of one standard hold a CPR number; index and caches filled."""
    made = Office(database, clock, tmp_path, **TEXTS)
    Indexing(database, tmp_path / "data" / "index", clock).drain()
    yield made
    made.close()


def propose(office: Office, by: Browser, what: str = CPR, reason: str = REASON, status: int = 303) -> int:
    by.send(DESK, {"ord": what, "begrundelse": reason}, status=status)
    with office.database.reading() as session:
        return session.scalars(select(RedactionProposal.id)).first() or 0


def approve(office: Office, proposal: int) -> TestResponse:
    fields = {"forslag": str(proposal), "handling": "skjul"}
    return office.browser(Role.REVIEWER).send(DESK, fields, status=303)


def everything(office: Office) -> str:
    """All that a visitor can get that could hold the words."""
    visitor = office.visitor()
    addresses = [
        *(f"/a/aflastning/v{n}{more}" for n in (1, 2) for more in ("", "/tekst", "/tilblivelse")),
        "/a/aflastning", "/a/aflastning/versioner", "/a/aflastning/aendringer/v1..v2", "/a/nyt.atom",
        "/a/aflastning/nyt.atom", f"/soeg?q={CPR}", "/soeg?q=Ida+Holm",
        "/api/v1/standards/a/aflastning/versions/1", "/api/v1/standards/a/aflastning/versions/2",
        f"/api/v1/search?q={CPR}", "/api/v1/search?q=Holm",
    ]  # fmt: skip
    parts = [visitor.get(address, status="*").text.replace(f'value="{CPR}"', "") for address in addresses]
    for n in (1, 2):
        with zipfile.ZipFile(io.BytesIO(visitor.get(f"/a/aflastning/v{n}/bevis").body)) as bundle:
            parts += [bundle.read(name).decode() for name in bundle.namelist()]
    return "\n".join(parts)


def test_a_cpr_number_is_gone_from_everywhere_and_the_chain_is_whole(
    office: Office, clock: SetClock, tmp_path: Path
) -> None:
    assert f"({CPR})" in everything(office)
    proposal = propose(office, office.browser(Role.EDITOR))
    done = approve(office, proposal)
    index = tmp_path / "data" / "index"
    Indexing(office.database, index, clock).drain()
    assert "Ordene er skjult" in words(done.follow())
    after = everything(office)
    assert f"({CPR})" not in after
    assert f"({MASK})" in after
    page = words(office.visitor().get("/a/aflastning/v1"))
    assert "Personoplysninger er skjult" in page
    assert "22. november 2026" in page
    assert Verifying(office.database, index, clock).problems() == ()
    with office.database.reading() as session:
        for row in session.scalars(select(LogRow)):
            assert CPR not in f"{row.action}{row.subject}{row.detail}"
        logged = session.scalars(select(LogRow).where(LogRow.action == "redaction.recorded"))
        hashes = [(row.detail["before"], row.detail["after"]) for row in logged]
        rows = session.scalars(select(Redaction).order_by(Redaction.id)).all()
        assert hashes == [(row.before_sha256, row.after_sha256) for row in rows]
        assert len(rows) == 2
        assert session.scalars(select(RedactionProposal)).all() == []


def test_no_file_of_the_index_and_no_count_of_questions_holds_the_words(
    office: Office, clock: SetClock, tmp_path: Path
) -> None:
    def holding(word: bytes) -> list[str]:
        files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
        return [str(path.name) for path in files if word in path.read_bytes().lower()]

    def holding_database() -> list[str]:
        with office.database.reading() as session:
            return [row.words for row in session.scalars(select(AskedRow)) if "holm" in row.words]

    index = tmp_path / "data" / "index"
    Indexing(office.database, index, clock).rebuild()  # so that there is a build before the one in use
    with office.database.writing() as session:
        session.add(AskedRow(day=clock.now().date(), words="ida holm", times=7, found=2))
    office.visitor().get("/soeg?q=holm")
    assert holding(b"holm")
    proposal = propose(office, office.browser(Role.EDITOR), "Ida Holm", "Et navn stod der ved en fejl.")
    approve(office, proposal)
    Indexing(office.database, index, clock).drain()
    assert holding(b"holm") == []
    assert holding_database() == []
    assert office.visitor().get("/soeg?q=aflastning").html.select(".hit")


def test_the_proof_agrees_and_does_not_give_the_old_hash_away(office: Office, tmp_path: Path) -> None:
    with office.database.reading() as session:
        before = session.scalars(select(Version.sha256).where(Version.n == 1)).first()
    proposal = propose(office, office.browser(Role.EDITOR))
    office.browser(Role.SECRETARY).send(DESK, {"forslag": str(proposal), "handling": "skjul"}, status=303)
    with zipfile.ZipFile(io.BytesIO(office.visitor().get("/a/aflastning/v1/bevis").body)) as bundle:
        bundle.extractall(tmp_path / "bevis")
        assert str(before) not in "".join(bundle.read(name).decode() for name in bundle.namelist())
    command = [sys.executable, "-I", "-S", str(tmp_path / "bevis" / "verificer.py")]
    run = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stdout


def test_one_person_cannot_do_it_alone(office: Office) -> None:
    both = office.sit_down(office.person(Role.EDITOR, Role.REVIEWER, Role.SECRETARY))
    proposal = propose(office, both)
    assert "Skjul ordene for altid" not in words(both.get(DESK))
    both.send(DESK, {"forslag": str(proposal), "handling": "skjul"}, status=403)
    office.browser(Role.EDITOR).send(DESK, {"forslag": str(proposal), "handling": "skjul"}, status=403)
    office.browser(Role.POLITICIAN).get(DESK, status=403)
    office.browser(Role.REVIEWER, municipality="b").get(DESK, status=404)
    with office.database.reading() as session:
        assert session.scalars(select(Redaction)).all() == []


def test_a_proposal_can_be_taken_away_and_leaves_no_words(office: Office) -> None:
    editor = office.browser(Role.EDITOR)
    proposal = propose(office, editor)
    editor.send(DESK, {"forslag": str(proposal), "handling": "afvis"}, status=303)
    with office.database.reading() as session:
        assert session.scalars(select(RedactionProposal)).all() == []
        assert not [row for row in session.scalars(select(LogRow)) if CPR in str(row.detail)]
    assert f"({CPR})" in everything(office)


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("", REASON),
        ("Ida", REASON),
        ("999999-9999", REASON),
        (CPR, ""),
        (CPR, f"Nummeret {CPR} skal væk."),
        ("Ida Holm", "Ida Holm har bedt om det."),
        ("Op til 36 døgn om året", REASON),
        ("2024-02-01", REASON),
        ("barnets lov § 90", REASON),
        ("fravigelse", REASON),
        ("Formål {#formaal}", REASON),
    ],
)
def test_only_words_of_the_prose_can_be_masked(office: Office, what: str, reason: str) -> None:
    propose(office, office.browser(Role.EDITOR), what, reason, status=422)
    with office.database.reading() as session:
        assert session.scalars(select(RedactionProposal)).all() == []


def test_the_file_it_was_loaded_from_still_changes_nothing(office: Office, clock: SetClock) -> None:
    proposal = propose(office, office.browser(Role.EDITOR))
    approve(office, proposal)
    report = Loading(office.database, clock).load(office.folder / "standards")
    assert report.errors == []
    assert f"({MASK})" in words(office.visitor().get("/a/aflastning/v1"))


def test_a_byte_changed_after_a_redaction_is_still_named(
    office: Office, clock: SetClock, tmp_path: Path
) -> None:
    proposal = propose(office, office.browser(Role.EDITOR))
    approve(office, proposal)
    sqlite = office.database.engine.dialect.name == "sqlite"
    with office.database.engine.begin() as connection:
        drop = "DROP TRIGGER version_no_update" + ("" if sqlite else " ON version")
        connection.execute(text(drop))
        connection.execute(text("UPDATE version SET sha256 = 'x' WHERE n = 1 AND standard_id = 1"))
    problems = Verifying(office.database, tmp_path / "none", clock).problems()
    assert problems[0] == "Teksten er ændret: a/aflastning/v1"
