"""What a PDF says, line by line and table by table, with where it stands."""

from __future__ import annotations

import pytest
from reportlab.lib.colors import black, darkblue, white
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pdf_files import HEIGHT, grid, pdf_file, words_at
from portal.importers.conversion import RemarkKind
from portal.importers.reading.pdf import read_pdf
from portal.importers.source import SourceDocument, SourceLine, SourceTable

HEAD = ["Niveau", "Omfang"]
COLUMNS = [70.0, 300.0, 500.0]


def read(*pages) -> SourceDocument:
    return read_pdf(pdf_file(*pages), 10)


def lines(document: SourceDocument) -> list[str]:
    return [part.words for part in document.parts if isinstance(part, SourceLine)]


def tables(document: SourceDocument) -> list[SourceTable]:
    return [part for part in document.parts if isinstance(part, SourceTable)]


def remarked(document: SourceDocument) -> dict[RemarkKind, list[str]]:
    return {remark.kind: [place.words for place in remark.places] for remark in document.remarks}


def test_a_line_keeps_its_place_its_size_and_whether_room_is_before_it() -> None:
    def draw(canvas: Canvas) -> None:
        words_at(canvas, (70, 80, "Formål"), size=16, bold=True)
        words_at(canvas, (70, 110, "Støtten gives til barnet, så længe det bor i hjem-"), (70, 124, "met."))
        words_at(canvas, (70, 160, "Nyt afsnit."), (85, 174, "• et punkt"))

    heading, first, second, third, item = (
        part for part in read(lambda canvas: None, draw).parts if isinstance(part, SourceLine)
    )
    assert (heading.words, heading.bold, heading.size, heading.place.page) == ("Formål", True, 16.0, 2)
    assert heading.place.box is not None
    assert heading.place.box.left == pytest.approx(70, abs=2)
    assert heading.place.box.bottom == pytest.approx(80, abs=5)
    assert [line.place.line for line in (heading, first, second, third)] == [1, 2, 3, 4]
    assert (first.words, second.words, first.bold) == (
        "Støtten gives til barnet, så længe det bor i hjem-",
        "met.",
        False,
    )
    assert (first.after_gap, second.after_gap, third.after_gap) == (True, False, True)
    assert (item.label, item.words) == ("•", "et punkt")


def test_a_ruled_table_keeps_the_lines_of_its_cells_and_the_place_of_each_row() -> None:
    rows = [HEAD, ["Moderate problemer", "Op til 3 timer"], ["Fuldstændige begrænsnin-\nger", "Over 5 timer"]]

    def draw(canvas: Canvas) -> None:
        words_at(canvas, (70, 80, "Før"))
        grid(canvas, COLUMNS, [100, 120, 140, 180], rows)
        words_at(canvas, (70, 210, "Efter"))

    document = read(draw)
    (table,) = tables(document)
    assert table.rows == tuple(map(tuple, rows))
    assert table.is_sure
    assert [place.line for place in table.places] == [2, 3, 4]
    box = table.places[2].box
    assert box is not None
    assert (box.top, box.bottom) == (pytest.approx(140, abs=2), pytest.approx(180, abs=2))
    assert lines(document) == ["Før", "Efter"]


def test_a_table_that_goes_on_over_the_page_is_one_and_never_sure() -> None:
    def foot(canvas: Canvas, words: str) -> None:
        words_at(canvas, (70, 800, words))

    def first(canvas: Canvas) -> None:
        grid(canvas, COLUMNS, [700, 720, 740], [HEAD, ["Let", "1 time"]])
        foot(canvas, "Side 1 af 3")

    def second(canvas: Canvas) -> None:
        words_at(canvas, (70, 40, "Eksempel Kommune"))
        grid(canvas, COLUMNS, [80, 100, 120], [HEAD, ["Svær", "2 timer"]])
        words_at(canvas, (70, 200, "Efter"))

    def third(canvas: Canvas) -> None:
        grid(canvas, COLUMNS, [80, 100, 120], [HEAD, ["Fuld", "3 timer"]])

    joined, other = tables(read(first, second, third))
    assert joined.rows == (("Niveau", "Omfang"), ("Let", "1 time"), ("Svær", "2 timer"))
    assert [place.page for place in joined.places] == [1, 1, 2]
    assert not joined.is_sure
    assert other.is_sure


def test_a_merged_cell_stands_in_each_place_it_covers_and_is_not_sure() -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas, COLUMNS, [100, 120], [HEAD])
        canvas.rect(70, HEIGHT - 160, 230, 40)
        canvas.grid([300, 500], [HEIGHT - 120, HEIGHT - 140, HEIGHT - 160])
        words_at(canvas, (75, 145, "Let"), (305, 135, "1 time"), (305, 155, "2 timer"))

    (table,) = tables(read(draw))
    assert table.rows == (("Niveau", "Omfang"), ("Let", "1 time"), ("Let", "2 timer"))
    assert not table.is_sure


