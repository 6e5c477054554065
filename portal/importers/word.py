"""A Word file (.docx) to Markdown, by way of the HTML that mammoth reads out of it.

What mammoth has no word for (hidden, deleted, double struck, symbols, numbers) is marked in the file first.
"""

from __future__ import annotations

import mammoth

from portal.documents.personal_data import holds_cpr
from portal.importers.conversion import ConvertedText
from portal.importers.counting import UnreadableFile, refuse_large_html
from portal.importers.html import pieces_of_html
from portal.importers.markdown_writing import TooMuch
from portal.importers.pieces import Pieces
from portal.importers.word_parts.marking import STYLE_MAP, mark
from portal.importers.word_parts.package import WordPackage


def markdown_of_word(content: bytes, name: str = "") -> ConvertedText:
    """The Markdown of a .docx file, and what was left out or resolved. Raises UnreadableFile, TooMuch.

    As ``pieces_of_word``.
    """
    return pieces_of_word(content, name).converted()


def pieces_of_word(content: bytes, name: str = "", *, opens_layouts: bool = False) -> Pieces:
    """The pieces of a .docx file; ``opens_layouts`` as in ``pieces_of_html``. Raises UnreadableFile, TooMuch.

    That it is not too large is for ``refuse_large_word`` to say, before it comes here. A file whose ``name``
    or properties (title, author, subject) hold something like a CPR number is refused, since they go with it
    unseen; in its text lint finds one.
    """
    try:
        package = WordPackage(content)
        refuse_personal_data(package.properties(), name)
        mark(package)
        read = mammoth.convert_to_html(
            package.packed(),
            convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
            style_map=STYLE_MAP,
        )
        refuse_large_html(read.value)
        return pieces_of_html(read.value, opens_layouts=opens_layouts)
    except (UnreadableFile, TooMuch):
        raise
    except Exception as error:  # mammoth raises whatever a broken file makes it raise
        raise UnreadableFile from error


def refuse_personal_data(properties: str, name: str) -> None:
    """Raise UnreadableFile where a file's properties or ``name`` hold something like a CPR number."""
    for what, words in (("navn", name), ("egenskaber (titel, forfatter, emne)", properties)):
        if holds_cpr(words):
            raise UnreadableFile(
                f"Filens {what} har noget, der ligner et CPR-nummer. Ret det i Word, og læg filen op igen."
            )
