"""What the log calls the things it tells of. The names are under its hashes: they stay as they are for ever.

``municipality`` and ``standard`` are slugs.
"""

from __future__ import annotations

WORD_BOOK = "ordbog"
"""What the names of all words of search begin with."""


def word_subject(key: str) -> str:
    """An entry of the words of search."""
    return f"{WORD_BOOK}/{key}"


def people_subject(municipality: str) -> str:
    """The people of a municipality."""
    return f"{municipality}/brugere"


def person_subject(person_id: int) -> str:
    """A person's account, by its number."""
    return f"person {person_id}"


def standard_subject(municipality: str, standard: str) -> str:
    """A standard as a whole: its repeal, what is proposed to be masked in it."""
    return f"{municipality}/{standard}"


def version_subject(municipality: str, standard: str, n: int) -> str:
    """Version ``n`` of a standard."""
    return f"{standard_subject(municipality, standard)}/v{n}"


def draft_subject(municipality: str, standard: str) -> str:
    """The open draft of a standard; one after another has the same name."""
    return f"{standard_subject(municipality, standard)}/kladde"
