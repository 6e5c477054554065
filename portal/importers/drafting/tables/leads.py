"""Words before a table that limit all its numbers: "op til:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from calculators.reading.extents import Extent
from calculators.reading.grammar import limit_of
from calculators.reading.vocabulary import Limit
from portal.importers.drafting.blocks import LevelBlock
from portal.importers.drafting.tables.level_doubts import extent_of

_LEAD = re.compile(r"\b(op til|højst|maksimalt|mindst)\s*:$", re.IGNORECASE)


def limited_by(block: LevelBlock, lead: str) -> LevelBlock:
    """The table with each bare number under the limit that ends the words before it; others stay."""
    found = _LEAD.search(lead.strip())
    if found is None:
        return block
    rows = (replace(row, extent=_limited(row.extent, found[1].capitalize())) for row in block.rows)
    return replace(block, rows=tuple(rows))


def is_parted(block: LevelBlock, near: Sequence[str]) -> bool:
    """Whether a limit ends some of the words before a table of bare numbers, but not the last of them.

    What stands between may be a page's foot, or what is left of something broken: nobody can tell which.
    """
    parted = any(_LEAD.search(words.strip()) for words in near[:-1])
    return parted and any((extent := extent_of(row.extent)) and _is_bare(extent) for row in block.rows)


def _limited(words: str, limit: str) -> str:
    extent = extent_of(words)
    limited = f"{limit} {words}"
    is_bare = words[:1].isalnum() and extent is not None and _is_bare(extent)
    return limited if is_bare and extent_of(limited) else words


def _is_bare(extent: Extent) -> bool:
    return len(extent.parts) == 1 and limit_of(extent.parts[0]) in (None, Limit.EXACT)
