"""The list of changes between two versions: what matters, in words, with direction and size."""

from __future__ import annotations

import pytest

from portal.documents.changes.differences import (
    ChangeKind,
    Direction,
    Weight,
    compare,
    is_editorial,
    match_sections,
)
from tests.unit.documents.writing import body, head, read

OLD = """## Målgruppe {#maalgruppe}
Støtten er for et barn, der har en fysisk eller psykisk funktionsnedsættelse.

## Omfang {#omfang}
Kommunen skal tale med barnet. Ring på 12 34 56 78.

::: niveauer aflastning
ydelse: Aflastning
kriterium: sværhedsgrad

| Niveau | Omfang | Varighed |
|---|---|---|
| Lette | Op til 36 døgn om året | 1 år |
| Moderate | Op til 60 døgn om året | 1 år |
:::

## Opfølgning {#opfoelgning}
Se [mere](/mere) i hverdagn.

### Frister hos os {#frister}

::: frister
| Hændelse | Frist | Regnes fra |
|---|---|---|
| Første opfølgning | senest 3 måneder efter | iværksættelse |
:::
"""


def changes(old, new, text=OLD):
    assert old in text
    return compare(body(text), body(text.replace(old, new)))


def told(found):
    return [(change.kind, change.direction) for change in found]


def test_nothing_changed():
    assert compare(body(OLD), body(OLD)) == ()


def test_one_cell_one_eller_and_one_skal_are_the_three_that_matter():
    new = (
        OLD.replace("fysisk eller", "fysisk og").replace("skal tale", "kan tale").replace("til 60", "til 72")
    )
    found = compare(body(OLD), body(new))
    assert sorted(told(found)) == sorted(
        [
            (ChangeKind.LEVEL, Direction.RAISED),
            (ChangeKind.CRITERION, Direction.TIGHTENED),
            (ChangeKind.OBLIGATION, Direction.WEAKENED),
        ]
    )
    assert all(change.weight is Weight.MATTERS for change in found)
    assert not is_editorial(found)


@pytest.mark.parametrize(
    ("old", "new", "direction", "words"),
    [
        ("Op til 60 døgn om året", "Op til 72 døgn om året", Direction.RAISED, "(12 døgn om året mere)"),
        ("Op til 60 døgn om året", "Op til 48 døgn om året", Direction.LOWERED, "(12 døgn om året mindre)"),
        (
            "Op til 60 døgn om året",
            "Op til 5 døgn om måneden",
            Direction.NONE,
            "til »Op til 5 døgn om måneden«",
        ),
        ("Op til 60 døgn om året", "under 60 døgn om året", Direction.LOWERED, "under 60"),
        ("Op til 60 døgn om året", "Over 60 døgn om året", Direction.RAISED, "Over 60"),
        ("Op til 60 døgn om året", "mindst 10 og højst 60 døgn om året", Direction.RAISED, "mindst 10"),
        ("Op til 60 døgn om året", "Op til 61 døgn om året", Direction.RAISED, "(1 døgn om året mere)"),
        ("Op til 60 døgn om året", "Op til 59 døgn om året", Direction.LOWERED, "(1 døgn om året mindre)"),
        ("Op til 60 døgn om året", "efter konkret og individuel vurdering", Direction.NONE, "vurdering"),
    ],
)
def test_a_level_changes(old, new, direction, words):
    (change,) = changes(old, new)
    assert (change.kind, change.direction) == (ChangeKind.LEVEL, direction)
    assert words in change.text
    assert (change.section_id, change.anchor) == ("omfang", "aflastning-moderat")


@pytest.mark.parametrize(
    ("old", "new", "kind", "direction"),
    [
        ("fysisk eller", "fysisk og", ChangeKind.CRITERION, Direction.TIGHTENED),
        ("en fysisk eller psykisk", "en psykisk", ChangeKind.CRITERION, Direction.TIGHTENED),
        ("psykisk funk", "psykisk eller social funk", ChangeKind.CRITERION, Direction.WIDENED),
        ("et barn,", "et barn under 18 år,", ChangeKind.AGE, Direction.NONE),
        ("et barn,", "et barn i familier,", ChangeKind.TARGET_GROUP, Direction.NONE),
        ("en fysisk", "en betydelig fysisk", ChangeKind.OBLIGATION, Direction.NONE),
        ("skal tale", "bør tale", ChangeKind.OBLIGATION, Direction.WEAKENED),
        ("skal tale", "skal ikke tale", ChangeKind.OBLIGATION, Direction.NONE),
        ("tale med barnet", "tale med barnet, jf. barnets lov § 5", ChangeKind.LAW, Direction.ADDED),
        ("med barnet", "med barnet senest om 2 uger", ChangeKind.DEADLINE, Direction.NONE),
        ("senest 3 måneder", "senest 2 måneder", ChangeKind.DEADLINE, Direction.SHORTER),
        ("senest 3 måneder", "senest 16 uger", ChangeKind.DEADLINE, Direction.LONGER),
        ("| iværksættelse", "| bevilling", ChangeKind.DEADLINE, Direction.NONE),
        ("| Første opfølgning", "| Anden opfølgning", ChangeKind.DEADLINE, Direction.ADDED),
        ("| Lette | Op til 36 døgn om året | 1 år |\n", "", ChangeKind.LEVEL, Direction.REMOVED),
        ("36 døgn om året | 1 år", "36 døgn om året | 2 år", ChangeKind.LEVEL, Direction.NONE),
        ("ydelse: Aflastning", "ydelse: Aflastning\noptælling: hoteldøgn", ChangeKind.TABLE, Direction.NONE),
        ("niveauer aflastning", "niveauer doegn", ChangeKind.TABLE, Direction.ADDED),
        ("## Opfølgning", "## Nyt\nTekst.\n\n## Opfølgning", ChangeKind.SECTION, Direction.ADDED),
    ],
)
def test_what_matters(old, new, kind, direction):
    found = changes(old, new)
    assert (kind, direction) in told(found)
    assert not is_editorial(found)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("hverdagn", "hverdagen", ChangeKind.SPELLING),
        ("med barnet.", "med barnet!", ChangeKind.SPELLING),
        ("## Omfang", "## Omfanget", ChangeKind.HEADING),
        ("(/mere)", "(/andet)", ChangeKind.LINK),
        ("12 34 56 78", "87 65 43 21", ChangeKind.CONTACT),
        ("### Frister hos os", "### Frister hos kommunen", ChangeKind.HEADING),
    ],
)
def test_what_is_editorial(old, new, kind):
    found = changes(old, new)
    assert told(found) == [(kind, Direction.NONE)]
    assert is_editorial(found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tale med barnet", "lytte til barnet"),
        ("funktionsnedsættelse", "funktionsnedsættelser"),
        ("Kommunen skal tale med barnet. ", ""),
        ("Ring på", "Kommunen er til for jer. Ring på"),
        ("muligt at klage", "umuligt at klage"),
        ("to uger", "tre uger"),
    ],
)
def test_what_is_rewritten_is_no_correction(old, new):
    text = OLD + "\n## Andet\nDet er muligt at klage. Det tager to uger.\n"
    found = changes(old, new, text)
    assert found
    assert not is_editorial(found)


