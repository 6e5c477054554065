"""Whatever is typed in the search, on the page and by the API: an answer, never a 500, never for long.

QUESTIONS=50000 asks for more generated ones than the suite has time for.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest
from webtest import TestApp

QUESTIONS = int(os.environ.get("QUESTIONS", "300"))
EVIL = {
    "nothing": "",
    "blanks": " \t\r\n ",
    "ten thousand": "aflastning " * 1000,
    "one long word": "a" * 10_000,
    "all the same letter": "å" * 399,
    "stop words": "og i er det en at på til",
    "one stop word": "og",
    "punctuation": "?!.,;:-_'*+/()[]{}<>|\\^~`´¨#%&=@$€",
    "an open quote": '"hjælp til barnet',
    "quotes": "\"'“”»«„",
    "brackets": "((((()",
    "wildcards": "a* b* c*",
    "a wildcard": "*",
    "question marks": "????? ?",
    "a field": "title:aflastning OR text:*",
    "operators": "AND OR NOT",
    "a range": "[a TO z]",
    "fuzzy": "aflastning~99",
    "boost": "aflastning^999999999",
    "nul": "afl\x00astning",
    "controls": "".join(map(chr, range(32))) + "\x7f\x80\x9f",
    "bidi": "\u202eaflastning\u2066\u2069\u200f",
    "right to left": "כמה שעות نحتاج مساعدة",
    "emoji": "👩‍👩‍👧‍👦 hjælp 🇩🇰",
    "combining": "a\u0301" * 200,
    "zalgo": "h" + "\u0335\u0321\u0352" * 100,
    "surrogate as text": "\\ud800",
    "sql": "'; DROP TABLE version; --",
    "sql union": "x' UNION SELECT * FROM person --",
    "script": "<script>alert(1)</script>",
    "entity": "&lt;b&gt; &#x0; &amp",
    "template": "${7*7} {{7*7}} <tal:x replace='1'>",
    "percent": "%00 %s %d {0}",
    "path": "../../etc/passwd",
    "newlines": "a\r\nSet-Cookie: x=1",
    "paragraphs": "§" * 300,
    "paragraph and digits": "§ " + "9" * 300,
    "digits": "1" * 400,
    "numbers": " ".join(map(str, range(150))),
    "a fraction": "1/0 ½½½ 0,0,0",
    "superscripts": "m² ³ ① Ⅳ ٣ 三",
    "compound": "aflastnings" * 36,
    "hyphens": "-".join("abc" * 50),
    "elliptic": "a- og b- eller " * 25,
    "no letters of ours": "日本語 русский ελληνικά",
}


@pytest.fixture
def sqlite_app(make_app: Callable[..., TestApp], loaded_sqlite: Path) -> TestApp:
    """On one database, for what no database sees."""
    return make_app(loaded_sqlite)


@pytest.mark.parametrize("question", EVIL.values(), ids=EVIL.keys())
def test_an_evil_question_is_answered(app: TestApp, question: str) -> None:
    page = app.get("/soeg", {"q": question})
    assert page.status_int == 200
    assert "<script>alert" not in page.text
    assert not any(ord(c) < 32 and c not in "\t\r\n" for c in page.text)
    for asked in ({"dato": "alle", "type": "alle"}, {"ordret": "1", "kommune": "randers"}):
        app.get("/soeg", {"q": question, **asked}, status=200)
    assert isinstance(app.get("/soeg/forslag", {"q": question}).json, list)
    app.get("/api/v1/search", {"q": question[:10_000]}, status=200)


@pytest.mark.parametrize(
    "name", ["kommune", "type", "emne", "lov", "alder", "status", "side", "dato", "ordret"]
)
@pytest.mark.parametrize(
    "value",
    ["", "\x00", "-1", "9" * 5000, "٣", "../..", "serviceloven/" + "9" * 400, "x" * 5000, "%"],
)
def test_an_evil_filter_is_passed_over_and_an_evil_day_refused(
    sqlite_app: TestApp, name: str, value: str
) -> None:
    wrong_day = name == "dato" and value.strip("\x00")
    page = sqlite_app.get("/soeg", {"q": "aflastning", name: value}, status=400 if wrong_day else 200)
    assert not any(ord(c) < 32 and c not in "\t\r\n" for c in page.text)


@pytest.mark.parametrize(
    "query", [b"q=%ff%fe", b"q=d%F8gn", b"%ff=%ff", b"q=%", b"q=%zz", b"q=%C3", b"q", b"&&=;", b"q=a&q=b"]
)
def test_an_address_that_is_not_utf_8_is_read_or_passed_over(app: TestApp, query: bytes) -> None:
    page = app.get(f"/soeg?{query.decode()}", status=200)
    if query == b"q=d%F8gn":
        assert page.html.select_one("#q")["value"] == "døgn"
    app.get(f"/soeg/forslag?{query.decode()}", status=200)
    assert app.get(f"/api/v1/search?{query.decode()}", status="*").status_int in (200, 400)


def generated(rest: random.Random) -> Iterator[bytes]:
    """Questions of Danish words, signs, and bytes of any kind, cut and mixed."""
    danish = [
        "hvor",
        "mange",
        "døgnaflastning",
        "randers",
        "moderat",
        "§",
        "52",
        "stk.",
        "nr. 6",
        "klage",
        "1½",
    ]
    signs = [*"*?\"'()[]{}<>:;,.-_/\\|~^+=&%$#@!§½€ \t\n\r\x00\x1b\x7f", "AND", "OR", "NOT", "TO", "..", "--"]
    while True:
        parts: list[bytes] = []
        for _ in range(rest.randint(0, 12)):
            kind = rest.random()
            if kind < 0.45:
                word = rest.choice(danish)
                parts.append(word[: rest.randint(1, len(word))].encode())
            elif kind < 0.75:
                parts.append(rest.choice(signs).encode() * rest.choice((1, 1, 1, 40)))
            elif kind < 0.95:
                parts.append(chr(rest.choice((rest.randrange(0x250), rest.randrange(0xD7FF)))).encode())
            else:
                parts.append(rest.randbytes(rest.randint(1, 8)))
            parts.append(rest.choice((b" ", b" ", b"")))
        yield b"".join(parts)


def test_generated_questions(sqlite_app: TestApp, capsys: pytest.CaptureFixture[str]) -> None:
    rest = random.Random(2026)
    questions = generated(rest)
    took = []
    for number in range(QUESTIONS):
        question = quote_from_bytes(next(questions))
        address = rest.choice(
            ("/soeg?q={}", "/soeg?q={}", "/soeg/forslag?q={}", "/soeg?dato=alle&type=alle&q={}")
        )
        began = time.perf_counter()
        answer = sqlite_app.get(address.format(question), status="*")
        took.append(time.perf_counter() - began)
        assert answer.status_int == 200, (number, question)
    took.sort()
    with capsys.disabled():
        middle, most = took[len(took) // 2], took[-1]
        print(f"\n{QUESTIONS} questions, median {1000 * middle:.1f} ms, longest {1000 * most:.0f} ms")
