"""Level tables and deadlines as forms: from the ``:::`` block of a draft to fields, and back again.

So that nobody must type ``:::``. What is written here is read by ``portal.documents.reading.markdown`` like
anything else that was typed; a line of a block that has no field is kept as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.documents.reading.directives import Name

LEVEL_KEYS = ("ydelse", "kriterium", "optælling", "lov", "timer_omfatter")
LEVEL_COLUMNS = ("Niveau", "Omfang", "Varighed", "Bemærkning")
DEADLINE_COLUMNS = ("Hændelse", "Frist", "Regnes fra")

_OPENING = re.compile(r":::+[ \t]*([\w-]+)(.*)")
_CLOSING = re.compile(r":::+[ \t]*")
_CODE_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_KEY = re.compile(r"([^\W\d][\w-]*)[ \t]*:[ \t]*(.*)")
_BLANKS = " \t"
_CELL = re.compile(r"(?<!\\)\|")
_ROW_ATTRIBUTE = re.compile(r"\{[^{}]*\}")
_HEADING = re.compile(r"##[ \t]+(.*)")
_HEADING_ID = re.compile(r"\{#[\w-]+\}")


@dataclass(frozen=True)
class BlockPlace:
    """A block in a text: its name, the word after it, its first and last line (from 0, both its own)."""

    name: str
    argument: str
    first: int
    last: int


@dataclass(frozen=True)
class Heading:
    """A section's heading: its words, and its line from 0."""

    words: str
    line: int


@dataclass(frozen=True)
class TableForm:
    """A block as fields. ``values`` are its attributes; ``others`` the lines that have no field.

    A row has one text for each of ``columns``; ``attributes`` are what trails each row's first cell.
    """

    argument: str
    values: dict[str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    attributes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def first_row(self) -> int:
        """How many lines after the opening one the first row stands."""
        attributes = sum(1 for value in self.values.values() if value) + len(self.others)
        return attributes + (1 if attributes else 0) + 3


def blocks(text: str, name: Name) -> tuple[BlockPlace, ...]:
    """The blocks of one name, in reading order; one that never closes is left out."""
    found: list[BlockPlace] = []
    opened: tuple[str, str, int] | None = None
    fence = ""
    for number, line in enumerate(text.split("\n")):
        if mark := _CODE_FENCE.match(line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        if fence:
            continue
        if opened is None and (match := _OPENING.fullmatch(line)):
            opened = match[1], match[2].strip(_BLANKS), number
        elif opened is not None and _CLOSING.fullmatch(line):
            found.append(BlockPlace(opened[0], opened[1], opened[2], number))
            opened = None
    return tuple(block for block in found if block.name == name)


def headings(text: str) -> tuple[Heading, ...]:
    """The sections a new block can be put in."""
    return tuple(
        Heading(_heading_words(match[1]) or line.strip(), number)
        for number, line in enumerate(text.split("\n"))
        if (match := _HEADING.fullmatch(line))
    )


def _heading_words(rest: str) -> str:
    """A heading without its closing signs and its id."""
    words = rest.strip(_BLANKS).rstrip("#").rstrip(_BLANKS)
    at = words.rfind("{")
    return words[:at].rstrip(_BLANKS) if at >= 0 and _HEADING_ID.fullmatch(words, at) else words


def read_form(text: str, block: BlockPlace, columns: Sequence[str]) -> TableForm:
    """The fields of a block. A column the table lacks is empty; its first column may have any name."""
    lines = text.split("\n")[block.first + 1 : block.last]
    values: dict[str, str] = {}
    others: list[str] = []
    table = [line for line in lines if line.strip().startswith("|")]
    for line in lines:
        match = _KEY.fullmatch(line.strip())
        if match and match[1] in LEVEL_KEYS and match[1] not in values:
            values[match[1]] = _unquoted(match[2].strip())
        elif line.strip() and line not in table:
            others.append(line.rstrip())
    header = [cell.lower() for cell in _cells(table[0])] if table else []
    rows, attributes = [], []
    for line in table[2:]:
        cells = _cells(line)
        named = dict(zip(header[1:], cells[1:], strict=False))
        label, attribute = _split_attribute(cells[0] if cells else "")
        rows.append((label, *(named.get(column.lower(), "") for column in columns[1:])))
        attributes.append(attribute)
    first = _cells(table[0])[0] if table else columns[0]
    named_columns = (first or columns[0], *columns[1:])
    return TableForm(block.argument, values, named_columns, tuple(rows), tuple(attributes), tuple(others))


def write_form(name: Name, form: TableForm) -> str:
    """The block that these fields make; rows without any words are left out."""
    lines = [f"::: {name} {form.argument}".rstrip()]
    attributes = [f"{key}: {_one_line(value)}" for key, value in form.values.items() if value.strip()]
    attributes += form.others
    lines += [*attributes, ""] if attributes else []
    lines.append(_row(form.columns))
    lines.append("|" + "---|" * len(form.columns))
    trailing = (*form.attributes, *[""] * len(form.rows))
    for cells, attribute in zip(form.rows, trailing, strict=False):
        if any(cell.strip() for cell in cells):
            lines.append(_row((f"{cells[0]} {attribute}".strip(), *cells[1:])))
    return "\n".join([*lines, ":::"])


def put_block(text: str, written: str, *, instead_of: BlockPlace | None = None, under: int = -1) -> str:
    """``text`` with a block in place of another, or at the end of the section headed on line ``under``."""
    lines = text.split("\n")
    if instead_of is not None:
        return "\n".join([*lines[: instead_of.first], written, *lines[instead_of.last + 1 :]])
    following = [heading.line for heading in headings(text) if heading.line > under]
    end = following[0] if following and under >= 0 else len(lines)
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    return "\n".join([*lines[:end], "", written, "", *lines[end:]]).rstrip("\n") + "\n"


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    cells = [cell.replace("\\|", "|").strip() for cell in _CELL.split(inner)]
    return cells[:-1] if cells and not cells[-1] else cells


def _split_attribute(cell: str) -> tuple[str, str]:
    at = cell.rfind("{")
    if at < 0 or not _ROW_ATTRIBUTE.fullmatch(cell.rstrip(_BLANKS), at):
        return cell, ""
    return cell[:at].rstrip(_BLANKS), cell[at:].rstrip(_BLANKS)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_one_line(cell).replace("\\|", "|").replace("|", "\\|") for cell in cells) + " |"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] == '"' and '"' not in value[1:-1]
    return value[1:-1] if quoted else value
