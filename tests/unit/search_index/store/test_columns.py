"""Filters and counts by columns come to what asking every piece would."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from search_index.store.columns import Columns, new_values, read_columns
from search_index.store.facts import FAR, Facts
from search_index.store.model import ALL_KINDS, BACKGROUND, Query

DAYS = st.integers(date(2024, 1, 1).toordinal(), date(2024, 1, 9).toordinal())
LAWS = st.sampled_from([(), ("serviceloven/52",), ("serviceloven/52", "barnets-lov/32")])
AGES = st.sampled_from([(), ((0, 17),), ((0, 5), (18, 22))])
TOPICS = st.sampled_from([(), ("børn",), ("børn", "støtte")])


@st.composite
def facts(draw):
    section = str(draw(st.integers(0, 3)))
    owner = draw(st.sampled_from(["a", "b"]))
    version = draw(st.integers(1, 3))
    return Facts(
        key=f"{owner}/s/v{version}#{section}",
        stamp="",
        start=0,
        end=1,
        municipality=owner,
        standard="s",
        version=version,
        kind=draw(st.sampled_from(ALL_KINDS)),
        section_id=section,
        heading="",
        title="",
        first_day=draw(st.just(0) | DAYS),
        last_day=draw(st.just(FAR) | DAYS),
        published=draw(st.just(0) | DAYS),
        confirmed=draw(st.booleans()),
        topics=draw(TOPICS),
        law=draw(LAWS),
        ages=draw(AGES),
    )


QUERIES = st.builds(
    Query,
    words=st.just(""),
    on=st.none() | DAYS.map(date.fromordinal),
    known=st.none() | DAYS.map(date.fromordinal),
    municipality=st.sampled_from(["", "a", "c"]),
    kinds=st.sampled_from([(), (BACKGROUND,), ALL_KINDS[:2]]),
    topic=st.sampled_from(["", "støtte"]),
    age=st.none() | st.integers(0, 30),
    confirmed_only=st.booleans(),
)
SEGMENTS = st.lists(st.lists(facts(), max_size=8), max_size=3)


def columns_of(segments):
    values = new_values()
    return Columns([read_columns(segment, values) for segment in segments], values)


def passes(piece, query):
    return (
        (piece.kind in query.kinds if query.kinds else piece.kind != BACKGROUND)
        and (query.on is None or piece.first_day <= query.on.toordinal() <= piece.last_day)
        and (query.known is None or piece.published <= query.known.toordinal())
        and query.municipality in ("", piece.municipality)
        and (not query.topic or query.topic in piece.topics)
        and (not query.confirmed_only or piece.confirmed)
        and (query.age is None or not piece.ages or any(low <= query.age <= high for low, high in piece.ages))
    )


@given(SEGMENTS, QUERIES)
def test_a_filter_lets_through_what_passes_it(segments, query):
    pieces = [piece for segment in segments for piece in segment]
    assert columns_of(segments).let_through(query).tolist() == [passes(piece, query) for piece in pieces]


@given(SEGMENTS, st.randoms())
def test_every_section_found_is_counted_once(segments, chance):
    columns = columns_of(segments)
    pieces = [piece for segment in segments for piece in segment]
    mask = columns.let_through(Query("", kinds=tuple(chance.sample(ALL_KINDS, 2))))
    last = {pieces[number].section: number for number in mask.nonzero()[0].tolist()}
    sections = columns.sections(mask.nonzero()[0])
    assert sorted(sections.tolist()) == sorted(last.values())
    expected = {}
    for number in last.values():
        expected[pieces[number].law] = expected.get(pieces[number].law, 0) + 1
    assert dict(columns["law"].tally(sections)) == expected
