"""The acts the portal knows by name, and where a text names one.

The table is data: a new act is a new row. An act number stands only where it has been read in the act itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Act:
    """One act: its slug in addresses, its full name, the form it is cited in before a "§", and other names.

    ``abbreviations`` are read in capitals only ("SEL § 52"); those of three letters and more also without
    a sign ("SEL 52"). ``number`` is the act's own number and day, or "" where that is not verified.
    """

    slug: str
    full_name: str
    short_name: str
    citing: str
    abbreviations: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    number: str = ""


ACTS: tuple[Act, ...] = (
    Act("serviceloven", "lov om social service", "serviceloven", "servicelovens", ("SEL",), ("servicelov",)),
    Act(
        "barnets-lov",
        "barnets lov",
        "barnets lov",
        "barnets lov",
        ("BL",),
        number="lov nr. 721 af 13. juni 2023",
    ),
    Act(
        "retssikkerhedsloven",
        "lov om retssikkerhed og administration på det sociale område",
        "retssikkerhedsloven",
        "retssikkerhedslovens",
        ("RSL",),
    ),
    Act("forvaltningsloven", "forvaltningsloven", "forvaltningsloven", "forvaltningslovens", ("FVL",)),
    Act(
        "offentlighedsloven",
        "lov om offentlighed i forvaltningen",
        "offentlighedsloven",
        "offentlighedslovens",
        ("OFL",),
    ),
    Act("databeskyttelsesloven", "databeskyttelsesloven", "databeskyttelsesloven", "databeskyttelseslovens"),
    Act("straffeloven", "straffeloven", "straffeloven", "straffelovens"),
    Act("folkeskoleloven", "lov om folkeskolen", "folkeskoleloven", "folkeskolelovens"),
    Act("dagtilbudsloven", "dagtilbudsloven", "dagtilbudsloven", "dagtilbudslovens"),
    Act("sundhedsloven", "sundhedsloven", "sundhedsloven", "sundhedslovens", ("SUL",)),
    Act(
        "voksenansvarsloven",
        "lov om voksenansvar for anbragte børn og unge",
        "voksenansvarsloven",
        "voksenansvarslovens",
    ),
    Act("foraeldreansvarsloven", "forældreansvarsloven", "forældreansvarsloven", "forældreansvarslovens"),
    Act(
        "ungdomskriminalitetsloven",
        "lov om bekæmpelse af ungdomskriminalitet",
        "ungdomskriminalitetsloven",
        "ungdomskriminalitetslovens",
    ),
    Act(
        "beskaeftigelsesindsatsloven",
        "lov om en aktiv beskæftigelsesindsats",
        "beskæftigelsesindsatsloven",
        "beskæftigelsesindsatslovens",
        ("LAB",),
    ),
    Act("aktivloven", "lov om aktiv socialpolitik", "aktivloven", "aktivlovens", ("LAS",)),
    Act(
        "kommunestyrelsesloven",
        "lov om kommunernes styrelse",
        "kommunestyrelsesloven",
        "kommunestyrelseslovens",
    ),
    Act("almenboligloven", "lov om almene boliger", "almenboligloven", "almenboliglovens"),
    Act("grundloven", "grundloven", "grundloven", "grundlovens"),
)

UNKNOWN_ACT = "?"
"""The slug of an act that the text names and the table does not hold; never shown, never linked."""

_BY_SLUG = {act.slug: act for act in ACTS}
# A word of the name may be broken over a line: "servicelo-\nvens". A footnote's digit may be glued to it.
_BREAK = r"(?:-\s{0,3}\n\s{0,3})?"
_FOOTNOTE = "[0-9¹²³⁴⁵⁶⁷⁸⁹⁰]{0,2}"
_UNKNOWN = (
    r"[^\W\d_]{2,40}?lov(?:en)?s?|lovbekendtgørelsens?|bekendtgørelsens?|vejledningens?|forordningens?"
    r"|(?:lov|bekendtgørelse|lovbekendtgørelse|vejledning)(?=\s{1,4}(?:om|nr)\b)"
)


@dataclass(frozen=True)
class ActName:
    """An act's name in a text: where it stands, which act, and whether in the genitive ("servicelovens")."""

    start: int
    end: int
    slug: str
    genitive: bool


def act(slug: str) -> Act | None:
    """The act with that slug, or None."""
    return _BY_SLUG.get(slug)


def _spelled(name: str) -> str:
    return r"\s{1,4}".join(_BREAK.join(re.escape(letter) for letter in word) for word in name.split())


def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    spellings: dict[str, str] = {}
    for row in ACTS:
        for name in (row.full_name, row.short_name, *row.aliases):
            spellings.setdefault(name, row.slug)
    groups = {f"n{index}": slug for index, slug in enumerate(spellings.values())}
    # The longest name first, so that a name is never read as the beginning of another.
    order = sorted(enumerate(spellings), key=lambda pair: -len(pair[1]))
    names = [rf"(?P<n{index}>{_spelled(name)})" for index, name in order]
    short = []
    for row in ACTS:
        for abbreviation in row.abbreviations:
            groups[f"a{abbreviation}"] = row.slug
            short.append(rf"(?P<a{abbreviation}>(?-i:{abbreviation}))")
    body = rf"(?:(?:{'|'.join(names)})(?P<genitive>{_BREAK}s)?|{'|'.join(short)}|(?P<unknown>{_UNKNOWN}))"
    return re.compile(rf"(?<![^\W_]){body}{_FOOTNOTE}(?![^\W_])", re.IGNORECASE), groups


_NAMES, _GROUPS = _pattern()

BARE_ABBREVIATION = "|".join(name for row in ACTS for name in row.abbreviations if len(name) > 2)
"""The abbreviations that may stand before a number without a sign, as an alternation for a pattern."""


def act_names(text: str) -> Iterator[ActName]:
    """Every name of an act in ``text``, in order, also of acts the table does not hold (UNKNOWN_ACT)."""
    for match in _NAMES.finditer(text):
        words = match.groupdict()
        slug = next((slug for group, slug in _GROUPS.items() if words[group] is not None), UNKNOWN_ACT)
        unknown_genitive = bool(words["unknown"]) and words["unknown"].lower().endswith("s")
        yield ActName(match.start(), match.end(), slug, bool(words["genitive"]) or unknown_genitive)
