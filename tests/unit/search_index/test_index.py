"""The index by its one door: building, asking, filtering, folding, updating, comparing."""

import threading
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from search_index import IndexBusyError, build, content_stamp, open_index
from search_index.analysis.synonyms import SynonymGroup, standard_synonyms
from search_index.store.generations import writing
from search_index.store.model import ALL_KINDS, Passage, Query


def passage(key, heading, text, **more):
    owner, standard, rest = key.split("/")
    version, section_id = rest.split("#")
    given = {"kind": "kvalitetsstandard", "title": "Støtte til børn", "confirmed": True} | more
    return Passage(
        key=key,
        municipality=owner,
        standard=standard,
        version=int(version[1:]),
        section_id=section_id,
        heading=heading,
        text=text,
        **given,
    )


OLD = {"first_day": date(2020, 1, 1), "last_day": date(2024, 12, 31), "published": date(2019, 12, 1)}
NEW = {"first_day": date(2025, 1, 1), "published": date(2024, 12, 1)}
PASSAGES = [
    passage("randers/aflastning/v1#omfang", "Omfang", "Døgnaflastning bevilges med 24 døgn.", **OLD),
    passage(
        "randers/aflastning/v2#omfang",
        "Omfang",
        "Døgnaflastning bevilges efter et skøn.",
        tables="Lette problemer: Op til 36 døgn\nSvære problemer: Op til 84 døgn",
        law=("barnets-lov/90",),
        topics=("aflastning", "handicap"),
        ages=((0, 17),),
        **NEW,
    ),
    passage(
        "randers/aflastning/v2#klage",
        "Klage",
        "Du kan klage over afgørelsen senest fire uger efter.",
        law=("servicelovens/166",),
        **NEW,
    ),
    passage(
        "alleroed/aflastning/v1#omfang",
        "Omfang",
        "Aflastning gives i en familie efter servicelovens § 52, stk. 3, nr. 5.",
        kind="serviceniveau",
        confirmed=False,
        topics=("aflastning",),
        ages=((0, 6),),
        **NEW,
    ),
    passage("styrelse/studie/v1#kapitel-1", "Kapitel 1", "Undersøgelsen om hoppeborg.", kind="baggrund"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    path = tmp_path_factory.mktemp("index")
    assert build(path, PASSAGES) == len(PASSAGES)
    return open_index(path)


def keys(results):
    return [hit.key for hit in results.hits]


def test_the_text_in_force_on_the_day_is_found(index):
    assert keys(index.search(Query("døgnaflastning", on=date(2025, 6, 1), municipality="randers"))) == [
        "randers/aflastning/v2#omfang"
    ]
    assert keys(index.search(Query("døgnaflastning", on=date(2022, 6, 1)))) == [
        "randers/aflastning/v1#omfang"
    ]
    assert keys(index.search(Query("døgnaflastning", on=date(2000, 6, 1)))) == []


@pytest.mark.parametrize(("day", "found"), [(date(2024, 12, 31), "v1"), (date(2025, 1, 1), "v2")])
def test_both_ends_of_the_time_in_force_count(index, day, found):
    assert keys(index.search(Query("døgnaflastning", on=day, municipality="randers"))) == [
        f"randers/aflastning/{found}#omfang"
    ]


def test_what_was_published_later_is_not_known_yet(index):
    assert index.search(Query("døgnaflastning", municipality="randers", known=date(2019, 1, 1))).total == 0
    assert keys(index.search(Query("døgnaflastning", municipality="randers", known=date(2020, 1, 1)))) == [
        "randers/aflastning/v1#omfang"
    ]


def test_earlier_versions_are_folded_under_the_newest(index):
    found = index.search(Query("døgnaflastning", municipality="randers"))
    (hit,) = found.hits
    assert (hit.key, hit.earlier) == ("randers/aflastning/v2#omfang", ("randers/aflastning/v1#omfang",))
    assert found.total == 1


def test_an_earlier_version_stands_alone_where_only_it_has_the_words(index):
    (hit,) = index.search(Query("24 døgn", municipality="randers", on=date(2021, 1, 1))).hits
    assert (hit.key, hit.earlier) == ("randers/aflastning/v1#omfang", ())


def test_background_is_left_out_unless_asked_for(index):
    assert index.search(Query("hoppeborg")).total == 0
    assert keys(index.search(Query("hoppeborg", kinds=ALL_KINDS))) == ["styrelse/studie/v1#kapitel-1"]
    assert index.search(Query("hoppeborg", kinds=("serviceniveau",))).total == 0


def test_background_is_neither_counted_corrected_nor_suggested(index):
    found = index.search(Query("hoppeborq undersøgelse"))
    assert (found.total, found.counts, found.corrected, found.near) == (0, {}, "", ())
    assert index.suggest("hoppe") == ()
    assert index.suggest("kap") == ()
    assert index.suggest("hoppe", kinds=ALL_KINDS) == ("hoppeborg",)
    assert index.search(Query("hoppeborq", kinds=ALL_KINDS)).corrected == "hoppeborg"


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"municipality": "alleroed"}, {"alleroed/aflastning/v1#omfang"}),
        ({"kinds": ("serviceniveau",)}, {"alleroed/aflastning/v1#omfang"}),
        ({"topic": "handicap"}, {"randers/aflastning/v2#omfang"}),
        ({"law": "barnets-lov/90"}, {"randers/aflastning/v2#omfang"}),
        ({"law": "/90"}, {"randers/aflastning/v2#omfang"}),
        ({"law": "serviceloven/52"}, {"alleroed/aflastning/v1#omfang"}),
        ({"law": "serviceloven/52/3"}, {"alleroed/aflastning/v1#omfang"}),
        ({"law": "serviceloven/53"}, set()),
        ({"age": 15}, {"randers/aflastning/v2#omfang"}),
        ({"confirmed_only": True}, {"randers/aflastning/v2#omfang"}),
        ({"municipality": "randers", "kinds": ("serviceniveau",)}, set()),
    ],
)
def test_filters_work_inside_the_search(index, filters, found):
    results = index.search(Query("aflastning", on=date(2025, 6, 1), **filters))
    assert set(keys(results)) == found
    assert results.total == len(found)


