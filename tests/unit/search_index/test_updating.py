"""Building and updating: in one step, under open readers, one writer at a time."""

import threading
from dataclasses import replace
from datetime import date

import pytest

from passages import PASSAGES, keys
from search_index import IndexBusyError, build, content_stamp, open_index
from search_index.store.generations import writing
from search_index.store.model import Query


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
