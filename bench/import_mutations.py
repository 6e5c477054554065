"""Files spoilt by chance, each with the level tables that it still has, and what an import makes of them."""

from __future__ import annotations

import re
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from random import Random

from import_tables import ReadTable, Rendered, Rows, Tally, level_tables, plain, tables_of, tally

import rendering
from portal.importers.importing import import_file
from rendering import Block, Shape

FORMS = ("txt", "html", "pdf", "docx")
_WEIGHTS = (50, 30, 12, 8)
_CHARACTERS = {"a": "a\u0308", " ": "\u00a0", "e": "\u00ade", "fi": "ﬁ", "-": "\u2011", "o": "0", "l": "1"}


@dataclass(frozen=True)
class Spoilt:
    """A spoilt file: how it was spoilt, and the level tables that it has; ``is_bytes``: bytes were changed."""

    name: str
    content: bytes
    how: str
    tables: tuple[Rows, ...]
    is_bytes: bool = False


@dataclass(frozen=True)
class Verdict:
    """What became of one spoilt file. ``told`` says what is wrong with it."""

    tally: Tally = Tally()
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
    """Whether the spoilt file has this table. Where its bytes were changed, its rows are looked for in them."""
    if table.rows in spoilt.tables:
        return True
    if not spoilt.is_bytes:
        return False
    words = _words_of(spoilt)
    if not all(plain(f"{label} {extent}") in words for label, extent in table.rows):
        return False
    nearest = max(spoilt.tables, key=lambda rows: len(set(rows) & set(table.rows)), default=())
    return not any(
        f"{label} {extent}" in words and (label, extent) not in table.rows for label, extent in nearest
    )


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
    one = chance.choice([some for some in rendered if some.form == form and some.tables] or list(rendered))
    if chance.random() < 0.35:
        return _with_bytes_changed(one, chance)
    blocks, hows = list(one.blocks), []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        change = chance.choice(_CHANGES)
        blocks = change(blocks, chance)
        hows.append(change.__name__.strip("_"))
    return Spoilt(f"x.{form}", _drawn(form, blocks, chance), "+".join(hows), tables_of(blocks))


def _drawn(form: str, blocks: Sequence[Block], chance: Random) -> bytes:
    if form == "txt":
        return rendering.loose_text_of(blocks, chance)
    if form == "html":
        return rendering.html_of(blocks)
    return rendering.word_of(blocks) if form == "docx" else rendering.drawn_pdf_of(blocks)


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


Change = Callable[[list[Block], Random], list[Block]]


def _tables(blocks: Sequence[Block]) -> list[int]:
    return [number for number, block in enumerate(blocks) if block.shape is Shape.TABLE]


def _rows_changed(
    blocks: list[Block], chance: Random, change: Callable[[list[tuple[str, ...]]], object]
) -> list[Block]:
    """The blocks with the rows of one table, below its head, changed."""
    found = _tables(blocks)
    if not found:
        return blocks
    at = chance.choice(found)
    rows = list(blocks[at].rows[1:])
    if rows:
        change(rows)
    blocks[at] = replace(blocks[at], rows=(blocks[at].rows[0], *rows))
    return blocks


def _cell_changed(blocks: list[Block], chance: Random, change: Callable[[str], str]) -> list[Block]:
    def in_row(rows: list[tuple[str, ...]]) -> None:
        row, column = chance.randrange(len(rows)), chance.randrange(2)
        cells = list(rows[row])
        cells[column] = change(cells[column])
        rows[row] = tuple(cells)

    return _rows_changed(blocks, chance, in_row)


def _words_changed(blocks: list[Block], chance: Random, change: Callable[[str], str]) -> list[Block]:
    at = chance.randrange(len(blocks))
    blocks[at] = replace(blocks[at], words=change(blocks[at].words))
    return blocks


def _another_digit(words: str, chance: Random) -> str:
    places = [match.start() for match in re.finditer(r"\d", words)]
    if not places:
        return words
    at = chance.choice(places)
    return words[:at] + chance.choice("0123456789Ol") + words[at + 1 :]


def _letter_gone(words: str, chance: Random) -> str:
    at = chance.randrange(len(words)) if words else 0
    return words[:at] + words[at + 1 :]


def _odd(words: str, chance: Random) -> str:
    old = chance.choice([" ", "e", "-", "fi", "a"])
    return words.replace(old, _CHARACTERS[old], 1)


def digit_in_cell(blocks: list[Block], chance: Random) -> list[Block]:
    return _cell_changed(blocks, chance, lambda words: _another_digit(words, chance))


