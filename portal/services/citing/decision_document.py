"""A decision frame as a Word document for the case file."""

from __future__ import annotations

import re
from io import BytesIO

from docx import Document

from portal.services.citing.decision_frame import Paragraph

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that no XML file may hold, whatever was pasted."""


def decision_document(title: str, paragraphs: tuple[Paragraph, ...]) -> bytes:
    """The bytes of a .docx: the title, then each step with its heading, in the template's own styles."""
    document = Document()
    document.core_properties.author = ""
    document.core_properties.title = title
    document.core_properties.comments = ""
    document.core_properties.language = "da-DK"
    document.add_heading(title, level=1)
    for paragraph in paragraphs:
        document.add_heading(paragraph.heading, level=2)
        for line in filter(None, paragraph.words.splitlines()):
            document.add_paragraph(_NO_XML.sub("", line))
    written = BytesIO()
    document.save(written)
    return written.getvalue()
