"""Waits in Wales, each file in small under the header it was given with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.errors import Refused
from data.indicator_files import IndicatorFile
from data.inferred import NO_MONTH
from data.sources import recognise
from data.sources.statswales.parse import read_statswales

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "sources" / "statswales" / "sample"
BOARDS, AE, WEEKS = "rtt_by_health_board_2022.csv", "ae_by_hospital_2022.csv", "rtt_all_wales.csv"


def read(path: Path) -> IndicatorFile:
    known = recognise(path, path.parent)
    assert known is not None
    assert known[0] == "statswales"
    return read_statswales(path, known[1], path.name, "0" * 64)


def cell(told: IndicatorFile, indicator: str, place: str, period: str) -> dict[str, object]:
    found = told.figures.query("indicator == @indicator and place_code == @place and period == @period")
    assert len(found) == 1
    return dict(found.iloc[0])


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    text = (SAMPLES / name).read_text("utf-8-sig")
    assert old in text
    path = folder / name
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_a_health_board_has_both_long_waits_with_the_counts_behind_them() -> None:
    told = read(SAMPLES / BOARDS)
    powys = cell(told, "wales-rtt-over-18-weeks", "W11000024", "2022-03")
    assert (powys["numerator"], powys["denominator"]) == (697, 5972)
    assert powys["value"] == pytest.approx(11.67, abs=0.005)
    assert cell(told, "wales-rtt-over-53-weeks", "W11000030", "2022-03")["value"] == pytest.approx(29.10, abs=0.005)


def test_wales_is_the_sum_of_its_seven_boards_and_says_so() -> None:
    wales = cell(read(SAMPLES / BOARDS), "wales-rtt-over-18-weeks", "W92000004", "2022-03")
    assert (wales["numerator"], wales["denominator"]) == (394096, 701418)
    assert "sum of the seven health boards" in str(wales["note"])


def test_a_file_that_names_no_month_says_how_its_month_is_known() -> None:
    for name in (BOARDS, AE):
        assert all(NO_MONTH in note for note in read(SAMPLES / name).figures.note)


def test_a_file_of_an_unknown_month_is_refused_and_not_called_march(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"its total of 701,419 is not one that is known: 701,418 \(2022-03\)"):
        read(changed(tmp_path, BOARDS, "5972,697", "5973,697"))


def test_a_hospital_is_known_by_the_end_of_its_code_and_a_board_by_its_own() -> None:
    told = read(SAMPLES / AE)
    assert cell(told, "wales-ae-4-hour", "7A3B7", "2022-04")["numerator"] == 2290
    assert cell(told, "wales-ae-4-hour", "W11000030", "2022-04")["denominator"] == 14281
    assert cell(told, "wales-ae-4-hour", "W92000004", "2022-04")["value"] == pytest.approx(65.8676, abs=1e-4)


def test_the_major_departments_add_up_to_the_number_that_dates_the_file() -> None:
    major = ["7A3B7", "7A6G9", "7A5B3", "7A2AG", "7A1A4", "7A3C7", "7A2AJ", "7A5B1", "7A2BL", "7A1A1", "7A1AU", "7A4BV"]
    figures = read(SAMPLES / AE).figures
    assert figures[figures.place_code.isin(major)].denominator.sum() == 62048


def test_more_seen_within_four_hours_than_came_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot stand as within"):
        read(changed(tmp_path, AE, "4435.0,51.6347,2290.0", "4435.0,51.6347,22900.0"))


def test_weeks_are_added_up_to_26_and_equal_the_total_printed_beside_them() -> None:
    told = read(SAMPLES / WEEKS)
    july = cell(told, "wales-rtt-26-weeks", "W92000004", "2022-07")
    assert (july["numerator"], july["denominator"]) == (410392, 743229)
    assert cell(told, "wales-rtt-26-weeks", "W92000004", "2011-09")["note"] == ""
    assert "marks this month" in str(cell(told, "wales-rtt-26-weeks", "W92000004", "2011-12")["note"])


def test_weeks_that_do_not_add_up_to_what_is_printed_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"line 4: its weeks add up to \[359167,"):
        read(changed(tmp_path, WEEKS, "33452,29135", "33453,29135"))


def test_pages_of_emergencies_give_the_same_figures_as_the_table() -> None:
    told, table = read(SAMPLES / "hlth0035.json"), read(SAMPLES / AE)
    for place in ("7A6AR", "7A6G9", "W11000028", "W92000004"):
        assert cell(told, "wales-ae-4-hour", place, "2022-04")["value"] == cell(
            table, "wales-ae-4-hour", place, "2022-04"
        )["value"]  # fmt: skip


@pytest.mark.parametrize("spelling", ["Weekswaiting_SortOrder", "WeeksWaiting_SortOrder"])
def test_pages_of_waits_give_the_same_figures_as_the_table_in_either_spelling(tmp_path: Path, spelling: str) -> None:
    told = read(changed(tmp_path, "hlth0083.json", "Weekswaiting_SortOrder", spelling))
    table = read(SAMPLES / BOARDS)
    for indicator in ("wales-rtt-over-18-weeks", "wales-rtt-over-53-weeks"):
        for place in ("W11000024", "W11000031", "W92000004"):
            assert cell(told, indicator, place, "2022-03")["value"] == cell(table, indicator, place, "2022-03")["value"]


def test_a_column_that_is_called_otherwise_is_refused_with_the_nearest(tmp_path: Path) -> None:
    path = changed(tmp_path, "hlth0035.json", "Hospital_Code", "HospitalCode_STR")
    with pytest.raises(Refused, match="column 'Hospital_Code' is missing; the nearest column is 'HospitalCode_STR'"):
        read(path)


def test_a_dataset_that_counts_a_known_month_twice_is_refused(tmp_path: Path) -> None:
    told = json.loads((SAMPLES / "hlth0083.json").read_text("utf-8"))
    path = tmp_path / "hlth0083.json"
    path.write_text(json.dumps(told | {"value": told["value"] * 2}), "utf-8")
    with pytest.raises(Refused, match=r"its boards have 1,402,836 pathways in 2022-03, where 701,418 are known"):
        read(path)


@pytest.mark.raw
def test_every_month_of_the_raw_series_adds_up_and_none_is_missing(raw_folder: Path) -> None:
    told = read(raw_folder / "wales" / "rtt_all_wales_2011_2022.csv").figures
    assert (len(told), told.period.min(), told.period.max()) == (131, "2011-09", "2022-07")


@pytest.mark.parametrize("said", ["²", "½", "three"])
def test_what_only_looks_like_a_number_of_people_is_refused(said: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=f"line 4: '{said}' is no number"):
        read(changed(tmp_path, WEEKS, "33452", said))
