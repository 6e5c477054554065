"""A word in every column that people write in is masked: no page, file or column holds it afterwards."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from sqlalchemy import select, text
from webtest import TestResponse

from office import Browser, Office, words
from portal.clock import SetClock
from portal.db import Database
from portal.models import Base, HearingResponse, LogRow
from portal.security.roles import Role
from portal.services.record.free_text import FREE_TEXT
from portal.services.record.masked_text import MASK
from whole_record import DESK, OTHER, WORD, approve, lived, propose

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

MOST_PAGES = 400
NOT_HELD = {"level_row.label", "level_row.extent"}
"""What the word cannot stand in and be masked: the number and the name of a level."""
ALSO = [
    "/a/aflastning/v1/tilblivelse", "/a/aflastning/v2/tilblivelse", "/a/aflastning/hoering", "/hoeringer",
    "/a/nyt.atom", "/a/aflastning/nyt.atom", "/a/aflastning/v1/tekst", "/a/aflastning/v1/henvisning",
    "/a/beregner", "/a/beregner/ark?t=doegnaflastning", "/a/vejviser", "/indlejret/a/beregner",
    "/a/aflastning/aendringer/v1..v2", "/a/aflastning/frister", "/soeg?q=aflastning", "/soeg?q=hj%C3%A6lp",
    "/soeg/forslag?q=zeb", "/sammenlign?ydelse=doegnaflastning", "/afgoerelse", "/robots.txt",
    "/api/v1/", "/api/v1/openapi.json", "/api/v1/municipalities", "/api/v1/standards",
    "/api/v1/standards/a/aflastning/versions", "/api/v1/standards/a/aflastning/versions/1",
    "/api/v1/standards/a/aflastning/versions/2", "/api/v1/level-tables", "/api/v1/search?q=aflastning",
    "/api/v1/compare?benefit=doegnaflastning", "/api/v1/law/barnets-lov/90",
]  # fmt: skip
DESKS = [
    "/redaktion", "/redaktion/ordbog", "/redaktion/a/aflastning", "/redaktion/a/aflastning/tekst",
    "/redaktion/a/aflastning/laes", "/redaktion/a/aflastning/hoering", "/redaktion/a/aflastning/beslutning",
    "/redaktion/a/aflastning/rettelse", "/redaktion/a/aflastning/maskering", "/redaktion/a/brugere",
]  # fmt: skip


@pytest.fixture
def office(database: Database, clock: SetClock, tmp_path: Path) -> Iterator[Office]:
    made = lived(database, clock, tmp_path)
    yield made
    made.close()


def columns_with(database: Database, word: str) -> set[str]:
    """Every column of every table that holds the word, also as JSON writes it."""
    found = set()
    with database.engine.connect() as connection:
        for table in Base.metadata.tables.values():
            for row in connection.execute(text(f"SELECT * FROM {table.name}")).mappings():
                for name, value in row.items():
                    held = (
                        bytes(value).decode("utf-8", "replace")
                        if isinstance(value, bytes | memoryview)
                        else value
                    )
                    said = held if isinstance(held, str) else json.dumps(held, default=str)
                    if word.lower() in said.lower():
                        found.add(f"{table.name}.{name}")
    return found


def links(page: TestResponse, here: str) -> Iterator[str]:
    if page.content_type != "text/html":
        return
    for link in page.html.select("a[href], link[href]"):
        there = urlsplit(urljoin(f"http://localhost{here}", link["href"]))
        if there.netloc.startswith("localhost") and not there.path.startswith("/statisk"):
            yield there.path


def walk(browser: Browser, start: list[str]) -> dict[str, str]:
    """Every page that can be reached from ``start``, and what it says."""
    waiting, seen = list(start), {}
    while waiting and len(seen) < MOST_PAGES:
        here = waiting.pop(0)
        if here in seen or "log-ud" in here or ("redaktion" in here and here not in start):
            continue
        if here.endswith(".pdf"):
            continue  # drawn from these very pages; ``test_papers.py`` reads what was masked in one
        page = browser.get(here, status="*")
        assert page.status_int < 500, here
        seen[here] = _said(page)
        waiting += [there for there in links(page, here) if there not in seen]
    return seen


def _said(page: TestResponse) -> str:
    if page.content_type != "application/zip":
        return page.body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(page.body)) as bundle:
        return "\n".join(bundle.read(name).decode("utf-8", "replace") for name in bundle.namelist())


def everything(office: Office) -> dict[str, str]:
    """All that a visitor can be shown, and somebody who has every role."""
    return walk(office.visitor(), ["/", *ALSO]) | walk(office.browser(*Role), DESKS)


def test_no_column_and_no_page_shows_the_word_and_all_still_agrees(office: Office) -> None:
    walked = {f"{free.model.__tablename__}.{column}" for free in FREE_TEXT for column in free.columns}
    assert walked - columns_with(office.database, WORD) == NOT_HELD
    shown = {here for here, said in everything(office).items() if WORD in said}
    for here in ("/a/aflastning/v2/tilblivelse", "/a/aflastning/hoering", "/a/aflastning/v1", "/a/nyt.atom"):
        assert here in shown
    # A draft in hearing can be neither written in nor taken for a correction.
    assert {here.rpartition("/")[2] for here in set(DESKS) - shown} == {"tekst", "rettelse"}
    approve(office, propose(office))
    assert columns_with(office.database, WORD) == set()
    portal = office.application.application.registry.portal
    portal.indexing.drain()
    after = everything(office)
    assert [here for here, said in after.items() if WORD.lower() in said.lower()] == []
    assert MASK in after["/a/aflastning/v2/tilblivelse"]
    assert portal.verifying.problems() == ()
    assert files_with(office, WORD) == []


def files_with(office: Office, word: str) -> list[str]:
    """The files of the data folder, and the database's own on SQLite, that hold the word."""
    files = [
        p for p in office.application.application.registry.portal.settings.data.rglob("*") if p.is_file()
    ]
    url = office.database.engine.url
    if url.get_backend_name() == "sqlite":
        office.close()
        office.database.dispose()
        connection = sqlite3.connect(str(url.database))
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        file = Path(str(url.database))
        files += file.parent.glob(f"{file.name}*")
    return [path.name for path in files if word.lower().encode() in path.read_bytes().lower()]


