"""Who may do what: every editorial page and action, for every role, in every state of a draft.

The tables here are written by hand, from what the municipality was promised; they are not computed from
``portal.security.rules``. A new page without a row here is a fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import update
from webtest import TestResponse

from office import Browser, Office, words
from portal.clock import SetClock
from portal.db import Database
from portal.documents.states import State
from portal.models import Draft
from portal.security.roles import Role

E, R, S, P, A = Role.EDITOR, Role.REVIEWER, Role.SECRETARY, Role.POLITICIAN, Role.ADMINISTRATOR
K, H, B = State.DRAFT, State.HEARING, State.DECISION
OPEN = (K, H, B)
Allowed = Mapping[State, set[Role]]


def always(*roles: Role) -> Allowed:
    return {state: set(roles) for state in OPEN}


READERS: Allowed = {K: {E, R}, H: {E, R, S, P}, B: {E, R, S, P}}
"""Who may know that a draft is there; to everybody else its pages are not found."""
WRITERS: Allowed = {K: {E}, H: set(), B: set()}

COMMON_PAGES: Mapping[tuple[str, str], str] = {
    ("GET", "/redaktion"): "signed in",
    ("GET", "/redaktion/min-konto"): "signed in",
    ("POST", "/redaktion/min-konto"): "signed in",
    ("GET", "/redaktion/ordbog"): "editor",
    ("POST", "/redaktion/ordbog"): "editor",
    ("GET", "/redaktion/ordbog/svar/{key}"): "editor",
    ("POST", "/redaktion/ordbog/svar/{key}"): "editor",
    ("GET", "/redaktion/ordbog/synonymer/{key}"): "editor",
    ("POST", "/redaktion/ordbog/synonymer/{key}"): "editor",
}
"""Pages of no municipality: for everybody who is signed in, or for editors wherever they are one."""

PAGES: Mapping[tuple[str, str], Allowed] = {
    ("GET", "/redaktion/a/brugere"): always(A),
    ("POST", "/redaktion/a/brugere"): always(A),
    ("GET", "/redaktion/a/brugere/1"): always(A),
    ("POST", "/redaktion/a/brugere/1"): always(A),
    ("GET", "/redaktion/a/ny-standard"): always(E),
    ("POST", "/redaktion/a/ny-standard"): always(E),
    ("GET", "/redaktion/a/indlaes"): always(E),
    ("POST", "/redaktion/a/indlaes"): always(E),
    ("GET", "/redaktion/a/indlaes/1"): always(E),
    ("GET", "/redaktion/a/aflastning"): always(E, R, S, P, A),
    ("POST", "/redaktion/a/aflastning/begynd"): always(E),
    ("POST", "/redaktion/a/aflastning/bekraeft"): always(E, R),
    ("GET", "/redaktion/a/aflastning/maskering"): always(E, R, S),
    ("POST", "/redaktion/a/aflastning/maskering"): always(E, R, S),
    ("GET", "/redaktion/a/aflastning/ophaev"): always(S),
    ("POST", "/redaktion/a/aflastning/ophaev"): always(S),
}

DRAFT_PAGES: Mapping[tuple[str, str], Allowed] = {
    ("GET", "tekst"): WRITERS,
    ("POST", "tekst"): WRITERS,
    ("GET", "word"): WRITERS,
    ("POST", "word"): WRITERS,
    ("GET", "udkast.docx"): READERS,
    ("GET", "niveauer"): WRITERS,
    ("POST", "niveauer"): WRITERS,
    ("GET", "frister"): WRITERS,
    ("POST", "frister"): WRITERS,
    ("GET", "indsaet"): WRITERS,
    ("POST", "indsaet"): WRITERS,
    ("GET", "kilde"): always(E, R),
    ("GET", "kilde/1"): always(E, R),
    ("POST", "kilde"): WRITERS,
    ("POST", "svar"): WRITERS,
    ("POST", "set-igennem"): WRITERS,
    ("GET", "laes"): READERS,
    ("GET", "beslutning"): READERS,
    ("POST", "beslutning/organ"): {K: set(), H: set(), B: {S}},
    ("POST", "beslutning/tilkendegivelse"): {K: set(), H: set(), B: {P}},
    ("POST", "beslutning/skoen"): {K: {E}, H: {E, S}, B: {E, S}},
    ("GET", "hoering"): READERS,
    ("POST", "hoering"): {K: {E, R}, H: set(), B: set()},
    ("POST", "hoering/svar"): {K: set(), H: {E, S}, B: set()},
    ("POST", "hoering/svar/1/laes"): {K: set(), H: {E, S}, B: {E, S}},
    ("POST", "hoering/svar/1/besvar"): {K: set(), H: {E}, B: {E}},
    ("GET", "rettelse"): {K: {R}, H: set(), B: set()},
    ("POST", "rettelse"): {K: {R}, H: set(), B: set()},
}

STEPS: Mapping[str, Allowed] = {
    "til-beslutning": {K: {E, R}, H: {E, R}, B: set()},
    "tilbage": {K: set(), H: {E, R, S}, B: {R, S}},
    "vedtag": {K: set(), H: set(), B: {R, S}},
    "henlaeg": {K: {E, R}, H: set(), B: set()},
}
ASKED_FIRST = ("til-hoering", "ret")
"""Steps that lead to a page of their own, which has a row above."""


@dataclass(frozen=True)
class Seat:
    """A browser and the roles of whoever sits there; ``here`` is whether they are of this municipality."""

    name: str
    browser: Browser
    roles: frozenset[Role]
    here: bool = True


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Office]:
    """One office for all; a refused or unfinished action leaves it as it was."""
    folder = tmp_path_factory.mktemp("matrix")
    (folder / "portal.sqlite").write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{folder / 'portal.sqlite'}")
    office = Office(database, SetClock.at("2026-11-22"), folder)
    author = office.browser(E)
    author.send("/redaktion/a/aflastning/begynd", {"fra": "gaeldende"}, status=303)
    with database.writing() as session:
        draft = session.query(Draft).one()
        draft.content = draft.content.replace(b"Op til 60", b"Op til 72")
    yield office
    office.close()
    database.dispose()


@pytest.fixture(scope="module")
def seats(office: Office) -> tuple[Seat, ...]:
    alone = [Seat(role.value, office.browser(role), frozenset({role})) for role in Role]
    return (
        *alone,
        Seat("editor and secretary", office.browser(E, S), frozenset({E, S})),
        Seat("all roles next door", office.browser(*Role, municipality="b"), frozenset(Role), here=False),
        Seat("no roles", office.browser(), frozenset(), here=False),
    )


def put(office: Office, state: State) -> None:
    with office.database.writing() as session:
        session.execute(update(Draft).values(state=state.value))


def ask(browser: Browser, method: str, path: str, fields: Mapping[str, str] | None = None) -> TestResponse:
    return browser.get(path, status="*") if method == "GET" else browser.send(path, dict(fields or {}))


def verdict(answer: TestResponse) -> str:
    """What became of it: "may", "403" or "404". An action that names nothing is not a page that is hidden."""
    if answer.status_int == 404 and "Måske er adressen" in words(answer):
        return "404"
    if answer.status_int == 403:
        assert "Det har du ikke adgang til" in words(answer)
        return "403"
    assert answer.status_int < 500
    return "may"


def expected(seat: Seat, allowed: set[Role], seen: set[Role]) -> str:
    """Seen, not allowed: 403. Not seen: 404, as if it were not there."""
    if not seat.here or not seat.roles & seen:
        return "404"
    return "may" if seat.roles & allowed else "403"


def registered(office: Office) -> set[tuple[str, str]]:
    """Every method and pattern of the editorial pages, as the application has them."""
    registry = office.application.application.registry.introspector
    patterns = {
        entry["introspectable"]["name"]: entry["introspectable"]["pattern"]
        for entry in registry.get_category("routes")
    }
    found = set()
    for entry in registry.get_category("views"):
        route = entry["introspectable"]["route_name"]
        methods = entry["introspectable"]["request_methods"] or ("GET",)
        if route and patterns[route].startswith("/redaktion"):
            for method in (methods,) if isinstance(methods, str) else methods:
                found.add((method, patterns[route]))
    return {(method, pattern) for method, pattern in found if method in ("GET", "POST")}


def test_every_page_and_action_has_a_row(office: Office) -> None:
    draft = "/redaktion/{municipality}/{standard}"
    steps = {("POST", f"{draft}/trin")}
    rows = {(method, path.replace("/a/aflastning", "/{municipality}/{standard}")) for method, path in PAGES}
    rows |= {(method, f"{draft}/{path}") for method, path in DRAFT_PAGES}
    rows = {(m, p.replace("/a/", "/{municipality}/").replace("/1", r"/{id:[1-9]\d{0,8}}")) for m, p in rows}
    assert registered(office) == rows | steps | set(COMMON_PAGES)


@pytest.mark.parametrize("state", [K, B])
def test_pages_of_a_municipality(office: Office, seats: tuple[Seat, ...], state: State) -> None:
    put(office, state)
    everybody = set(Role)
    for (method, path), allowed in PAGES.items():
        for seat in seats:
            # An action on an existing person would change them; this one leaves all as it is.
            fields = {"handling": "link"} if path.endswith("/1") else {}
            want = expected(seat, allowed[state], everybody)
            assert verdict(ask(seat.browser, method, path, fields)) == want, (method, path, seat.name, state)


def test_pages_of_no_municipality(seats: tuple[Seat, ...]) -> None:
    for (method, path), who in COMMON_PAGES.items():
        for seat in seats:
            want = "may" if who == "signed in" or E in seat.roles else "403"
            answer = ask(seat.browser, method, path.replace("{key}", "findes-ikke"))
            assert verdict(answer) == want, (method, path, seat.name)


@pytest.mark.parametrize("state", OPEN)
def test_pages_of_a_draft(office: Office, seats: tuple[Seat, ...], state: State) -> None:
    put(office, state)
    for (method, path), allowed in DRAFT_PAGES.items():
        for seat in seats:
            answer = ask(seat.browser, method, f"/redaktion/a/aflastning/{path}")
            want = expected(seat, allowed[state], READERS[state])
            assert verdict(answer) == want, (method, path, seat.name, state)


@pytest.mark.parametrize("state", OPEN)
def test_steps(office: Office, seats: tuple[Seat, ...], state: State) -> None:
    """A step that the state does not lead to is refused in words to whoever may see the draft."""
    sources = {"til-beslutning": {K, H}, "tilbage": {H, B}, "vedtag": {B}, "henlaeg": {K}}
    for step, allowed in STEPS.items():
        for seat in seats:
            put(office, state)
            answer = seat.browser.send("/redaktion/a/aflastning/trin", {"trin": step})
            where = (step, seat.name, state)
            if not seat.here or not seat.roles & READERS[state]:
                assert verdict(answer) == "404", where
            elif state not in sources[step]:
                assert answer.status_int == 409, where
            elif seat.roles & allowed[state]:
                assert answer.status_int in (303, 409, 422), where
            else:
                assert verdict(answer) == "403", where
    for step in ASKED_FIRST:
        for seat in seats:
            put(office, state)
            answer = seat.browser.send("/redaktion/a/aflastning/trin", {"trin": step})
            want = "may" if seat.here and seat.roles & READERS[state] else "404"
            assert verdict(answer) == want, (step, seat.name, state)


@pytest.mark.parametrize("state", OPEN)
def test_nobody_signed_in_is_asked_who_it_is_whatever_the_address(office: Office, state: State) -> None:
    """So that nobody learns what exists."""
    put(office, state)
    visitor = office.visitor()
    paths = [path for _, path in (*PAGES, *COMMON_PAGES)] + [
        f"/redaktion/a/aflastning/{path}" for _, path in DRAFT_PAGES
    ]
    for path in {*paths, "/redaktion/findes-ikke/heller-ikke", "/redaktion/a/findes-ikke/tekst"}:
        answer = visitor.get(path, status="*")
        known = "findes-ikke" in path or answer.status_int == 303
        assert known, path
        if answer.status_int == 303:
            assert "/log-ind?videre=" in answer.location
    for _, path in [key for key in DRAFT_PAGES if key[0] == "POST"]:
        answer = visitor.send(f"/redaktion/a/aflastning/{path}", {"tekst": "Mine ord"}, status=403)
        assert "Du er logget ud" in words(answer)
        assert "Mine ord" in answer.text
    assert visitor.get("/a/aflastning").status_int == 200


@pytest.mark.parametrize("state", OPEN)
def test_the_public_never_sees_a_draft(office: Office, state: State) -> None:
    put(office, state)
    visitor = office.visitor()
    pages = ("", "/versioner", "/v1", "/v1/tekst", "/v1/tilblivelse")
    addresses = [f"/a/aflastning{page}" for page in pages] + ["/", "/a", "/a/beregner", "/soeg?q=aflastning"]
    for address in (*addresses, "/api/v1/standards", "/api/v1/level-tables"):
        answer = visitor.get(address, status="*")
        assert "Op til 72" not in answer.text, address
    visitor.get("/a/aflastning/v2", status=404)


def test_a_hidden_draft_and_none_at_all_answer_alike(office: Office, seats: tuple[Seat, ...]) -> None:
    put(office, K)
    politician = next(seat for seat in seats if seat.roles == {P})
    hidden = politician.browser.get("/redaktion/a/aflastning/laes", status=404)
    missing = politician.browser.get("/redaktion/a/findes-ikke/laes", status=404)
    assert words(hidden) == words(missing)
    assert "Kladde" not in words(politician.browser.get("/redaktion/a/aflastning"))
    assert (
        "Aflastning"
        not in words(politician.browser.get("/redaktion")).partition("Prøve Kommune Aflastning")[0]
    )
