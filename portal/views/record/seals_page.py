"""The page of a standard's seals, in words."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class SealView:
    """The seal of one version: facts with long hashes apart, and the way to its proof."""

    version: Link
    facts: tuple[tuple[str, str], ...]
    hashes: tuple[tuple[str, str], ...]
    proof: Link


@dataclass(frozen=True)
class SealsPage:
    """Every version's seal, the newest first. ``standard`` leads to the text of today."""

    frame: Frame
    title: str
    overline: str
    standard: Link
    seals: tuple[SealView, ...]
