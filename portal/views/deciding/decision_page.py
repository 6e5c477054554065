"""The page a council decides on: what changes, what it may cost, what was said, the text itself."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.hearings.hearing_page import ResponseView
from portal.views.published.changes_page import ChangeGroup, RedlineSection
from portal.views.shared.components import Field, NoticeBox
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class BodyStep:
    """One body of the chain with what it resolved, "Har ikke behandlet teksten" where it has not."""

    body: str
    words: str
    facts: tuple[tuple[str, str], ...] = ()
    minutes: Link | None = None


@dataclass(frozen=True)
class EstimateView:
    """The estimate of one level: the arithmetic in words, and where the numbers come from."""

    heading: str
    words: str
    sources: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    row_id: str = ""


@dataclass(frozen=True)
class AnsweredWarning:
    """A warning that was left standing, and why."""

    message: str
    reason: str


@dataclass(frozen=True)
class StanceView:
    """What one politician said."""

    name: str
    words: str
    remark: str = ""


@dataclass(frozen=True)
class DecisionActions:
    """Where the forms of the decision page are sent."""

    record: str
    stance: str
    estimate: str


@dataclass(frozen=True)
class DecisionPage:
    """Everything a body needs, in the order families would ask. Forms stand where one may use them.

    ``passed_over`` says which bodies before the last have not dealt with the text, ``adopt_reason`` asks why.
    ``compared`` is the version the changes are from; its ``note`` says when that applies.
    """

    frame: Frame
    csrf: str
    title: str
    overline: str
    state: str
    actions: DecisionActions
    draft: Link
    current: Link | None
    compared: Link | None
    summary: str
    groups: tuple[ChangeGroup, ...]
    estimates: tuple[EstimateView, ...]
    estimate_total: str
    warnings: tuple[AnsweredWarning, ...]
    hearing_facts: tuple[tuple[str, str], ...]
    responses: tuple[ResponseView, ...]
    sections: tuple[RedlineSection, ...]
    chain: tuple[BodyStep, ...]
    stances: tuple[StanceView, ...] = ()
    stance_remark: Field | None = None
    record_fields: tuple[Field, ...] = ()
    record_remark: Field | None = None
    adopt: str = ""
    passed_over: str = ""
    adopt_reason: Field | None = None
    errors: tuple[Link, ...] = ()
    notices: tuple[NoticeBox, ...] = ()
