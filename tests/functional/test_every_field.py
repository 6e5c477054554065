"""Every field of every form, given every kind of odd input: answered or refused in Danish; nothing is lost.

The fields are found in the pages as they are shown, in every state of a draft. A new page with a form is
tried as soon as it stands in ``PAGES``.
"""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from unicodedata import category
from urllib.parse import urlencode

import pytest
from bs4 import Tag
from sqlalchemy import select
from webtest import TestResponse

from conftest import TODAY
from factories import MUNICIPALITY
from imports.by_hand import take_in
from office import BODIES, Office, good_text
from portal.clock import SetClock
from portal.db import Database
from portal.models import Draft
from portal.security.csrf import FIELD
from portal.security.roles import Role
from portal.views.hearings.hearings import TRAP

ODD: Mapping[str, str] = {
    "nothing": "",
    "blanks": " \u00a0\u2003\t\r\n ",
    "long": "æ" * 120_000,
    "many lines": "a\r\n" * 20_000,
    "digits": "9" * 5_000,
    "NUL": "a\x00b",
    "control characters": "a\x07\x1b[31m\x85\u2028b",
    "invisible characters": "a\u200b\u00ad\u202e\u2066\ufeffb",
    "half a pair": "a\ud800b",
    "not a character": "a\uffff\U0010fffeb",
    "many accents": "a" + "\u0301" * 3_000,
    "pictures": "👩‍👩‍👧‍👦🇩🇰",
    "other digits": "١٢٣",
    "strange numbers": "1e999",
    "minus nothing": "-0",
    "not a number": "NaN",
    "no day": "30. februar 2026",
    "a day too far": "31. december 99999",
    "markup": "</textarea><script>alert(1)</script>\"'>",
    "template": "${1/0} {{7*7}} %s %(x)s {0.__class__}",
    "quotes": "' OR 1=1; --",
    "a header": "a\r\nSet-Cookie: a=b",
    "a path": "../../etc/passwd",
    "another site": "https://example.invalid//\\x",
    "head of a text": "---\ntitel: [\n---\n",
    "deep": "[" * 3_000 + "{" * 3_000 + "> " * 3_000,
    "a CPR number": "010190-1234",
    "percent": "%ff%00%zz",
}
CHOSEN = ("nothing", "long", "digits", "NUL", "half a pair", "other digits", "markup", "a path")
"""Given to fields in which nobody types: hidden ones, choices, buttons."""
LONGEST_ADDRESS = 8_000
"""Letters of one parameter; a longer address is refused by the server before us."""
LARGEST_TYPED = 100_000
"""Characters, more than any field but a draft's text takes."""
LATER_ROW = re.compile(r"[ra][1-9]\d*(-|$)")

PAGES: Mapping[str, str] = {
    "search": "/soeg?q=aflastning",
    "calculator": "/a/beregner?tabel=doegnaflastning",
    "calculator, embedded": "/indlejret/a/beregner?tabel=doegnaflastning",
    "guide": "/a/vejviser",
    "comparison": "/sammenlign",
    "text of a day": "/afgoerelse",
    "standard": "/a/aflastning",
    "citation with a decision": "/a/aflastning/v1/henvisning?sted=doegnaflastning-moderat",
    "public hearing": "/a/hoert/hoering",
    "signing in": "/log-ind?videre=/redaktion",
    "account": "/redaktion/min-konto",
    "new standard": "/redaktion/a/ny-standard",
    "people": "/redaktion/a/brugere",
    "person": "/redaktion/a/brugere/1",
    "words": "/redaktion/ordbog",
    "synonyms": "/redaktion/ordbog/synonymer/ny",
    "answer to a question": "/redaktion/ordbog/svar/ny",
    "draft": "/redaktion/a/aflastning",
    "text": "/redaktion/a/aflastning/tekst",
    "levels": "/redaktion/a/aflastning/niveauer",
    "new level table": "/redaktion/a/aflastning/niveauer?tabel=ny",
    "deadlines": "/redaktion/a/aflastning/frister?tabel=ny",
    "paste": "/redaktion/a/aflastning/indsaet",
    "import": "/redaktion/a/indlaes",
    "draft beside its file": "/redaktion/a/nat/kilde",
    "word": "/redaktion/a/aflastning/word",
    "hearing to open": "/redaktion/a/aflastning/hoering",
    "hearing with a response": "/redaktion/a/hoert/hoering",
    "draft in hearing": "/redaktion/a/hoert",
    "decision": "/redaktion/a/afgjort/beslutning",
    "draft before the council": "/redaktion/a/afgjort",
    "repeal": "/redaktion/a/aflastning/ophaev",
    "redaction": "/redaktion/a/aflastning/maskering",
}
"""Every page with a form, with an address at which its forms are shown."""


