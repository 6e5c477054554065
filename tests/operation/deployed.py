"""What lies under deploy/, read and begun as it says, with paths of this machine for those it names."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import ROOT
from processes import PATIENCE, answers, free_port, wait_until

DEPLOY = ROOT / "deploy"
PLACE = "/opt/kvalitetsportal"
"""Where units and container have the portal."""
DATA = "/mnt"
"""Where a portal on a read-only root sees its data folder."""
READ_ONLY = f"""
set -e
mount --make-rprivate /
mount --bind "$1" {DATA}
mount --bind "{ROOT}" "{ROOT}"
mount -o remount,ro,bind "{ROOT}"
mount -t tmpfs tmpfs /tmp
mount -o remount,ro,bind /
if touch "{ROOT}/touched" /var/touched 2>/dev/null; then exit 99; fi
shift
exec "$@"
"""


def need(command: str) -> str:
    """Where the command lies. Without it a person's machine skips loudly and CI fails."""
    found = shutil.which(command, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"{command} is missing: .ci/run installs it")
        pytest.skip(f"{command} is missing")
    return found


def unit_lines(name: str) -> list[tuple[str, str]]:
    """The settings of a unit, in their order."""
    lines = (DEPLOY / "systemd" / name).read_text("utf-8").splitlines()
    pairs = [line.partition("=") for line in lines if line and line[0] not in "#["]
    return [(key, value) for key, _, value in pairs]


def unit_environment(name: str) -> dict[str, str]:
    return dict(value.split("=", 1) for key, value in unit_lines(name) if key == "Environment")


def unit_command(name: str, **places: str) -> list[str]:
    """What a unit begins, here. ``places`` are put for what it names, by the last part of that."""
    (command,) = (value for key, value in unit_lines(name) if key == "ExecStart")
    command = command.replace(PLACE, str(ROOT)).replace("%%", "%")
    for path, place in places.items():
        command = command.replace(path, place)
    return shlex.split(command)


def can_be_read_only() -> bool:
    """Whether this account may have a root of its own; a tmpfs would hide a repository under /tmp."""
    tried = ["unshare", "--mount", "sh", "-c", "mount --make-rprivate / && mount -t tmpfs tmpfs /tmp"]
    may = shutil.which("unshare") and subprocess.run(tried, capture_output=True, check=False).returncode == 0
    return bool(may) and not ROOT.is_relative_to("/tmp")


@dataclass
class Deployed:
    """A portal begun as the unit says; whether on a read-only root; its port and data folder; its log."""

    process: subprocess.Popen[bytes]
    read_only: bool
    port: int
    data: Path
    log: Path


@contextmanager
def deployed(folder: Path, **settings: str) -> Iterator[Deployed]:
    """Begin what the unit begins, with what it sets and ``settings``; on a read-only root where it may be."""
    name, data, port, log = "kvalitetsportal.service", folder / "data", free_port(), folder / "log"
    data.mkdir(mode=0o700, exist_ok=True)
    read_only = can_be_read_only()
    command = unit_command(name)
    if read_only:
        command = ["unshare", "--mount", "sh", "-c", READ_ONLY, "sh", str(data), *command]
    own = {"PORTAL_DATA": DATA if read_only else str(data), "PORTAL_PORT": str(port)}
    environment = unit_environment(name) | own | settings | {"PATH": os.environ["PATH"]}
    with log.open("wb") as err:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=err, process_group=0)
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/healthz") or process.poll() is not None)
        assert process.poll() is None, log.read_text("utf-8")
        yield Deployed(process, read_only, port, data, log)
    finally:
        process.terminate()
        process.wait(PATIENCE)
