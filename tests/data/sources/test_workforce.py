"""Files of the workforce statistics, in small under the columns they came with."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from data.censuses import CENSUSES
from data.errors import Refused
from data.indicator_files import IndicatorFile
from data.inputs import find_inputs, read_inputs
from data.sources import card, recognise
from data.sources.workforce.parse import read_workforce

SAMPLE = Path(__file__).resolve().parents[3] / "data" / "sources" / "workforce" / "sample"
GROUPS, TOTALS = "workforce_by_trust_staff_group.parquet", "workforce_total_fte_2019_2025.csv"


def read(path: Path) -> IndicatorFile:
    known = recognise(path, path.parent)
    assert known is not None
    assert known[0] == "workforce"
    return read_workforce(path, known[1], path.name, "0" * 64)


def cell(told: IndicatorFile, indicator: str, split: str, place: str, period: str) -> float:
    found = told.figures.query(
        "indicator == @indicator and split == @split and place_code == @place and period == @period"
    )
    assert len(found) == 1
    return float(found.value.iloc[0])


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[Callable[[pd.DataFrame], pd.DataFrame]], Path]:
    """Write the sample by staff group anew with something changed."""

    def write(change: Callable[[pd.DataFrame], pd.DataFrame]) -> Path:
        path = tmp_path / "workforce" / "anything.parquet"
        path.parent.mkdir()
        change(pd.read_parquet(SAMPLE / GROUPS)).to_parquet(path)
        return path

    return write


def test_the_whole_of_each_main_group_is_taken_in_full_time_equivalents_and_in_people() -> None:
    told = read(SAMPLE / GROUPS)
    assert cell(told, "staff-all", "all", "RXR", "2010-09") == 5344.83682
    assert cell(told, "staff-clinical", "all", "RXR", "2010-09") == 2938.08896
    assert cell(told, "staff-support", "all", "RXR", "2010-09") == 1450.64467
    assert cell(told, "staff-non-clinical", "all", "RXR", "2010-09") == 938.10319
    assert cell(told, "staff-all", "headcount", "RXR", "2017-09") == 8088


def test_columns_bear_the_names_of_the_file_whatever_pandas_noted_beside_them(tmp_path: Path) -> None:
    path = tmp_path / GROUPS
    table = pq.read_table(SAMPLE / GROUPS)
    noted = {b"pandas": table.schema.metadata[b"pandas"].replace(b'"name": "headcount"', b'"name": "h<adcount"')}
    assert noted != table.schema.metadata
    pq.write_table(table.replace_schema_metadata(noted), path)
    assert read(path).figures.equals(read(SAMPLE / GROUPS).figures)


def test_a_september_dated_the_first_of_the_month_is_the_census_of_that_september() -> None:
    assert set(read(SAMPLE / GROUPS).figures.period) == {"2010-09", "2011-09", "2012-09", "2017-09", "2019-09"}


def test_barts_health_has_no_figure_before_2012() -> None:
    told = read(SAMPLE / GROUPS).figures
    assert told[told.place_code == "R1H"].period.min() == "2012-09"


def test_of_the_monthly_totals_the_census_dates_alone_are_taken() -> None:
    told = read(SAMPLE / TOTALS)
    assert set(told.figures.period) == {"2019-09", "2024-09", "2025-08"}
    assert set(told.figures.indicator) == {"staff-all"}
    assert cell(told, "staff-all", "all", "RXA", "2025-08") == 3825.04177


def test_a_date_that_is_no_census_known_is_refused_and_says_where_to_add_it(
    changed: Callable[[Callable[[pd.DataFrame], pd.DataFrame]], Path],
) -> None:
    path = changed(lambda rows: rows.assign(month=rows.month + pd.DateOffset(years=20)))
    with pytest.raises(Refused, match=r"2030-09.*data/censuses\.py"):
        read(path)


def test_a_figure_told_twice_is_refused(changed: Callable[[Callable[[pd.DataFrame], pd.DataFrame]], Path]) -> None:
    with pytest.raises(Refused, match="two values of staff-all"):
        read(changed(lambda rows: pd.concat([rows, rows[:1]])))


def test_a_missing_figure_is_refused_by_place_and_date(
    changed: Callable[[Callable[[pd.DataFrame], pd.DataFrame]], Path],
) -> None:
    with pytest.raises(Refused, match="is no number"):
        read(changed(lambda rows: rows.assign(fte=rows.fte.where(rows.org_code != "RXR"))))


def test_a_damaged_parquet_file_in_the_folder_is_refused_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "workforce"
    folder.mkdir()
    (folder / GROUPS).write_bytes((SAMPLE / GROUPS).read_bytes()[:2000])
    read = read_inputs(find_inputs([tmp_path]), list, {})
    assert [one.file for one in read.refused] == [f"workforce/{GROUPS}"]


def test_definitions_managers_and_names_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "workforce"
    folder.mkdir()
    (folder / "managers.csv").write_text("YEAR,ORG_CODE,SIMPLE_MANAGERS_FTE\n2009,50,55.4\n", "utf-8")
    (folder / "definitions.csv").write_text("main_staff_group,staff_group_1,clinical_flag_strict\n", "utf-8")
    assert {recognise(path, tmp_path) for path in folder.iterdir()} == {None}


def test_a_workbook_is_added_up_by_body_and_main_group_for_checking_alone(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = card("workforce").details["sheet"]
    sheet.append(card("workforce").details["header"])
    for month, group, fte in (
        ("2017-SEP", "Midwives", 200.5),
        ("2017-SEP", "Managers", 10),
        ("2017-SEP", "Unknown", 1),
        ("2018-JUN", "Midwives", 300),
    ):
        sheet.append([month, "RXR", "East Lancashire", group, "British", fte])
    path = tmp_path / "hchs-staff-by-staff-group-nationality-and-organisation.xlsx"
    book.save(path)
    told = read(path)
    assert told.table == "print"
    assert set(told.figures.period) == {"2017-09"}
    assert cell(told, "staff-all", "all", "RXR", "2017-09") == 211.5
    assert cell(told, "staff-clinical", "all", "RXR", "2017-09") == 200.5


def test_files_of_staff_are_read_with_the_others_of_a_build(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "workforce")
    read = read_inputs(find_inputs([tmp_path]), list, {})
    assert not read.refused
    assert {(one["source"], one["period"]) for one in read.inputs} == {
        ("workforce", "2010-09/2019-09"),
        ("workforce", "2019-09/2025-08"),
    }


@pytest.mark.raw
def test_the_dates_that_are_known_are_those_of_the_file(raw_folder: Path) -> None:
    told = read(raw_folder / "workforce" / GROUPS)
    assert tuple(sorted(set(told.figures.period))) == CENSUSES


@pytest.mark.raw
def test_every_trust_and_group_of_september_2017_equals_the_publisher_s_own_workbook(raw_folder: Path) -> None:
    [path] = (raw_folder / "workforce").glob("*.xlsx")
    keys = ["indicator", "place_code", "period"]
    printed = read(path).figures.set_index(keys).value
    told = read(raw_folder / "workforce" / GROUPS).figures.query("split == 'all' and period == '2017-09'")
    beside = printed.reindex(pd.MultiIndex.from_frame(told[keys]))
    assert len(told) == 138 * 4
    assert (beside.to_numpy() - told.value.to_numpy()).__abs__().max() < 1e-6
