"""A PDF, line by line and table by table, each with its page and its place on it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from portal.importers.conversion import RemarkBook, RemarkKind
from portal.importers.counting import UnreadableFile
from portal.importers.reading.pdf_parts.broken import has_broken_parts
from portal.importers.reading.pdf_parts.continued import joined_over_pages
from portal.importers.reading.pdf_parts.pages import ReadPage, read_page
from portal.importers.source import SourceDocument, SourceKind, SourceLine, SourceTable
from portal.importers.symbols import UNKNOWN

DAMAGED = "PDF-filen er beskadiget og kan ikke læses. Åbn den selv, gem den som PDF igen, og prøv så."
LOCKED = "PDF-filen er låst med en adgangskode. Gem den uden adgangskode, og prøv igen."
SCANNED = (
    "PDF-filen er billeder af papir, og der er ingen tekst at læse. "
    "Find det dokument, den blev lavet af, eller få teksten genkendt med et program til det (OCR)."
)
RECOGNISED = "Ordene er genkendt på billeder af papir. Hold dem op mod siden."
DOUBTFUL = "Dele af PDF-filen er beskadiget. Hold alt op mod siden."
SPOILT = (
    "Bogstaverne i PDF-filen kan ikke læses, for den siger ikke, hvad de betyder. "
    "Find det dokument, den blev lavet af, og brug det."
)
_SPOILT_SHARE = 0.05


def read_pdf(content: bytes, most_pages: int) -> SourceDocument:
    """The lines and tables of a PDF in reading order; a remark's paragraph is the page it is about.

    Raises UnreadableFile in plain Danish where there is nothing to read, or more than ``most_pages`` pages.
    """
    book = RemarkBook()
    try:
        with pdfplumber.open(io.BytesIO(content)) as opened:
            if len(opened.pages) > most_pages:
                raise UnreadableFile(too_many_pages(len(opened.pages), most_pages))
            is_broken = has_broken_parts(opened.doc)
            pages = []
            for page in opened.pages:
                book.paragraph = page.page_number
                pages.append(read_page(page, book))
                page.close()  # what it kept is memory
    except (UnreadableFile, MemoryError, RecursionError):
        raise
    except PdfminerException as error:
        is_locked = any(isinstance(part, PDFPasswordIncorrect) for part in (*error.args, error.__cause__))
        raise UnreadableFile(LOCKED if is_locked else DAMAGED) from error
    except Exception as error:  # pdfminer raises whatever a broken file makes it raise
        raise UnreadableFile(DAMAGED) from error
    return _document(pages, book, is_broken=is_broken)


def too_many_pages(pages: int, most: int) -> str:
    """What is said of a file that is too long."""
    return f"PDF-filen har {pages} sider. Der kan højst læses {most} på én gang. Del den i flere filer."


def _document(pages: Sequence[ReadPage], book: RemarkBook, *, is_broken: bool) -> SourceDocument:
    for number, page in enumerate(pages, start=1):
        if page.has_picture and (page.is_picture or not page.parts):
            book.paragraph = number
            book.add(RemarkKind.PICTURE, "Siden er et billede" if page.is_picture else "")
    parts = joined_over_pages(pages)
    words = " ".join(_words(parts))
    if not words.strip():
        raise UnreadableFile(SCANNED if any(page.has_picture for page in pages) else DAMAGED)
    if words.count(UNKNOWN) > _SPOILT_SHARE * len(words.replace(UNKNOWN, "x")):
        raise UnreadableFile(SPOILT)
    recognised = [page.is_picture and bool(page.parts) for page in pages]
    return SourceDocument(
        SourceKind.PDF,
        tuple(_doubted(part, recognised) for part in parts),
        len(pages),
        book.remarks(),
        doubt=" ".join(filter(None, (RECOGNISED if any(recognised) else "", DOUBTFUL if is_broken else ""))),
    )


def _words(parts: Sequence[SourceLine | SourceTable]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, SourceLine):
            yield part.words
        else:
            yield from (cell for row in part.rows for cell in row)


def _doubted(part: SourceLine | SourceTable, recognised: Sequence[bool]) -> SourceLine | SourceTable:
    """A table of words that were recognised in a picture is not sure."""
    if isinstance(part, SourceTable) and any(recognised[place.page - 1] for place in part.places):
        return replace(part, is_sure=False)
    return part
