"""Which tracked pieces are one change: what one author did in one place, without text between."""

from __future__ import annotations

from dataclasses import dataclass, field

from portal.word.reviewed import TrackedChange, TrackedKind


@dataclass(frozen=True)
class ChangeMark:
    """A tracked change's mark as Word writes it: who, which day, and whether something came."""

    author: str
    day: str
    came: bool


@dataclass
class _Group:
    """What is known of one change so far."""

    author: str
    day: str
    section: str
    is_row: bool = False
    end: TrackedKind | None = None
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)


class ChangeNumbers:
    """Numbers changes from 1 in reading order. ``section`` is the heading that is read under."""

    def __init__(self) -> None:
        self.section = ""
        self._groups: list[_Group] = []
        self._open: dict[str, int] = {}

    def close(self) -> None:
        """Text without a mark, or a paragraph's end: what follows is another change."""
        self._open = {}

    def words(self, mark: ChangeMark | None, text: str) -> int:
        """The number of the change that these words are part of; 0 without a mark."""
        if mark is None:
            return 0
        number = self._number(mark)
        group = self._groups[number - 1]
        (group.new if mark.came else group.old).append(text)
        return number

    def end(self, mark: ChangeMark | None) -> int:
        """The same for the end of a paragraph."""
        if mark is None:
            return 0
        number = self._number(mark)
        self._groups[number - 1].end = TrackedKind.SPLIT if mark.came else TrackedKind.JOINED
        return number

    def row(self, mark: ChangeMark | None) -> int:
        """The same for a whole row."""
        self.close()
        if mark is None:
            return 0
        number = self._number(mark)
        self._groups[number - 1].is_row = True
        return number

    def next_cell(self) -> None:
        """A cell ends: within a row that came or went as a whole its cells are told apart by a stroke."""
        for number in self._open.values():
            group = self._groups[number - 1]
            for words in (group.old, group.new):
                if words and group.is_row:
                    words.append(" | ")
        if not any(self._groups[number - 1].is_row for number in self._open.values()):
            self.close()

    def changes(self) -> tuple[TrackedChange, ...]:
        """All changes so far."""
        return tuple(_told(number, group) for number, group in enumerate(self._groups, start=1))

    def _number(self, mark: ChangeMark) -> int:
        if mark.author not in self._open:
            self._groups.append(_Group(mark.author, mark.day, self.section))
            self._open[mark.author] = len(self._groups)
        return self._open[mark.author]


def _told(number: int, group: _Group) -> TrackedChange:
    old, new = (" ".join("".join(words).split()).removesuffix(" |") for words in (group.old, group.new))
    return TrackedChange(number, _kind(group, old, new), group.author, group.day, group.section, old, new)


def _kind(group: _Group, old: str, new: str) -> TrackedKind:
    if group.is_row:
        return TrackedKind.ROW_INSERTED if new or not old else TrackedKind.ROW_DELETED
    if old and new:
        return TrackedKind.REPLACED
    if not old and not new:
        return group.end or TrackedKind.INSERTED
    return TrackedKind.INSERTED if new else TrackedKind.DELETED
