"""Files of public-health indicators, each in small under the header it was published with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.errors import Refused
from data.indicator_files import IndicatorFile
from data.inputs import find_inputs, read_inputs
from data.sources import card, recognise
from data.sources.deprivation.parse import read_deprivation
from data.sources.fingertips.parse import read_fingertips
from data.sources.ons.parse import read_ons
from data.sources.wales.parse import read_wales

SOURCES = Path(__file__).resolve().parents[3] / "data" / "sources"
READERS: dict[str, Callable[..., IndicatorFile]] = {
    "fingertips": read_fingertips,
    "ons": read_ons,
    "deprivation": read_deprivation,
    "wales": read_wales,
}


def read(source: str, name: str) -> IndicatorFile:
    path = SOURCES / source / "sample" / name
    known = recognise(path, path.parent)
    assert known is not None
    assert known[0] == source
    return READERS[source](path, known[1], name, "0" * 64)


def cell(told: IndicatorFile, indicator: str, place: str, period: str) -> dict[str, object]:
    found = told.figures.query("indicator == @indicator and place_code == @place and period == @period")
    assert len(found) == 1
    return dict(found.iloc[0])


def test_a_tidied_fingertips_table_gives_value_and_published_comparison_without_an_interval() -> None:
    row = cell(read("fingertips", "life_expectancy.csv"), "life-expectancy-male", "E06000009", "2023-25")
    assert (row["value"], row["compared"], row["status"]) == (74.2, "worse", "reported")
    assert row["lower"] != row["lower"]


def test_a_blank_value_is_suppressed() -> None:
    row = cell(read("fingertips", "life_expectancy.csv"), "life-expectancy-male", "E09000001", "2023-25")
    assert row["status"] == "suppressed"


def test_the_raw_export_gives_the_interval_and_leaves_splits_by_deprivation_out() -> None:
    told = read("fingertips", "raw_export_90366.csv")
    row = cell(told, "life-expectancy-male", "E06000009", "2019-21")
    assert (row["value"], row["lower"], row["upper"], row["compared"]) == (73.69, 73.08, 74.31, "worse")
    assert told.rows > len(told.figures)


def test_words_of_another_limit_say_the_same_comparison() -> None:
    told = read("fingertips", "adults_depression.csv").figures
    assert {"higher", "not_compared"} >= set(told.compared)


def test_shares_by_deprivation_and_of_wards_are_no_councils() -> None:
    told = read("fingertips", "obese_reception.csv").figures
    assert set(told.place_code) <= {"E92000001", "E06000009"}
    assert not told.duplicated(["place_code", "period"]).any()


def test_an_old_table_goes_to_a_series_of_its_own() -> None:
    told = read("fingertips", "alcohol_related_admissions.csv").figures
    assert set(told.indicator) == {"alcohol-admissions-to-2018"}
    assert "E47000001" not in set(told.place_code)


def test_hackney_and_the_city_published_as_one_are_shown_on_both_and_said_so() -> None:
    told = read("ons", "preventable-cardiovascular-mortality-england.csv")
    for place, other in (("E09000012", "the City of London"), ("E09000001", "Hackney")):
        assert other in str(cell(told, "cvd-mortality", place, "2022-24")["note"])
    assert told.released == "2025-11-04"
    assert "E67000001" not in set(told.figures.place_code)


def test_only_the_new_method_of_dirty_air_is_read() -> None:
    told = read("ons", "indicator_3-9-1.csv").figures
    assert set(told.period) == {"2021"}


def test_the_score_of_deprivation_takes_its_year_from_its_header() -> None:
    assert set(read("deprivation", "imd2019_england_ltla19.csv").figures.period) == {"2019"}
    assert cell(read("deprivation", "imd2025_england_ltla24.csv"), "imd", "E06000001", "2025")["value"] == 37.58


def test_a_welsh_table_names_its_indicator_in_its_column() -> None:
    row = cell(read("wales", "people_life_expectancy.csv"), "wales-life-expectancy", "W06000001", "2021-23")
    assert row["value"] == 80.595


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace(",74.2,", ",seventy,"), "is no number"),
        (lambda text: text.replace("2023 - 25", "lately"), "is no period"),
        (lambda text: text.replace(",Worse,", ",Awful,"), "is no comparison"),
        (lambda text: text[: len(text) // 2].rsplit(",", 2)[0], "no whole table"),
        (lambda text: text + text.splitlines()[1] + "\n", "two values"),
        (lambda text: "Error 404\n" + text, "its first line is not that of any"),
        (
            lambda text: text.replace("area_code,area_name", "areacode,area_name", 1),
            "the nearest is that of the form 'compact': this one lacks area_code; new in it: areacode",
        ),
    ],
)
def test_a_damaged_file_is_refused_by_name(change: Callable[[str], str], said: str, tmp_path: Path) -> None:
    text = (SOURCES / "fingertips" / "sample" / "life_expectancy.csv").read_text("utf-8")
    (tmp_path / "fingertips").mkdir()
    (tmp_path / "fingertips" / "mine.csv").write_text(change(text), "utf-8")
    read = read_inputs(find_inputs([tmp_path]), iter, {})
    assert [one.file for one in read.refused] == ["fingertips/mine.csv"]
    assert said in read.refused[0].why


def test_damaged_metadata_is_refused_by_its_own_name(tmp_path: Path) -> None:
    name = "preventable-cardiovascular-mortality-england"
    (tmp_path / f"{name}.csv").write_bytes((SOURCES / "ons" / "sample" / f"{name}.csv").read_bytes())
    (tmp_path / f"{name}.json").write_text("{")
    with pytest.raises(Refused, match=f"{name}.json"):
        read_ons(tmp_path / f"{name}.csv", "local", f"{name}.csv", "")


def test_every_source_of_indicators_tells_its_origin_and_licence() -> None:
    for source in READERS:
        assert card(source).landing_page.startswith("https://")
        assert "Open Government Licence" in card(source).licence
