"""The portal as ``portal serve`` runs it, in processes of its own that a test can ask, kill and count."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil

from conftest import ROOT

PATIENCE = 180
"""Seconds after which something will never come, on a machine that is busy too."""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def begin(folder: Path, port: int, **settings: str) -> subprocess.Popen[str]:
    """``portal serve``; ``settings`` by the names they have in the environment. What it says is piped."""
    return subprocess.Popen(
        [sys.executable, "-m", "portal.cli", "serve", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "PORTAL_DATA": str(folder), **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )


def end(server: subprocess.Popen[str]) -> str:
    """Tell it to stop, and what it said; "" where that was read before."""
    if server.poll() is None:
        server.terminate()
    assert server.stderr is not None
    return "" if server.stderr.closed else server.communicate(timeout=PATIENCE)[1]


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A portal that answers; its address and its first process."""
    port = free_port()
    server = begin(folder, port, **settings)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: answers(address) or server.poll() is not None)
        assert server.poll() is None, end(server)
        yield address, server
    finally:
        family = family_of(server.pid)
        end(server)
        for process in family:
            if process.is_running():
                process.kill()


def family_of(pid: int) -> list[psutil.Process]:
    """The processes that ``pid`` began, and those that they began; none where it has gone."""
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def answering_processes(pid: int) -> list[psutil.Process]:
    """Those of the portal that ``pid`` began which answer visitors."""
    return [process for process in family_of(pid) if "serve" in _command(process)]


def chores_of(pid: int) -> list[psutil.Process]:
    """The workers beside."""
    return [process for process in family_of(pid) if "worker" in _command(process)]


def _command(process: psutil.Process) -> list[str]:
    """What it was begun with; nothing of one that has ended."""
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


def alive(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=PATIENCE) as answer:
            return bool(answer.read())
    except HTTPError:
        return True
    except OSError:
        return False


def wait_until(came: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not came():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.1)
