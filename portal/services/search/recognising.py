"""A search that names benefit, level and municipality without doubt, so that the table's row can stand first.

Nothing is guessed: every word of the question must belong to one of the three, or be a word that asks. Two
municipalities, two benefits, two levels, or a word left over, and there is no row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from calculators.reading.levels import Level
from portal.services.asking.calculating import TableInForce
from portal.services.published.catalogue import MunicipalityRecord
from search_index.analysis.forms import forms
from search_index.analysis.tokens import tokenise

_ASKING = frozenset(
    (
        "hvor", "hvad", "hvornår", "mange", "meget", "timer", "time", "døgn", "uger", "weekender",
        "omfang", "niveau", "antal", "er", "kan", "man", "vi", "jeg", "få", "får", "giver", "gives",
        "have", "med", "ved", "på", "til", "i", "for", "af", "om", "en", "et", "den", "det", "der",
        "hos", "kommune", "kommunes",
    )
)  # fmt: skip
"""Words of a question that change nothing of which row is meant."""

_Forms = frozenset[str]
_Reader = Callable[[str], _Forms]


@dataclass(frozen=True)
class NamedRow:
    """The row that is meant."""

    source: TableInForce
    level: Level


def named_municipality(
    question: str, municipalities: Iterable[MunicipalityRecord]
) -> MunicipalityRecord | None:
    """The one municipality that the question names; None for none, and for two."""
    asked = _words(question)
    named = [owner for owner in municipalities if _place(asked, _name(owner), _spelled) >= 0]
    return named[0] if len(named) == 1 else None


def named_row(
    question: str, municipality: MunicipalityRecord, tables: Sequence[TableInForce]
) -> NamedRow | None:
    """The one row of ``tables`` (the municipality's own) that the question names, None where in doubt."""
    asked = _without(_words(question), _name(municipality), _spelled)
    found = {}
    for source in tables:
        for benefit in _benefit_names(source):
            if not _find(asked, benefit):
                continue
            rest = _without(asked, benefit)
            for level in source.table.levels:
                if any(_is_all(rest, name) for name in _names(level)):
                    found[level.row_id, source.version_path] = NamedRow(source, level)
    return next(iter(found.values())) if len(found) == 1 else None


def _benefit_names(source: TableInForce) -> set[str]:
    """What the table's benefit is called. A text with one table is about what it is itself named after."""
    names = {source.table.benefit, source.table.id.replace("-", " ")}
    if len(source.document.tables) == 1:
        names.add(source.found.record.slug.replace("-", " "))
    return names


def _is_all(rest: Sequence[str], name: str) -> bool:
    """Whether ``name`` is there and nothing is left but words that ask."""
    return _find(rest, name) and all(word in _ASKING for word in _without(rest, name))


def _names(level: Level) -> tuple[str, ...]:
    return (level.label, level.label.partition("/")[0], level.key.replace("-", " "))


def _name(owner: MunicipalityRecord) -> str:
    return owner.name.removesuffix(" Kommune")


def _words(text: str) -> list[str]:
    return [token.word for token in tokenise(text)]


def _forms_of(word: str) -> _Forms:
    """The forms a word is known by, and its spelling without Danish letters."""
    return frozenset((*forms(word).strong, f"w:{_plain(word)}"))


def _spelled(word: str) -> _Forms:
    """A name is not inflected, but for the genitive: Vejen is no way, Lejre no camps."""
    plain = _plain(word)
    return frozenset((plain, plain.removesuffix("s")))


def _plain(word: str) -> str:
    return word.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")


def _place(asked: Sequence[str], name: str, forms_of: _Reader = _forms_of) -> int:
    """Where the words of ``name`` follow one another, -1 where they do not."""
    sought = [forms_of(word) for word in _words(name)]
    known = [forms_of(word) for word in asked]
    for at in range(len(known) - len(sought) + 1 if sought else 0):
        if all(map(frozenset.__and__, known[at : at + len(sought)], sought)):
            return at
    return -1


def _find(asked: Sequence[str], name: str) -> bool:
    return _place(asked, name) >= 0


def _without(asked: Sequence[str], name: str, forms_of: _Reader = _forms_of) -> list[str]:
    """``asked`` without the words of ``name``, wherever they stand."""
    rest = list(asked)
    length = len(_words(name))
    while (at := _place(rest, name, forms_of)) >= 0:
        del rest[at : at + length]
    return rest
