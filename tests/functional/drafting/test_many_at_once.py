"""Eight processes save 200 times and then all adopt: no words are lost, one adopts, the chain is whole."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

from sqlalchemy import func, select

from conftest import ROOT
from office import Office
from portal.container import Services
from portal.documents.states import Outcome, Step
from portal.models import Draft, DraftWriter, Version
from portal.security.roles import Role
from portal.services.deciding.deciding import Resolution
from portal.services.record.verifying import Verifying

PROCESSES, SAVES = 8, 25

WORKER = """
import json, sys
from datetime import datetime
from sqlalchemy import select
from portal.models import Draft
from portal.db import Database
from portal.security.roles import Identity, Role
from portal.services.drafting.checking import Checking
from portal.services.deciding.deciding import Deciding
from portal.services.drafting.drafting import Drafting
from portal.services.errors import Conflict, Refused
from portal.services.published.reading import Reading
from portal.services.published.document_cache import DocumentCache

said = json.loads(sys.argv[1])
now = datetime.fromisoformat(said["now"])
database = Database(said["url"])
here = said["municipality"]
editor = Identity(said["editor"], "", "", {here: frozenset({Role.EDITOR})})
reviewer = Identity(said["reviewer"], "", "", {here: frozenset({Role.REVIEWER})})

def once(change):
    with database.writing() as session:
        reading = Reading(session, DocumentCache(), now.date())
        checking = Checking(session, reading)
        return change(Drafting(session, reading, now), Deciding(session, reading, checking, now))

done = 0
while done < said["saves"]:
    with database.reading() as session:
        revision, content = session.execute(
            select(Draft.revision, Draft.content).where(Draft.id == said["draft"])
        ).one()
    line = f"Linje {done} fra {said['name']}.\\n"
    try:
        once(lambda drafting, _: drafting.save(said["draft"], revision, content.decode() + line, editor))
        done += 1
    except Conflict:
        pass
print("saved", flush=True)
sys.stdin.readline()
try:
    print(once(lambda _, deciding: deciding.adopt(said["draft"], reviewer, "mødet blev aflyst")))
except Refused as error:
    assert error.code == "state", error
    print(0)
"""


def start(office: Office, draft: int) -> list[subprocess.Popen[str]]:
    """All processes at once: each saves, says so, and adopts when told to."""
    started = []
    for number in range(PROCESSES):
        editor, reviewer = office.person(Role.EDITOR), office.person(Role.REVIEWER)
        said = {
            "now": office.clock.now().isoformat(),
            "url": office.database.engine.url.render_as_string(hide_password=False),
            "editor": editor.person_id,
            "reviewer": reviewer.person_id,
            "municipality": next(iter(editor.roles)),
            "name": f"nr-{number}",
            "draft": draft,
            "saves": SAVES,
        }
        command = [sys.executable, "-W", "ignore", "-c", WORKER, json.dumps(said)]
        pipe = subprocess.PIPE
        started.append(subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True))
    return started


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_nothing_is_lost_and_one_adopts(each_office: Office) -> None:
    office = each_office
    office.browser(Role.EDITOR).send("/redaktion/a/aflastning/begynd", {"fra": "1"}, status=303)
    with office.database.reading() as session:
        draft = session.scalars(select(Draft.id)).one()
    processes = start(office, draft)
    assert [line_of(process) for process in processes] == ["saved"] * PROCESSES
    with office.database.reading() as session:
        row = session.get_one(Draft, draft)
        lines = row.content.decode().split("\n")
        assert row.revision == 1 + PROCESSES * SAVES
        assert session.scalar(select(func.count()).select_from(DraftWriter)) == 1 + PROCESSES
    wanted = {f"Linje {n} fra nr-{p}." for n in range(SAVES) for p in range(PROCESSES)}
    assert sorted(wanted) == sorted(line for line in lines if line in wanted), "each once"

    secretary, editor = office.person(Role.SECRETARY), office.person(Role.EDITOR)
    portal = office.application.application.registry.portal
    with office.database.writing() as session:
        deciding = Services(portal, session, office.clock.now()).deciding
        deciding.take(draft, Step.TO_DECISION, editor)
        said = Resolution("Byrådet", date(2026, 11, 20), "1", "", Outcome.ADOPTED, date(2027, 1, 1))
        deciding.record_decision(draft, said, secretary)
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("adopt\n")
        process.stdin.flush()
    won = [process.communicate()[0].strip() for process in processes]
    assert sorted(won) == ["0"] * (PROCESSES - 1) + ["2"]
    assert {process.returncode for process in processes} == {0}
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Version)) == 3
    problems = Verifying(office.database, office.folder / "data" / "index", office.clock).problems()
    assert [problem for problem in problems if "Søgeindekset" not in problem] == []
