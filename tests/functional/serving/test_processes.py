"""What is left running when one of the portal's processes is killed, and what comes back."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from conftest import ROOT
from processes import (
    PATIENCE,
    alive,
    answering_processes,
    answers,
    begin,
    chores_of,
    end,
    family_of,
    free_port,
    serving,
    wait_until,
)


def test_a_killed_process_comes_back_whichever_it_is(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as (address, server):
        wait_until(lambda: chores_of(server.pid))
        for kind in (answering_processes, chores_of):
            (killed,) = kind(server.pid)
            killed.kill()
            wait_until(
                lambda kind=kind, killed=killed: [p for p in kind(server.pid) if p != killed and alive(p)]
            )
        wait_until(lambda: answers(address))
        assert server.poll() is None


def test_nothing_is_left_of_one_that_was_killed_and_the_next_begins(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with serving(folder) as (address, server):
        wait_until(lambda: chores_of(server.pid))
        family = family_of(server.pid)
        assert len(family) == 2
        server.kill()
        server.wait()
        # At once, while the others are still ending; on the same port, too.
        following = begin(folder, int(urlsplit(address).port or 0))
        try:
            wait_until(lambda: not any(alive(process) for process in family))
            wait_until(lambda: answers(address) or following.poll() is not None)
            assert following.poll() is None, end(following)
        finally:
            end(following)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_who_is_told_to_stop_leaves_nothing_running(tmp_path: Path, told: signal.Signals) -> None:
    with serving(tmp_path / "data") as (address, server):
        wait_until(lambda: chores_of(server.pid))
        family = family_of(server.pid)
        with socket.create_connection(("127.0.0.1", int(urlsplit(address).port or 0))) as waiting:
            waiting.sendall(b"POST /log-ind HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nm")
            server.send_signal(told)
            said = server.communicate(timeout=PATIENCE)[1]
        assert "Traceback" not in said
        assert not any(alive(process) for process in family)


def test_a_second_one_on_the_folder_is_refused_and_told_who_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with serving(folder) as (address, server):
        refused = begin(folder, free_port())
        said = refused.communicate(timeout=PATIENCE)[1]
        assert refused.returncode == 2
        assert f"proces {server.pid} svarer på {address}/" in said
        assert str(folder) in said
        assert answers(address)


def test_a_second_one_on_the_port_is_refused_and_told_who_is_there(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as (address, server):
        refused = begin(tmp_path / "other", int(urlsplit(address).port or 0))
        said = refused.communicate(timeout=PATIENCE)[1]
        assert refused.returncode == 2
        assert f"er optaget af proces {server.pid} (" in said
        assert "--port" in said


def test_the_commands_beside_go_on_to_work(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with serving(folder):
        for command in (
            ["migrate"],
            ["load", str(ROOT / "standards")],
            ["reindex"],
            ["worker", "--once"],
            ["verify"],
        ):
            ran = subprocess.run(
                [sys.executable, "-m", "portal.cli", *command],
                cwd=ROOT,
                env={"PORTAL_DATA": str(folder)},
                capture_output=True,
                text=True,
                check=False,
            )
            assert ran.returncode == 0, ran.stderr
