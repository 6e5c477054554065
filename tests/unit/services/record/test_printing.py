"""A PDF that is not made: the refusal says what to do, and whether waiting is any use."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from portal.importers.own_process import Converters, ProcessLimits
from portal.pdf.order import PdfOrder
from portal.services.record.printing import NoPdf, PdfMaker, Printing, tag_of

ORDER = PdfOrder("<p>Hej</p>", "http://portal.test/", "/paper.css", "2026-11-22T11:00:00+00:00", ())


@pytest.mark.parametrize(
    ("converters", "said"),
    [
        (Converters(at_once=0, patience=0.0), "Der laves andre PDF-filer lige nu. Vent et øjeblik"),
        (Converters(ProcessLimits(answer=1)), "Filen nåede ikke at blive færdig. Prøv igen om lidt"),
    ],
    ids=["busy", "too much"],
)
def test_what_passes_by_itself_is_worth_waiting_for(converters: Converters, said: str) -> None:
    with pytest.raises(NoPdf, match=said) as refused:
        PdfMaker(converters).make(ORDER)
    assert not refused.value.lasting


def test_who_waits_for_a_file_holds_no_connection_to_the_database() -> None:
    engine = create_engine("sqlite://")
    with Session(engine) as session:
        session.execute(text("SELECT 1"))
        assert session.in_transaction()
        with pytest.raises(NoPdf):
            Printing(session, PdfMaker(Converters(at_once=0, patience=0.0))).make(ORDER)
        assert not session.in_transaction()
    engine.dispose()


def test_a_tag_is_of_all_that_the_file_is_made_of() -> None:
    others = (
        PdfOrder("<p>Hej.</p>", ORDER.base, ORDER.style, ORDER.dated, ()),
        PdfOrder(ORDER.html, "http://other.test/", ORDER.style, ORDER.dated, ()),
        PdfOrder(ORDER.html, ORDER.base, "/paper.2.css", ORDER.dated, ()),
    )
    assert len({tag_of(order) for order in (ORDER, *others)}) == 4
