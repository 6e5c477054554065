"""A converter in a process of its own: whatever becomes of it, the answer is text or a Danish refusal."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import pytest

import misbehaving
from portal.importers.own_process import BUSY, Converters, ProcessLimits, Refusal
from portal.importers.plain import markdown_of_text

SHORT = ProcessLimits(work=1, clock=2, memory=500_000_000, answer=500_000)


def test_what_is_made_comes_back() -> None:
    assert Converters().run(markdown_of_text, "•\ta\n•\tbæ\ud800\n")["text"].startswith("- a\n- bæ")
    made = {"text": "ord", "remarks": [{"line": 1, "words": "æ"}]}
    assert Converters().run(misbehaving.remarks, "ord") == made


@pytest.mark.parametrize(
    "convert",
    [
        misbehaving.takes_memory,
        misbehaving.works_long,
        misbehaving.waits_long,
        misbehaving.dies,
        misbehaving.raises,
        misbehaving.calls_itself,
        misbehaving.babbles,
    ],
)
def test_any_death_is_one_refusal(convert: Callable[[bytes], str]) -> None:
    with pytest.raises(Refusal, match="Der er for meget på én gang"):
        Converters(SHORT).run(convert, b"x")


def test_a_refusal_keeps_its_words() -> None:
    with pytest.raises(Refusal, match="Filen er en sang"):
        Converters().run(misbehaving.refuses, b"x")


def test_nothing_of_ours_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SMTP_PASSWORD", "hemmelig")
    there = Converters().run(misbehaving.says_the_environment, b"x").split()
    assert not [name for name in there if name.startswith(("PORTAL", "HOME", "PG"))]
    with open(__file__) as _:  # one more file is open here, and one less there
        assert Converters().run(misbehaving.says_what_is_open, b"x", " navn") == "0 1 2 3 navn"
    assert Converters().run(misbehaving.says_its_limits, b"x") == "0"


def _works_long(converters: Converters) -> None:
    with pytest.raises(Refusal):
        converters.run(misbehaving.works_long, b"x")


def test_only_so_many_run_at_once() -> None:
    converters = Converters(ProcessLimits(work=2, clock=10), at_once=1, patience=0.1)
    other = Thread(target=_works_long, args=(converters,))
    other.start()
    refused = ""
    while other.is_alive() and BUSY not in refused:
        try:
            converters.run(misbehaving.refuses, b"x")
        except Refusal as error:
            refused = str(error)
    other.join()
    assert refused == BUSY
    with pytest.raises(Refusal, match="sang"):  # what was held is given back
        converters.run(misbehaving.refuses, b"x")
