"""The tables a machine reads: ``niveauer`` as level tables, ``frister`` as deadline rules.

What is read is left on the tokens too (``levels``, ``row_id`` and ``label`` in ``meta``), so that the page
shows exactly the rows the calculator uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markdown_it.token import Token

from calculators.deadlines.deadlines import DeadlineError, DeadlineRule, read_deadline
from calculators.reading.levels import Criterion, LevelTable
from calculators.reading.tables import KEYS, RawRow, table_from_rows
from portal.danish.letters import slug
from portal.documents.problems import Problems
from portal.documents.reading.directives import Directive, Name
from portal.documents.reading.ids import Ids
from portal.documents.reading.sections import RawSection
from portal.documents.reading.shown_text import check_words_alone
from portal.documents.reading.table_tokens import only_table, rows_of
from portal.documents.reading.tokens import close_of, directive_of

_DEADLINE_COLUMNS = ("hændelse", "frist", "regnes fra")
_COUNTED_COLUMNS = ("omfang", "varighed")


class DataTables:
    """Reads the data tables of a file's sections, in reading order.

    ``shown`` collects where a cell shows something else than what is counted; it does not end the reading.
    """

    def __init__(self, ids: Ids, problems: Problems, shown: Problems):
        self._ids = ids
        self._problems = problems
        self._shown = shown
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

    def _levels(self, directive: Directive, content: Sequence[Token], section_id: str) -> LevelTable | None:
        header, *rows = rows_of(content)
        raw = [RawRow(row.cells, row.attributes, row.line) for row in rows]
        attributes = self._attributes(directive)
        read, problems = table_from_rows(directive.argument, attributes, header.cells, raw, directive.line)
        for problem in problems:
            self._problems.error(problem.line, problem.rule, problem.message, problem.remedy)
        self._ids.take(directive.argument, directive.line)
        if read is None:
            return None
        for row in rows:
            for column, name in enumerate(header.cells):
                if slug(name) in _COUNTED_COLUMNS or (column == 0 and read.criterion is Criterion.AGE):
                    check_words_alone(row, column, name, self._shown)
        table = replace(read, section_id=section_id)
        for row, level in zip(rows, table.levels, strict=True):
            self._ids.take(level.row_id, level.line)
            row.token.meta |= {"row_id": level.row_id, "label": level.label}
        content[0].meta["levels"] = table
        return table

    def _attributes(self, directive: Directive) -> dict[str, str]:
        """The attributes by key. ``modstrid`` may be written once for each pair; the pairs are joined."""
        found: dict[str, str] = {}
        for attribute in directive.attributes:
            if attribute.key not in KEYS:
                self._problems.error(
                    attribute.line,
                    "unknown-key",
                    f"En niveautabel har ingen oplysning »{attribute.key}«.",
                    f"Ret stavningen, eller slet linjen. Kendte: {', '.join(KEYS)}.",
                )
            elif attribute.key in found and attribute.key != "modstrid":
                self._problems.error(
                    attribute.line, "unknown-key", f"»{attribute.key}« står to gange.", "Behold den ene."
                )
            else:
                found[attribute.key] = f"{found.get(attribute.key, '')} {attribute.value}".strip()
        return found

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
            check_words_alone(row, _DEADLINE_COLUMNS.index("frist"), header.cells[1], self._shown)
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
