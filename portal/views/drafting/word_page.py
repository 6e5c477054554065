"""A file that came back from Word, as a list of its changes and comments at their sections."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import NoticeBox
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class WordChangeView:
    """A change to be taken or left: what was done and by whom, the words before and after.

    ``why_not`` says why it cannot be put in; then there is nothing to choose.
    """

    number: int
    kind: str
    who: str
    old: str
    new: str
    chosen: bool
    why_not: str = ""

    @property
    def id(self) -> str:
        """The id of its box."""
        return f"aendring-{self.number}"


@dataclass(frozen=True)
class WordCommentView:
    """A comment: whose, the words it stands at, and its paragraphs."""

    who: str
    at: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class WordSectionView:
    """A section with what was changed and said in it."""

    heading: str
    changes: tuple[WordChangeView, ...]
    comments: tuple[WordCommentView, ...]


@dataclass(frozen=True)
class WordReviewPage:
    """The draft out to Word and in again. ``read`` is the file that was read, "" before one was given."""

    frame: Frame
    csrf: str
    title: str
    href: str
    back: Link
    file: Link
    revision: int
    read: str = ""
    lead: str = ""
    sections: tuple[WordSectionView, ...] = ()
    choices: int = 0
    file_error: str = ""
    choice_error: str = ""
    errors: tuple[Link, ...] = ()
    notices: tuple[NoticeBox, ...] = ()
