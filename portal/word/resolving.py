"""The text of a file that came back, with some of its changes taken and the others left."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from portal.documents.editing.written_blocks import WrittenKind
from portal.word.reviewed import OURS, ReviewPiece, ReviewSlot


@dataclass(frozen=True)
class ResolvedBlock:
    """A paragraph or row: its words, and the slot whose end it has, which is the one it is known by.

    ``slots`` are all whose words it holds: more than one where paragraphs were joined.
    """

    slot: int
    texts: tuple[str, ...]
    slots: tuple[int, ...]


def resolve(slots: Sequence[ReviewSlot], taken: Collection[int]) -> tuple[ResolvedBlock, ...]:
    """The blocks with the changes whose numbers are ``taken``; paragraphs without words are left out."""
    return tuple(block for block in _resolved(slots, taken) if any(block.texts))


def _resolved(slots: Sequence[ReviewSlot], taken: Collection[int]) -> Iterator[ResolvedBlock]:
    waiting: list[str] = []
    among: list[int] = []
    for number, slot in enumerate(slots):
        if slot.kind == WrittenKind.ROW:
            if among:
                yield _joined(waiting, among)
                waiting, among = [], []
            if _stands(slot.came, slot.went, taken):
                yield ResolvedBlock(number, tuple(_words(cell, taken) for cell in slot.cells), (number,))
            continue
        waiting += [_raw(cell, taken) for cell in slot.cells]
        among.append(number)
        if _stands(slot.came, slot.went, taken):
            yield _joined(waiting, among)
            waiting, among = [], []
    if among:
        yield _joined(waiting, among)


def _joined(words: Sequence[str], among: Sequence[int]) -> ResolvedBlock:
    return ResolvedBlock(among[-1], (" ".join("".join(words).split()),), tuple(among))


def _words(cell: Sequence[ReviewPiece], taken: Collection[int]) -> str:
    return " ".join(_raw(cell, taken).split())


def _raw(cell: Sequence[ReviewPiece], taken: Collection[int]) -> str:
    return "".join(piece.text for piece in cell if _stands(piece.came, piece.went, taken))


def _stands(came: int, went: int, taken: Collection[int]) -> bool:
    is_there = came in (0, OURS) or came in taken
    return is_there and not (went == OURS or went in taken)
