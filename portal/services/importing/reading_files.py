"""Reading a file into drafts, and showing a page of it: each in a process of its own, within its limits."""

from __future__ import annotations

import base64

from portal.importers.drafting.imported import ImportedFile
from portal.importers.importing import ImportLimits, import_in_process
from portal.importers.own_process import Converters
from portal.importers.reading.page_picture import box_words, page_picture
from portal.importers.source import SourcePlace
from portal.services.context import Process
from portal.services.drafting.converting import create_converters
from portal.services.errors import BadInput, Parameter
from portal.settings import Settings


class ReadingFiles:
    """Reads what is brought. Every refusal of the readers is a BadInput that says in Danish what to do.

    ``limits.bytes`` is how much of a file need be read to be told that it is too large.
    """

    def __init__(self, converters: Converters, limits: ImportLimits):
        self._converters = converters
        self.limits = limits

    def drafts(self, content: bytes, name: str, municipality: str) -> ImportedFile:
        """What a file called ``name`` gives for a municipality, named by its slug."""
        try:
            return import_in_process(self._converters, content, name, municipality, self.limits)
        except ValueError as error:
            raise BadInput(Parameter.FILE, name, str(error)) from None

    def picture(self, content: bytes, place: SourcePlace) -> bytes:
        """The page of a PDF as PNG, with the place marked. Raises BadInput where it cannot be drawn."""
        try:
            drawn = self._converters.run(page_picture, content, str(place.page), *box_words(place.box))
        except ValueError as error:
            raise BadInput(Parameter.FILE, "", str(error)) from None
        return base64.b64decode(drawn)


def import_limits(settings: Settings) -> ImportLimits:
    """What one file may take, as the settings say."""
    return ImportLimits(
        settings.import_bytes, settings.import_pages, settings.import_seconds, settings.import_memory
    )


def create_reading_files(process: Process) -> ReadingFiles:
    """ReadingFiles for a process."""
    return ReadingFiles(process.get(create_converters), import_limits(process.settings))
