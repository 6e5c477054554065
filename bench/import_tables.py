"""Texts in every form in which they may be brought, and the level tables that an import reads in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import rendering
from portal.documents.document import DocumentError
from portal.documents.reading.markdown import read_document
from portal.importers.drafting.imported import FoundKind, ImportCertainty, ImportedFile

ROOT = Path(__file__).resolve().parents[1]
_ONE_SIGN = {0xAD: None, 0x2010: "-", 0x2011: "-", ord("ﬁ"): "fi"}
Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Rendered:
    """A text in one form: the file, the text's blocks, and the rows of its level tables."""

    name: str
    content: bytes
    blocks: tuple[rendering.Block, ...]
    tables: tuple[Rows, ...]

    @property
    def form(self) -> str:
        """How the file's name ends."""
        return self.name.rpartition(".")[2]


@dataclass(frozen=True)
class ReadTable:
    """A level table of a draft: each row's name and extent, and whether the import is certain of it."""

    rows: Rows
    is_certain: bool


@dataclass(frozen=True)
class Tally:
    """How tables were read: exact and certain, exact and unsure, not at all, certain and wrong."""

    exact: int = 0
    unsure: int = 0
    missed: int = 0
    wrong: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.exact + other.exact,
            self.unsure + other.unsure,
            self.missed + other.missed,
            self.wrong + other.wrong,
        )


def renderings(
    texts: Mapping[str, str] | None = None, framed: Collection[str] | None = None
) -> list[Rendered]:
    """Every text in every form; ours, and those beside the repository, where none are given.

    Those named in ``framed`` are set in two columns too; None: all that have levels.
    """
    texts = {**rendering.own_texts(), **rendering.texts_beside(ROOT)} if texts is None else texts
    blocks = {name: rendering.blocks_of(text) for name, text in texts.items()}
    words = {name: rendering.word_of(some) for name, some in blocks.items()}
    for name, some in blocks.items():
        if name in framed if framed is not None else rendering.tables_of(some):
            words[f"{name}+ruled"] = rendering.framed_word_of(some, ruled=True)
            words[f"{name}+open"] = rendering.framed_word_of(some, ruled=False)
    files = {f"{name}.docx": content for name, content in words.items()}
    files |= {f"{name}.pdf": content for name, content in rendering.pdfs_of(words).items()}
    files |= {f"{name}.html": rendering.html_of(some) for name, some in blocks.items()}
    files |= {f"{name}.txt": rendering.plain_text_of(text) for name, text in texts.items()}
    return [
        Rendered(file, content, tuple(some), tables_of(some))
        for file, content in sorted(files.items())
        for some in (blocks[file.rpartition(".")[0].partition("+")[0]],)
    ]


def tables_of(blocks: Sequence[rendering.Block]) -> tuple[Rows, ...]:
    """The rows of a text's level tables."""
    return tuple(
        tuple((plain(row[0]), plain(row[1])) for row in rows) for rows in rendering.tables_of(blocks)
    )


def level_tables(imported: ImportedFile) -> list[ReadTable]:
    """The level tables of all drafts of a file, as the portal reads the drafts."""
    found = []
    for draft in imported.drafts:
        certain = {
            thing.name: thing.certainty is ImportCertainty.CERTAIN
            for thing in draft.found
            if thing.kind is FoundKind.LEVEL_TABLE
        }
        try:
            tables = read_document(draft.text.encode(), draft.slug).tables
        except DocumentError:
            continue
        for table in tables:
            rows = tuple((plain(level.label), plain(level.extent.text)) for level in table.levels)
            found.append(ReadTable(rows, certain.get(table.id, False)))
    return found


def plain(words: str) -> str:
    """Words by which cells are told apart: one kind of blank, no invisible hyphens, letters in one piece."""
    folded = unicodedata.normalize("NFC", words.translate(_ONE_SIGN))
    return " ".join(folded.split())


def tally(expected: Sequence[Rows], read: Sequence[ReadTable]) -> Tally:
    """How the expected tables were read; what is certain and expected by nobody is wrong."""
    waiting = list(expected)
    exact = unsure = wrong = 0
    for table in read:
        if table.rows in waiting:
            waiting.remove(table.rows)
            exact += table.is_certain
            unsure += not table.is_certain
        else:
            wrong += table.is_certain
    return Tally(exact, unsure, len(waiting), wrong)