def test_the_proofs_agree_and_tell_nothing_of_what_was_masked(office: Office, tmp_path: Path) -> None:
    before = said_of_decisions(office)
    approve(office, propose(office))
    for n in (1, 2):
        folder = tmp_path / f"bevis{n}"
        with zipfile.ZipFile(io.BytesIO(office.visitor().get(f"/a/aflastning/v{n}/bevis").body)) as bundle:
            bundle.extractall(folder)
        command = [sys.executable, "-I", "-S", str(folder / "verificer.py")]
        run = subprocess.run(command, capture_output=True, encoding="utf-8")
        assert run.returncode == 0, run.stdout
        said = (folder / "kaede.json").read_text("utf-8") + (folder / "beslutninger.json").read_text("utf-8")
        assert MASK in said
        assert WORD not in said
        assert [old for old in before if old in said] == []


def said_of_decisions(office: Office) -> list[str]:
    """The hashes of decisions and texts that the log names: with them the word could be tried out."""
    with office.database.reading() as session:
        actions = ("decision.recorded", "repeal.recorded", "version.adopted", "version.redacted")
        rows = session.scalars(select(LogRow).where(LogRow.action.in_(actions)))
        return [row.detail["sha256"] for row in rows]


def test_words_that_stand_only_in_a_response_are_masked(office: Office) -> None:
    name = "Jørgen Æblegård"
    with office.database.reading() as session:
        response = max(session.scalars(select(HearingResponse.id)))
    shown = {"vis": "ja", "tekst": f"{name} er imod."}
    desk = "/redaktion/a/aflastning"
    office.browser(Role.EDITOR).send(f"{desk}/hoering/svar/{response}/laes", shown, status=303)
    assert name in words(office.visitor().get("/a/aflastning/hoering"))
    proposal = propose(office, name)
    assert "Står i et høringssvar" in re.sub(r"\s+", " ", words(office.browser(Role.EDITOR).get(DESK)))
    approve(office, proposal)
    page = words(office.visitor().get("/a/aflastning/hoering"))
    assert (name in page, MASK in page) == (False, True)
    assert office.application.application.registry.portal.verifying.problems() == ()


def test_only_what_belongs_to_the_standard_is_masked_and_no_level(office: Office) -> None:
    editor = office.browser(Role.EDITOR)
    for what, says in (
        ("Op til 80 døgn om året", "Uden ordene kan teksten ikke læses"),  # in the draft and in what is heard
        (OTHER, "Ordene står ikke i noget"),  # masked before
        ("art: kommune", "Uden ordene kan kommunens oplysninger ikke læses"),
    ):
        page = editor.send(DESK, {"ord": what, "begrundelse": "Et navn."}, status=422)
        assert says in page.text
    approve(office, propose(office, "Børn med behov"))
    assert "Børn med behov for aflastning" in office.visitor().get("/b/andet").text
    assert "Børn med behov" not in office.visitor().get("/a/aflastning/v1").text
