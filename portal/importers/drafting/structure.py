"""The sections of a draft: which headings begin one, and which divide it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from portal.importers.drafting.blocks import Block, HeadingBlock, StandardText

SECTION, DEEPEST = 2, 4


def with_ranks(standards: Sequence[StandardText]) -> None:
    """Give every heading its level in the draft as its rank: 2 for a section, 3 and 4 within one.

    The file's own levels count. Without them a heading that texts of one template share is a section; in a
    single text one that comes again and again ("Hvad er formålet?") stands under that which comes once.
    """
    shared = _shared(standards)
    for standard in standards:
        headings = [block for block in standard.blocks if isinstance(block, HeadingBlock)]
        ranks = sorted({heading.rank for heading in headings if heading.rank})
        often = Counter(heading.key for heading in headings)
        standard.blocks[:] = [
            replace(block, rank=_level(block, ranks, often, shared))
            if isinstance(block, HeadingBlock)
            else block
            for block in standard.blocks
        ]
        _begin_with_section(standard.blocks)


def _shared(standards: Sequence[StandardText]) -> frozenset[str]:
    """The headings that at least two texts have; none where there is one text."""
    often = Counter(
        key
        for standard in standards
        for key in {block.key for block in standard.blocks if isinstance(block, HeadingBlock)}
    )
    return frozenset(key for key, number in often.items() if number > 1)


def _level(heading: HeadingBlock, ranks: Sequence[int], often: Counter[str], shared: frozenset[str]) -> int:
    if ranks:
        level = SECTION + ranks.index(heading.rank) if heading.rank else SECTION + len(ranks)
        return min(level, DEEPEST)
    if shared:
        return SECTION if heading.key in shared else SECTION + 1
    return SECTION + (often[heading.key] > 1)


def _begin_with_section(blocks: list[Block]) -> None:
    """The first heading is a section's, so that none stands under nothing."""
    for at, block in enumerate(blocks):
        if isinstance(block, HeadingBlock):
            blocks[at] = replace(block, rank=SECTION)
            return
