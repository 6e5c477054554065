"""Which acts are followed, and up to which day: only what was read counts, and the oldest reading of it."""

from __future__ import annotations

from datetime import date

from portal.danish.law_references import LawReference
from portal.documents.validity.law_table import LawChange, LawFact, LawStatus, LawTable
from portal.services.asking.covering import acts_followed

NEW, OLD = date(2026, 11, 1), date(2026, 2, 1)


def change(old: str, new: str, checked: date, status: LawStatus = LawStatus.VERIFIED) -> LawChange:
    return LawChange(
        subject="x", from_day=date(2024, 1, 1), status=status, source="x", checked_on=checked,
        old=LawReference(old, "1"), new=(LawReference(new, "2"),), new_words="x",
    )  # fmt: skip


def followed(*changes: LawChange, facts: tuple[LawFact, ...] = ()) -> dict[str, date]:
    found = acts_followed(LawTable(changes, facts))
    return {one.act.slug: one.until for one in found if one.until}


def test_an_act_is_followed_to_the_day_of_its_oldest_reading() -> None:
    found = followed(change("serviceloven", "barnets-lov", NEW), change("serviceloven", "sundhedsloven", OLD))
    assert found == {"serviceloven": OLD, "barnets-lov": NEW, "sundhedsloven": OLD}


def test_what_was_not_read_is_not_followed() -> None:
    assert followed(change("serviceloven", "barnets-lov", NEW, LawStatus.INFERRED)) == {}
    assert followed(change("serviceloven", "barnets-lov", NEW, LawStatus.UNVERIFIED)) == {}


def test_a_fact_that_was_read_counts_too() -> None:
    fact = LawFact(
        subject="x", from_day=OLD, status=LawStatus.VERIFIED, source="x", checked_on=OLD, key="x",
        statement="x", law=(LawReference("aktivloven", "1"),),
    )  # fmt: skip
    assert followed(facts=(fact,)) == {"aktivloven": OLD}


def test_every_act_known_by_name_is_said_to_be_followed_or_not() -> None:
    slugs = [one.act.slug for one in acts_followed(LawTable((), ()))]
    assert "serviceloven" in slugs
    assert len(slugs) == len(set(slugs)) > 10
