"""Compiled templates: kept, made anew where a template has changed, never in the way of a start."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from portal.web.templating import PageTemplates

PAGE = "<p>${page}</p>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "templates"
    made.mkdir()
    (made / "page.pt").write_text(PAGE, "utf-8")
    return made


def shown(folder: Path, compiled: Path) -> str:
    return str(PageTemplates(folder, compiled).get("page.pt").render(page="Ærø")).strip()


def kept(compiled: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in compiled.rglob("*.py")}


def test_a_second_start_compiles_nothing(folder: Path, tmp_path: Path) -> None:
    assert shown(folder, tmp_path / "compiled") == "<p>Ærø</p>"
    first = kept(tmp_path / "compiled")
    assert len(first) == 1
    assert shown(folder, tmp_path / "compiled") == "<p>Ærø</p>"
    assert kept(tmp_path / "compiled") == first


def test_a_template_that_has_changed_is_compiled_anew(folder: Path, tmp_path: Path) -> None:
    shown(folder, tmp_path / "compiled")
    (folder / "page.pt").write_text("<h1>${page}</h1>", "utf-8")
    assert shown(folder, tmp_path / "compiled") == "<h1>Ærø</h1>"


def test_half_a_file_is_written_anew(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(folder, tmp_path / "compiled")
    [path] = kept(tmp_path / "compiled")
    path.write_text("def initialize(", "utf-8")
    # Another process: nothing of it is in memory.
    monkeypatch.delitem(sys.modules, path.stem)
    assert shown(folder, tmp_path / "compiled") == "<p>Ærø</p>"
    assert "def initialize(\n" not in path.read_text("utf-8")


def test_a_folder_that_cannot_be_written_to_stops_no_start(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert shown(folder, tmp_path / "file" / "compiled") == "<p>Ærø</p>"
