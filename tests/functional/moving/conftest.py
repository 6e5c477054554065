"""A portal in which everything has happened that a backup must hold, on each database."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from council import HERE, adopt, before_the_council, decided
from office import Office
from portal.db import Database
from portal.security.roles import Role

OTHER = {"sqlite": "postgresql", "postgresql": "sqlite"}


def live(office: Office) -> None:
    """A version adopted by two bodies, one masked, a hearing with a response, words, sessions and links."""
    _, secretary = before_the_council(office)
    decided(office, secretary, "Børneudvalget")
    decided(office, secretary, "Byrådet")
    adopt(office.browser(Role.REVIEWER))
    desk = f"{HERE}/maskering"
    office.browser(Role.EDITOR).send(desk, {"ord": "luft i hverdagen", "begrundelse": "Et navn."}, status=303)
    office.browser(Role.REVIEWER).send(desk, {"forslag": "1", "handling": "skjul"}, status=303)
    editor = office.browser(Role.EDITOR)
    editor.send(f"{HERE}/begynd", {"fra": "gaeldende"}, status=303)
    asked = {"aabner": "22. november 2026", "slutter": "20. december 2026", "spurgte": "Handicaprådet"}
    editor.send(f"{HERE}/hoering", asked, status=303)
    response = {
        "organisation": "Ældrerådet",
        "modtaget": "22. november 2026",
        "tekst": "Godt.\nMere: æøå.",
    }
    editor.send(f"{HERE}/hoering/svar", response, status=303)


@pytest.fixture
def lived(each_office: Office) -> Office:
    """An office in which all of it has happened."""
    live(each_office)
    return each_office


@pytest.fixture
def elsewhere_of(fresh_database: Callable[..., Database]) -> Callable[[Office], Database]:
    """A maker of empty databases of the kind that an office is not on."""
    return lambda office: fresh_database(OTHER[office.database.engine.dialect.name])


@pytest.fixture
def elsewhere(lived: Office, elsewhere_of: Callable[[Office], Database]) -> Database:
    """An empty database of the other kind."""
    return elsewhere_of(lived)
