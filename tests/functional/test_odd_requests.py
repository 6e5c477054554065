"""What no browser of a person sends is refused with 400, and never a failure of ours."""

from __future__ import annotations

import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from webob import Request

from office import Office, words
from portal.security.csrf import masked, unmasked
from portal.security.roles import Role

HERE = "/redaktion/a/aflastning"
ODD = [
    "/redaktion\r\nSet-Cookie: a=b",
    "/redaktion/\nx",
    "/redaktion?\x00",
    "/redaktion/børn",
    "/redaktion/ x",
]


@pytest.mark.parametrize("onward", ODD)
def test_a_place_to_go_on_to_that_is_no_address_is_refused(office: Office, onward: str) -> None:
    who, visitor = office.person(Role.EDITOR), office.visitor()
    fields = {"mail": who.mail, "kode": "x", "videre": onward}
    assert "kan vi ikke læse" in words(visitor.send("/log-ind", fields, status=400))
    visitor.get("/log-ind", {"videre": onward}, status=400)


@pytest.mark.parametrize(
    "host", ["[", "a[", "[::1", "a b", "a/b", "a@b", "a\r\nX: y", "b\xf8rn.dk", "a:b", "[::1]x", "<script>"]
)
@pytest.mark.parametrize("path", ["/", "/redaktion", "/api/v1/calculate", "/statisk/x.css"])
def test_a_host_that_is_no_name_is_refused(office: Office, host: str, path: str) -> None:
    answer = office.visitor().get(path, extra_environ={"HTTP_HOST": host}, status=400)
    assert host not in answer.text


@pytest.mark.parametrize(
    "origin", ["[", "http://[", "http://[::1", "https://]", "\xff", "//", "http://a\x00"]
)
def test_an_origin_that_is_no_address_is_another_site(office: Office, origin: str) -> None:
    answer = office.visitor().post("/log-ind", {}, extra_environ={"HTTP_ORIGIN": origin}, status=400)
    assert "Formularen kan ikke bruges" in words(answer)


@pytest.mark.parametrize("path", ["/\xff", "/redaktion/\xff/\xfe/tekst", "/a/\xff/henvisning", "/api/\xff"])
def test_a_form_to_an_address_that_is_no_utf_8(office: Office, path: str) -> None:
    answer = office.visitor().post("/", {}, extra_environ={"PATH_INFO": path}, status="*")
    assert answer.status_int in (400, 405)


HEADERS = (
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_COOKIE",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_NONE_MATCH",
    "HTTP_ORIGIN",
    "HTTP_RANGE",
    "HTTP_REFERER",
    "HTTP_SEC_FETCH_SITE",
    "HTTP_X_CSRF_TOKEN",
    "HTTP_X_FORWARDED_FOR",
    "CONTENT_TYPE",
)
SAID = st.one_of(
    st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=30),
    st.sampled_from(
        ["[", "http://[", "multipart/form-data", "multipart/form-data; boundary=", "bytes=-", "a;q=x"]
    ),
    st.sampled_from(["portal_csrf=\xff", "portal_session=\xf8", 'W/"', "*", "text/html; charset=nope"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(header=st.sampled_from(HEADERS), said=SAID, method=st.sampled_from(["GET", "POST"]))
def test_no_header_makes_it_fail(
    office: Office, caplog: pytest.LogCaptureFixture, header: str, said: str, method: str
) -> None:
    for path in ("/log-ind", "/redaktion/a/aflastning/tekst", "/a/aflastning", "/api/v1/municipalities"):
        caplog.clear()
        with caplog.at_level(logging.ERROR):
            asked = Request.blank(path, environ={header: said}, method=method)
            answer = asked.get_response(office.application)
        assert answer.status_code < 500, caplog.text


@pytest.mark.parametrize("charset", ["nope", "utf-7", "latin-1", "\xff"])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_form_in_another_charset_is_refused(office: Office, kind: str, charset: str) -> None:
    for address in ("/log-ind", "/afgoerelse", HERE + "/tekst"):
        answer = office.visitor().post(
            address, b"mail=a", content_type=f"{kind}; charset={charset}", status="*"
        )
        assert 400 <= answer.status_int < 500


@pytest.mark.parametrize(
    "path", ["/a/aflastning/v1%0a", "/a%0d", "/%00", "/kvittering/%00", "/a/aflastning%7f"]
)
def test_an_address_with_a_control_character_is_not_there(office: Office, path: str) -> None:
    assert "findes ikke" in office.visitor().get(path, status=404).text


@pytest.mark.parametrize(
    "asked", ["bytes=-", "bytes=-0", "BYTES=-", "bytes=--1", "bytes=1-2-3", "bytes=-٣", ""]
)
def test_a_range_that_is_none_gives_the_whole(office: Office, asked: str) -> None:
    whole = office.visitor().get("/api/v1/municipalities")
    sent = {"HTTP_RANGE": asked.encode().decode("latin-1")}
    answer = office.visitor().get("/api/v1/municipalities", extra_environ=sent, status=200)
    assert answer.body == whole.body


@given(st.binary(min_size=16, max_size=16))
def test_a_token_is_masked_anew_each_time_and_read_back(token: bytes) -> None:
    first, second = masked(token.hex()), masked(token.hex())
    assert first != second
    assert unmasked(first) == unmasked(second) == token.hex()


@given(st.text(max_size=70))
def test_what_no_page_shows_is_no_token(shown: str) -> None:
    assert unmasked(shown) == "" or len(unmasked(shown)) == 32


def test_the_token_differs_from_page_to_page_and_counts(office: Office) -> None:
    """Where it stood unmasked, the length of the compressed page told it."""
    browser = office.browser(Role.EDITOR)
    address = "/log-ind?videre=/redaktion/csrf_token"
    shown = [browser.get(address).form["csrf_token"].value for _ in range(3)]
    assert len(set(shown)) == 3
    assert browser.cookies["portal_csrf"] not in "".join(shown)
    for token in shown:
        browser.post("/log-ind", {"csrf_token": token, "mail": "x", "kode": "y"}, status=403)
    for token in (browser.cookies["portal_csrf"], shown[0][:-2], shown[0].upper(), "gættet", "0" * 64, ""):
        browser.post("/log-ind", {"csrf_token": token}, status=400)


@pytest.mark.parametrize("cookie", ["", "kort", "\xf8", "0" * 31, "0" * 33, '"'])
def test_a_cookie_that_is_no_token_of_ours_is_replaced(office: Office, cookie: str) -> None:
    browser = office.visitor()
    page = browser.get("/log-ind", extra_environ={"HTTP_COOKIE": f"portal_csrf={cookie}"})
    assert len(browser.cookies["portal_csrf"]) == 32
    page.form.submit(status=403)
