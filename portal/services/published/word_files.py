"""Versions as Word files."""

from __future__ import annotations

from datetime import datetime, time

from portal.danish.dates import format_date
from portal.documents.changes.redline import redline_words
from portal.documents.editing.written_blocks import written_blocks
from portal.services.context import Context
from portal.services.published.reading import Reading, VersionText, create_reading
from portal.word.names import WordOrigin, words_hash
from portal.word.writing import RedlinedText, write_word


class WordFiles:
    """Writes a version as a .docx: the same bytes for ever, as long as its text may be shown as it is."""

    def __init__(self, reading: Reading):
        self._reading = reading

    def version(self, text: VersionText) -> bytes:
        """The .docx of a version, without any changes in it."""
        record, version, document = text.record, text.version, text.document
        owner = record.municipality.name
        source = self._reading.content(version).decode("utf-8", "replace")
        day = version.published.day or version.begins.day or version.recorded.date()
        begins = f", gælder fra {format_date(version.begins.day)}" if version.begins.day else ""
        origin = WordOrigin(
            "/".join(record.slugs),
            words_hash(written_blocks(source.replace("\r\n", "\n"))),
            owner,
            datetime.combine(day, time(12)),
        )
        title = document.front.title
        shown = RedlinedText(redline_words(title, title), self._reading.texts.redline(document, document))
        return write_word(shown, title, f"{owner} · {title} · version {version.n}{begins}", origin)


def create_word_files(context: Context) -> WordFiles:
    """Word files for a request."""
    return WordFiles(context.get(create_reading))
