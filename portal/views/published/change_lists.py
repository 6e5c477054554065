"""Changes between two texts, grouped as a family or a council needs them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from portal import address_book
from portal.documents.changes.change_model import Change, ChangeKind, Direction, Weight
from portal.documents.changes.redline import SectionState
from portal.documents.document import Document
from portal.services.published.document_cache import DocumentCache
from portal.views.published.changes_page import ChangeGroup, ChangeLine, RedlineSection

_GROUPS: tuple[tuple[str, str, frozenset[ChangeKind]], ...] = (
    (
        "niveauer",
        "Niveauer og tal",
        frozenset({ChangeKind.LEVEL, ChangeKind.TABLE, ChangeKind.AGE, ChangeKind.NUMBER}),
    ),
    (
        "kriterier",
        "Hvem der kan få støtte, og hvad kommunen skal",
        frozenset(
            {ChangeKind.CRITERION, ChangeKind.TARGET_GROUP, ChangeKind.OBLIGATION, ChangeKind.DEPARTURE}
        ),
    ),
    ("graenser", "Grænser og betaling", frozenset({ChangeKind.LIMIT, ChangeKind.PAYMENT})),
    ("frister", "Frister", frozenset({ChangeKind.DEADLINE})),
    ("lovgrundlag", "Lovhenvisninger", frozenset({ChangeKind.LAW})),
    ("afsnit", "Hele afsnit", frozenset({ChangeKind.SECTION})),
)

_STATE_WORDS = {
    SectionState.SAME: "Uændret",
    SectionState.CHANGED: "Ændret",
    SectionState.ADDED: "Nyt afsnit",
    SectionState.REMOVED: "Afsnittet er fjernet",
}

Place = Callable[[Change], str]
"""From a change to the address of its place in the text."""


def change_groups(changes: Sequence[Change], place: Place) -> tuple[ChangeGroup, ...]:
    """What matters first, in the order a family asks; then rewritten text; editorial changes last."""
    by_weight = {weight: [c for c in changes if c.weight is weight] for weight in Weight}
    groups = []
    left = by_weight[Weight.MATTERS]
    for id_, heading, kinds in _GROUPS:
        groups.append(_group(id_, heading, [c for c in left if c.kind in kinds], place))
        left = [c for c in left if c.kind not in kinds]
    groups.append(_group("andet", "Andet af betydning", left, place))
    groups.append(_group("formulering", "Andre formuleringer", by_weight[Weight.WORDING], place, folded=True))
    editorial = by_weight[Weight.EDITORIAL]
    groups.append(_group("redaktionelt", "Redaktionelle rettelser", editorial, place, folded=True))
    return tuple(group for group in groups if group.changes)


def _group(
    id_: str, heading: str, changes: Sequence[Change], place: Place, *, folded: bool = False
) -> ChangeGroup:
    lines = tuple(ChangeLine(_direction(c), c.text, place(c)) for c in changes)
    return ChangeGroup(id_, heading, lines, folded)


def _direction(change: Change) -> str:
    return change.direction.value.capitalize()


def change_summary(changes: Sequence[Change]) -> str:
    """How many changes of each weight, in one sentence."""
    if not changes:
        return "De to tekster siger det samme."
    count = {weight: sum(1 for c in changes if c.weight is weight) for weight in Weight}
    words = [
        (count[Weight.MATTERS], "ændring med betydning", "ændringer med betydning"),
        (count[Weight.WORDING], "ændret formulering", "ændrede formuleringer"),
        (count[Weight.EDITORIAL], "redaktionel rettelse", "redaktionelle rettelser"),
    ]
    parts = [f"{n} {one if n == 1 else many}" for n, one, many in words if n]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} og {parts[-1]}"
    return f"{listed}."


def differences(
    texts: DocumentCache, old: Document, new: Document, place: Place
) -> tuple[str, tuple[ChangeGroup, ...]]:
    """The summary and the groups of what changed from ``old`` to ``new``."""
    changes = texts.changes(old, new)
    return change_summary(changes), change_groups(changes, place)


def place_in(slugs: tuple[str, str], older: int, newer: int) -> Place:
    """Where a change is read: in the newer version, what was removed in the older."""

    def place(change: Change) -> str:
        n = older if change.direction is Direction.REMOVED else newer
        return address_book.standard_version(*slugs, n, change.anchor or change.section_id)

    return place


def redline_sections(texts: DocumentCache, old: Document, new: Document) -> tuple[RedlineSection, ...]:
    """Every section of both texts with what changed marked."""
    return tuple(
        RedlineSection(
            id=section.id,
            heading_html=section.heading,
            html=section.html,
            changed=section.state is not SectionState.SAME,
            words=_STATE_WORDS[section.state],
        )
        for section in texts.redline(old, new)
    )
