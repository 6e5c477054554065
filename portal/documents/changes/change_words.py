"""What changed between two wordings of one sentence: numbers, ages, "eller" to "og", "skal" to "kan", law.

What is not one of those is spelling where a misspelled word became the word that was meant, and rewording
otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.danish.law_references import find_references, format_reference
from portal.documents.changes.change_model import Change, ChangeKind, Direction
from portal.documents.changes.change_statements import matter_of
from portal.documents.changes.matching import CONTACT, TOKEN, Work, likeness, opcodes
from portal.documents.changes.spelling import deciding_signs, is_spelling, names_a_day, number_of

_STRENGTH = {"kan": 1, "må": 1, "bør": 2, "vil": 2, "skal": 3}
_DECIDING = frozenset(
    [
        "ikke",
        "ingen",
        "intet",
        "aldrig",
        "altid",
        "kun",
        "alene",
        "udelukkende",
        "højst",
        "mindst",
        "maksimalt",
        "maks",
        "minimum",
        "over",
        "under",
        "ret",
        "pligt",
        "mere",
        "mindre",
        "flere",
        "færre",
        "medmindre",
        "undtagen",
        "dog",
        "normalt",
        "hovedregel",
        "udgangspunkt",
        "særlige",
        "skønnes",
        "betydelig",
        "loft",
        "loftet",
        "grænse",
        "grænsen",
        "gratis",
        "afslag",
        "betale",
        "betaler",
        "betaling",
        "betales",
        "egenbetaling",
        "gebyr",
        "varig",
        "inden",
        "uden",
        "indenfor",
        "udenfor",
    ]
)
ALIKE = 0.5
"""From this similarity on, one sentence is taken for another wording of the other."""

MOST_EDITS = 100
_UNIT_WITHIN = 40
_TIME_UNITS = frozenset(["dag", "dage", "uge", "uger", "måned", "måneder", "år"])
_DEADLINE_WORDS = frozenset({"senest", "inden", "frist", "fristen"})
_AGE_AFTER = re.compile(r"\s*(?:\.\s*)?(?:års?|år-?\w*)\b")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


@dataclass(frozen=True)
class _Edit:
    """Words replaced by words, with the two sentences they stand in; ``said`` are the new one's words.

    ``signs_decide`` where signs beside numbers or of arithmetic came, went or changed; ``names`` where a word
    with a capital inside the sentence is gone.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    old_sentence: str
    new_sentence: str
    after_old: str
    after_new: str
    said: frozenset[str]
    signs_decide: bool
    names: bool


def word_changes(
    old: str, new: str, default_acts: tuple[str, str] = ("", ""), work: Work | None = None
) -> tuple[Change, ...]:
    """The changes from the sentence ``old`` to the sentence ``new``, without place; empty where equal.

    ``default_acts`` are the acts that a bare "§ 52" belongs to in the old and the new text. A sentence that
    is changed in more than ``MOST_EDITS`` places went and came as a whole.
    """
    if old == new:
        return ()
    laws = _law_changes(old, new, default_acts)
    every = list(_edits(old, new, work or Work()))
    if len(every) > MOST_EDITS:
        return (*laws, whole_sentence(old, Direction.REMOVED), whole_sentence(new, Direction.ADDED))
    contacts = _contact_words(old), _contact_words(new)
    edits = [edit for edit in every if not _only_contact(edit, *contacts)]
    found: list[Change] = [*laws]
    for edit in edits:
        found += list(_classify(edit, in_law=bool(laws)))
    if len(edits) < len(every):
        found.append(Change(ChangeKind.CONTACT, Direction.NONE, "En kontaktoplysning er ændret.", old, new))
    if not found:
        found.append(Change(ChangeKind.SPELLING, Direction.NONE, "Tegn eller mellemrum er ændret.", old, new))
    return tuple(dict.fromkeys(found))


