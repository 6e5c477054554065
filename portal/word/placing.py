"""A file that came back, laid over the draft: which of its blocks are which of the draft's.

What differs without being tracked is a change too, where the draft is the text that was sent out. Where the
draft has moved on since, it may be the draft's own, and what was tracked there cannot be put in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.documents.changes.change_words import ALIKE, similarity
from portal.documents.changes.matching import Work, opcodes
from portal.documents.editing.written_blocks import WrittenBlock, WrittenKind
from portal.word.names import words_hash
from portal.word.resolving import ResolvedBlock, resolve
from portal.word.reviewed import OURS, ReviewedFile, ReviewSlot, TrackedChange, TrackedKind

NOT_THE_SAME = "Teksten her er ændret i kladden, siden filen blev hentet."
SHOWN_ONLY = "Ordene her er sat af portalen. Ret dem i kladden."


@dataclass(frozen=True)
class PlacedChange:
    """A change with whether it can be put in: ``why_not`` is a sentence, "" where it can."""

    change: TrackedChange
    why_not: str = ""


@dataclass(frozen=True)
class PlacedReview:
    """The file over the draft. ``partners`` says which of the draft's blocks a slot is, ``free`` which slots
    are whole changes that were not tracked, by the change's number; ``gone`` which of the draft's blocks.
    """

    file: ReviewedFile
    blocks: tuple[WrittenBlock, ...]
    changes: tuple[PlacedChange, ...]
    partners: dict[int, int]
    free: dict[int, int]
    gone: dict[int, int]
    is_same_text: bool

    @property
    def fitting(self) -> frozenset[int]:
        """The numbers of the changes that can be put in."""
        return frozenset(placed.change.number for placed in self.changes if not placed.why_not)


def place(file: ReviewedFile, blocks: tuple[WrittenBlock, ...]) -> PlacedReview:
    """The file over the draft's blocks."""
    return _Placer(file, blocks).place()


class _Placer:
    def __init__(self, file: ReviewedFile, blocks: tuple[WrittenBlock, ...]):
        self._file, self._blocks = file, blocks
        self._is_same = file.words == words_hash(blocks)
        self._work = Work()
        self._partners: dict[int, int] = {}
        self._free: dict[int, int] = {}
        self._gone: dict[int, int] = {}
        self._untracked: list[TrackedChange] = []
        self._why_not: dict[int, str] = {}
        self._sections = _sections(file.slots)

    def place(self) -> PlacedReview:
        there = [(number, block) for number, block in enumerate(self._blocks) if any(block.texts)]
        sent = resolve(self._file.slots, ())
        keys = [block.texts for block in sent], [block.texts for _, block in there]
        for tag, a, b, c, d in opcodes(keys[0], keys[1], self._work):
            if tag == "equal":
                for block, (number, _) in zip(sent[a:b], there[c:d], strict=True):
                    self._partners |= {block.slot: number}
            else:
                self._differing(sent[a:b], there[c:d])
        self._refuse_shown()
        changes = (*self._file.changes, *self._untracked)
        placed = tuple(
            PlacedChange(change, self._why_not.get(change.number, ""))
            for change in changes
            if change.number not in self._folded()
        )
        return PlacedReview(
            self._file, self._blocks, placed, self._partners, self._free, self._gone, self._is_same
        )

    def _differing(self, sent: Sequence[ResolvedBlock], there: Sequence[tuple[int, WrittenBlock]]) -> None:
        """Blocks that differ though nothing in them is tracked, or only some of it."""
        for block, found in self._pairs(sent, there):
            if not self._is_same:
                if block is not None:
                    self._refuse(block, NOT_THE_SAME)
                continue
            number = self._next_number()
            slot = block.slot if block else None
            new = self._with_all(block) if block else ""
            if found is not None:
                old = " | ".join(self._blocks[found].texts)
                if block is None:
                    self._gone[found] = number
                else:
                    self._partners[block.slot] = found
            else:
                old = ""
            if slot is not None:
                self._free[slot] = number
            section = self._sections[slot] if slot is not None else self._section_of(found or 0)
            self._untracked.append(TrackedChange(number, TrackedKind.UNTRACKED, "", "", section, old, new))

    def _pairs(
        self, sent: Sequence[ResolvedBlock], there: Sequence[tuple[int, WrittenBlock]]
    ) -> Iterator[tuple[ResolvedBlock | None, int | None]]:
        """What is another wording of what, in order; each alone where it has no other."""
        passed = 0
        for block in sent:
            words = " ".join(block.texts)
            alike = [
                similarity(" ".join(found.texts), words, self._work)
                if len(found.texts) == len(block.texts)
                else 0.0
                for _, found in there[passed:]
            ]
            best = max(alike, default=0.0)
            if best < ALIKE:
                yield block, None
                continue
            at = passed + alike.index(best)
            yield from ((None, number) for number, _ in there[passed:at])
            yield block, there[at][0]
            passed = at + 1
        yield from ((None, number) for number, _ in there[passed:])

    def _with_all(self, block: ResolvedBlock) -> str:
        everything = {change.number for change in self._file.changes}
        whole = next((one for one in resolve(self._file.slots, everything) if one.slot == block.slot), None)
        return " | ".join(whole.texts) if whole else ""

    def _refuse_shown(self) -> None:
        """Words that the portal makes of other words, such as a table's notes, are not written anywhere."""
        for slot, number in self._partners.items():
            if self._blocks[number].kind is WrittenKind.SHOWN:
                self._refuse(ResolvedBlock(slot, (), (slot,)), SHOWN_ONLY)
                if slot in self._free:
                    self._why_not[self._free[slot]] = SHOWN_ONLY
        for number, change in self._gone.items():
            if self._blocks[number].kind is WrittenKind.SHOWN:
                self._why_not[change] = SHOWN_ONLY

    def _refuse(self, block: ResolvedBlock, why: str) -> None:
        for slot in block.slots:
            for number in _numbers(self._file.slots[slot]):
                self._why_not[number] = why

    def _folded(self) -> frozenset[int]:
        """Tracked changes in a block that was changed without tracking as well: they go with it."""
        return frozenset(number for slot in self._free for number in _numbers(self._file.slots[slot]))

    def _next_number(self) -> int:
        return len(self._file.changes) + len(self._untracked) + 1

    def _section_of(self, number: int) -> str:
        before = [
            block
            for block in self._blocks[: number + 1]
            if (block.kind is WrittenKind.HEADING and block.level == 1)
        ]
        return before[-1].texts[0] if before else ""


def _numbers(slot: ReviewSlot) -> frozenset[int]:
    pieces = (number for cell in slot.cells for piece in cell for number in (piece.came, piece.went))
    return frozenset((slot.came, slot.went, *pieces)) - {0, OURS}


def _sections(slots: Sequence[ReviewSlot]) -> list[str]:
    """The heading above each slot."""
    found, section = [], ""
    for slot in slots:
        section = slot.section or section
        found.append(section)
    return found
