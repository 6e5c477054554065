"""The head of a file: every key, every refusal with its line."""

from __future__ import annotations

from datetime import date

import pytest

from portal.danish.law_references import LawReference
from portal.documents.document import Certainty, DocumentError, DocumentKind, FileState, UncertainDate
from portal.documents.reading.markdown import read_document
from tests.unit.documents.writing import errors, head, read, rules

WHOLE = """---
titel: Døgnaflastning til børn
nummer: 2
dokumenttype: serviceniveau
tilstand: kladde
emner: [aflastning, handicap]
lovgrundlag: ["barnets lov § 90", "servicelovens § 84, stk. 1"]
kle: "27.27.00"
vedtaget: 2025-03-18
organ: Byrådet
sag: "2025/01234, punkt 7"
referat: "https://eksempel.example/referat"
offentliggjort: 2025-03-20
gaelder_fra: 2025-05-01
gaelder_til: 2026-04-30
kontrolleret: 2025-10-01
genbesoeg: 2026-05-01
gengivelse: false
kilde: ""
kilde_link: ""
retter: 1
lint_svar:
  hours-content: står i bilaget
---
"""


def test_every_key_is_read():
    front = read(WHOLE).front
    assert (front.title, front.number, front.kind, front.state) == (
        "Døgnaflastning til børn",
        "2",
        DocumentKind.SERVICE_LEVEL,
        FileState.DRAFT,
    )
    assert front.topics == ("aflastning", "handicap")
    assert front.law_basis == (LawReference("barnets-lov", "90"), LawReference("serviceloven", "84", "1"))
    assert (front.kle, front.body, front.case) == ("27.27.00", "Byrådet", "2025/01234, punkt 7")
    assert front.minutes == "https://eksempel.example/referat"
    assert front.adopted == UncertainDate(date(2025, 3, 18))
    assert front.published == UncertainDate(date(2025, 3, 20))
    assert front.begins == UncertainDate(date(2025, 5, 1))
    assert front.ends == UncertainDate(date(2026, 4, 30))
    assert (front.confirmed, front.review) == (date(2025, 10, 1), date(2026, 5, 1))
    assert front.corrects == 1
    assert front.lint_answers == {"hours-content": "står i bilaget"}


def test_empty_values_count_as_missing():
    front = read(head(gaelder_til='""', offentliggjort="", kontrolleret="~")).front
    assert front.ends is None
    assert front.confirmed is None


@pytest.mark.parametrize(
    ("values", "published"),
    [
        ({"vedtaget": "2025-03-18"}, date(2025, 3, 18)),
        ({"vedtaget": "ukendt"}, date(2025, 5, 1)),
        ({"vedtaget": "ukendt", "offentliggjort": "ukendt"}, date(2025, 5, 1)),
        ({"gaelder_fra": '"tidligst 2011-01-01"'}, date(2011, 1, 1)),
    ],
)
def test_a_missing_publication_day_is_estimated(values, published):
    assert read(head(**values)).front.published == UncertainDate(published, Certainty.ESTIMATED)


def test_dates_know_how_sure_they_are():
    front = read(head(gaelder_fra='"tidligst 2011-01-01"', gaelder_til="ukendt")).front
    assert front.begins == UncertainDate(date(2011, 1, 1), Certainty.EARLIEST)
    assert front.ends == UncertainDate(None, Certainty.UNKNOWN)
    assert front.adopted.certainty is Certainty.UNKNOWN


@pytest.mark.parametrize("word", ["ja", "nej", "Ja", "no", '"true"', '"nej"', "1"])
def test_a_danish_boolean_is_refused(word):
    (error,) = errors(head(gengivelse=word))
    assert (error.line, error.rule) == (6, "boolean")


@pytest.mark.parametrize(
    ("values", "line", "rule"),
    [
        ({"gaelder_fra": "2024-02-30"}, 5, "date"),
        ({"gaelder_fra": "1. maj 2025"}, 5, "date"),
        ({"gaelder_fra": "tidligst"}, 5, "date"),
        ({"gaelder_fra": '""'}, 5, "missing-key"),
        ({"titel": '""'}, 2, "missing-key"),
        ({"dokumenttype": "vejledning"}, 3, "value"),
        ({"tilstand": "udkast"}, 4, "value"),
        ({"kle": "27-27"}, 6, "value"),
        ({"retter": "0"}, 6, "value"),
        ({"titel": "[a, b]"}, 2, "value"),
        ({"lint_svar": "fordi"}, 6, "value"),
        ({"emner": "{a: b}"}, 6, "value"),
        ({"emner": "[[a]]"}, 6, "yaml"),
        ({"kilde_link": "www.eksempel.dk"}, 6, "value"),
        ({"gaelder_til": "2025-04-30"}, 6, "date"),
        ({"gyldig_fra": "2025-04-30"}, 6, "unknown-key"),
        ({"gengivelse": "true"}, 6, "missing-key"),
        ({"lovgrundlag": "§ 52"}, 6, "law-reference"),
        ({"lovgrundlag": "[barnets lov § 90 og § 91]"}, 6, "law-reference"),
    ],
)
def test_a_wrong_value_is_pointed_at(values, line, rule):
    found = rules(head(**values))
    assert (line, rule) in found
    assert len({number for number, _ in found}) == 1


def test_all_errors_of_a_head_come_at_once():
    text = head("titel: En gang til", tilstand="nej", gaelder_fra="2024-02-30", gengivelse="ja", foo="1")
    assert rules(text) == [(4, "value"), (5, "date"), (6, "boolean"), (7, "unknown-key"), (8, "yaml")]


def test_a_leading_zero_is_kept():
    assert read(head(nummer="0730")).front.number == "0730"


def test_a_background_document_needs_no_dates():
    text = "---\ntitel: Undersøgelse\ndokumenttype: baggrund\ntilstand: vedtaget\n---\n"
    assert read(text).front.published.day is None


@pytest.mark.parametrize("text", ["", "## Ingen hoved\n", "---\ntitel: x\n", "\n---\ntitel: x\n---\n"])
def test_a_file_without_a_head_is_refused(text):
    assert (1, "front-matter") in rules(text)


@pytest.mark.parametrize("yaml", ["titel: [a", "- a\n- b", "a: b: c", "\tx: y", "titel: 'a"])
def test_broken_yaml_is_refused_once(yaml):
    assert "yaml" in [rule for _, rule in rules(f"---\n{yaml}\n---\n")]


def test_windows_files_are_read_and_their_lines_counted():
    text = head(gaelder_fra="2024-02-30").replace("\n", "\r\n")
    with pytest.raises(DocumentError) as caught:
        read_document(b"\xef\xbb\xbf" + text.encode(), "1.md")
    assert [(f.line, f.rule) for f in caught.value.findings] == [(5, "date")]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "cp1252"])
def test_other_encodings_are_refused(encoding):
    with pytest.raises(DocumentError) as caught:
        read_document(head(titel="Ældre på vej").encode(encoding), "1.md")
    (finding,) = caught.value.findings
    assert finding.rule == "encoding"
    assert "UTF-8" in finding.remedy


def test_an_invisible_character_is_refused_and_composed_letters_are_made():
    assert rules(head() + "a\u202eb\n") == [(7, "encoding")]
    assert read(head(titel="a\u030angst")).front.title == "ångst"
