"""``{#id}`` at the end of a heading and ``{niveau=svaer}`` at the end of a row's first cell.

One core rule reads both before the inline text is parsed, takes them out of it, and leaves them in the
``meta`` of the heading's or row's opening token.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from portal.danish.characters import as_read
from portal.danish.letters import slug
from portal.documents.problems import Problems

_TRAILING = re.compile(r"(?<!\\)\{([^{}]*)\}\s*$")
_PAIR = re.compile(r"""\s*([^\W\d][\w-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))\s*""")
_ROW_KEYS = ("niveau", "alder")


def attributes_plugin(md: MarkdownIt) -> None:
    """Teach the parser trailing attributes."""
    md.core.ruler.before("inline", "attributes", _attributes_rule)


def _attributes_rule(state: StateCore) -> None:
    problems: Problems = state.env["problems"]
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            inline = tokens[index + 1]
            line = (token.map or [0])[0] + 1
            inline.content, written = _take(inline.content)
            token.meta["id"] = _heading_id(inline.content, written, line, problems)
        elif token.type == "td_open" and tokens[index - 1].type == "tr_open":
            inline, row = tokens[index + 1], tokens[index - 1]
            line = (row.map or [0])[0] + 1
            inline.content, written = _take(inline.content)
            if written is not None:
                row.meta["attributes"] = _row_attributes(written, line, problems)


def _take(content: str) -> tuple[str, str | None]:
    found = _TRAILING.search(content)
    if found is None:
        return content, None
    return content[: found.start()].rstrip(), found[1].strip()


def _heading_id(heading: str, written: str | None, line: int, problems: Problems) -> str:
    derived = slug(re.sub(r"[*_`]", "", heading))
    if written is None:
        if not derived:
            problems.error(
                line,
                "bad-id",
                "Overskriften har ingen bogstaver, som en adresse kan dannes af.",
                "Skriv {#et-navn} sidst i overskriften.",
            )
        return derived or f"linje-{line}"
    given = written.removeprefix("#")
    if not written.startswith("#") or slug(given) != given or not given:
        problems.error(
            line,
            "bad-id",
            f"{{{written}}} er ikke et id til en overskrift.",
            f"Skriv {{#{slug(given) or derived or 'navn'}}}: små bogstaver uden æ, ø, å, tal og bindestreg.",
        )
        return slug(given) or derived or f"linje-{line}"
    return given


def _row_attributes(written: str, line: int, problems: Problems) -> dict[str, str]:
    found: dict[str, str] = {}
    written, position = as_read(written), 0
    while position < len(written):
        pair = _PAIR.match(written, position)
        if pair is None or pair[1] not in _ROW_KEYS or pair[1] in found:
            problems.error(
                line,
                "attribute",
                f"{{{written}}} kan ikke læses.",
                'Skriv {niveau=svaer} eller {alder="3-5"} sidst i rækkens første celle.',
            )
            return {}
        found[pair[1]] = pair[2] or pair[3] or pair[4] or ""
        position = pair.end()
    return found
