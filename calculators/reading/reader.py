"""Reading a Danish range expression into an ``Extent``, or saying exactly where and why it cannot be read."""

from __future__ import annotations

from dataclasses import replace

from calculators.reading.extents import Extent, Part
from calculators.reading.grammar import (
    NO_PERIOD,
    UnreadableError,
    limit_of,
    names_period,
    take_counted,
    take_part,
)
from calculators.reading.periods import RUNNING, take_frequency
from calculators.reading.printer import print_extent, print_part
from calculators.reading.tokens import Cursor, ExtentToken, TokenKind, tokenize
from calculators.reading.vocabulary import (
    AVERAGES,
    CHANGES_UNIT,
    DURATIONS,
    LEADS,
    NO_NUMBER,
    NOT_EXTENT_STARTS,
    NOTE_STARTS,
    UNITS,
    Limit,
)

__all__ = ["ExtentError", "NotAnExtentError", "print_extent", "print_part", "read_extent"]

LONGEST_TEXT = 400
JOINTS = ("og", "samt", "plus", "og derudover", "samt derudover", "derudover")


class ExtentError(ValueError):
    """What is written cannot be read. ``message`` is Danish; ``words`` stand at ``position`` in the text.

    ``code``: ``number-without-period``, ``unreadable-extent``, ``two-limits`` or ``not-an-extent``.
    """

    def __init__(self, message: str, position: int, words: str, code: str = "unreadable-extent") -> None:
        super().__init__(message)
        self.message, self.position, self.words, self.code = message, position, words, code


class NotAnExtentError(ExtentError):
    """The text says something else than how much: an example, a case number, a paragraph, a size."""

    def __init__(self, message: str, position: int, words: str) -> None:
        super().__init__(message, position, words, "not-an-extent")


