"""What becomes of a file: drafts beside all that is there, the whole of it or nothing, each file once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from council import count, services
from imports.by_hand import PDF, draft_text, file_rows, imported_draft, imported_file, take_in, taken_in
from office import Office
from portal.importers.drafting.imported import FoundKind
from portal.models import Draft, FoundThingRow, ImportedDraftRow, ImportedFileRow, LogRow, Standard
from portal.security.roles import Role
from portal.services.errors import BadInput, NotAllowed
from portal.services.importing.forgetting import forget_adopted


def slugs(office: Office) -> list[str]:
    with office.database.reading() as session:
        query = select(Standard.slug).join(Draft).where(Draft.closed.is_(None)).order_by(Draft.id)
        return list(session.scalars(query))


def test_every_draft_of_a_file_is_a_new_standards_draft(each_office: Office) -> None:
    office = each_office
    two = imported_file(imported_draft(), imported_draft(table="dag", slug="dag"))
    taken_in(office, two)
    assert slugs(office) == ["nat", "dag"]
    with office.database.reading() as session:
        draft = session.scalars(select(Draft).order_by(Draft.id)).first()
        assert draft is not None
        assert draft.content.decode() == draft_text()
        things = session.scalars(select(FoundThingRow).where(FoundThingRow.draft_id == draft.id)).all()
        assert [(t.kind, t.page, t.source_line, t.name) for t in things] == [
            ("overskrift", 1, 3, ""),
            ("niveautabel", 2, 7, "nat"),
            ("tal", 2, 8, ""),
            ("kandidat", 1, 9, ""),
        ]
        assert things[1].drafted.startswith("::: niveauer nat\n")
        assert things[1].drafted.endswith("\n:::")
        assert things[2].drafted.startswith("| Lette problemer | Op til 36 døgn om året |")
        log = session.scalars(select(LogRow).where(LogRow.action == "draft.imported")).all()
        assert [row.subject for row in log] == ["a/nat/kladde", "a/dag/kladde"]
        assert len(log[0].detail["file"]) == 64


def test_a_slug_that_is_taken_gets_a_number_and_nothing_gives_way(each_office: Office) -> None:
    """Taken by a published standard, by a draft of the same file, by a page of ours; and what is no slug."""
    office = each_office
    wanted = ("aflastning", "aflastning", "nat", "versioner", "", "010190-1234")
    drafts = [imported_draft(f"t{n}", slug, title="Beregner") for n, slug in enumerate(wanted)]
    taken_in(office, imported_file(*drafts))
    assert slugs(office) == ["aflastning-2", "aflastning-3", "nat", "indlaest", "indlaest-2", "indlaest-3"]
    with office.database.reading() as session:
        kept = session.scalars(select(ImportedDraftRow.wanted)).all()
    assert sorted(kept) == sorted(wanted)


def test_the_same_file_is_not_taken_in_twice(each_office: Office) -> None:
    office = each_office
    editor = office.person(Role.EDITOR)
    first = take_in(office, editor)
    assert take_in(office, editor) == first
    assert take_in(office, editor, content=b"another") != first
    assert slugs(office) == ["nat", "nat-2"]


def test_nothing_half_imported_remains(each_office: Office) -> None:
    """The second draft is too long: the first, its standard and the file are not there either."""
    office = each_office
    before = [count(office, model) for model in (Draft, Standard, LogRow)]
    long = imported_draft("dag", "dag", text=draft_text("dag") + "a" * 1_000_001)
    with pytest.raises(BadInput, match=r"Den må højst fylde 1 MB\. Del filen i flere"):
        taken_in(office, imported_file(imported_draft(), long))
    assert [count(office, model) for model in (Draft, Standard)] == before[:2]
    assert [count(office, model) for model in (ImportedFileRow, ImportedDraftRow, FoundThingRow)] == [0, 0, 0]


@pytest.mark.parametrize("read", [replace(imported_file(), drafts=())])
def test_a_file_that_gives_no_draft_is_refused(office: Office, read: object) -> None:
    with pytest.raises(BadInput, match="Vi fandt ingen tekst i filen"):
        taken_in(office, read)  # type: ignore[arg-type]
    assert file_rows(office) == []


def test_more_than_a_file_of_standards_has_is_refused(office: Office) -> None:
    with pytest.raises(BadInput, match="Filen har for meget"):
        taken_in(office, imported_file(*[imported_draft()] * 101))


def test_only_an_editor_here_takes_a_file_in(office: Office) -> None:
    for who in (office.person(Role.REVIEWER), office.person(Role.EDITOR, municipality="b")):
        with pytest.raises(NotAllowed):
            take_in(office, who)


def test_a_table_that_no_place_was_given_for_is_kept_as_one_to_confirm(office: Office) -> None:
    draft = imported_draft()
    others = tuple(found for found in draft.found if found.kind is not FoundKind.LEVEL_TABLE)
    taken_in(office, imported_file(replace(draft, found=others)))
    with office.database.reading() as session:
        row = session.scalars(select(FoundThingRow).where(FoundThingRow.name == "nat")).one()
    assert (row.certainty, row.page) == ("usikker", 0)


def test_what_no_database_holds_is_taken_out_of_the_words(each_office: Office) -> None:
    office = each_office
    found = tuple(replace(f, words="a\x00b\ud800", how="\x00" * 9) for f in imported_draft().found)
    taken_in(office, imported_file(imported_draft(found=found)))
    with office.database.reading() as session:
        assert set(session.scalars(select(FoundThingRow.words))) == {"a b "}


def test_a_dropped_draft_takes_its_things_along_and_the_last_one_the_file(each_office: Office) -> None:
    office = each_office
    editor = taken_in(office, imported_file(imported_draft(), imported_draft(table="dag", slug="dag")))
    seat = office.sit_down(editor)
    for slug, left in (("nat", 4), ("dag", 0)):
        seat.send(f"/redaktion/a/{slug}/trin", {"trin": "henlaeg", "begrundelse": "Den var forkert."}, 303)
        assert count(office, FoundThingRow) == left
    assert file_rows(office) == []
    take_in(office, editor)
    assert slugs(office) == ["nat"], "the address of a standard that never was anything is free"


def test_the_bytes_of_a_file_go_when_no_draft_of_it_is_open(office: Office) -> None:
    editor = taken_in(office, imported_file(imported_draft(), imported_draft(table="dag", slug="dag")))
    with office.database.writing() as session:
        work = services(office, session)
        draft = work.drafting.open_draft("a", "nat")
        forget_adopted(session, draft.id)
    with office.database.reading() as session:
        assert session.scalar(select(ImportedFileRow.content)) == PDF
    office.sit_down(editor).send(
        "/redaktion/a/dag/trin", {"trin": "henlaeg", "begrundelse": "Den var forkert."}, 303
    )
    with office.database.writing() as session:
        session.scalars(select(Draft).where(Draft.closed.is_(None))).one().closed = office.clock.now()
    with office.database.writing() as session:
        forget_adopted(session, draft.id)
    with office.database.reading() as session:
        assert session.scalar(select(ImportedFileRow.content)) is None
        assert session.scalar(select(func.count()).select_from(FoundThingRow)) == 4
