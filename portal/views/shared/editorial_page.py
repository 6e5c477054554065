"""The editorial pages around a draft: the desk, a standard, a step that needs a reason, a conflict."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import Field, NoticeBox, StatusChip
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class EditorialFrame:
    """The frame of an editorial page and the token its forms carry."""

    frame: Frame
    csrf: str


@dataclass(frozen=True)
class WaitingItem:
    """One thing that waits. ``why`` says what for; ``confirm`` is where its one button posts, "" for none."""

    link: Link
    why: str
    facts: str = ""
    confirm: str = ""
    confirm_label: str = ""
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class WaitingList:
    """Things of one kind. ``none`` is said where there are none; "" hides the list then."""

    id: str
    heading: str
    items: tuple[WaitingItem, ...]
    none: str = ""
    text: str = ""


@dataclass(frozen=True)
class DeskPage:
    """What waits for the one who is signed in."""

    frame: Frame
    csrf: str
    title: str
    roles: tuple[str, ...]
    lists: tuple[WaitingList, ...]
    standards: tuple[tuple[str, tuple[Link, ...], tuple[Link, ...]], ...]
    notices: tuple[NoticeBox, ...] = ()


@dataclass(frozen=True)
class StepForm:
    """A step that can be taken. ``reason`` is the field of its reason, None where it needs none."""

    value: str
    label: str
    text: str = ""
    reason: Field | None = None
    primary: bool = False


@dataclass(frozen=True)
class FindingView:
    """A finding beside the lines it is about.

    ``kind`` is error, warning or note; ``source`` are (number, line) pairs around it. ``answer`` is the field
    of the reason, None where none is asked for.
    """

    kind: str
    words: str
    line: int
    message: str
    remedy: str
    rule: str
    source: tuple[tuple[int, str], ...] = ()
    answer: Field | None = None


@dataclass(frozen=True)
class PublishedView:
    """What is published of a standard. ``confirm`` is where its confirmation posts, "" where one may not."""

    status: StatusChip
    links: tuple[Link, ...]
    confirm: str
    n: int


@dataclass(frozen=True)
class DraftView:
    """An open draft: where it is, what lint says, and the steps this person can take."""

    state: str
    facts: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    findings: tuple[FindingView, ...]
    lint_summary: str
    steps: tuple[StepForm, ...]


@dataclass(frozen=True)
class DraftActions:
    """Where the forms of a standard at the desk are sent."""

    start: str
    step: str
    answer: str
    look_through: str


@dataclass(frozen=True)
class DraftStandardPage:
    """A standard at the desk. ``starts`` are what a draft can begin from, as (value, label).

    ``newer`` is the version that came in between and is to be looked through, 0 for none.
    """

    frame: Frame
    csrf: str
    title: str
    overline: str
    actions: DraftActions
    errors: tuple[Link, ...]
    notices: tuple[NoticeBox, ...]
    published: PublishedView | None
    draft: DraftView | None
    starts: tuple[tuple[str, str], ...]
    newer: int


@dataclass(frozen=True)
class FormPage:
    """A page that is one form, sent to its own address."""

    frame: Frame
    csrf: str
    title: str
    lead: str
    fields: tuple[Field, ...]
    button: str
    errors: tuple[Link, ...] = ()
