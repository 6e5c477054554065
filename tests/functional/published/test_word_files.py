"""Any version as a Word file."""

from __future__ import annotations

import io
import zipfile

from docx import Document as WordDocument
from webtest import TestApp


def test_a_version_is_given_as_word(app: TestApp) -> None:
    page = app.get("/eksempel/aflastning/v3", status=200)
    assert 'href="/eksempel/aflastning/v3.docx"' in page.text
    answer = app.get("/eksempel/aflastning/v3.docx", status=200)
    assert answer.content_disposition == 'attachment; filename="aflastning-v3.docx"'
    word = WordDocument(io.BytesIO(answer.body))
    styles = [(one.style.name, one.text) for one in word.paragraphs]
    assert ("Title", "Døgnaflastning til børn med funktionsnedsættelse") in styles
    assert ("Heading 1", "Hvem kan få støtten?") in styles
    assert ("Caption", "Døgnaflastning") in styles
    assert ("Tabelnote", "Optælling: hoteldøgn.") in styles
    assert ("Fagoverskrift", "For fagfolk: Omfang") in styles
    assert ("Ord", "Mestring") not in styles
    assert ("Ord", "Hoteldøgn") in styles
    levels, deadlines = word.tables
    assert [cell.text for cell in levels.rows[1].cells][:2] == ["Let støttebehov", "Op til 36 døgn om året"]
    assert [cell.text for cell in deadlines.rows[0].cells] == ["Hændelse", "Frist", "Regnes fra"]
    assert word.sections[0].header.paragraphs[0].text.endswith("version 3, gælder fra 1. juli 2022")
    known = word.core_properties
    assert (known.author, known.language) == ("Eksempel Kommune", "da-DK")


def test_a_version_is_the_same_file_every_time_and_has_no_changes(app: TestApp) -> None:
    first = app.get("/eksempel/aflastning/v2.docx").body
    assert first == app.get("/eksempel/aflastning/v2.docx").body
    packed = zipfile.ZipFile(io.BytesIO(first))
    xml = packed.read("word/document.xml").decode()
    assert "<w:ins" not in xml
    assert "<w:del" not in xml
    assert 'w:val="da-DK"' in packed.read("word/styles.xml").decode()
    assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_version_that_is_not_there_is_not_found(app: TestApp) -> None:
    app.get("/eksempel/aflastning/v99.docx", status=404)
