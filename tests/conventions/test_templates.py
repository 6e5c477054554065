"""Every template compiles, has one title and one h1, and nothing that the content security policy refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from chameleon import PageTemplateFile

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
LAYOUT = TEMPLATES / "layout.pt"
ALL = sorted(TEMPLATES.rglob("*.pt"))
PAGES = [path for path in ALL if path != LAYOUT and path.parent.name != "macros"]


def name(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


@pytest.mark.parametrize("path", ALL, ids=name)
def test_compiles(path: Path) -> None:
    PageTemplateFile(str(path)).cook_check()


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_has_one_title_and_one_h1(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(re.findall(r"<h1\b", text)) == 1
    if 'use-macro="load: ../layout.pt"' in text:
        assert "<title" not in text, "the layout has the title; fill its slot instead"
        assert text.count('fill-slot="title"') <= 1
        assert text.count('fill-slot="content"') == 1
    else:
        assert len(re.findall(r"<title\b", text)) == 1
        assert '<html lang="da"' in text


def test_the_layout_has_the_title_and_leaves_the_h1_to_the_page() -> None:
    text = LAYOUT.read_text(encoding="utf-8")
    assert len(re.findall(r"<title\b", text)) == 1
    assert "<h1" not in text
    assert '<html lang="da"' in text


@pytest.mark.parametrize("path", ALL, ids=name)
def test_nothing_that_the_content_security_policy_refuses(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"\son[a-z]+=", text)
    # A block of data is not run, so the policy does not look at it.
    assert not re.search(r"<script(?! type=\"application/ld\+json\"|[^>]*\ssrc=)", text)
    assert "<style" not in text


@pytest.mark.parametrize("path", ALL, ids=name)
def test_only_safe_markup_is_put_in_unescaped(path: Path) -> None:
    names = re.findall(r"structure:?\s*([\w.]+)", path.read_text(encoding="utf-8"))
    assert all(field.endswith("html") for field in names), names
