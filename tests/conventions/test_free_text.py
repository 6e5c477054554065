"""Every column that holds text is on the one list: masking walks it, or the list says why it does not."""

from __future__ import annotations

from sqlalchemy import JSON, LargeBinary, String

from portal.models import Base
from portal.services.record.free_text import FREE_TEXT, NO_FREE_TEXT, Way

WALKED = [f"{free.model.__tablename__}.{column}" for free in FREE_TEXT for column in free.columns]


def text_columns() -> set[str]:
    return {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, String | JSON | LargeBinary)
    }


def test_a_new_column_of_text_is_on_the_list() -> None:
    assert sorted(text_columns() - {*WALKED, *NO_FREE_TEXT}) == []


def test_the_list_holds_no_column_that_is_not_there() -> None:
    assert sorted({*WALKED, *NO_FREE_TEXT} - text_columns()) == []


def test_no_column_stands_twice() -> None:
    assert sorted([*WALKED, *NO_FREE_TEXT]) == sorted({*WALKED, *NO_FREE_TEXT})


def test_every_exception_says_why() -> None:
    assert [column for column, why in NO_FREE_TEXT.items() if not why.strip()] == []


def test_the_log_comes_last_so_that_it_tells_of_what_was_masked_before() -> None:
    assert [free.way for free in FREE_TEXT].index(Way.LOG) == len(FREE_TEXT) - 1
