"""PDF files as tests look into them: their tree of tags, their letters, the files inside."""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Iterator
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
