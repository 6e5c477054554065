"""The figures that `portal serve` gives a monitor: of all its processes, bounded, and of no visitor."""

from __future__ import annotations

import http.client
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import select

from office import Office
from operation.logs import Log
from portal.cli import main
from portal.clock import SystemClock
from portal.container import Portal
from portal.db import Database
from portal.models import OutboxRow
from portal.services.outbox import NEVER, Mail, StandardChanged, postpone, put
from portal.watching.tally import RequestCounts, Tally, read_counts, write_counts
from processes import PATIENCE, answering_processes, free_port, serving, wait_until

Labels = tuple[str, ...]
CALCULATE = "/api/v1/calculate?municipality=eksempel&table=doegnaflastning&amount={}&unit=doegn/aar"


@dataclass
class Served:
    """A portal with two processes that answer, and where its figures are."""

    address: str
    pid: int
    figures_at: str
    data: Path

    def ask(self, path: str, method: str = "GET", **headers: str) -> int:
        """The status of the answer."""
        whole = urlsplit(self.address)
        connection = http.client.HTTPConnection(whole.hostname or "", whole.port, timeout=PATIENCE)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status

    def text(self) -> str:
        with urlopen(self.figures_at, timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def figures(self, name: str) -> dict[Labels, float]:
        """The figures of this name, by their labels' values in the order of the labels' names."""
        return {
            tuple(value for _, value in sorted(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(self.text())
            for sample in family.samples
            if sample.name == name
        }

    def wait_for(self, name: str, labels: Labels, value: float) -> None:
        """Wait until a figure has a value; it may not become larger."""
        wait_until(lambda: self.figures(name).get(labels, 0) >= value)
        assert self.figures(name)[labels] == value


@pytest.fixture(scope="module")
def served(loaded_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("counted") / "data"
    shutil.copytree(loaded_sqlite, data)
    port = free_port()
    with serving(data, PORTAL_WORKERS="2", PORTAL_METRICS_PORT=str(port)) as (address, server):
        yield Served(address, server.pid, f"http://127.0.0.1:{port}/metrics", data)


def test_requests_are_counted_whoever_answers_them(served: Served) -> None:
    for _ in range(20):
        assert served.ask("/eksempel/aflastning") == 200
    served.wait_for("portal_requests_total", ("GET", "standard", "200"), 20)
    kept = served.figures("portal_reuse_total")
    # Each of the two makes it at most once.
    assert kept[("kept",)] >= 18
    (before,) = served.figures("portal_request_seconds_count").values()
    for process in answering_processes(served.pid)[:1]:
        process.kill()
        wait_until(lambda process=process: process not in answering_processes(served.pid))
    wait_until(lambda: len(answering_processes(served.pid)) == 2)
    for _ in range(20):
        assert served.ask("/eksempel/aflastning", Cookie="a=b") == 200
    served.wait_for("portal_requests_total", ("GET", "standard", "200"), 40)
    (after,) = served.figures("portal_request_seconds_count").values()
    assert after >= before + 20
    assert served.figures("portal_request_seconds_bucket")[("+Inf",)] == after


def test_every_kind_of_answer_is_counted_under_its_route_and_nothing_of_a_visitor(served: Served) -> None:
    for number in range(6):
        assert served.ask(CALCULATE.format(number + 1)) == 200
        assert served.ask(f"/hemmelig-{number}/sti-{number}/og/mere") == 404
        assert served.ask("/eksempel", f"BREW{number}") in (405, 404)
        assert served.ask("/eksempel", Host="a b") == 400
        assert served.ask("/statisk/manifest.json") == 200
    served.wait_for("portal_requests_total", ("GET", "api.calculate", "200"), 6)
    served.wait_for("portal_requests_total", ("GET", "none", "404"), 6)
    served.wait_for("portal_requests_total", ("GET", "none", "400"), 6)
    served.wait_for("portal_requests_total", ("GET", "static", "200"), 6)
    requests = served.figures("portal_requests_total")
    assert sum(number for (method, _, _), number in requests.items() if method == "other") == 6
    assert served.figures("portal_reuse_total")[("shortcut",)] >= 1
    for words in ("hemmelig", "sti-", "BREW", "127.0.0.1"):
        assert words not in served.text()


def test_what_waits_is_told(served: Served) -> None:
    database = Database(f"sqlite:///{served.data / 'portal.sqlite'}")
    with database.writing() as session:
        put(session, Mail(1, "Emne", "Tekst"), SystemClock().now() - timedelta(hours=2))
    database.dispose()
    served.wait_for("portal_outbox_waiting", ("mail",), 1)
    assert set(served.figures("portal_outbox_waiting")) == {("index",), ("notice",), ("mail",), ("stamp",)}
    # No mail server is named: nobody is to be woken by a mail that waits for one.
    for name in ("portal_outbox_oldest_seconds", "portal_index_age_seconds"):
        wait_until(lambda name=name: served.figures(name) == {(): 0})


def test_a_port_for_figures_that_cannot_be_had_is_said(
    served: Served, tmp_path: Path, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = str(urlsplit(served.figures_at).port)
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path / "other"))
    monkeypatch.setenv("PORTAL_LOG_FORMAT", "json")
    monkeypatch.setenv("PORTAL_METRICS_PORT", taken)
    for port in (str(free_port()), taken):
        assert main(["serve", "--port", port]) == 2
        assert f"{taken}" in log.lines()[-1]["event"]


def test_how_old_is_said_in_seconds(each_office: Office) -> None:
    portal: Portal = each_office.application.application.registry.portal
    clock = each_office.clock
    with each_office.database.writing() as session:
        session.connection().exec_driver_sql("UPDATE outbox SET done = recorded")
    assert portal.measuring.backlog().index_age_seconds == float("inf")
    portal.indexing.rebuild()
    none = portal.measuring.backlog()
    assert (none.oldest_seconds, none.index_age_seconds) == (0, 0)
    with each_office.database.writing() as session:
        put(session, StandardChanged(1), clock.now())
        put(session, Mail(1, "Emne", "Tekst"), clock.now() - timedelta(days=1))
    clock.instant += timedelta(seconds=90)
    later = portal.measuring.backlog()
    assert later.waiting == {"index": 1, "notice": 0, "mail": 1, "stamp": 0}
    assert (later.oldest_seconds, later.index_age_seconds) == (90, 90)
    with each_office.database.writing() as session:
        postpone(session, session.scalars(select(OutboxRow.id)).all(), NEVER, "given up")
    assert portal.measuring.backlog().waiting == {"index": 0, "notice": 0, "mail": 0, "stamp": 0}


def test_what_one_process_counted_is_read_by_another() -> None:
    tally = Tally()
    tally.note(("home", "GET", "200 OK", "kept", 0.0004))
    tally.note(("none", "BREW", "404 Not Found", "", 60.0))
    counts = tally.take()
    assert not tally.take()
    together = RequestCounts()
    for _ in range(2):
        together.merge(read_counts(write_counts(counts)))
    assert together.requests == {("home", "GET", "200"): 2, ("none", "other", "404"): 2}
    assert (together.ranges[0], together.ranges[-1], together.seconds) == (2, 2, 120.0008)
    assert together.reuse == {"kept": 2}
