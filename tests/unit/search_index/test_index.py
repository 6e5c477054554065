"""The index asked by its one door: days, folding, marks, corrections and suggestions."""

from datetime import date
from itertools import pairwise

import pytest

from passages import keys, passage
from search_index import build, open_index
from search_index.analysis.synonyms import SynonymGroup, standard_synonyms
from search_index.store.model import ALL_KINDS, Query


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
