"""Level tables in a file: the calculator's rows and the page's rows are the same rows."""

from __future__ import annotations

from fractions import Fraction

import pytest
from lxml import html

from calculators.reading.levels import Criterion
from portal.documents.document import BlockKind
from tests.unit.documents.writing import HEAD, body, body_rules

TABLE = """## Omfang {#omfang}

::: niveauer doegnaflastning
ydelse: Døgnaflastning
kriterium: sværhedsgrad
optælling: hoteldøgn
lov: "barnets lov § 90"
timer_omfatter: "møder og transport."
modstrid: "senest ved 16 år" "i særlige situationer 17 år"

| Niveau | Omfang | Varighed | Bemærkning |
|---|---|---|---|
| Lette problemer/begrænsninger | **Op til** 36 døgn om året | | |
| Slemme problemer {niveau=svaer} | Op til 84 døgn om året | 1 år | se [mere](/x) |
:::
"""


def test_rows_become_levels():
    document = body(TABLE)
    (table,) = document.tables
    assert (table.id, table.benefit, table.criterion) == (
        "doegnaflastning",
        "Døgnaflastning",
        Criterion.SEVERITY,
    )
    assert (table.counting, table.section_id, table.line) == ("hoteldøgn", "omfang", HEAD.count("\n") + 3)
    assert table.conflicts == (("senest ved 16 år", "i særlige situationer 17 år"),)
    light, severe = table.levels
    assert (light.row_id, light.extent.text) == ("doegnaflastning-let", "Op til 36 døgn om året")
    assert light.extent.parts[0].upper.value == Fraction(36)
    assert (severe.row_id, severe.label, severe.remark) == (
        "doegnaflastning-svaer",
        "Slemme problemer",
        "se mere",
    )
    assert document.table("doegnaflastning") is table


def test_the_page_shows_the_same_rows():
    (section,) = body(TABLE).sections
    page = html.fragment_fromstring(section.html, create_parent="main")
    (table,) = page.findall(".//table")
    assert table.findtext("caption") == "Døgnaflastning"
    assert [th.get("scope") for th in table.findall(".//thead//th")] == ["col"] * 4
    rows = table.findall("tbody/tr")
    assert [row.get("id") for row in rows] == ["doegnaflastning-let", "doegnaflastning-svaer"]
    assert all(row[0].tag == "th" and row[0].get("scope") == "row" for row in rows)
    link = rows[1].find("th/a")
    assert (link.get("class"), link.get("href")) == ("permalink", "#doegnaflastning-svaer")
    assert link.get("aria-label") == "Link til rækken Slemme problemer"
    frame = page.find(".//div[@class='tabel-ramme']")
    assert (frame.get("role"), frame.get("tabindex"), frame.get("aria-label")) == (
        "region",
        "0",
        "Døgnaflastning",
    )
    notes = [p.text_content() for p in page.findall(".//p[@class='niveau-note']")]
    assert notes == [
        "Optælling: hoteldøgn.",
        "Timerne omfatter også: møder og transport.",
        "Standarden siger både »senest ved 16 år« og »i særlige situationer 17 år«.",
        "Lovgrundlag: barnets lov § 90.",
    ]
    assert page.find(".//div[@id='doegnaflastning']") is not None
    assert page.find(".//p/a[@class='lov']").get("href") == "/lov/barnets-lov/90"


def test_no_two_frames_have_one_name():
    plain_table = "\n| a | b |\n|---|---|\n| x | y |\n"
    (section,) = body(f"## A\n{plain_table}\nTekst.\n{plain_table}").sections
    page = html.fragment_fromstring(section.html, create_parent="main")
    names = [frame.get("aria-label") for frame in page.findall(".//div[@role='region']")]
    assert names == ["Tabel i afsnittet A", "Tabel i afsnittet A, 2"]


def test_rows_are_text_for_search():
    (section,) = body(TABLE).sections
    assert "Lette problemer/begrænsninger: Op til 36 døgn om året" in section.text
    level = next(block for block in section.blocks if block.kind is BlockKind.LEVEL)
    assert (level.anchor, level.line) == ("doegnaflastning-let", HEAD.count("\n") + 13)


def test_ages_make_keys():
    (table,) = body(
        "::: niveauer afloesning\nydelse: Afløsning\nkriterium: alder\n\n| Alder | Omfang |\n|---|---|\n"
        '| 3-5 år | 2 timer om ugen |\n| Skolebørn {alder="6-12"} | 4 timer om ugen |\n:::\n'
    ).tables
    assert [(level.age.lowest, level.age.highest) for level in table.levels] == [(3, 5), (6, 12)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("ydelse: Døgnaflastning\n", "", ["missing-key"]),
        ("kriterium: sværhedsgrad", "kriterium: humør", ["criterion"]),
        ("optælling:", "optaelling:", ["unknown-key"]),
        ("lov:", "ydelse:", ["unknown-key"]),
        ("\n| Niveau", "\nEn sætning.\n| Niveau", ["level-table"]),
        ("| Niveau | Omfang |", "| Niveau | Hvor meget |", ["table-column", "table-column"]),
        ("36 døgn om året", "36 døgn", ["number-without-period"]),
        ("36 døgn om året", "mange døgn", ["unreadable-extent"]),
        ("{niveau=svaer}", "{niveau=let}", ["duplicate-key"]),
        ("{niveau=svaer}", "", ["row-key"]),
        ("{niveau=svaer}", "{alder=3}", ["row-key", "unknown-attribute"]),
        ("## Omfang {#omfang}", "## Omfang {#doegnaflastning}", ["duplicate-id"]),
        ("::: niveauer doegnaflastning", "::: niveauer Døgn", ["directive-parameter"]),
        ("::: niveauer doegnaflastning", "::: niveauer", ["directive-parameter"]),
        ('"i særlige situationer 17 år"', "", ["conflict"]),
        ("| Slemme", "\n| Slemme", ["level-table", "broken-table"]),
    ],
)
def test_what_is_wrong_with_a_table_is_refused(old, new, expected):
    assert old in TABLE
    found = body_rules(TABLE.replace(old, new))
    assert [rule for _, rule in found] == expected
    assert all(1 <= line <= 15 for line, _ in found)


def test_two_tables_of_one_name_are_refused():
    again = TABLE.replace("## Omfang {#omfang}", "## Mere")
    assert "duplicate-id" in [rule for _, rule in body_rules(TABLE + "\n" + again)]
