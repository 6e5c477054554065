"""Templates: Chameleon files in ``templates/``, each given one page object as ``page``.

Each file is compiled once, before the first request, whichever pages use it: CPython's compiler is not safe
for two threads at a time in every version we run on, and a layout compiled for each page would cost seconds.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from chameleon import PageTemplateFile
from pyramid.config import Configurator

from portal.container import Portal

PREFIX = "portal:templates/"
Renderer = Callable[[Any, Mapping[str, Any]], str]


class PageTemplates:
    """The templates of a folder; ``load:`` in one of them finds another beside it, compiled once for all."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._files: dict[str, PageTemplateFile] = {}
        for path in sorted(folder.rglob("*.pt")):
            self._load(str(path.parent), path.name)
        self._compile()

    def get(self, name: str) -> PageTemplateFile:
        """The template of that name below the folder; raises KeyError."""
        return self._files[str(self._folder / name)]

    def _load(self, beside: str, name: str) -> PageTemplateFile:
        path = os.path.normpath(os.path.join(beside, name.strip()))
        if path not in self._files:
            template = PageTemplateFile(path)
            # What a template reads ``load:`` with; the class sets one of its own, which shares nothing.
            vars(template)["_loader"] = partial(self._load, str(Path(path).parent))
            self._files[path] = template
        return self._files[path]

    def _compile(self) -> None:
        """Compile every file. Without the collector, since a finaliser in the midst confuses the compiler."""
        collecting = gc.isenabled()
        gc.disable()
        try:
            for template in self._files.values():
                template.cook_check()
        finally:
            if collecting:
                gc.enable()


@cache
def page_templates(folder: Path) -> PageTemplates:
    """The templates of a folder, compiled once for a process."""
    return PageTemplates(folder)


def includeme(config: Configurator) -> None:
    """Render ``portal:templates/….pt`` from the folder of the settings."""
    portal: Portal = config.registry.portal
    templates = page_templates(portal.settings.templates)

    def factory(info: Any) -> Renderer:
        template = templates.get(info.name.removeprefix(PREFIX))

        def render(page: Any, system: Mapping[str, Any]) -> str:
            del system
            return str(template.render(page=page))

        return render

    config.add_renderer(".pt", factory)
