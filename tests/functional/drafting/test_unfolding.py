"""Small files that unfold to what holds a machine for minutes: counted, and refused before they are read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
from docx import Document as WordDocument

from drafts import HERE, begun, text_of
from office import Browser, Office, words
from portal.importers import counting

START = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
END = "</w:body></w:document>"
DOCTYPE = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">]>'


def word(document: str | bytes, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word file whose text is ``document``, and nothing of it in more than one place."""
    empty, out = io.BytesIO(), io.BytesIO()
    WordDocument().save(empty)
    with zipfile.ZipFile(empty) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, document if name == "word/document.xml" else old.read(name))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def bring(browser: Browser, content: bytes, status: int) -> str:
    fields = {"csrf_token": browser.token(), "handling": "rens", "indhold": "Det, jeg skrev."}
    page = browser.post(
        f"{HERE}/indsaet", fields, upload_files=[("fil", "tekst.docx", content)], status=status
    )
    assert "Det, jeg skrev." in page.text
    return words(page)


UNFOLDING = {
    "a million texts": START + "<w:p><w:r>" + "<w:t>a</w:t>" * 1_000_000 + "</w:r></w:p>" + END,
    "400,000 bookmarks": START
    + "<w:p>"
    + "".join(f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/>' for n in range(400_000))
    + "</w:p>"
    + END,
    "5 MB of entities": START + "<w:p><w:r><w:t>" + "&amp;" * 1_000_000 + "</w:t></w:r></w:p>" + END,
    "a million attributes": START + "<w:p " + " ".join(f'a{n}=""' for n in range(301_000)) + "/>" + END,
    "paragraphs": START + "<w:p/>" * 5_001 + END,
    "runs under another name": (START + "<w:p>" + "<w:r/>" * 20_001 + "</w:p>" + END)
    .replace("w:", "å:")
    .replace("xmlns:w", "xmlns:å"),
    "deep": START + "<w:tbl>" * 20_000 + "</w:tbl>" * 20_000 + END,
    "much text": START + "<w:p><w:r><w:t>" + "ord " * 1_300_000 + "</w:t></w:r></w:p>" + END,
    "many lines": START + "<w:p><w:r><w:t>" + "a\n" * 210_000 + "</w:t></w:r></w:p>" + END,
}


@pytest.mark.parametrize("name", UNFOLDING)
def test_a_file_that_unfolds_is_refused(office: Office, name: str) -> None:
    browser = begun(office)
    before = text_of(office)
    assert "Der er for meget på én gang. Del det op" in bring(browser, word(UNFOLDING[name]), 422)
    assert text_of(office) == before


def test_a_file_with_entities_of_its_own_is_no_file_of_word(office: Office) -> None:
    browser = begun(office)
    before = text_of(office)
    content = word(DOCTYPE + START + "<w:p><w:r><w:t>&a;</w:t></w:r></w:p>" + END)
    assert "Gem den som .docx i Word" in bring(browser, content, 422)
    assert text_of(office) == before


def test_it_is_counted_whatever_its_part_is_called_and_however_it_is_written() -> None:
    empty = START + END
    million = UNFOLDING["a million texts"]
    for content in (
        word(empty, {"word/other.bin": million}),
        word(million.encode("utf-16")),
        word(empty, {f"word/part{n}.xml": START + "<w:p/>" * 30_000 + END for n in range(8)}),
        word(empty, {f"{n}.txt": "a" for n in range(2_001)}),
        word(empty, {"word/long.xml": START + " " * 5_000_000 + END}),
    ):
        with pytest.raises(counting.TooMuch):
            counting.refuse_large_word(content)
    picture = b"\x89PNG\r\n\x1a\n" + bytes(3_000_000)
    counting.refuse_large_word(word(empty, {"word/media/image1.png": picture}))


def test_what_is_just_within_is_counted_and_left_alone() -> None:
    tags = 150_000
    counting.refuse_large_word(word(START + "<w:t/>" * tags + END))
    counting.refuse_large_word(word(START + "<w:p/>" * 4_900 + "<w:r/>" * 19_900 + END))
    counting.refuse_large_html("<p>x</p>" * 30_000 + "&amp;" * 60_000)


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04", word(START), word(b"\xff\xfe\x00")])
def test_a_broken_file_is_refused_in_words(office: Office, broken: bytes) -> None:
    assert "Filen kan ikke læses. Gem den som .docx i Word" in bring(begun(office), broken, 422)


def test_a_file_of_too_many_bytes_is_refused_with_its_limit(office: Office) -> None:
    assert "Filen er for stor. Den må højst fylde 10 MB." in bring(begun(office), b"x" * 10_000_001, 422)


@pytest.mark.parametrize(
    "html",
    ["<p>x</p>" * 40_000, "<p>" + "&amp;" * 1_000_000, "<p " + "a=b " * 201_000 + ">x", "<b>" * 5_000 + "x"],
)
def test_pasted_html_that_unfolds_is_refused(office: Office, html: str) -> None:
    browser = begun(office)
    answer = browser.send(f"{HERE}/indsaet", {"html": html}, status=422)
    assert "Del det op" in answer.json["message"]


def test_a_long_standard_in_word_goes_through(office: Office) -> None:
    document = WordDocument()
    for number in range(200):
        document.add_heading(f"Afsnit {number}", 2)
        document.add_paragraph("Kommunen ser på jeres situation, og I kan få hjælp & råd. " * 20)
    table = document.add_table(rows=100, cols=4)
    for cell in table._cells:
        cell.text = "Op til 3 timer om ugen"
    out = io.BytesIO()
    document.save(out)
    assert "Afsnit 199" in bring(begun(office), out.getvalue(), 200)
