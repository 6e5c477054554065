"""A newly adopted version is found by visitors soon: the portal's own server and worker, over HTTP.

``bench/search/found_after.py`` prints how soon; here it only has to come.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

from breaking import damage
from factories import standard, write
from portal.clock import SystemClock
from portal.db import Database
from portal.services.drafting.loading import Loading
from processes import serving, wait_until

NEXT = {"vedtaget": "2025-01-15", "offentliggjort": "2025-01-20", "gaelder_fra": "2025-02-01"}
WORD = "hoppeborgsaftale"


def found(address: str, words: str) -> int:
    """How many sections the running portal finds; 0 while it is not up or has no index."""
    try:
        with urlopen(f"{address}/api/v1/search?q={quote(words)}&correct=false") as answer:
            return int(json.load(answer)["total"])
    except (URLError, ConnectionError):
        return 0


def wait_for(address: str, words: str) -> None:
    wait_until(lambda: found(address, words))


def test_a_newly_adopted_version_is_found_by_those_who_ask(database: Database, tmp_path: Path) -> None:
    texts = {"a/aflastning/1.md": standard()}
    loading = Loading(database, SystemClock())
    assert loading.load(write(tmp_path / "standards", texts)).errors == []
    url = database.engine.url.render_as_string(hide_password=False)
    with serving(tmp_path / "data", PORTAL_DATABASE_URL=url) as (address, _):
        wait_for(address, "aflastning")
        assert not found(address, WORD)
        body = f"\n## Aftalen {{#aftalen}}\n\nKommunen tilbyder en {WORD}.\n"
        texts["a/aflastning/2.md"] = standard(front=NEXT, body=body)
        assert loading.load(write(tmp_path / "standards", texts)).errors == []
        wait_for(address, WORD)
        with urlopen(f"{address}/soeg?q={WORD}") as answer:
            assert "/a/aflastning/v2#aftalen" in answer.read().decode()


def test_a_portal_finds_again_what_becomes_of_its_index(
    fresh_database: Callable[..., Database], tmp_path: Path
) -> None:
    """Begun on rubbish, emptied while it runs, and cut short while visitors' processes have it open."""
    database, index = fresh_database("sqlite"), tmp_path / "data" / "index"
    loading = Loading(database, SystemClock())
    assert loading.load(write(tmp_path / "standards", {"a/aflastning/1.md": standard()})).errors == []
    index.mkdir(parents=True)
    (index / "CURRENT").write_text("vrøvl")
    url = database.engine.url.render_as_string(hide_password=False)
    with serving(tmp_path / "data", PORTAL_DATABASE_URL=url) as (address, _):
        wait_for(address, "aflastning")
        for how in ("gone", "cut"):
            before = (index / "CURRENT").read_bytes()
            damage(index, how)
            wait_until(lambda before=before: _text(index / "CURRENT") not in (b"", before))
            wait_for(address, "aflastning")


def _text(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
