"""Blocks that somebody added in Word, as lines of Markdown at their place in the draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from portal.documents.editing.written_blocks import WrittenBlock, WrittenKind
from portal.documents.reading.directives import Name
from portal.importers.markdown_writing import escaped, heading_escaped, line_escaped, table
from portal.word.edits import NewBlock

_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)")
_NUMBER = re.compile(r"\d{1,9}[.)]")
_TEXTS_AROUND = (Name.PROFESSIONAL.value, Name.DEPARTURE.value)


class NewLines:
    """Writes new blocks of one draft; ``lines`` are the draft's, ``blocks`` what they make."""

    def __init__(self, lines: Sequence[str], blocks: Sequence[WrittenBlock]):
        self._lines, self._blocks = lines, blocks

    def lines(self, behind: int, new: Sequence[Sequence[NewBlock]]) -> Iterator[tuple[int, list[str]]]:
        """The lines that go before each line of the draft; ``behind`` is the block that they follow."""
        previous = self._blocks[behind] if behind > 0 else None
        kind = previous.kind.value if previous else ""
        items = self._items_until(behind)
        at = 0
        for together in new:
            first = together[0]
            place, joins = self._place(behind, previous, first)
            at = max(at, place)
            written = self._written(together, items, is_new_table=not joins)
            is_row = first.slot.kind == WrittenKind.ROW and joins
            tight = is_row or (first.slot.kind, kind) in (
                (WrittenKind.ITEM.value, WrittenKind.ITEM.value),
                (WrittenKind.EXPLANATION.value, WrittenKind.TERM.value),
            )
            yield at, [*self._before(at, tight), *written, *self._after(at, tight)]
            kind = first.slot.kind

    def _place(self, behind: int, previous: WrittenBlock | None, new: NewBlock) -> tuple[int, bool]:
        """The line that it goes before, and whether it is a row of the table that stands there."""
        following = self._blocks[behind + 1] if behind + 1 < len(self._blocks) else None
        if previous is None:
            return (following.begins if following else len(self._lines)), False
        is_row = new.slot.kind == WrittenKind.ROW
        if is_row and new.joins:
            return previous.last + self._is_header(behind), True
        if is_row:
            return previous.ends, False
        around = new.slot.around
        if around and following and following.around == around != previous.around:
            return following.begins, False
        leaves = previous.around in _TEXTS_AROUND and (
            (new.slot.kind == WrittenKind.TEXT and not around)
            or (new.slot.kind == WrittenKind.HEADING and new.slot.level == 1)
        )
        return (self._close_of(previous) if leaves else previous.ends), False

    def _is_header(self, number: int) -> int:
        """1 where the row is its table's first, which a line of strokes follows."""
        block, before = self._blocks[number], self._blocks[number - 1]
        same = before.kind is WrittenKind.ROW and (before.begins, before.ends) == (block.begins, block.ends)
        return 0 if same else 1

    def _close_of(self, block: WrittenBlock) -> int:
        """The line behind the block of the dialect that a paragraph stands in."""
        for number in range(block.ends, len(self._lines)):
            if self._lines[number].startswith(":::"):
                return number + 1
        return block.ends

    def _written(
        self, together: Sequence[NewBlock], items: list[tuple[int, str]], is_new_table: bool
    ) -> list[str]:
        slot, words = together[0].slot, together[0].texts[0]
        if slot.kind == WrittenKind.ROW:
            rows = [[escaped(cell) for cell in block.texts] for block in together]
            if is_new_table:
                return table(rows).split("\n")
            return ["| " + " | ".join(row) + " |" for row in rows]
        if slot.kind == WrittenKind.HEADING:
            return [f"{'#' * min(slot.level + 1, 6)} {heading_escaped(escaped(words))}"]
        if slot.kind == WrittenKind.ITEM:
            return [f"{_item_prefix(slot.level, slot.label, items)}{line_escaped(escaped(words))}"]
        mark = ": " if slot.kind == WrittenKind.EXPLANATION else ""
        return [f"{mark}{line_escaped(escaped(words))}"]

    def _before(self, at: int, tight: bool) -> list[str]:
        """An empty line behind what stands before; at the beginning of a block of the dialect none."""
        before = self._line(at - 1)
        opens = before.startswith(":::") and before.strip(": ")
        return [] if tight or not before or opens else [""]

    def _after(self, at: int, tight: bool) -> list[str]:
        """An empty line before what follows; within a list or table none."""
        following = self._line(at)
        is_item = bool(_ITEM.match(following))
        if not following or (following.startswith("|") and tight) or (tight and is_item):
            return []
        return [""] if not following.startswith(":::") else []

    def _line(self, number: int) -> str:
        return self._lines[number].rstrip() if 0 <= number < len(self._lines) else ""

    def _items_until(self, behind: int) -> list[tuple[int, str]]:
        """The items of the list that ends at a block: their levels and what stands before their words."""
        found: list[tuple[int, str]] = []
        for block in reversed(self._blocks[: behind + 1]):
            if block.kind is not WrittenKind.ITEM:
                break
            match = _ITEM.match(self._lines[block.first])
            found.append((block.level, match[0] if match else "- "))
        return found[::-1]


def _item_prefix(level: int, label: str, items: list[tuple[int, str]]) -> str:
    """What stands before a new item: as its neighbours of the level have it. It is added to ``items``."""
    mark = label if _NUMBER.fullmatch(label) else "-"
    for known, prefix in reversed(items):
        if known == level:
            items.append((level, prefix))
            return (
                prefix if not _NUMBER.fullmatch(label) else _ITEM.sub(rf"\g<1>{mark}\g<3>", prefix, count=1)
            )
        if known < level:
            made = f"{' ' * len(prefix)}{mark} "
            items.append((level, made))
            return made
    items.append((level, f"{mark} "))
    return f"{mark} "
