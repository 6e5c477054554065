"""kommune.yaml: what it gives, and that each mistake is told with its line."""

from __future__ import annotations

import pytest

from portal.documents.document import DocumentError
from portal.documents.municipality.municipality_file import Contact, OwnerKind, read_municipality

WHOLE = """\
navn: Eksempel Kommune
art: kommune
kommunekode: "0999"
fiktiv: true
bemaerkning: Kommunen findes ikke.
hjemmeside: https://www.eksempel.invalid
kontakt:
  navn: Familierådgivningen
  telefon: "70 00 00 00"
  tider: mandag til torsdag kl. 10-14
  mail: post@eksempel.invalid
  adresse: Torvet 1
ansoegning:
  - Ring til os.
  - >-
    Fortæl om
    barnets hverdag.
svarfrist: Du får svar inden 6 uger.
klage: Skriv til os inden 4 uger.
organer: [Byrådet, Børneudvalget]
farver:
  primaer: "#1A5FB4"
tilgaengelighedserklaering: https://www.was.digst.dk/eksempel
indlejring: [https://www.eksempel.invalid, "*.skole.invalid:8443", "http://127.0.0.1:*"]
"""


def findings(text: str) -> list[tuple[int, str]]:
    with pytest.raises(DocumentError) as caught:
        read_municipality(text.encode(), "kommune.yaml")
    for found in caught.value.findings:
        assert found.file == "kommune.yaml"
        assert found.message
        assert found.remedy
    return [(found.line, found.rule) for found in caught.value.findings]


def test_a_whole_file_is_read() -> None:
    read = read_municipality(WHOLE.encode(), "kommune.yaml")
    assert (read.name, read.kind, read.code, read.fictional) == (
        "Eksempel Kommune",
        OwnerKind.MUNICIPALITY,
        "0999",
        True,
    )
    assert read.contact == Contact(
        "Familierådgivningen",
        "70 00 00 00",
        "mandag til torsdag kl. 10-14",
        "post@eksempel.invalid",
        "Torvet 1",
    )
    assert read.steps == ("Ring til os.", "Fortæl om barnets hverdag.")
    assert read.bodies == ("Byrådet", "Børneudvalget")
    assert read.colours == {"primaer": "#1a5fb4"}
    assert read.embed_hosts == ("https://www.eksempel.invalid", "*.skole.invalid:8443", "http://127.0.0.1:*")
    assert read.answer_time
    assert read.complaint
    assert read.note
    assert read.website
    assert read.accessibility_statement


def test_an_authority_needs_little() -> None:
    read = read_municipality(b"navn: Ankestyrelsen\nart: myndighed\n", "kommune.yaml")
    assert (read.kind, read.code, read.contact, read.steps) == (OwnerKind.AUTHORITY, "", Contact(), ())


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (('"0999"', "0730"), [(3, "value")]),
        (('"0999"', '"730"'), [(3, "value")]),
        (("fiktiv: true", "fiktiv: ja"), [(4, "boolean")]),
        (("art: kommune", "art: region"), [(2, "value")]),
        (("art: kommune\n", ""), [(1, "missing-key")]),
        (("navn: Eksempel Kommune\n", ""), [(1, "missing-key")]),
        (("svarfrist", "svarfristen"), [(18, "unknown-key")]),
        (("telefon", "telefonen"), [(9, "unknown-key")]),
        (('"70 00 00 00"', "ring"), [(9, "value")]),
        (("  tider:", "  navn:"), [(10, "yaml")]),
        (("post@eksempel.invalid", "post"), [(11, "value")]),
        (("#1A5FB4", "blå"), [(22, "value")]),
        (("primaer", "tertiaer"), [(22, "unknown-key")]),
        (("https://www.was.digst.dk/eksempel", "javascript:alert(1)"), [(23, "value")]),
        (('"*.skole.invalid:8443"', '"a.dk; script-src *"'), [(24, "value")]),
        (("kontakt:\n", "kontakt: ring\nkontakt2:\n"), [(7, "value"), (8, "unknown-key")]),
    ],
)
def test_each_mistake_is_told_with_its_line(change: tuple[str, str], expected: list[tuple[int, str]]) -> None:
    assert change[0] in WHOLE
    assert findings(WHOLE.replace(*change)) == expected


def test_broken_yaml_is_the_only_finding() -> None:
    assert [rule for _, rule in findings(WHOLE.replace("klage: Skriv", "klage: [Skriv"))] == ["yaml"]


def test_all_mistakes_come_at_once() -> None:
    assert findings("navn: A\nart: kommune\nfiktiv: nej\nfarve: rød\n") == [
        (1, "missing-key"),
        (3, "boolean"),
        (4, "unknown-key"),
    ]


def test_a_list_item_that_is_no_text_is_an_error() -> None:
    assert findings('navn: A\nart: kommune\nkommunekode: "0999"\nansoegning:\n  - [a]\n') == [(4, "yaml")]
