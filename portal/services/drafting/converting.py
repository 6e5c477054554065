"""Text from elsewhere, as Markdown for a draft: counted first, then converted in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from portal.importers.conversion import ConvertedText, read_conversion
from portal.importers.counting import refuse_large_html, refuse_large_word
from portal.importers.html import looks_like_html, markdown_of_html
from portal.importers.own_process import Converters
from portal.importers.plain import markdown_of_text
from portal.importers.word import markdown_of_word
from portal.services.context import Process
from portal.services.drafting.drafting import LARGEST_DRAFT, too_large
from portal.services.errors import BadInput, Parameter
from portal.word.reading import read_reviewed
from portal.word.reviewed import ReviewedFile, reviewed_of

Content = TypeVar("Content", bytes, str)
IN_FILE = "unreadable-file"
"""The code of what is wrong with a file, and not with the text in the field."""


class Converting:
    """Converts what editors bring. Each raises BadInput that says in Danish what to do."""

    def __init__(self, converters: Converters):
        self._converters = converters

    def html(self, source: str) -> ConvertedText:
        """HTML."""
        return self._made(markdown_of_html, source, refuse_large_html)

    def typed(self, words: str) -> ConvertedText:
        """What was put into a field, markup or plain."""
        if not words.strip():
            raise BadInput(Parameter.PASTED_TEXT, "", "Sæt tekst ind i feltet, eller vælg en fil.")
        if len(words) > LARGEST_DRAFT:
            raise BadInput(Parameter.PASTED_TEXT, "", too_large(len(words.encode())))
        return self.html(words) if looks_like_html(words) else self._made(markdown_of_text, words)

    def word(self, content: bytes, name: str) -> ConvertedText:
        """A Word file called ``name``."""
        try:
            return self._made(markdown_of_word, content, refuse_large_word, name)
        except BadInput as error:
            raise BadInput(error.parameter, name, error.message, IN_FILE) from None

    def reviewed(self, content: bytes, name: str) -> ReviewedFile:
        """A Word file called ``name`` as it stands, with what was tracked and said in it."""
        try:
            refuse_large_word(content)
            return reviewed_of(self._converters.run(read_reviewed, content, name))
        except ValueError as error:
            raise BadInput(Parameter.FILE, name, str(error), IN_FILE) from None

    def _made(
        self,
        convert: Callable[..., ConvertedText],
        content: Content,
        count: Callable[[Content], None] | None = None,
        *more: str,
    ) -> ConvertedText:
        """What ``convert`` makes of content that ``count`` does not refuse."""
        try:
            if count is not None:
                count(content)
            return read_conversion(self._converters.run(convert, content, *more))
        except ValueError as error:
            raise BadInput(Parameter.PASTED_TEXT, "", str(error)) from None


def create_converters(process: Process) -> Converters:
    """The processes that conversions are done in: one set of them, however many kinds there are."""
    del process
    return Converters()


def create_converting(process: Process) -> Converting:
    """Converting for a process."""
    return Converting(process.get(create_converters))
