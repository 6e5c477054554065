"""Exports of a portal for tests: made, and read again."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from sqlalchemy import select

from portal.clock import SetClock
from portal.db import Database
from portal.models import Municipality, Standard, Version
from portal.services.drafting.loading import Loading
from portal.services.moving.exporting import Exporting, ExportReport

SECOND = {"vedtaget": "2025-01-15", "offentliggjort": "2025-01-20", "gaelder_fra": "2025-02-01"}
BASE = "https://standarder.example.dk"


def load(database: Database, clock: SetClock, folder: Path) -> None:
    report = Loading(database, clock).load(folder)
    assert report.errors == []


def export(database: Database, clock: SetClock, folder: Path, **more: object) -> ExportReport:
    return Exporting(database, clock, BASE).export(folder, **more)  # type: ignore[arg-type]


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def hashes(database: Database) -> dict[tuple[str, str, int], str]:
    query = select(Municipality.slug, Standard.slug, Version.n, Version.sha256)
    with database.reading() as session:
        rows = session.execute(
            query.join(Standard, Standard.municipality_id == Municipality.id).join(Version)
        )
        return {(owner, name, n): sha256 for owner, name, n, sha256 in rows}


def rows(folder: Path) -> list[dict[str, str]]:
    with open(folder / "level-tables.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def cells(folder: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads((folder / "level-tables.json").read_bytes())
    return found
