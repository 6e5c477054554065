"""Dated law facts: which provision was replaced by which, since when, and how surely that is known.

Three degrees. VERIFIED: read in the text named. INFERRED: the wording matches on both sides, the pairing is
ours. UNVERIFIED: not read. Only verified rows decide anything or are shown as fact; the others stand here so
that editors see what remains to be read. Nothing here is legal advice.

The working notes these rows come from name the text each was read in, but no day. The day given is the day
the rows were gathered into one table (1 August 2026); a row checked anew gets the day of that check.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.danish.dates import add_months
from portal.danish.law_references import LawReference, parents


class LawStatus(StrEnum):
    """How surely a row is known."""

    VERIFIED = "verified"
    INFERRED = "inferred"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, kw_only=True)
class LawRow:
    """What every row carries: what it is about, since when, how sure, who checked it, when, in which text."""

    subject: str
    from_day: date
    status: LawStatus
    source: str
    checked_by: str = "redaktionen"
    checked_on: date = date(2026, 8, 1)


@dataclass(frozen=True, kw_only=True)
class LawChange(LawRow):
    """``old`` was replaced by ``new`` from ``from_day`` on; ``new_words`` is ``new`` in Danish."""

    old: LawReference
    new: tuple[LawReference, ...]
    new_words: str


@dataclass(frozen=True, kw_only=True)
class LawFact(LawRow):
    """Something the law says since ``from_day``, in Danish. ``key`` is its lasting name."""

    key: str
    statement: str
    law: tuple[LawReference, ...] = ()


BARNETS_LOV_BEGAN = date(2024, 1, 1)
"""The day the children's rules of serviceloven gave way to barnets lov (act 721 of 13 June 2023)."""

DET_SOCIALE_NAEVN_ENDED = date(2013, 7, 1)
"""Since this day complaints go to Ankestyrelsen."""

_LATEST = "barnets lov, lovbekendtgørelse nr. 282 af 17. marts 2025"


def _old(section: str, part: str = "", number: str = "") -> LawReference:
    return LawReference("serviceloven", section, part, number)


def _new(section: str, part: str = "", number: str = "") -> LawReference:
    return LawReference("barnets-lov", section, part, number)


def _change(
    old: LawReference,
    new: tuple[LawReference, ...],
    new_words: str,
    subject: str,
    status: LawStatus = LawStatus.VERIFIED,
) -> LawChange:
    return LawChange(
        subject=subject,
        from_day=BARNETS_LOV_BEGAN,
        status=status,
        source=_LATEST,
        old=old,
        new=new,
        new_words=new_words,
    )


def _inferred(number: str, new_number: str, subject: str) -> LawChange:
    new = _new("32", "1", new_number)
    words = f"barnets lov § 32, stk. 1, nr. {new_number}"
    return _change(_old("52", "3", number), (new,), words, subject, LawStatus.INFERRED)


_CHANGES: tuple[LawChange, ...] = (
    # Verified for the measures as a whole; which nummer became which is only inferred, below.
    _change(
        _old("52", "3"),
        tuple(_new("32", "1", str(number)) for number in range(1, 9)),
        "barnets lov § 32, stk. 1, nr. 1-8",
        "støttende indsatser",
    ),
    _inferred("2", "2", "praktisk og pædagogisk støtte i hjemmet"),
    _inferred("3", "5", "familiebehandling"),
    _inferred("4", "6", "døgnophold for hele familien"),
    _inferred("5", "7", "aflastning, nu støtteophold"),
    _inferred("6", "3", "fast kontaktperson"),
    _inferred("8", "4", "praktiktilbud"),
    _change(_old("44"), (_new("90"),), "barnets lov § 90", "aflastning til børn med funktionsnedsættelse"),
    _change(
        _old("50"),
        (_new("20"), _new("18"), _new("19")),
        "barnets lov § 20 (med §§ 18 og 19)",
        "børnefaglig undersøgelse",
    ),
    _change(_old("140"), (_new("91"),), "barnets lov § 91", "handleplan, nu barnets plan"),
    _change(
        _old("76"),
        tuple(_new(str(section)) for section in range(108, 124)),
        "barnets lov kapitel 13 (§§ 108-123)",
        "efterværn, nu ungestøtte",
    ),
    _change(
        _old("70"),
        tuple(_new("95", str(part)) for part in range(1, 5)),
        "barnets lov § 95, stk. 1-4",
        "opfølgning",
    ),
    # Which stykke of § 76 became which is not read; the measures stand in §§ 114-116.
    _change(
        _old("76"),
        (_new("114"), _new("115"), _new("116")),
        "barnets lov §§ 114-116",
        "indsatserne i efterværn",
        LawStatus.UNVERIFIED,
    ),
)