@dataclass(frozen=True)
class FormField:
    """A field of a form on a page, and what else the form sends with it."""

    method: str
    action: str
    name: str
    kind: str
    rest: tuple[tuple[str, str], ...] = field(compare=False)

    @property
    def typed(self) -> bool:
        """Whether a person types it, and may therefore lose it."""
        return self.kind in ("text", "search", "email", "textarea") and self.name != TRAP

    @property
    def of_a_text(self) -> bool:
        """Whether it goes into the text of a draft, which is kept whole."""
        return self.action.partition("?")[0].endswith(("/tekst", "/niveauer", "/frister", "/indsaet"))


def fields_of(page: TestResponse) -> list[FormField]:
    """Each field of each form, hidden ones and buttons too; of a table of fields the first row."""
    found: dict[FormField, FormField] = {}
    for form in page.html.find_all("form"):
        action = str(form.get("action") or page.request.path_qs)
        method = str(form.get("method") or "get").lower()
        tags = [*form.find_all(["input", "select", "textarea"]), *form.find_all("button", limit=1)]
        sent = [(tag, value) for tag in tags for value in _sent(tag)]
        for tag in {tag["name"]: tag for tag, _ in sent if not LATER_ROW.match(str(tag["name"]))}.values():
            rest = tuple((str(other["name"]), value) for other, value in sent if other["name"] != tag["name"])
            kind = str(tag.get("type", "text")) if tag.name == "input" else tag.name
            one = FormField(method, action, str(tag["name"]), kind, rest)
            found.setdefault(one, one)
    return list(found)


def _sent(tag: Tag) -> list[str]:
    """What a browser sends of a field as it is shown: nothing without a name, the first choice of a list."""
    if not tag.get("name") or tag["name"] == FIELD:
        return []
    if tag.name == "textarea":
        return [tag.text.removeprefix("\n")]
    if tag.name == "select":
        chosen = tag.find("option", selected=True) or tag.find("option")
        return [str(chosen.get("value", chosen.text))] if isinstance(chosen, Tag) else []
    return [str(tag.get("value", ""))]


class Stage:
    """A municipality with a draft being written, one in hearing and one before the council."""

    def __init__(self, folder: Path, template: Path):
        (folder / "portal.sqlite").write_bytes(template.read_bytes())
        self._database = Database(f"sqlite:///{folder / 'portal.sqlite'}")
        yaml = MUNICIPALITY + BODIES + "tilkendegivelser: true\n"
        texts = {f"a/{name}/1.md": good_text(title=name, table=name) for name in ("hoert", "afgjort")}
        self.clock = SetClock.at(TODAY)
        self._office = Office(self._database, self.clock, folder, **{"a/kommune.yaml": yaml, **texts})
        who = self._office.person(*Role)
        self.browser = self._office.sit_down(who)
        take_in(self._office, who)
        self._office.sit_down(who)  # the account has a form that ends another session
        self._bring_about()
        self._now, self._first = self.clock.instant, sqlite3.connect(":memory:")
        with closing(sqlite3.connect(folder / "portal.sqlite")) as kept:
            kept.backup(self._first)
        self._file = folder / "portal.sqlite"

    def put_back(self) -> None:
        """Everything as it was at first, whatever was done."""
        with closing(sqlite3.connect(self._file)) as kept:
            self._first.backup(kept)
        self.clock.instant = self._now

    def close(self) -> None:
        """Close every connection."""
        self._first.close()
        self._office.close()
        self._database.dispose()

    def _bring_about(self) -> None:
        for name in ("aflastning", "hoert", "afgjort"):
            self.browser.send(f"/redaktion/a/{name}/begynd", {"fra": "1"}, status=303)
        with self._database.writing() as session:
            for draft in session.scalars(select(Draft).where(Draft.base_n.is_not(None))):
                draft.content = draft.content.replace(b"Op til 60", b"Op til 72")
        heard, decided = "/redaktion/a/hoert", "/redaktion/a/afgjort"
        asked = {"aabner": "22. november 2026", "slutter": "20. december 2026", "spurgte": "Handicaprådet"}
        self.browser.send(f"{heard}/hoering", asked, status=303)
        said = {"organisation": "Handicaprådet", "modtaget": "22. november 2026", "tekst": "Rådet støtter."}
        self.browser.send(f"{heard}/hoering/svar", said, status=303)
        self.browser.send(f"{decided}/trin", {"trin": "til-beslutning"}, status=303)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Stage]:
    made = Stage(tmp_path_factory.mktemp("stage"), sqlite_template)
    yield made
    made.close()


