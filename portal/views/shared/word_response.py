"""A Word file as an answer."""

from __future__ import annotations

from pyramid.response import Response

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_response(content: bytes, name: str) -> Response:
    """The file, to be kept under ``name``."""
    response = Response(content, content_type=_TYPE)
    response.content_disposition = f'attachment; filename="{name}"'
    return response
