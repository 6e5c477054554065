"""What a file of ours is known by in Word: its styles and properties. Writer and reader go by the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from portal.documents.editing.written_blocks import WrittenBlock
from portal.documents.reading.directives import Name

TITLE, QUOTE, CAPTION, TEXT = "Title", "Quote", "Caption", "Normal"
TERM, EXPLANATION, NOTE, FOLD = "Ord", "Forklaring", "Tabelnote", "Fagoverskrift"
PROFESSIONAL, DEPARTURE = "Fagligt", "Fravigelse"
AROUND = {
    PROFESSIONAL: Name.PROFESSIONAL.value,
    FOLD: Name.PROFESSIONAL.value,
    DEPARTURE: Name.DEPARTURE.value,
}
"""The styles of text that stands in a block of the dialect."""
HEADING = "Heading"
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
DEEPEST = 9
"""Levels of a list, as many as Word has."""


@dataclass(frozen=True)
class WordOrigin:
    """What a file says of itself, in properties that Word keeps.

    ``standard`` is "kommune/standard", ``words`` the hash of all that is shown of the newer text, and
    ``author`` and ``moment`` are those of our own changes. ``moment`` has whole seconds.
    """

    standard: str
    words: str
    author: str
    moment: datetime

    @property
    def written_moment(self) -> str:
        """The moment as Word writes it."""
        return self.moment.strftime("%Y-%m-%dT%H:%M:%SZ")


STANDARD_PROPERTY, WORDS_PROPERTY = "Kvalitetsportal standard", "Kvalitetsportal tekst"
AUTHOR_PROPERTY, MOMENT_PROPERTY = "Kvalitetsportal forfatter", "Kvalitetsportal tidspunkt"


def words_hash(blocks: tuple[WrittenBlock, ...]) -> str:
    """A text's hash by what is shown of it, whatever its Markdown and the rest of its head are.

    In letters alone: some hashes in digits look like a CPR number, and a file with one is refused.
    """
    shown = "\x1e".join("\x1f".join(block.texts) for block in blocks)
    return hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest().translate(_LETTERS)
