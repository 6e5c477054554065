"""The differences between two versions of a standard, as a list that can be read aloud in a meeting.

Levels come first, with direction and size; then criteria, obligations, deadlines, law, target group,
sections; rewritten text; and editorial changes apart. Pure: two documents in, changes out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TypeVar

from portal.danish.law_references import format_reference
from portal.danish.letters import slug
from portal.danish.sentences import sentences
from portal.documents.changes.change_model import Change, ChangeKind, Direction, Weight
from portal.documents.changes.change_statements import matter_of
from portal.documents.changes.change_tables import deadline_changes, table_changes
from portal.documents.changes.change_words import ALIKE, similarity, word_changes
from portal.documents.changes.lost_tables import lost_levels
from portal.documents.document import Block, BlockKind, Document, Layer, Section

__all__ = ["Change", "ChangeKind", "Direction", "Weight", "compare", "is_editorial", "match_sections"]

_Thing = TypeVar("_Thing")
_TARGET_GROUP = re.compile(r"m[åa]+lgruppe|hvem (kan|har|får)|personkreds", re.IGNORECASE)
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


def compare(old: Document, new: Document) -> tuple[Change, ...]:
    """Every change from ``old`` to ``new``: those that matter first, editorial ones last."""
    found = [*table_changes(old.tables, new.tables), *lost_levels(old, new)]
    found += deadline_changes(old.deadlines, new.deadlines)
    found += _law_basis(old, new)
    acts = _default_act(old), _default_act(new)
    if old.front.title != new.front.title:
        words = f"Titlen er ændret fra »{old.front.title}« til »{new.front.title}«."
        found.append(Change(ChangeKind.HEADING, Direction.NONE, words, old.front.title, new.front.title))
    moved = _Moved(old, new)
    for was, now in match_sections(old.sections, new.sections):
        found += _section(was, now, acts, moved)
    order = list(Weight)
    return tuple(sorted(dict.fromkeys(found), key=lambda change: order.index(change.weight)))


def about_target_group(section: Section) -> bool:
    """Whether a section says who can get the support."""
    return _TARGET_GROUP.search(f"{section.id} {section.heading}") is not None


def is_editorial(changes: Sequence[Change]) -> bool:
    """Whether nothing but spelling, headings' wording, links and contact details changed."""
    return all(change.weight is Weight.EDITORIAL for change in changes)


def match_sections(
    old: Sequence[Section], new: Sequence[Section]
) -> tuple[tuple[Section | None, Section | None], ...]:
    """Pairs of sections that are the same, by id, then heading, then text; None where there is no other.

    In the order of the new version, each section that is gone after the one it stood behind.
    """
    partner: dict[str, Section] = {}
    free = {section.id: section for section in old}
    for test in (_same_id, _same_heading, _same_text):
        for section in new:
            if section.id in partner:
                continue
            match = next((was for was in free.values() if test(was, section)), None)
            if match is not None:
                partner[section.id] = free.pop(match.id)
    pairs: list[tuple[Section | None, Section | None]] = [
        (partner.get(section.id), section) for section in new
    ]
    for section in old:
        if section.id in free:
            before = [was.id for was in old if was.position < section.position]
            at = max((i + 1 for i, (was, _) in enumerate(pairs) if was and was.id in before), default=0)
            pairs.insert(at, (section, None))
    return tuple(pairs)


def _same_id(old: Section, new: Section) -> bool:
    return old.id == new.id


def _same_heading(old: Section, new: Section) -> bool:
    return slug(old.heading) == slug(new.heading)


def _same_text(old: Section, new: Section) -> bool:
    return bool(old.text and new.text) and similarity(old.text, new.text) > 0.6


def _section(
    old: Section | None, new: Section | None, acts: tuple[str, str], moved: _Moved
) -> Iterator[Change]:
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
        deciding = [c for c in word_changes(old.heading, new.heading, acts) if c.weight is Weight.MATTERS]
        kind = deciding[0].kind if deciding else ChangeKind.HEADING
        yield Change(kind, Direction.NONE, words, old.heading, new.heading, new.id, new.id)
    texts = list(_texts(old, new, acts, moved))
    yield from texts
    if not texts and old.text == new.text and _links(old) != _links(new):
        yield Change(
            ChangeKind.LINK, Direction.NONE, f"Et link i »{new.heading}« er ændret.", section_id=new.id
        )


def _texts(old: Section, new: Section, acts: tuple[str, str], moved: _Moved) -> Iterator[Change]:
    in_target_group = any(map(about_target_group, (old, new)))
    for was, now in aligned(_statements(old), _statements(new)):
        place = (was or now or (_Place(Layer.COMMON), ""))[0]
        for change in _statement(was, now, acts, moved):
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
    acts: tuple[str, str],
    moved: _Moved,
) -> Iterator[Change]:
    if old is None and new is not None:
        if moved(new):
            yield Change(ChangeKind.WORDING, Direction.MOVED, f"»{new[1]}«", new[1], new[1])
        else:
            yield _whole(new, Direction.ADDED)
    elif new is None and old is not None:
        if not moved(old):  # what moved is told where it came to
            yield _whole(old, Direction.REMOVED)
    elif old is not None and new is not None:
        if old[0].layer is not new[0].layer:
            words = f"{_destination(new[0].layer)}: »{new[1]}«"
            yield Change(ChangeKind.WORDING, Direction.MOVED, words, old[1], new[1])
        yield from word_changes(old[1], new[1], acts)


def _whole(statement: tuple[_Place, str], direction: Direction) -> Change:
    """A sentence that came or went as a whole, by what it decides."""
    place, text = statement
    kind, label = (ChangeKind.WORDING, "") if place.is_heading else matter_of(text)
    words = f"{label}: »{text}«" if label else f"»{text}«"
    old, new = (text, "") if direction is Direction.REMOVED else ("", text)
    return Change(kind, direction, words, old, new)


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
    old: Sequence[tuple[_Thing, str]], new: Sequence[tuple[_Thing, str]]
) -> Iterator[tuple[tuple[_Thing, str] | None, tuple[_Thing, str] | None]]:
    """Statements that differ, in pairs and in order: the most alike of what was replaced, or one alone."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        yield from _paired(list(old[a:b]), list(new[c:d]))


def _paired(
    old: list[tuple[_Thing, str]], new: list[tuple[_Thing, str]]
) -> Iterator[tuple[tuple[_Thing, str] | None, tuple[_Thing, str] | None]]:
    for statement in new:
        best = max(old, key=lambda was: similarity(was[1], statement[1]), default=None)
        if best is None or similarity(best[1], statement[1]) < ALIKE:
            yield None, statement
            continue
        for passed in old[: old.index(best)]:
            yield passed, None
        old = old[old.index(best) + 1 :]
        yield best, statement
    for left in old:
        yield left, None


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
