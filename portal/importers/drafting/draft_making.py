"""A document that was read becomes drafts: one function for everybody who imports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.danish.characters import as_read
from portal.danish.letters import slug
from portal.documents.document import DocumentKind
from portal.importers.drafting.background import as_background, is_background
from portal.importers.drafting.block_making import BlockMaker
from portal.importers.drafting.blocks import (
    Block,
    DeadlineBlock,
    HeadingBlock,
    ItemBlock,
    LevelBlock,
    ParagraphBlock,
    StandardText,
)
from portal.importers.drafting.deadline_finding import deadlines_of
from portal.importers.drafting.file_facts import FileFacts, facts_of
from portal.importers.drafting.frames import framed
from portal.importers.drafting.head import head_of, kind_of, safe_title
from portal.importers.drafting.imported import (
    FoundKind,
    FoundThing,
    ImportCertainty,
    ImportedDraft,
    ImportedFile,
    LeftOut,
)
from portal.importers.drafting.level_writing import AboutText, Naming
from portal.importers.drafting.lines.furniture import Parts, without_furniture
from portal.importers.drafting.splitting import standards_of
from portal.importers.drafting.structure import SECTION, with_ranks
from portal.importers.drafting.tables.leads import is_parted, limited_by
from portal.importers.drafting.valid_drafts import valid_text
from portal.importers.drafting.writing import BlockWriter
from portal.importers.source import SourceDocument, SourceLine, SourceTable

_LONGEST_SLUG = 60
_NO_TITLE = "Filen siger ikke klart, hvad teksten hedder. Ret titlen i kladdens hoved."
_LEAD = 3
_PARTED = "Før tabellen står en grænse som »op til«, men noget andet står imellem."
_MUNICIPALITY = re.compile(r"\b([A-ZÆØÅ][a-zæøå-]+(?:-[A-ZÆØÅ][a-zæøå]+)?)s? [Kk]ommunes?\b")
_NO_NAMES = frozenset(
    ["En", "Den", "Din", "Jeres", "Hver", "Alle", "Denne", "Egen", "Anden", "Vores", "Deres"]
)
_OFTEN_NAMED = 3
_OTHER = "Filen nævner {} Kommune mange gange og ikke jeres. Se, om den er jeres egen."


def drafts_of(document: SourceDocument, municipality: str) -> ImportedFile:
    """The drafts that a document gives, each valid by ``docs/format.md``, and the report on them.

    ``municipality`` is the slug or name of the owner. Never raises for what a document says.
    """
    parts, left_out = without_furniture(_readable(document.parts))
    facts, rest, told = facts_of(parts)
    maker = BlockMaker(rest, document.kind)
    blocks = maker.blocks()
    standards = _with_facts(standards_of(blocks, facts), facts)
    kinds = [_prepared(standard, blocks) for standard in standards]
    with_ranks(standards)
    notices = tuple(_notices(parts, municipality))
    tables: set[str] = set()
    slugs: set[str] = set()
    drafts: list[ImportedDraft] = []
    left: list[LeftOut] = [*left_out, *told, *maker.left_out]
    for standard, kind in zip(standards, kinds, strict=True):
        draft, too_much = _draft(standard, kind, tables, slugs)
        drafts.append(draft)
        left += too_much
    return ImportedFile(document.kind, document.pages, tuple(drafts), tuple(left), document.remarks, notices)


def _readable(parts: Parts) -> list[SourceLine | SourceTable]:
    """The parts with single ordinary blanks and without what no page can hold; empty lines are left out."""
    made: list[SourceLine | SourceTable] = []
    for part in parts:
        if isinstance(part, SourceTable):
            rows = tuple(tuple(map(_plain, row)) for row in part.rows)
            width = max(map(len, rows), default=0)
            full = tuple((*row, *[""] * (width - len(row))) for row in rows)
            made.append(replace(part, rows=full, is_sure=part.is_sure and full == rows))
        elif words := _plain(part.words):
            made.append(replace(part, words=words, markdown=_plain(part.markdown), label=_plain(part.label)))
    return made


def _plain(words: str) -> str:
    return " ".join(as_read(words).split())


def _notices(parts: Parts, municipality: str) -> Iterator[str]:
    """That the file looks like another municipality's: it is named often, and the owner never."""
    named = Counter(
        name
        for part in parts
        if isinstance(part, SourceLine)
        for name in _MUNICIPALITY.findall(part.words)
        if name not in _NO_NAMES
    )
    own = slug(municipality).removesuffix("-kommune")
    if named and not any(slug(name) == own for name in named):
        name, number = named.most_common(1)[0]
        if number >= _OFTEN_NAMED:
            yield _OTHER.format(name)


