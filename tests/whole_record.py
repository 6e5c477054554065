"""A portal that has lived: a row in every table of the record, and one word in everything people write.

Every row comes to be as it does in use, through the services that pages and commands call.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from calculators.answering.consequences import Basis
from council import decided, services
from factories import MUNICIPALITY
from office import SECTIONS, Office, good_text
from portal.clock import SetClock
from portal.container import Services
from portal.db import Database
from portal.documents.states import Outcome, Step
from portal.models import (
    AskedRow,
    FoundThingRow,
    HearingResponse,
    ImportedDraftRow,
    ImportedFileRow,
    OutboxRow,
    RedactionProposal,
)
from portal.security.roles import Role
from portal.services.deciding.deciding import Resolution
from portal.services.deciding.politics import StanceKind
from portal.services.hearings.hearing_records import ResponseState
from portal.services.record.stamping import Stamping
from portal.services.record.time_authority import TimeAuthority
from portal.services.search.asked_words import Spool
from stamps.authority import honest_authority

WORD = "Zebulon"
"""Stands in every column that holds what people write."""
OTHER = "Kirsten Vang"
"""Stands in the first version alone, and is masked first, for a reason that holds ``WORD``."""
COMMITTEE, COUNCIL = f"Udvalget {WORD}", f"Byrådet {WORD}"
YAML = (
    MUNICIPALITY.replace("Prøve Kommune", f"Prøve {WORD} Kommune")
    + f"organer: [{COMMITTEE}, {COUNCIL}]\ntilkendegivelser: true\nnavne_offentlige: true\n"
)
BODY = SECTIONS.replace("At give", f"{WORD} og {OTHER} får ro. At give").replace(
    "## Formål", f"## Formål {WORD}"
)
HEAD = {"nummer": f"2 {WORD}", "emner": f"[aflastning, {WORD}]", "sag": f"Sag {WORD}", "organ": COUNCIL}
HEAD |= {"referat": f"https://example.dk/{WORD}"}
TEXT = good_text(title=f"Aflastning {WORD}", benefit=f"Døgnaflastning {WORD}", front=HEAD, body=BODY)


def lived(database: Database, clock: SetClock, folder: Path) -> Office:
    """The portal: a loaded version, an adopted one with all that led to it, a draft in hearing, a repeal."""
    texts = {"a/kommune.yaml": YAML, "a/aflastning/1.md": TEXT}
    office = Office(database, clock, folder, **texts)
    story = _Story(office)
    story.mask_first()
    story.adopt_second()
    story.drop_one()
    story.put_third_in_hearing()
    story.end_and_confirm()
    story.keep_words()
    story.bring_a_file_in()
    story.leave_waiting()
    return office


_PLACE = {"paragraph": 1, "words": WORD, "row": 0}


class _Story:
    """What people did."""

    def __init__(self, office: Office):
        self._office = office
        self._editor = office.person(Role.EDITOR)
        self._reviewer = office.person(Role.REVIEWER)
        self._secretary = office.person(Role.SECRETARY)
        self._politician = office.person(Role.POLITICIAN)

    def _do(self, act: Callable[[Services], Any]) -> Any:
        with self._office.database.writing() as session:
            return act(services(self._office, session))

    def mask_first(self) -> None:
        record = self._do(lambda s: s.reading.standard("a", "aflastning"))
        reason = f"{WORD} har bedt om det, og {WORD.upper()} igen."
        self._do(lambda s: s.redacting.propose(record, OTHER, reason, self._editor))
        proposal = self._newest_proposal()
        self._do(lambda s: s.redacting.approve(record, proposal, self._reviewer))

    def _newest_proposal(self) -> int:
        with self._office.database.reading() as session:
            return session.scalars(select(RedactionProposal.id)).one()

    def _draft(self, work: Services) -> Any:
        return work.drafting.open_draft("a", "aflastning")

    def adopt_second(self) -> None:
        self._begin(1, "Op til 60 døgn om året", "Op til 72 døgn om året")
        self._hear()
        self._office.clock.instant += timedelta(days=30)
        self._return_and_send_again()
        level = self._do(lambda s: s.politics.changes(self._draft(s)))[0].row_id
        basis, sources = Basis((10, 20), (1000, 2000)), (f"Optælling {WORD}", f"Takst {WORD}")
        self._do(lambda s: s.politics.enter_estimate(self._draft(s), level, basis, sources, self._secretary))
        stance = (StanceKind.DISSENTS, f"{WORD} mener nej.", self._politician)
        self._do(lambda s: s.politics.take_stance(self._draft(s), *stance))
        item = {"item": f"Punkt {WORD}", "minutes": f"https://example.dk/{WORD}", "remark": f"{WORD} talte."}
        item["meeting_day"] = date(2026, 12, 20)  # type: ignore[assignment]
        decided(self._office, self._secretary, COMMITTEE, "anbefalet", **item)
        decided(self._office, self._secretary, COUNCIL, "vedtaget", **item, begins=date(2027, 1, 1))
        self._do(lambda s: s.deciding.adopt(self._draft(s).id, self._secretary))

    def _begin(self, base: int, old: str, new: str) -> None:
        record = self._do(lambda s: s.reading.standard("a", "aflastning"))
        self._do(lambda s: s.drafting.start(record, self._editor, base))
        draft = self._do(self._draft)
        changed = draft.content.decode().replace(old, new)
        self._do(lambda s: s.drafting.save(draft.id, draft.revision, changed, self._editor))

    def _hear(self) -> None:
        draft = self._do(self._draft)
        today = self._office.clock.now().date()
        days = (today, today + timedelta(days=20))
        self._do(lambda s: s.hearings.open(draft, *days, [f"Rådet {WORD}"], self._editor))
        draft = self._do(self._draft)
        hearing = self._do(lambda s: s.hearings.public("a", "aflastning"))
        said = (f"Foreningen {WORD}", f"{WORD} Holm", f"{WORD} er enig.")
        self._do(lambda s: s.hearings.respond(hearing, *said))
        self._do(lambda s: s.hearings.enter(draft, today, f"Rådet {WORD}", f"{WORD} skrev.", self._editor))
        for response in self._responses():
            shown = (response, ResponseState.SHOWN, f"{WORD} er enig.")
            self._do(lambda s, shown=shown: s.hearings.moderate(draft, *shown, self._editor))
            answer = (response, f"Tak, {WORD}.")
            self._do(lambda s, answer=answer: s.hearings.answer(draft, *answer, self._editor))

    def _responses(self) -> list[int]:
        with self._office.database.reading() as session:
            unanswered = select(HearingResponse.id).where(HearingResponse.answer == "")
            return list(session.scalars(unanswered))

    def _return_and_send_again(self) -> None:
        draft = self._do(self._draft)
        self._do(lambda s: s.deciding.take(draft.id, Step.TO_DECISION, self._reviewer))
        self._do(lambda s: s.deciding.take(draft.id, Step.RETURN, self._reviewer, f"{WORD} mangler."))
        self._do(lambda s: s.deciding.take(draft.id, Step.TO_DECISION, self._reviewer))

    def drop_one(self) -> None:
        self._begin(2, "Op til 72 døgn om året", "Op til 90 døgn om året")
        draft = self._do(self._draft)
        self._do(lambda s: s.drafting.answer(draft.id, "laengde", f"{WORD} er nævnt.", self._editor))
        self._do(lambda s: s.deciding.take(draft.id, Step.DROP, self._reviewer, f"{WORD} sagde nej."))

    def put_third_in_hearing(self) -> None:
        self._begin(2, "Op til 72 døgn om året", "Op til 80 døgn om året")
        self._hear()

    def end_and_confirm(self) -> None:
        record = self._do(lambda s: s.reading.standard("a", "aflastning"))
        today = self._office.clock.now().date()
        said = {"body": COUNCIL, "meeting_day": today, "item": f"Punkt {WORD}", "minutes": ""}
        end = Resolution(outcome=Outcome.ADOPTED, begins=date(2040, 1, 1), **said)  # type: ignore[arg-type]
        self._do(lambda s: s.deciding.repeal(record, end, self._secretary))
        self._do(lambda s: s.deciding.confirm(record, 1, self._reviewer))

    def keep_words(self) -> None:
        why = f"{WORD} bliver søgt."
        self._do(lambda s: s.wording.save_group("", [WORD.lower(), WORD, "hjælp"], [], why, self._editor))
        answer = ([WORD], f"Om {WORD}", f"{WORD} er et navn.", ["klage"])
        self._do(lambda s: s.wording.save_answer("", *answer, why, self._editor))

    def bring_a_file_in(self) -> None:
        """As if the draft in hearing was made of a file: only a new standard's is, and this one is loaded."""
        draft, now = self._do(self._draft), self._office.clock.now()
        with self._office.database.writing() as session:
            file = ImportedFileRow(
                municipality_id=draft.municipality.id,
                sha256="0" * 64,
                name=f"{WORD}.pdf",
                kind="pdf",
                pages=1,
                content=WORD.encode(),
                left_out=[{"words": WORD, "place": {"page": 1, "line": 1, "box": None}, "why": "Fod."}],
                remarks=[{"kind": "billede", "count": 1, "places": [_PLACE]}],
                person_id=self._editor.person_id,
                recorded=now,
            )
            session.add(file)
            session.flush()
            session.add(ImportedDraftRow(draft_id=draft.id, file_id=file.id, wanted="aflastning"))
            said = dict.fromkeys(("words", "drafted", "how", "offered"), f"{WORD} er nævnt.")
            place = {"page": 1, "source_line": 1, "box": [], "line": 1}
            kind = {"kind": "kandidat", "certainty": "usikker", "name": "doegnaflastning"}
            signed = {"confirmed": now, "confirmed_by_id": self._editor.person_id}
            session.add(FoundThingRow(draft_id=draft.id, **said, **place, **kind, **signed))

    def leave_waiting(self) -> None:
        record = self._do(lambda s: s.reading.standard("a", "aflastning"))
        reason = f"Det er sagen om {WORD}."
        self._do(lambda s: s.redacting.propose(record, f"{WORD} er enig", reason, self._editor))
        portal = self._office.application.application.registry.portal
        portal.notifying.drain()
        stamps = honest_authority()
        Stamping(portal.database, TimeAuthority(stamps.url, stamps.root), portal.clock).tend()
        portal.indexing.rebuild()
        now = self._office.clock.now()
        with self._office.database.writing() as session:
            session.add(AskedRow(day=now.date(), words=WORD.lower(), times=7, found=2))
            mail = session.scalars(select(OutboxRow).where(OutboxRow.topic == "mail")).first()
            assert mail is not None, "nobody was told"
            mail.error = f"Modtageren {WORD} findes ikke."
        portal.get(_spool).note(f"hvad er {WORD.lower()}", 1, now.date())


def _spool(process: Any) -> Spool:
    return Spool(process.settings.asked_file)


DESK = "/redaktion/a/aflastning/maskering"


def propose(office: Office, words: str = WORD) -> int:
    """An editor asks for words to be masked, on the standard's page; the proposal's number."""
    fields = {"ord": words, "begrundelse": "Et navn stod der ved en fejl."}
    office.browser(Role.EDITOR).send(DESK, fields, status=303)
    with office.database.reading() as session:
        query = select(RedactionProposal.id).where(RedactionProposal.words == words)
        return session.scalars(query).one()


def approve(office: Office, proposal: int) -> None:
    """Another person agrees."""
    fields = {"forslag": str(proposal), "handling": "skjul"}
    office.browser(Role.REVIEWER).send(DESK, fields, status=303)