def test_struck_words_in_a_cell_are_left_out_and_the_table_is_not_sure() -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas, COLUMNS, [100, 120, 140], [HEAD, ["Let", "10 20 timer"]])
        canvas.line(304, HEIGHT - 131.5, 316, HEIGHT - 131.5)

    document = read(draw)
    (table,) = tables(document)
    assert table.rows[1] == ("Let", "20 timer")
    assert not table.is_sure
    assert remarked(document) == {RemarkKind.STRUCK: ["10"]}


def test_words_across_the_line_between_two_columns_make_a_table_unsure() -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas, [70, 102, 500], [100, 120, 140], [HEAD, ["Fuldstændige", ""]])

    (table,) = tables(read(draw))
    assert not table.is_sure


def test_what_nobody_sees_is_left_out_and_remarked_on() -> None:
    def draw(canvas: Canvas) -> None:
        words_at(canvas, (70, 80, "set, og "))
        canvas.setFillColor(white)
        words_at(canvas, (120, 80, "hvidt"))
        canvas.setFillColor(black)
        words_at(canvas, (700, 80, "udenfor"))
        words_at(canvas, (70, 100, "bittesmå"), size=1)
        canvas.rect(70, HEIGHT - 145, 100, 20, fill=1)
        words_at(canvas, (75, 140, "sort"))
        canvas.setFillColor(white)
        words_at(canvas, (110, 140, "hvidt på sort"))
        canvas.setFillColor(darkblue)
        words_at(canvas, (70, 180, "understreget"))
        canvas.line(70, HEIGHT - 182, 130, HEIGHT - 182)

    document = read(draw)
    assert lines(document) == ["set, og", "hvidt på sort", "understreget"]
    assert remarked(document) == {RemarkKind.HIDDEN: ["hvidt", "udenfor", "bittesmå", "sort"]}


def test_a_raised_mark_joins_no_number_and_a_power_stays() -> None:
    def draw(canvas: Canvas) -> None:
        words_at(canvas, (70, 80, "Op til 10"), (121, 80, "timer, ca. 45 m"))
        words_at(canvas, (115, 76, "1"), (196.5, 76, "2"), size=6)

    document = read(draw)
    assert lines(document) == ["Op til 10 timer, ca. 45 m²"]
    assert remarked(document) == {RemarkKind.NOTE_MARK: ["10"]}


def test_a_soft_hyphen_that_is_drawn_is_a_hyphen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 11)
        canvas.drawString(70, 700, "1\xad2 timer")

    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    assert lines(read(draw)) == ["1-2 timer"]


def test_headings_on_the_left_come_before_their_text_on_the_right() -> None:
    def draw(canvas: Canvas) -> None:
        words_at(canvas, (70, 60, "Kvalitetsstandard for støtte til børn og unge, vedtaget af byrådet"))
        words_at(canvas, (70, 100, "Politisk"), (70, 114, "målsætning"), (70, 170, "Målgruppe"))
        for number in range(8):
            words_at(canvas, (220, 100 + 14 * number, f"tekst {number} om støtten, som den gives"))

    assert lines(read(draw))[1:] == [
        "Politisk",
        "målsætning",
        *(f"tekst {number} om støtten, som den gives" for number in range(5)),
        "Målgruppe",
        *(f"tekst {number} om støtten, som den gives" for number in range(5, 8)),
    ]


def test_two_columns_of_running_text_are_read_one_after_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(12):
            words_at(canvas, (70, 100 + 14 * number, f"venstre {number} løbende tekst om støtte"), size=10)
            words_at(canvas, (320, 100 + 14 * number, f"højre {number} løbende tekst om støtten"), size=10)

    assert [words.split()[0] for words in lines(read(draw))] == ["venstre"] * 12 + ["højre"] * 12


def test_levels_without_lines_stay_beside_each_other() -> None:
    def draw(canvas: Canvas) -> None:
        for number, (label, extent) in enumerate([HEAD, ["Let", "1 time"], ["Moderat", "2 timer"]] * 3):
            words_at(canvas, (70, 100 + 14 * number, label), (320, 100 + 14 * number, extent))

    assert lines(read(draw))[:3] == ["Niveau  Omfang", "Let  1 time", "Moderat  2 timer"]


def test_a_frame_of_headings_and_text_is_opened_and_the_table_in_it_stays_one() -> None:
    def draw(canvas: Canvas) -> None:
        text = "\n".join(f"linje {number} af teksten" for number in range(8))
        grid(canvas, [70, 200, 520], [100, 400, 420], [["Omfang", text], ["Betaling", "Gratis"]])
        grid(canvas, [230, 330, 500], [260, 280, 300], [HEAD, ["Let", "1 time"]])

    document = read(draw)
    (table,) = tables(document)
    assert table.rows == (("Niveau", "Omfang"), ("Let", "1 time"))
    assert table.is_sure
    assert [part.words if isinstance(part, SourceLine) else "tabel" for part in document.parts] == [
        "Omfang",
        *(f"linje {number} af teksten" for number in range(8)),
        "tabel",
        "Betaling",
        "Gratis",
    ]


def test_turned_words_are_not_lost() -> None:
    def draw(canvas: Canvas) -> None:
        words_at(canvas, (70, 100, "Lige"))
        canvas.rotate(90)
        canvas.drawString(300, -40, "Drejet")

    assert lines(read(draw)) == ["Lige", "Drejet"]
