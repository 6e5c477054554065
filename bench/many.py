"""A portal with as many made-up standards as wanted, each with its own words; and somebody who adopts."""

from __future__ import annotations

import sys
import time
from multiprocessing.synchronize import Event
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "search"))

from serving import ROOT
from synthetic import passages

from portal.clock import SystemClock
from portal.db import Database
from portal.opening import open_portal
from portal.services.drafting.loading import Loading
from portal.settings import read_settings

_OWNER = "navn: Målekommunen {number}\nart: kommune\nfiktiv: true\n"
MUNICIPALITIES = 98
EVERY_SECONDS = 1.0


def write_standards(folder: Path, number: int, first: int = 0, owner: str = "maaling") -> Path:
    """A folder with ``number`` standards spread over municipalities, none like another."""
    text = (ROOT / "standards" / "eksempel" / "aflastning" / "1.md").read_text("utf-8")
    for n, passage in enumerate(passages(number), first):
        place = folder / f"{owner}-{n % MUNICIPALITIES}" / f"aflastning-{n}"
        place.mkdir(parents=True)
        (place.parent / "kommune.yaml").write_text(_OWNER.format(number=n % MUNICIPALITIES), "utf-8")
        own = text.replace("niveauer doegnaflastning", f"niveauer doegnaflastning-{n}")
        section = f"\n## Kommunens praksis {{#praksis}}\n\n{passage.text.capitalize()}.\n"
        (place / "1.md").write_text(own + section, "utf-8")
    return folder


def load_standards(data: Path, standards: Path) -> float:
    """Load a folder as `portal load` does; seconds."""
    data.mkdir(mode=0o700, exist_ok=True)
    with open_portal(read_settings({"portal.data": str(data)}, {}), SystemClock()) as opened:
        begun = time.perf_counter()
        report = opened.loading(lambda _: None).load(standards)
        took = time.perf_counter() - begun
    assert not report.errors, report.errors[:3]
    return took


def reindex(data: Path) -> float:
    """Build the index anew; seconds."""
    with open_portal(read_settings({"portal.data": str(data)}, {}), SystemClock()) as opened:
        begun = time.perf_counter()
        opened.indexing.rebuild()
        return time.perf_counter() - begun


def keep_adopting(data: str, folder: str, stop: Event) -> None:
    """In a process of its own: a new standard of another municipality every second, until ``stop``."""
    database, number = Database(f"sqlite:///{data}/portal.sqlite"), 0
    while not stop.wait(EVERY_SECONDS):
        place = write_standards(Path(folder) / str(number), 1, first=100_000 + number, owner="anden")
        assert not Loading(database, SystemClock()).load(place).errors
        number += 1
    database.dispose()
