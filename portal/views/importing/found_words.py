"""What was found in a file, in words: what it is, how many there are, and where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from portal.importers.drafting.imported import FoundKind
from portal.importers.source import SourceKind, SourcePlace
from portal.services.importing.imported_records import SourceThing

KIND_WORDS: Mapping[FoundKind, tuple[str, str]] = {
    FoundKind.HEADING: ("overskrift", "overskrifter"),
    FoundKind.LEVEL_TABLE: ("niveautabel", "niveautabeller"),
    FoundKind.DEADLINES: ("frist", "frister"),
    FoundKind.TABLE: ("anden tabel", "andre tabeller"),
    FoundKind.TERM: ("forklaret ord", "forklarede ord"),
    FoundKind.NUMBER: ("tal", "tal"),
    FoundKind.CANDIDATE: ("omfang i en sætning", "omfang i sætninger"),
}
SOURCE_WORDS: Mapping[SourceKind, str] = {
    SourceKind.TEXT: "Tekstfil",
    SourceKind.PDF: "PDF",
    SourceKind.WORD: "Word-fil",
    SourceKind.HTML: "Webside (HTML)",
}
_PAGED = (SourceKind.TEXT, SourceKind.PDF)


def kind_words(kind: FoundKind) -> str:
    """One thing of a kind: "Overskrift"."""
    return KIND_WORDS[kind][0].capitalize()


def where(kind: SourceKind, place: SourcePlace) -> str:
    """A place in a file of some kind: "Side 3, linje 7", for one without pages "Afsnit 7"."""
    if not place.page:
        return "Ukendt sted i filen"
    return f"Side {place.page}, linje {place.line}" if kind in _PAGED else f"Afsnit {place.line}"


def counts(things: Iterable[SourceThing]) -> str:
    """How many there are of each kind: "12 overskrifter, 2 niveautabeller"."""
    found = Counter(thing.kind for thing in things)
    said = [f"{found[kind]} {KIND_WORDS[kind][found[kind] != 1]}" for kind in FoundKind if found[kind]]
    return ", ".join(said) or "ingenting, vi kender"
