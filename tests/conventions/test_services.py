"""What only one service may do, kept by reading the others' code."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT
from portal.models import Draft
from portal.services.audit.log_subjects import draft_subject
from portal.services.audit.sealing import WATCHED
from portal.services.drafting.draft_writing import DraftWriting
from portal.services.published.publishing import Publishing
from portal.services.published.storing import store_version

STATEMENTS = {"insert", "update", "delete"}


def calls(tree: ast.AST) -> Iterator[tuple[str, list[str]]]:
    """Each call: what is called, and the names it is called with."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), [ast.unparse(given) for given in node.args]


def writes_rows(tree: ast.AST, models: set[str]) -> Iterator[str]:
    """Where a row of these models is made, or written in bulk."""
    for called, given in calls(tree):
        if called in models or (called in STATEMENTS and given and given[0] in models):
            yield f"{called}({', '.join(given)})"


def assigns_text(tree: ast.AST) -> Iterator[str]:
    """Where an attribute ``content`` gets a value; that of a hearing is no draft's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "content" and isinstance(node.ctx, ast.Store):
            words = ast.unparse(node)
            if words != "hearing.content":
                yield f"{words} ="


def services_but(*homes: object) -> Iterator[tuple[Path, ast.AST]]:
    """Every module of the services but those that ``homes`` stand in."""
    own = {Path(inspect.getfile(home)) for home in homes}  # type: ignore[arg-type]
    for path in sorted((ROOT / "portal/services").rglob("*.py")):
        if path not in own:
            yield path, ast.parse(path.read_text("utf-8"))


def test_a_drafts_text_has_one_door() -> None:
    bad = [
        f"{path.name}: {found}"
        for path, tree in services_but(DraftWriting)
        for found in (*writes_rows(tree, {"Draft", "DraftWriter"}), *assigns_text(tree))
    ]
    assert bad == []


def test_a_version_comes_to_be_in_one_way() -> None:
    """A redaction changes the row that is there: that is an update, and the database sees to who may."""
    bad = [
        f"{path.name}: {found}"
        for path, tree in services_but(Publishing, store_version)
        for found in (
            *(w for w in writes_rows(tree, {"Version", "Decision"}) if not w.startswith("update")),
            *(called for called, _ in calls(tree) if called == "store_version"),
        )
    ]
    assert bad == []


def test_whoever_makes_a_row_that_is_public_seals_it() -> None:
    """A draft is sealed once it is sent on: ``Deciding`` does that."""
    watched = {model.__name__ for model in WATCHED if model is not Draft}
    bad = [
        f"{path.name}: {found}"
        for path, tree in services_but()
        for found in writes_rows(tree, watched)
        if not found.startswith(("update", "delete")) and "seals" not in {called for called, _ in calls(tree)}
    ]
    assert bad == []


@pytest.mark.parametrize(
    "code",
    ["row.content = b''", "draft.content += b''", "Draft(n=1)", "s.execute(delete(Draft))", "update(Draft)"],
)
def test_a_way_past_the_door_is_seen(code: str) -> None:
    tree = ast.parse(code)
    assert [*writes_rows(tree, {"Draft"}), *assigns_text(tree)]


def test_the_log_names_things_in_one_place() -> None:
    bad = [path.name for path, tree in services_but(draft_subject) if "/kladde'" in ast.unparse(tree)]
    assert bad == []
