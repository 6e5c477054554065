"""Blocks as the Markdown of ``docs/format.md``, with the line that each found thing got in the draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from portal.danish.letters import slug
from portal.importers.drafting.blocks import (
    Block,
    DeadlineBlock,
    FrameBlock,
    HeadingBlock,
    ItemBlock,
    LevelBlock,
    ParagraphBlock,
    TableBlock,
    TermBlock,
    place_at,
)
from portal.importers.drafting.candidates import candidates_in
from portal.importers.drafting.frames import GLOSSARIES
from portal.importers.drafting.imported import FoundKind, FoundThing, ImportCertainty
from portal.importers.drafting.level_writing import Naming, level_text
from portal.importers.list_writing import Item, list_text
from portal.importers.markdown_writing import escaped, heading_escaped, line_escaped, table

_IN_PROSE = "Står i løbende tekst. Brug den foreslåede tabel, hvis tallet er et niveau."
_DEADLINES = "Fristerne er læst ud af løbende tekst. Se, om hver af dem passer."
_TABLE = "Cellerne er ikke tegnet op i filen, eller nogle er flettede. Se tabellen efter."
_GLOSSARY_ID = "ordforklaring"


@dataclass(frozen=True)
class DraftBlock:
    """A block's Markdown; what was found in it, each with its line in it from 1; and the blocks it is of."""

    text: str
    found: tuple[FoundThing, ...]
    blocks: tuple[Block, ...]


class BlockWriter:
    """Writes the blocks of one draft, in order. ``naming`` knows the names that are taken."""

    def __init__(self, naming: Naming, *, with_candidates: bool = True) -> None:
        self._naming, self._with_candidates = naming, with_candidates

    def written(self, blocks: Sequence[Block]) -> Iterator[DraftBlock]:
        """Each block, items and terms beside one another as one."""
        at = 0
        while at < len(blocks):
            end = at + 1
            kind = type(blocks[at])
            while kind in (ItemBlock, TermBlock) and end < len(blocks) and isinstance(blocks[end], kind):
                end += 1
            yield self._written(blocks[at:end])
            at = end

    def _written(self, blocks: Sequence[Block]) -> DraftBlock:
        block = blocks[0]
        match block:
            case HeadingBlock():
                text, found = self._heading(block)
            case LevelBlock():
                text, found = level_text(block, self._naming)
            case TableBlock():
                text, found = _table(block)
            case DeadlineBlock():
                text, found = _deadlines(block)
            case FrameBlock():
                text, found = _frame(block), ()
            case ItemBlock():
                text, found = self._items([item for item in blocks if isinstance(item, ItemBlock)])
            case TermBlock():
                text, found = _terms([term for term in blocks if isinstance(term, TermBlock)])
            case ParagraphBlock():
                text, found = _line(block), tuple(self._candidates(block, 1))
        return DraftBlock(text, found, tuple(blocks))

    def _heading(self, block: HeadingBlock) -> tuple[str, tuple[FoundThing, ...]]:
        name = _GLOSSARY_ID if block.key in GLOSSARIES else ""
        address = self._naming.heading(block.words, name)
        self._naming.enter(block)
        text = f"{'#' * max(block.rank, 2)} {heading_escaped(escaped(block.words))}"
        return text + address, (FoundThing(FoundKind.HEADING, block.words, block.place, 1),)

    def _items(self, items: Sequence[ItemBlock]) -> tuple[str, tuple[FoundThing, ...]]:
        text = list_text([Item(0, item.label, item.markdown or escaped(item.words)) for item in items])
        lines = [number for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
        found = [
            thing for item, line in zip(items, lines, strict=False) for thing in self._candidates(item, line)
        ]
        return text, tuple(found)

    def _candidates(self, block: ParagraphBlock | ItemBlock, line: int) -> Iterator[FoundThing]:
        if not self._with_candidates:
            return
        for candidate in candidates_in(block.words, self._naming.benefit()):
            yield FoundThing(
                FoundKind.CANDIDATE, candidate.words, place_at(block, candidate.start), line,
                ImportCertainty.UNSURE, _IN_PROSE, offered=candidate.offered,
            )  # fmt: skip


def _line(block: ParagraphBlock) -> str:
    return line_escaped(block.markdown or escaped(block.words))


def _table(block: TableBlock) -> tuple[str, tuple[FoundThing, ...]]:
    text = table([[escaped(cell) for cell in row] for row in block.rows])
    words = " | ".join(block.rows[0])
    certainty = ImportCertainty.CERTAIN if block.is_sure else ImportCertainty.UNSURE
    how = block.how if block.is_sure else _TABLE
    return text, (FoundThing(FoundKind.TABLE, words, block.places[0], 1, certainty, how),)


def _deadlines(block: DeadlineBlock) -> tuple[str, tuple[FoundThing, ...]]:
    cells = [[row.event, row.deadline, row.counted_from] for row in block.rows]
    text = table([["Hændelse", "Frist", "Regnes fra"], *[[escaped(cell) for cell in row] for row in cells]])
    found = [
        FoundThing(FoundKind.DEADLINES, row.words, row.place, number, ImportCertainty.UNSURE, _DEADLINES)
        for number, row in enumerate(block.rows, start=4)
    ]
    return f"::: frister\n{text}\n:::", tuple(found)


def _frame(block: FrameBlock) -> str:
    parts: list[str] = []
    for piece in block.blocks:
        if isinstance(piece, ItemBlock) and piece.label != "•":
            parts.append(line_escaped(f"{escaped(piece.label)} {escaped(piece.words)}"))
        else:
            parts.append(line_escaped(escaped(piece.words)))
    body = "\n\n".join(parts)
    if block.is_quote:
        head = f"**{escaped(block.title)}**\n\n" if block.title else ""
        return "\n".join(f"> {line}".rstrip() for line in (head + body).split("\n"))
    return f"::: fagligt {block.title}\n{body}\n:::"


def _terms(terms: Sequence[TermBlock]) -> tuple[str, tuple[FoundThing, ...]]:
    """A definition list; a word that is explained twice has both explanations in one."""
    joined: dict[str, TermBlock] = {}
    for term in terms:
        key = slug(term.term)
        before = joined.get(key)
        joined[key] = (
            replace(before, explanation=f"{before.explanation} {term.explanation}") if before else term
        )
    text: list[str] = []
    found: list[FoundThing] = []
    for term in joined.values():
        found.append(FoundThing(FoundKind.TERM, term.term, term.place, len(text) + 1))
        text += [line_escaped(escaped(term.term)), f": {escaped(term.explanation)}", ""]
    return "\n".join(text).rstrip("\n"), tuple(found)
