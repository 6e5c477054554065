"""Whatever a file says, its drafts are read by the portal without error."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.documents.reading.markdown import read_document
from portal.importers.drafting.draft_making import drafts_of
from portal.importers.reading.text import read_text_file
from portal.importers.source import SourceDocument, SourceKind, SourceLine, SourcePlace, SourceTable

PIECES = st.sampled_from(
    [
        "Kvalitetsstandard for aflastning",
        "Lovgrundlag",
        "Hvad er formålet?",
        "Niveau Omfang",
        "Ordforklaring",
        "Lette problemer 1-2 timer om ugen",
        "Moderate problemer",
        "Op til 3 timer om ugen",
        "Mestring: At kunne.",
        "::: niveauer x",
        ":::",
        "| a | b |",
        "|---|---|",
        "# Titel",
        "---",
        "{#x}",
        "§ 52. Kommunen skal.",
        "Stk. 2. Den kan.",
        "- punkt",
        "1. punkt",
        "• punkt",
        "Side 3 af 11",
        "senest 3 måneder efter start",
        "* [x](javascript:a) `b`",
        "Lovboks: Noget",
        "Lovboks slut.",
        "KAPITEL 1 Om",
        "KAPITEL 2 Mere",
        "\x0c",
        "",
        "op til 6 døgn pr. måned",
        "TITEL: Noget",
        'Se \\ og " her',
        "   indrykket",
        ": forklaring",
        "~~~",
        "```",
    ]
)


def read(text: str) -> None:
    source = text.replace("\x00", "").encode("utf-8", "replace")
    made = drafts_of(read_text_file(source), "Eksempel Kommune")
    for draft in made.drafts:
        read_document(draft.text.encode(), "1.md")
        lines = draft.text.split("\n")
        assert all(0 <= thing.line <= len(lines) for thing in draft.found)


@given(st.text())
@example("*" * 5000)
@example("[" * 8000)
@example("# " * 3000)
@example("{" * 3 + "}" * 3)
def test_any_text_becomes_drafts_that_read(text):
    read(text)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=30))
def test_pieces_of_standards_in_any_order_become_drafts_that_read(pieces):
    read("\n".join(pieces))


@given(
    st.lists(
        st.tuples(
            st.text(max_size=20),
            st.text(max_size=20),
            st.integers(0, 4),
            st.sampled_from(["", "•", "1.", "b)"]),
        )
    )
)
def test_any_lines_of_any_reader_become_drafts_that_read(lines):
    parts = [
        SourceLine(words, SourcePlace(1, at), markdown=markdown, heading=heading, label=label)
        for at, (words, markdown, heading, label) in enumerate(lines, start=1)
    ]
    for kind in (SourceKind.WORD, SourceKind.PDF):
        for draft in drafts_of(SourceDocument(kind, tuple(parts)), "x").drafts:
            read_document(draft.text.encode("utf-8", "replace"), "1.md")


@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), min_size=1, max_size=6))
def test_any_drawn_table_becomes_a_draft_that_reads(rows):
    places = tuple(SourcePlace(1, at) for at in range(1, len(rows) + 1))
    table = SourceTable(tuple(map(tuple, rows)), places)
    for draft in drafts_of(SourceDocument(SourceKind.HTML, (table,)), "x").drafts:
        read_document(draft.text.encode("utf-8", "replace"), "1.md")
