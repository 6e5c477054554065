"""What comes first."""

import pytest

from search_index import build, open_index
from search_index.store.model import Passage, Query

FILLER = "Teksten handler ellers om andre ting, som ingen spørger efter her, og går stille videre. " * 3

TEXTS = {
    "hel": "Aflastning gives i hjemmet.",
    "del": "Aflastningsfamilien bor i byen.",
    "andet": "Afløsning er noget andet.",
    "frase": f"{FILLER} Der gives 3 timer om ugen. {FILLER}",
    "spredt": f"Tre børn. {FILLER} Mange timer. {FILLER} Hver uge.",
    "par52": "Støtten gives efter § 52.",
    "par52-3": "Støtten gives efter § 52, stk. 3.",
    "par52-3-6": "Støtten gives efter § 52, stk. 3, nr. 6.",
    "par53": "Støtten gives efter § 53 til 52 børn.",
    "sjælden": "Snitfladen mellem to områder.",
    "almindelig": "Støtte til barnet. Barnets støtte.",
    "synonym": "Socialpædagogisk støtte gives.",
    "bostøtte": "Bostøtte gives.",
    "samlet": "Plejefamilien bor i byen.",
    "skilt": "De plejer at rejse. Så ser de familien.",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    path = tmp_path_factory.mktemp("index")
    headed = {"overskrift": ("Ventetid", "Om noget andet."), "brødtekst": ("Andet", "Om ventetid og andet.")}
    build(
        path,
        [_passage(name, "Afsnit", text) for name, text in TEXTS.items()]
        + [_passage(name, heading, text) for name, (heading, text) in headed.items()],
    )
    return open_index(path)


def _passage(name, heading, text):
    return Passage(
        f"a/{name}/v1#x", "a", name, 1, "retningslinje", "x", heading, "Titel", text, confirmed=True
    )


def _found(index, words):
    return [hit.standard for hit in index.search(Query(words, limit=20)).hits]


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("aflastning", ["hel", "del"]),
        ("3 timer om ugen", ["frase", "spredt"]),
        ("§ 52", ["par52", "par52-3"]),
        ("§ 52, stk. 3, nr. 6", ["par52-3-6", "par52-3"]),
        ("§ 52, stk. 3", ["par52-3", "par52-3-6"]),
        ("snitflade støtte", ["sjælden", "almindelig"]),
        ("ventetid", ["overskrift", "brødtekst"]),
        ("bostøtte", ["bostøtte", "synonym"]),
        ("bostoette", ["bostøtte", "synonym"]),
        ("pleje familie", ["samlet", "skilt"]),
    ],
)
def test_the_better_answer_comes_first(index, question, order):
    found = _found(index, question)
    assert [name for name in found if name in order] == order


@pytest.mark.parametrize(
    ("question", "absent"),
    [("aflastning", "andet"), ("§ 52", "par53"), ("52 børn", "par52"), ("afløsning", "hel")],
)
def test_another_thing_is_not_found(index, question, absent):
    assert absent not in _found(index, question)
