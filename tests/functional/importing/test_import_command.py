"""`portal import`: files to drafts in a folder, a report, and an exit code that says how sure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from factories import write
from imports.relief_pdf import relief_pdf
from portal.cli import main

SLUG = "kvalitetsstandard-for-aflastning"
KEYS = {"file", "sha256", "result", "message", "kind", "pages", "drafts", "left_out", "remarks"}
THING = {"kind", "name", "words", "page", "line", "box", "draft_line", "why", "offered"}
CERTAIN = "Kontaktperson\n\n## Formål\n\nBarnet får en voksen at tale med.\n"


def run(folder: Path, *files: Path, report: str = "rapport.json") -> tuple[int, dict[str, Any]]:
    given = ("--municipality", "eksempel", "--out", str(folder / "ud"), "--report", str(folder / report))
    code = main(["import", *map(str, files), *given])
    written = folder / report
    return code, json.loads(written.read_text(encoding="utf-8")) if written.exists() else {}


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, dict[str, Any]]:
    """Four files in one go: a PDF, another that says the same, a picture, and one that is not there."""
    folder = tmp_path_factory.mktemp("import")
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(relief_pdf() + f"\n% {name}\n".encode())
    (folder / "billede.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    (folder / "ud" / "eksempel" / SLUG).mkdir(parents=True)
    (folder / "ud" / "eksempel" / SLUG / "1.md").write_text("Andres arbejde.\n", encoding="utf-8")
    files = [folder / name for name in ("a.pdf", "b.pdf", "billede.png", "er-der-ikke.pdf")]
    return folder, *run(folder, *files)


def test_the_report_says_of_each_file_what_became_of_it(brought: Any) -> None:
    _, code, report = brought
    assert code == 2
    assert (report["format"], report["municipality"]) == (1, "eksempel")
    assert [set(file) for file in report["files"]] == [KEYS] * 4
    assert [file["result"] for file in report["files"]] == ["usikker", "usikker", "ulæselig", "ulæselig"]
    pdf, _, picture, missing = report["files"]
    assert (pdf["kind"], pdf["pages"], len(pdf["sha256"])) == ("pdf", 2, 64)
    assert "billede" in picture["message"]
    assert missing["message"] == "Det findes ikke. Er stien skrevet rigtigt?"
    draft = pdf["drafts"][0]
    assert {frozenset(thing) for thing in (*draft["found"], *draft["unsure"])} == {frozenset(THING)}
    table = next(thing for thing in draft["unsure"] if thing["kind"] == "niveautabel")
    assert (table["name"], table["page"], len(table["box"])) == ("aflastning", 1, 4)
    assert table["why"]
    assert "overskrift" in {thing["kind"] for thing in draft["found"]}


def test_a_slug_that_is_taken_is_not_overwritten_and_the_same_text_is_written_once(brought: Any) -> None:
    folder, _, report = brought
    first, second = (file["drafts"][0] for file in report["files"][:2])
    assert (first["wanted_slug"], first["slug"]) == (SLUG, f"{SLUG}-2")
    assert second["path"] == first["path"]
    assert (folder / "ud/eksempel" / SLUG / "1.md").read_text(encoding="utf-8") == "Andres arbejde.\n"
    assert Path(first["path"]).read_text(encoding="utf-8").startswith("---\ntitel:")


def test_lint_and_load_take_the_folder(brought: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, report = brought
    text = Path(report["files"][0]["drafts"][0]["path"]).read_bytes()
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path / "data"))
    folder = write(tmp_path / "in", {f"eksempel/{SLUG}/1.md": text})
    assert main(["load", str(folder)]) == 0


def test_two_files_that_make_one_slug_are_both_kept(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(CERTAIN + "Mere.\n" * number, encoding="utf-8")
    code, report = run(tmp_path, tmp_path / "1.txt", tmp_path / "2.txt")
    slugs = [draft["slug"] for file in report["files"] for draft in file["drafts"]]
    assert slugs[1] == f"{slugs[0]}-2"
    assert all((tmp_path / "ud/eksempel" / slug / "1.md").is_file() for slug in slugs)
    assert code == max({"sikker": 0, "usikker": 1}[file["result"]] for file in report["files"])


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((), "Skriv, hvilke filer"),
        (("a.pdf",), "Skriv kommunens adresse efter --municipality"),
        (("a.pdf", "--municipality", "../Odense"), "små bogstaver a-z"),
        (("a.pdf", "--municipality", "odense"), "Skriv efter --out"),
        (("a.pdf", "--municipality", "odense", "--out", "{there}"), "er ikke en mappe"),
        (("a.pdf", "--municipality", "odense", "--out", "ud"), "Skriv efter --report"),
        (("a.pdf", "--municipality", "odense", "--out", "ud", "--report", "{there}"), "findes allerede"),
    ],
)
def test_wrong_usage_is_said_in_danish_before_anything_is_done(
    given: tuple[str, ...], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = tmp_path / "der"
    there.write_text("x", encoding="utf-8")
    assert main(["import", *(word.replace("{there}", str(there)) for word in given)]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "portal import standarder.pdf" in said
    assert there.read_text(encoding="utf-8") == "x"
