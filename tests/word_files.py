"""Word files of two texts, as the portal writes them, as somebody else's changes, and small ones by hand."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from portal.documents.changes.redline import redline, redline_words
from portal.documents.editing.written_blocks import written_blocks
from portal.documents.reading.markdown import read_document
from portal.word.names import WordOrigin, words_hash
from portal.word.writing import RedlinedText, write_word

MOMENT = datetime(2026, 3, 1, 12, 30, 0)


def changes_file(
    old: str, new: str, *, of: str = "", author: str = "Prøve Kommune", standard: str = ""
) -> bytes:
    """A .docx of what changed from ``old`` to ``new``, both whole files; sent out as ``of``, else ``new``."""
    before, after = read_document(old.encode(), "old"), read_document(new.encode(), "new")
    title = redline_words(before.front.title, after.front.title)
    origin = WordOrigin(standard or "a/aflastning", words_hash(written_blocks(of or new)), author, MOMENT)
    return write_word(RedlinedText(title, redline(before, after)), after.front.title, "Prøve Kommune", origin)


def somebodys(file: bytes) -> bytes:
    """The same file, whose changes are then not ours but of somebody of the same name, at another time."""
    return with_part(
        file, "docProps/custom.xml", lambda xml: xml.replace("2026-03-01T12:30:00Z", "2020-01-01T00:00:00Z")
    )


def with_part(file: bytes, name: str, change) -> bytes:
    """The file with one part changed; ``change`` takes and gives text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in packed.infolist():
            content = packed.read(part)
            made.writestr(
                part.filename, change(content.decode()).encode() if part.filename == name else content
            )
    return out.getvalue()


def shown(text: str) -> list[tuple[str, ...]]:
    """All that is shown of a text, piece by piece."""
    return [block.texts for block in written_blocks(text) if any(block.texts)]
