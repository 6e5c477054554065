"""The measures of the house, on a small house made for it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tools.house import broken_limits, main, report
from tools.house_graph import against_the_order, circles, layers, lifted, without_detours
from tools.house_measures import Function, House, read_house
from tools.house_picture import Plan, draw, is_current, plan_of

SOUND = {
    "portal/app.py": "from portal.views import start\n\n\ndef run():\n    return start\n",
    "portal/views/start.py": "from portal.services.citing.citing import Citing\n\nVIEW = Citing\n",
    "portal/services/citing/citing.py": (
        "from calculators.levels import Level\n\n\nclass Citing:\n    def cite(self):\n        return Level\n"
    ),
    "calculators/levels.py": "class Level:\n    pass\n",
    "tests/office.py": "from portal.app import run\n\nOFFICE = run\n",
    "tests/functional/test_citing.py": "from office import OFFICE\n\n\ndef test_it():\n    assert OFFICE\n",
}
LEVEL = "class Level:\n    pass\n"
NUMBER = "A = 1\n"


def house(folder: Path, changes: Mapping[str, str] | None = None) -> House:
    """The sound house, with files changed or added."""
    for name, text in {**SOUND, **(changes or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_house(folder)


def function(name: str, lines: int) -> str:
    return f"def {name}():\n" + "    pass\n" * (lines - 1)


def test_a_sound_house_breaks_no_limit(tmp_path: Path) -> None:
    assert broken_limits(house(tmp_path)) == []


def test_a_folder_of_more_than_twenty_modules(tmp_path: Path) -> None:
    measured = house(tmp_path, {f"portal/views/v{n}.py": NUMBER for n in range(19)})
    assert (measured.folders()["portal/views"], broken_limits(measured)) == (20, [])
    crowded = house(tmp_path, {"portal/views/one_more.py": NUMBER})
    assert broken_limits(crowded) == ["portal/views has 21 modules, more than 20"]


def test_a_package_file_is_no_module_of_its_folder(tmp_path: Path) -> None:
    assert house(tmp_path, {"portal/views/__init__.py": ""}).folders()["portal/views"] == 1


def test_a_module_of_more_than_300_lines(tmp_path: Path) -> None:
    assert broken_limits(house(tmp_path, {"calculators/long.py": NUMBER * 300})) == []
    long = house(tmp_path, {"calculators/long.py": NUMBER * 301})
    assert broken_limits(long) == ["calculators/long.py has 301 lines, more than 300"]


def test_migrations_are_lists_and_may_be_long(tmp_path: Path) -> None:
    steps = {"portal/migrations/versions/0001_all.py": function("upgrade", 301)}
    assert broken_limits(house(tmp_path, steps)) == []


def test_a_function_of_more_than_forty_lines(tmp_path: Path) -> None:
    assert house(tmp_path, {"tests/office.py": function("f", 40)}).long_functions() == []
    found = house(tmp_path, {"tests/office.py": function("f", 41)}).long_functions()
    assert found == [Function("tests/office.py", 1, "f", 41)]


@pytest.mark.parametrize(("file", "name"), [("web/routes.py", "includeme"), ("config.py", "configure")])
def test_the_two_lists_may_be_long_where_they_stand_and_nowhere_else(
    tmp_path: Path, file: str, name: str
) -> None:
    text = function(name, 41)
    assert house(tmp_path, {f"portal/{file}": text}).long_functions() == []
    assert len(house(tmp_path, {"portal/views/other.py": text}).long_functions()) == 1


def test_a_method_and_an_inner_function_are_functions_and_decorators_are_not_counted(tmp_path: Path) -> None:
    inner = "        def inner():\n            pass\n        return inner\n"
    text = f"class A:\n    @staticmethod\n    def m():\n{inner}"
    measured = house(tmp_path, {"calculators/a.py": text})
    found = [f for f in measured.functions() if f.path == "calculators/a.py"]
    assert [(f.name, f.lines) for f in found] == [("m", 4), ("inner", 2)]


def test_median_and_ninth_decile_of_functions(tmp_path: Path) -> None:
    text = "\n\n".join(function(f"f{n}", n + 2) for n in range(10))
    lengths = house(tmp_path, {"calculators/levels.py": text}).lengths("calculators")
    assert (lengths.number, lengths.median, lengths.ninth_decile, lengths.maximum) == (10, 6.5, 10, 11)


def test_a_house_of_long_functions_breaks_both_limits(tmp_path: Path) -> None:
    text = "\n\n".join(function(f"f{n}", 21) for n in range(9))
    assert broken_limits(house(tmp_path, {"calculators/levels.py": text})) == [
        "half of all functions have more than 8 lines: 21",
        "a tenth of all functions have more than 20 lines: 21",
    ]


def test_two_public_classes_of_one_name(tmp_path: Path) -> None:
    measured = house(tmp_path, {"portal/views/level.py": LEVEL})
    assert measured.twins() == {"Level": ["calculators/levels.py", "portal/views/level.py"]}
    assert broken_limits(measured) == ["Level is a class in calculators/levels.py, portal/views/level.py"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("portal/views/level.py", "class _Level:\n    pass\n"),
        ("portal/views/level.py", "class Outer:\n    class Level:\n        pass\n"),
        ("tests/level.py", LEVEL),
    ],
)
def test_private_inner_and_test_classes_are_no_twins(tmp_path: Path, file: str, text: str) -> None:
    assert house(tmp_path, {file: text}).twins() == {}


def test_files_that_import_each_other(tmp_path: Path) -> None:
    late = "def late():\n    import calculators.levels\n    return calculators.levels\n"
    early = "from calculators import tables\n"
    measured = house(tmp_path, {"calculators/levels.py": early, "calculators/tables.py": late})
    assert measured.file_circles() == [("calculators/levels.py", "calculators/tables.py")]
    assert broken_limits(measured) == ["calculators/levels.py, calculators/tables.py import each other"]


def test_packages_that_import_each_other_though_no_files_do(tmp_path: Path) -> None:
    upwards = {"calculators/other.py": "from portal.views import free\n", "portal/views/free.py": NUMBER}
    measured = house(tmp_path, upwards)
    assert measured.file_circles() == []
    assert measured.package_circles() == [("calculators", "portal/services/citing", "portal/views")]


@pytest.mark.parametrize(
    ("file", "text", "found"),
    [
        ("portal/x.py", "from portal.views.start import VIEW\n", "portal/views/start.py"),
        ("portal/x.py", "from portal.views import start\n", "portal/views/start.py"),
        ("portal/x.py", "import portal.views.start\n", "portal/views/start.py"),
        ("portal/x.py", "import os, json\nfrom pathlib import Path\n", None),
        ("portal/views/x.py", "from start import VIEW\n", None),
        ("tests/unit/x.py", "from office import OFFICE\n", "tests/office.py"),
        ("tests/functional/x.py", "from test_citing import test_it\n", "tests/functional/test_citing.py"),
    ],
)
def test_what_an_import_means(tmp_path: Path, file: str, text: str, found: str | None) -> None:
    assert house(tmp_path, {file: text}).imports()[file] == ({found} if found else set())


def test_a_package_file_that_says_something_is_what_is_imported(tmp_path: Path) -> None:
    models = {
        "portal/models/__init__.py": "from portal.models.rows import ROW\n",
        "portal/models/rows.py": "ROW = 1\n",
        "portal/x.py": "from portal.models import ROW\n",
    }
    imports = house(tmp_path, models).imports()
    assert imports["portal/x.py"] == {"portal/models/__init__.py"}


def test_circles_layers_and_detours() -> None:
    graph = {"a": {"b", "c", "d"}, "b": {"c"}, "c": {"b", "d"}, "d": set(), "e": {"e"}}
    assert circles(graph) == [("b", "c"), ("e",)]
    straight = {"a": {"b", "c", "d"}, "b": {"c"}, "c": set(), "d": {"c"}}
    assert layers(straight) == {"c": 0, "b": 1, "d": 1, "a": 2}
    assert without_detours(straight) == {"a": {"b", "d"}, "b": {"c"}, "c": set(), "d": {"c"}}


def test_what_one_alone_needs_stands_right_below_it() -> None:
    graph = {"a": {"b", "own"}, "b": {"c"}, "c": set(), "own": set()}
    assert lifted(graph, layers(graph)) == {"a": 2, "b": 1, "own": 1, "c": 0}


def test_a_circle_is_opened_where_the_fewest_files_close_it() -> None:
    circle = {"a": {"b": 3}, "b": {"c": 1}, "c": {"a": 5}, "d": {"a": 1}}
    assert against_the_order(circle) == {("b", "c")}


def test_the_plan_has_the_packages_in_layers(tmp_path: Path) -> None:
    assert plan_of(house(tmp_path)) == Plan(
        layer={"calculators": 0, "portal/services/citing": 1, "portal/views": 2, "portal: app": 3},
        arrows={
            "calculators": set(),
            "portal/services/citing": {"calculators"},
            "portal/views": {"portal/services/citing"},
            "portal: app": {"portal/views"},
        },
        upward=frozenset(),
    )


def test_an_import_that_closes_a_circle_runs_up_and_is_red(tmp_path: Path) -> None:
    plan = plan_of(house(tmp_path, {"calculators/other.py": "from portal.views import start\n"}))
    assert plan.upward == {("calculators", "portal/views")}
    assert plan.layer["calculators"] < plan.layer["portal/views"]
    assert draw(plan).count('class="up"') == 1


def test_single_modules_of_one_layer_are_one_box(tmp_path: Path) -> None:
    plan = plan_of(house(tmp_path, {"portal/clock.py": NUMBER, "portal/settings.py": NUMBER}))
    assert plan.layer["portal: clock, settings"] == 0


def test_deeper_folders_belong_to_the_package_above(tmp_path: Path) -> None:
    deep = {"portal/services/citing/deep/x.py": NUMBER, "search_index/data/x.py": NUMBER}
    plan = plan_of(house(tmp_path, deep))
    assert "portal/services/citing/deep" not in plan.layer
    assert "search_index/data" in plan.layer


def test_the_picture_shows_every_box_and_every_arrow_down(tmp_path: Path) -> None:
    svg = ElementTree.fromstring(draw(plan_of(house(tmp_path))))
    space = "{http://www.w3.org/2000/svg}"
    titles = {text.text for text in svg.iter(f"{space}text")}
    assert titles == {"services/citing", "views", "app", "calculators"}
    assert len([path for path in svg.iter(f"{space}path") if path.get("marker-end")]) == 3
    boxes = [(box.get("id"), box.find(f"{space}rect")) for box in svg.iter(f"{space}g")]
    height = {name: float(box.get("y", "")) for name, box in boxes if box is not None}
    assert height["portal: app"] < height["portal/views"] < height["calculators"]


def test_no_two_boxes_of_the_picture_overlap(tmp_path: Path) -> None:
    wide = {f"portal/services/{'long' * n}/x.py": "import calculators.levels\n" for n in range(1, 8)}
    svg = ElementTree.fromstring(draw(plan_of(house(tmp_path, wide))))
    space = "{http://www.w3.org/2000/svg}"
    boxes = [box.find(f"{space}rect") for box in svg.iter(f"{space}g")]
    spans = sorted(
        (float(box.get("y", "")), float(box.get("x", "")), float(box.get("width", "")))
        for box in boxes
        if box is not None
    )
    for (y, x, width), (next_y, next_x, _) in pairwise(spans):
        assert y != next_y or x + width < next_x


def test_the_picture_is_the_same_each_time_and_says_when_it_is_old(tmp_path: Path) -> None:
    picture = tmp_path / "house.svg"
    house(tmp_path)
    assert main(["--root", str(tmp_path), "--picture", str(picture)]) == 0
    assert draw(plan_of(read_house(tmp_path))) == picture.read_text("utf-8")
    assert is_current(picture, read_house(tmp_path))
    assert not is_current(picture, house(tmp_path, {"portal/clock.py": NUMBER}))
    assert not is_current(tmp_path / "none.svg", read_house(tmp_path))


def test_the_command_says_what_is_measured_and_fails_where_a_limit_is_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    house(tmp_path, {"portal/views/level.py": LEVEL})
    assert main(["--root", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "Level is a class in calculators/levels.py, portal/views/level.py" in said
    assert "portal/services/citing" in said


def test_the_report_marks_the_crowded_folder(tmp_path: Path) -> None:
    lines = report(house(tmp_path, {f"calculators/c{n}.py": "" for n in range(20)})).splitlines()
    assert [line for line in lines if line.endswith("!")] == ["  21  calculators !"]
