"""The draft's Markdown with the taken changes and nothing else: what comes out is read again and compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from portal.documents.editing.head_editing import HeadError, with_head
from portal.documents.editing.written_blocks import WrittenBlock, WrittenKind, written_blocks
from portal.documents.reading.directives import Name
from portal.word.edits import Edits, NewBlock, edits_of
from portal.word.new_blocks import NewLines
from portal.word.placing import PlacedReview
from portal.word.source_editing import anew, with_cells, with_words


class CannotApply(ValueError):
    """The changes cannot be put in so that the text says exactly what they say; the message is Danish."""


def apply_changes(text: str, placed: PlacedReview, taken: Collection[int]) -> str:
    """``text``, which ``placed`` was laid over, with the changes whose numbers are ``taken``.

    Raises CannotApply where what comes out would not read as the file does.
    """
    edits = edits_of(placed, taken)
    expected = _expected(placed.blocks, edits)
    wanted = [texts for _, texts in expected]
    fresh: frozenset[int] = frozenset()
    for _ in range(2):
        made = _Applying(text, placed.blocks, edits, fresh).apply()
        read = [block.texts for block in written_blocks(made) if _is_compared(block)]
        if read == wanted:
            return made
        fresh = _otherwise(read, expected) or frozenset(edits.words)
    raise CannotApply(_where(read, wanted))


def _expected(blocks: Sequence[WrittenBlock], edits: Edits) -> list[tuple[int, tuple[str, ...]]]:
    """What is to be read afterwards, each with the number of its block; -1 for a new one."""
    found = [(-1, new.texts) for new in edits.new.get(-1, ())]
    for number, block in enumerate(blocks):
        if number not in edits.gone and _is_compared(block):
            found.append((number, edits.words.get(number, block.texts)))
        found += [(-1, new.texts) for new in edits.new.get(number, ())]
    return [(number, texts) for number, texts in found if any(texts)]


def _otherwise(
    read: Sequence[tuple[str, ...]], expected: Sequence[tuple[int, tuple[str, ...]]]
) -> frozenset[int]:
    """The blocks that read otherwise than expected; none where there are more or fewer of them."""
    if len(read) != len(expected):
        return frozenset()
    return frozenset(number for found, (number, texts) in zip(read, expected, strict=True) if found != texts)


def _is_compared(block: WrittenBlock) -> bool:
    """Whether a block's words are its own: what is shown beside them follows from the others."""
    return any(block.texts) and block.kind is not WrittenKind.SHOWN


def _where(read: Sequence[tuple[str, ...]], expected: Sequence[tuple[str, ...]]) -> str:
    at = next((n for n, (a, b) in enumerate(zip(read, expected, strict=False)) if a != b), len(read))
    words = " | ".join(expected[at])[:80] if at < len(expected) else "slutningen af teksten"
    return (
        f"Ændringerne kan ikke sættes ind, så teksten bliver som i Word. Det går galt ved »{words}«. "
        "Fravælg ændringen dér, og ret stedet i kladden bagefter."
    )


