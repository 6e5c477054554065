"""The texts under standards/: every file reads, and says who speaks and whose text it is."""

from __future__ import annotations

import pytest

from portal.documents.municipality.municipality_file import read_municipality
from portal.documents.reading.markdown import read_with_warnings
from standard_texts import FILES, RESTATED, STANDARDS, read

# What the municipalities' own tables give rise to; it is said, never smoothed over.
TABLE_FINDINGS = {
    "randers/familiekonsulent-kontaktperson-doegnaflastning/1.md": ["scale-hole"],
    "alleroed/aflastning/1.md": ["mixed-units"],
    "alleroed/familiebehandling/1.md": ["mixed-units"],
    "alleroed/familiekonsulent/1.md": ["mixed-units"],
    "eksempel/familiekonsulent/1.md": ["mixed-units"],
}


def test_there_is_a_text_for_every_standard() -> None:
    assert FILES == [
        "alleroed/aflastning/1.md",
        "alleroed/familiebehandling/1.md",
        "alleroed/familiekonsulent/1.md",
        "alleroed/kontaktperson-familie/1.md",
        "alleroed/kontaktperson-unge/1.md",
        "alleroed/uddannelsessted/1.md",
        "eksempel/aflastning/1.md",
        "eksempel/aflastning/2.md",
        "eksempel/aflastning/3.md",
        "eksempel/aflastning/4.md",
        "eksempel/aflastning/5.md",
        "eksempel/familiebehandling/1.md",
        "eksempel/familiekonsulent/1.md",
        "eksempel/fritidsstoette/1.md",
        "eksempel/kontaktperson/1.md",
        "eksempel/kontaktperson/2.md",
        "randers/familiekonsulent-kontaktperson-doegnaflastning/1.md",
    ]


@pytest.mark.parametrize("file", FILES)
def test_every_text_reads_with_the_findings_its_tables_give(file: str) -> None:
    document, warnings = read_with_warnings((STANDARDS / file).read_bytes(), file)
    assert [finding.rule for finding in warnings] == TABLE_FINDINGS.get(file, [])
    assert document.tables
    assert document.deadlines


@pytest.mark.parametrize(
    ("folder", "name", "code", "fictional"),
    [
        ("alleroed", "Allerød Kommune", "0201", False),
        ("eksempel", "Eksempel Kommune", "", True),
        ("randers", "Randers Kommune", "0730", False),
    ],
)
def test_every_municipality_says_who_it_is(folder: str, name: str, code: str, fictional: bool) -> None:
    path = STANDARDS / folder / "kommune.yaml"
    municipality = read_municipality(path.read_bytes(), path.name)
    assert (municipality.name, municipality.code, municipality.fictional) == (name, code, fictional)
    assert municipality.steps
    assert municipality.complaint
    assert municipality.answer_time
    if fictional:
        assert "findes ikke" in municipality.note
    else:
        assert f"ikke {name.split()[0]} Kommunes egen" in municipality.note
        assert municipality.contact.phone == ""  # no telephone number is made up
        assert municipality.website


@pytest.mark.parametrize("file", RESTATED)
def test_a_restatement_says_so_first_and_names_its_source(file: str) -> None:
    document = read(file)
    assert document.front.restatement
    assert document.front.source
    assert document.front.source_link.startswith("https://")
    first = document.sections[0].text
    assert first.startswith(
        "Vores genfortælling. Brug den ikke i ansøgning, klage eller afgørelse. Kommunens tekst:"
    )


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("eksempel/")])
def test_a_fictional_text_says_so_first(file: str) -> None:
    assert read(file).sections[0].text.startswith("Eksempel Kommune findes ikke.")
    assert not read(file).front.restatement


def test_table_ids_are_unique_within_a_municipality() -> None:
    for municipality in ("alleroed", "eksempel", "randers"):
        owner: dict[str, str] = {}
        for file in (file for file in FILES if file.startswith(f"{municipality}/")):
            for table in read(file).tables:
                assert owner.setdefault(table.id, file.split("/")[1]) == file.split("/")[1]
