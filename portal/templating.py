"""Templates: Chameleon files in ``templates/``, each given one page object as ``page``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pyramid.config import Configurator
from pyramid_chameleon.zpt import renderer_factory

from portal.parts import Portal

Renderer = Callable[[Any, Mapping[str, Any]], str]


def page_renderer(info: Any) -> Renderer:
    """A renderer that hands the template what the view returned, under the name ``page``."""
    template = renderer_factory(info)

    def render(page: Any, system: Mapping[str, Any]) -> str:
        return str(template({"page": page}, system))

    return render


def includeme(config: Configurator) -> None:
    """Find templates in the folder of the settings, under the address ``portal:templates/``."""
    portal: Portal = config.registry.portal
    config.override_asset("portal:templates/", f"{portal.settings.templates}/")
    config.add_renderer(".pt", page_renderer)