class _Applying:
    """Writes the lines. ``fresh`` are the blocks whose words are written anew, without their marks."""

    def __init__(self, text: str, blocks: Sequence[WrittenBlock], edits: Edits, fresh: Collection[int]):
        self._lines = text.split("\n")
        self._blocks, self._edits, self._fresh = blocks, edits, fresh
        self._put: dict[int, list[str]] = {}
        self._gone: set[int] = set()

    def apply(self) -> str:
        title = self._edits.words.get(0)
        for number, texts in self._edits.words.items():
            if number:
                self._write(self._blocks[number], texts, number in self._fresh)
        for number in self._edits.gone:
            self._remove(number)
        added = self._added()
        made = "\n".join(self._written(added))
        if title is None:
            return made
        try:
            return with_head(made.encode(), {"titel": title[0]}).decode()
        except HeadError as error:
            raise CannotApply("Titlen kan ikke rettes herfra. Ret den i kladden.") from error

    def _written(self, added: dict[int, list[str]]) -> Iterator[str]:
        """Where something went or came, two empty lines become one."""
        last, is_touched = "", False
        for number in range(len(self._lines) + 1):
            for line, touched in self._at(number, added):
                is_touched = touched or (is_touched and not line)
                if line is None or (is_touched and not line and not last):
                    continue
                yield line
                last = line

    def _at(self, number: int, added: dict[int, list[str]]) -> Iterator[tuple[str | None, bool]]:
        """The lines instead of one, and whether they are other than it; None for one that is gone."""
        yield from ((line, True) for line in added.get(number, ()))
        if number in self._put:
            yield from ((line, False) for line in self._put[number])
        elif number in self._gone:
            yield None, True
        elif number < len(self._lines):
            yield self._lines[number], False

    def _write(self, block: WrittenBlock, texts: tuple[str, ...], fresh: bool) -> None:
        """Other words for one block."""
        source = "\n".join(self._lines[block.first : block.last])
        if block.kind is WrittenKind.ROW:
            made = with_cells(source, block.texts, texts, fresh=fresh)
            if made is None:
                raise CannotApply(
                    f"Rækken »{' | '.join(texts)[:80]}« har et andet antal felter end i kladden. "
                    "Fravælg ændringen, og ret rækken i kladden."
                )
        elif block.kind is WrittenKind.CAPTION:
            made = f"ydelse: {texts[0]}"
        elif fresh or not block.texts[0]:
            made = anew(source, texts[0])
        else:
            made = with_words(source, block.texts[0], texts[0]) or anew(source, texts[0])
        self._put[block.first] = made.split("\n")
        self._gone |= set(range(block.first, block.last))

    def _remove(self, number: int) -> None:
        """A block's lines, and the empty one behind them; a table without rows goes as a whole."""
        block = self._blocks[number]
        if block.kind in (WrittenKind.ROW, WrittenKind.CAPTION) and self._is_table_gone(block):
            self._gone |= set(range(block.begins, block.ends))
            return
        if block.kind is WrittenKind.ROW:
            self._gone.add(block.first)
            return
        self._gone |= set(range(block.first, block.last))
        around = self._lines[block.first - 1 : block.first], self._lines[block.last : block.last + 1]
        if block.around == Name.DEPARTURE.value and self._stands_alone(block):
            self._gone |= {block.first - 1, block.last}
        elif around[0] == [""] and around[1] == [""]:
            self._gone.add(block.last)

    def _is_table_gone(self, block: WrittenBlock) -> bool:
        place = block.begins, block.ends
        rows = [
            number
            for number, one in enumerate(self._blocks)
            if one.kind is WrittenKind.ROW and (one.begins, one.ends) == place
        ]
        return all(number in self._edits.gone for number in rows)

    def _stands_alone(self, block: WrittenBlock) -> bool:
        """Whether the block's fence stands right before and behind these lines."""
        return all(
            0 <= at < len(self._lines) and self._lines[at].startswith(":::")
            for at in (block.first - 1, block.last)
        )

    def _added(self) -> dict[int, list[str]]:
        added: dict[int, list[str]] = {}
        writer = NewLines(self._lines, self._blocks)
        for behind, new in self._edits.new.items():
            for at, lines in writer.lines(behind, _runs(new)):
                added.setdefault(at, []).extend(lines)
        return added


def _runs(new: Sequence[NewBlock]) -> list[list[NewBlock]]:
    """The rows of one table together, everything else alone."""
    found: list[list[NewBlock]] = []
    for block in new:
        is_row = block.slot.kind == WrittenKind.ROW
        if found and is_row and found[-1][0].slot.table == block.slot.table and found[-1][0].slot.table:
            found[-1].append(block)
        else:
            found.append([block])
    return found
