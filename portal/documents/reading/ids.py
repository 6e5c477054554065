"""The ids of one page: every one is given once."""

from __future__ import annotations

from portal.documents.problems import Problems


class Ids:
    """Remembers the ids of a file and where each was given."""

    def __init__(self, problems: Problems):
        self._problems = problems
        self._lines: dict[str, int] = {}

    def take(self, name: str, line: int) -> None:
        """Register ``name``; an error where it was given before."""
        if name in self._lines:
            self._problems.error(
                line,
                "duplicate-id",
                f"Navnet {name} bruges allerede på linje {self._lines[name]}.",
                "Giv det ene et andet navn, i en overskrift med {#et-navn} sidst på linjen.",
            )
            return
        self._lines[name] = line

    def make(self, name: str, line: int) -> str:
        """Register ``name``, or ``name-2``, ``name-3`` … where it is taken, and return it."""
        candidate, number = name, 1
        while candidate in self._lines:
            number += 1
            candidate = f"{name}-{number}"
        self._lines[candidate] = line
        return candidate
