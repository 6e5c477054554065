"""The search page."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import Field, NoticeBox, PageLinks, StatusChip
from portal.views.shared.page_frame import ContactDetails, Frame, Link


@dataclass(frozen=True)
class PassagePiece:
    """A stretch of a passage; ``marked`` where it matched what was asked."""

    text: str
    marked: bool = False


def pieces_of(passage: str, marks: tuple[tuple[int, int], ...]) -> tuple[PassagePiece, ...]:
    """``passage`` cut at its marks, which are (start, end) offsets in order and do not overlap."""
    pieces: list[PassagePiece] = []
    position = 0
    for start, end in marks:
        pieces += [PassagePiece(passage[position:start]), PassagePiece(passage[start:end], True)]
        position = end
    pieces.append(PassagePiece(passage[position:]))
    return tuple(piece for piece in pieces if piece.text)


def excerpt_of(passage: str, marks: tuple[tuple[int, int], ...], most: int = 320) -> tuple[PassagePiece, ...]:
    """The part of ``passage`` with most marks, of at most ``most`` characters; "…" where it was cut."""
    if len(passage) <= most:
        return pieces_of(passage, marks)
    starts = [max(0, start - most // 4) for start, _ in marks] or [0]
    first = max(starts, key=lambda place: sum(place <= start and end <= place + most for start, end in marks))
    first = passage.rfind(" ", 0, first) + 1 if first else 0
    last = passage.rfind(" ", first, first + most)
    last = len(passage) if len(passage) <= first + most or last <= first else last
    inside = tuple((start - first, end - first) for start, end in marks if first <= start and end <= last)
    before = (PassagePiece("… "),) if first else ()
    after = (PassagePiece(" …"),) if last < len(passage) else ()
    return (*before, *pieces_of(passage[first:last], inside), *after)


@dataclass(frozen=True)
class HitView:
    """A passage found.

    ``href`` lands on it; ``source`` is "Eksempel Kommune, kvalitetsstandard nr. 2, version 3".
    """

    heading: str
    href: str
    title: str
    source: str
    status: StatusChip
    passage: tuple[PassagePiece, ...]
    earlier: tuple[Link, ...] = ()


@dataclass(frozen=True)
class FilterChoice:
    """A value to filter by, with the number of hits it gives, "" where that is not counted.

    The chosen one's ``href`` takes the filter away; one without ``href`` can only be read.
    """

    text: str
    count: str
    href: str
    chosen: bool = False


@dataclass(frozen=True)
class FilterGroup:
    """The values of one filter."""

    heading: str
    choices: tuple[FilterChoice, ...]


@dataclass(frozen=True)
class RowBox:
    """The row of a level table that the question names, with how sure it is and what must be read with it.

    ``reasons`` say why it is not known whether the text applies.
    """

    overline: str
    heading: str
    status: StatusChip
    day: str
    more: tuple[str, ...]
    notices: tuple[str, ...]
    reasons: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class AnswerBox:
    """An answer that editors wrote.

    ``own`` are the words of ``municipality`` itself; ``choices`` lead to the same with a municipality chosen.
    """

    heading: str
    text: str
    municipality: str = ""
    own: str = ""
    contact: ContactDetails | None = None
    choices: tuple[Link, ...] = ()


@dataclass(frozen=True)
class SearchPage:
    """The search.

    ``words`` is the field of what is sought (``name`` "q"); ``more`` further fields such as the date,
    ``chosen`` what is chosen in them, in words.

    ``summary`` is "12 afsnit om aflastning", "" before anything is sought. ``corrected`` are the words the
    hits are for where they are not those typed, ``asked``; ``insist_href`` asks for those typed.
    ``chosen_filters`` each lead to the question without them. ``near`` leads to close words,
    ``next_searches`` to wider searches where there are no hits, and ``contact`` is whom to ask then.
    ``examples`` and ``municipalities`` are for those who have not asked yet.
    """

    frame: Frame
    title: str
    action: str
    words: Field
    more: tuple[Field, ...] = ()
    chosen: str = ""
    suggest_href: str = ""
    errors: tuple[Link, ...] = ()
    summary: str = ""
    asked: str = ""
    corrected: str = ""
    insist_href: str = ""
    filters: tuple[FilterGroup, ...] = ()
    chosen_filters: tuple[Link, ...] = ()
    hits: tuple[HitView, ...] = ()
    pages: PageLinks | None = None
    near: tuple[Link, ...] = ()
    next_searches: tuple[Link, ...] = ()
    contact: ContactDetails | None = None
    examples: tuple[Link, ...] = ()
    municipalities: tuple[Link, ...] = ()
    notices: tuple[NoticeBox, ...] = ()
    answers: tuple[AnswerBox, ...] = ()
    row: RowBox | None = None
