"""Why a version's standing is not certain, and why there is none, in Danish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from portal.danish.dates import format_date
from portal.danish.law_references import LawReference, format_reference
from portal.documents.document import Certainty
from portal.documents.validity.law_table import LAW_TABLE, LawChange
from portal.documents.validity.version_facts import Span, VersionFacts


class ReasonCode(StrEnum):
    """What a reason is about; stable, for machines."""

    RESTATEMENT = "restatement"
    LAW_REPLACED = "law-replaced"
    BEGIN_EARLIEST = "begin-earliest"
    BEGIN_UNKNOWN = "begin-unknown"
    END_EARLIEST = "end-earliest"
    END_UNKNOWN = "end-unknown"
    PUBLICATION_ESTIMATED = "publication-estimated"
    NOT_BEGUN = "not-begun"
    ENDED = "ended"
    NOT_PUBLISHED = "not-published"
    NO_VERSION = "no-version"


@dataclass(frozen=True)
class UncertaintyReason:
    """One reason: its code, a Danish sentence, and for a law change the provisions and the row."""

    code: ReasonCode
    text: str
    law: tuple[LawReference, ...] = ()
    change: LawChange | None = None


def reasons_for(
    version: VersionFacts, on: date, known: date, confirmed: date | None
) -> tuple[UncertaintyReason, ...]:
    """Every reason why ``version`` is not certain on ``on``; empty where it is certain."""
    reasons = []
    if version.restatement:
        reasons.append(
            UncertaintyReason(
                ReasonCode.RESTATEMENT, "Teksten er portalens genfortælling, ikke kommunens egen tekst."
            )
        )
    reasons += _date_reasons(version, on, known)
    replaced: dict[LawChange, list[LawReference]] = {}
    for reference in version.law_basis:
        change = LAW_TABLE.replaced_since(reference, confirmed, on)
        if change is not None:
            replaced.setdefault(change, []).append(reference)
    for change, references in replaced.items():
        words = (
            f"Teksten bygger på {list_references(references)}, som blev afløst af {change.new_words} "
            f"den {format_date(change.from_day)}."
        )
        reasons.append(UncertaintyReason(ReasonCode.LAW_REPLACED, words, tuple(references), change))
    return tuple(reasons)


def list_references(references: Sequence[LawReference]) -> str:
    """ "servicelovens § 52, stk. 3, nr. 3, nr. 5 og nr. 6": what the references share is said once."""
    words = [format_reference(references[0])]
    for before, reference in pairwise(references):
        alike = (before.act, before.section, before.part) == (
            reference.act,
            reference.section,
            reference.part,
        )
        words.append(f"nr. {reference.number}" if alike and reference.number else format_reference(reference))
    return ", ".join(words[:-1]) + f" og {words[-1]}" if len(words) > 1 else words[0]


def _date_reasons(version: VersionFacts, on: date, known: date) -> list[UncertaintyReason]:
    reasons = []
    begins, ends = version.begins, version.ends
    if begins.day is None:
        words = "Vi ved ikke, hvornår teksten begyndte at gælde."
        reasons.append(UncertaintyReason(ReasonCode.BEGIN_UNKNOWN, words))
    elif begins.certainty is not Certainty.KNOWN:
        words = (
            "Vi ved ikke præcist, hvornår teksten begyndte at gælde. "
            f"Det var tidligst {format_date(begins.day)}."
        )
        reasons.append(UncertaintyReason(ReasonCode.BEGIN_EARLIEST, words))
    if ends is not None and ends.day is None:
        reasons.append(
            UncertaintyReason(ReasonCode.END_UNKNOWN, "Vi ved ikke, hvornår teksten holder op med at gælde.")
        )
    elif (
        ends is not None and ends.day is not None and ends.certainty is not Certainty.KNOWN and ends.day <= on
    ):
        words = f"Teksten gælder måske ikke længere. Den kunne holde op tidligst {format_date(ends.day)}."
        reasons.append(UncertaintyReason(ReasonCode.END_EARLIEST, words))
    # An estimated publication decides nothing once the portal itself holds the text.
    received = version.recorded is not None and version.recorded <= known
    if version.published.certainty is not Certainty.KNOWN and not received:
        words = "Vi ved ikke præcist, hvornår teksten blev offentliggjort."
        reasons.append(UncertaintyReason(ReasonCode.PUBLICATION_ESTIMATED, words))
    return reasons


def none_reasons(
    previous: Span | None, following: Span | None, *, earliest: bool, unpublished: date | None
) -> tuple[UncertaintyReason, ...]:
    """Why no version is in force on a day.

    ``earliest``: the following version began on its first day at the earliest. ``unpublished`` is the day
    whose knowledge is used, where there are versions that were not published by then.
    """
    reasons = []
    if previous is not None and previous.last is not None:
        words = f"Version {previous.n} holdt op med at gælde den {format_date(previous.last)}."
        reasons.append(UncertaintyReason(ReasonCode.ENDED, words))
    if following is not None and following.first is not None:
        words = f"Version {following.n} gælder {'tidligst' if earliest else 'først'} fra "
        words += f"{format_date(following.first)}."
        reasons.append(UncertaintyReason(ReasonCode.NOT_BEGUN, words))
    if not reasons and unpublished:
        words = f"Ingen version var offentliggjort den {format_date(unpublished)}."
        reasons.append(UncertaintyReason(ReasonCode.NOT_PUBLISHED, words))
    if not reasons:
        reasons.append(UncertaintyReason(ReasonCode.NO_VERSION, "Der er ingen vedtaget version."))
    return tuple(reasons)
