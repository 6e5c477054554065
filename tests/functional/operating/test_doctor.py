"""What `portal doctor` says of a portal that is set up wrong, and that it changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portal.cli import main

GOOD = {
    "PORTAL_BASE_URL": "https://standarder.example.dk",
    "PORTAL_PROXIES": "1",
    "PORTAL_SMTP_HOST": "mail.example.dk",
    "PORTAL_SMTP_SENDER": "portal@example.dk",
}

# The index keeps its files open for as long as it lives.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path / "data"))
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    return tmp_path / "data"


def codes(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    return {one["code"]: one["weight"] for one in json.loads(capsys.readouterr().out)}


def doctor() -> int:
    return main(["doctor", "--format", "json"])


def test_a_portal_that_is_not_there_is_said_and_not_made(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doctor() == 1
    assert codes(capsys)["database"] == "fejl"
    assert not data.exists()


def test_nothing_is_said_of_a_portal_that_is_set_up_right(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reindex"]) == 0
    assert doctor() == 0, capsys.readouterr().out
    assert not {code: weight for code, weight in codes(capsys).items() if weight != "note"}


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("PORTAL_BASE_URL", "", "base-url"),
        ("PORTAL_BASE_URL", "http://standarder.example.dk", "https"),
        ("PORTAL_PROXIES", "0", "proxies"),
        ("PORTAL_SMTP_HOST", "", "mail"),
        ("PORTAL_SMTP_SECURITY", "none", "mail-security"),
        ("PORTAL_STATIC", "/nowhere/at/all", "static"),
    ],
)
def test_each_thing_that_is_set_wrong_is_said(
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
    code: str,
) -> None:
    monkeypatch.setenv(name, value)
    assert doctor() == 1
    assert {"database", code} == {c for c, weight in codes(capsys).items() if weight != "note"}


def test_a_person_reads_lines_with_what_to_do(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 1
    assert capsys.readouterr().out.startswith(
        "fejl database: Der er ingen database endnu. Kør portal migrate"
    )
