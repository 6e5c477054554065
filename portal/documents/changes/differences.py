"""The differences between two versions of a standard, as a list that can be read aloud in a meeting.

Levels come first, with direction and size; then criteria, obligations, deadlines, law, target group,
sections; rewritten text; and editorial changes apart. Pure: two documents in, changes out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from portal.danish.law_references import format_reference
from portal.danish.letters import slug
from portal.danish.sentences import sentences
from portal.documents.changes.change_model import Change, ChangeKind, Direction, Weight
from portal.documents.changes.change_tables import deadline_changes, table_changes
from portal.documents.changes.change_words import ALIKE, similarity, whole_sentence, word_changes
from portal.documents.changes.lost_tables import lost_levels
from portal.documents.changes.matching import Work, opcodes
from portal.documents.document import Block, BlockKind, Document, Layer, Section

__all__ = ["Change", "ChangeKind", "Direction", "Weight", "compare", "is_editorial", "match_sections"]

_Thing = TypeVar("_Thing")
_TARGET_GROUP = re.compile(r"m[åa]+lgruppe|hvem (kan|har|får)|personkreds", re.IGNORECASE)
_STEPS_OF_A_PAIR = 10
"""What it costs to ask of two sentences whether they are alike, before their words are looked at."""
_READ_ELSEWHERE = (BlockKind.LEVEL, BlockKind.NOTE, BlockKind.DEADLINE)


@dataclass(frozen=True)
class _Place:
    """Where a statement stands: whom it speaks to, and whether it is a heading."""

    layer: Layer
    is_heading: bool = False


class _Moved:
    """Which sentences stand elsewhere in the other version, as often as before: moved, not added or lost."""

    def __init__(self, old: Document, new: Document):
        self._old, self._new = (
            Counter(
                (place.layer, text) for section in version.sections for place, text in _statements(section)
            )
            for version in (old, new)
        )

    def __call__(self, statement: tuple[_Place, str]) -> bool:
        key = statement[0].layer, statement[1]
        return self._old[key] == self._new[key]


@dataclass(frozen=True)
class _How:
    """What one comparison goes by: the acts that a bare "§ 52" belongs to in both, what moved, its steps."""

    acts: tuple[str, str]
    moved: _Moved
    work: Work


def compare(old: Document, new: Document) -> tuple[Change, ...]:
    """Every change from ``old`` to ``new``: those that matter first, editorial ones last."""
    found = [*table_changes(old.tables, new.tables), *lost_levels(old, new)]
    found += deadline_changes(old.deadlines, new.deadlines)
    found += _law_basis(old, new)
    how = _How((_default_act(old), _default_act(new)), _Moved(old, new), Work())
    if old.front.title != new.front.title:
        words = f"Titlen er ændret fra »{old.front.title}« til »{new.front.title}«."
        found.append(Change(ChangeKind.HEADING, Direction.NONE, words, old.front.title, new.front.title))
    for was, now in match_sections(old.sections, new.sections, how.work):
        found += _section(was, now, how)
    order = list(Weight)
    return tuple(sorted(dict.fromkeys(found), key=lambda change: order.index(change.weight)))


def about_target_group(section: Section) -> bool:
    """Whether a section says who can get the support."""
    return _TARGET_GROUP.search(f"{section.id} {section.heading}") is not None


def is_editorial(changes: Sequence[Change]) -> bool:
    """Whether nothing but spelling, headings' wording, links and contact details changed."""
    return all(change.weight is Weight.EDITORIAL for change in changes)


def match_sections(
    old: Sequence[Section], new: Sequence[Section], work: Work | None = None
) -> tuple[tuple[Section | None, Section | None], ...]:
    """Pairs of sections that are the same, by id, then heading, then text; None where there is no other.

    In the order of the new version, each section that is gone after the one it stood behind.
    """
    work = work or Work()
    free = {section.id: section for section in old}
    partner = {section.id: free.pop(section.id) for section in new if section.id in free}
    headings: dict[str, list[Section]] = {}
    for section in reversed(free.values()):
        headings.setdefault(slug(section.heading), []).append(section)
    for section in new:
        if section.id not in partner and (same := headings.get(slug(section.heading))):
            partner[section.id] = free.pop(same.pop().id)
    for section in new:
        if section.id not in partner:
            match = next((was for was in free.values() if _same_text(was, section, work)), None)
            if match is not None:
                partner[section.id] = free.pop(match.id)
    return tuple(_in_order(old, [(partner.get(section.id), section) for section in new], free))


def _in_order(
    old: Sequence[Section], pairs: list[tuple[Section | None, Section]], gone: Container[str]
) -> Iterator[tuple[Section | None, Section | None]]:
    """The pairs, each section that is ``gone`` after all that stood before it."""
    places = {was.id: place for place, (was, _) in enumerate(pairs) if was}
    following: dict[int, list[Section]] = {}
    last = -1
    for section in old:
        last = max(last, places.get(section.id, -1))
        if section.id in gone:
            following.setdefault(last, []).append(section)
    yield from ((section, None) for section in following.get(-1, ()))
    for place, pair in enumerate(pairs):
        yield pair
        yield from ((section, None) for section in following.get(place, ()))


def _same_text(old: Section, new: Section, work: Work) -> bool:
    return bool(old.text and new.text) and similarity(old.text, new.text, work) > 0.6


