"""Who may serve from a folder and on a port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from portal.serving.claiming import CannotServe, claim, hold_folder
from processes import free_port

HOST = "127.0.0.1"


def test_a_folder_is_held_while_the_block_runs_and_no_longer(tmp_path: Path) -> None:
    file, port = tmp_path / "serving", free_port()
    with claim(file, HOST, port):
        assert file.read_text() == f"{os.getpid()} http://{HOST}:{port}/"
        told = f"proces {os.getpid()} svarer på http://{HOST}:{port}/"
        with pytest.raises(CannotServe, match=told), claim(file, HOST, free_port()):
            pass
    with claim(file, HOST, port):
        pass


def test_a_folder_can_be_held_without_serving_from_it(tmp_path: Path) -> None:
    file = tmp_path / "serving"
    file.write_text("999999999 http://127.0.0.1:1/")
    with (
        hold_folder(file),
        pytest.raises(CannotServe, match="en anden proces bruger mappen"),
        claim(file, HOST, free_port()),
    ):
        pass
    with claim(file, HOST, free_port()), pytest.raises(CannotServe, match="kill"), hold_folder(file):
        pass


@pytest.mark.parametrize("left", ["", "noget andet", "999999999 http://127.0.0.1:1/", "²³ x", "-1 x", "12"])
def test_what_one_that_was_killed_left_behind_is_no_hindrance(tmp_path: Path, left: str) -> None:
    (tmp_path / "serving").write_text(left)
    with claim(tmp_path / "serving", HOST, free_port()):
        pass


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    held = (
        "import sys, time; from pathlib import Path; from portal.serving.claiming import claim\n"
        "with claim(Path(sys.argv[1]), '127.0.0.1', int(sys.argv[2])):\n"
        "    print('holdt', flush=True); time.sleep(600)"
    )
    file, port = tmp_path / "serving", free_port()
    holder = subprocess.Popen(
        [sys.executable, "-c", held, str(file), str(port)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    with holder.stdout:
        assert holder.stdout.readline() == "holdt\n"
    with pytest.raises(CannotServe, match=f"kill {holder.pid}"), claim(file, HOST, port):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with claim(file, HOST, port):
        pass


def test_another_programme_on_the_port_is_named_even_where_it_shares_it(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind((HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        named = (
            f"Port {port} på {HOST} er optaget af proces {os.getpid()} "
            if Path("/proc/net/tcp").exists()
            else "Port"
        )
        with pytest.raises(CannotServe, match=named), claim(tmp_path / "serving", HOST, port):
            pass


def test_connections_that_have_just_ended_are_no_hindrance(tmp_path: Path) -> None:
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((HOST, 0))
        server.listen()
        port = server.getsockname()[1]
        client = socket.create_connection((HOST, port))
        served, _ = server.accept()
        served.close()
        client.close()
    with claim(tmp_path / "serving", HOST, port):
        pass


def test_an_address_that_is_not_here_is_said(tmp_path: Path) -> None:
    told = r"kan ikke svare på 192\.0\.2\.1:"
    with pytest.raises(CannotServe, match=told), claim(tmp_path / "serving", "192.0.2.1", free_port()):
        pass