_FACTS: tuple[LawFact, ...] = (
    LawFact(
        key="barnets-lov",
        subject="barnets lov",
        statement="Barnets lov gælder fra 1. januar 2024. Den er lov nr. 721 af 13. juni 2023.",
        from_day=BARNETS_LOV_BEGAN,
        status=LawStatus.VERIFIED,
        source=_LATEST,
    ),
    LawFact(
        key="opfoelgning",
        subject="opfølgning",
        statement=(
            "Første opfølgning sker senest 3 måneder efter, at indsatsen er begyndt. Slutter en "
            "undersøgelse ved siden af før det, sker den dér. Derefter fastlægges rytmen i hver sag."
        ),
        from_day=BARNETS_LOV_BEGAN,
        status=LawStatus.VERIFIED,
        source=_LATEST,
        law=tuple(_new("95", str(part)) for part in range(1, 5)),
    ),
    LawFact(
        key="undersoegelse",
        subject="børnefaglig undersøgelse",
        statement="En børnefaglig undersøgelse skal være færdig inden 4 måneder.",
        from_day=BARNETS_LOV_BEGAN,
        status=LawStatus.VERIFIED,
        source=_LATEST,
        law=(_new("20", "3"),),
    ),
    LawFact(
        key="barnets-plan",
        subject="barnets plan",
        statement=(
            "Kommunen overvejer, om barnet skal have en plan, en »barnets plan«. "
            "Laves den, skal den være klar inden 3 måneder."
        ),
        from_day=BARNETS_LOV_BEGAN,
        status=LawStatus.VERIFIED,
        source=_LATEST,
        law=(_new("91", "1"),),
    ),
    LawFact(
        key="ungeplan",
        subject="ungeplan",
        statement="En ungeplan overvejes, når den unge er fyldt 16 år.",
        from_day=BARNETS_LOV_BEGAN,
        status=LawStatus.UNVERIFIED,
        source=_LATEST,
        law=(_new("108"),),
    ),
    LawFact(
        key="klageinstans",
        subject="klage",
        statement="Det Sociale Nævn blev nedlagt 1. juli 2013. Siden er Ankestyrelsen klageinstans.",
        from_day=DET_SOCIALE_NAEVN_ENDED,
        status=LawStatus.INFERRED,
        source="kommunernes tekster fra før og efter ændringen",
    ),
)


def _covers(old: LawReference, reference: LawReference) -> bool:
    return old == reference or old in parents(reference) or reference in parents(old)


@dataclass(frozen=True)
class LawTable:
    """The dated rows, verified or not, in the order they are shown: what was replaced, and what the law says.

    Only verified rows may be shown as fact.
    """

    changes: tuple[LawChange, ...]
    facts: tuple[LawFact, ...]

    def replaced_since(self, reference: LawReference, confirmed: date | None, on: date) -> LawChange | None:
        """The verified change that took the ground from ``reference`` by ``on``, or None.

        ``confirmed`` is the day the municipality last confirmed its text: a change on or before it no longer
        counts. A row covers its provision, what lies below it, and what contains it: § 52, stk. 3, nr. 6 and
        § 52 both rest on § 52, stk. 3. Where several apply, the closest row answers, and of equally close
        ones the latest.
        """
        applying = [
            row
            for row in self.replacements(reference)
            if row.from_day <= on and (confirmed is None or confirmed < row.from_day)
        ]
        return max(applying, key=lambda row: (len(parents(row.old)), row.from_day), default=None)

    def replacements(self, reference: LawReference) -> tuple[LawChange, ...]:
        """The verified changes of a provision, of what contains it, and of what lies below it.

        Who asks for § 52 must hear that § 52, stk. 3, was replaced.
        """
        return tuple(
            row for row in self.changes if row.status is LawStatus.VERIFIED and _covers(row.old, reference)
        )

    def stale(self, on: date) -> tuple[LawRow, ...]:
        """The rows that on ``on`` have not been checked for a year, for editors to check."""
        return tuple(row for row in (*self.changes, *self.facts) if add_months(row.checked_on, 12) <= on)


LAW_TABLE = LawTable(_CHANGES, _FACTS)
"""The table that the portal goes by."""
