"""Pages are compressed for who asks for it, and say what they vary by."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli
import pytest
from webob import Request
from webtest import TestApp

PATH = "/eksempel/aflastning"


@pytest.mark.parametrize(
    ("asked", "encoding", "decode"),
    [
        ("gzip, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
    ],
)
def test_a_page_is_compressed_as_asked(
    app: TestApp, asked: str, encoding: str, decode: Callable[[bytes], bytes]
) -> None:
    # Not app.get: WebTest decodes what it receives.
    plain = Request.blank(PATH).get_response(app.app)
    answer = Request.blank(PATH, headers={"Accept-Encoding": asked}).get_response(app.app)
    assert plain.headers.get("Content-Encoding") is None
    assert answer.headers["Content-Encoding"] == encoding
    assert "Accept-Encoding" in plain.vary
    assert "Accept-Encoding" in answer.vary
    assert len(answer.body) < len(plain.body) / 2
    assert decode(answer.body) == plain.body


def test_data_and_short_pages_are_left_alone(app: TestApp) -> None:
    asked = Request.blank("/api/v1/municipalities", headers={"Accept-Encoding": "br"})
    answer = asked.get_response(app.app)
    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding") is None
