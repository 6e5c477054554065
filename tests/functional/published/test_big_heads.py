"""A head with more than any text has: refused before it is read where it is new, read once where it is not.

In a short form: heads of 60 kB, where they could be of 1 MB, which take a reader half a minute.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from drafts import HERE, begun, open_draft, save, text_of
from factories import MUNICIPALITY, write
from office import Office, good_text, words
from portal.clock import SetClock
from portal.container import Portal
from portal.documents.reading.markdown import read_document
from portal.models import Draft, Hearing, Standard
from portal.security.roles import Role
from portal.services.drafting.linting import lint_path
from portal.services.drafting.loading import FileOutcome, Loading
from portal.services.published.document_cache import CacheCounts, create_document_cache
from portal.services.published.storing import store_version

MANY = f"[{', '.join(f'emne{number}' for number in range(6_000))}]"


def counts(office: Office) -> CacheCounts:
    """What the application has read and compared so far."""
    portal: Portal = office.application.application.registry.portal
    return portal.get(create_document_cache).counts


def big(topics: str = MANY) -> str:
    return good_text(front={"emner": topics})


def test_a_draft_with_a_big_head_is_refused_before_it_is_read(office: Office) -> None:
    editor = begun(office)
    save(editor, text_of(office).replace("emner: [aflastning]", f"emner: {MANY}")).follow(status=200)
    before = counts(office)
    page = words(editor.get(HERE))
    assert "Filens hoved har " in page, page[600:1800]
    assert "tegn. Det må højst have 20.000." in page
    assert "Kladden kan ikke læses" in words(editor.get(f"{HERE}/beslutning", status="*"))
    assert counts(office).documents.made == before.documents.made
    editor.send(f"{HERE}/trin", {"trin": "til-hoering"})
    assert open_draft(office).state == "kladde"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"emner: [{', '.join(['a'] * 31)}]", "emner har 31 punkter. Der må højst være 30."),
        (f"lovgrundlag: [{', '.join(['barnets lov § 90'] * 101)}]", "lovgrundlag har 101 punkter."),
        (f"sag: {'x' * 2_001}", "sag har 2.001 tegn. Der må højst være 2.000."),
        (f"titel: {'x' * 301}", "titel har 301 tegn. Der må højst være 300."),
    ],
)
def test_every_list_and_value_of_a_head_has_its_limit(office: Office, line: str, said: str) -> None:
    editor, key = begun(office), line.partition(":")[0]
    head, fence, rest = text_of(office).partition("\n---\n")
    kept = [old for old in head.split("\n") if not old.startswith(f"{key}:")]
    save(editor, "\n".join([*kept, line]) + fence + rest)
    page = words(editor.get(HERE))
    assert said in page
    editor.send(f"{HERE}/trin", {"trin": "til-beslutning"})
    assert open_draft(office).state == "kladde"


def test_a_big_head_in_hearing_is_read_once_for_all_pages(office: Office, clock: SetClock) -> None:
    """One that came into hearing before there was a limit."""
    begun(office)
    person, today = office.person(Role.EDITOR), clock.now().date()
    content = big().replace("vedtaget\n", "kladde\n", 1).encode()
    with office.database.writing() as session:
        draft = session.scalars(select(Draft)).one()
        draft.content, draft.state = content, "hoering"
        hearing = Hearing(draft_id=draft.id, opens=today, closes=today + timedelta(days=30), invited=[])
        hearing.content, hearing.opened_by_id, hearing.recorded = content, person.person_id, clock.now()
        session.add(hearing)
    visitor, before = office.visitor(), counts(office).documents.made
    for path in ("/hoeringer", "/a", "/b", "/", "/a/aflastning/hoering", "/a/aflastning", "/hoeringer"):
        visitor.get(path, status=200)
    assert counts(office).documents.made - before <= 2  # the draft, and the version it would replace


def test_an_adopted_text_with_a_big_head_is_shown_and_loads_as_it_is(office: Office, tmp_path: Path) -> None:
    content = big().encode()
    with office.database.writing() as session:
        standard = session.scalars(select(Standard).where(Standard.slug == "aflastning")).one()
        store_version(session, standard.id, 2, content, read_document(content, "2.md"), office.clock.now())
    assert "version 2" in words(office.visitor().get("/a/aflastning/v2", status=200)).lower()
    files = {"a/kommune.yaml": MUNICIPALITY, "a/aflastning/1.md": good_text(), "a/aflastning/2.md": big()}
    report = Loading(office.database, office.clock).load(write(tmp_path / "again", files))
    assert report.errors == []
    assert {file.change for file in report.files} == {FileOutcome.SAME}


def test_a_new_file_with_a_big_head_is_not_loaded(office: Office, tmp_path: Path) -> None:
    files = {"a/kommune.yaml": MUNICIPALITY, "a/ny/1.md": good_text(table="ny", front={"emner": MANY})}
    folder = write(tmp_path / "new", files)
    report = Loading(office.database, office.clock).load(folder)
    assert {(error.file, error.line, error.rule) for error in report.errors} == {
        ("a/ny/1.md", 1, "beyond-limits"),
        ("a/ny/1.md", 6, "beyond-limits"),
    }
    told = lint_path(folder / "a/ny/1.md", office.clock.now().date())
    assert "beyond-limits" in {finding.rule for finding in told}
    office.visitor().get("/a/ny", status=404)


def test_a_kommune_yaml_that_is_too_large_is_not_loaded(office: Office, tmp_path: Path) -> None:
    for extra, said in (
        (f"hoeringsparter: [{', '.join(['råd'] * 101)}]\n", "hoeringsparter har 101 punkter."),
        (f"organer: [{', '.join(['udvalg'] * 10_000)}]\n", "Filen fylder 80.249 bytes."),
    ):
        report = Loading(office.database, office.clock).load(
            write(tmp_path / str(len(said)), {"a/kommune.yaml": MUNICIPALITY + extra})
        )
        assert [error.message[: len(said)] for error in report.errors] == [said]


@pytest.mark.parametrize("nested", ["[" * 5_000, "[" * 500, "{a: " * 500, "- " * 500, "\n" + "".join(
    f"{' ' * depth}k:\n" for depth in range(2, 152))])  # fmt: skip
def test_a_deeply_nested_head_is_refused_at_its_line(office: Office, nested: str) -> None:
    editor = begun(office)
    save(editor, text_of(office).replace("emner: [aflastning]", f"emner: {nested}"))
    page = words(editor.get(HERE, status=200))
    assert "Teksten kan ikke læses" in page or "for sammensat" in page or "kan ikke læses som YAML" in page
    assert editor.get(f"{HERE}/laes", status=200)


def test_a_head_of_values_that_name_one_another_is_refused(office: Office) -> None:
    """Each list ten of the one before: a thousand million values, in a few lines."""
    editor = begun(office)
    lines = ["sag: &a0 [x]", *(f"n{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10))]
    save(editor, text_of(office).replace("emner: [aflastning]", "\n".join(lines)))
    assert "for sammensat" in words(editor.get(HERE, status=200))


def test_whoever_reads_hears_of_a_draft_with_a_big_head_at_each_door(office: Office) -> None:
    """Saved in the editor, shown without saving, and held against the version in force."""
    editor = begun(office)
    text = text_of(office).replace("emner: [aflastning]", f"emner: {MANY}")
    shown = save(editor, text, handling="vis")
    assert "Det må højst have 20.000." in words(shown)
    assert MANY in shown.text
    reviewer = office.browser(Role.EDITOR, Role.REVIEWER)
    save(editor, text)
    assert "kan ikke læses" in words(reviewer.get(f"{HERE}/rettelse", status="*"))


def test_a_title_without_end_is_named_by_its_beginning_on_the_desk(office: Office) -> None:
    editor = begun(office)
    text = text_of(office).replace("titel: Aflastning", f"titel: {'Aflastning ' * 20_000}")
    save(editor, text)
    page = office.browser(Role.EDITOR).get("/redaktion", status=200)
    assert "Aflastning Aflastning" in page.text
    assert page.text.count("Aflastning") < 200
