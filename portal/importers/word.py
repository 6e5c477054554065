"""A Word file (.docx) to Markdown, by way of the HTML that mammoth reads out of it.

What mammoth has no word for (hidden, deleted, double struck, symbols, numbers) is marked in the file first.
"""

from __future__ import annotations

import io
import re
import zipfile

import mammoth

from portal.documents.personal_data import holds_cpr
from portal.importers.conversion import ConvertedText
from portal.importers.html import markdown_of_html
from portal.importers.markdown_writing import TOO_MUCH, TooMuch
from portal.importers.word_parts.marking import STYLE_MAP, mark
from portal.importers.word_parts.package import WordPackage

LARGEST_FILE = 10_000_000
_LARGEST_UNPACKED = 100_000_000
_LARGEST_TEXT = 30_000_000
MOST_PARAGRAPHS, MOST_RUNS = 5_000, 20_000
"""A paragraph stands in every cell of a table too; a run is a stretch of one look."""
_TAG = re.compile(r"<[^>]*>")
_PARAGRAPH, _RUN = re.compile(rb"<(?:\w+:)?p[\s>/]"), re.compile(rb"<(?:\w+:)?r[\s>/]")


class UnreadableFile(ValueError):
    """The file cannot be read; the message is Danish."""


def markdown_of_word(content: bytes, name: str = "") -> ConvertedText:
    """The Markdown of a .docx file, and what was left out or resolved. Raises UnreadableFile.

    A file whose ``name`` or properties (title, author, subject) hold something like a CPR number is refused,
    since they go with it unseen; in its text lint finds one.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableFile("Filen er for stor. Den må højst fylde 10 MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _refuse_too_much(packed)
            _refuse_personal_data(packed, name)
        package = WordPackage(content)
        mark(package)
        read = mammoth.convert_to_html(
            package.packed(),
            convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
            style_map=STYLE_MAP,
        )
        return markdown_of_html(read.value)
    except UnreadableFile:
        raise
    except TooMuch as error:
        raise UnreadableFile(str(error)) from error
    except Exception as error:  # mammoth raises whatever a broken file makes it raise
        raise UnreadableFile("Filen kan ikke læses. Gem den som .docx i Word, og prøv igen.") from error


def _refuse_personal_data(packed: zipfile.ZipFile, name: str) -> None:
    parts = [part for part in packed.namelist() if re.fullmatch(r"docprops/.*\.xml", part.lower())]
    properties = _TAG.sub("\n", "\n".join(packed.read(part).decode("utf-8", "replace") for part in parts))
    for what, words in (("navn", name), ("egenskaber (titel, forfatter, emne)", properties)):
        if holds_cpr(words):
            raise UnreadableFile(
                f"Filens {what} har noget, der ligner et CPR-nummer. Ret det i Word, og læg filen op igen."
            )


def _refuse_too_much(packed: zipfile.ZipFile) -> None:
    """What would take minutes to read is counted before it is read; pictures only by their size."""
    parts = packed.infolist()
    texts = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
    if sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        raise UnreadableFile("Filen er for stor, når den pakkes ud.")
    if sum(part.file_size for part in texts) > _LARGEST_TEXT:
        raise UnreadableFile(TOO_MUCH)
    paragraphs = runs = 0
    for part in texts:
        content = packed.read(part)
        if b"\x00" in content:  # another encoding than Word's would hide what is counted
            raise UnreadableFile("Filen kan ikke læses. Gem den som .docx i Word, og prøv igen.")
        paragraphs += len(_PARAGRAPH.findall(content))
        runs += len(_RUN.findall(content))
    if paragraphs > MOST_PARAGRAPHS or runs > MOST_RUNS:
        raise UnreadableFile(TOO_MUCH)
