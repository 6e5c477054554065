"""The tables a machine reads: ``niveauer`` as level tables, ``frister`` as deadline rules.

What is read is left on the tokens too (``levels``, ``row_id`` and ``label`` in ``meta``), so that the page
shows exactly the rows the calculator uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markdown_it.token import Token

from calculators.deadlines import DeadlineError, DeadlineRule, read_deadline
from calculators.levels import LevelTable
from calculators.tables import table_from_rows
from portal.danish.letters import slug
from portal.documents.directives import Directive, Name
from portal.documents.document import Finding, Severity
from portal.documents.ids import Ids
from portal.documents.problems import Problems
from portal.documents.sections import RawSection
from portal.documents.table_tokens import only_table, rows_of
from portal.documents.tokens import close_of, directive_of

_DEADLINE_COLUMNS = ("hændelse", "frist", "regnes fra")


class DataTables:
    """Reads the data tables of a file's sections, in reading order."""

    def __init__(self, ids: Ids, problems: Problems):
        self._ids = ids
        self._problems = problems
        self.deadlines: list[DeadlineRule] = []

    def read(self, section: RawSection) -> tuple[LevelTable, ...]:
        """The section's level tables; its deadline rules are added to ``deadlines``."""
        tables = []
        for index, token in enumerate(section.tokens):
            directive = directive_of(token)
            if directive is None or token.nesting != 1 or directive.name not in (Name.LEVELS, Name.DEADLINES):
                continue
            content = only_table(section.tokens[index + 1 : close_of(section.tokens, index)])
            if content is None:
                self._problems.error(
                    directive.line,
                    "level-table",
                    f"Blokken ::: {directive.name} skal indeholde én tabel og intet andet.",
                    "Flyt anden tekst ud af blokken, og lad den slutte med en linje :::.",
                )
            elif directive.name is Name.LEVELS:
                table = self._levels(directive, content, section.id)
                tables += [table] if table else []
            else:
                self._deadlines(content)
        return tuple(tables)

    def _deadlines(self, content: Sequence[Token]) -> None:
        header, *rows = rows_of(content)
        if tuple(cell.lower() for cell in header.cells) != _DEADLINE_COLUMNS:
            self._problems.error(
                header.line,
                "deadline",
                "En fristtabel har kolonnerne Hændelse, Frist og Regnes fra.",
                "Skriv | Hændelse | Frist | Regnes fra | som tabellens første linje.",
            )
            return
        for row in rows:
            row_id = self._ids.make(f"frist-{slug(row.cells[0]) or 'linje'}", row.line)
            row.token.meta |= {"row_id": row_id, "label": row.cells[0]}
            try:
                self.deadlines.append(
                    read_deadline(row.cells[0], row.cells[1], row.cells[2], row_id, row.line)
                )
            except DeadlineError as error:
                self._problems.error(
                    row.line,
                    "deadline",
                    str(error),
                    "Skriv »senest 3 måneder efter« eller »mindst hver 6. måned«.",
                )
