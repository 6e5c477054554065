"""`portal site`: what it says, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.cli import main
from portal.settings import Settings

# The index keeps its files open for as long as it lives.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--date", "2026-11-22"), 0, "Skrevet: "),
        (("--date", "i overmorgen"), 2, "dato"),
        (("--date", "2999-01-01"), 2, "ikke kommet"),
    ],
)
def test_it_says_what_it_did_or_what_to_do(
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    monkeypatch.setenv("PORTAL_DATA", str(settings.data))
    assert main(["site", str(tmp_path / "kopi"), *arguments]) == code
    told = capsys.readouterr()
    assert said in told.err
    assert (tmp_path / "kopi/index.html").exists() == (code == 0)
    assert ("PORTAL_BASE_URL" in told.err) == (code == 0)


def test_a_folder_with_something_of_others_is_left(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORTAL_DATA", str(settings.data))
    (tmp_path / "mit.txt").write_text("mit")
    assert main(["site", str(tmp_path)]) == 2
    assert "har andet i sig" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mit.txt"]