class _Reading:
    """One reading of one text: its tokens outside parentheses, and the notes found so far."""

    def __init__(self, text: str, counting: str) -> None:
        self.text, self.counting = text, counting
        self.notes: list[tuple[int, str]] = []
        self.cursor = Cursor(self._outside_parentheses(tokenize(text)))

    def _outside_parentheses(self, tokens: tuple[ExtentToken, ...]) -> tuple[ExtentToken, ...]:
        outside, opened = [], []
        for token in tokens:
            if token.text == "(":
                opened.append(token)
            elif token.text == ")":
                if not opened:
                    raise self.error("Parentesen er ikke åbnet.", token.start)
                start = opened.pop().end
                if not opened:
                    self.note(start, token.start)
            elif not opened:
                outside.append(token)
        if opened:
            raise self.error("Parentesen er ikke lukket.", opened[0].start)
        return tuple(outside)

    def note(self, start: int, end: int) -> None:
        """Keep the words from ``start`` to ``end`` as a note."""
        words = " ".join(self.text[start:end].split()).strip(" .,;")
        if words:
            self.notes.append((start, words))

    def error(self, message: str, position: int, code: str = "unreadable-extent") -> ExtentError:
        """An error at ``position`` with the words that stand there."""
        return ExtentError(message, position, " ".join(self.text[position : position + 60].split()), code)

    def position(self, at: int) -> int:
        """Where token number ``at`` stands in the text."""
        tokens = self.cursor.tokens
        return tokens[at].start if at < len(tokens) else len(self.text)

    def extent(self) -> Extent:
        """The extent the text says; raises ``ExtentError`` or ``UnreadableError``."""
        self._refuse_other_things()
        if not self._has_amount():
            return self._without_number()
        parts = self._parts()
        _refuse_two_limits(parts)
        notes = tuple(words for _, words in sorted(self.notes))
        for words in notes:
            _refuse_limit_in_parentheses(words, self.counting)
        return Extent(self.text, tuple(parts), notes)

    def explain(self, problem: UnreadableError) -> ExtentError:
        """``problem`` as the error for readers: a missing period is said before anything else."""
        tokens = self.cursor.tokens
        if problem.code == "unreadable-extent" and not names_period(tokens):
            for at in range(len(tokens)):
                if (unit := take_counted(Cursor(tokens, at))) and unit not in DURATIONS:
                    problem = UnreadableError(NO_PERIOD, at, "number-without-period")
                    break
        return self.error(problem.message, self.position(problem.at), problem.code)

    def _refuse_other_things(self) -> None:
        cursor = self.cursor
        if not cursor.tokens:
            raise NotAnExtentError("Her står intet omfang.", 0, self.text.strip()[:60])
        if cursor.take_word(*NOT_EXTENT_STARTS) or cursor.take_sign("§"):
            raise NotAnExtentError(
                "Det er et eksempel eller en henvisning, ikke et omfang.", 0, self.text.strip()[:60]
            )

    def _has_amount(self) -> bool:
        """Whether a number with a unit, or a bare frequency, stands anywhere."""
        cursor, numbers = Cursor(self.cursor.tokens), False
        while token := cursor.token:
            start = cursor.at
            if token.kind is TokenKind.BROKEN or take_counted(cursor) or take_frequency(cursor):
                return True
            numbers = numbers or token.kind in (TokenKind.NUMBER, TokenKind.FRACTION)
            cursor.move(start + 1)
        if numbers and not any(token.text in UNITS for token in cursor.tokens):
            raise NotAnExtentError(
                "Tallet har ingen enhed som timer, døgn eller dage.", 0, self.text.strip()[:60]
            )
        return numbers

    def _without_number(self) -> Extent:
        lowered = " ".join(self.text.lower().split())
        if not any(stem in lowered for stem in NO_NUMBER):
            raise self.error(
                "Det kan ikke læses som et omfang. Skriv for eksempel »op til 3 timer om ugen« "
                "eller »efter konkret og individuel vurdering«.",
                0,
            )
        return Extent(self.text, (), tuple(words for _, words in self.notes))

    def _parts(self) -> list[Part]:
        cursor = self.cursor
        parts = [self._part(None)]
        while True:
            before = cursor.at
            joined = cursor.take_word(*JOINTS) or cursor.take_sign("+", ",", ";")
            if not joined or cursor.token is None:
                break
            try:
                parts.append(self._part(limit_of(parts[-1])))
            except UnreadableError as problem:
                if problem.code != "unreadable-extent":
                    raise
                cursor.move(before)
                break
        self._take_trailing_note()
        return parts

    def _part(self, limit: Limit | None) -> Part:
        """A part, the words before it ("som udgangspunkt") kept as notes; raises ``UnreadableError``.

        ``limit`` is the limit of the part before: "op til 4 døgn … og 5 dage …" is op til 5 dage too.
        """
        cursor, kept, average = self.cursor, list(self.notes), False
        while lead := cursor.take_phrase(LEADS):
            self.notes.append((self.position(cursor.at - 1), lead))
            average = average or lead in AVERAGES
            cursor.take_sign(",")
        try:
            part = take_part(cursor, self.counting, limit)
        except UnreadableError:
            self.notes = kept
            raise
        if not average:
            return part
        lower, upper = (bound and replace(bound, approximate=True) for bound in (part.lower, part.upper))
        return replace(part, lower=lower, upper=upper)

    def _take_trailing_note(self) -> None:
        cursor = self.cursor
        start = cursor.at
        apart = cursor.take_sign(",", ";", ":", "-")
        rest = Cursor(cursor.tokens, cursor.at)
        if rest.token is None or all(token.text == "." for token in rest.tokens[rest.at :]):
            return
        allowed = apart or rest.take_phrase(NOTE_STARTS)
        rest.move(cursor.at)
        if not allowed or rest.take_phrase(CHANGES_UNIT):
            raise UnreadableError(
                "Ordene efter omfanget kan ikke læses. Sæt en bemærkning i parentes.", start
            )
        rest.move(cursor.at)
        while rest.token is not None:
            here = rest.at
            unit = take_counted(rest)
            if take_frequency(rest) or (unit and unit not in DURATIONS):
                raise UnreadableError(
                    "Bemærkningen nævner et omfang til. Skriv det i sin egen række eller under Bemærkning.",
                    here,
                )
            rest.move(here + 1)
        position = self.position(cursor.at)
        self.notes = [note for note in self.notes if note[0] < position]
        self.note(position, len(self.text))


def _refuse_two_limits(parts: list[Part]) -> None:
    """Two amounts of one unit are side by side only where neither can be a limit on the other."""
    for at, part in enumerate(parts):
        for other in parts[:at]:
            if part.unit is not other.unit:
                continue
            same = (part.period, part.every) == (other.period, other.every)
            exact = part.lower == part.upper and other.lower == other.upper
            if same or (not exact and part.period in RUNNING and other.period in RUNNING):
                raise UnreadableError(
                    "To grænser for det samme kan ikke læses sammen. Skriv dem i hver sin række.",
                    0,
                    "two-limits",
                )


def _refuse_limit_in_parentheses(note: str, counting: str) -> None:
    """A note that is itself an amount would be a second limit, hidden from the calculator."""
    try:
        hidden = read_extent(note.lower().removeprefix("dog ").removeprefix("men "), counting)
    except ExtentError:
        return
    if any(part.unit not in DURATIONS for part in hidden.parts):
        raise UnreadableError(
            f"Parentesen »{note}« er selv et omfang. Skriv det i sin egen række.", 0, "two-limits"
        )


def read_extent(text: str, counting: str = "") -> Extent:
    """The extent that ``text`` says; ``counting`` is the table's counting method, "" where it names none.

    Bounds are exact fractions in the written unit and period; the words travel along unchanged. The
    rules are the table of range expressions in the tests. Raises ``ExtentError`` and nothing else.
    """
    if len(text) > LONGEST_TEXT:
        raise ExtentError(f"Omfanget er længere end {LONGEST_TEXT} tegn.", LONGEST_TEXT, text[:60])
    reading = _Reading(text, counting)
    try:
        return reading.extent()
    except UnreadableError as problem:
        raise reading.explain(problem) from None
