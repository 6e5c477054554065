"""The built styles, scripts and fonts; their names hold a hash of their content, so they never change."""

from __future__ import annotations

import mimetypes
from typing import Any

from pyramid.config import Configurator
from whitenoise import WhiteNoise

from portal.container import Portal
from portal.watching.tally import ROUTE, STATIC
from portal.web.built_files import read_assets

PREFIX = "/statisk/"


def includeme(config: Configurator) -> None:
    """Read what was built; raises FileNotFoundError where `make setup` has not built it."""
    portal: Portal = config.registry.portal
    mimetypes.add_type("font/woff2", ".woff2")
    config.registry.assets = read_assets(portal.settings.static, PREFIX)


class _CountedFiles(WhiteNoise):
    """Says of an answer that it is a built file."""

    @staticmethod
    def serve(static_file: Any, environ: dict[str, Any], start_response: Any) -> Any:
        environ[ROUTE] = STATIC
        return WhiteNoise.serve(static_file, environ, start_response)


def with_static_files(application: Any, portal: Portal) -> Any:
    """The application with the built files answered before it, ready-made and precompressed."""
    return _CountedFiles(
        application,
        root=str(portal.settings.static),
        prefix=PREFIX,
        immutable_file_test=lambda _, url: url.startswith(PREFIX),
    )
