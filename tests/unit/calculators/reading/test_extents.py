"""Relatives of the rows: what else a table cell says, and what it must not."""

import pytest

from calculators.reading.reader import ExtentError, print_extent, print_part, read_extent

NORMAL_FORMS = [
    ("½ time om ugen", "0,5 time om ugen"),
    ("en halv time om dagen", "0,5 time om dagen"),
    ("0,5 time pr. uge", "0,5 time om ugen"),
    ("1½ time om ugen", "1,5 timer om ugen"),
    ("1 1/2 time om ugen", "1,5 timer om ugen"),
    ("halvanden time om ugen", "1,5 timer om ugen"),
    ("to en halv time om ugen", "2,5 timer om ugen"),
    ("to og en halv time hver uge", "2,5 timer om ugen"),
    ("30 minutter om ugen", "30 minutter om ugen"),
    ("et kvarter om dagen", "15 minutter om dagen"),
    ("tre kvarter pr. besøg", "45 minutter pr. besøg"),
    ("1 time og 30 minutter om ugen", "1,5 timer om ugen"),
    ("2 timer 15 min. pr. uge", "2,25 timer om ugen"),
    ("op til 45 min. dagligt", "op til 45 minutter om dagen"),
    ("dagligt", "1 gang om dagen"),
    ("ugentligt", "1 gang om ugen"),
    ("månedligt", "1 gang om måneden"),
    ("kvartalsvis", "1 gang pr. kvartal"),
    ("dagligt besøg", "1 besøg om dagen"),
    ("hver dag", "1 gang om dagen"),
    ("hver måned", "1 gang om måneden"),
    ("hvert kvartal", "1 gang pr. kvartal"),
    ("hvert halve år", "1 gang pr. halvår"),
    ("hvert halvår", "1 gang pr. halvår"),
    ("hvert år", "1 gang om året"),
    ("hvert andet år", "1 gang hvert 2. år"),
    ("hver 3. uge", "1 gang hver 3. uge"),
    ("hver tredje uge", "1 gang hver 3. uge"),
    ("hver 6. måned", "1 gang hver 6. måned"),
    ("2 timer hver 3. uge", "2 timer hver 3. uge"),
    ("2 timer hver anden uge", "2 timer hver 14. dag"),
    ("op til 2 timer pr. 14 dage", "op til 2 timer hver 14. dag"),
    ("hver anden weekend", "1 gang hver 2. weekend"),
    ("2 døgn hver anden weekend", "2 døgn hver 2. weekend"),
    ("en weekend om måneden", "1 weekend om måneden"),
    ("1-2 weekender om måneden", "1-2 weekender om måneden"),
    ("op til 2 døgn pr. weekend", "op til 2 døgn pr. weekend"),
    ("10 timer i kvartalet", "10 timer pr. kvartal"),
    ("op til 20 timer pr. halvår", "op til 20 timer pr. halvår"),
    ("mindst 3 og højst 6 timer om ugen", "3-6 timer om ugen"),
    ("mindst 3 timer og højst 6 timer om ugen", "3-6 timer om ugen"),
    ("mindst 3 højst 6 timer om ugen", "3-6 timer om ugen"),
    ("over 3 og op til 5 timer om ugen", "over 3 og højst 5 timer om ugen"),
    ("mere end 3, men højst 5 timer om ugen", "over 3 og højst 5 timer om ugen"),
    ("mindst 3 og under 5 timer om ugen", "mindst 3 og under 5 timer om ugen"),
    ("ud over 5 timer om ugen", "over 5 timer om ugen"),
    ("udover 5 timer om ugen", "over 5 timer om ugen"),
    ("fra 2 til 4 timer om ugen", "2-4 timer om ugen"),
    ("3 til og med 5 timer om ugen", "3-5 timer om ugen"),
    ("5 timer eller mere om ugen", "mindst 5 timer om ugen"),
    ("5 timer om ugen eller mere", "mindst 5 timer om ugen"),
    ("5 eller flere timer om ugen", "mindst 5 timer om ugen"),
    ("5 timer om ugen og derover", "mindst 5 timer om ugen"),
    ("5 timer eller derunder om ugen", "op til 5 timer om ugen"),
    ("ikke mere end 3 timer om ugen", "op til 3 timer om ugen"),
    ("≤ 3 timer/uge", "op til 3 timer om ugen"),
    (">5 timer/uge", "over 5 timer om ugen"),
    (">= 5 timer/uge", "mindst 5 timer om ugen"),
    ("præcis 3 timer om ugen", "3 timer om ugen"),
    ("ca. 2-3 timer om ugen", "ca. 2-3 timer om ugen"),
    ("op til ca. 3 timer om ugen", "op til ca. 3 timer om ugen"),
    ("i gennemsnit 3 timer om ugen", "ca. 3 timer om ugen (i gennemsnit)"),
    ("som udgangspunkt op til 6 døgn pr. måned", "op til 6 døgn om måneden (som udgangspunkt)"),
    (
        "op til 2 timer pr. uge efter individuel vurdering",
        "op til 2 timer om ugen (efter individuel vurdering)",
    ),
    (
        "efter individuel vurdering, op til 2 timer pr. uge",
        "op til 2 timer om ugen (efter individuel vurdering)",
    ),
    ("10 timer om måneden, kan spares op i 3 måneder", "10 timer om måneden (kan spares op i 3 måneder)"),
    ("1 time om ugen i 3 måneder", "1 time om ugen (i 3 måneder)"),
    ("1 besøg om ugen ved 1-2 konsulenter", "1 besøg om ugen (ved 1-2 konsulenter)"),
    ("4 døgn om måneden plus 5 dage i sommerferien", "4 døgn om måneden og 5 dage i sommerferien"),
    ("4 døgn om måneden + 5 dage i sommerferien", "4 døgn om måneden og 5 dage i sommerferien"),
    (
        "4 døgn om måneden, 5 dage i sommerferien og 1 besøg om året",
        "4 døgn om måneden, 5 dage i sommerferien og 1 besøg om året",
    ),
    ("op til 4 døgn om måneden samt præcis 5 dage i sommerferien", None),
    ("op til 3 timer om ugen, højst 2 timer ad gangen", "op til 3 timer om ugen og op til 2 timer pr. gang"),
    ("2 timer om ugen og 10 timer om året", "2 timer om ugen og 10 timer om året"),
    ("to ugentlige besøg", "2 besøg om ugen"),
    ("2 timer pr. besøg", "2 timer pr. besøg"),
    ("højst 2 døgn ad gangen", "op til 2 døgn pr. gang"),
    ("40 timer i hele forløbet", "40 timer pr. forløb"),
    ("10 besøg pr. forløb", "10 besøg pr. forløb"),
    ("op til 36 hoteldøgn om året", "op til 36 hoteldøgn om året"),
    ("seksogtredive døgn om året", "36 døgn om året"),
    ("et hundrede og tyve timer om året", "120 timer om året"),
    ("1.103,5 timer om året", "1.103,5 timer om året"),
    ("mindst 6 måneder", "mindst 6 måneder"),
    ("højst et år", "op til 1 år"),
    ("2 timer i døgnet", "2 timer om dagen"),
    ("ugentligt 1-2 timer", "1-2 timer om ugen"),
    ("0-2 timer om ugen", "0-2 timer om ugen"),
    ("OP  TIL 3 TIMER OM\u00a0UGEN.", "op til 3 timer om ugen"),
    ("e\u0301t beso\u0338g om ugen", None),
]


