"""PDF files as tests look into them: their tree of tags, their letters, the files inside."""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from pikepdf import Array, Dictionary

from portal.pdf.writing import can_write


def need_pdf() -> None:
    """Where Pango or the packages are missing a person's machine skips loudly and CI fails."""
    try:
        can_write("")
    except ValueError:
        if os.environ.get("CI"):
            pytest.fail("WeasyPrint, pikepdf or Pango is missing.")
        said = "WeasyPrint, pikepdf or Pango is missing: no PDF file is made."
        warnings.warn(said, pytest.PytestWarning, stacklevel=1)
        pytest.skip(said)


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of the tree of tags, in the order of reading."""

    yield from _below(pdf.Root.StructTreeRoot.K)


def _below(kids: Any) -> Iterator[Any]:
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _below(kid.get("/K", Array()))


@cache
def words_of(content: bytes) -> str:
    """What the sheets say, on one line, running heads included."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return " ".join(" ".join((sheet.extract_text() or "").split()) for sheet in pdf.pages)


def rows_of(content: bytes) -> list[list[str]]:
    """The rows of every table as a screen reader finds them, by the tree of tags; each cell without blanks.

    Where a line ends there is none in a PDF.
    """
    with opened(content) as pdf, pdfplumber.open(io.BytesIO(content)) as read:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        letters: dict[tuple[int, int], str] = {}
        for number, sheet in enumerate(read.pages):
            for letter in sheet.chars:
                if letter["mcid"] is not None:
                    place = number, letter["mcid"]
                    letters[place] = letters.get(place, "") + letter["text"]
        rows = [element for element in elements(pdf) if element.S == "/TR"]
        return [[_said(cell, numbers, letters) for cell in row.K] for row in rows]


def _said(cell: Any, numbers: dict[tuple[int, int], int], letters: dict[tuple[int, int], str]) -> str:
    parts = []
    for element in (cell, *_below(cell.get("/K", Array()))):
        marks = [int(kid) for kid in element.get("/K", Array()) if isinstance(kid, int)]
        parts += [letters.get((numbers[element.Pg.objgen], mark), "") for mark in marks]
    return "".join("".join(parts).split())


def inside(content: bytes) -> dict[str, bytes]:
    """The files in a PDF, by their names."""
    with opened(content) as pdf:
        return {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}


def unpacked(content: bytes, folder: Path) -> Path:
    """The files in a PDF, saved in a folder as a reader would."""
    folder.mkdir()
    for name, said in inside(content).items():
        (folder / name).write_bytes(said)
    return folder


def check_metadata(pdf: pikepdf.Pdf) -> None:
    """What the file says of itself: PDF/A-3a and PDF/UA-1, language, title, colours; and no script."""
    with pdf.open_metadata() as said:
        assert (said["pdfaid:part"], said["pdfaid:conformance"], said["pdfuaid:part"]) == ("3", "A", "1")
        assert said["dc:title"] == str(pdf.docinfo.Title)
        assert said.pdfa_status == "3A"
    assert "pdfaExtension" in pdf.Root.Metadata.read_bytes().decode()
    assert pdf.Root.Lang == "da"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.read_bytes()
    assert pdf.check_pdf_syntax() == []
    assert "/Encrypt" not in pdf.trailer
    assert "/ID" in pdf.trailer
    assert "/JavaScript" not in pdf.Root.Names
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())


def check_tags(pdf: pikepdf.Pdf) -> None:
    """Headings, tables and links are in the tree, and all that is drawn is in it or marked as no text."""
    kinds = [str(element.S) for element in elements(pdf)]
    assert kinds.count("/H1") == 1
    assert {"/H2", "/P", "/Table", "/TR", "/TH", "/TD", "/Link"} <= set(kinds)
    headers = {str(element.ID) for element in elements(pdf) if element.S == "/TH"}
    cells = [element for element in elements(pdf) if element.S == "/TD"]
    assert cells
    assert all({str(one) for one in cell.A.Headers} <= headers and len(cell.A.Headers) for cell in cells)
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root[0].children][-1] == "Bevis"
    in_tree = {element.objgen for element in elements(pdf)}
    for page in pdf.pages:
        for link in page.obj.get("/Annots", []):
            assert link.Contents
        for mark, owner in _marks(pdf, page).items():
            assert owner is None or owner.objgen in in_tree, mark
        assert _unmarked(page) == []


def _marks(pdf: pikepdf.Pdf, page: pikepdf.Page) -> dict[int, pikepdf.Object | None]:
    """What each marked piece of a page belongs to."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    found = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    return dict(enumerate(found[int(page.obj.StructParents)]))


def _unmarked(page: pikepdf.Page) -> list[str]:
    """Letters drawn outside what is marked as text or as no part of it."""
    depth, found = 0, []
    for operands, operator in pikepdf.parse_content_stream(page):
        depth += (str(operator) in ("BDC", "BMC")) - (str(operator) == "EMC")
        if str(operator) in ("Tj", "TJ") and depth < 1:
            found.append(str(operands))
    return found


def check_letters(pdf: pikepdf.Pdf) -> None:
    """Every font is inside, and says which letters it draws."""
    fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
    for font in fonts:
        (described,) = font.DescendantFonts
        assert "/FontFile2" in described.FontDescriptor or "/FontFile3" in described.FontDescriptor
        assert "/ToUnicode" in font
    assert any("IBM-Plex-Sans" in str(font.BaseFont) for font in fonts)
