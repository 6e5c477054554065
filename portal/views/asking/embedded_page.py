"""The calculator inside another site's page."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.asking.calculator_page import CalculatorForm, CalculatorResult, TableChoice
from portal.views.shared.components import NoticeBox
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class EmbeddedPage:
    """The calculator without head and foot. ``size`` is a key of ``portal.views.asking.embedded.SIZES``.

    ``whole`` leads to the same page on the portal.
    """

    frame: Frame
    title: str
    size: str
    whole: Link
    tables: tuple[TableChoice, ...] = ()
    forms: tuple[CalculatorForm, ...] = ()
    errors: tuple[Link, ...] = ()
    result: CalculatorResult | None = None
    notices: tuple[NoticeBox, ...] = ()
