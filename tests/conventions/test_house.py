"""How large folders, modules and functions may be, and that names and imports are plain.

``make house`` prints the same with all its numbers.
"""

from __future__ import annotations

import pytest

from conftest import ROOT
from tools.house import (
    crowded_folders,
    file_circles,
    function_lengths,
    long_functions,
    long_modules,
    twins,
)
from tools.house_measures import House, read_house


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(ROOT)


def test_no_folder_is_crowded(house: House) -> None:
    assert crowded_folders(house) == []


def test_no_module_is_two(house: House) -> None:
    """A module over 300 lines is two of something; the migrations are lists."""
    assert long_modules(house) == []


def test_half_of_all_functions_have_eight_lines_and_nine_of_ten_twenty(house: House) -> None:
    assert function_lengths(house) == []


def test_no_function_is_two(house: House) -> None:
    """One over 40 lines is, unless it is a list of routes or parts."""
    assert long_functions(house) == []


def test_no_class_name_stands_twice(house: House) -> None:
    assert twins(house) == []


def test_no_files_import_each_other(house: House) -> None:
    assert file_circles(house) == []
