"""A version and a receipt as PDF: archival, accessible, and with their own proof inside."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from webtest import TestApp

from conftest import TODAY
from drafts import begun
from office import Office, words
from paper import (
    check_letters,
    check_metadata,
    check_tags,
    inside,
    need_pdf,
    opened,
    rows_of,
    unpacked,
    words_of,
)
from portal.app import create_application
from portal.clock import SetClock
from portal.db import Database
from portal.services.record.masked_text import MASK
from standard_texts import read
from whole_record import COUNCIL, OTHER, WORD, lived

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

VERSION = "/eksempel/aflastning/v4"
UNSURE = "/randers/familiekonsulent-kontaktperson-doegnaflastning/v1"


def pdf_at(site: TestApp, path: str) -> bytes:
    answer = site.get(path, status=200)
    assert answer.content_type == "application/pdf"
    return bytes(answer.body)


@pytest.fixture(scope="module")
def site(loaded_sqlite: Path) -> Iterator[TestApp]:
    need_pdf()
    application = create_application({"portal.data": str(loaded_sqlite)}, SetClock.at(TODAY))
    yield TestApp(application, extra_environ={"HTTP_HOST": "portal.test"})
    application.application.registry.portal.database.dispose()


@pytest.fixture(scope="module")
def version(site: TestApp) -> bytes:
    return pdf_at(site, f"{VERSION}.pdf")


@pytest.fixture(scope="module")
def receipt_address(site: TestApp) -> str:
    page = site.get("/eksempel/beregner?tabel=doegnaflastning&niveau=moderat&dato=2026-11-01")
    found = re.search(r"/kvittering/[\w~.-]+", page.text)
    assert found
    return found[0]


@pytest.fixture(scope="module")
def receipt(site: TestApp, receipt_address: str) -> bytes:
    return pdf_at(site, f"{receipt_address}.pdf")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Office]:
    """A portal in which version 1 is masked and version 2 was heard, decided and adopted."""
    need_pdf()
    folder = tmp_path_factory.mktemp("lived")
    shutil.copy(sqlite_template, folder / "portal.sqlite")
    database = Database(f"sqlite:///{folder / 'portal.sqlite'}")
    made = lived(database, SetClock.at(TODAY), folder)
    yield made
    made.close()
    database.dispose()


def verify(folder: Path) -> tuple[int, str]:
    """Run the proof's own program as anyone would."""
    run = subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "verificer.py")], capture_output=True, encoding="utf-8"
    )
    return run.returncode, run.stdout + run.stderr


@pytest.mark.parametrize("kind", ["version", "receipt"])
def test_it_is_archival_and_accessible(kind: str, request: pytest.FixtureRequest) -> None:
    with opened(request.getfixturevalue(kind)) as pdf:
        assert str(pdf.docinfo.Title).endswith("version 4 – Eksempel Kommune")
        check_metadata(pdf)
        check_tags(pdf)
        check_letters(pdf)


def test_inside_is_the_text_byte_for_byte_and_a_proof_that_checks_itself(
    version: bytes, site: TestApp, tmp_path: Path
) -> None:
    source = site.get(f"{VERSION}/tekst")
    found = inside(version)
    assert found["tekst.md"] == source.body
    assert hashlib.sha256(found["tekst.md"]).hexdigest() == source.headers["X-Content-SHA256"]
    code, said = verify(unpacked(version, tmp_path / "inde"))
    assert (code, said.startswith("Alt stemmer.")) == (0, True), said
    with opened(version) as pdf:
        relationships = {str(file.UF): str(file.AFRelationship) for file in pdf.Root.AF}
        assert relationships.keys() == found.keys()
        assert (relationships["tekst.md"], relationships["beslutninger.json"]) == ("/Source", "/Data")
    said = words_of(version)
    assert all(hashlib.sha256(found[name]).hexdigest() in said.replace(" ", "") for name in found)


@pytest.mark.parametrize(
    ("address", "file"), [(VERSION, "eksempel/aflastning/4.md"), (UNSURE, f"{UNSURE[1:-3]}/1.md")]
)
def test_every_cell_of_every_level_is_read_in_the_words_of_the_text(
    site: TestApp, address: str, file: str
) -> None:
    found = rows_of(pdf_at(site, f"{address}.pdf"))
    tables = [table for section in read(file).sections for table in section.tables]
    assert tables
    for row in (row for table in tables for row in table.levels):
        cells = ["".join(cell.split()) for cell in (row.label, row.extent.text, row.duration, row.remark)]
        assert any([cell for cell in said if cell] == [cell for cell in cells if cell] for said in found), (
            cells
        )


def test_every_sheet_is_a4_and_says_whose_it_is_of_what_day_and_which_of_how_many(version: bytes) -> None:
    with opened(version) as pdf:
        sizes = {tuple(round(float(side)) for side in page.mediabox) for page in pdf.pages}
        count = len(pdf.pages)
    assert sizes == {(0, 0, 595, 842)}
    assert count > 1
    said = words_of(version)
    title = "Døgnaflastning til børn med funktionsnedsættelse, version 4"
    assert said.count(title) >= count
    assert all(f"Pr. 22. november 2026 Side {n} af {count}" in said for n in range(1, count + 1))


def test_it_says_how_sure_it_is_that_the_text_applies_and_that_a_level_is_guiding(
    version: bytes, site: TestApp
) -> None:
    said = words_of(version)
    assert "Pr. 22. november 2026: Gældende." in said
    assert "Niveauerne er vejledende. De er hverken en ret eller en grænse" in said
    departure = read("eksempel/aflastning/4.md").departure
    assert departure.split(".")[0] in said
    unsure = words_of(pdf_at(site, f"{UNSURE}.pdf"))
    reasons = site.get(UNSURE).html.select(".uncertain .alert-text")
    assert reasons
    assert "Pr. 22. november 2026: Vi ved ikke, om dette gælder i dag." in unsure
    assert all(" ".join(reason.get_text().split())[:60] in unsure for reason in reasons)
    assert "Vores genfortælling" in unsure


