"""The A&E table of 2016 to 2019."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.errors import Refused
from data.reading import ENGLAND
from data.sources.ae.tidy_table import read_table

SAMPLE = (
    Path(__file__).resolve().parents[4] / "data" / "sources" / "ae" / "sample" / "ae_attendances_2016-04_2019-03.csv"
)


def test_every_month_of_the_table_is_a_reading_of_its_own() -> None:
    assert [reading.release.period for reading in read_table(SAMPLE, "x", "")] == ["2016-04", "2019-03"]


def test_there_are_no_waits_over_12_hours_before_april_2019() -> None:
    for reading in read_table(SAMPLE, "x", ""):
        assert reading.tables["ae"].over_12_hours.isna().all()


def test_all_departments_of_a_provider_are_summed() -> None:
    table = read_table(SAMPLE, "x", "")[0].tables["ae"].set_index(["place_code", "split"])
    for code in {*table.index.get_level_values(0)}:
        whole = table.loc[(code, "all")]
        assert whole.attendances == table.loc[code].drop("all").attendances.sum()
        assert whole.within_4_hours == whole.judged - whole.breaches
    assert table.loc[(ENGLAND, "all"), "attendances"] == table.drop(ENGLAND).xs("all", level=1).attendances.sum()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda text: "", "empty"),
        (
            lambda text: text.replace("breaches", "breeches"),
            "'breaches' is missing; the nearest column is 'breeches'",
        ),
        (lambda text: text.replace(",1,", ",7,", 1), "'7' in column 'type'"),
        (lambda text: text.replace("2016-04-01", "some day", 1), "'some day' in column 'period'"),
        (lambda text: text.replace(".0,", ".5,", 1), "is no count"),
        (lambda text: text.splitlines(keepends=True)[0], "no rows"),
        (lambda text: "<html></html>", "is missing|web page"),
    ],
)
def test_a_damaged_table_is_refused_with_the_reason(change: Callable[[str], str], why: str, tmp_path: Path) -> None:
    path = tmp_path / SAMPLE.name
    path.write_text(change(SAMPLE.read_text()))
    with pytest.raises(Refused, match=why):
        read_table(path, path.name, "")
