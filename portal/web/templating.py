"""Templates: Chameleon files in ``templates/``, each given one page object as ``page``.

Each file is compiled once, at set-up, and kept in a folder under the hash of what it says: a server that
starts reads what is compiled already, and a template that has changed is compiled anew. All are read before
the first request, whichever pages use them: CPython's compiler is not safe for two threads at a time in every
version we run on, and a layout compiled for each page would cost seconds.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any

from chameleon import PageTemplateFile
from chameleon.loader import MemoryLoader, ModuleLoader
from pyramid.config import Configurator

from portal.container import Portal

PREFIX = "portal:templates/"
Renderer = Callable[[Any, Mapping[str, Any]], str]


class CompiledFiles(ModuleLoader):
    """Compiled templates in a folder of their own, one module a template, named by the hash of what it says.

    A file there that cannot be read is written anew; where none can be written, the template is compiled in
    memory. Several processes may write at once: a file is put in its place whole.
    """

    def __init__(self, folder: Path):
        super().__init__(str(folder))
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)

    def get(self, filename: str) -> dict[str, Any] | None:
        """The names of a compiled template; None where it must be compiled."""
        try:
            return super().get(filename)
        except Exception:  # half a file, or another's: whatever it is, it is made anew
            return None

    def build(self, source: str, filename: str) -> dict[str, Any]:
        """Compile ``source`` and keep it under ``filename``; its names."""
        try:
            return super().build(source, filename)
        except OSError:
            return MemoryLoader().build(source, filename)


class PageTemplates:
    """The templates of a folder; ``load:`` in one of them finds another beside it, compiled once for all.

    What is compiled is kept in ``compiled``, apart for each version of Python.
    """

    def __init__(self, folder: Path, compiled: Path):
        self._folder = folder
        self._compiled = CompiledFiles(compiled / str(sys.implementation.cache_tag))
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
            vars(template)["loader"] = self._compiled
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
def page_templates(folder: Path, compiled: Path) -> PageTemplates:
    """The templates of a folder, read once for a process; ``compiled`` as in ``PageTemplates``."""
    return PageTemplates(folder, compiled)


def includeme(config: Configurator) -> None:
    """Render ``portal:templates/….pt`` from the folder of the settings."""
    portal: Portal = config.registry.portal
    templates = page_templates(portal.settings.templates, portal.settings.compiled)

    def factory(info: Any) -> Renderer:
        template = templates.get(info.name.removeprefix(PREFIX))

        def render(page: Any, system: Mapping[str, Any]) -> str:
            del system
            return str(template.render(page=page))

        return render

    config.add_renderer(".pt", factory)
