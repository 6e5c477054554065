"""Putting the mask for words: in any value, and in a text, of which nothing but the words may change."""

from __future__ import annotations

import re
from typing import Any

from portal.documents.document import Document, DocumentError
from portal.documents.municipality.municipality_file import read_municipality
from portal.documents.reading.markdown import read_document
from portal.services.errors import BadInput, Parameter

MASK = "(personoplysninger skjult)"
MASK_IN_ADDRESS = "skjult"
"""What stands for words within an address on the web, which has no spaces."""
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def masked(value: Any, words: str, kept: frozenset[str] = frozenset(), *, any_case: bool = False) -> Any:
    """A value with ``MASK`` for ``words``, however deep in JSON, but for what stands under ``kept`` keys.

    ``any_case``: the words in small or capital letters too.
    """
    if isinstance(value, str):
        return _masked_string(value, re.compile(re.escape(words), re.IGNORECASE if any_case else 0))
    if isinstance(value, bytes):
        said = masked(value.decode("utf-8", "surrogateescape"), words, any_case=any_case)
        return said.encode("utf-8", "surrogateescape")
    if isinstance(value, list):
        return [masked(part, words, kept, any_case=any_case) for part in value]
    if isinstance(value, dict):
        return {
            key: part if key in kept else masked(part, words, kept, any_case=any_case)
            for key, part in value.items()
        }
    return value


def _masked_string(said: str, words: re.Pattern[str]) -> str:
    in_addresses = _ADDRESS.sub(lambda found: words.sub(MASK_IN_ADDRESS, found[0]), said)
    return words.sub(MASK, in_addresses)


def masked_text(content: bytes, words: str) -> tuple[bytes, Document]:
    """A standard's text with ``words`` masked, and read.

    Raises BadInput where it cannot be read, or where masking would change more than words.
    """
    changed = masked(content, words)
    try:
        before, after = read_document(content, "før"), read_document(changed, "efter")
    except DocumentError:
        message = "Uden ordene kan teksten ikke læses. Vælg færre ord."
        raise BadInput(Parameter.WORDS, words, message) from None
    if _facts(before) != _facts(after):
        message = "Ordene er en del af et niveau, en frist, en dato eller en paragraf."
        raise BadInput(Parameter.WORDS, words, message)
    return changed, after


def check_draft_text(content: bytes, words: str) -> None:
    """Raise BadInput as ``masked_text`` does, for a text that can be read as it is."""
    try:
        read_document(content, "før")
    except DocumentError:
        return
    masked_text(content, words)


def check_municipality(source: bytes, words: str) -> None:
    """Raise BadInput where a municipality's file could not be read without ``words``."""
    try:
        read_municipality(masked(source, words), "kommune.yaml")
    except DocumentError:
        message = "Uden ordene kan kommunens oplysninger ikke læses. Vælg færre ord."
        raise BadInput(Parameter.WORDS, words, message) from None


def _facts(document: Document) -> tuple[object, ...]:
    """What a redaction may never touch."""
    front = document.front
    return (
        [(level.row_id, level.extent.parts) for table in document.tables for level in table.levels],
        [(rule.row_id, rule.number, rule.unit) for rule in document.deadlines],
        [section.id for section in document.sections],
        [section.law for section in document.sections],
        (front.law_basis, front.adopted, front.published, front.begins, front.ends, front.confirmed),
        (front.kind, front.restatement, front.corrects, front.review),
    )
