"""Files spoilt by chance, each with the level tables that it still has, and what an import makes of them."""

from __future__ import annotations

import re
import resource
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from random import Random

from import_changes import CHANGES
from import_tables import ReadTable, Rendered, Rows, Tally, level_tables, plain, tables_of, tally

from portal.importers.importing import import_file
from rendering import files
from rendering.texts import Block

FORMS = ("txt", "html", "pdf", "docx")
_WEIGHTS = (50, 30, 12, 8)
_LARGE = 10_000
"""Bytes; of files larger than this fewer are spoilt, since each takes longer."""


@dataclass(frozen=True)
class Spoilt:
    """A spoilt file, how it was spoilt, and the level tables that it has.

    Where ``is_bytes``, its bytes were changed, and the tables are those that it had.
    """

    name: str
    content: bytes
    how: str
    tables: tuple[Rows, ...]
    is_bytes: bool = False


@dataclass(frozen=True)
class Verdict:
    """What became of one spoilt file. ``told`` says what is wrong with it."""

    tally: Tally
    refused: int = 0
    crashed: int = 0
    seconds: float = 0.0
    memory: int = 0
    told: str = ""


@dataclass(frozen=True)
class SpoiltSum:
    """What became of all of them; times in seconds, memory in bytes."""

    files: int
    tally: Tally
    refused: int
    crashed: int
    longest: float
    memory: int
    told: tuple[str, ...]


def spoilt_sum(rendered: Sequence[Rendered], files: int, seed: int, processes: int) -> SpoiltSum:
    """Spoil ``files`` files by chance and import each; with processes 0 in this process."""
    judged = partial(judge, rendered, seed)
    if processes:
        with ProcessPoolExecutor(processes) as pool:
            verdicts = list(pool.map(judged, range(files), chunksize=10))
    else:
        verdicts = [judged(number) for number in range(files)]
    return SpoiltSum(
        files,
        sum((verdict.tally for verdict in verdicts), Tally()),
        sum(verdict.refused for verdict in verdicts),
        sum(verdict.crashed for verdict in verdicts),
        max((verdict.seconds for verdict in verdicts), default=0.0),
        max((verdict.memory for verdict in verdicts), default=0),
        tuple(verdict.told for verdict in verdicts if verdict.told),
    )


def judge(rendered: Sequence[Rendered], seed: int, number: int) -> Verdict:
    """Spoil one file, the same each time for a seed and a number, and import it."""
    spoilt = spoil(rendered, Random(f"{seed}-{number}"))
    begun = time.process_time()
    read: list[ReadTable] = []
    refused = crashed = 0
    told = ""
    try:
        read = level_tables(import_file(spoilt.content, spoilt.name, "eksempel", "300"))
    except ValueError:
        refused = 1
    except Exception as error:  # what must not be
        crashed, told = 1, f"{number} {spoilt.name} {spoilt.how}: {error!r}"
    found = tally(spoilt.tables, read)
    wrong = [table for table in read if table.is_certain and not _is_there(table, spoilt)]
    if wrong:
        told = f"{number} {spoilt.name} {spoilt.how}: certain of {wrong[0].rows}"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    seconds = time.process_time() - begun
    return Verdict(replace(found, wrong=len(wrong)), refused, crashed, seconds, memory, told)


def _is_there(table: ReadTable, spoilt: Spoilt) -> bool:
    """Whether the spoilt file has this table. Where bytes were changed, its rows are looked for in them."""
    if table.rows in spoilt.tables:
        return True
    if not spoilt.is_bytes:
        return False
    words = _words_of(spoilt)
    limit = next((limit for limit in _LIMITS if f" {limit.lower()}:" in words), "")
    if not all(_stands(words, *row, limit) for row in table.rows):
        return False
    nearest = max(spoilt.tables, key=lambda rows: len(set(rows) & set(table.rows)), default=())
    return not any(_stands(words, *row, limit) and not _has(table, *row) for row in nearest)


_LIMITS = ("Op til", "Højst", "Mindst")
"""What may stand once before a table and limit all its numbers."""


def _stands(words: str, label: str, extent: str, limit: str) -> bool:
    """Whether a row stands in the words; without the limit that stands before the table."""
    bare = extent.removeprefix(limit).lstrip() if limit else extent
    return f"{label} {extent}" in words or (bare != extent and f"{label} {bare}" in words)


def _has(table: ReadTable, label: str, extent: str) -> bool:
    """Whether the table has a row, or the one that it became where words were doubled before it."""
    return any(own.endswith(label) and said == extent for own, said in table.rows)


def _words_of(spoilt: Spoilt) -> str:
    """The words of a file, by other means than the import's."""
    if spoilt.name.endswith(".pdf"):
        return plain(_words_of_pdf(spoilt.content))
    text = spoilt.content.decode("utf-8", "replace")
    if spoilt.name.endswith(".html"):
        text = unescape(re.sub(r"<[^>]*>", " ", text))
    return plain(re.sub(r"-\s*\n\s*(?=[a-zæøå])", "", text).replace("|", " "))


def _words_of_pdf(content: bytes) -> str:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as opened:
            return "\n".join(page.get_textpage().get_text_range() for page in opened)
    except pypdfium2.PdfiumError:
        return ""


def spoil(rendered: Sequence[Rendered], chance: Random) -> Spoilt:
    """One file, spoilt in its text before it was rendered, or in its bytes."""
    form = chance.choices(FORMS, _WEIGHTS)[0]
    some = [one for one in rendered if one.form == form and one.tables]
    one = chance.choices(some, [1 / (_LARGE + len(one.content)) for one in some])[0]
    if chance.random() < 0.35:
        return _with_bytes_changed(one, chance)
    blocks, hows = list(one.blocks), chance.choices(list(CHANGES), k=chance.choice((1, 1, 1, 2, 3)))
    for how in hows:
        blocks = CHANGES[how](blocks, chance)
    return Spoilt(f"x.{form}", _drawn(form, blocks, chance), ", ".join(hows), tables_of(blocks))


def _drawn(form: str, blocks: Sequence[Block], chance: Random) -> bytes:
    if form == "txt":
        return files.loose_text_of(blocks, chance)
    if form == "html":
        return files.html_of(blocks)
    return files.word_of(blocks) if form == "docx" else files.drawn_pdf_of(blocks)


def _with_bytes_changed(one: Rendered, chance: Random) -> Spoilt:
    content = bytearray(one.content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(content))
        length = chance.choice((1, 1, 1, 2, 8, 60, 400))
        piece = bytes(content[at : at + length])
        match chance.randrange(5):
            case 0:
                content[at : at + length] = chance.randbytes(len(piece))
            case 1:
                del content[at : at + length]
            case 2:
                content[at:at] = piece
            case 3:
                content[at : at + 1] = bytes([chance.choice(b"0123456789 \n-<>")])
            case _:
                other = chance.randrange(len(content))
                content[other:other] = piece
        if len(content) < 2:
            break
    if chance.random() < 0.1:
        del content[chance.randrange(len(content)) :]
    return Spoilt(one.name, bytes(content), "bytes", one.tables, is_bytes=True)
