"""A draft that anybody has worked with in the portal is never overwritten or removed by `portal load`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from factories import write
from office import SECTIONS, Office, good_text, words
from portal.models import Draft, Standard, Version
from portal.security.roles import Role
from portal.services.drafting.loading import FileOutcome, Loading, LoadReport
from portal.services.record.masked_text import MASK

HERE = "/redaktion/a/aflastning"
CPR = "010120-1234"
KLADDE = {"tilstand": "kladde", "vedtaget": "", "organ": "", "offentliggjort": ""}
SECOND = {"vedtaget": "2025-01-15", "offentliggjort": "2025-01-20", "gaelder_fra": "2025-02-01"}
THIRD = {"vedtaget": "2026-01-15", "offentliggjort": "2026-01-20", "gaelder_fra": "2026-02-01"}


def draft_text(**changes: object) -> str:
    return good_text(light="Op til 40 døgn om året", front={**KLADDE, "gaelder_fra": "2027-01-01"}, **changes)


FIRST, CHANGED = draft_text(), draft_text(moderate="Op til 61 døgn om året")
EDITED = FIRST.replace("luft", "ro")


def load(office: Office, **texts: str) -> LoadReport:
    """Load the folder with ``v2=...`` as ``a/aflastning/2.md``, and so on."""
    files = {f"a/aflastning/{name.removeprefix('v')}.md": text for name, text in texts.items()}
    return Loading(office.database, office.clock).load(write(office.folder / "standards", files))


def change_of(report: LoadReport, n: int = 2) -> str:
    return next(line.change for line in report.files if line.file == f"a/aflastning/{n}.md")


def notes_of(report: LoadReport) -> list[tuple[str, str]]:
    return [(note.file, note.rule) for note in report.notes]


def open_draft(office: Office) -> Draft | None:
    with office.database.reading() as session:
        query = select(Draft).join(Standard).where(Standard.slug == "aflastning", Draft.closed.is_(None))
        return session.scalars(query).one_or_none()


def the_draft(office: Office) -> Draft:
    draft = open_draft(office)
    assert draft is not None
    return draft


def versions(office: Office) -> list[int]:
    with office.database.reading() as session:
        query = select(Version.n).join(Standard).where(Standard.slug == "aflastning").order_by(Version.n)
        return list(session.scalars(query))


def save(office: Office, text: str = EDITED, revision: int = 1, status: int = 303) -> None:
    fields = {"tekst": text, "revision": str(revision)}
    office.browser(Role.EDITOR).send(f"{HERE}/tekst", fields, status=status)


def to_hearing_and_back(office: Office) -> None:
    days = {"aabner": "22. november 2026", "slutter": "20. december 2026", "spurgte": "Handicaprådet"}
    editor = office.browser(Role.EDITOR)
    editor.send(f"{HERE}/hoering", days, status=303)
    editor.send(f"{HERE}/trin", {"trin": "tilbage", "begrundelse": "Et tal var forkert."}, status=303)


def to_hearing(office: Office) -> None:
    days = {"aabner": "22. november 2026", "slutter": "20. december 2026", "spurgte": "Handicaprådet"}
    office.browser(Role.EDITOR).send(f"{HERE}/hoering", days, status=303)


def decide(office: Office) -> None:
    said = {"organ": "Børneudvalget", "udfald": "anbefalet", "moededato": "20. november 2026"}
    said |= {"punkt": "punkt 7", "referat": "", "gaelder_fra": ""}
    office.browser(Role.EDITOR).send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=303)
    office.browser(Role.SECRETARY).send(f"{HERE}/beslutning/organ", said, status=303)


def answer_a_warning(office: Office) -> None:
    said = {"regel": "klage", "begrundelse": "Klagevejledningen står i bilaget."}
    office.browser(Role.EDITOR).send(f"{HERE}/svar", said, status=303)


def estimate(office: Office) -> None:
    numbers = {"niveau": "doegnaflastning-let", "modtagere_fra": "8", "modtagere_til": "12"}
    numbers |= {"modtagere_kilde": "Egen optælling", "pris_fra": "2.500", "pris_til": "3.000"}
    numbers |= {"pris_kilde": "Takst 2026"}
    office.browser(Role.EDITOR).send(f"{HERE}/beslutning/skoen", numbers, status=303)


WORK = [save, to_hearing_and_back, to_hearing, decide, answer_a_warning, estimate]
worked_with = pytest.mark.parametrize("work", WORK, ids=lambda work: work.__name__)


@worked_with
def test_a_changed_file_leaves_what_was_worked_with_as_it_is(
    each_office: Office, work: Callable[[Office], None]
) -> None:
    load(each_office, v2=FIRST)
    work(each_office)
    before = the_draft(each_office)
    report = load(each_office, v2=CHANGED)
    assert report.errors == []
    assert change_of(report) is FileOutcome.LEFT
    assert notes_of(report) == [("a/aflastning/2.md", "edited-draft")]
    assert "/redaktion/a/aflastning" in report.notes[0].remedy
    after = the_draft(each_office)
    assert (after.id, after.content, after.revision) == (before.id, before.content, before.revision)


@worked_with
def test_the_adopted_file_is_loaded_and_what_was_worked_with_stays_open(
    each_office: Office, work: Callable[[Office], None]
) -> None:
    load(each_office, v2=FIRST)
    work(each_office)
    before = the_draft(each_office)
    (each_office.folder / "standards/a/nyt").mkdir()
    (each_office.folder / "standards/a/nyt/1.md").write_text(good_text(table="nyt"), encoding="utf-8")
    report = load(each_office, v2=good_text(front=SECOND))
    assert report.errors == []
    assert change_of(report) is FileOutcome.NEW
    assert notes_of(report) == [("a/aflastning/2.md", "open-draft")]
    assert versions(each_office) == [1, 2]
    assert "a/nyt/1.md" in {line.file for line in report.files if line.change is FileOutcome.NEW}
    after = the_draft(each_office)
    assert (after.id, after.content, after.revision) == (before.id, before.content, before.revision)
    said = words(each_office.browser(Role.REVIEWER).get(HERE))
    assert "Version 2 er kommet til, siden kladden blev begyndt" in said


def test_an_edited_draft_goes_on_after_versions_from_files(each_office: Office) -> None:
    """Also where the folder has got two versions further."""
    load(each_office, v2=FIRST)
    save(each_office)
    report = load(each_office, v2=good_text(front=SECOND), v3=good_text(front=THIRD))
    assert notes_of(report) == [("a/aflastning/3.md", "open-draft")]
    assert versions(each_office) == [1, 2, 3]
    browser = each_office.browser(Role.EDITOR)
    form = next(form for form in browser.get(HERE).forms.values() if form.action.endswith("/set-igennem"))
    form.submit(status=303)
    draft = the_draft(each_office)
    assert (draft.n, draft.content) == (4, EDITED.encode())
    assert notes_of(load(each_office)) == []


def test_a_draft_begun_in_the_portal_is_told_of_when_its_number_is_adopted(each_office: Office) -> None:
    each_office.browser(Role.EDITOR).send(f"{HERE}/begynd", {"fra": "1"}, status=303)
    before = the_draft(each_office)
    assert notes_of(load(each_office, v2=FIRST)) == [("a/aflastning/2.md", "edited-draft")]
    assert notes_of(load(each_office, v2=good_text(front=SECOND))) == [("a/aflastning/2.md", "open-draft")]
    assert the_draft(each_office).content == before.content


def test_a_draft_as_its_file_says_is_not_told_of(each_office: Office) -> None:
    load(each_office, v2=FIRST)
    to_hearing(each_office)
    report = load(each_office)
    assert (change_of(report), notes_of(report)) == (FileOutcome.SAME, [])


def test_an_editor_with_the_page_open_is_told_that_the_file_was_loaded(each_office: Office) -> None:
    load(each_office, v2=FIRST)
    assert change_of(load(each_office, v2=CHANGED)) is FileOutcome.DRAFT
    draft = the_draft(each_office)
    assert (draft.content, draft.revision) == (CHANGED.encode(), 2)
    save(each_office, revision=1, status=409)
    assert the_draft(each_office).content == CHANGED.encode()
    save(each_office, revision=2)


def test_the_next_draft_of_the_folder_is_noticed_too(each_office: Office) -> None:
    """The draft was adopted and another begun in one load: the page that was open is of the first."""
    load(each_office, v2=FIRST)
    report = load(each_office, v2=good_text(front=SECOND), v3=CHANGED)
    assert [change_of(report), change_of(report, 3)] == [FileOutcome.NEW, FileOutcome.DRAFT]
    assert notes_of(report) == []
    assert (the_draft(each_office).n, the_draft(each_office).revision) == (3, 2)
    save(each_office, revision=1, status=409)


def test_a_draft_nobody_worked_with_gives_way(each_office: Office) -> None:
    load(each_office, v2=FIRST)
    assert notes_of(load(each_office, v2=good_text(front=SECOND))) == []
    assert open_draft(each_office) is None


def test_of_two_drafts_in_a_folder_the_last_is_loaded(each_office: Office) -> None:
    report = load(each_office, v2=FIRST, v3=CHANGED)
    assert [change_of(report), change_of(report, 3)] == [FileOutcome.PASSED, FileOutcome.DRAFT]
    assert notes_of(report) == [("a/aflastning/2.md", "older-draft")]
    assert change_of(load(each_office), 3) is FileOutcome.SAME
    assert (the_draft(each_office).n, the_draft(each_office).revision) == (3, 1)


def test_a_draft_behind_an_adopted_file_is_not_loaded(each_office: Office) -> None:
    report = load(each_office, v2=FIRST, v3=good_text(front=THIRD))
    assert [change_of(report), change_of(report, 3)] == [FileOutcome.PASSED, FileOutcome.NEW]
    assert open_draft(each_office) is None


def test_what_was_masked_in_a_draft_does_not_come_back_with_its_file(each_office: Office) -> None:
    body = SECTIONS.replace("At give familien luft", f"Ida Holm ({CPR}) får ro. At give familien luft")
    load(each_office, v2=good_text(front=SECOND, body=body), v3=draft_text(body=body))
    editor, address = each_office.browser(Role.EDITOR), f"{HERE}/maskering"
    editor.send(address, {"ord": CPR, "begrundelse": "Det stod der ved en fejl."}, status=303)
    agreed = {"forslag": "1", "handling": "skjul"}
    each_office.browser(Role.REVIEWER).send(address, agreed, status=303)
    report = load(each_office, v3=draft_text(body=body))
    assert change_of(report, 3) is FileOutcome.LEFT
    assert CPR.encode() not in the_draft(each_office).content
    assert MASK.encode() in the_draft(each_office).content
