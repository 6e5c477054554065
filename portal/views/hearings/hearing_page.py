"""Hearings: the public page, the list of those that run, and the page at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.published.changes_page import ChangeGroup, RedlineSection
from portal.views.shared.components import Field, NoticeBox
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class ResponseView:
    """A response as the public may see it, with the municipality's answer."""

    heading: str
    received: str
    paragraphs: tuple[str, ...]
    answer: tuple[str, ...] = ()


@dataclass(frozen=True)
class HearingPage:
    """The draft while it is heard. For a new standard ``groups`` are empty, ``sections`` all of it.

    ``compared`` is the version the changes are from; its ``note`` says when that applies.
    """

    frame: Frame
    csrf: str
    title: str
    overline: str
    facts: tuple[tuple[str, str], ...]
    summary: str
    groups: tuple[ChangeGroup, ...]
    sections: tuple[RedlineSection, ...]
    responses: tuple[ResponseView, ...]
    action: str
    stamp: str
    fields: tuple[Field, ...]
    text: Field
    current: Link | None = None
    compared: Link | None = None
    errors: tuple[Link, ...] = ()
    notices: tuple[NoticeBox, ...] = ()


@dataclass(frozen=True)
class HearingsPage:
    """The hearings that can be answered today."""

    frame: Frame
    title: str
    hearings: tuple[Link, ...]


@dataclass(frozen=True)
class ResponseForm:
    """A response at the desk: as it came, what shows of it, the answer; forms where one may."""

    id: int
    heading: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    state: str
    read_action: str
    answer_action: str
    shown: Field | None = None
    answer: Field | None = None
    answer_text: tuple[str, ...] = ()


@dataclass(frozen=True)
class HearingDeskPage:
    """The hearing of a draft at the desk: open it, enter responses, read and answer them."""

    frame: Frame
    csrf: str
    title: str
    overline: str
    draft: Link
    state: str
    open_action: str
    enter_action: str
    facts: tuple[tuple[str, str], ...] = ()
    public: Link | None = None
    open_fields: tuple[Field, ...] = ()
    invited: Field | None = None
    enter_fields: tuple[Field, ...] = ()
    enter_text: Field | None = None
    responses: tuple[ResponseForm, ...] = ()
    errors: tuple[Link, ...] = ()
    notices: tuple[NoticeBox, ...] = ()
