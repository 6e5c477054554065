"""A draft out to Word and in again: what is tracked in it, and what is taken of what came back."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document as WordDocument
from lxml import etree
from webtest import Form, TestResponse

from drafts import HERE, begun, open_draft, save, text_of
from office import Browser, Office, words
from portal.security.roles import Role
from word_files import with_part

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAGE = f"{HERE}/word"


def fetched(browser: Browser) -> bytes:
    """The draft as Word."""
    return bytes(browser.get(f"{HERE}/udkast.docx", status=200).body)


def replaced(file: bytes, old: str, new: str, author: str = "Lone Lov") -> bytes:
    """The file with words replaced as Word tracks it, by somebody, wherever they stand alone in a run."""
    who = f'w:id="9" w:author="{author}" w:date="2026-04-02T10:00:00Z"'

    def change(xml: str) -> str:
        before, found, after = xml.partition(old)
        assert found, old
        start, end = before.rindex("<w:r>"), after.index("</w:r>") + len("</w:r>")
        run, tail = before[start:], after[:end]
        head, rest = run[run.index('preserve">') + len('preserve">') :], tail[: tail.index("</w:t>")]
        t = '<w:t xml:space="preserve">'
        tracked = f"<w:r>{t}{head}</w:t></w:r><w:del {who}><w:r><w:delText>{old}</w:delText></w:r></w:del>"
        tracked += f"<w:ins {who}><w:r>{t}{new}</w:t></w:r></w:ins><w:r>{t}{rest}</w:t></w:r>"
        return before[:start] + tracked + after[end:]

    return with_part(file, "word/document.xml", change)


def commented(file: bytes, at: str, said: str) -> bytes:
    """The file with a comment at a paragraph that has these words."""
    document = WordDocument(io.BytesIO(file))
    found = next(one for one in document.paragraphs if at in one.text)
    document.add_comment(found.runs, text=said, author="Per Parti")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def uploaded(browser: Browser, file: bytes, name: str = "udkast.docx", status: int = 200) -> TestResponse:
    fields = {"csrf_token": browser.token(), "handling": "laes"}
    return browser.post(PAGE, fields, upload_files=[("fil", name, file)], status=status)


def choice(page: TestResponse) -> Form:
    """The form with the changes."""
    return next(form for form in page.forms.values() if "laest" in form.fields)


def test_what_the_draft_changes_is_tracked_in_the_file(office: Office) -> None:
    browser = begun(office)
    save(browser, text_of(office).replace("Op til 60 døgn", "Op til 72 døgn").replace("Børn med", "Unge med"))
    file = fetched(browser)
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml"))
    told = {
        kind: ["".join(mark.itertext()) for mark in root.iter(f"{{{W}}}{kind}") if len(mark)]
        for kind in ("ins", "del")
    }
    assert told["ins"] == ["Unge", "Op til 72 døgn om året"]
    assert told["del"] == ["Børn", "Op til 60 døgn om året"]
    assert {mark.get(f"{{{W}}}author") for mark in root.iter(f"{{{W}}}ins")} == {"Prøve Kommune"}
    assert file == fetched(browser)
    assert "Filen har ingen ændringer" in words(uploaded(browser, file))


def test_only_what_was_chosen_goes_in(office: Office) -> None:
    browser = begun(office)
    before = text_of(office)
    file = replaced(fetched(browser), "behov for aflastning", "brug for hjælp")
    file = replaced(file, "Op til 60 døgn om året", "Op til 62 døgn om året")
    page = uploaded(browser, commented(file, "situation", "Det skal juristen se på."))
    shown = words(page)
    assert "2 ændringer og 1 kommentar. Intet er sat ind endnu." in shown
    assert (
        "Hvem kan få støtten? Erstattet af Lone Lov, 2. april 2026: behov for aflastning brug for hjælp"
        in shown
    )
    assert "Kommentar af Per Parti" in shown
    assert "Det skal juristen se på." in shown
    none = choice(page).submit("handling", value="valgte", status=422)
    assert "Vælg mindst én ændring." in none.text
    assert text_of(office) == before
    form = choice(none)
    form.get("aendring", index=1).checked = True
    form.submit("handling", value="valgte", status=303)
    assert text_of(office) == before.replace("Op til 60 døgn", "Op til 62 døgn")
    everything = choice(page)
    everything["revision"] = str(open_draft(office).revision)
    everything.submit("handling", value="alle", status=303)
    assert "brug for hjælp" in text_of(office)


def test_who_did_it_is_kept_nowhere(office: Office) -> None:
    browser = begun(office)
    page = uploaded(browser, replaced(fetched(browser), "behov for aflastning", "brug for hjælp"))
    choice(page).submit("handling", value="alle", status=303)
    with office.database.reading() as session:
        dump = (
            "\n".join(session.connection().connection.driver_connection.iterdump())
            if (session.get_bind().dialect.name == "sqlite")
            else ""
        )
    assert "Lone Lov" not in dump + text_of(office)


def test_what_was_changed_without_tracking_is_listed_too(office: Office) -> None:
    browser = begun(office)
    file = with_part(
        fetched(browser),
        "word/document.xml",
        lambda xml: xml.replace("behov for aflastning", "brug for hjælp"),
    )
    page = uploaded(browser, file)
    assert "Ændret uden sporing: Børn med behov for aflastning. Børn med brug for hjælp." in words(page)
    choice(page).submit("handling", value="alle", status=303)
    assert "Børn med brug for hjælp." in text_of(office)


def test_what_stands_otherwise_in_the_draft_by_now_cannot_be_put_in(office: Office) -> None:
    browser = begun(office)
    file = replaced(fetched(browser), "behov for aflastning", "brug for hjælp")
    file = replaced(file, "Op til 60 døgn om året", "Op til 62 døgn om året")
    save(
        browser, text_of(office).replace("behov for aflastning", "behov for ro"), open_draft(office).revision
    )
    page = uploaded(browser, file)
    shown = words(page)
    assert "Kladden er ændret, siden filen blev hentet" in shown
    assert "Du kan ikke sætte den ind. Teksten her er ændret i kladden, siden filen blev hentet." in shown
    choice(page).submit("handling", value="alle", status=303)
    assert "behov for ro" in text_of(office)
    assert "Op til 62 døgn" in text_of(office)


def test_a_file_of_another_standard_and_one_of_nobody_are_refused(office: Office) -> None:
    browser = begun(office)
    file = fetched(browser)
    other = with_part(file, "docProps/custom.xml", lambda xml: xml.replace("a/aflastning", "a/andet"))
    assert "Filen hører til en anden standard (a/andet)." in words(uploaded(browser, other, status=422))
    plain = io.BytesIO()
    WordDocument().save(plain)
    assert "Filen er ikke hentet fra portalen." in words(uploaded(browser, plain.getvalue(), status=422))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"ikke et dokument", "Filen kan ikke læses. Gem den som .docx i Word"),
        (b"PK\x03\x04" + b"\x00" * 50, "Filen kan ikke læses."),
        (b"x" * 10_000_001, "Filen er for stor. Den må højst fylde 10 MB."),
    ],
)
def test_what_is_no_word_file_is_refused_in_words(office: Office, content: bytes, said: str) -> None:
    page = uploaded(begun(office), content, status=422)
    assert said in words(page)
    assert 'href="#fil"' in page.text


def test_no_file_and_a_form_that_was_changed_are_refused_in_words(office: Office) -> None:
    browser = begun(office)
    page = browser.send(PAGE, {"handling": "laes"}, status=422)
    assert "Vælg en Word-fil (.docx)." in page.text
    for wrong in ("", "{}", '{"slots": 1}', "[" * 9999):
        sent = browser.send(PAGE, {"laest": wrong, "revision": "1", "handling": "alle"}, status=422)
        assert "Vælg filen igen." in sent.text


def test_somebody_who_saved_meanwhile_is_not_overwritten(office: Office) -> None:
    browser = begun(office)
    page = uploaded(browser, replaced(fetched(browser), "Op til 60 døgn om året", "Op til 62 døgn om året"))
    save(browser, text_of(office) + "\nNyt til sidst.\n", open_draft(office).revision)
    answer = choice(page).submit("handling", value="alle", status=409)
    assert "En anden har gemt kladden imens." in answer.text
    choice(answer).submit("handling", value="alle", status=303)
    assert "Op til 62 døgn" in text_of(office)
    assert "Nyt til sidst." in text_of(office)


def test_a_draft_with_errors_is_not_given_out(office: Office) -> None:
    browser = begun(office)
    save(browser, "uden hoved", open_draft(office).revision)
    assert "Kladden har fejl" in browser.get(f"{HERE}/udkast.docx", status=409).text


def test_only_who_may_read_the_draft_gets_it(office: Office) -> None:
    begun(office)
    office.browser(Role.REVIEWER).get(f"{HERE}/udkast.docx", status=200)
    office.browser(Role.POLITICIAN).get(f"{HERE}/udkast.docx", status=404)
