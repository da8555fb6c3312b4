"""Files of inspections and quality, each in small; the scores of PLACE and PEAT are made up to the published layout."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data.catalogue import catalogue
from data.errors import Refused
from data.indicator_files import IndicatorFile
from data.inputs import find_inputs, read_inputs
from data.series import series
from data.sources import card, recognise
from data.sources.cqc.parse import read_cqc
from data.sources.eric.parse import read_eric
from data.sources.peat.parse import read_peat
from data.sources.place.parse import read_place
from data.sources.place.pilot import MATCHES, NAMED, listings
from data.sources.shmi.parse import read_shmi

SOURCES = Path(__file__).resolve().parents[3] / "data" / "sources"
READERS: dict[str, Callable[..., IndicatorFile]] = {
    "cqc": read_cqc,
    "shmi": read_shmi,
    "place": read_place,
    "peat": read_peat,
    "eric": read_eric,
}


def read(path: Path) -> IndicatorFile:
    known = recognise(path, path.parent)
    assert known is not None
    return READERS[known[0]](path, known[1], path.name, "0" * 64)


def sample(source: str, name: str) -> IndicatorFile:
    return read(SOURCES / source / "sample" / name)


def cell(told: IndicatorFile, **where: str) -> dict[str, object]:
    figures = told.figures
    for column, value in where.items():
        figures = figures[figures[column] == value]
    assert len(figures) == 1
    return dict(figures.iloc[0])


def test_a_rating_counts_from_the_year_in_which_it_was_published() -> None:
    told = sample("cqc", "CQC_ratings.csv")
    row = cell(told, place_code="RA7", split="all", period="2019-02")
    assert (row["value"], row["status"], row["note"]) == (4, "reported", "rating published on 2 March 2017")
    assert set(told.figures[(told.figures.place_code == "RA7") & (told.figures.split == "all")].period) == {
        "2017-12", "2018-12", "2019-02",
    }  # fmt: skip


def test_each_question_has_the_day_of_its_own_rating() -> None:
    told = sample("cqc", "CQC_ratings.csv")
    assert cell(told, place_code="RTR", split="caring", period="2015-12")["note"] == "rating published on 10 June 2015"
    assert "2015-12" not in set(
        told.figures[(told.figures.place_code == "RTR") & (told.figures.split == "safe")].period
    )


def test_inadequate_is_1_and_never_a_nought_and_ratings_of_single_services_are_left_out() -> None:
    told = sample("cqc", "CQC_ratings.csv")
    assert told.figures.value.between(1, 4).all()
    assert "TAD" not in set(told.figures.place_code)
    assert cell(told, place_code="1-102643363", split="all", period="2019-02")["value"] == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("02/03/2017", "2017-03-02", "line 3: '2017-03-02' cannot stand as DATE"),
        ("Well-led", "Well kept", "'Well kept' cannot stand as QUESTION"),
        ("Overall,Safe,2", "Overall,Safe,7", "'7' cannot stand as RATING_SCORE"),
        ("RTR,28/10/2016,Overall,Safe", "RA7,28/10/2016,Overall,Safe", "'RA7' cannot stand as ORG_CODE"),
    ],
)
def test_a_rating_that_is_none_is_named_by_its_line(old: str, new: str, said: str, tmp_path: Path) -> None:
    text = (SOURCES / "cqc" / "sample" / "CQC_ratings.csv").read_text("utf-8-sig").replace(old, new, 1)
    (tmp_path / "mine.csv").write_text(text, "utf-8")
    with pytest.raises(Refused, match=said):
        read(tmp_path / "mine.csv")


def test_ratings_whose_lookup_means_other_words_are_refused(tmp_path: Path) -> None:
    for name in ("CQC_ratings.csv", "CQC_ratings_lookup.csv"):
        text = (SOURCES / "cqc" / "sample" / name).read_text("utf-8-sig").replace("Inadequate,0", "Outstanding,0")
        (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(Refused, match=r"lookup CQC_ratings_lookup\.csv says that 0 is 'Outstanding'"):
        read(tmp_path / "CQC_ratings.csv")


def test_shmi_is_a_value_without_a_verdict() -> None:
    row = cell(sample("shmi", "shmi.csv"), place_code="RE9", period="2017")
    assert (row["value"], row["compared"]) == (1.2321, "not_compared")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2012,RE9", "12,RE9", "'12' cannot stand as YEAR"),
        ("2013,RE9", "2012,RE9", "'RE9' cannot stand as ORG_CODE"),
        (",1.2321", ",-1.2321", "'-1.2321' cannot stand as SHMI"),
    ],
)
def test_a_value_of_shmi_that_is_none_is_named_by_its_line(old: str, new: str, said: str, tmp_path: Path) -> None:
    text = (SOURCES / "shmi" / "sample" / "shmi.csv").read_text().replace(old, new, 1)
    (tmp_path / "mine.csv").write_text(text)
    with pytest.raises(Refused, match=said):
        read(tmp_path / "mine.csv")


def pilot_list(path: Path, names: list[tuple[str, str]]) -> Path:
    pd.DataFrame(names, columns=NAMED).to_csv(path, index=False)
    return path


def test_at_least_60_of_the_69_listed_pilot_sites_are_placed_and_each_match_says_how() -> None:
    methods = Counter(one.method for one in listings())
    assert sum(methods.values()) == 69
    assert sum(1 for one in listings() if one.sites) == 67
    assert set(methods) == {"name", "part of the name", "town", "by hand", "not placed"}
    assert all(one.reason for one in listings() if one.method in ("town", "by hand", "not placed"))
    assert all(bool(one.sites) == (one.method != "not placed") for one in listings())


def test_having_taken_part_is_no_score_and_says_under_which_name_it_was_listed(tmp_path: Path) -> None:
    told = read(pilot_list(tmp_path / "list.csv", [(one.trust, one.hospital) for one in listings()]))
    assert set(told.figures.value) == {1}
    assert catalogue()["place-pilot-2012"].names == {1: "Took part in the pilot"}
    assert catalogue()["place-pilot-2012"].polarity == "none"
    both = cell(told, place_code="RW602")["note"]
    assert "\u201cPark House\u201d" in str(both)
    assert "\u201cNorth Manchester\u201d of \u201cPennine Acute\u201d" in str(both)
    assert "moved from Papworth Everard" in str(cell(told, place_code="RGM21")["note"])


def test_a_list_that_names_other_hospitals_is_refused(tmp_path: Path) -> None:
    names = [(one.trust, one.hospital) for one in listings()]
    with pytest.raises(Refused, match=f"(?s)no line for 'Nowhere'.*{MATCHES.name}"):
        read(pilot_list(tmp_path / "list.csv", [*names, ("Somewhere", "Nowhere")]))


def test_place_scores_of_sites_are_percentages_and_not_assessed_is_no_nought() -> None:
    told = sample("place", "made-up-PLACE-2024-Site-Scores.csv")
    assert cell(told, indicator="place-food", place_code="ZZ101")["value"] == 91.5
    assert cell(told, indicator="place-food", place_code="ZZ102")["status"] == "not_applicable"
    nought = cell(told, indicator="place-privacy-dignity-wellbeing", place_code="ZZ102")
    assert (nought["value"], nought["status"]) == (0, "reported")
    assert cell(told, indicator="place-disability", place_code="ZZ102")["status"] == "no_record"
    assert set(told.figures.period) == {"2024"}


def test_place_scores_before_2019_go_to_series_of_their_own() -> None:
    told = sample("place", "made-up-PLACE-2015-Organisation-Scores.csv")
    assert set(told.figures.indicator) == {
        "place-cleanliness-to-2018", "place-food-to-2018", "place-privacy-dignity-wellbeing-to-2018",
        "place-condition-appearance-to-2018", "place-dementia-to-2018",
    }  # fmt: skip
    assert cell(told, indicator="place-food-to-2018", place_code="ZZ1")["value"] == 88.2


def test_peat_grades_are_read_as_words_or_as_numbers_and_are_no_place_scores() -> None:
    told = sample("peat", "made-up-PEAT-2012.csv")
    assert [
        cell(told, indicator=f"peat-{one}", place_code="ZZ101")["value"]
        for one in ("environment", "food", "privacy-dignity")
    ] == [4, 5, 3]
    assert cell(told, indicator="peat-environment", place_code="ZZ102")["value"] == 5
    assert cell(told, indicator="peat-privacy-dignity", place_code="ZZ102")["status"] == "not_applicable"
    assert {catalogue()[slug].measure for slug in set(told.figures.indicator)} == {"named"}


def test_every_score_and_cost_says_by_which_words_its_files_name_it() -> None:
    told = {one["indicator"] for source in ("place", "peat", "eric") for one in series(source)}
    mine = {slug for slug, one in catalogue().items() if one.source in ("place", "peat", "eric")}
    assert told == mine - {"place-pilot-2012"}  # a list of names, not a column


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("PLACE-Site-Scores.csv", str, "names no year"),
        ("PLACE-2024.csv", lambda text: text.replace("98.08%", "108.08%"), "'108.08%' cannot stand as Cleanliness"),
        ("PLACE-2024.csv", lambda text: text.replace("98.08%", "clean"), "line 2: 'clean' cannot stand as Cleanliness"),
        ("PLACE-2024.csv", lambda text: text.replace("ZZ102", "ZZ101"), "'ZZ101' cannot stand as Site Code"),
        ("PLACE-2024.csv", lambda text: text.replace("98.08%", "0.98").replace("100.00%", "1"), "shares of 1"),
    ],
)
def test_damaged_place_scores_are_refused_by_name(
    name: str, change: Callable[[str], str], said: str, tmp_path: Path
) -> None:
    text = (SOURCES / "place" / "sample" / "made-up-PLACE-2024-Site-Scores.csv").read_text()
    (tmp_path / name).write_text(change(text))
    with pytest.raises(Refused, match=said):
        read(tmp_path / name)


def test_a_table_in_the_folder_of_place_with_a_header_nobody_knows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "place").mkdir()
    (tmp_path / "place" / "PLACE-2030.csv").write_text("Trust,Score\nZZ1,5\n")
    told = read_inputs(find_inputs([tmp_path]), iter, {})
    assert [one.file for one in told.refused] == ["place/PLACE-2030.csv"]


def estates(path: Path, year: str, rows: list[dict[str, object]]) -> Path:
    """Write a return with the columns of a year, rows under the two lines of heads."""
    wanted = [one[key] for one in series("eric", year) for key in ("value", "behind") if key in one]
    heads = ["Organisation Code", "Site Code", *wanted]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Site Data"
    sheet.append(["", "Areas"])
    sheet.append(heads)
    for row in rows:
        sheet.append([row.get(head, "") for head in heads])
    book.save(path.with_suffix(".xlsx"))
    shutil.move(path.with_suffix(".xlsx"), path)
    return path


FOOD, MEALS, CLEANING = (
    "Cost of feeding one inpatient per day (inpatient meal day) (£)", "Inpatient main meals requested (No.)",
    "Cleaning service cost (£)",
)  # fmt: skip


def test_a_site_that_asked_for_no_meals_has_no_cost_of_a_days_meals(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"Site Code": "R1A1P", FOOD: 8.37, MEALS: 72429, CLEANING: 438076},
        {"Site Code": " R1A2P ", FOOD: 0, MEALS: 0, CLEANING: 0},
        {"Site Code": "R1A3P", FOOD: "Not Applicable", MEALS: "Not Applicable", CLEANING: "Not Applicable"},
        {"Site Code": "AGGRE", FOOD: 4.4, MEALS: 9855, CLEANING: 433051},
    ]
    told = read(estates(tmp_path / "HEFS_13944.XLS", "2016-17", rows))
    assert cell(told, indicator="eric-food-cost", place_code="R1A1P")["value"] == 8.37
    none = cell(told, indicator="eric-food-cost", place_code="R1A2P")
    assert (none["status"], none["note"]) == ("not_applicable", "no meals were asked for")
    nought = cell(told, indicator="eric-cleaning-cost", place_code="R1A2P")
    assert (nought["status"], nought["value"]) == ("reported", 0)
    assert cell(told, indicator="eric-cleaning-cost", place_code="R1A3P")["status"] == "not_applicable"
    assert "AGGRE" not in set(told.figures.place_code)


def test_cleaning_was_not_asked_of_sites_in_2013(tmp_path: Path) -> None:
    food = "Cost of feeding one in-patient per day (in-patient meal day) (£)"
    meals = "Total in-patient main meals requested (No.)"
    told = read(estates(tmp_path / "HEFS_9896.XLS", "2013-14", [{"Site Code": "R1A1P", food: 6.7, meals: 22000}]))
    assert cell(told, indicator="eric-food-cost", place_code="R1A1P")["value"] == 6.7
    row = cell(told, indicator="eric-cleaning-cost", place_code="R1A1P")
    assert (row["status"], row["note"]) == ("not_collected", "asked of whole trusts that year, not of single sites")


def test_a_damaged_return_is_refused_by_row_and_column(tmp_path: Path) -> None:
    path = estates(
        tmp_path / "HEFS_13944.XLS", "2016-17", [{"Site Code": "R1A1P", FOOD: "cheap", MEALS: 1, CLEANING: 1}]
    )
    with pytest.raises(Refused, match="row 3: 'cheap' is no Cost of feeding"):
        read(path)
    path.write_bytes(b"no workbook")
    with pytest.raises(Refused, match="called a workbook and is text"):
        read(path)


def test_every_source_of_quality_tells_its_origin_and_licence() -> None:
    for source in READERS:
        assert card(source).landing_page.startswith("https://")
        assert "Open Government Licence" in card(source).licence


@pytest.mark.raw
def test_ratings_and_shmi_equal_the_files(raw_folder: Path) -> None:
    words = {"0": 1, "1": 2, "2": 3, "3": 4}
    rows = pd.read_csv(raw_folder / "quality" / "CQC_ratings.csv", encoding="utf-8-sig", dtype=str)
    whole = rows[rows.POPULATION == "Overall"]
    told = read(raw_folder / "quality" / "CQC_ratings.csv").figures
    newest = told[told.period == "2019-02"].set_index(["place_code", "split"]).value
    assert len(newest) == len(whole) == 1458
    for org, question, score in whole[["ORG_CODE", "QUESTION", "RATING_SCORE"]].itertuples(index=False):
        split = "all" if question == "Overall" else question.lower()
        assert newest[org, split] == words[score]
    values = pd.read_csv(raw_folder / "quality" / "shmi.csv", dtype={"YEAR": str})
    told = read(raw_folder / "quality" / "shmi.csv").figures
    assert told.value.tolist() == values.SHMI.tolist()
    assert told.period.tolist() == values.YEAR.tolist()


@pytest.mark.raw
def test_the_pilot_list_names_the_hospitals_that_were_matched(raw_folder: Path) -> None:
    told = read(raw_folder / "inspections" / "place_pilot_sites_2012.csv")
    assert told.rows == 69
    assert len(told.figures) == 68


@pytest.mark.raw
@pytest.mark.parametrize(("name", "site", "cost"), [("HEFS_13944.XLS", "R1A1P", 8.37), ("HEFS_9896.XLS", "NAX01", 6.7)])
def test_the_estate_returns_equal_the_files(name: str, site: str, cost: float, raw_folder: Path) -> None:
    told = read(raw_folder / "estates" / name)
    assert cell(told, indicator="eric-food-cost", place_code=site)["value"] == cost
    assert not told.figures.duplicated(["indicator", "place_code", "period"]).any()


def test_ratings_of_single_services_alone_are_refused(tmp_path: Path) -> None:
    for name in ("CQC_ratings.csv", "CQC_ratings_lookup.csv"):
        text = (SOURCES / "cqc" / "sample" / name).read_text("utf-8-sig")
        (tmp_path / name).write_text(text.replace(",Overall,", ",Maternity,"), "utf-8")
    with pytest.raises(Refused, match="no line of it is of 'Overall' in column 'POPULATION'"):
        read(tmp_path / "CQC_ratings.csv")


@pytest.mark.parametrize("said", ["inf", "1e999", "Infinity"])
def test_a_number_without_end_is_none(said: str, tmp_path: Path) -> None:
    path = tmp_path / "shmi" / "SHMI.csv"
    path.parent.mkdir()
    path.write_text(f"YEAR,ORG_CODE,SHMI\n2013,RH5,{said}\n", "utf-8")
    with pytest.raises(Refused, match=f"'{said}'"):
        read_shmi(path, "", path.name, "0" * 64)
