"""A&E workbooks "by provider"."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data.errors import Refused
from data.reading import ENGLAND
from data.sources.ae.workbook import read_workbook

SAMPLE = (
    Path(__file__).resolve().parents[4]
    / "data"
    / "sources"
    / "ae"
    / "sample"
    / "March-2021-AE-by-provider-revised-280421.xlsx"
)
Sheet = openpyxl.worksheet.worksheet.Worksheet


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(change: Callable[[Sheet], None], name: str = SAMPLE.name) -> Path:
        workbook = openpyxl.load_workbook(SAMPLE)
        change(workbook["Provider Level Data"])
        workbook.save(tmp_path / name)
        return tmp_path / name

    return write


def put(label: str, text: object, beside: int = 0) -> Callable[[Sheet], None]:
    """Write into the first cell that holds a label, or some cells to its right."""

    def change(sheet: Sheet) -> None:
        cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == label)
        sheet.cell(cell.row, cell.column + beside).value = text

    return change


def table(path: Path) -> pd.DataFrame:
    return read_workbook(path, path.name, "").tables["ae"].set_index(["place_code", "split"])


def test_a_dash_in_the_four_hour_columns_is_not_collected_and_leaves_the_denominator() -> None:
    told = table(SAMPLE)
    assert told.loc[("RGR", "all"), "attendances"] > 0
    assert told.loc[("RGR", "all"), ["judged", "within_4_hours", "breaches"]].isna().all()
    england = told.loc[(ENGLAND, "all")]
    assert england.judged == england.attendances - told.loc[("RGR", "all"), "attendances"]


def test_the_england_row_is_kept_apart_as_the_printed_total() -> None:
    reading = read_workbook(SAMPLE, "x", "")
    assert "-" not in set(reading.tables["ae"].place_code)
    assert len(reading.printed) == 13
    assert all(total.printed == total.built for total in reading.printed)


def test_over_12_hours_is_not_the_column_that_includes_it() -> None:
    sheet = openpyxl.load_workbook(SAMPLE)["Provider Level Data"]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[1] == "RH5")
    heads = next(row for row in sheet.iter_rows(values_only=True) if row[1] == "Code")
    twelve = heads.index("Number of patients spending >12 hours from decision to admit to admission")
    assert table(SAMPLE).loc[("RH5", "all"), "over_12_hours"] == row[twelve]
    assert row[twelve] < row[twelve - 1]


def test_foot_notes_name_who_did_not_submit_and_are_no_providers() -> None:
    reading = read_workbook(SAMPLE, "x", "")
    assert set(reading.not_submitted) == {"NQ108", "NQ106"}
    assert set(reading.providers.code) == {"RGR", "RH5", "RA4"}


def test_the_revision_is_dated_by_the_head_of_the_workbook(write: Callable[..., Path]) -> None:
    assert read_workbook(SAMPLE, "x", "").release.words == "revised 2021-05-13"
    first = write(put("Revised:", None, beside=1), "March-2021-AE-by-provider-7m0iV.xlsx")
    assert read_workbook(first, "x", "").release.words == "first release"


@pytest.mark.parametrize("said", ["March 2021", "MARCH 2021", "Mar-21", "2021-03-01 00:00:00"])
def test_the_month_is_read_in_every_shape_it_comes_in(said: str, write: Callable[..., Path]) -> None:
    assert read_workbook(write(put("Period:", said, beside=1)), "x", "").release.period == "2021-03"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (put("Period:", "April 2021", beside=1), "name says 2021-03, its head says 2021-04"),
        (put("Period:", "soon", beside=1), "where a month should stand"),
        (put("Code", "Kode"), "heading 'Code'"),
        (put("Total attendances", "All attendances"), "'A&E attendances / Total attendances' is missing"),
        (put("England", None), "found 0|England"),
        (put("RH5", "RA4"), "RA4 stands in it twice"),
        (put("RH5", "see above"), "is no code"),
        (put("RH5", "many", beside=3), "is no count"),
    ],
)
def test_a_damaged_workbook_is_refused_with_the_reason(
    change: Callable[[Sheet], None], why: str, write: Callable[..., Path]
) -> None:
    def and_its_dash(sheet: Sheet) -> None:
        change(sheet)
        if why.startswith("found 0"):
            put("-", None)(sheet)

    path = write(and_its_dash)
    with pytest.raises(Refused, match=why) as refused:
        read_workbook(path, "ae/workbooks/" + path.name, "")
    assert refused.value.file == "ae/workbooks/" + path.name


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"<html><body>Page not found</body></html>", "web page"),
        (b"Period,Org Code\n", "cannot be opened"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "cannot be opened"),
        (SAMPLE.read_bytes()[:3000], "cannot be opened"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(content: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "March-2021-AE-by-provider.xls"
    path.write_bytes(content)
    with pytest.raises(Refused, match=why):
        read_workbook(path, path.name, "")


def test_a_workbook_without_the_sheet_is_refused(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.save(tmp_path / "March-2021.xlsx")
    with pytest.raises(Refused, match="'Provider Level Data' is missing; it has Sheet"):
        read_workbook(tmp_path / "March-2021.xlsx", "x", "")


@pytest.mark.raw
def test_december_2022_is_65_2_percent_as_published(raw_folder: Path) -> None:
    path = raw_folder / "ae" / "workbooks" / "December-2022-AE-by-provider-UScya-revised-110523.xls"
    england = table(path).loc[(ENGLAND, "all")]
    assert 100 * england.within_4_hours / england.judged == pytest.approx(65.20, abs=0.005)
