"""From every file of a copy a link leads to every other, and to nothing outside the folder."""

from __future__ import annotations

from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

from hypothesis import example, given
from hypothesis import strategies as st

from portal.static_site.site_files import COPIED, SiteFiles

PARTS = st.text("ab-1", min_size=1, max_size=4)
ASKED = st.dictionaries(PARTS, PARTS, max_size=2)
ADDRESSES = st.builds(
    lambda parts, asked: f"/{'/'.join(parts)}{'?' if asked else ''}{'&'.join(map('='.join, asked.items()))}",
    st.lists(PARTS, max_size=4),
    ASKED,
)
KINDS = st.sampled_from(["text/html", "text/markdown", "application/zip"])


def nowhere(path: str) -> tuple[str, object]:
    return "", {}


@given(st.dictionaries(ADDRESSES, KINDS, min_size=1, max_size=8), st.sampled_from(["", "#sted"]))
def test_every_file_leads_to_every_other(pages: dict[str, str], place: str) -> None:
    site = SiteFiles("", nowhere)
    names = [site.add(address, kind) for address, kind in pages.items()]
    assert len(set(names)) == len(names)
    for seen_from in pages:
        for address in pages:
            link = site.link(f"{address}{place}", seen_from)
            assert link is not None
            parts = urlsplit(link)
            assert (parts.scheme, parts.netloc) == ("", "")
            assert f"#{parts.fragment}" == (place or "#")
            whole = normpath(f"{dirname(site.file(seen_from) or '')}/{unquote(parts.path)}").lstrip("/")
            assert whole == site.file(address)


@given(st.text(max_size=20) | ADDRESSES)
@example("http://[")
@example("//[x]/a")
def test_no_address_fails_whatever_a_text_links_to(address: str) -> None:
    site = SiteFiles("https://standarder.example.dk", nowhere)
    site.add("/a/aflastning")
    here = site.here(address, "/a/aflastning")
    assert here is None or site.link(here, "/a/aflastning") is not None


def test_an_address_of_the_portal_written_whole_is_one_of_its_own() -> None:
    site = SiteFiles("https://standarder.example.dk", nowhere)
    assert site.here("https://standarder.example.dk", "/a") == "/"
    assert site.here("https://standarder.example.dk/a/b?c=1#d", "/a") == "/a/b?c=1#d"
    assert site.here("https://standarder.example.dk.evil.example/a", "/a") is None


def test_nothing_editorial_is_listed() -> None:
    assert [name for name in COPIED if name.startswith(("editorial", "sign", "hearing", "api"))] == []
