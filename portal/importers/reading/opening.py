"""What kind of file was brought is told by its bytes, not by its name; others are refused in words."""

from __future__ import annotations

import io
import zipfile

from portal.importers.counting import UnreadableFile
from portal.importers.html import looks_like_html
from portal.importers.reading.decoding import decoded_html
from portal.importers.reading.marked import read_html, read_word
from portal.importers.reading.pdf import read_pdf
from portal.importers.reading.text import read_text_file
from portal.importers.source import SourceDocument

MOST_PAGES = 300
_PDF_WITHIN = 1_024
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_LOCKED_WORD = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")
EMPTY = "Filen er tom. Vælg en anden fil."
SAVE_AS_WORD = "Åbn den, gem den som Word (.docx) eller PDF, og prøv igen."
OLD_WORD = f"Filen er i Words gamle format (.doc), som ikke kan læses her. {SAVE_AS_WORD}"
LOCKED_WORD = "Filen er låst med en adgangskode. Gem den uden adgangskode, og prøv igen."
PICTURE = "Filen er et billede, og der er ingen tekst at læse. Find det dokument, den blev lavet af."
OTHER = f"Filen er hverken Word, PDF, HTML eller ren tekst. {SAVE_AS_WORD}"
PACKED = "Filen er en pakke (zip). Pak den ud, og læg hver fil op for sig."


def read_source(content: bytes, name: str, most_pages: int = MOST_PAGES) -> SourceDocument:
    """What a file called ``name`` says, in reading order.

    Raises UnreadableFile or TooMuch with a Danish message that says what to do.
    """
    if not content.strip():
        raise UnreadableFile(EMPTY)
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return read_pdf(content, most_pages)
    if content.startswith(_ZIP):
        return _of_package(content, name)
    _refuse_other_kinds(content)
    start = decoded_html(content[:_PDF_WITHIN])
    return read_html(decoded_html(content)) if looks_like_html(start) else read_text_file(content)


def _of_package(content: bytes, name: str) -> SourceDocument:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            folders = {part.partition("/")[0].lower() for part in packed.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableFile from error
    if "word" in folders or not folders & {"xl", "ppt", "meta-inf"}:
        if "[content_types].xml" not in folders:
            raise UnreadableFile(PACKED)
        return read_word(content, name)
    raise UnreadableFile(OTHER)


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(_OLE):
        locked = _LOCKED_WORD in content
        raise UnreadableFile(LOCKED_WORD if locked else OLD_WORD if _OLD_WORD in content else OTHER)
    if content.startswith(_PICTURES):
        raise UnreadableFile(PICTURE)
    if content.startswith((b"{\\rtf", b"MIME-Version:")):
        raise UnreadableFile(OTHER)
