"""What the running map is given, on the committed snapshot."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from geo.ground import Ground, NoSuchGround

WEIGHT = {"trust": 46_000, "council": 90_000}


def test_months_before_the_shares_have_no_areas(ground: Ground) -> None:
    assert ground.trust_layer("2019-03") is None
    assert ground.trust_layer("2019-04") == "trust-2019-04"


@pytest.mark.parametrize(
    ("month", "gone", "heir"),
    [
        ("2023-04", "RA4", "RH5"),
        ("2023-07", "RVY", "RBN"),
        ("2025-01", "RAP", "RAL"),
        ("2026-07", "RVJ", "RA7"),
    ],
)
def test_a_merged_trust_leaves_the_map_in_the_month_of_its_merger(
    ground: Ground, month: str, gone: str, heir: str
) -> None:
    year, number = month.split("-")
    before = f"{year}-{int(number) - 1:02d}" if number != "01" else f"{int(year) - 1}-12"
    assert gone in {shape.code for shape in ground.layer(ground.trust_layer(before) or "")}
    after = {shape.code for shape in ground.layer(ground.trust_layer(month) or "")}
    assert gone not in after
    assert heir in after


def test_about_118_trusts_have_an_area_in_2025(ground: Ground) -> None:
    assert len({shape.code for shape in ground.layer("trust-2025-01")}) == 118


@pytest.mark.parametrize(
    ("kind", "vintage", "english", "welsh"),
    [("council", "2014", 326, 22), ("council", "2025", 296, 22), ("county", "2014", 152, 22),
     ("county", "2025", 153, 22), ("region", "", 9, 0), ("icb", "", 42, 0), ("health-board", "", 0, 7),
     ("nation", "", 1, 1)],
)  # fmt: skip
def test_every_place_of_a_kind_is_drawn_and_served(
    ground: Ground, kind: str, vintage: str, english: int, welsh: int
) -> None:
    served = json.loads(ground.boundaries(kind, vintage or None))["features"]
    codes = {feature["properties"]["code"] for feature in served}
    assert sum(code.startswith("E") for code in codes) == english
    assert sum(code.startswith("W") for code in codes) == welsh
    drawn = ground.layer(f"{kind}-{vintage}" if vintage else kind)
    assert {shape.code for shape in drawn if shape.part == "main"} == codes


def test_layers_are_light_enough_for_the_first_page(ground: Ground) -> None:
    for name, shapes in ground.layers.items():
        budget = WEIGHT.get(name.split("-")[0])
        if budget and name != "trust-points":
            assert sum(len(shape.d) for shape in shapes) <= budget, name


def test_every_served_file_is_under_a_megabyte_and_a_half(ground: Ground) -> None:
    for kind in ground.types:
        for vintage in ground.vintages(kind):
            assert len(ground.boundaries(kind, vintage or None)) < 1_500_000


def test_a_merger_to_come_is_not_served_unless_asked_for(ground: Ground) -> None:
    def codes(vintage: str | None) -> set[str]:
        features = json.loads(ground.boundaries("trust", vintage))["features"]
        return {feature["properties"]["code"] for feature in features}

    assert "RVJ" in codes(None)
    assert "RVJ" not in codes("2026-07")


@pytest.mark.parametrize(
    ("kind", "vintage"), [("ward", None), ("trust", "2018-01"), ("trust", "<b>"), ("council", "x")]
)
def test_what_is_not_held_is_refused_with_what_is(ground: Ground, kind: str, vintage: str | None) -> None:
    with pytest.raises(NoSuchGround) as refused:
        ground.boundaries(kind, vintage)
    assert refused.value.held


def test_town_labels_do_not_collide_at_360_pixels(ground: Ground) -> None:
    size = 88  # 11 px of a sheet 2900 units wide on 360 px
    boxes = []
    for town in ground.towns:
        width = 0.55 * size * len(town.name)
        left = town.x + 20 if town.anchor == "start" else town.x - 20 - width
        boxes.append((town.name, left, town.y - size * 0.7, left + width, town.y + size * 0.3))
    for at, (name, left, top, right, bottom) in enumerate(boxes):
        assert left >= 0, name
        assert right <= 2900, name
        for other, x0, y0, x1, y1 in boxes[at + 1 :]:
            assert right < x0 or x1 < left or bottom < y0 or y1 < top, f"{name} and {other}"


def test_starting_the_map_loads_no_geometry_library() -> None:
    heavy = {"shapely", "geopandas", "pyproj", "pandas"}
    code = f"import sys, geo.ground; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
