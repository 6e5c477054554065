"""The Danish words known here: every inflected form with its dictionary form, and what is never a compound
part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML
from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

DATA = Path(__file__).parent / "data"


def read_data(name: str) -> dict[str, object]:
    """A YAML file of ours from ``search_index/analysis/data``, as plain data."""
    loaded = YAML(typ="safe", pure=True).load((DATA / name).read_text("utf-8"))
    return dict(loaded)


def _words(value: object) -> frozenset[str]:
    assert isinstance(value, Iterable)
    return frozenset(str(word) for word in value)


class Lexicon:
    """Word forms and their dictionary forms: the Danish word list of simplemma, our exceptions, words of the
    corpus.

    ``extra`` are dictionary forms found in the corpus that the word list lacks ("efterværn", "bostøtte").
    """

    def __init__(self, extra: Iterable[str] = ()) -> None:
        data = read_data("words.yaml")
        self._listed: Mapping[str, str] = DEFAULT_DICTIONARY_FACTORY.get_dictionary("da")
        irregular = data["irregular"]
        assert isinstance(irregular, Mapping)
        self._irregular = {str(form): str(lemma) for lemma, forms in irregular.items() for form in forms}
        families = data["families"]
        assert isinstance(families, Mapping)
        self._families = {str(noun): str(verb) for verb, nouns in families.items() for noun in nouns}
        self.function_words = _words(data["function_words"])
        self.never_parts = _words(data["never_parts"])
        special = data["part_forms"]
        assert isinstance(special, Mapping)
        self.part_forms = {word: word for word in _words(data["short_parts"])}
        self.part_forms |= {str(part): str(lemma) for part, lemma in special.items()}
        self.whole = _words(data["whole"])
        self.never_stemmed = _words(data["never_stemmed"])
        self._extra = frozenset(extra)

    def lemma(self, word: str) -> str:
        """The dictionary form of ``word`` (lower case), "" where the word is not known."""
        found = self._irregular.get(word)
        if found is None:
            found = self._listed.get(word, "")
            found = self._irregular.get(found, found).lower()
        if not found and word in self._extra:
            return word
        return found

    def is_irregular(self, word: str) -> bool:
        """Whether our own list, and not the word list, says what the dictionary form of ``word`` is."""
        return word in self._irregular

    def family(self, lemma: str) -> str:
        """The verb a noun is made of (anbringelse → anbringe, bevilling → bevilge), else ``lemma`` itself."""
        if lemma in self._families:
            return self._families[lemma]
        for ending in ("ning", "else", "ing"):
            root = lemma[: -len(ending)]
            if len(root) < 3 or not lemma.endswith(ending):
                continue
            for verb in (root + "e", root[:-1] + "e" if root[-1] == root[-2] else ""):
                if verb and self._is_verb(verb):
                    return verb
        return lemma

    def _is_verb(self, word: str) -> bool:
        if self._listed.get(word) == word:
            return True
        return any(
            word.startswith(p) and self._listed.get(word[len(p) :]) == word[len(p) :] for p in _PARTICLES
        )

    def forms(self) -> Iterator[str]:
        """Every listed word form."""
        return iter(self._listed)

    def knows(self, word: str) -> bool:
        """Whether ``word`` is a form that the word list or the corpus list has."""
        return bool(self.lemma(word))


_PARTICLES = (
    "op",
    "ud",
    "ind",
    "til",
    "fra",
    "af",
    "på",
    "ned",
    "over",
    "under",
    "med",
    "om",
    "igen",
    "efter",
)


@lru_cache(maxsize=1)
def standard_lexicon() -> Lexicon:
    """The lexicon without corpus words; it is read once per process (half a second, some 100 MB)."""
    return Lexicon()