@pytest.mark.parametrize(("text", "normal"), [row for row in NORMAL_FORMS if row[1]])
def test_an_expression_has_one_normal_form(text: str, normal: str) -> None:
    extent = read_extent(text)
    assert print_extent(extent) == normal
    again = read_extent(normal)
    assert (again.parts, again.notes) == (extent.parts, extent.notes)


def test_an_exact_part_after_a_limited_one_stays_exact() -> None:
    extent = read_extent("op til 4 døgn om måneden samt præcis 5 dage i sommerferien")
    assert print_extent(extent) == "op til 4 døgn om måneden og præcis 5 dage i sommerferien"
    assert read_extent(print_extent(extent)).parts == extent.parts


def test_a_decomposed_letter_is_the_same_letter() -> None:
    assert read_extent("op til 3 timer om a\u030aret").parts == read_extent("op til 3 timer om året").parts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3-2 timer om ugen", "unreadable-extent"),
        ("mellem 3 timer om ugen", "unreadable-extent"),
        ("op til 0 timer om ugen", "unreadable-extent"),
        ("over 3 og under 3 timer om ugen", "unreadable-extent"),
        ("2.5 timer om ugen", "unreadable-extent"),
        ("4,5.6 timer om ugen", "unreadable-extent"),
        ("-3 timer om ugen", "unreadable-extent"),
        ("NaN timer om ugen", "unreadable-extent"),
        ("99999999999999999 timer om ugen", "unreadable-extent"),
        ("2 eller 3 timer om ugen", "unreadable-extent"),
        ("2 timer om ugen eller 8 timer om måneden", "unreadable-extent"),
        ("2 timer om ugen pr. barn", "unreadable-extent"),
        ("3 x 2 timer om ugen", "unreadable-extent"),
        ("10 timer om måneden, heraf 2 timer til kørsel", "unreadable-extent"),
        ("op til 6 døgn pr. måned, dog højst 36 døgn om året", "unreadable-extent"),
        ("mindst 5 timer eller mere om ugen", "unreadable-extent"),
        ("op til 6 døgn pr. måned og højst 36 døgn om året", "two-limits"),
        ("op til 6 døgn pr. måned (dog højst 36 døgn om året)", "two-limits"),
        ("2 timer om ugen og 3 timer om ugen", "two-limits"),
        ("op til (3 timer om ugen", "unreadable-extent"),
        ("op til 3 timer) om ugen", "unreadable-extent"),
        ("hver 2. til 3. uge", "unreadable-extent"),
        ("hver 400. dag", "unreadable-extent"),
        ("hver gang", "unreadable-extent"),
        ("børn over 13 år", "unreadable-extent"),
        ("blå", "unreadable-extent"),
        ("op til 3 timer om ugen " + "og så videre " * 40, "unreadable-extent"),
        ("18.30", "unreadable-extent"),
        ("to gange", "number-without-period"),
        ("1 time og 90 minutter om ugen", "number-without-period"),
        ("5 døgn eller mere", "number-without-period"),
        ("1 time og 90 minutter", "number-without-period"),
        ("12,5", "not-an-extent"),
        ("for eksempel 3 timer om ugen", "not-an-extent"),
        ("1/5 2025", "not-an-extent"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, code: str) -> None:
    with pytest.raises(ExtentError) as caught:
        read_extent(text)
    assert caught.value.code == code
    assert caught.value.message


def test_the_counting_method_is_part_of_every_unit() -> None:
    extent = read_extent("op til fire døgn pr. måned og fem dage i sommerferien", "hoteldøgn")
    assert [part.counting for part in extent.parts] == ["hoteldøgn", "hoteldøgn"]
    assert print_part(extent.parts[0]) == "op til 4 hoteldøgn om måneden"
    with pytest.raises(ExtentError, match="tæller kalenderdøgn"):
        read_extent("op til 36 hoteldøgn om året", "kalenderdøgn")
