"""A section's text without its markup: blocks with their lines in the file, and the whole as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from calculators.reading.levels import LevelTable
from portal.danish.characters import as_read
from portal.documents.document import Block, BlockKind, Layer
from portal.documents.reading.directives import Name
from portal.documents.reading.glossary import explanation_after
from portal.documents.reading.table_tokens import rows_of
from portal.documents.reading.tokens import close_of, directive_of, line_of, plain, plain_lines

_LAYERS = {Name.PROFESSIONAL: Layer.PROFESSIONAL, Name.DEPARTURE: Layer.DEPARTURE}
_ROW_KINDS = {Name.LEVELS: BlockKind.LEVEL, Name.DEADLINES: BlockKind.DEADLINE}


def blocks_of(tokens: Sequence[Token]) -> tuple[Block, ...]:
    """The blocks of a section's tokens, in reading order."""
    return tuple(_blocks(tokens))


def plain_text(blocks: Sequence[Block]) -> str:
    """The blocks' text, one a line."""
    return "\n".join(block.text for block in blocks if block.text)


def notes_of(table: LevelTable) -> tuple[str, ...]:
    """What a level table's attributes say to the reader, as sentences."""
    notes = []
    if table.counting:
        notes.append(f"Optælling: {table.counting.rstrip('.')}.")
    if table.hours_include:
        notes.append(f"Timerne omfatter også: {table.hours_include.rstrip('.')}.")
    notes += [f"Standarden siger både »{first}« og »{second}«." for first, second in table.conflicts]
    if table.law:
        notes.append(f"Lovgrundlag: {', '.join(table.law)}.")
    return tuple(notes)


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    inside: Name | None = None
    layer = Layer.COMMON
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if directive := directive_of(token):
            inside = directive.name if token.nesting == 1 else None
            layer = _LAYERS.get(directive.name, Layer.COMMON) if token.nesting == 1 else Layer.COMMON
            if layer is Layer.PROFESSIONAL and directive.argument:
                yield Block(BlockKind.HEADING, directive.argument, directive.line, layer=layer)
        elif token.type == "table_open":
            end = close_of(tokens, index)
            yield from _table(tokens[index : end + 1], inside, layer)
            index = end
        elif token.type == "dt_open":
            term = plain(tokens[index + 1])
            words = f"{term}: {explanation_after(tokens, index)}"
            yield Block(
                BlockKind.TERM, words, line_of(tokens[index + 1]), str(token.attrs.get("id", "")), layer
            )
            index = close_of(tokens, index)
        elif token.type == "dd_open":
            index = close_of(tokens, index)
        elif token.type == "inline":
            yield _paragraph(token, tokens[index - 1], layer)
        elif token.type in ("fence", "code_block"):
            yield Block(BlockKind.PROSE, as_read(token.content).strip(), line_of(token), layer=layer)
        index += 1


def _paragraph(token: Token, opener: Token, layer: Layer) -> Block:
    words, breaks = plain_lines(token)
    kind = BlockKind.HEADING if opener.type == "heading_open" else BlockKind.PROSE
    anchor = str(opener.meta.get("id", "")) if kind is BlockKind.HEADING else ""
    return Block(kind, words, line_of(token), anchor, layer, breaks=breaks)


def _table(table: Sequence[Token], inside: Name | None, layer: Layer) -> Iterator[Block]:
    levels = table[0].meta.get("levels")
    rows = rows_of(table)
    if isinstance(levels, LevelTable):
        yield Block(BlockKind.NOTE, levels.benefit, levels.line, levels.id, layer)
    kind = _ROW_KINDS.get(inside, BlockKind.ROW) if inside else BlockKind.ROW
    for row in rows if kind is BlockKind.ROW else rows[1:]:
        first, rest = row.cells[0], [cell for cell in row.cells[1:] if cell]
        words = f"{first}: {'; '.join(rest)}" if first and rest else first or "; ".join(rest)
        yield Block(kind, words, row.line, str(row.token.meta.get("row_id", "")), layer, row.cells)
    if isinstance(levels, LevelTable):
        for note in notes_of(levels):
            yield Block(BlockKind.NOTE, note, levels.line, layer=layer)
