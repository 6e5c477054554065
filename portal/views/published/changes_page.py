"""What changed between two texts: the list in words, and the redline."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.page_frame import Frame, Link

_FEW = 4
"""Words of a quoted sentence that name its place."""


@dataclass(frozen=True)
class ChangeLine:
    """One change. ``direction`` is "Hævet", "Strammet" …; ``href`` leads to the place it stands."""

    direction: str
    text: str
    href: str = ""

    @property
    def place(self) -> str:
        """The beginning of ``text``: enough to tell one link to a place from the next, and never all of it.

        Up to the colon, and of a sentence that is quoted its first words.
        """
        label, _, rest = ("", "", self.text) if self.text.startswith("»") else self.text.partition(":")
        if not rest.lstrip().startswith("»"):
            return label.rstrip(".")
        words = rest.split()
        few = " ".join(words[:_FEW]) + ("" if len(words) <= _FEW else " …")
        return f"{label}: {few}" if label else few


@dataclass(frozen=True)
class ChangeGroup:
    """Changes of one sort under a heading. ``folded``: shown when asked for."""

    id: str
    heading: str
    changes: tuple[ChangeLine, ...]
    folded: bool = False


@dataclass(frozen=True)
class RedlineSection:
    """A section with ``<ins>`` and ``<del>``; the heading too. ``words`` say what became of it."""

    id: str
    heading_html: str
    html: str
    changed: bool
    words: str = ""


@dataclass(frozen=True)
class ChangesPage:
    """Two versions of a standard: links to both, the changes that matter first, then the text marked."""

    frame: Frame
    title: str
    overline: str
    older: Link
    newer: Link
    summary: str
    groups: tuple[ChangeGroup, ...]
    sections: tuple[RedlineSection, ...]
    versions_href: str
