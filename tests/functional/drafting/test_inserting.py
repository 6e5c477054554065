"""What goes into a draft without typing its signs: tables, deadlines, text from Word and the web."""

from __future__ import annotations

import io

import pytest
from docx import Document as WordDocument
from docx.oxml import OxmlElement

from conftest import ROOT
from drafts import HERE, begun, text_of
from office import Office, words
from portal.security.roles import Role


def test_a_level_table_is_made_without_typing_its_signs(office: Office) -> None:
    browser = begun(office)
    page = browser.get(f"{HERE}/niveauer?tabel=ny")
    form = page.form
    form["id"], form["ydelse"] = "timer", "Aflastning i timer"
    form["r0-0"], form["r0-1"], form["r0-2"] = "Lette problemer", "Op til 3 timer om ugen", "ingen ramme"
    form["r1-0"], form["r1-1"] = "Svære problemer | mange", "Mange timer"
    wrong = form.submit("handling", value="gem", status=422)
    assert 'href="#r1-1"' in wrong.text
    assert wrong.form["r1-0"].value == "Svære problemer | mange"
    assert "timer om ugen" not in text_of(office)
    wrong.form["r1-1"] = "Op til 5 timer om ugen"
    more = wrong.form.submit("handling", value="raekke", status=200)
    assert more.form["r4-0"].value == ""
    assert more.form["r1-1"].value == "Op til 5 timer om ugen"
    more.form.submit("handling", value="gem", status=303)
    read = words(browser.get(f"{HERE}/laes"))
    assert "Aflastning i timer (timer)" in read
    assert "Svære problemer | mange Op til 5 timer om ugen op til 5 timer om ugen" in read


def test_a_level_table_is_changed_in_its_place(office: Office) -> None:
    browser = begun(office)
    before = text_of(office)
    form = browser.get(f"{HERE}/niveauer").form
    assert form["r1-1"].value == "Op til 60 døgn om året"
    form["r1-1"] = "Op til 62 døgn om året"
    form.submit("handling", value="gem", status=303)
    assert text_of(office).replace("62", "60").split() == before.split()


def test_a_table_id_of_another_standard_is_refused_at_its_field(office: Office) -> None:
    first = office.browser(Role.EDITOR)
    first.send("/redaktion/a/ny-standard", {"titel": "Ny", "dokumenttype": "serviceniveau"}, status=303)
    form = first.get("/redaktion/a/ny/niveauer").form
    form["id"], form["ydelse"] = "doegnaflastning", "Aflastning"
    form["r0-0"], form["r0-1"] = "Lette problemer", "Op til 3 timer om ugen"
    wrong = form.submit("handling", value="gem", status=422)
    assert 'href="#id"' in wrong.text


def test_deadlines_are_made_without_typing_their_signs(office: Office) -> None:
    browser = begun(office)
    form = browser.get(f"{HERE}/frister").form
    form["r0-0"], form["r0-1"], form["r0-2"] = "Første opfølgning", "hurtigst muligt", "iværksættelse"
    wrong = form.submit("handling", value="gem", status=422)
    assert 'href="#r0-1"' in wrong.text
    wrong.form["r0-1"] = "senest 3 måneder efter"
    wrong.form.submit("handling", value="gem", status=303)
    assert "Første opfølgning: senest 3 måneder efter, regnes fra iværksættelse" in words(
        browser.get(f"{HERE}/laes")
    )


def test_text_from_word_is_cleaned_before_it_goes_in(office: Office) -> None:
    browser = begun(office)
    form = next(f for f in browser.get(f"{HERE}/indsaet").forms.values() if "indhold" in f.fields)
    form["indhold"] = "•\tFørste punkt\n•\tAndet pu\u00adnkt\u200b\n\n::: fravigelse\n<script>x</script>"
    page = form.submit("handling", value="rens")
    ready = next(f for f in page.forms.values() if "renset" in f.fields)
    assert ready["renset"].value.strip().startswith("- Første punkt\n- Andet punkt")
    ready["under"] = ready["under"].options[2][0]
    ready.submit("handling", value="indsaet", status=303)
    assert "- Første punkt\n- Andet punkt" in text_of(office)
    assert "<script" not in str(browser.get(f"{HERE}/laes").html.find("main"))
    assert "Teksten har ingen fejl" in words(browser.get(HERE))