def test_a_heading_that_decides_is_not_editorial():
    text = "## Børn under 18 år {#boern}\nTekst.\n"
    found = changes("under 18", "under 16", text)
    assert told(found) == [(ChangeKind.AGE, Direction.NONE)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Over 84 døgn om året", "Over 90 døgn om året"),
        ("Over 90 døgn om året", "Over 84 døgn om året"),
        ("Mindst 84 døgn om året", "Mindst 90 døgn om året"),
        ("5-10 timer om ugen", "6-10 timer om ugen"),
        ("Over 84 døgn om året", "Mindst 84 døgn om året"),
    ],
)
def test_where_a_level_begins_is_a_boundary_and_neither_more_nor_less_help(old, new):
    text = OLD.replace("Op til 60 døgn om året", old)
    (change,) = changes(old, new, text)
    assert (change.kind, change.direction) == (ChangeKind.LEVEL, Direction.NONE)
    assert "grænsen for niveauet er flyttet fra" in change.text
    assert "mere" not in change.text
    assert "mindre" not in change.text


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("1-2 timer om ugen", "1-3 timer om ugen", "(1 time om ugen mere)"),
        ("1-2 timer om ugen", "1-2,5 timer om ugen", "(0,5 time om ugen mere)"),
        ("1-2 timer om ugen", "1-4 timer om ugen", "(2 timer om ugen mere)"),
        ("1-4 weekender om måneden", "1-3 weekender om måneden", "(1 weekend om måneden mindre)"),
    ],
)
def test_the_size_agrees_with_its_number(old, new, words):
    text = OLD.replace("Op til 60 døgn om året", old)
    (change,) = changes(old, new, text)
    assert words in change.text


def test_ages_of_a_table():
    text = (
        "::: niveauer afloesning\nydelse: Afløsning\nkriterium: alder\n\n| Alder | Omfang |\n|---|---|\n"
        "| 3-5 år | 2 timer om ugen |\n| 6-12 år | 4 timer om ugen |\n:::\n"
    )
    (change,) = changes("6-12 år", "6-10 år", text)
    assert (change.kind, change.direction) == (ChangeKind.AGE, Direction.TIGHTENED)
    (change,) = changes("6-12 år", "6-14 år", text)
    assert change.direction is Direction.WIDENED


def test_law_basis_and_title():
    old = read(head(lovgrundlag='["servicelovens § 44"]') + "## A\nx\n")
    new = read(head(titel="Aflastningen", lovgrundlag='["barnets lov § 90"]') + "## A\nx\n")
    assert told(compare(old, new)) == [
        (ChangeKind.LAW, Direction.ADDED),
        (ChangeKind.LAW, Direction.REMOVED),
        (ChangeKind.HEADING, Direction.NONE),
    ]


def test_the_departure_text_matters():
    text = "## A\n::: fravigelse\nKommunen ser på jeres situation.\n:::\n"
    (change,) = changes("jeres situation", "sin egen økonomi", text)
    assert change.kind is ChangeKind.DEPARTURE


def test_sections_are_matched_by_id_then_heading_then_text():
    old = body(
        "## A {#a}\nx\n\n## B\nEn tekst om noget.\n\n## C\nEn helt anden lang tekst om børn.\n\n## D\nborte\n"
    )
    new = body("## A1 {#a}\ny\n\n## B {#b2}\nAndet.\n\n## Z\nEn helt anden lang tekst om unge.\n")
    pairs = [
        (o.id if o else None, n.id if n else None) for o, n in match_sections(old.sections, new.sections)
    ]
    assert pairs == [("a", "a"), ("b", "b2"), ("c", "z"), ("d", None)]
