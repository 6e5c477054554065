"""Every service can be had from the container, and is made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.clock import SetClock
from portal.container import Portal, Services
from portal.opening import open_portal
from portal.services.context import Container, Provided
from portal.settings import read_settings


def provided(kind: type[Container]) -> list[str]:
    return [name for name, value in vars(kind).items() if isinstance(value, Provided)]


def test_every_service_is_made_when_asked_for_and_once(tmp_path: Path, clock: SetClock) -> None:
    with (
        open_portal(read_settings({"portal.data": str(tmp_path)}, {}), clock) as portal,
        portal.database.reading() as session,
    ):
        services = Services(portal, session, clock.now())
        for container in (portal, services):
            names = provided(type(container))
            assert names
            made = [getattr(container, name) for name in names]
            assert len({type(one) for one in made}) == len(names)
            assert all(getattr(container, name) is one for name, one in zip(names, made, strict=True))


def test_a_service_leans_on_those_of_the_same_request(tmp_path: Path, clock: SetClock) -> None:
    with (
        open_portal(read_settings({"portal.data": str(tmp_path)}, {}), clock) as portal,
        portal.database.reading() as session,
    ):
        one, other = (Services(portal, session, clock.now()) for _ in range(2))
        assert one.calculating._reading is one.reading
        assert one.reading is not other.reading


@pytest.mark.parametrize("kind", [Portal, Services])
def test_every_service_says_what_it_does(kind: type[Container]) -> None:
    """Under its line, in a sentence of its own."""
    source = Path(__file__).parents[2].joinpath("portal", "container.py").read_text("utf-8").splitlines()
    for name in provided(kind):
        (line,) = [n for n, text in enumerate(source) if text.startswith(f"    {name} = Provided(")]
        said = source[line + 1].strip()
        assert said.startswith('"""'), name
        assert said.endswith('."""'), name
        assert len(said.split()) > 5, name
