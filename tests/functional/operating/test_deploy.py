"""What lies under deploy/: units, server in front and container, each begun as far as it can be here."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from conftest import ROOT
from operation.deployed import (
    DEPLOY,
    PLACE,
    Deployed,
    deployed,
    need,
    unit_command,
    unit_environment,
    unit_lines,
)
from portal.db import Database
from portal.settings import SETTINGS
from processes import PATIENCE, free_port, wait_until

UNITS = ("kvalitetsportal.service", "kvalitetsportal-backup.service", "kvalitetsportal-backup.timer")
HOST = "standarder.example.dk"
KNOWN = {f"PORTAL_{setting.name.upper()}" for setting in SETTINGS}
BEHIND = {
    "PORTAL_BASE_URL": f"https://{HOST}",
    "PORTAL_PROXIES": "1",
    "PORTAL_REQUEST_ID_HEADER": "X-Request-Id",
}
"""What the example of a server in front says that the portal behind it wants."""


@pytest.fixture(scope="module")
def running(loaded_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    folder = tmp_path_factory.mktemp("deployed")
    shutil.copytree(loaded_sqlite, folder / "data")
    with deployed(folder, **BEHIND) as portal:
        yield portal


@pytest.fixture(scope="module")
def front(running: Deployed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int, int]]:
    """nginx with the example, before the portal: its folder, and its ports without and with TLS."""
    nginx, openssl = need("nginx"), need("openssl")
    folder = tmp_path_factory.mktemp("nginx")
    plain, secure = free_port(), free_port()
    asked = f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={HOST} -keyout key.pem -out cert.pem"
    subprocess.run([openssl, *asked.split()], cwd=folder, check=True, capture_output=True)
    example = (DEPLOY / "nginx" / "kvalitetsportal.conf").read_text("utf-8")
    for named, here in {
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl": f"listen 127.0.0.1:{secure} ssl",
        f"/etc/ssl/certs/{HOST}.pem": str(folder / "cert.pem"),
        f"/etc/ssl/private/{HOST}.key": str(folder / "key.pem"),
        "/var/log/nginx/": f"{folder}/",
        "127.0.0.1:6543": f"127.0.0.1:{running.port}",
    }.items():
        assert named in example
        example = example.replace(named, here)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    around = f"daemon off; pid {folder}/pid; error_log stderr crit; events {{}} http {{ {places} {example} }}"
    (folder / "nginx.conf").write_text(around, "utf-8")
    process = subprocess.Popen([nginx, "-p", folder, "-c", folder / "nginx.conf"], stderr=subprocess.PIPE)
    try:
        wait_until(lambda: process.poll() is not None or ask(secure, "/", folder)[0] == 200)
        assert process.poll() is None, process.communicate()[1]
        yield folder, plain, secure
    finally:
        process.send_signal(signal.SIGQUIT)
        process.communicate(timeout=PATIENCE)


def ask(port: int, path: str, folder: Path | None, **headers: str) -> tuple[int, dict[str, str], str]:
    """Status, headers and body of an answer; over TLS where the folder of its certificate is given."""
    if folder is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    else:
        trusted = ssl.create_default_context(cafile=folder / "cert.pem")
        trusted.check_hostname = False  # the name is not this machine's
        connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=PATIENCE, context=trusted)
    try:
        connection.request("GET", path, headers={"Host": HOST} | headers)
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode()
    except OSError:
        return 0, {}, ""
    finally:
        connection.close()


def test_systemd_reads_every_unit_and_finds_them_closed(tmp_path: Path) -> None:
    analyze = need("systemd-analyze")
    for name in UNITS:
        unit = (DEPLOY / "systemd" / name).read_text("utf-8").replace(PLACE, str(ROOT))
        (tmp_path / name).write_text(unit, "utf-8")
    read = subprocess.run(
        [analyze, "verify", *(tmp_path / name for name in UNITS)], capture_output=True, text=True, check=False
    )
    assert (read.returncode, read.stderr) == (0, "")
    for name in UNITS[:2]:
        # 20 of 100: 1.4 of 10 is what was reached; an ordinary service has 9.6.
        looked = [analyze, "security", "--offline=true", "--threshold=20", "--no-pager", str(tmp_path / name)]
        found = subprocess.run(looked, capture_output=True, text=True, check=False)
        assert found.returncode == 0, found.stdout


def test_units_and_container_set_only_what_there_is() -> None:
    for name in UNITS[:2]:
        assert set(unit_environment(name)) <= KNOWN
    named = re.findall(r"\bPORTAL_\w+", (DEPLOY / "nginx/kvalitetsportal.conf").read_text("utf-8"))
    assert set(named) <= KNOWN
    assert set(BEHIND) == set(named)


def test_the_service_answers_and_writes_nowhere_but_in_its_folder(running: Deployed) -> None:
    if not running.read_only:
        pytest.skip("this account may not have a root of its own: begun on an ordinary one")
    status, _, page = ask(running.port, "/eksempel/aflastning", None)
    assert (status, "Aflastning" in page) == (200, True)
    wait_until(lambda: ask(running.port, "/readyz", None, Host="localhost")[0] == 200)


def test_every_line_of_the_log_is_an_object(running: Deployed) -> None:
    lines = [json.loads(line) for line in running.log.read_text("utf-8").splitlines()]
    assert "Portalen svarer på" in lines[0]["event"]


def test_the_nightly_copy_is_written(running: Deployed, tmp_path: Path) -> None:
    name = "kvalitetsportal-backup.service"
    assert ("ReadWritePaths", "/var/backups/kvalitetsportal") in unit_lines(name)
    command = unit_command(name, **{"/var/backups/kvalitetsportal": str(tmp_path)})
    environment = unit_environment(name) | {"PORTAL_DATA": str(running.data), "PATH": os.environ["PATH"]}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    (copy,) = tmp_path.glob("*.portal")
    assert copy.stat().st_mode & 0o777 == 0o600


def test_the_server_in_front_passes_on_and_tells_of_nobody(front: tuple[Path, int, int]) -> None:
    folder, plain, secure = front
    status, headers, _ = ask(plain, "/eksempel?q=Ellinor", None)
    assert (status, headers["location"]) == (301, f"https://{HOST}/eksempel?q=Ellinor")
    status, headers, page = ask(secure, "/eksempel/aflastning?q=Ellinor", folder)
    assert (status, "Aflastning" in page) == (200, True)
    assert "strict-transport-security" in headers
    assert ask(secure, "/readyz", folder)[0] == 404
    assert ask(secure, "/", folder, Host="andre.example.dk")[0] == 421
    written = "".join(path.read_text("utf-8") for path in folder.glob("*.log"))
    assert " GET 200 " in written
    for words in ("Ellinor", "127.0.0.1", "aflastning"):
        assert words not in written


def test_a_failure_has_one_id_from_the_server_in_front_to_the_log(
    front: tuple[Path, int, int], running: Deployed
) -> None:
    folder, _, secure = front
    database = Database(f"sqlite:///{running.data / 'portal.sqlite'}")
    renamed = "ALTER TABLE {} RENAME TO {}"
    with database.writing() as session:
        session.execute(text(renamed.format("municipality", "gone")))
    forged = "0123456789abcdef0123456789abcdef"
    status, headers, _ = ask(secure, "/randers", folder, **{"X-Request-Id": forged})
    with database.writing() as session:
        session.execute(text(renamed.format("gone", "municipality")))
    database.dispose()
    assert status >= 500
    request_id = headers["x-request-id"]
    assert request_id != forged
    wait_until(lambda: request_id in (folder / "kvalitetsportal.log").read_text("utf-8"))
    lines = [json.loads(line) for line in running.log.read_text("utf-8").splitlines()]
    (failed,) = [line for line in lines if line.get("request") == request_id]
    assert failed["event"] == "The database could not be had"


def instructions() -> list[tuple[str, str]]:
    """The container file's instructions, in their order."""
    whole = re.sub(r"\\\n", " ", (DEPLOY / "Containerfile").read_text("utf-8"))
    lines = [line.split(None, 1) for line in whole.splitlines() if line and not line.startswith("#")]
    return [(word, rest) for word, rest in lines]


