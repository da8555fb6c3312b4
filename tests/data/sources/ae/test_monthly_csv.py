"""A&E monthly CSVs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data.errors import Refused
from data.reading import ENGLAND
from data.sources.ae.monthly_csv import read_csv

SAMPLE = Path(__file__).resolve().parents[4] / "data" / "sources" / "ae" / "sample" / "November-2022-revised-110523.csv"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(change: Callable[[str], str] = str, name: str = SAMPLE.name, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_text(change(SAMPLE.read_text(encoding="utf-8")), encoding=encoding)
        return path

    return write


def table(path: Path) -> pd.DataFrame:
    return read_csv(path, path.name, "").tables["ae"].set_index(["place_code", "split"])


def raw() -> pd.DataFrame:
    return pd.read_csv(SAMPLE).set_index("Org Code")


def test_booked_appointments_are_added_to_attendances_and_to_breaches() -> None:
    booked = raw().loc["R0B"]
    assert booked["A&E attendances Booked Appointments Other Department"] > 0
    told = table(SAMPLE).loc[("R0B", "other")]
    assert (
        told.attendances
        == booked["A&E attendances Other A&E Department"]
        + booked["A&E attendances Booked Appointments Other Department"]
    )
    assert (
        told.breaches
        == booked["Attendances over 4hrs Other Department"]
        + booked["Attendances over 4hrs Booked Appointments Other Department"]
    )


def test_field_test_trust_is_not_collected_and_leaves_the_denominator() -> None:
    told = table(SAMPLE)
    assert raw().loc["RGR", "Attendances over 4hrs Type 1"] == 0
    for split in ("all", "type-1"):
        assert told.loc[("RGR", split), ["judged", "within_4_hours", "breaches"]].isna().all()
        assert told.loc[("RGR", split), "attendances"] > 0
    england = told.loc[(ENGLAND, "all")]
    field_test = told.loc[("RGR", "all"), "attendances"] + told.loc[("RDU", "all"), "attendances"]
    assert england.judged == england.attendances - field_test
    assert england.within_4_hours == england.judged - england.breaches


def test_the_field_test_ends_with_may_2023(write: Callable[..., Path]) -> None:
    after = write(lambda text: text.replace("NOVEMBER-2022", "JUNE-2023"), "June-2023-revised-130624.csv")
    assert table(after).loc[("RGR", "all"), "judged"] > 0


def test_an_organisation_without_attendances_is_reported_as_0_and_has_no_departments() -> None:
    told = table(SAMPLE)
    assert told.loc[("RJ8", "all"), "attendances"] == 0
    assert "RJ8" not in set(told.drop(index="all", level="split").index.get_level_values("place_code"))


def test_waits_over_12_hours_are_told_of_the_whole_provider_only() -> None:
    told = table(SAMPLE)
    twelve = "Patients who have waited 12+ hrs from DTA to admission"
    assert told.loc[("RH5", "all"), "over_12_hours"] == raw().loc["RH5", twelve]
    assert pd.isna(told.loc[("RH5", "type-1"), "over_12_hours"])
    assert told.loc[(ENGLAND, "all"), "over_12_hours"] == raw().loc["Total", twelve]


@pytest.mark.parametrize("spelled", ["TOTAL", "Total", "TOTAL ", " total"])
def test_the_total_row_is_no_provider_however_it_is_spelled(spelled: str, write: Callable[..., Path]) -> None:
    path = write(lambda text: text.replace("Total,Total,Total,Total", ",".join([spelled] * 4)))
    assert {code.upper().strip() for code in table(path).index.get_level_values(0)}.isdisjoint({"TOTAL"})


def test_padded_names_junk_columns_and_a_byte_order_mark_change_nothing(write: Callable[..., Path]) -> None:
    messy = write(
        lambda text: (
            "\n".join(line + ",," for line in text.replace("Org Code,", " Org  Code ,").splitlines()) + "\n,,,\n"
        ),
        encoding="utf-8-sig",
    )
    pd.testing.assert_frame_equal(table(messy), table(SAMPLE))


def test_printed_totals_of_the_file_equal_ours() -> None:
    printed = read_csv(SAMPLE, "x", "").printed
    assert len(printed) == 7
    assert all(total.printed == total.built for total in printed)


def test_the_date_of_the_revision_is_in_the_name() -> None:
    release = read_csv(SAMPLE, "x", "").release
    assert (release.revised, release.dated, release.period) == (True, "2023-05-11", "2022-11")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda text: "", "empty"),
        (lambda text: "\n\n \n", "empty"),
        (lambda text: "<!doctype html>\n<html>", "web page"),
        (
            lambda text: text.replace("A&E attendances Type 1", "A&E attends Type 1"),
            "'A&E attendances Type 1' is missing; the nearest column is 'A&E attends Type 1'",
        ),
        (lambda text: text.replace("Org name", "Org Code"), "'Org Code' stands in it twice"),
        (
            lambda text: text.replace("NOVEMBER-2022", "OCTOBER-2022"),
            "name says 2022-11, its rows say 2022-10",
        ),
        (lambda text: text.replace("NOVEMBER-2022", "OCTOBER-2022", 1), "one month is expected"),
        (lambda text: text[: text.rindex("Total,Total,Total,Total")], "one total row is expected, found 0"),
        (lambda text: text.replace("RH5,", "RA4,"), "RA4 stands in it twice"),
        (lambda text: text.replace("RH5,", ","), "has no code"),
        (lambda text: text[:-30], "cut short|no count"),
        (lambda text: "a,b,c\n1,2,3\n", "'Period' is missing"),
        (lambda text: "PK\x03\x04" + text, "binary"),
        (lambda text: text.splitlines(keepends=True)[0], "one total row"),
    ],
)
def test_a_damaged_csv_is_refused_with_the_reason(
    change: Callable[[str], str], why: str, write: Callable[..., Path]
) -> None:
    path = write(change)
    with pytest.raises(Refused, match=why) as refused:
        read_csv(path, "ae/csv/" + path.name, "")
    assert refused.value.file == "ae/csv/" + path.name