def _with_facts(standards: list[StandardText], facts: FileFacts) -> list[StandardText]:
    return [replace(standard, law=facts.law, days=facts.days) for standard in standards]


def _prepared(standard: StandardText, whole: Sequence[Block]) -> DocumentKind:
    """Give a text its frames, terms and deadlines; and say what kind it is."""
    if is_background(standard.title, standard.blocks):
        standard.blocks[:] = as_background(standard.blocks)
        return DocumentKind.BACKGROUND
    standard.blocks[:] = _with_leads(framed(standard.blocks))
    return kind_of(standard, whole)


def _with_leads(blocks: Sequence[Block]) -> list[Block]:
    """The level tables with the words that stand before each, and limited by what ends them."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, LevelBlock):
            before = made[-_LEAD:]
            near = [b.words for b in before if isinstance(b, (ParagraphBlock, ItemBlock))]
            ends = [_limiting(b) for b in before]
            doubts = (*block.doubts, _PARTED) if is_parted(block, ends) else block.doubts
            block = replace(block, lead=" ".join(near), doubts=doubts)
            block = limited_by(block, ends[-1]) if ends else block
        made.append(block)
    return made


def _limiting(block: Block) -> str:
    """A block's words as they may limit a table below; a short line with a colon was taken for a heading."""
    if isinstance(block, HeadingBlock):
        return f"{block.words}:"
    return block.words if isinstance(block, (ParagraphBlock, ItemBlock)) else ""


def _draft(
    standard: StandardText, kind: DocumentKind, tables: set[str], slugs: set[str]
) -> tuple[ImportedDraft, tuple[LeftOut, ...]]:
    title = safe_title(standard.title)
    background = kind is DocumentKind.BACKGROUND
    blocks = standard.blocks if background else _with_deadlines(standard.blocks)
    often = Counter(block.key for block in blocks if isinstance(block, HeadingBlock))
    repeated = frozenset(key for key, number in often.items() if number > 1)
    others = frozenset(tables)
    about = AboutText(
        has_preamble=not (blocks and isinstance(blocks[0], HeadingBlock)),
        level_tables=sum(isinstance(block, LevelBlock) for block in blocks),
        is_title_sure=standard.is_title_sure,
    )

    def writer() -> BlockWriter:
        tables.clear()
        tables.update(others)
        naming = Naming(title, repeated, tables, about)
        return BlockWriter(naming, with_candidates=not background)

    plain = StandardText("Uden titel", standard.title_place)
    made = valid_text([head_of(standard, kind), head_of(plain, kind)], blocks, writer)
    name = _free(slug(title)[:_LONGEST_SLUG].strip("-") or "standard", slugs)
    found = (_title_found(standard), *made.found)
    return ImportedDraft(title, name, made.text, found), made.left_out


def _title_found(standard: StandardText) -> FoundThing:
    certainty = ImportCertainty.CERTAIN if standard.is_title_sure else ImportCertainty.UNSURE
    how = "" if standard.is_title_sure else _NO_TITLE
    return FoundThing(FoundKind.HEADING, standard.title, standard.title_place, 2, certainty, how)


def _free(name: str, taken: set[str]) -> str:
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{name}-{number}"
    taken.add(candidate)
    return candidate


def _with_deadlines(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the deadlines that the prose says, in the last section that says the most."""
    found = deadlines_of(blocks)
    if not found:
        return list(blocks)
    starts = [at for at, b in enumerate(blocks) if isinstance(b, HeadingBlock) and b.rank == SECTION]
    ends = [*starts[1:], len(blocks)] if starts else [len(blocks)]
    said = [len(deadlines_of(blocks[start:end])) for start, end in zip(starts or [0], ends, strict=True)]
    most = max(range(len(said)), key=lambda at: (said[at], at))
    return [*blocks[: ends[most]], DeadlineBlock(found), *blocks[ends[most] :]]
