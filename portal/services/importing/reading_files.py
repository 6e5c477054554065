"""Reading a file into drafts, and showing a page of it: each in a process of its own, within its limits."""

from __future__ import annotations

import base64

from portal.importers.drafting.imported import ImportedFile
from portal.importers.own_process import Converters
from portal.importers.source import SourcePlace
from portal.services.context import Process
from portal.services.drafting.converting import create_converters
from portal.services.errors import BadInput, Parameter


class ReadingFiles:
    """Reads what is brought. Every refusal of the readers is a BadInput that says in Danish what to do."""

    def __init__(self, converters: Converters):
        self._converters = converters

    def drafts(self, content: bytes, name: str, municipality: str) -> ImportedFile:
        """What a file called ``name`` gives for a municipality, named by its slug."""
        from portal.importers.reading.opening import import_file, read_imported  # type: ignore

        try:
            return read_imported(self._converters.run(import_file, content, name, municipality))
        except ValueError as error:
            raise BadInput(Parameter.FILE, name, str(error)) from None

    def picture(self, content: bytes, place: SourcePlace) -> bytes:
        """The page of a PDF as PNG, with the place marked. Raises BadInput where it cannot be drawn."""
        from portal.importers.reading.page_picture import box_words, page_picture  # type: ignore

        try:
            drawn = self._converters.run(page_picture, content, str(place.page), *box_words(place.box))
        except ValueError as error:
            raise BadInput(Parameter.FILE, "", str(error)) from None
        return base64.b64decode(drawn)


def create_reading_files(process: Process) -> ReadingFiles:
    """ReadingFiles for a process."""
    return ReadingFiles(process.get(create_converters))
