"""How a text is cited, and the frame of a decision that rests on a row of it."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import Field, NoticeBox, StatusChip
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class DecisionForm:
    """The blanks of the frame. Fields of kind radios, select and textarea are drawn as such."""

    action: str
    fields: tuple[Field, ...]
    hidden: tuple[tuple[str, str], ...]
    button: str = "Lav teksten"


@dataclass(frozen=True)
class DecisionParagraph:
    """One step of the finished text; ``lines`` are its paragraphs."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class DecisionText:
    """The finished text: once as plain text, once with headings. ``hidden`` asks for the same as a file."""

    plain: str
    paragraphs: tuple[DecisionParagraph, ...]
    action: str
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CitationPage:
    """The citation of a place in a version. ``words`` are the place's own; ``rows`` lead to rows below it.

    ``form`` is there for a row in force; ``text`` once every blank is filled.
    """

    frame: Frame
    title: str
    overline: str
    words: str
    status: StatusChip
    long: str
    short: str
    law: tuple[str, ...]
    place: Link
    errors: tuple[Link, ...] = ()
    notices: tuple[NoticeBox, ...] = ()
    rows: tuple[Link, ...] = ()
    form: DecisionForm | None = None
    text: DecisionText | None = None
