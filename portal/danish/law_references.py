"""Law references as Danish writes them: "servicelovens § 52, stk. 3, nr. 6", in every spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from portal.danish.law_acts import UNKNOWN_ACT, ActName, act, act_names
from portal.danish.law_grammar import ProvisionGroup, groups


@dataclass(frozen=True, order=True)
class LawReference:
    """One provision. ``act`` is the act's slug ("serviceloven", "barnets-lov") or "" where none is named.

    ``section`` is the paragraph with its letter, closed up and lower case ("52", "82b"); ``part`` the stykke,
    ``number`` the nummer, ``letter`` a litra; each "" where not named.
    """

    act: str
    section: str
    part: str = ""
    number: str = ""
    letter: str = ""


@dataclass(frozen=True, order=True)
class FoundReference:
    """A reference in a text: ``text[start:end]`` are its words, with the act's name where it stands beside.

    Spans never overlap in part; the references of a range ("stk. 2-5") share one span.
    """

    start: int
    end: int
    reference: LawReference


@dataclass(frozen=True)
class _Resolved:
    """A group with its act (UNKNOWN_ACT where the text names one we do not hold, "" where none)."""

    group: ProvisionGroup
    act: str
    start: int
    end: int


_NAME_BEFORE = re.compile(r"[\s,()]{0,6}\Z")
_NAME_AFTER = re.compile(r"[\s,]{0,6}(?:(?:i|efter)\s{1,4}|\()?", re.IGNORECASE)
_SIGN_NEXT = re.compile(r"\s{0,6}(?:§|paragraf|[0-9])", re.IGNORECASE)
_LONG_UNKNOWN = re.compile(r"\blov\s{1,4}om\s[^.,;:()§]{1,90}\Z", re.IGNORECASE)
_CHAINED = re.compile(
    r"\s{0,4}[,;/]?\s{0,4}(?:(?:og|eller|samt)\s{1,4}|(?P<cf>jfr?\.?\s{0,4}(?:dog\s{1,4})?))?", re.IGNORECASE
)
_SECTION = re.compile(r"[1-9][0-9]{0,3}[a-z]?")
_VALUE = re.compile(r"[1-9][0-9]{0,2}")
_ABSENT = "-"


def find_references(text: str, default_act: str = "") -> tuple[FoundReference, ...]:
    """Every law reference in ``text``, in reading order. Never raises.

    A reference that names no act gets ``default_act``, unless it belongs to a list that names one
    ("servicelovens § 52 og § 76"). Where the text names an act that the portal does not hold, the
    reference has the act "" whatever the default. "stk. 3, nr. 6" without a paragraph is no reference.
    """
    found = []
    for resolved in _resolve(text):
        slug = "" if resolved.act == UNKNOWN_ACT else resolved.act or default_act
        items = resolved.group.items
        for index, item in enumerate(items):
            start = resolved.start if index == 0 else item.start
            end = resolved.end if index == len(items) - 1 else item.end
            found += [
                FoundReference(
                    start, end, LawReference(slug, place.section, place.part, place.number, place.letter)
                )
                for place in item.places
            ]
    return tuple(found)


def _resolve(text: str) -> list[_Resolved]:
    all_groups = list(groups(text))
    names = list(act_names(text)) if all_groups else []
    before, after = {name.end: name for name in names}, {name.start: name for name in names}
    chain = [_named(text, group, before, after) for group in all_groups]
    for index in range(1, len(chain)):
        link = _link(text, chain[index - 1], chain[index])
        if link is not None and not chain[index].act:
            chain[index] = replace(chain[index], act=chain[index - 1].act)
    for index in range(len(chain) - 1, 0, -1):
        link = _link(text, chain[index - 1], chain[index])
        # "§ 11, jf. § 31 i lov om …": what stands before "jf." need not be of the same act.
        if link is not None and not link["cf"] and not chain[index - 1].act:
            chain[index - 1] = replace(chain[index - 1], act=chain[index].act)
    return chain


def _link(text: str, first: _Resolved, second: _Resolved) -> re.Match[str] | None:
    return _CHAINED.fullmatch(text, first.end, second.start) if second.start - first.end < 30 else None


def _named(
    text: str, group: ProvisionGroup, before: dict[int, ActName], after: dict[int, ActName]
) -> _Resolved:
    """The act named just before the sign, just after the group, or none."""
    gap = _NAME_BEFORE.search(text, max(0, group.start - 6), group.start)
    for position in range(group.start, gap.start() - 1 if gap else group.start, -1):
        if name := before.get(position):
            return _Resolved(
                group, name.slug, name.start if name.slug != UNKNOWN_ACT else group.start, group.end
            )
    if (name := after.get(group.start)) is not None:  # "SEL 52": the abbreviation is the sign
        return _Resolved(group, name.slug, group.start, group.end)
    step = _NAME_AFTER.match(text, group.end)
    name = after.get(step.end()) if step else None
    if name is not None and not name.genitive and not _SIGN_NEXT.match(text, name.end):
        return _Resolved(group, name.slug, group.start, name.end if name.slug != UNKNOWN_ACT else group.end)
    long = _LONG_UNKNOWN.search(text, max(0, group.start - 100), group.start)
    if long and after.get(long.start()) is not None and after[long.start()].slug == UNKNOWN_ACT:
        return _Resolved(group, UNKNOWN_ACT, group.start, group.end)
    return _Resolved(group, "", group.start, group.end)


def read_reference(text: str) -> LawReference:
    """The one reference that ``text`` is, whole. Raises ValueError with a Danish message otherwise."""
    words = text.strip().rstrip(".,;")
    found = find_references(words)
    if len(found) > 1:
        raise ValueError(f"Skriv én bestemmelse ad gangen, ikke »{words}«.")
    if not found or (found[0].start, found[0].end) != (0, len(words)):
        raise ValueError(
            f"»{words}« er ikke en lovhenvisning, vi kan læse. Skriv som: servicelovens § 52, stk. 3, nr. 6."
        )
    return found[0].reference


def format_reference(reference: LawReference) -> str:
    """The normal form: "servicelovens § 52, stk. 3, nr. 6", "barnets lov § 90", "§ 82 b"."""
    known = act(reference.act)
    digits = reference.section.rstrip("abcdefghijklmnopqrstuvwxyz")
    words = (
        f"{known.citing if known else reference.act} § {digits} {reference.section[len(digits) :]}".strip()
    )
    below = (("stk.", reference.part), ("nr.", reference.number), ("litra", reference.letter))
    return words + "".join(f", {name} {value}" for name, value in below if value)


def reference_path(reference: LawReference) -> str:
    """The reference as an address: "serviceloven/52/3/6". What is missing above something named is "-"."""
    parts = [reference.act, reference.section, reference.part, reference.number, reference.letter]
    while not parts[-1]:
        parts.pop()
    return "/".join(part or _ABSENT for part in parts)


def parse_path(path: str) -> LawReference:
    """The reference an address names; the inverse of ``reference_path``. ValueError for anything else."""
    parts = ["" if part == _ABSENT else part for part in path.strip("/").lower().split("/")]
    if not 2 <= len(parts) <= 5 or not parts[-1]:
        raise ValueError(f"»{path}« er ikke en adresse på en lovbestemmelse.")
    slug, section, part, number, letter = parts + [""] * (5 - len(parts))
    if slug and act(slug) is None:
        raise ValueError(f"Portalen kender ikke loven »{slug}«.")
    below_fit = all(not value or _VALUE.fullmatch(value) for value in (part, number))
    letter_fits = not letter or (len(letter) == 1 and "a" <= letter <= "z")
    if not (_SECTION.fullmatch(section) and below_fit and letter_fits):
        raise ValueError(f"»{path}« er ikke en adresse på en lovbestemmelse.")
    return LawReference(slug, section, part, number, letter)


def read_provision(typed: str) -> LawReference:
    """One provision of an act, as Danish writes it or as an address: "barnets lov § 90", "barnets-lov/90".

    Raises ValueError with a Danish message for anything else, and where no act is named.
    """
    words = typed.strip()
    reference = parse_path(words) if "/" in words and "§" not in words else read_reference(words)
    if not reference.act:
        raise ValueError(f"Skriv også, hvilken lov »{words}« står i, for eksempel barnets lov § 90.")
    return reference


def parents(reference: LawReference) -> tuple[LawReference, ...]:
    """The provisions this one stands in, nearest first: for § 52, stk. 3, nr. 6: § 52, stk. 3 and § 52."""
    chain = []
    for name in ("letter", "number", "part"):
        if getattr(reference, name):
            reference = replace(reference, **{name: ""})
            chain.append(reference)
    return tuple(chain)
