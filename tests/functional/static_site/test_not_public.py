"""A copy is asked for by a visitor: what no visitor is shown is in none of its files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from conftest import TODAY
from drafts import HERE, begun, save, text_of
from functional.moving.exports import contents
from office import Office, good_text
from portal.db import Database
from portal.services.drafting.loading import Loading
from portal.services.errors import Refused
from portal.settings import Settings, read_settings
from portal.static_site.copying import copy_site

NEXT = {"vedtaget": "2026-11-01", "offentliggjort": "2026-11-05", "gaelder_fra": "2027-01-01"}


def settings_of(office: Office) -> Settings:
    url = office.database.engine.url.render_as_string(hide_password=False)
    return read_settings({"portal.data": str(office.folder / "data"), "portal.database_url": url}, {})


def test_no_draft_is_copied_not_even_one_in_hearing(each_office: Office, tmp_path: Path) -> None:
    """A proposal is public while it is heard; a copy would show it for ever after."""
    office = each_office
    editor = begun(office)
    save(editor, text_of(office).replace("60 døgn", "72 døgn"))
    asked = {"aabner": "22. november 2026", "slutter": "20. december 2026", "spurgte": "Handicaprådet"}
    editor.send(f"{HERE}/hoering", asked, status=303)
    assert "72 døgn" in office.visitor().get("/a/aflastning/hoering").text
    copy_site(settings_of(office), office.clock, tmp_path / "kopi", date.fromisoformat(TODAY))
    written = contents(tmp_path / "kopi")
    assert "Op til 60 døgn".encode() in written["a/aflastning/index.html"]
    told = (b"72 d", b"redaktion", b"log-ind", b"csrf", b"Handicapr")
    assert [(name, word) for name, content in written.items() for word in told if word in content] == []


def test_a_portal_that_changes_meanwhile_gives_no_half_copy(office: Office, tmp_path: Path) -> None:
    changed: list[Database] = []

    def step(what: str, done: int, total: int) -> None:
        if not changed:
            changed.append(office.database)
            new = office.folder / "standards/a/aflastning/2.md"
            new.write_text(good_text(front=NEXT), encoding="utf-8")
            assert Loading(office.database, office.clock).load(office.folder / "standards").errors == []

    with pytest.raises(Refused, match="ændret"):
        copy_site(settings_of(office), office.clock, tmp_path / "kopi", step=step)
    assert not (tmp_path / "kopi").exists()
