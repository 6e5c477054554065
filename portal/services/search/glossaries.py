"""What the standards' own glossaries say of words: their terms, and other names they give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.documents.reading.glossary import GLOSSARY_ID
from portal.models import Municipality, SectionRow, Standard, Version
from search_index.analysis.synonyms import SynonymGroup

_OTHER_NAME = re.compile(
    r"\b(?:også kaldt|også kaldet|kaldes også|det samme som)\s+(?P<name>[^\W\d_][\w-]*(?: [^\W\d_][\w-]*)?)",
    re.I,
)
_BRACKETED = re.compile(r"^(?P<term>[^()]+?)\s*\((?P<name>[^()]+)\)$")


@dataclass(frozen=True)
class Term:
    """A term with the other names its glossary gives it, and which standard's glossary it is."""

    term: str
    others: tuple[str, ...]
    source: str

    @property
    def group(self) -> SynonymGroup:
        """The term and its other names as words that may stand for one another."""
        return SynonymGroup((self.term, *self.others), f"ordforklaringen i {self.source}")


def read_terms(session: Session, today: date) -> tuple[Term, ...]:
    """Every term of the glossaries published by ``today``, each once. One statement."""
    rows = session.execute(
        select(SectionRow.text, Municipality.slug, Standard.slug)
        .join(Version, Version.id == SectionRow.version_id)
        .join(Standard, Standard.id == Version.standard_id)
        .join(Municipality, Municipality.id == Standard.municipality_id)
        .where(
            SectionRow.anchor == GLOSSARY_ID,
            or_(Version.published_day.is_(None), Version.published_day <= today),
        )
        .order_by(Municipality.slug, Standard.slug, Version.n)
    )
    found: dict[tuple[str, tuple[str, ...]], Term] = {}
    for text, municipality, standard in rows:
        for term in terms_of(text, f"{municipality}/{standard}"):
            found.setdefault((term.term.lower(), term.others), term)
    return tuple(found.values())


def terms_of(text: str, source: str) -> Iterator[Term]:
    """The terms of a glossary's plain text, one a line: "Term: forklaring"."""
    for line in text.splitlines():
        term, colon, explanation = line.partition(":")
        if not colon or not term.strip():
            continue
        bracketed = _BRACKETED.match(term.strip())
        others = [bracketed["name"]] if bracketed else []
        others += [found["name"] for found in _OTHER_NAME.finditer(explanation)]
        yield Term(bracketed["term"] if bracketed else term.strip(), tuple(others), source)