def test_a_word_file_goes_in_with_headings_and_tables(office: Office) -> None:
    browser = begun(office)
    word = WordDocument()
    word.add_heading("Nyt afsnit", 1)
    word.add_paragraph("Med tekst.")
    table = word.add_table(rows=2, cols=2)
    for cell, said in zip((c for row in table.rows for c in row.cells), "abcd", strict=True):
        cell.text = said
    out = io.BytesIO()
    word.save(out)
    browser.get("/log-ind")
    fields = {"csrf_token": browser.token(), "handling": "rens", "indhold": ""}
    files = [("fil", "tekst.docx", out.getvalue())]
    page = browser.post(f"{HERE}/indsaet", fields, upload_files=files)
    ready = next(f for f in page.forms.values() if "renset" in f.fields)["renset"].value
    assert ready.replace("\r\n", "\n").split("\n\n") == [
        "\n## Nyt afsnit" if ready.startswith("\n") else "## Nyt afsnit",
        "Med tekst.",
        "| a | b |\n|---|---|\n| c | d |\n",
    ]
    broken = [("fil", "tekst.docx", b"PK\x03\x04 ikke en fil")]
    wrong = browser.post(f"{HERE}/indsaet", fields, upload_files=broken, status=422)
    assert 'href="#fil"' in wrong.text


def test_a_browser_gets_pasted_html_back_as_markdown(office: Office) -> None:
    browser = begun(office)
    answer = browser.send(f"{HERE}/indsaet", {"html": "<p>Hej <b>du</b></p><script>x</script>"}, status=200)
    assert answer.json == {"markdown": "Hej **du**\n", "remarks": []}


def test_more_than_can_be_read_in_seconds_is_refused_in_words(office: Office) -> None:
    browser = begun(office)
    for fields, said in (
        ({"html": "<p>x</p>" * 40_000}, "Del det op"),
        ({"indhold": "<p>" + "<b>x</b>" * 40_000, "handling": "rens"}, "Del det op"),
        ({"indhold": ("\t".join("x" * 200) + "\n") * 200, "handling": "rens"}, "Del det op"),
    ):
        answer = browser.send(f"{HERE}/indsaet", fields, status=422)
        assert said in (answer.json["message"] if answer.content_type == "application/json" else answer.text)
    text = text_of(office) + "\n" + "[" * 50_000
    page = browser.send(f"{HERE}/tekst", {"tekst": text, "handling": "vis", "revision": "1"}, status=200)
    assert "Teksten har over 5.000 kantede parenteser" in words(page)


def test_a_small_file_that_unfolds_is_refused(office: Office) -> None:
    browser = begun(office)
    word = WordDocument()
    for _ in range(6_000):
        word.element.body.insert(0, OxmlElement("w:p"))
    content = io.BytesIO()
    word.save(content)
    fields = {"csrf_token": browser.token(), "handling": "rens"}
    files = [("fil", "tekst.docx", content.getvalue())]
    answer = browser.post(f"{HERE}/indsaet", fields, upload_files=files, status=422)
    assert "Del det op" in answer.text


@pytest.mark.parametrize(
    ("name", "author"), [("barn_0101901234.docx", ""), ("tekst.docx", "Anne 010190-1234")]
)
def test_a_word_file_is_refused_for_a_cpr_number_in_its_name_or_properties(
    office: Office, name: str, author: str
) -> None:
    editor, out, document = begun(office), io.BytesIO(), WordDocument()
    document.add_paragraph("Tekst.")
    document.core_properties.author = author
    document.save(out)
    token = {"csrf_token": editor.token(), "handling": "rens", "revision": "1"}
    page = editor.post(f"{HERE}/indsaet", token, upload_files=[("fil", name, out.getvalue())], status=422)
    assert "ligner et CPR-nummer" in words(page)


