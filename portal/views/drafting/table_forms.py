"""Level tables and deadlines as forms, so that nobody must type the signs of a block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.address_book import EditorialPage
from portal.documents.editing.block_editing import (
    TableForm,
    blocks,
    headings,
    put_block,
    read_form,
    write_form,
)
from portal.security.permissions import Permission
from portal.services.errors import BadInput, Parameter
from portal.services.typed_words import NINE_DIGITS, whole_number
from portal.views.drafting.editor import both_texts, revision_of
from portal.views.drafting.editor_page import TableFormPage
from portal.views.drafting.table_fields import (
    BLANK_ROWS,
    DEADLINES,
    LEVELS,
    MOST_ROWS,
    NEW,
    TableKind,
    field_of,
    fields_of,
    first_field,
    row_of,
    typed_form,
)
from portal.views.shared.components import errors_of
from portal.views.shared.editorial_frames import editorial_frame
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted
from portal.web.resources import DraftContext

PAGE = "portal:templates/drafting/table.pt"


@view_config(
    route_name="editorial.levels", request_method="GET", renderer=PAGE, permission=Permission.EDIT_DRAFT
)
def ask_levels(context: DraftContext, request: Request) -> TableFormPage:
    """A level table's fields."""
    return _ask(context, request, LEVELS)


@view_config(
    route_name="editorial.levels", request_method="POST", renderer=PAGE, permission=Permission.EDIT_DRAFT
)
def keep_levels(context: DraftContext, request: Request) -> TableFormPage | Response:
    """Put a level table into the draft."""
    return _keep(context, request, LEVELS)


@view_config(
    route_name="editorial.deadlines", request_method="GET", renderer=PAGE, permission=Permission.EDIT_DRAFT
)
def ask_deadlines(context: DraftContext, request: Request) -> TableFormPage:
    """The deadlines' fields."""
    return _ask(context, request, DEADLINES)


@view_config(
    route_name="editorial.deadlines", request_method="POST", renderer=PAGE, permission=Permission.EDIT_DRAFT
)
def keep_deadlines(context: DraftContext, request: Request) -> TableFormPage | Response:
    """Put deadlines into the draft."""
    return _keep(context, request, DEADLINES)


def _ask(context: DraftContext, request: Request, kind: TableKind) -> TableFormPage:
    there = blocks(context.draft.text, kind.name)
    asked = request.GET.get("tabel", "0" if there else NEW)
    index = _index(asked)
    if index >= len(there):
        index = -1
    empty = ("",) * len(kind.columns)
    form = TableForm("", {}, kind.columns, (empty,) * BLANK_ROWS, ("",) * BLANK_ROWS)
    if index >= 0:
        form = read_form(context.draft.text, there[index], kind.columns)
    return _page(context, request, kind, form, index)


def _keep(context: DraftContext, request: Request, kind: TableKind) -> TableFormPage | Response:
    draft, typed = context.draft, request.POST
    form, index = typed_form(kind, typed), _index(typed.get("tabel", ""))
    if typed.get("handling") == "raekke":
        empty = ("",) * len(kind.columns)
        more = replace(form, rows=(*form.rows, empty)[:MOST_ROWS], attributes=(*form.attributes, ""))
        return _page(context, request, kind, more, index)
    there = blocks(draft.text, kind.name)
    if index >= len(there):
        index = -1
    written = write_form(kind.name, form)
    place = there[index] if index >= 0 else None
    text = put_block(draft.text, written, instead_of=place, under=_under(typed.get("under", ""), draft.text))
    revision = revision_of(typed)

    def save() -> None:
        if errors := _errors(context, request, kind, form, text, written):
            raise _WrongCells(errors)
        request.services.drafting.save(draft.id, revision, text, request.identity)

    return posted(
        request,
        save,
        address_book.editorial_page(*draft.slugs, EditorialPage.TEXT, gemt="1"),
        lambda error: _page(context, request, kind, form, index, _wrong(kind, error)),
        lambda _: both_texts(request, draft, text),
    )


class _WrongCells(BadInput):
    """What is wrong in several fields at once, by the name of the field."""

    def __init__(self, fields: Mapping[str, str]):
        super().__init__(Parameter.TEXT, "", next(iter(fields.values())))
        self.fields = fields


def _wrong(kind: TableKind, error: BadInput) -> Mapping[str, str]:
    return error.fields if isinstance(error, _WrongCells) else {first_field(kind): error.message}


def _index(words: str) -> int:
    found = whole_number(words, NINE_DIGITS)
    return -1 if found is None else found


def _under(words: str, text: str) -> int:
    lines = [heading.line for heading in headings(text)]
    chosen = _index(words)
    return chosen if chosen in lines else (lines[-1] if lines else -1)


def _errors(
    context: DraftContext, request: Request, kind: TableKind, form: TableForm, text: str, written: str
) -> dict[str, str]:
    """What keeps the block from being read, by its field. Errors elsewhere in the text do not count here."""
    check = request.services.checking.check(context.draft, text.encode())
    lines = text.split("\n")
    block = next(
        (b for b in blocks(text, kind.name) if "\n".join(lines[b.first : b.last + 1]) == written), None
    )
    if block is None:
        return {first_field(kind): "Tabellen kan ikke læses. Se efter ::: i en af cellerne."}
    found: dict[str, str] = {}
    for finding in check.errors:
        if block.first < finding.line <= block.last + 1 or finding.rule == "table-id":
            found.setdefault(
                field_of(kind, form, finding, block.first), f"{finding.message} {finding.remedy}"
            )
    return found


def _page(
    context: DraftContext,
    request: Request,
    kind: TableKind,
    form: TableForm,
    index: int,
    wrong: Mapping[str, str] | None = None,
) -> TableFormPage:
    draft, wrong = context.draft, wrong or {}
    href = address_book.editorial_page(*draft.slugs, kind.page)
    fields = fields_of(kind, form, wrong, draft.text, new=index < 0, under=request.POST.get("under", ""))
    rows = tuple(
        row_of(form.columns, number, cells, attribute, wrong)
        for number, (cells, attribute) in enumerate(
            zip(form.rows, (*form.attributes, *[""] * len(form.rows)), strict=False)
        )
    )
    there = blocks(draft.text, kind.name)
    crumbs = (Link(draft.title, draft.href), Link(kind.title, href))
    around = editorial_frame(request, draft.municipality, crumbs)
    return TableFormPage(
        frame=around.frame,
        csrf=around.csrf,
        title=kind.title,
        lead=kind.lead,
        href=href,
        back=Link("Tilbage til teksten", address_book.editorial_page(*draft.slugs, EditorialPage.TEXT)),
        revision=revision_of(request.POST) or draft.revision,
        index=index,
        fields=fields,
        rows=rows,
        others=form.others,
        existing=tuple(
            Link(block.argument or f"Fristtabel {n + 1}", f"{href}?tabel={n}", current=n == index)
            for n, block in enumerate(there)
        ),
        errors=errors_of(*fields, *(field for row in rows for field in row.fields)),
        fresh=Link("Lav en ny tabel", f"{href}?tabel={NEW}") if index >= 0 else None,
    )
