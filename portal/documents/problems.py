"""Collecting what is wrong with a file, so that an author sees all of it at once."""

from __future__ import annotations

from portal.documents.document import DocumentError, Finding, Severity


class Problems:
    """The errors of one file. Readers add to it and go on; ``refuse_errors`` ends the reading."""

    def __init__(self, file: str):
        self.file = file
        self._found: dict[Finding, None] = {}

    def error(self, line: int, rule: str, message: str, remedy: str) -> None:
        """Add an error at ``line`` (from 1); the same error on the same line is kept once."""
        self._found[Finding(self.file, line, rule, Severity.ERROR, message, remedy)] = None

    @property
    def found(self) -> tuple[Finding, ...]:
        """Every error, in line order."""
        return tuple(sorted(self._found, key=lambda f: (f.line, f.rule, f.message)))

    def refuse_errors(self) -> None:
        """Raise ``DocumentError`` with every error, in line order, if there is one."""
        if self._found:
            raise DocumentError(self.found)