def whole_sentence(text: str, direction: Direction) -> Change:
    """A sentence that came or went as a whole, by what it decides."""
    kind, label = matter_of(text)
    old, new = (text, "") if direction is Direction.REMOVED else ("", text)
    return Change(kind, direction, f"{label}: »{text}«" if label else f"»{text}«", old, new)


def tokens_of(text: str) -> list[str]:
    """The words, numbers and signs of ``text``."""
    return TOKEN.findall(text)


def similarity(old: str, new: str, work: Work) -> float:
    """How much of two texts' words are the same: 0 where less than half, else up to 1."""
    return likeness(old, new, ALIKE, work)


def _edits(old: str, new: str, work: Work) -> Iterator[_Edit]:
    old_spans = [(m.start(), m.end()) for m in TOKEN.finditer(old)]
    new_spans = [(m.start(), m.end()) for m in TOKEN.finditer(new)]
    old_words, new_words = tokens_of(old), tokens_of(new)
    was, now = ([w.lower().translate(_DASHES) for w in words] for words in (old_words, new_words))
    said = frozenset(word.lower() for word in new_words)
    for tag, a, b, c, d in opcodes(was, now, work):
        if tag == "equal":
            continue
        yield _Edit(
            tuple(was[a:b]),
            tuple(now[c:d]),
            old,
            new,
            after_old=_behind(old, old_spans[b - 1][1]) if b > a else "",
            after_new=_behind(new, new_spans[d - 1][1]) if d > c else "",
            said=said,
            signs_decide=deciding_signs(was, a, b) != deciding_signs(now, c, d),
            names=any(word[0].isupper() for word in old_words[max(a, 1) : b]),
        )


def _behind(sentence: str, at: int) -> str:
    """As much of what follows as a unit stands in."""
    return sentence[at : at + _UNIT_WITHIN]


def _classify(edit: _Edit, *, in_law: bool) -> Iterator[Change]:
    old, new = edit.old, edit.new
    found = [*_junctions(edit), *_obligations(edit), *_days(edit)]
    if not in_law:
        found += _numbers(edit)
    yield from found
    if found:
        return
    old_words, new_words = (tuple(w for w in side if w[0].isalnum()) for side in (old, new))
    if is_spelling(old, new) and not edit.names:
        yield _change(ChangeKind.SPELLING, Direction.NONE, "Stavning", edit)
    elif not in_law or any(w.isalpha() and w not in ("stk", "nr", "og") for w in (*old_words, *new_words)):
        yield _change(ChangeKind.WORDING, Direction.NONE, "Ordene er ændret", edit)


def _change(kind: ChangeKind, direction: Direction, label: str, edit: _Edit) -> Change:
    old, new = _joined(edit.old), _joined(edit.new)
    if old and new:
        words = f"»{old}« er blevet til »{new}«"
    else:
        words = f"»{new}« er tilføjet" if new else f"»{old}« er fjernet"
    return Change(
        kind, direction, f"{label}: {words} i »{edit.new_sentence}«", edit.old_sentence, edit.new_sentence
    )


def _joined(words: Sequence[str]) -> str:
    return re.sub(r"\s+([.,;:!?)])", r"\1", " ".join(words))


def _junctions(edit: _Edit) -> Iterator[Change]:
    if "§" in (*edit.old, *edit.new):  # "§ 32 eller § 90" is told as a change of law
        return
    had_or, has_or = "eller" in edit.old, "eller" in edit.new
    had_and, has_and = "og" in edit.old, "og" in edit.new
    if had_or and not has_or and has_and:
        yield _change(ChangeKind.CRITERION, Direction.TIGHTENED, "»eller« er blevet »og«", edit)
    elif had_and and not has_and and has_or:
        yield _change(ChangeKind.CRITERION, Direction.WIDENED, "»og« er blevet »eller«", edit)
    elif had_or != has_or:
        direction = Direction.WIDENED if has_or else Direction.TIGHTENED
        yield _change(
            ChangeKind.CRITERION,
            direction,
            "En mulighed er tilføjet" if has_or else "En mulighed er fjernet",
            edit,
        )


