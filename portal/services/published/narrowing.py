"""Which standards of a list are asked for: by KLE number, by what they rest on."""

from __future__ import annotations

from collections.abc import Iterable

from portal.danish.law_references import LawReference, parents
from portal.documents.kle import lies_below
from portal.services.published.reading import StandardStanding


def narrowed(
    found: Iterable[StandardStanding], kle: str = "", law: LawReference | None = None
) -> tuple[StandardStanding, ...]:
    """Those whose version of the day, else whose newest, has a KLE number at or below ``kle`` and rests on
    ``law`` or on what lies below it. "" and None ask for all."""
    return tuple(
        standing
        for standing in found
        if (not kle or lies_below(standing.shown.kle, kle))
        and (law is None or _rests_on(standing.shown.law_basis, law))
    )


def _rests_on(basis: Iterable[LawReference], law: LawReference) -> bool:
    return any(reference == law or law in parents(reference) for reference in basis)