def answer_to(stage: Stage, one: FormField, odd: str) -> TestResponse:
    """What comes back when the form is sent with ``odd`` in this field, by somebody with time to type it."""
    stage.clock.instant += timedelta(seconds=4)
    if one.method == "get":
        odd = odd[:LONGEST_ADDRESS]
    pairs = [(FIELD, stage.browser.token())] * (one.method == "post") + [*one.rest, (one.name, odd)]
    # A browser cannot send half a pair; whoever else does, sends these bytes.
    body = urlencode(pairs, encoding="utf-8", errors="surrogatepass")
    if one.method == "get":
        return stage.browser.get(f"{one.action.partition('?')[0]}?{body}", status="*")
    return stage.browser.post(one.action, body, status="*")


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_a_file_is_no_words(stage: Stage, address: str, caplog: pytest.LogCaptureFixture) -> None:
    stage.put_back()
    for one in fields_of(stage.browser.get(address)):
        if one.method == "post" and one.kind != "file" and one.name.isascii():
            rest = [pair for pair in one.rest if pair[0].isascii()]  # WebTest writes no other names
            answer = stage.browser.post(
                one.action,
                [(FIELD, stage.browser.token()), *rest],
                upload_files=[(one.name, "a.txt", b"ord")],
                status="*",
            )
            assert answer.status_int == 400, f"{one.action} {one.name}: {answer.status_int}"
            assert "kan vi ikke læse" in answer.text
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def fault_of(answer: TestResponse, one: FormField, odd: str) -> str:
    """What is wrong with an answer; "" for one that is as it should be."""
    if answer.status_int >= 500:
        return f"{answer.status_int}"
    if answer.status_int < 400:
        cut = answer.status_int == 303 and one.typed and len(odd) > LARGEST_TYPED and not one.of_a_text
        return "cut without a word" if cut else ""
    if answer.html.html is None or answer.html.html.get("lang") != "da":
        return f"{answer.status_int} without a page in Danish"
    if one.method == "post" and one.typed and answer.status_int != 413:
        fields = answer.html.find_all(["input", "textarea"])
        kept = [tag.text if tag.name == "textarea" else str(tag.get("value", "")) for tag in fields]
        if visible(odd) not in visible(" ".join(kept)):
            return f"{answer.status_int}, and what was typed is lost"
    return ""


def visible(words: str) -> str:
    """Without blanks and characters that no page can show."""
    return "".join(
        c for c in words if not c.isspace() and category(c)[0] != "C" and c != "\N{REPLACEMENT CHARACTER}"
    )


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_odd_input_is_answered_or_refused_in_danish(
    stage: Stage, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    stage.put_back()
    fields, wrong = fields_of(stage.browser.get(address)), []
    assert fields
    for one in fields:
        for kind in ODD if one.typed else CHOSEN:
            stage.put_back()
            caplog.clear()
            answer = answer_to(stage, one, ODD[kind])
            if answer.status_int == 429:
                stage.clock.instant += timedelta(hours=1)
                answer = answer_to(stage, one, ODD[kind])
            errors = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
            if fault := fault_of(answer, one, ODD[kind]) or "".join(errors):
                wrong.append(f"{one.action} {one.name}, {kind}: {fault}")
    assert wrong == []