def test_what_was_left_out_is_told_before_the_text_goes_in_and_until_it_has(office: Office) -> None:
    browser = begun(office)
    form = next(f for f in browser.get(f"{HERE}/indsaet").forms.values() if "indhold" in f.fields)
    form["indhold"] = "<p>Et</p><p>Op til <s>10</s> 20 timer om ugen</p><p><s>7</s> # x</p>"
    page = form.submit("handling", value="rens", status=200)
    notice = page.html.select_one(".alert-warning")
    assert [item.text for item in notice.select("li")] == [
        "2 overstregede steder er udeladt: afsnit 2 (»10«), afsnit 3 (»7«).",
        "1 linje har tegn, der plejer at styre opsætningen. De vises, som de stod: afsnit 3 (»# x«).",
    ]
    assert notice.select_one("a")["href"] == "#renset"
    assert page.text.index("overstregede") < page.text.index('id="renset"')
    ready = next(f for f in page.forms.values() if "renset" in f.fields)
    ready["renset"] = "x" * 1_100_000
    refused = ready.submit("handling", value="indsaet", status=422)
    assert "2 overstregede steder er udeladt" in refused.html.select_one(".alert-warning").text
    again = next(f for f in refused.forms.values() if "renset" in f.fields)
    assert again["renset"].value.strip() == "x" * 1_100_000
    again["renset"] = "Op til 20 timer om ugen"
    again.submit("handling", value="indsaet", status=303)
    assert "Op til 20 timer om ugen" in text_of(office)


def test_text_that_came_in_whole_has_no_notice(office: Office) -> None:
    browser = begun(office)
    form = next(f for f in browser.get(f"{HERE}/indsaet").forms.values() if "indhold" in f.fields)
    form["indhold"] = "Op til 20 timer om ugen"
    assert form.submit("handling", value="rens", status=200).html.select(".alert-warning") == []


def test_a_script_is_told_what_was_left_out_too(office: Office) -> None:
    answer = begun(office).send(f"{HERE}/indsaet", {"html": "<p>Op til <s>10</s> 20</p>"}, status=200)
    assert answer.json == {
        "markdown": "Op til 20\n",
        "remarks": ["1 overstreget sted er udeladt: afsnit 1 (»10«)."],
    }


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("word-strike.docx", "2 overstregede steder er udeladt: afsnit 1 (»10«), afsnit 2 (»30«)."),
        ("word-superscript.docx", "1 hævet notetegn er flyttet ned under teksten."),
        (
            "word-rowspan.docx",
            "1 flettet celle: Ordene står i hvert felt, den dækkede: afsnit 1, række 2 (»Let«).",
        ),
        ("word-nested-table.docx", "1 tabel inde i en anden tabel eller en liste står som ord"),
        ("word-footnote.docx", "2 noter står som tekst lige efter: afsnit 1 (»10«), afsnit 1 (»note«)."),
        ("word-tracked.docx", "2 sporede tilføjelser er med i teksten: afsnit 1 (»20«), afsnit 3"),
        (
            "word-specials.docx",
            "1 tegn fra en symbolskrift er skrevet som et almindeligt tegn: afsnit 3 (»≤«).",
        ),
    ],
)
def test_a_word_file_says_what_became_of_it(office: Office, name: str, said: str) -> None:
    browser = begun(office)
    fields = {"csrf_token": browser.token(), "handling": "rens", "indhold": ""}
    files = [("fil", name, (ROOT / "tests" / "inputs" / name).read_bytes())]
    page = browser.post(f"{HERE}/indsaet", fields, upload_files=files, status=200)
    assert said in page.html.select_one(".alert-warning").get_text()