def _obligations(edit: _Edit) -> Iterator[Change]:
    old = [word for word in edit.old if word in _STRENGTH]
    new = [word for word in edit.new if word in _STRENGTH]
    if old != new:
        before = max((_STRENGTH[word] for word in old), default=0)
        after = max((_STRENGTH[word] for word in new), default=0)
        direction = Direction.NONE
        if before and after and before != after:
            direction = Direction.STRENGTHENED if after > before else Direction.WEAKENED
        yield _change(ChangeKind.OBLIGATION, direction, "Forpligtelsen", edit)
    elif {w for w in edit.old if w in _DECIDING} != {w for w in edit.new if w in _DECIDING}:
        yield _change(ChangeKind.OBLIGATION, Direction.NONE, "Et afgørende ord", edit)


def _days(edit: _Edit) -> Iterator[Change]:
    if {w for w in edit.old if names_a_day(w)} != {w for w in edit.new if names_a_day(w)}:
        in_deadline = not _DEADLINE_WORDS.isdisjoint(edit.said)
        kind = ChangeKind.DEADLINE if in_deadline else ChangeKind.NUMBER
        yield _change(kind, Direction.NONE, "En dag, en måned eller et ordenstal", edit)


def _numbers(edit: _Edit) -> Iterator[Change]:
    old = [(word, value) for word in edit.old if (value := number_of(word)) is not None]
    new = [(word, value) for word in edit.new if (value := number_of(word)) is not None]
    if [value for _, value in old] == [value for _, value in new]:
        if edit.signs_decide:
            yield _change(ChangeKind.NUMBER, Direction.NONE, "Et tegn ved et tal", edit)
        return
    direction = Direction.NONE
    if len(old) == len(new) == 1:
        direction = Direction.RAISED if new[0][1] > old[0][1] else Direction.LOWERED
    everything = edit.said | set(edit.old)
    unit_follows = _AGE_AFTER.match(edit.after_new) or _AGE_AFTER.match(edit.after_old)
    if everything & _DEADLINE_WORDS and everything & (_TIME_UNITS - {"år"}):
        turned = {Direction.RAISED: Direction.LONGER, Direction.LOWERED: Direction.SHORTER}
        yield _change(ChangeKind.DEADLINE, turned.get(direction, Direction.NONE), "En frist", edit)
    elif unit_follows or "år" in edit.old or "år" in edit.new:
        yield _change(ChangeKind.AGE, Direction.NONE, "En alder eller et antal år", edit)
    else:
        yield _change(ChangeKind.NUMBER, direction, "Et tal", edit)


def _law_changes(old: str, new: str, default_acts: tuple[str, str]) -> list[Change]:
    before = {f.reference for f in find_references(old, default_acts[0])}
    after = {f.reference for f in find_references(new, default_acts[1])}
    gone = ", ".join(format_reference(r) for r in sorted(before - after))
    come = ", ".join(format_reference(r) for r in sorted(after - before))
    if not gone and not come:
        return []
    if gone and come:
        words, direction = f"{gone} er erstattet af {come}", Direction.NONE
    else:
        words = f"{come} er tilføjet" if come else f"{gone} er fjernet"
        direction = Direction.ADDED if come else Direction.REMOVED
    return [Change(ChangeKind.LAW, direction, f"Lovhenvisning: {words}", old, new)]


def _contact_words(sentence: str) -> frozenset[str]:
    """The words and signs of its addresses and telephone numbers."""
    return frozenset(tokens_of(" ".join(CONTACT.findall(sentence)).lower()))


def _only_contact(edit: _Edit, old: frozenset[str], new: frozenset[str]) -> bool:
    """Whether the changed words lie inside an address or a telephone number in both sentences."""
    return bool(old and new) and old.issuperset(edit.old) and new.issuperset(edit.new)
