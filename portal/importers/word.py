"""A Word file (.docx) to Markdown, by way of the HTML that mammoth reads out of it."""

from __future__ import annotations

import io
import zipfile

import mammoth

from portal.importers.html import markdown_of_html

LARGEST_FILE = 10_000_000
_LARGEST_UNPACKED = 100_000_000


class UnreadableFile(ValueError):
    """The file cannot be read; the message is Danish."""


def markdown_of_word(content: bytes) -> str:
    """The Markdown of a .docx file; pictures are left out. Raises UnreadableFile."""
    if len(content) > LARGEST_FILE:
        raise UnreadableFile("Filen er for stor. Den må højst fylde 10 MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > _LARGEST_UNPACKED:
            raise UnreadableFile("Filen er for stor, når den pakkes ud.")
        read = mammoth.convert_to_html(
            io.BytesIO(content), convert_image=mammoth.images.img_element(lambda _: {"src": ""})
        )
    except UnreadableFile:
        raise
    except Exception as error:  # mammoth raises whatever a broken file makes it raise
        raise UnreadableFile("Filen kan ikke læses. Gem den som .docx i Word, og prøv igen.") from error
    return markdown_of_html(read.value)
