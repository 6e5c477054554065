"""One text as text, Word, PDF and HTML gives the same levels; spoilt by chance, no other one for certain."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rendering import own_texts, require_libreoffice, texts_beside

ROOT = Path(__file__).resolve().parents[3]
SPOILT = 150


@pytest.fixture(scope="module")
def bench() -> Iterator[None]:
    """The scripts of bench, which import one another by their bare names."""
    before = set(sys.modules)
    sys.path.insert(0, str(ROOT / "bench"))
    yield
    sys.path.remove(str(ROOT / "bench"))
    for name in set(sys.modules) - before:
        if name.startswith("import_"):
            del sys.modules[name]


@pytest.fixture(scope="module")
def rendered(bench: None) -> list[Any]:
    """All our texts that have levels, and the standard beside the repository, in every form."""
    require_libreoffice()
    from import_tables import renderings

    beside = {name: text for name, text in texts_beside(ROOT).items() if name.startswith(("004", "nyb"))}
    texts = {name: text for name, text in {**own_texts(), **beside}.items() if "Omfang" in text}
    return renderings(texts, framed=("aflastning",))


def test_every_form_of_a_text_gives_its_levels_exactly_and_for_certain(rendered: list[Any]) -> None:
    from import_tables import Tally, level_tables, tally

    from portal.importers.importing import import_file

    read = {
        one.name: tally(one.tables, level_tables(import_file(one.content, one.name, "eksempel", "300")))
        for one in rendered
    }
    whole = sum(read.values(), Tally())
    assert whole.wrong == 0, read
    assert whole.exact >= 0.9 * (whole.exact + whole.unsure + whole.missed), read
    assert {name.rpartition(".")[2] for name, found in read.items() if found.exact} == {
        "docx",
        "html",
        "pdf",
        "txt",
    }


def test_no_spoilt_file_gives_for_certain_a_table_that_it_does_not_have(rendered: list[Any]) -> None:
    from import_mutations import spoilt_sum

    own = [one for one in rendered if not one.name.startswith("004")]
    found = spoilt_sum(own, SPOILT, seed=12, processes=0)
    assert found.told == ()
    assert (found.crashed, found.tally.wrong) == (0, 0)
    assert found.longest < 40
    assert found.tally.exact > SPOILT / 4