def test_counts_are_of_all_hits_and_not_of_the_page(index):
    results = index.search(Query("aflastning", on=date(2025, 6, 1), limit=1))
    assert len(results.hits) == 1
    assert results.total == 2
    assert results.counts["municipality"] == {"randers": 1, "alleroed": 1}
    assert results.counts["kind"] == {"kvalitetsstandard": 1, "serviceniveau": 1}
    assert results.counts["topic"] == {"aflastning": 2, "handicap": 1}
    assert results.counts["confirmed"] == {"ja": 1, "nej": 1}


def test_pages_follow_one_another(index):
    pages = [index.search(Query("aflastning", on=date(2025, 6, 1), limit=1, offset=n)).hits for n in range(3)]
    assert len({hit.key for page in pages for hit in page}) == 2
    assert pages[2] == ()


def test_the_municipality_preferred_comes_first(index):
    for owner in ("alleroed", "randers"):
        found = index.search(Query("aflastning", on=date(2025, 6, 1), prefer_municipality=owner))
        assert found.hits[0].municipality == owner
        assert found.total == 2


def test_the_words_of_a_table_are_found_and_shown(index):
    (hit,) = index.search(Query("svære problemer", on=date(2025, 6, 1))).hits
    assert "Op til 84 døgn" in hit.passage
    assert "Svære problemer" in [hit.passage[a:b] for a, b in hit.marks] or "Svære" in hit.passage


def test_marks_are_on_the_part_that_matched(index):
    (hit,) = index.search(Query("aflastning", on=date(2025, 6, 1), municipality="randers")).hits
    assert "aflastning" in [hit.passage[a:b] for a, b in hit.marks]
    assert "Døgnaflastning" not in [hit.passage[a:b] for a, b in hit.marks]


def test_a_misspelled_word_is_corrected_and_its_results_shown(index):
    found = index.search(Query("klaeg over afgørelsen", on=date(2025, 6, 1)))
    assert keys(found)[0] == "randers/aflastning/v2#klage"
    found = index.search(Query("døgnaflastnign", on=date(2025, 6, 1)))
    assert found.corrected == "døgnaflastning"
    assert found.total


def test_a_compound_that_is_misspelled_is_corrected_though_a_part_of_it_is_known(tmp_path):
    build(tmp_path, [passage("a/b/v1#x", "Kort", "Et ledsagerkort giver rabat. Kortet er gratis.")])
    index = open_index(tmp_path)
    assert index.search(Query("ledsagekort")).corrected == "ledsagerkort"
    assert index.search(Query("ledsagelseskort")).corrected == ""


def test_good_danish_that_is_not_there_is_not_corrected(index):
    assert index.search(Query("kanin")).corrected == ""


