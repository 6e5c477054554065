"""What the measurements of pages and answers share: a portal with standards, a bare application, and wrk.

`wrk` is a small HTTP load tool that most systems package under that name.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from portal.clock import SystemClock
from portal.opening import open_portal
from portal.settings import read_settings

ROOT = Path(__file__).parent.parent
CONNECTIONS = 8
ROUNDS = 3
PAUSE_SECONDS = 0.05
TRIES = 2400

_BARE = """
from pathlib import Path

BODY = Path(__file__).with_name("body").read_bytes()
KIND = Path(__file__).with_name("kind").read_text()


STATUS = Path(__file__).with_name("status").read_text()


def application(environ, start_response):
    start_response(STATUS, [("Content-Type", KIND), ("Content-Length", str(len(BODY)))])
    return [BODY]
"""


def prepare(folder: Path, others: int = 0) -> None:
    """A data folder with the repository's standards, and ``others`` versions of made-up ones beside them."""
    folder.mkdir(mode=0o700, exist_ok=True)
    with open_portal(read_settings({"portal.data": str(folder)}, {}), SystemClock()) as opened:
        loading = opened.loading(lambda _: None)
        assert not loading.load(ROOT / "standards").errors
        if others:
            assert not loading.load(_made_up(folder / "made-up", others)).errors
        else:
            opened.indexing.rebuild()


def _made_up(folder: Path, versions: int) -> Path:
    """Ten standards of another municipality, that many versions in all; texts with a level table each."""
    owner = folder / "maaling"
    owner.mkdir(parents=True)
    (owner / "kommune.yaml").write_text("navn: Målekommunen\nart: kommune\nfiktiv: true\n", "utf-8")
    text = (ROOT / "standards" / "eksempel" / "aflastning" / "1.md").read_text("utf-8")
    for n in range(versions):
        place = owner / f"aflastning-{n % 10}"
        place.mkdir(exist_ok=True)
        table = text.replace("niveauer doegnaflastning", f"niveauer doegnaflastning-{n % 10}")
        (place / f"{n // 10 + 1}.md").write_text(table, "utf-8")
    return folder


@contextmanager
def portal(folder: Path) -> Iterator[str]:
    """The portal on granian, one worker; its address."""
    environment = {**os.environ, "PORTAL_DATA": str(folder)}
    with _granian("portal.app:application", ROOT, environment, "--factory") as address:
        yield address


@dataclass(frozen=True)
class Served:
    """`portal serve`: its address, its first process, the seconds from its start to the first page."""

    address: str
    pid: int
    seconds: float


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """The portal as `portal serve` runs it, with its worker beside."""
    port = _free_port()
    command = [sys.executable, "-m", "portal.cli", "serve", "--port", str(port)]
    with _process(command, ROOT, {**os.environ, "PORTAL_DATA": str(folder)}) as server:
        address, begun = f"http://127.0.0.1:{port}", time.perf_counter()
        _wait(address, server)
        yield Served(address, server.pid, time.perf_counter() - begun)


@contextmanager
def portal_with_worker(folder: Path) -> Iterator[str]:
    """The portal as `portal serve` runs it, with its worker beside; its address."""
    with served(folder) as found:
        yield found.address


@contextmanager
def bare(folder: Path, body: bytes, kind: str, status: str = "200 OK") -> Iterator[str]:
    """An application that does nothing but send ``body``, on the same server; its address."""
    (folder / "status").write_text(status)
    (folder / "bare.py").write_text(_BARE)
    (folder / "body").write_bytes(body)
    (folder / "kind").write_text(kind)
    with _granian("bare:application", folder, dict(os.environ)) as address:
        yield address


@contextmanager
def _granian(target: str, folder: Path, environment: dict[str, str], *more: str) -> Iterator[str]:
    port = _free_port()
    command = [sys.executable, "-m", "granian", target, "--interface", "wsgi", "--workers", "1"]
    command += ["--port", str(port), "--no-access-log", "--log-level", "error", *more]
    with _process(command, folder, environment) as server:
        address = f"http://127.0.0.1:{port}"
        _wait(address, server)
        yield address


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _process(
    command: list[str], folder: Path, environment: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    server = subprocess.Popen(command, cwd=folder, env=environment)
    try:
        yield server
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(TRIES):
        try:
            urlopen(address).close()
            return
        except HTTPError:
            return  # an answer is an answer: the bare application may have nothing but 304
        except (URLError, ConnectionError):
            if server.poll() is not None:
                break
            time.sleep(PAUSE_SECONDS)
    raise SystemExit(f"The server at {address} did not answer.")


def in_turn(bare: str, ours: str, seconds: int, headers: tuple[str, ...] = ()) -> tuple[float, float]:
    """Answers a second of two addresses, asked in turn so that what else the machine does meets both alike;
    those of the round in the middle, by their ratio."""
    rounds = [
        (rate(bare, seconds, headers=headers), rate(ours, seconds, headers=headers)) for _ in range(ROUNDS)
    ]
    return sorted(rounds, key=lambda found: found[1] / found[0])[ROUNDS // 2]


def rate(address: str, seconds: int, script: Path | None = None, headers: tuple[str, ...] = ()) -> float:
    """Answers a second, after a second of warming up. Leaves the programme where one answer was no 200."""
    tool = shutil.which("wrk")
    if tool is None:
        raise SystemExit("wrk is missing: install it from your system's packages.")
    command = [tool, "--connections", str(CONNECTIONS), "--threads", "1"]
    for header in headers:
        command += ["--header", header]
    if script:
        command += ["--script", str(script)]
    subprocess.run([*command, "--duration", "1s", address], check=True, capture_output=True)
    said = subprocess.run(
        [*command, "--duration", f"{seconds}s", address], check=True, capture_output=True, text=True
    ).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"Not every answer was whole:\n{said}")
    found = re.search(r"Requests/sec:\s+([0-9.]+)", said)
    if found is None or not float(found[1]):
        raise SystemExit(f"Nothing was answered:\n{said}")
    return float(found[1])
