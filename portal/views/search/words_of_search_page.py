"""The editorial pages of the words that search goes by."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import Field, NoticeBox
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class AskedView:
    """Words that were asked often, and how to make a synonym of them. ``meaning`` is None where hits came."""

    words: str
    facts: str
    meaning: Field | None = None
    near: tuple[Link, ...] = ()


@dataclass(frozen=True)
class EntryView:
    """An entry of the lists. ``facts`` say who changed it and why."""

    link: Link
    facts: str = ""


@dataclass(frozen=True)
class QuestionView:
    """A saved question; ``key`` takes it away."""

    words: str
    key: str


@dataclass(frozen=True)
class WordsPage:
    """What is asked, and the words search goes by."""

    frame: Frame
    csrf: str
    title: str
    action: str
    new_group: str
    new_answer: str
    unanswered: tuple[AskedView, ...]
    answered: tuple[AskedView, ...]
    groups: tuple[EntryView, ...]
    answers: tuple[EntryView, ...]
    questions: tuple[QuestionView, ...]
    question: Field
    terms: tuple[Link, ...]
    errors: tuple[Link, ...] = ()
    notices: tuple[NoticeBox, ...] = ()


@dataclass(frozen=True)
class EffectView:
    """What the change does to one saved question."""

    question: str
    before: str
    after: str
    first: str


@dataclass(frozen=True)
class EntryPage:
    """One group or one answer, to be tried, saved or taken away.

    ``shown`` stands for the content whose effect is shown; without it nothing is saved.
    """

    frame: Frame
    csrf: str
    title: str
    action: str
    fields: tuple[Field, ...]
    choices: Field | None = None
    shown: str = ""
    effects: tuple[EffectView, ...] = ()
    effect_summary: str = ""
    saves: bool = False
    takes_away: bool = False
    errors: tuple[Link, ...] = ()
    notices: tuple[NoticeBox, ...] = ()
