"""What the Markdown parser lets pass: lost cells, broken tables, unsafe links, misplaced headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from markdown_it.token import Token

from portal.documents.problems import Problems
from portal.documents.reading.directives import Name
from portal.documents.reading.tokens import directive_of, line_of, plain

_CELL_BORDER = re.compile(r"(?<!\\)\|")
_SCHEMES = ("http", "https", "mailto", "tel")


def check_body(tokens: Sequence[Token], lines: Sequence[str], problems: Problems) -> None:
    """Add every error of the body's tokens. ``lines`` are the file's lines."""
    inside: list[Name] = []
    for index, token in enumerate(tokens):
        if directive := directive_of(token):
            inside = [directive.name] if token.nesting == 1 else []
        if token.type == "table_open":
            _check_cells(token, lines, problems)
        elif token.type == "tr_open" and token.meta.get("attributes") and inside != [Name.LEVELS]:
            problems.error(
                line_of(token),
                "attribute",
                "{niveau=…} og {alder=…} hører kun til i en niveautabel.",
                "Slet {…}, eller sæt tabellen i en ::: niveauer-blok.",
            )
        elif token.type == "heading_open":
            _check_heading(token, tokens[index + 1], problems)
        elif token.type == "inline":
            if tokens[index - 1].type == "paragraph_open":
                _check_broken_table(token, problems)
            _check_links(token, problems)


def _check_cells(table: Token, lines: Sequence[str], problems: Problems) -> None:
    first, last = table.map or [0, 0]
    width = _width(lines[first])
    for number in range(first + 2, last):
        cells = _width(lines[number])
        if cells != width:
            problems.error(
                number + 1,
                "table-cells",
                f"Rækken har {cells} felter, men tabellen har {width} kolonner.",
                "Sæt lige så mange | i rækken som i tabellens overskrift, også om tomme felter, "
                "og en tom linje efter tabellen.",
            )


def _width(line: str) -> int:
    cells = _CELL_BORDER.split(line.strip())
    if cells and not cells[0]:
        cells = cells[1:]
    if cells and not cells[-1]:
        cells = cells[:-1]
    return len(cells)


def _check_broken_table(token: Token, problems: Problems) -> None:
    for offset, line in enumerate(token.content.split("\n")):
        if line.startswith("|"):
            problems.error(
                line_of(token) + offset,
                "broken-table",
                "Linjen ligner en tabel, men kan ikke læses som en.",
                "En tabel er en linje med kolonnenavne, en linje |---|---| med lige så mange kolonner, "
                "og så rækkerne, uden tomme linjer imellem.",
            )
            return


def _check_heading(token: Token, content: Token, problems: Problems) -> None:
    if token.tag == "h1":
        problems.error(
            line_of(token),
            "heading",
            "En overskrift med ét # er titlen, og den står i filens hoved.",
            "Skriv ## for et afsnit.",
        )
    elif token.tag == "h2" and token.level > 0:
        problems.error(
            line_of(token),
            "heading",
            "Et afsnit (##) kan ikke begynde inde i en blok, en liste eller et citat.",
            "Flyt overskriften ud, eller brug ###.",
        )
    if not plain(content):
        problems.error(
            line_of(token), "heading", "Overskriften er tom.", "Skriv en overskrift, eller slet linjen."
        )


def _check_links(token: Token, problems: Problems) -> None:
    line = line_of(token)
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "link_open" and not is_safe_link(str(child.attrs.get("href", ""))):
            child.attrs["href"] = ""
            problems.error(
                line,
                "unsafe-link",
                "Et link må kun gå til en webside, en mailadresse, et telefonnummer eller portalen selv.",
                "Skriv en adresse, der begynder med https://, mailto: eller tel:.",
            )
        elif child.type == "image" and not is_own_image(str(child.attrs.get("src", ""))):
            child.attrs["src"] = ""
            problems.error(
                line,
                "foreign-image",
                "Et billede må ikke hentes fra en anden hjemmeside.",
                "Læg billedet på portalen, eller sæt et link i stedet.",
            )


def is_safe_link(address: str) -> bool:
    """Whether a link may go there: http, https, mailto, tel, or a place on this site."""
    scheme, host = _scheme_and_host(address)
    if scheme in ("http", "https"):
        return bool(host)
    return scheme in _SCHEMES or (scheme == "" and not host)


def is_own_image(address: str) -> bool:
    """Whether an image lies on this site."""
    return bool(address) and _scheme_and_host(address) == ("", "")


def _scheme_and_host(address: str) -> tuple[str, str]:
    cleaned = re.sub(r"[\x00-\x20]", "", address).replace("\\", "/")
    try:
        parts = urlsplit(cleaned)
    except ValueError:
        return "unreadable", ""
    return parts.scheme.lower(), parts.netloc or ("//" if cleaned.startswith("//") else "")
