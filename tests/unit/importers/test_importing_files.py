"""A file to drafts in a process of its own: what comes back is what was read there, within its limits."""

from __future__ import annotations

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pdf_files import grid, pdf_file, words_at
from portal.importers.drafting.imported import FoundKind, ImportCertainty
from portal.importers.importing import ImportLimits, import_file, import_in_process
from portal.importers.markdown_writing import TOO_MUCH
from portal.importers.own_process import Converters
from portal.importers.source import SourceKind

ROWS = [["Alder", "Omfang"], ["3-5 år", "Op til 1 time om ugen"], ["Over 5 år", "Op til 3 timer om ugen"]]


def standard(canvas: Canvas) -> None:
    words_at(canvas, (70, 60, "Kvalitetsstandard for aflastning"), size=18, bold=True)
    words_at(canvas, (70, 90, "Aflastning"), size=14, bold=True)
    words_at(canvas, (70, 110, "Aflastning gives efter disse niveauer:"))
    grid(canvas, [70, 300, 500], [160, 180, 200, 220], ROWS)


def test_what_comes_out_of_the_process_is_what_was_read() -> None:
    content = pdf_file(standard)
    read = import_in_process(Converters(), content, "aflastning.pdf", "eksempel", ImportLimits())
    assert read == import_file(content, "aflastning.pdf", "eksempel", "300")
    assert (read.kind, read.pages) == (SourceKind.PDF, 1)
    (draft,) = read.drafts
    assert "| 3-5 år | Op til 1 time om ugen |" in draft.text
    (table,) = [found for found in draft.found if found.kind is FoundKind.LEVEL_TABLE]
    assert table.certainty is ImportCertainty.CERTAIN
    assert table.place.box is not None


def test_of_words_made_out_on_a_picture_no_table_is_certain() -> None:
    def scanned(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 250)), 0, 0, 595, 842)
        standard(canvas)

    (draft,) = import_file(pdf_file(scanned), "scan.pdf", "eksempel", "300").drafts
    (table,) = [found for found in draft.found if found.kind is FoundKind.LEVEL_TABLE]
    assert table.certainty is ImportCertainty.UNSURE
    assert table.how.endswith("Hold dem op mod siden.")


def test_a_file_of_200_mb_is_refused_by_its_length() -> None:
    with pytest.raises(ValueError, match=r"for stor\. Den må højst fylde 20 MB"):
        import_in_process(Converters(), bytes(200_000_000), "stor.pdf", "eksempel", ImportLimits())
    with pytest.raises(ValueError, match="for stor"):
        ImportLimits(bytes=10_000_000).refuse_large(10_000_001)


def test_a_file_that_takes_longer_than_it_may_is_refused() -> None:
    pages = pdf_file(*[standard] * 250)
    with pytest.raises(ValueError, match=TOO_MUCH):
        import_in_process(Converters(), pages, "lang.pdf", "eksempel", ImportLimits(seconds=1))


def test_a_file_that_takes_more_memory_than_it_may_is_refused() -> None:
    limits = ImportLimits(memory=60_000_000)
    with pytest.raises(ValueError, match=TOO_MUCH):
        import_in_process(Converters(), pdf_file(standard), "x.pdf", "eksempel", limits)


def test_a_file_that_is_refused_there_is_refused_here_in_the_same_words() -> None:
    with pytest.raises(ValueError, match="Filen er tom"):
        import_in_process(Converters(), b" ", "tom.txt", "eksempel", ImportLimits())
