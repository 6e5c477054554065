"""Law links and explained words in running text."""

from __future__ import annotations

import pytest
from lxml import html

from portal.danish.law_references import LawReference
from portal.documents.document import GlossaryTerm
from portal.documents.reading.glossary import TermFinder
from tests.unit.documents.writing import body, body_rules, head, read

GLOSSARY = "\n## Ordforklaring {#ordforklaring}\nMestring\n: At kunne *klare* sig.\n\nSkøn\n: En vurdering.\n"


def links(document):
    page = html.fragment_fromstring("".join(s.html for s in document.sections), create_parent="main")
    return [(a.text_content(), a.get("href")) for a in page.findall(".//a[@class='lov']")]


def test_a_provision_of_a_named_act_becomes_a_link():
    document = body("## Lov\nEfter servicelovens § 52, stk. 3, nr. 6, og barnets\nlov § 32.\n")
    assert links(document) == [
        ("servicelovens § 52, stk. 3, nr. 6", "/lov/serviceloven/52/3/6"),
        ("barnets\nlov § 32", "/lov/barnets-lov/32"),
    ]
    assert document.sections[0].law == (
        LawReference("serviceloven", "52", "3", "6"),
        LawReference("barnets-lov", "32"),
    )


@pytest.mark.parametrize(
    ("law_basis", "expected"),
    [
        ('["barnets lov § 90"]', [("§ 52", "/lov/barnets-lov/52")]),
        ('["barnets lov § 90", "barnets lov § 32"]', [("§ 52", "/lov/barnets-lov/52")]),
        ('["barnets lov § 90", "servicelovens § 84"]', []),
        ("[]", []),
    ],
)
def test_a_bare_paragraph_gets_its_act_only_where_there_is_one(law_basis, expected):
    assert links(read(head(lovgrundlag=law_basis) + "## Lov\nEfter § 52.\n")) == expected


def test_links_headings_and_code_are_left_alone():
    assert links(body("## Lov\n### Barnets lov § 32\n[barnets lov § 32](/x) `barnets lov § 32`\n")) == []


def test_a_range_is_one_link_and_every_reference_is_kept():
    document = body("## Lov\nServicelovens § 76, stk. 2-3.\n")
    assert len(links(document)) == 1
    assert [r.part for r in document.sections[0].law] == ["2", "3"]


def test_a_term_is_explained_where_it_first_stands_in_each_section():
    document = body("## A\nMestringen og mestring.\n\n## B\nOm mestring.\n" + GLOSSARY)
    first, second, glossary = document.sections
    assert first.html.count("<button") == 1
    assert 'popovertarget="ord-mestring">Mestringen</button>' in first.html
    assert '<div popover="" class="ordforklaring-tekst" id="ord-mestring">' in first.html
    assert second.html.count("<button") == 1
    assert "popover=" not in second.html
    assert "<button" not in glossary.html
    assert '<dt id="begreb-mestring">Mestring</dt>' in glossary.html
    assert document.glossary[0] == GlossaryTerm("Mestring", "At kunne klare sig.", "mestring")


def test_glossary_text_is_one_block_a_term():
    (section,) = body(GLOSSARY).sections
    assert section.text == "Mestring: At kunne klare sig.\nSkøn: En vurdering."


def test_a_term_explained_twice_is_refused():
    assert [rule for _, rule in body_rules(GLOSSARY + "\nmestring\n: Igen.\n")] == ["duplicate-id"]


def found(term, text):
    return [text[start:end] for start, end, _ in TermFinder([GlossaryTerm(term, "", term)]).find(text)]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("Mestring", "Mestringen, mestring, MESTRINGENS", ["Mestringen", "mestring", "MESTRINGENS"]),
        ("Mestring", "mestringsforløb og selvmestring og mestrings-kursus, æmestring", []),
        ("Skøn", "skønnet og skønnene, men skønhed og skønt", ["skønnet", "skønnene"]),
        ("Bisidder", "bisidderen bisiddere bisiddernes", ["bisidderen", "bisiddere", "bisiddernes"]),
        ("Ydelse", "ydelsen ydelser ydelserne ydelsesret", ["ydelsen", "ydelser", "ydelserne"]),
        ("Faglig vurdering", "en faglig\nvurderingen", ["faglig\nvurderingen"]),
    ],
)
def test_inflected_forms_count_and_parts_of_words_do_not(term, text, expected):
    assert found(term, text) == expected


def test_a_longer_term_goes_before_a_shorter():
    finder = TermFinder([GlossaryTerm("plan", "", "plan"), GlossaryTerm("barnets plan", "", "barnets-plan")])
    assert [term.anchor for _, _, term in finder.find("barnets plan og planen")] == ["barnets-plan", "plan"]
