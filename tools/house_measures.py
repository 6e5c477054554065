"""The house as it is measured: its modules, with their lengths, functions, classes and imports."""

from __future__ import annotations

import ast
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tools.house_graph import circles

PRODUCT = ("portal", "calculators", "search_index")
CODE = (*PRODUCT, "tests", "bench", "tools")
"""The folders of code; what is served comes from the first three."""

LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
LISTS = {("portal/web/routes.py", "includeme"), ("portal/config.py", "configure")}
"""Functions that are lists, of routes and of parts; with the migrations the only ones that may be long."""

DIVIDED = ("portal/services", "portal/views", "portal/documents")
"""Folders of the portal whose own folders are packages; of the others the folder is one."""


@dataclass(frozen=True)
class Function:
    """A function: its file, first line, name, and lines from ``def`` to its end, docstring and all."""

    path: str
    at: int
    name: str
    lines: int


@dataclass(frozen=True)
class Lengths:
    """How long functions are, in lines; nine of ten are no longer than ``ninth_decile``."""

    number: int
    median: float
    ninth_decile: int
    maximum: int


@dataclass(frozen=True)
class Module:
    """A file of code: its path from the root, its tree and its number of lines."""

    path: str
    tree: ast.Module
    lines: int

    @property
    def folder(self) -> str:
        """The folder it is in."""
        return str(PurePosixPath(self.path).parent)

    @property
    def top(self) -> str:
        """The folder of the root that it is in."""
        return self.path.split("/")[0]

    @property
    def migration(self) -> bool:
        """Whether it is a step of the database, which is a list."""
        return "/migrations/versions/" in self.path

    @property
    def package(self) -> str:
        """The package it belongs to, as a folder; a single module of the portal is one of its own."""
        if self.folder == "portal":
            return self.path
        parts = self.folder.split("/")
        return "/".join(parts[: 3 if "/".join(parts[:2]) in DIVIDED else 2])

    def functions(self) -> Iterator[Function]:
        """Its functions, methods and inner functions."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                yield Function(self.path, node.lineno, node.name, lines)

    def public_classes(self) -> list[str]:
        """The names of its classes that others may use."""
        classes = [node.name for node in self.tree.body if isinstance(node, ast.ClassDef)]
        return [name for name in classes if not name.startswith("_")]

    def imported(self) -> Iterator[tuple[str, str]]:
        """What it imports anywhere: the dotted module, and what of it ("" where all of it)."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, "") for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from ((node.module, alias.name) for alias in node.names)


class House:
    """All modules; what is said of them is said in the order of their paths."""

    def __init__(self, modules: list[Module]):
        self.modules = {module.path: module for module in sorted(modules, key=lambda module: module.path)}

    def folders(self) -> dict[str, int]:
        """The number of modules in each folder, not counting package files."""
        return Counter(m.folder for m in self.modules.values() if not m.path.endswith("/__init__.py"))

    def long_modules(self) -> list[Module]:
        """Those of more than 300 lines; migrations are not counted."""
        return [m for m in self.modules.values() if m.lines > LONGEST_MODULE and not m.migration]

    def functions(self, *tops: str) -> list[Function]:
        """The functions under these top folders, or all; migrations are not counted."""
        chosen = [m for m in self.modules.values() if not m.migration and m.top in (tops or CODE)]
        return [function for module in chosen for function in module.functions()]

    def long_functions(self) -> list[Function]:
        """Those of more than 40 lines that are no lists."""
        return [f for f in self.functions() if f.lines > LONGEST_FUNCTION and (f.path, f.name) not in LISTS]

    def lengths(self, *tops: str) -> Lengths:
        """How long the functions under these top folders are; all nought where there are none."""
        lines = sorted(function.lines for function in self.functions(*tops)) or [0]
        tenth = lines[-(-len(lines) * 9 // 10) - 1]
        return Lengths(len(lines), statistics.median(lines), tenth, lines[-1])

    def twins(self) -> dict[str, list[str]]:
        """The public class names that stand in more than one module of the product, with those modules."""
        places = defaultdict(list)
        for module in self.modules.values():
            for name in module.public_classes() if module.top in PRODUCT else ():
                places[name].append(module.path)
        return {name: found for name, found in sorted(places.items()) if len(found) > 1}

    def imports(self) -> dict[str, set[str]]:
        """Each module and the modules it imports, by path."""
        return {path: self._needed(module) for path, module in self.modules.items()}

    def _needed(self, module: Module) -> set[str]:
        found = {self._file(module, dotted, name) for dotted, name in module.imported()}
        return {path for path in found if path}

    def _file(self, module: Module, dotted: str, name: str) -> str | None:
        """Tests and measures find each other from ``tests/`` and from their own folder too."""
        product = module.top in PRODUCT
        for start in ("",) if product else ("", "tests/", f"{module.folder}/"):
            path = start + dotted.replace(".", "/")
            for file in (f"{path}/{name}.py", f"{path}.py", f"{path}/__init__.py"):
                if file in self.modules:
                    return file
        return None

    def package_imports(self) -> dict[str, Counter[str]]:
        """Each package of the product that is not empty, and how many of its files import which other."""
        graph: dict[str, Counter[str]] = {}
        for path, needed in self.imports().items():
            module = self.modules[path]
            if module.top in PRODUCT and module.lines:
                others = {self.modules[other].package for other in needed}
                graph.setdefault(module.package, Counter()).update(others - {module.package})
        return {
            name: Counter({other: n for other, n in sorted(needed.items()) if other in graph})
            for name, needed in sorted(graph.items())
        }

    def file_circles(self) -> list[tuple[str, ...]]:
        """The files that import each other."""
        return circles(self.imports())

    def package_circles(self) -> list[tuple[str, ...]]:
        """The packages that import each other."""
        return circles(self.package_imports())


def read_house(root: Path) -> House:
    """The modules of all folders of code under ``root``.

    Raises SyntaxError for a file that is no Python.
    """
    paths = [path for top in CODE for path in (root / top).rglob("*.py")]
    return House([_module(path, root) for path in paths])


def _module(path: Path, root: Path) -> Module:
    text = path.read_text("utf-8")
    name = path.relative_to(root).as_posix()
    return Module(name, ast.parse(text, name), len(text.splitlines()))
