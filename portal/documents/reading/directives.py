"""``::: name`` blocks: where one begins and ends, and its ``key: value`` lines.

The block rule writes ``directive_open`` and ``directive_close`` tokens; the open one carries a ``Directive``
in ``meta["directive"]``. What stands inside is ordinary Markdown. Whatever is wrong is added to
``env["problems"]``, and the reading goes on after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

from portal.danish.characters import as_read
from portal.danish.letters import slug
from portal.documents.problems import Problems

_BLANKS = " \t"
_MARKER = re.compile(r":::+(.*)")
_SECTION_HEADING = re.compile(r"#{1,2}([ \t]|$)")
_CODE_FENCE = re.compile(r"(```+|~~~+)")
_ATTRIBUTE = re.compile(r"([^\W\d][\w-]*)[ \t]*:[ \t]*(.*)")


class Name(StrEnum):
    """The directives there are."""

    LEVELS = "niveauer"
    DEADLINES = "frister"
    PROFESSIONAL = "fagligt"
    DEPARTURE = "fravigelse"


@dataclass(frozen=True)
class Attribute:
    """One ``key: value`` line of a ``niveauer`` block, as written, with its line."""

    key: str
    value: str
    line: int


@dataclass(frozen=True)
class Directive:
    """One block: its name, the words after the name, its attributes and the line it begins on."""

    name: Name
    argument: str
    line: int
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True)
class _End:
    """Where a block ends: ``line`` is the first line that is no longer its content (counted from 0)."""

    line: int
    closed: bool


def directive_plugin(md: MarkdownIt) -> None:
    """Teach the parser the blocks."""
    alternatives: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("fence", "directive", _directive_rule, alternatives)


def _directive_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    marker = _MARKER.fullmatch(_line(state, start))
    if marker is None:
        return False
    if silent:
        return True
    problems: Problems = state.env["problems"]
    state.line = start + 1
    opened = marker[1].strip(_BLANKS)
    if not opened:
        _stray_close(state, start, problems)
        return True
    if state.level > 0:
        problems.error(
            start + 1,
            "nested-directive",
            "En blok (:::) kan ikke stå i en liste, et citat eller en anden blok.",
            "Flyt blokken ud, så ::: står forrest på linjen.",
        )
        return True
    word, _, argument = opened.partition(" ")
    block_end = _find_end(state, start, end, word, problems)
    directive = _read_opening(word, as_read(argument).strip(), start + 1, problems)
    if directive is None:  # read on inside it, so that its other errors are told too
        _tokenize(state, start + 1, block_end.line)
    else:
        _push_block(state, directive, start, block_end.line, problems)
    state.line = block_end.line + (1 if block_end.closed else 0)
    return True


def _push_block(state: StateBlock, directive: Directive, start: int, end: int, problems: Problems) -> None:
    content = start + 1
    if directive.name is Name.LEVELS:
        attributes, content = _read_attributes(state, content, end, problems)
        directive = Directive(directive.name, directive.argument, directive.line, attributes)
    token = state.push("directive_open", "div", 1)
    token.block = True
    token.map = [start, end]
    token.meta = {"directive": directive}
    _tokenize(state, content, end)
    token = state.push("directive_close", "div", -1)
    token.block = True
    token.meta = {"directive": directive}


def _tokenize(state: StateBlock, start: int, end: int) -> None:
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "directive", end
    state.md.block.tokenize(state, start, end)
    state.parentType, state.lineMax = parent, line_max


def _read_opening(word: str, argument: str, line: int, problems: Problems) -> Directive | None:
    try:
        name = Name(word)
    except ValueError:
        problems.error(
            line,
            "unknown-directive",
            f"Blokken ::: {word} findes ikke.",
            f"Skriv ::: og en af: {', '.join(Name)}.",
        )
        return None
    if name is Name.LEVELS and (not argument or slug(argument) != argument):
        problems.error(
            line,
            "directive-parameter",
            "En niveautabel skal have et navn af små bogstaver, tal og bindestreg.",
            f"Skriv ::: niveauer {slug(argument) or 'doegnaflastning'}.",
        )
        argument = slug(argument) or f"tabel-{line}"
    if name in (Name.DEADLINES, Name.DEPARTURE) and argument:
        problems.error(
            line,
            "directive-parameter",
            f"Efter ::: {name} må der ikke stå noget.",
            f"Slet »{argument}«, eller flyt det til linjen under.",
        )
    return Directive(name, argument, line)


def _find_end(state: StateBlock, start: int, end: int, word: str, problems: Problems) -> _End:
    fence = ""
    for number in range(start + 1, end):
        line = _line(state, number)
        if mark := _CODE_FENCE.match(line):
            fence = "" if fence and line.startswith(fence) else fence or mark[1]
        if fence:
            continue
        if _SECTION_HEADING.match(line):
            problems.error(
                start + 1,
                "unclosed-directive",
                f"Blokken ::: {word} er ikke lukket før overskriften på linje {number + 1}. "
                "Et afsnit kan ikke begynde inde i en blok.",
                f"Sæt en linje med ::: før linje {number + 1}.",
            )
            _expect_stray(state, 0)
            return _End(number, closed=False)
        marker = _MARKER.fullmatch(line)
        opened = marker[1].strip(_BLANKS) if marker else ""
        if opened:
            problems.error(
                number + 1,
                "nested-directive",
                f"Blokken ::: {opened} begynder, før ::: {word} (linje {start + 1}) er lukket.",
                f"Sæt en linje med ::: før linje {number + 1}. En blok kan ikke stå inde i en anden.",
            )
            _expect_stray(state, state.env.get("stray", 0) + 1)
            return _End(number, closed=False)
        if marker is not None:
            return _End(number, closed=True)
    problems.error(
        start + 1,
        "unclosed-directive",
        f"Blokken ::: {word} er ikke lukket.",
        "Sæt en linje med ::: efter blokkens sidste linje.",
    )
    return _End(end, closed=False)


def _expect_stray(state: StateBlock, count: int) -> None:
    """A nested block leaves the outer block's close over; that one is not reported again."""
    state.env["stray"] = count


def _stray_close(state: StateBlock, start: int, problems: Problems) -> None:
    if state.env.get("stray", 0) > 0:
        state.env["stray"] -= 1
        return
    problems.error(
        start + 1,
        "stray-close",
        "Linjen ::: lukker ingen blok.",
        "Slet linjen, eller skriv blokkens navn efter :::.",
    )


def _read_attributes(
    state: StateBlock, start: int, end: int, problems: Problems
) -> tuple[tuple[Attribute, ...], int]:
    """The ``key: value`` lines from ``start`` and the line of the table after them."""
    attributes: list[Attribute] = []
    for number in range(start, end):
        line = _line(state, number)
        if line.startswith("|"):
            return tuple(attributes), number
        if not line.strip():
            continue
        found = _ATTRIBUTE.fullmatch(line.strip())
        if found is None:
            problems.error(
                number + 1,
                "level-table",
                f"Linjen »{line.strip()[:60]}« er hverken nøgle: værdi eller en tabel.",
                "Flyt teksten ud af blokken. Tabellens linjer skal begynde med |.",
            )
            continue
        attributes.append(Attribute(found[1], as_read(found[2]).strip(), number + 1))
    return tuple(attributes), end


def _line(state: StateBlock, number: int) -> str:
    if state.sCount[number] - state.blkIndent >= 4:
        return ""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
