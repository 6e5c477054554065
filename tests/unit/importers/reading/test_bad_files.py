"""What cannot be read is refused in plain Danish that says what to do, whatever the file is called."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pikepdf
import pytest
from docx import Document as WordDocument
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pasted import paragraph, run, word_file
from pdf_files import grid, pdf_file, words_at
from portal.importers.conversion import RemarkKind
from portal.importers.markdown_writing import TOO_MUCH
from portal.importers.reading import opening, pdf
from portal.importers.reading.opening import read_source
from portal.importers.source import SourceKind, SourceLine, SourceTable

SCAN = ImageReader(Image.new("L", (60, 80), 230))
WORDS = pdf_file(lambda canvas: words_at(canvas, (70, 80, "Op til 3 timer om ugen")))


def scan(canvas: Canvas) -> None:
    canvas.drawImage(SCAN, 0, 0, 595, 842)


def locked() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(WORDS)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="ejer", user="bruger"))
    return out.getvalue()


def packed(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    body = b"<w:document xmlns:w='urn:w'>" + b"<w:p/>" * 4_000_000 + b"</w:document>"
    return packed(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", body))


REFUSED = [
    ("nothing", b" \n", opening.EMPTY),
    ("a scanned PDF", pdf_file(scan), pdf.SCANNED),
    ("a locked PDF", locked(), pdf.LOCKED),
    ("half a PDF", WORDS[: len(WORDS) // 3], pdf.DAMAGED),
    ("an empty PDF", pdf_file(lambda canvas: None), pdf.DAMAGED),
    ("half a Word file", word_file(paragraph(run("x")))[:-400], "Filen kan ikke læses"),
    ("a Word file of one part", packed(("[Content_Types].xml", b"x"), ("word/a.xml", b"x")), "ikke læses"),
    ("a zip bomb", bomb(), TOO_MUCH),
    ("other packages", packed(("noter.txt", b"x")), opening.PACKED),
    ("a workbook", packed(("[Content_Types].xml", b"x"), ("xl/workbook.xml", b"x")), opening.OTHER),
    ("an OpenDocument", packed(("mimetype", b"x"), ("META-INF/manifest.xml", b"x")), opening.OTHER),
    ("an old Word file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "(.doc)"),
    (
        "a locked Word file",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        opening.LOCKED_WORD,
    ),
    ("a picture", b"\x89PNG\r\n\x1a\n", opening.PICTURE),
    ("rich text", b"{\\rtf1 hej}", opening.OTHER),
]


@pytest.mark.parametrize(
    ("content", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_cannot_be_read_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the message is what is asked about
        read_source(content, "standard.pdf")
    assert said in str(refused.value)
    assert str(refused.value).endswith(".")


def test_a_pdf_of_more_pages_than_may_be_is_refused_before_a_page_is_read() -> None:
    pages = pdf_file(*[lambda canvas: words_at(canvas, (70, 80, "side"))] * 2_000)
    with pytest.raises(ValueError, match=r"2000 sider\. Der kan højst læses 300"):
        read_source(pages, "lang.pdf")


def test_the_kind_is_told_by_the_bytes_and_not_by_the_name() -> None:
    html = b"<!DOCTYPE html><p>Hej</p>"
    word = word_file(paragraph(run("Hej")))
    kinds = [read_source(content, "x.txt").kind for content in (WORDS, word, html, b"Hej\n")]
    assert kinds == [SourceKind.PDF, SourceKind.WORD, SourceKind.HTML, SourceKind.TEXT]


def test_html_is_read_in_its_own_letters_and_its_scripts_are_gone() -> None:
    page = "<meta charset=windows-1252><script>alert('x')</script><h1>Støtte</h1><p onclick=x()>Åben</p>"
    for content in (page.encode("cp1252"), page.encode("utf-16"), b"<p>St\xf8tte</p><p>\xc5ben</p>"):
        parts = read_source(content, "side.html").parts
        assert [part.words for part in parts if isinstance(part, SourceLine)] == ["Støtte", "Åben"]


def test_macros_are_never_run_and_that_is_said() -> None:
    out = io.BytesIO()
    WordDocument().save(out)
    with zipfile.ZipFile(io.BytesIO(word_file(paragraph(run("Teksten"))))) as old:
        parts = [(name, old.read(name)) for name in old.namelist()]
    document = read_source(packed(*parts, ("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")), "makro.docm")
    assert [part.words for part in document.parts if isinstance(part, SourceLine)] == ["Teksten"]
    assert [(remark.kind, remark.count) for remark in document.remarks] == [(RemarkKind.MACRO, 1)]


def test_words_that_a_machine_made_out_on_a_picture_are_never_sure() -> None:
    def draw(canvas: Canvas) -> None:
        scan(canvas)
        grid(canvas, [70, 300, 500], [100, 120, 140], [["Niveau", "Omfang"], ["Let", "1O timer"]])

    document = read_source(pdf_file(draw, scan), "scannet.pdf")
    assert document.doubt == pdf.RECOGNISED
    assert [part.is_sure for part in document.parts if isinstance(part, SourceTable)] == [False]
    pictures = [remark for remark in document.remarks if remark.kind is RemarkKind.PICTURE]
    assert [[place.paragraph for place in remark.places] for remark in pictures] == [[1, 2]]


MUTABLE = pdf_file(
    lambda canvas: grid(canvas, [70, 300, 500], [100, 120, 140], [["Niveau", "Omfang"], ["Let", "1 time"]])
)
PIECES = st.lists(st.tuples(st.integers(0, len(MUTABLE) - 1), st.binary(max_size=6)), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_any_changed_pdf_is_read_or_refused_in_words(changes: list[tuple[int, bytes]]) -> None:
    content = bytearray(MUTABLE)
    for place, piece in changes:
        content[place : place + len(piece)] = piece
    with suppress(ValueError):
        read_source(bytes(content), "x.pdf")
