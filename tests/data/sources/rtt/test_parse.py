"""RTT extracts: what is summed, what is left out, what is refused."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data.errors import Refused
from data.reading import ENGLAND
from data.sources.rtt.overview import read_overview
from data.sources.rtt.parse import read_extract

SAMPLE = Path(__file__).resolve().parents[4] / "data" / "sources" / "rtt" / "sample"
EXTRACT = SAMPLE / "2026-01-rtt-full-extract.csv"
OLD = SAMPLE / "made-to-the-layout-of-2012-04-rtt-full-extract.csv"
Zip = Callable[..., Path]


@pytest.fixture
def rows() -> pd.DataFrame:
    return pd.read_csv(EXTRACT, keep_default_na=False)


def figure(table: pd.DataFrame, code: str, split: str, measure: str) -> float:
    return table.set_index(["place_code", "split"]).at[(code, split), measure]


def test_pathways_of_commissioners_outside_england_are_left_out(rows: pd.DataFrame) -> None:
    table = read_extract(EXTRACT, "sample", "").tables["rtt-incomplete"]
    own = rows[
        (rows["Provider Org Code"] == "RL1")
        & (rows["RTT Part Type"] == "Part_2")
        & (rows["Treatment Function Code"] == "C_999")
    ]
    welsh = own[own["Commissioner Org Code"] == "NONC"]["Total All"].sum()
    assert welsh > 0
    assert figure(table, "RL1", "C_999", "pathways") == own["Total All"].sum() - welsh


def test_the_commissioners_of_a_provider_are_summed(rows: pd.DataFrame) -> None:
    table = read_extract(EXTRACT, "sample", "").tables["rtt-incomplete"]
    own = rows[
        (rows["Provider Org Code"] == "RH5")
        & (rows["RTT Part Type"] == "Part_2")
        & (rows["Commissioner Org Code"] != "NONC")
    ]
    assert own["Commissioner Org Code"].nunique() > 1
    sums = own.groupby("Treatment Function Code")["Total All"].sum()
    for split, pathways in sums.items():
        assert figure(table, "RH5", str(split), "pathways") == pathways


def test_c_999_is_the_total_and_is_not_added_to_the_functions() -> None:
    for table in read_extract(EXTRACT, "sample", "").tables.values():
        parts = table[(table.split != "C_999")].groupby("place_code").pathways.sum()
        whole = table[table.split == "C_999"].set_index("place_code").pathways.sort_index()
        assert (parts == whole).all()


def test_england_is_the_sum_of_the_providers() -> None:
    for table in read_extract(EXTRACT, "sample", "").tables.values():
        providers = table[(table.place_code != ENGLAND) & (table.split == "C_999")].pathways.sum()
        assert figure(table, ENGLAND, "C_999", "pathways") == providers


def test_completed_pathways_count_those_with_unknown_clock_start_and_divide_by_the_known(
    rows: pd.DataFrame,
) -> None:
    table = read_extract(EXTRACT, "sample", "").tables["rtt-non-admitted"]
    own = rows[
        (rows["Provider Org Code"] == "RBL")
        & (rows["RTT Part Type"] == "Part_1B")
        & (rows["Treatment Function Code"] == "C_999")
    ]
    unknown = pd.to_numeric(own["Patients with unknown clock start date"]).sum()
    assert unknown > 0
    assert figure(table, "RBL", "C_999", "pathways") == own["Total All"].sum()
    assert figure(table, "RBL", "C_999", "known") == own["Total All"].sum() - unknown


def test_part_2a_is_inside_part_2_and_gives_no_table_of_its_own(rows: pd.DataFrame) -> None:
    assert "Part_2A" in set(rows["RTT Part Type"])
    assert set(read_extract(EXTRACT, "sample", "").tables) == {
        "rtt-incomplete",
        "rtt-admitted",
        "rtt-non-admitted",
    }


def test_the_older_layout_is_read_with_its_header_on_row_3_and_its_open_band_at_52() -> None:
    assert len(next(csv.reader(io.StringIO(OLD.read_text().splitlines()[2])))) == 71
    reading = read_extract(OLD, OLD.name, "")
    table = reading.tables["rtt-incomplete"]
    assert reading.release.period == "2012-04"
    assert set(table.split) == {"C_110", "X01", "C_999"}
    assert figure(table, "RXX", "C_999", "pathways") == 10
    assert figure(table, "RXX", "C_999", "within_18") == 5
    assert figure(table, "RXX", "C_999", "over_52") == 4
    assert figure(table, "RXX", "X01", "percentile_92") == 52
    assert figure(reading.tables["rtt-admitted"], "RXX", "C_999", "pathways") == 3


def test_year_and_period_may_stand_apart(zip_extract: Zip, tmp_path: Path) -> None:
    text = OLD.read_text()
    for year, month, expected in (
        ("2012/13", "APRIL", "2012-04"),
        ("2012/13", "MARCH", "2013-03"),
        ("2012", "MAY", "2012-05"),
    ):
        path = tmp_path / "older-rtt-full-extract.csv"
        path.write_text(text.replace("2012/13,RTT-APRIL-2012", f"{year},{month}"))
        assert read_extract(path, path.name, "").release.period == expected


def test_the_upper_case_month_of_older_files_is_understood(zip_extract: Zip) -> None:
    path = zip_extract(change=lambda text: text.replace("RTT-January-2026", "RTT-JANUARY-2026"))
    assert read_extract(path, path.name, "").release.period == "2026-01"


def test_blank_and_dash_are_no_pathway(zip_extract: Zip) -> None:
    plain = read_extract(EXTRACT, "sample", "").tables["rtt-incomplete"]
    path = zip_extract(change=lambda text: text.replace(",0,0,0,", ",,-,0,"))
    pd.testing.assert_frame_equal(read_extract(path, path.name, "").tables["rtt-incomplete"], plain)


def test_a_file_named_revised_inside_or_outside_the_archive_is_a_revision(zip_extract: Zip, tmp_path: Path) -> None:
    assert not read_extract(zip_extract(), "x", "").release.revised
    assert read_extract(
        zip_extract(member="20260131-RTT-January-2026-full-extract-revised.csv"), "x", ""
    ).release.revised
    named = zip_extract(tmp_path / "Full-CSV-data-file-Jan26-ZIP-4M-revised-2.zip")
    assert read_extract(named, "x", "").release.revised


def damaged(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content)


def several(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", EXTRACT.read_text())
        archive.writestr("b.csv", EXTRACT.read_text())


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("RTT.csv", b"0," * 5_000_000)


def truncated(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("RTT.csv", EXTRACT.read_text())
    path.write_bytes(path.read_bytes()[:1500])


def flipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("RTT.csv", EXTRACT.read_text())
    content = bytearray(path.read_bytes())
    content[900:960] = bytes(60)
    path.write_bytes(bytes(content))


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (truncated, "cannot be opened"),
        (flipped, "cannot be opened"),
        (damaged(b""), "empty"),
        (damaged(b"<!DOCTYPE html><html>404</html>"), "web page"),
        (several, "holds one CSV"),
        (bomb, "unpack to"),
    ],
)
def test_a_damaged_archive_is_refused_by_name(damage: Callable[[Path], None], why: str, tmp_path: Path) -> None:
    path = tmp_path / "Full-CSV-data-file-Jan26.zip"
    damage(path)
    with pytest.raises(Refused, match=why) as refused:
        read_extract(path, "rtt/Full-CSV-data-file-Jan26.zip", "")
    assert refused.value.file == "rtt/Full-CSV-data-file-Jan26.zip"
    assert refused.value.mend


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (
            lambda text: text.replace("Treatment Function Code", "Specialty Function Code"),
            "'Treatment Function Code' is missing; the nearest column is 'Specialty Function Code'",
        ),
        (
            lambda text: text.replace("Gt 07 To 08 Weeks SUM 1", "Gt 7 To 8 Wks"),
            "'Gt 07 To 08 Weeks SUM 1' is missing",
        ),
        (lambda text: text.replace("Gt 104 Weeks SUM 1", "Gt 110 Weeks SUM 1"), "open band"),
        (
            lambda text: text.replace("RTT-January-2026", "RTT-December-2025"),
            "says 2026-01, the rows say 2025-12",
        ),
        (lambda text: text.replace("RTT-January-2026", "RTT-February-2026", 3), "one month is expected"),
        (lambda text: text.replace("RTT-January-2026", "soon"), "one month is expected"),
        (lambda text: text.splitlines(keepends=True)[0], "no rows"),
        (lambda text: "", "empty"),
        (lambda text: "<html><body>Not found</body></html>", "web page"),
        (lambda text: text[:-400], "cannot be read"),
        (lambda text: text.replace("Part_2,", "Part_9,"), "part 'Part_9'"),
        (lambda text: text.replace(",0,0,0,0,", ",0,0,x,0,", 1), "cannot be read"),
        (lambda text: text.replace(",0,0,0,0,", ",0,0,7,0,", 1), "do not add up"),
        (lambda text: text.replace(",0,0,0,0,", ",0,0,-7,0,", 1), "fewer than no pathways|do not add up"),
        (
            lambda text: "".join(
                line for line in text.splitlines(keepends=True) if not ("RL1" in line and "C_999" in line)
            ),
            "do not add up to its printed total C_999",
        ),
    ],
)
def test_a_damaged_extract_is_refused_with_the_reason(change: Callable[[str], str], why: str, zip_extract: Zip) -> None:
    path = zip_extract(change=change)
    with pytest.raises(Refused, match=why):
        read_extract(path, path.name, "")


def test_the_overview_tells_the_printed_figures_without_estimates() -> None:
    printed = read_overview(SAMPLE / "rtt-overview-timeseries-sample.xlsx", "overview")
    series = printed.set_index(["period", "dataset", "measure"]).printed
    assert series["2025-01", "rtt-incomplete", "pathways"] == 7_427_669
    assert series["2025-01", "rtt-incomplete", "over_52"] == 198_828
    assert series["2026-01", "rtt-incomplete", "pathways"] == 7_155_958
    assert series["2025-01", "rtt-incomplete", "within_18"] / 7_427_669 == pytest.approx(0.589, abs=5e-4)


def test_a_month_without_figures_and_a_52_plus_give_no_printed_total() -> None:
    printed = read_overview(SAMPLE / "rtt-overview-timeseries-sample.xlsx", "overview")
    assert "2026-03" not in set(printed.period)
    assert "percentile_95" not in set(printed[printed.period == "2007-04"].measure)


def test_an_overview_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "RTT-Overview-Timeseries.xlsx"
    path.write_bytes(b"<html>moved</html>")
    with pytest.raises(Refused, match="web page"):
        read_overview(path, path.name)


@pytest.mark.raw
def test_published_provider_figure_of_january_2026_is_reproduced(raw_folder: Path) -> None:
    table = read_extract(raw_folder / "rtt" / "2026-01-rtt-full-extract.zip", "x", "").tables["rtt-incomplete"]
    assert figure(table, "RL1", "C_999", "over_52") == 586


@pytest.mark.raw
@pytest.mark.parametrize("period", ["2024-04", "2025-01", "2025-11", "2026-01"])
def test_medians_and_percentiles_equal_print_to_a_millionth_of_a_week(period: str, raw_folder: Path) -> None:
    printed = read_overview(raw_folder / "rtt" / "rtt-overview-timeseries-2026-02.xlsx", "overview")
    tables = read_extract(raw_folder / "rtt" / f"{period}-rtt-full-extract.zip", "x", "").tables
    month = printed[printed.period == period]
    assert len(month) == 13
    for row in month.to_dict("records"):
        assert figure(tables[row["dataset"]], ENGLAND, "C_999", row["measure"]) == pytest.approx(
            row["printed"], abs=1e-6
        )
