"""Several standards in one file: a new one begins where a title is followed by the first heading again.

A title alone begins nothing: files name other standards in the middle of their text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from portal.importers.drafting.background import is_background
from portal.importers.drafting.blocks import Block, HeadingBlock, ParagraphBlock, StandardText
from portal.importers.drafting.file_facts import FileFacts
from portal.importers.drafting.lines.heading_signs import CHAPTER_KEY
from portal.importers.source import SourcePlace

_TITLE = re.compile(
    r"§|paragraf|kvalitetsstandard|serviceniveau|ydelsesbeskrivelse|retningslinje|\bstandard\b|\bSEL \d",
    re.IGNORECASE,
)
_LONGEST_TITLE = 220
_NO_TITLE = "Uden titel"
_LATEST_TITLE = 12
"""So many blocks into a file its title may stand."""
_ALIKE = 0.4
"""So large a part of their headings two texts on one template share."""


def standards_of(blocks: Sequence[Block], facts: FileFacts) -> list[StandardText]:
    """The texts of a file, each with its title and its blocks; the facts may name a single one."""
    starts = _starts(blocks)
    if len(starts) < 2:
        return [StandardText(facts.title, facts.title_place, list(blocks)) if facts.title else _one(blocks)]
    pieces = [blocks[start:end] for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)]
    standards = [_titled(piece[0], piece[1:]) for piece in pieces]
    standards[0].blocks[:0] = blocks[: starts[0]]
    return standards


def _titled(title: Block, rest: Sequence[Block]) -> StandardText:
    assert isinstance(title, (HeadingBlock, ParagraphBlock))
    return StandardText(title.words, title.place, list(rest))


def _starts(blocks: Sequence[Block]) -> list[int]:
    """Where the titles stand, none where the file is one text."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at in range(1, len(blocks)):
        block, before = blocks[at], blocks[at - 1]
        if isinstance(block, HeadingBlock) and _is_title(before, block):
            found[block.key].append(at - 1)
    for starts in found.values():
        if len(starts) > 1 and starts[0] <= _LATEST_TITLE and _are_alike(blocks, starts):
            return starts
    return []


def _is_title(block: Block, following: HeadingBlock) -> bool:
    if isinstance(block, HeadingBlock):
        return bool(_TITLE.search(block.words)) or 0 < block.rank < following.rank
    return (
        isinstance(block, ParagraphBlock)
        and len(block.words) <= _LONGEST_TITLE
        and bool(_TITLE.search(block.words))
        and len(block.starts) <= 3
    )


def _are_alike(blocks: Sequence[Block], starts: Sequence[int]) -> bool:
    keys = [
        {block.key for block in blocks[start:end] if isinstance(block, HeadingBlock)}
        for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)
    ]
    return all(len(keys[0] & other) >= _ALIKE * min(len(keys[0]), len(other)) for other in keys[1:])


def _one(blocks: Sequence[Block]) -> StandardText:
    """The whole file as one text: its title is the first block that names a standard, else the first."""
    chapter = next((at for at, block in enumerate(blocks) if _is_chapter(block)), None)
    if chapter is not None and is_background("", blocks):
        return _study(blocks, chapter)
    early = list(blocks[:_LATEST_TITLE])
    named = [block for block in early if _names_text(block)]
    title = named[0] if named else (early[0] if early else None)
    if isinstance(title, (HeadingBlock, ParagraphBlock)) and _may_be_title(title):
        at = blocks.index(title)
        return StandardText(title.words, title.place, [*blocks[:at], *blocks[at + 1 :]])
    first = next((block for block in blocks if isinstance(block, HeadingBlock)), None)
    if first is None:
        return StandardText(_NO_TITLE, SourcePlace(1, 1), list(blocks), is_title_sure=False)
    return StandardText(first.words, first.place, list(blocks), is_title_sure=False)


def _study(blocks: Sequence[Block], chapter: int) -> StandardText:
    """A text of chapters: its title stands before the first; without one it has the name of that."""
    title = next((block for block in blocks[:chapter] if _may_be_title(block)), None)
    if isinstance(title, (HeadingBlock, ParagraphBlock)):
        return StandardText(title.words, title.place, [block for block in blocks if block is not title])
    first = blocks[chapter]
    assert isinstance(first, HeadingBlock)
    return StandardText(first.words, first.place, list(blocks), is_title_sure=False)


def _is_chapter(block: Block) -> bool:
    return isinstance(block, HeadingBlock) and bool(CHAPTER_KEY.match(block.key))


def _names_text(block: Block) -> bool:
    return _may_be_title(block) and bool(_TITLE.search(block.words))  # type: ignore[union-attr]


def _may_be_title(block: Block) -> bool:
    """Whether a block is short and no sentence."""
    if isinstance(block, HeadingBlock):
        return not block.is_question
    if not isinstance(block, ParagraphBlock) or len(block.words) > _LONGEST_TITLE:
        return False
    return not block.words.endswith((":", "?")) and len(block.starts) <= 3 and len(block.words.split()) <= 25