def digit_in_prose(blocks: list[Block], chance: Random) -> list[Block]:
    return _words_changed(blocks, chance, lambda words: _another_digit(words, chance))


def letter_in_cell(blocks: list[Block], chance: Random) -> list[Block]:
    return _cell_changed(blocks, chance, lambda words: _letter_gone(words, chance))


def letter_in_prose(blocks: list[Block], chance: Random) -> list[Block]:
    return _words_changed(blocks, chance, lambda words: _letter_gone(words, chance))


def cell_emptied(blocks: list[Block], chance: Random) -> list[Block]:
    return _cell_changed(blocks, chance, lambda words: "")


def cell_added_to(blocks: list[Block], chance: Random) -> list[Block]:
    more = ("fx ", "ca. ", "(166) ", "højst ", "mindst ", "tidligere 10 timer, nu ")
    return _cell_changed(blocks, chance, lambda words: chance.choice(more) + words)


def cell_with_note(blocks: list[Block], chance: Random) -> list[Block]:
    return _cell_changed(
        blocks, chance, lambda words: words + chance.choice(("1", " 2)", "*", " (se note 3)"))
    )


def cells_exchanged(blocks: list[Block], chance: Random) -> list[Block]:
    def change(rows: list[tuple[str, ...]]) -> None:
        row = chance.randrange(len(rows))
        rows[row] = tuple(reversed(rows[row]))

    return _rows_changed(blocks, chance, change)


def odd_letters_in_cell(blocks: list[Block], chance: Random) -> list[Block]:
    return _cell_changed(blocks, chance, lambda words: _odd(words, chance))


def odd_letters_in_prose(blocks: list[Block], chance: Random) -> list[Block]:
    return _words_changed(blocks, chance, lambda words: _odd(words, chance))


def row_gone(blocks: list[Block], chance: Random) -> list[Block]:
    return _rows_changed(blocks, chance, lambda rows: rows.pop(chance.randrange(len(rows))))


def row_doubled(blocks: list[Block], chance: Random) -> list[Block]:
    return _rows_changed(blocks, chance, lambda rows: rows.insert(0, chance.choice(rows)))


def rows_mixed(blocks: list[Block], chance: Random) -> list[Block]:
    return _rows_changed(blocks, chance, chance.shuffle)


def block_gone(blocks: list[Block], chance: Random) -> list[Block]:
    at = chance.randrange(len(blocks))
    return blocks[:at] + blocks[at + 1 :] if len(blocks) > 2 else blocks


def block_doubled(blocks: list[Block], chance: Random) -> list[Block]:
    at = chance.randrange(len(blocks))
    return [*blocks[:at], blocks[at], *blocks[at:]]


def block_moved(blocks: list[Block], chance: Random) -> list[Block]:
    moved = blocks.pop(chance.randrange(len(blocks)))
    blocks.insert(chance.randrange(len(blocks) + 1), moved)
    return blocks


def foot_between(blocks: list[Block], chance: Random) -> list[Block]:
    foot = chance.choice(("Side 3 af 11", "EKSEMPEL KOMMUNE 1", "12", "Sag 2011/04413"))
    blocks.insert(chance.randrange(len(blocks)), Block(Shape.PARAGRAPH, foot))
    return blocks


def table_parted(blocks: list[Block], chance: Random) -> list[Block]:
    """One table becomes two, the second without a head of its own: what follows is another table."""
    found = [at for at in _tables(blocks) if len(blocks[at].rows) > 3]
    if not found:
        return blocks
    at = chance.choice(found)
    rows = blocks[at].rows
    middle = chance.randrange(2, len(rows) - 1)
    first, second = (
        replace(blocks[at], rows=rows[:middle]),
        replace(blocks[at], rows=(rows[0], *rows[middle:])),
    )
    return [*blocks[:at], first, Block(Shape.PARAGRAPH, "Fortsat:"), second, *blocks[at + 1 :]]


_CHANGES: tuple[Change, ...] = (
    digit_in_cell,
    digit_in_prose,
    letter_in_cell,
    letter_in_prose,
    cell_emptied,
    cell_added_to,
    cell_with_note,
    cells_exchanged,
    odd_letters_in_cell,
    odd_letters_in_prose,
    row_gone,
    row_doubled,
    rows_mixed,
    block_gone,
    block_doubled,
    block_moved,
    foot_between,
    table_parted,
)


def told_changes() -> Iterator[str]:
    """The names of all changes."""
    return (change.__name__ for change in _CHANGES)
