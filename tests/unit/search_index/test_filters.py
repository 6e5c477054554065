"""Filters inside the search, and what each choice would give, counted."""

from datetime import date

import pytest

from passages import NEW, OLD, keys, passage
from search_index import build, open_index
from search_index.store.model import ALL_KINDS, Query


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