def test_a_receipt_on_paper_has_all_that_a_case_file_asks_for(
    receipt: bytes, receipt_address: str, site: TestApp, tmp_path: Path
) -> None:
    said = words_of(receipt)
    for row in site.get(receipt_address).html.select(".receipt .facts div")[:9]:
        for word in row.get_text(" ").split():
            assert word in said, row
    assert "KLE-nummer 27.27.00" in said
    assert "Tallet er vejledende." in said
    assert "Pr. 22. november 2026" in said
    assert inside(receipt)["kvittering.txt"] == site.get(f"{receipt_address}.txt").body
    assert inside(receipt)["tekst.md"] == site.get(f"{VERSION}/tekst").body
    assert verify(unpacked(receipt, tmp_path / "inde"))[0] == 0


def test_a_receipt_that_fits_nothing_has_no_pdf(site: TestApp) -> None:
    assert "Kvitteringen passer ikke" in site.get("/kvittering/k.pdf", status=404).text


def test_on_each_database_it_proves_itself_and_is_sent_once(
    version: bytes, app: TestApp, database_kind: str, tmp_path: Path
) -> None:
    """The application is another than the one that made ``version``, so the file is drawn anew."""
    answer = app.get(f"{VERSION}.pdf")
    if database_kind == "sqlite":
        assert answer.body == version
    assert verify(unpacked(answer.body, tmp_path / "inde"))[0] == 0
    known = {"If-None-Match": answer.headers["ETag"]}
    assert app.get(f"{VERSION}.pdf", headers=known, status=304).body == b""


def test_another_day_is_another_file(
    site: TestApp, version: bytes, make_app: Callable[..., TestApp], clock: SetClock, loaded_sqlite: Path
) -> None:
    """The next day's is only asked about: it would be drawn first where it is not known."""
    tag = site.get(f"{VERSION}.pdf").headers["ETag"]
    clock.instant += timedelta(days=1)
    later = make_app(loaded_sqlite).get(f"{VERSION}.pdf", headers={"If-None-Match": tag})
    assert later.headers["ETag"] != tag
    assert "Pr. 23. november 2026: Gældende." in words_of(later.body)


def test_hearing_and_decisions_are_told_in_it(office: Office) -> None:
    said = words_of(pdf_at(office.visitor(), "/a/aflastning/v2.pdf"))
    page = office.visitor().get("/a/aflastning/v2/tilblivelse").html
    for told in (*page.select("section p"), *page.select("section dd")):
        assert all(word in said for word in told.get_text().split()), told
    assert f"{COUNCIL}: Vedtager." in said
    assert f"Foreningen {WORD}" in said


def test_what_was_masked_is_nowhere_in_it_and_its_proof_agrees(office: Office, tmp_path: Path) -> None:
    made = pdf_at(office.visitor(), "/a/aflastning/v1.pdf")
    assert MASK in words_of(made)
    assert "Personoplysninger er skjult" in words_of(made)
    assert OTHER not in words_of(made)
    assert not [name for name, said in inside(made).items() if OTHER.encode() in said]
    code, said = verify(unpacked(made, tmp_path / "inde"))
    assert code == 0, said


def test_a_draft_has_none_and_no_version_that_is_not_there(office: Office, site: TestApp) -> None:
    assert "standarden" in words(office.visitor().get("/a/tredje/v1.pdf", status=404))
    assert "versionen »v3«" in words(office.visitor().get("/a/aflastning/v3.pdf", status=404))
    assert "versionen »v9«" in words(site.get("/eksempel/aflastning/v9.pdf", status=404))


def test_a_draft_being_written_is_in_no_file(each_office: Office) -> None:
    begun(each_office)
    each_office.visitor().get("/a/aflastning/v2.pdf", status=404)


def test_pages_lead_to_it(site: TestApp, receipt_address: str) -> None:
    assert site.get(VERSION).html.select_one(f'main a[href="{VERSION}.pdf"]')
    assert site.get(receipt_address).html.select_one(f'main a[href="{receipt_address}.pdf"]')


@pytest.mark.parametrize(
    "broken", ["raise OSError('cannot load library libpango-1.0-0')", "raise ImportError"]
)
def test_where_it_cannot_be_made_the_address_says_so_and_no_page_leads_to_it(
    loaded_sqlite: Path,
    make_app: Callable[..., TestApp],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    broken: str,
) -> None:
    (tmp_path / "weasyprint.py").write_text(broken, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    bare = make_app(loaded_sqlite)
    assert not bare.get(VERSION).html.select(f'a[href="{VERSION}.pdf"]')
    answer = bare.get(f"{VERSION}.pdf", status=501)
    assert "Portalen kan ikke lave PDF-filer, som den er sat op." in words(answer)
    assert answer.html.select_one(f'main a[href="{VERSION}"]')
    assert "Retry-After" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_where_drawing_dies_one_is_asked_to_try_again(
    loaded_sqlite: Path, make_app: Callable[..., TestApp], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weasyprint.py").write_text("import os\nos._exit(1)", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    answer = make_app(loaded_sqlite).get(f"{VERSION}.pdf", status=503)
    assert "Filen nåede ikke at blive færdig. Prøv igen om lidt." in words(answer)
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.html.select_one(f'main a[href="{VERSION}"]')
