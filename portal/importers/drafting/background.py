"""Background documents, as studies and reports: chapters as sections, boxes as quotations, tables named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from portal.importers.drafting.blocks import (
    Block,
    FrameBlock,
    HeadingBlock,
    ItemBlock,
    ParagraphBlock,
)
from portal.importers.drafting.lines.heading_signs import CHAPTER_KEY, heading_key
from portal.importers.source import SourcePlace

_STANDARD = re.compile(r"kvalitetsstandar|serviceniveau", re.IGNORECASE)
_LEAST_CHAPTERS = 2
_BOX = re.compile(r"((?:[A-ZÆØÅa-zæøå]{3,12})?boks)(?: \d+)?: ?(?P<title>[^\n]{0,200})", re.IGNORECASE)
_LONGEST_BOX = 60
_NUMBERED = re.compile(r"(?:TABEL|Tabel|FIGUR|Figur) \d{1,2}(?:\.\d{1,2})?[:.]? (?=[A-ZÆØÅ])")
_CAPITALS = re.compile(r"(?:TABEL|FIGUR) \d{1,2}(?:\.\d{1,2})?[:.]? [^a-zæøå]{4,180}(?=\s[A-ZÆØÅ0-9]|$)")


def is_background(title: str, blocks: Sequence[Block]) -> bool:
    """Whether a text is a study and no standard: it has chapters, and its title names no standard."""
    chapters = [b for b in blocks if isinstance(b, HeadingBlock) and CHAPTER_KEY.match(b.key)]
    return len(chapters) >= _LEAST_CHAPTERS and not _STANDARD.search(title)


def as_background(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with chapters as the highest headings, boxes as frames, numbered tables under headings."""
    made = [_ranked(block) for block in blocks]
    return _with_boxes([part for block in made for part in _numbered(block)])


def _ranked(block: Block) -> Block:
    if not isinstance(block, HeadingBlock):
        return block
    return replace(block, rank=1 if CHAPTER_KEY.match(block.key) else 2)


def _numbered(block: Block) -> list[Block]:
    """A table's or figure's title in capitals as a heading, and what its lines say below it."""
    if not isinstance(block, ParagraphBlock) or not _NUMBERED.match(block.words):
        return [block]
    found = _CAPITALS.match(block.words)
    title = (found[0] if found else block.words if len(block.words) <= 160 else "").strip()
    if not title:
        return [block]
    rest = block.words[len(title) :].strip()
    heading = HeadingBlock(title.rstrip(" .:"), block.place, 2, key=heading_key(title))
    return [heading, *([replace(block, words=rest, markdown="", starts=())] if rest else [])]


def _with_boxes(blocks: Sequence[Block]) -> list[Block]:
    made: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        found = _BOX.match(block.words) if isinstance(block, (HeadingBlock, ParagraphBlock)) else None
        end = _box_end(blocks, at, found[1]) if found else None
        if found is None or end is None:
            made.append(block)
            at += 1
            continue
        made.append(_box(blocks[at : end + 1], found))
        at = end + 1
    return made


def _box_end(blocks: Sequence[Block], start: int, name: str) -> int | None:
    """Where the box closes ("Lovboks slut."), None where nothing closes it."""
    closes = re.compile(rf"\b{re.escape(name)}(?: slut)?\.?$", re.IGNORECASE)
    for at in range(start, min(start + _LONGEST_BOX, len(blocks))):
        words = _words(blocks[at])
        if at > start and _BOX.match(words):
            return None
        if closes.search(words.strip()) and (at > start or len(words) > len(name) + 10):
            return at
    return None


def _box(blocks: Sequence[Block], found: re.Match[str]) -> FrameBlock:
    closes = re.compile(rf"\s*\b{re.escape(found[1])}(?: slut)?\.?\s*$", re.IGNORECASE)
    first, last = blocks[0], blocks[-1]
    parts: list[ParagraphBlock | ItemBlock] = []
    for block in blocks[1:] if first is not last else ():
        words = _words(block)
        words = closes.sub("", words) if block is last else words
        if words:
            parts.append(ParagraphBlock(words, _place(block)))
    title = found["title"] if first is not last else closes.sub("", found["title"])
    return FrameBlock(title.strip(" .:"), tuple(parts), _place(first), is_quote=True)


def _words(block: Block) -> str:
    return block.words if isinstance(block, (HeadingBlock, ParagraphBlock, ItemBlock)) else ""


def _place(block: Block) -> SourcePlace:
    assert isinstance(block, (HeadingBlock, ParagraphBlock, ItemBlock))
    return block.place
