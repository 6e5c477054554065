"""What the taken changes do to each block of the draft: other words, gone, or something new behind it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from portal.documents.changes.change_words import similarity
from portal.documents.changes.matching import Work
from portal.word.placing import PlacedReview
from portal.word.resolving import ResolvedBlock, resolve
from portal.word.reviewed import OURS, ReviewSlot


@dataclass(frozen=True)
class NewBlock:
    """A block that the draft does not have: its words, and the slot that says what it is.

    ``joins``: it is a row of the table that the block before it belongs to.
    """

    texts: tuple[str, ...]
    slot: ReviewSlot
    joins: bool = False


@dataclass(frozen=True)
class Edits:
    """By the number of the draft's block: its new words, and what comes behind it (-1: before all)."""

    words: Mapping[int, tuple[str, ...]]
    gone: frozenset[int]
    new: Mapping[int, tuple[NewBlock, ...]]


def edits_of(placed: PlacedReview, taken: Collection[int]) -> Edits:
    """What the changes with these numbers do; those that cannot be put in are left out."""
    return _Edits(placed, placed.fitting & frozenset(taken)).read()


class _Edits:
    def __init__(self, placed: PlacedReview, taken: frozenset[int]):
        self._placed, self._taken = placed, taken
        self._slots = placed.file.slots
        self._sent = resolve(self._slots, ())
        self._now = resolve(self._slots, taken | self._folded())
        self._words: dict[int, tuple[str, ...]] = {}
        self._new: dict[int, list[NewBlock]] = {}
        self._kept: set[int] = set()

    def read(self) -> Edits:
        was = partners(self._sent, self._now)
        behind, table = -1, 0
        for number, block in enumerate(self._now):
            old = was.get(number)
            found = None if old is None else self._placed.partners.get(old.slot)
            if found is not None:
                self._kept.add(found)
                behind, table = found, self._slots[block.slot].table
                if not self._is_left(old) and block.texts != self._placed.blocks[found].texts:
                    self._words[found] = block.texts
            elif old is None or self._placed.free.get(old.slot) in self._taken:
                slot = self._slots[block.slot]
                joins = bool(table) and slot.table == table
                self._new.setdefault(behind, []).append(NewBlock(block.texts, slot, joins))
        gone = {found for found in self._placed.partners.values() if found not in self._kept}
        gone |= {found for found, number in self._placed.gone.items() if number in self._taken}
        return Edits(self._words, frozenset(gone), {at: tuple(new) for at, new in self._new.items()})

    def _is_left(self, old: ResolvedBlock | None) -> bool:
        """Whether a block was changed without tracking, and that is not taken."""
        number = self._placed.free.get(old.slot) if old else None
        return number is not None and number not in self._taken

    def _folded(self) -> frozenset[int]:
        """What was tracked in a block that is taken as it stands."""
        chosen = [slot for slot, number in self._placed.free.items() if number in self._taken]
        pieces = [piece for slot in chosen for cell in self._slots[slot].cells for piece in cell]
        ends = [number for slot in chosen for number in (self._slots[slot].came, self._slots[slot].went)]
        return frozenset((*ends, *(n for piece in pieces for n in (piece.came, piece.went)))) - {0, OURS}


def partners(sent: Sequence[ResolvedBlock], now: Sequence[ResolvedBlock]) -> dict[int, ResolvedBlock]:
    """Which block of ``sent`` each of ``now`` is, by its place there: among those that hold the same slots
    the one with the same words, else the one most like it."""
    holding: dict[int, ResolvedBlock] = {slot: block for block in sent for slot in block.slots}
    work = Work()
    found: list[tuple[float, int, ResolvedBlock]] = []
    for number, block in enumerate(now):
        for old in dict.fromkeys(holding[slot] for slot in block.slots if slot in holding):
            if near := _nearness(old, block, work):
                found.append((near, number, old))
    chosen: dict[int, ResolvedBlock] = {}
    used: set[int] = set()
    for _, number, old in sorted(found, key=lambda one: -one[0]):
        if number not in chosen and old.slot not in used:
            chosen[number] = old
            used.add(old.slot)
    return chosen


def _nearness(old: ResolvedBlock, new: ResolvedBlock, work: Work) -> float:
    """3 for the same words, else how much alike they are; more where they end at one place; 0 for none."""
    same_end = 0.1 if old.slot == new.slot else 0.0
    if old.texts == new.texts:
        return 3 + same_end
    return similarity(" ".join(old.texts), " ".join(new.texts), work) + same_end