def test_suggestions_are_words_and_headings(index):
    assert index.suggest("dø") == ("døgnaflastning", "døgn") or "døgnaflastning" in index.suggest("dø")
    assert "døgnaflastning" in index.suggest("doegn")
    assert "Klage" in index.suggest("kla")
    assert index.suggest("k") == ()
    assert index.suggest("") == ()
    assert index.suggest("omf", municipality="alleroed") == ("Omfang",)
    assert index.suggest("klag", municipality="alleroed") == ()


def test_a_synonym_works_without_rebuilding(index):
    assert index.search(Query("overnatning")).total == 0
    index.use_synonyms(standard_synonyms().merged([SynonymGroup(("overnatning", "døgnaflastning"), "prøve")]))
    try:
        assert index.search(Query("overnatning")).total
    finally:
        index.use_synonyms(standard_synonyms())


def test_no_index_finds_nothing_until_it_is_built(tmp_path):
    index = open_index(tmp_path / "later")
    assert index.search(Query("aflastning")).total == 0
    assert index.suggest("afl") == ()
    assert index.keys() == {}
    build(tmp_path / "later", PASSAGES)
    assert index.search(Query("aflastning")).total


def test_an_empty_index_finds_nothing(tmp_path):
    build(tmp_path, [])
    assert open_index(tmp_path).search(Query("aflastning")).total == 0


def test_an_update_replaces_adds_and_removes_in_one_step(tmp_path):
    build(tmp_path, PASSAGES)
    index = open_index(tmp_path)
    assert index.search(Query("klage")).total == 1
    changed = replace(PASSAGES[1], text="Hoteldøgn gives.")
    index.update([changed], [PASSAGES[2].key, "findes/ikke/v1#x"])
    assert index.search(Query("klage over afgørelsen")).total == 0
    assert keys(index.search(Query("hoteldøgn"))) == [changed.key]
    assert index.keys() == {
        passage.key: content_stamp(passage) for passage in (PASSAGES[0], changed, PASSAGES[3], PASSAGES[4])
    }


def test_an_update_twice_is_an_update_once(tmp_path):
    index = open_index(tmp_path)
    for _ in range(2):
        index.update(PASSAGES)
    assert index.search(Query("døgnaflastning", on=date(2025, 6, 1))).total == 2
    assert len(index.keys()) == len(PASSAGES)


def test_many_updates_keep_the_index_whole(tmp_path):
    index = open_index(tmp_path)
    for number in range(25):
        index.update([replace(PASSAGES[0], key=f"randers/s{number}/v1#omfang", standard=f"s{number}")])
    assert index.search(Query("døgnaflastning", limit=50)).total == 25


def test_a_rebuild_swaps_the_index_under_an_open_reader(tmp_path):
    build(tmp_path, PASSAGES)
    index = open_index(tmp_path)
    assert index.search(Query("klage")).total == 1
    for _ in range(3):
        build(tmp_path, PASSAGES[:2])
    assert index.search(Query("klage over afgørelsen")).total == 0
    assert len(list(tmp_path.glob("build-*"))) == 2


def test_a_build_that_fails_leaves_the_index_as_it_was(tmp_path):
    build(tmp_path, PASSAGES)
    index = open_index(tmp_path)

    def failing():
        yield PASSAGES[0]
        raise RuntimeError("kilden svigter")

    with pytest.raises(RuntimeError):
        build(tmp_path, failing())
    assert len(index.keys()) == len(PASSAGES)
    build(tmp_path, PASSAGES)
    assert len(list(tmp_path.glob("build-*"))) == 2


def test_a_second_writer_waits_and_then_says_so(tmp_path):
    build(tmp_path, PASSAGES)
    index = open_index(tmp_path)
    with writing(tmp_path, 1), pytest.raises(IndexBusyError):
        index.update([], ["x"], time_limit=0.1)
    assert index.search(Query("klage")).total == 1


def test_readers_and_a_writer_do_not_disturb_each_other(tmp_path):
    build(tmp_path, PASSAGES)
    index = open_index(tmp_path)
    wrong = []

    def read():
        for _ in range(40):
            if index.search(Query("døgnaflastning", on=date(2025, 6, 1), municipality="randers")).total != 1:
                wrong.append("antal")

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(6):
        index.update([replace(PASSAGES[2], text=f"Klag nu {number}.")])
    for reader in readers:
        reader.join()
    assert not wrong


def test_nobody_waits_while_another_opens_what_is_new(tmp_path):
    build(tmp_path, PASSAGES)
    index = open_index(tmp_path)
    assert index.search(Query("klage")).total == 1
    open_index(tmp_path).update(remove=["randers/aflastning/v2#klage"])
    with index._opening:  # as a thread holds it that reads the new state
        assert index.search(Query("klage")).total == 1
    assert index.search(Query("klage over afgørelsen")).total == 0