def _section(old: Section | None, new: Section | None, how: _How) -> Iterator[Change]:
    if old is None or new is None:
        section, gone = (old, True) if old else (new, False)
        assert section is not None
        direction = Direction.REMOVED if gone else Direction.ADDED
        words = f"Afsnittet »{section.heading}« er {'fjernet' if gone else 'nyt'}."
        text = section.text
        yield Change(
            ChangeKind.SECTION,
            direction,
            words,
            text if gone else "",
            "" if gone else text,
            section.id,
            section.id,
        )
        return
    if old.heading != new.heading:
        words = f"Overskriften »{old.heading}« hedder nu »{new.heading}«."
        told = word_changes(old.heading, new.heading, how.acts, how.work)
        deciding = [change for change in told if change.weight is Weight.MATTERS]
        kind = deciding[0].kind if deciding else ChangeKind.HEADING
        yield Change(kind, Direction.NONE, words, old.heading, new.heading, new.id, new.id)
    texts = list(_texts(old, new, how))
    yield from texts
    if not texts and old.text == new.text and _links(old) != _links(new):
        yield Change(
            ChangeKind.LINK, Direction.NONE, f"Et link i »{new.heading}« er ændret.", section_id=new.id
        )


def _texts(old: Section, new: Section, how: _How) -> Iterator[Change]:
    in_target_group = any(map(about_target_group, (old, new)))
    for was, now in aligned(_statements(old), _statements(new), how.work):
        place = (was or now or (_Place(Layer.COMMON), ""))[0]
        for change in _statement(was, now, how):
            placed = replace(change, section_id=new.id, anchor=change.anchor or new.id)
            if place.is_heading and was and now and placed.weight is Weight.WORDING:
                placed = replace(placed, kind=ChangeKind.HEADING)
            elif place.layer is Layer.DEPARTURE and placed.weight is not Weight.EDITORIAL:
                placed = replace(placed, kind=ChangeKind.DEPARTURE)
            elif in_target_group and placed.weight is Weight.WORDING:
                placed = replace(placed, kind=ChangeKind.TARGET_GROUP, text=f"Målgruppen. {placed.text}")
            yield placed


def _statement(
    old: tuple[_Place, str] | None,
    new: tuple[_Place, str] | None,
    how: _How,
) -> Iterator[Change]:
    if old is None and new is not None:
        if how.moved(new):
            yield Change(ChangeKind.WORDING, Direction.MOVED, f"»{new[1]}«", new[1], new[1])
        else:
            yield _whole(new, Direction.ADDED)
    elif new is None and old is not None:
        if not how.moved(old):  # what moved is told where it came to
            yield _whole(old, Direction.REMOVED)
    elif old is not None and new is not None:
        if old[0].layer is not new[0].layer:
            words = f"{_destination(new[0].layer)}: »{new[1]}«"
            yield Change(ChangeKind.WORDING, Direction.MOVED, words, old[1], new[1])
        yield from word_changes(old[1], new[1], how.acts, how.work)


def _whole(statement: tuple[_Place, str], direction: Direction) -> Change:
    """A sentence that came or went as a whole, by what it decides."""
    place, text = statement
    whole = whole_sentence(text, direction)
    return replace(whole, kind=ChangeKind.WORDING, text=f"»{text}«") if place.is_heading else whole


def _destination(layer: Layer) -> str:
    return {Layer.PROFESSIONAL: "Til teksten for fagfolk", Layer.DEPARTURE: "Til fravigelsen"}.get(
        layer, "Til teksten for alle"
    )


def _statements(section: Section) -> list[tuple[_Place, str]]:
    return [
        (_Place(block.layer, block.kind is BlockKind.HEADING), text)
        for block in section.blocks
        for text in _pieces(block)
    ]


def _pieces(block: Block) -> list[str]:
    if block.kind in _READ_ELSEWHERE:
        return []
    if block.kind is BlockKind.ROW:
        return [" | ".join(block.cells)]
    return [sentence.text for sentence in sentences(block.text)]


def aligned(
    old: Sequence[tuple[_Thing, str]], new: Sequence[tuple[_Thing, str]], work: Work
) -> Iterator[tuple[tuple[_Thing, str] | None, tuple[_Thing, str] | None]]:
    """Statements that differ, in pairs and in order: the most alike of what was replaced, or one alone."""
    for tag, a, b, c, d in opcodes(old, new, work):
        if tag != "equal":
            yield from _paired(old[a:b], new[c:d], work)


def _paired(
    old: Sequence[tuple[_Thing, str]], new: Sequence[tuple[_Thing, str]], work: Work
) -> Iterator[tuple[tuple[_Thing, str] | None, tuple[_Thing, str] | None]]:
    passed = 0
    for statement in new:
        if not work.takes(_STEPS_OF_A_PAIR * (len(old) - passed)):
            yield None, statement
            continue
        alike = [similarity(was[1], statement[1], work) for was in old[passed:]]
        best = max(alike, default=0.0)
        if best < ALIKE:
            yield None, statement
            continue
        at = passed + alike.index(best)
        yield from ((was, None) for was in old[passed:at])
        yield old[at], statement
        passed = at + 1
    yield from ((was, None) for was in old[passed:])


def _law_basis(old: Document, new: Document) -> Iterator[Change]:
    before, after = set(old.front.law_basis), set(new.front.law_basis)
    for reference in sorted(after - before):
        words = f"Lovgrundlaget nævner nu {format_reference(reference)}."
        yield Change(ChangeKind.LAW, Direction.ADDED, words, "", format_reference(reference))
    for reference in sorted(before - after):
        words = f"Lovgrundlaget nævner ikke længere {format_reference(reference)}."
        yield Change(ChangeKind.LAW, Direction.REMOVED, words, format_reference(reference), "")


def _default_act(document: Document) -> str:
    acts = {reference.act for reference in document.front.law_basis}
    return acts.pop() if len(acts) == 1 else ""


def _links(section: Section) -> list[str]:
    return re.findall(r'<a href="([^"]*)"', section.html)
