"""`portal mcp` as it is run: on standard input and output, and over HTTP, asked by the official client."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest
from mcp import StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.types import CallToolResult

from asked_tools import Call, call_tools, told
from conftest import ROOT
from portal.cli import main
from processes import PATIENCE, answers, free_port, wait_until

DAY = {"date": "2023-06-01"}
CALLS: list[Call] = [
    ("search_standards", {"q": "hvor meget aflastning ved moderat støttebehov i Eksempel?", **DAY}),
    ("calculate", {"municipality": "eksempel", "table": "doegnaflastning", "level": "moderat", **DAY}),
    ("calculate", {"municipality": "randers", "table": "doegnaflastning", "amount": 90, "unit": "døgn/år"}),
    ("slet_alt", {}),
    ("coverage", {}),
]


def check_answers(results: list[CallToolResult]) -> None:
    found, asked, hole, unknown, covered = map(told, results)
    for answer in (found, asked):
        assert answer["source"]["words"] == "Op til 60 døgn om året"
        assert answer["source"]["row_id"] == "doegnaflastning-moderat"
        assert answer["source"]["permalink"].endswith("/eksempel/aflastning/v3#doegnaflastning-moderat")
    assert (hole["source"], hole["refusal"]["code"]) == (None, "hole")
    assert "Randers" in hole["refusal"]["contact"]["name"]
    assert unknown["refusal"]["code"] == "unknown-tool"
    assert "Aarhus" in covered["absent"]


def test_on_standard_input_and_output(loaded_sqlite: Path, tmp_path: Path) -> None:
    """Its output holds the protocol and nothing else; what it has to say besides is on standard error."""
    sent, errors = tmp_path / "sent", tmp_path / "errors"
    command = [sys.executable, "-m", "portal.cli", "mcp"]
    parameters = StdioServerParameters(
        command="/bin/sh",
        args=["-c", f"{shlex.join(command)} | tee {shlex.quote(str(sent))}"],
        cwd=ROOT,
        env={"PORTAL_DATA": str(loaded_sqlite)},
    )
    with open(errors, "w", encoding="utf-8") as told_besides:
        check_answers(call_tools(stdio_client(parameters, told_besides), *CALLS))
    for line in sent.read_text("utf-8").splitlines():
        assert json.loads(line)["jsonrpc"] == "2.0"
    assert "PORTAL_BASE_URL" in errors.read_text("utf-8")
    assert "Traceback" not in errors.read_text("utf-8")


@contextmanager
def serving_http(folder: Path) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "portal.cli", "mcp", "--http", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "PORTAL_DATA": str(folder), "PORTAL_BASE_URL": "https://portal.test"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/") or server.poll() is not None)
        assert server.poll() is None, server.communicate()[1]
        yield port, server
    finally:
        server.terminate()
        server.communicate(timeout=PATIENCE)


def test_over_http(
    loaded_sqlite: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving_http(loaded_sqlite) as (port, server):
        address = f"http://127.0.0.1:{port}/mcp"
        check_answers(call_tools(address, *CALLS))
        for host, status in (("portal.test", 406), ("evil.example", 421)):
            headers = {"Host": host, "Content-Type": "application/json"}
            asked = urllib.request.Request(address, b"{}", headers)
            with pytest.raises(HTTPError) as refused:
                urllib.request.urlopen(asked, timeout=PATIENCE)
            assert refused.value.code == status
            refused.value.close()
        monkeypatch.setenv("PORTAL_DATA", str(loaded_sqlite))
        assert main(["mcp", "--http", "--port", str(port)]) == 2
        assert f"er optaget af proces {server.pid} (" in capsys.readouterr().err
        assert main(["mcp", "--http", "--port", "70000"]) == 2
        assert "ingen port" in capsys.readouterr().err
        server.terminate()
        said, errors = server.communicate(timeout=PATIENCE)
    assert said == ""
    assert "Traceback" not in errors