def test_an_index_can_be_opened_before_it_is_asked(tmp_path):
    index = open_index(tmp_path)
    index.warm()
    build(tmp_path, PASSAGES)
    index.warm()
    assert index.search(Query("klage")).total == 1


def test_progress_is_told(tmp_path):
    told = []
    build(tmp_path, PASSAGES, told.append)
    assert told == [1, 2, 3, 4, 5]


def test_a_long_section_gives_hits_at_places_that_do_not_overlap(tmp_path):
    filler = " ".join(f"fyld{number}." for number in range(900))
    text = f"Indledning om kontaktperson. {filler} Her står kontaktperson igen. {filler} Slut kontaktperson."
    build(tmp_path, [passage("a/studie/v1#kapitel", "Kapitel", text)])
    hits = open_index(tmp_path).search(Query("kontaktperson")).hits
    assert len(hits) == 3
    spans = sorted((hit.start, hit.start + len(hit.passage)) for hit in hits)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    for hit in hits:
        assert text[hit.start :].startswith(hit.passage)
        assert len(hit.passage.split()) <= 400
        assert "kontaktperson" in hit.passage


@pytest.mark.parametrize(
    ("chosen", "name", "counts"),
    [
        ({"municipality": "randers"}, "municipality", {"randers": 1, "alleroed": 1}),
        ({"municipality": "randers"}, "kind", {"kvalitetsstandard": 1}),
        ({"kinds": ("kvalitetsstandard",)}, "kind", {"kvalitetsstandard": 1, "serviceniveau": 1}),
        ({"confirmed_only": True}, "confirmed", {"ja": 1, "nej": 1}),
        ({"topic": "handicap"}, "topic", {"aflastning": 2, "handicap": 1}),
        ({"topic": "handicap"}, "municipality", {"randers": 1}),
        ({"law": "barnets-lov/90"}, "law", {"barnets-lov/90": 1}),
        ({"age": 10}, "ages", {"0-17": 1, "0-6": 1}),
        ({"municipality": "randers", "topic": "handicap"}, "municipality", {"randers": 1}),
        ({"municipality": "findes-ikke"}, "municipality", {"randers": 1, "alleroed": 1}),
        ({"municipality": "findes-ikke", "kinds": ("baggrund",)}, "municipality", {}),
        ({"kinds": ALL_KINDS}, "kind", {"kvalitetsstandard": 1, "serviceniveau": 1}),
        ({"kinds": ("baggrund",)}, "kind", {"kvalitetsstandard": 1, "serviceniveau": 1}),
        ({"municipality": "randers", "on": date(2018, 1, 1)}, "municipality", {}),
        ({"municipality": "alleroed", "on": date(2022, 1, 1)}, "municipality", {"randers": 1}),
        ({"municipality": "alleroed", "known": date(2019, 12, 31)}, "municipality", {}),
        (
            {"municipality": "alleroed", "on": None, "known": date(2019, 12, 31)},
            "municipality",
            {"randers": 1},
        ),
    ],
)
def test_a_chosen_filter_is_counted_under_the_others(index, chosen, name, counts):
    results = index.search(Query("aflastning", **{"on": date(2025, 6, 1), **chosen}))
    assert results.counts.get(name, {}) == counts


def test_what_is_left_out_by_itself_is_not_counted(index):
    """A study is counted only where studies are asked for."""
    assert index.search(Query("hoppeborg", municipality="randers")).counts == {}
    assert index.search(Query("hoppeborg", municipality="styrelse", kinds=ALL_KINDS)).counts[
        "municipality"
    ] == {"styrelse": 1}


def test_a_section_counts_under_each_of_its_versions(tmp_path):
    shared = {"topics": ("handicap",), "law": ("barnets-lov/90",)}
    versions = [
        passage("a/b/v1#c", "Omfang", "Aflastning.", topics=("leg",), law=("serviceloven/52",), **OLD),
        passage("a/b/v2#c", "Omfang", "Aflastning.", **shared, **NEW),
        passage("a/b/v3#c", "Omfang", "Aflastning.", **shared, confirmed=False),
    ]
    build(tmp_path, versions)
    counts = open_index(tmp_path).search(Query("aflastning", on=None)).counts
    assert counts["topic"] == {"handicap": 1, "leg": 1}
    assert counts["law"] == {"barnets-lov/90": 1, "serviceloven/52": 1}
    assert counts["confirmed"] == {"nej": 1, "ja": 1}
    assert counts["municipality"] == {"a": 1}
