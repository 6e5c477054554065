"""What stands at a standard's end for caseworkers: the law's own words, and the glossary."""

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
    TermBlock,
)

_LAW = re.compile(r"§ ?\d{1,3}(?: ?[a-z])?\. (?:Stk\. 1\. )?(?=[A-ZÆØÅ])")
_GOES_ON = re.compile(r"Stk\. ?\d{1,2}\.? |…|\.\.\.|\d{1,2}\) |Nr\. \d")
_PART = re.compile(r"(?<=[.:;]) (?=Stk\. \d{1,2}\. )")
_EXCERPT = re.compile(r"(?:Uddrag|Lovtekst|Lovens ord|Ordlyd|Bekendtgørelse|Lov )", re.IGNORECASE)
_WORDS_OF_LAW = "Lovens ord"
GLOSSARIES = frozenset(
    ["ordforklaring", "ordforklaringer", "ordliste", "begreber", "begrebsafklaring", "begrebsforklaring",
     "definitioner", "forklaring-af-ord", "ord-og-begreber"]
)  # fmt: skip
_TERM = re.compile(r"([^\s:][^:]{1,70}?):\s+(?=\S)")
_MOST_WORDS_OF_TERM = 8
_NUMBERED = re.compile(r"(\d{1,2})\)")


def framed(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with law excerpts in frames of their own and glossaries as terms."""
    return _with_ends(_with_terms(_with_excerpts(blocks)))


def _with_excerpts(blocks: Sequence[Block]) -> list[Block]:
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if not (isinstance(block, ParagraphBlock) and _LAW.match(block.words)):
            found.append(block)
            at += 1
            continue
        end = at + 1
        while end < len(blocks) and _belongs(blocks[end]):
            end += 1
        title = _title(found)
        found.append(_frame(title, blocks[at:end]))
        at = end
    return found


def _title(found: list[Block]) -> str:
    """The line that names the excerpt, taken from before it."""
    last = found[-1] if found else None
    if isinstance(last, ParagraphBlock) and len(last.words) <= 80 and _EXCERPT.match(last.words):
        found.pop()
        return last.words.rstrip(" .:")
    return _WORDS_OF_LAW


def _belongs(block: Block) -> bool:
    if isinstance(block, ItemBlock):
        return bool(_NUMBERED.fullmatch(block.label)) or block.words.strip(" .…") == ""
    return isinstance(block, ParagraphBlock) and bool(_GOES_ON.match(block.words) or _LAW.match(block.words))


def _frame(title: str, blocks: Sequence[Block]) -> FrameBlock:
    parts: list[ParagraphBlock | ItemBlock] = []
    for block in blocks:
        if isinstance(block, ParagraphBlock):
            parts += [
                replace(block, words=words, markdown="", starts=()) for words in _PART.split(block.words)
            ]
        elif isinstance(block, ItemBlock):
            parts.append(block)
    return FrameBlock(title, tuple(parts), parts[0].place)


def _with_terms(blocks: Sequence[Block]) -> list[Block]:
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        found.append(block)
        at += 1
        if isinstance(block, HeadingBlock) and block.key in GLOSSARIES:
            end = next(
                (n for n in range(at, len(blocks)) if isinstance(blocks[n], HeadingBlock)), len(blocks)
            )
            terms = _terms(blocks[at:end])
            if terms:
                found += terms
                at = end
    return found


def _terms(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a glossary as terms; none where fewer than two are."""
    made: list[Block] = []
    for block in blocks:
        term = _term(block)
        last = made[-1] if made else None
        if term:
            made.append(term)
        elif isinstance(block, ParagraphBlock) and isinstance(last, TermBlock):
            made[-1] = replace(last, explanation=f"{last.explanation} {block.words}")
        else:
            made.append(block)
    return made if sum(isinstance(block, TermBlock) for block in made) >= 2 else []


def _term(block: Block) -> TermBlock | None:
    if not isinstance(block, (ParagraphBlock, ItemBlock)):
        return None
    found = _TERM.match(block.words)
    if not found or len(found[1].split()) > _MOST_WORDS_OF_TERM:
        return None
    return TermBlock(found[1].strip(), block.words[found.end() :].strip(), block.place)


def _with_ends(blocks: Sequence[Block]) -> list[Block]:
    """A numbered item that was read after the glossary, since the law stood in another column, goes back."""
    made: list[Block] = []
    frame = -1
    after_terms = False
    for block in blocks:
        before = made[frame] if frame >= 0 else None
        if (
            after_terms
            and isinstance(before, FrameBlock)
            and isinstance(block, ItemBlock)
            and _follows(before, block)
        ):
            made[frame] = replace(before, blocks=(*before.blocks, block))
            continue
        made.append(block)
        after_terms = after_terms or isinstance(block, TermBlock)
        frame = len(made) - 1 if isinstance(block, FrameBlock) else frame
    return made


def _follows(frame: FrameBlock, item: ItemBlock) -> bool:
    last = frame.blocks[-1]
    number, before = (
        _NUMBERED.fullmatch(item.label),
        isinstance(last, ItemBlock) and _NUMBERED.fullmatch(last.label),
    )
    return bool(number and before and int(number[1]) > int(before[1]))