def test_the_container_is_nobodys_root_and_every_step_names_what_is_there() -> None:
    steps = instructions()
    last = max(number for number, (word, _) in enumerate(steps) if word == "FROM")
    final = dict(steps[last:])
    uid = int(final["USER"].partition(":")[0])
    assert uid > 0
    assert [rest for word, rest in steps if word == "RUN" and f"-o {uid} -g {uid} /data" in rest]
    pairs = " ".join(rest for word, rest in steps[last:] if word == "ENV").split()
    variables = dict(pair.split("=", 1) for pair in pairs)
    assert {name for name in variables if name.startswith("PORTAL_")} <= KNOWN
    assert final["VOLUME"] == variables["PORTAL_DATA"]
    assert final["EXPOSE"] == variables["PORTAL_PORT"]
    assert (ROOT / json.loads(final["ENTRYPOINT"])[0]).exists()
    commands = " ".join(rest for word, rest in steps if word == "RUN")
    for named in re.findall(r"-r (\S+\.txt)", commands):
        assert (ROOT / named).is_file()
    made = (ROOT / "Makefile").read_text("utf-8")
    assert all(f"\n{target}:" in made for target in re.findall(r"\bmake (?!&)([a-z]+)\b", commands))
    needed = (ROOT / ".ci/run").read_text("utf-8")
    assert all(package in needed for package in re.findall(r"\blib[\w.-]+", commands))
    ignored = (ROOT / ".containerignore").read_text("utf-8").split("\n")
    assert {".git", ".venv", "build", "var"} <= set(ignored)
    assert not {"standards", "templates", "portal", "requirements", "tools"} & set(ignored)


def test_the_containers_own_look_at_its_health_tells_well_from_dead(running: Deployed) -> None:
    (rest,) = [rest for word, rest in instructions() if word == "HEALTHCHECK"]
    command = json.loads(rest[rest.index("CMD") + 3 :])
    for port, status in ((running.port, 0), (free_port(), 1)):
        own = {"PORTAL_PORT": str(port)}
        looked = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, check=False)
        assert looked.returncode == status, looked.stderr


def test_told_to_stop_as_the_unit_says_it_ends_well(running: Deployed) -> None:
    lines = unit_lines("kvalitetsportal.service")
    assert ("KillMode", "mixed") in lines  # the first process alone is told, as here
    running.process.terminate()
    assert running.process.wait(PATIENCE) == 0, running.log.read_text("utf-8")
