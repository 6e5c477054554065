"""A newly adopted version is found by visitors soon: the portal's own server and worker, over HTTP.

``bench/search/found_after.py`` prints how soon; here it only has to come.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

from conftest import ROOT
from factories import standard, write
from portal.clock import SystemClock
from portal.db import Database
from portal.services.drafting.loading import Loading

PATIENCE = 60
"""Seconds after which it will never come, on a machine that is busy too."""
NEXT = {"vedtaget": "2025-01-15", "offentliggjort": "2025-01-20", "gaelder_fra": "2025-02-01"}
WORD = "hoppeborgsaftale"


@contextmanager
def running(folder: Path, url: str) -> Iterator[str]:
    """The portal as ``portal serve`` runs it, with its worker beside; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PORTAL_DATA": str(folder), "PORTAL_DATABASE_URL": url}
    command = [sys.executable, "-m", "portal.cli", "serve", "--port", str(port)]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def found(address: str, words: str) -> int:
    """How many sections the running portal finds; 0 while it is not up or has no index."""
    try:
        with urlopen(f"{address}/api/v1/search?q={quote(words)}&correct=false") as answer:
            return int(json.load(answer)["total"])
    except (URLError, ConnectionError):
        return 0


def wait_for(address: str, words: str) -> None:
    until = time.monotonic() + PATIENCE
    while not found(address, words):
        assert time.monotonic() < until, f"{words} was not found"
        time.sleep(0.1)


def test_a_newly_adopted_version_is_found_by_those_who_ask(database: Database, tmp_path: Path) -> None:
    texts = {"a/aflastning/1.md": standard()}
    loading = Loading(database, SystemClock())
    assert loading.load(write(tmp_path / "standards", texts)).errors == []
    url = database.engine.url.render_as_string(hide_password=False)
    with running(tmp_path / "data", url) as address:
        wait_for(address, "aflastning")
        assert not found(address, WORD)
        body = f"\n## Aftalen {{#aftalen}}\n\nKommunen tilbyder en {WORD}.\n"
        texts["a/aflastning/2.md"] = standard(front=NEXT, body=body)
        assert loading.load(write(tmp_path / "standards", texts)).errors == []
        wait_for(address, WORD)
        with urlopen(f"{address}/soeg?q={WORD}") as answer:
            assert "/a/aflastning/v2#aftalen" in answer.read().decode()
