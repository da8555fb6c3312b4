"""Indicators of one's own: every fault of a file is told by file and line, and nothing wrong comes in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.__main__ import REFUSED, SOUND, main
from data.build import COMMITTED
from data.catalogue import catalogue, use, with_own
from data.own.definition import define, read_definition
from data.own.faults import MOST_TOLD, Faults, refusal
from data.own.figures import LARGEST, read_figures

CARD = """\
title: "Seen by a dentist"
short: "seen by a dentist"
headline: "{value} of people asked {where} saw a dentist"
unit: "% of people asked"
who: "A group"
contact: "post@example.org"
source: "Survey"
licence: "CC BY 4.0"
method: "Asked at the door."
place_type: council
measure: share
polarity: high
edges: [10, 20, 30, 40, 50]
"""
COUNTED = CARD.replace("measure: share", "measure: percent\nnoun: people asked")
PLACES = {"E92000001": "England", "E06000001": "Hartlepool", "E06000002": "Middlesbrough", "W06000015": "Cardiff"}
TODAY = date(2026, 11, 22)


def told_of(card: str) -> list[str]:
    faults = Faults("a.yaml")
    assert define("our-dentists", card, faults) is None
    assert faults.count
    return faults.told


def read(folder: Path, table: str | bytes, card: str = CARD) -> tuple[list[dict[str, object]], list[str]]:
    definition = define("our-dentists", card, Faults("a.yaml"))
    assert definition is not None
    path, faults = folder / "a.csv", Faults("a.csv")
    path.write_bytes(table if isinstance(table, bytes) else table.encode())
    rows = read_figures(path, definition.indicator, PLACES, faults, TODAY)
    return rows, faults.told


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("polarity:", "polarty:", "a.yaml:12: polarty: there is no such key; the nearest is 'polarity'"),
        ("measure: share", "measure: shaer", "a.yaml:11: measure: 'shaer' is none of"),
        ("{where}", "here", "a.yaml:3: headline: it must hold {value} and {where}"),
        ("{where}", "{where.__class__}", "a.yaml:3: headline: it must hold {value} and {where}"),
        ("[10, 20, 30, 40, 50]", "[10, 20, 20, 40, 50]", "a.yaml:13: edges: they must be five ascending numbers"),
        ("[10, 20, 30, 40, 50]", "[10, 20, 30, 40, .nan]", "a.yaml:13: edges: they must be five ascending numbers"),
        ('who: "A group"', 'who: ""', "a.yaml:5: who: it is empty"),
        ('who: "A group"', "who: 2024", "a.yaml:5: who: it must be a text"),
        ('short: "seen', 'title: "seen', "a.yaml:2: title: it stands in line 1 too"),
        ('unit: "%', "unit: %", "a.yaml:4: it is no YAML"),
        ('who: "A group"', "who: &a [x]\ncontact: *a", "a.yaml:1: it repeats a part by '*'"),
        ("polarity: high", "link: javascript:alert(1)", "a.yaml:12: link: 'javascript:alert(1)' is no address"),
        ("measure: share", "measure: count", "a.yaml:1: noun: with measure: count it must say of what"),
        ("polarity: high", "decimals: 20", "a.yaml:12: decimals: '20' is no whole number from 0 to 4"),
    ],
)
def test_a_fault_of_the_yaml_is_told_by_its_line(before: str, after: str, said: str) -> None:
    assert before in CARD
    assert any(one.startswith(said) for one in told_of(CARD.replace(before, after, 1)))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("6000001,2024,12.5", "a.csv:2: place: '6000001' is a number: a spreadsheet has changed the code"),
        ("6.00E+06,2024,12.5", "a.csv:2: place: '6.00E+06' is a number"),
        ("E06000003,2024,12.5", "a.csv:2: place: 'E06000003' is no council known; the nearest is"),
        (
            "Hartlepol,2024,12.5",
            "a.csv:2: place: 'HARTLEPOL' is no code; the place most like it is Hartlepool (E06000001)",
        ),
        (
            "E06000001,45000,12.5",
            "a.csv:2: period: '45000' is a date that a spreadsheet has made (it may be 2023-03-15)",
        ),
        ("E06000001,Sep-24,12.5", "a.csv:2: period: 'Sep-24' is a date that a spreadsheet has made"),
        ("E06000001,01/09/2024,12.5", "a.csv:2: period: '01/09/2024' is a date that a spreadsheet has made"),
        ("E06000001,2031,12.5", "a.csv:2: period: 2031 lies in the future"),
        ("E06000001,,12.5", "a.csv:2: period: it is empty"),
        ("E06000001,2024,12.5%", "a.csv:2: value: '12.5%' is no number; write 12.5"),
        ("E06000001,2024,nan", "a.csv:2: value: 'nan' is no number"),
        ("E06000001,2024,#REF!", "a.csv:2: value: '#REF!' is no number"),
        ("E06000001,2024,112", "a.csv:2: value: 112 is no percentage from 0 to 100"),
        ("E06000001,2024,12.5,1", "a.csv:2: it has 4 cells where the first line has 3"),
        ("E06000001,2024,12\nE06000001,2024,13", "a.csv:3: place: E06000001 in 2024 stands in line 2 too"),
        ('E06000001,2024,"12', "a.csv:2: it is no CSV from here on"),
    ],
)
def test_a_fault_of_the_csv_is_told_by_its_line(tmp_path: Path, line: str, said: str) -> None:
    _rows, told = read(tmp_path, f"place,period,value\n{line}\n")
    assert any(one.startswith(said) for one in told), told


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("50,60,70,,,", "value: it does not lie in its interval, 60 to 70"),
        ("50,40,,,,", "upper: one limit of the interval is empty"),
        (",,,9,8,", "numerator: 9 is no part of 8"),
        ("50,,,1,0,", "denominator: it must be more than 0"),
        ("50,,,1,4,", "value: 50 is not 100 x numerator / denominator, which is 25.00"),
        ("50,,,,,", "numerator: with measure: percent a value needs both counts"),
        ("50,,,,,refused", "status: 'refused' beside a value"),
        (",,,,,refusd", "status: 'refusd' is none of"),
        (",40,60,,,no_reply", "value: it does not lie in its interval"),
    ],
)
def test_figures_that_contradict_each_other_are_refused(tmp_path: Path, cells: str, said: str) -> None:
    header = "place,period,value,lower,upper,numerator,denominator,status"
    _rows, told = read(tmp_path, f"{header}\nE06000001,2024,{cells}\n", COUNTED)
    assert any(one.startswith(f"a.csv:2: {said}") for one in told), told


def test_letters_of_older_windows_are_told_by_line_and_letter(tmp_path: Path) -> None:
    _rows, told = read(tmp_path, "place,period,value,note\nE06000001,2024,1,caf\xe9\n".encode("latin-1"))
    assert told == [
        "a.csv:2: the letter '\xe9' is not written in UTF-8; save the file again as 'CSV UTF-8' or with encoding UTF-8"
    ]


def test_ten_million_rows_are_refused_by_size_before_a_line_is_read(tmp_path: Path) -> None:
    path, faults = tmp_path / "a.csv", Faults("a.csv")
    with path.open("wb") as opened:
        opened.write(b"place,period,value\n")
        opened.truncate(10_000_000 * 17)
    definition = define("our-dentists", CARD, Faults("a.yaml"))
    assert definition is not None
    assert read_figures(path, definition.indicator, PLACES, faults, TODAY) == []
    assert faults.told == [f"a.csv:1: it has 170,000,000 bytes; figures of one indicator have at most {LARGEST:,}"]


def test_at_most_twenty_faults_are_told_and_the_others_counted() -> None:
    faults = Faults("a.csv")
    for line in range(50):
        faults.add(line + 2, "wrong")
    said = str(refusal(faults))
    assert said.count("a.csv:") == MOST_TOLD + 1
    assert "50 faults" in said
    assert "and 30 more" in said


def test_an_unfilled_line_is_passed_over_and_a_missing_value_says_why(tmp_path: Path) -> None:
    table = "place,name,period,value,numerator,denominator,status\n"
    table += "E06000001,Hartlepool,,,,,\nE06000002,,2024-25,,3,12,\nW06000015,,2024/25,,,,no_reply\n"
    rows, told = read(tmp_path, table, COUNTED)
    assert told == []
    assert [(row["place_code"], row["period"], row["value"], row["status"]) for row in rows] == [
        ("E06000002", "2024-25", 25.0, "reported"),
        ("W06000015", "2024-25", None, "no_reply"),
    ]


def test_months_are_read_where_the_yaml_says_so(tmp_path: Path) -> None:
    rows, told = read(tmp_path, "place,period,value\nE06000001,2024-09,5\n", CARD + "time: months\n")
    assert told == []
    assert rows[0]["period"] == "2024-09"
    _rows, told = read(tmp_path, "place,period,value\nE06000001,2024,5\n", CARD + "time: months\n")
    assert told == ["a.csv:2: period: '2024' is not a month such as 2024-09"]


def test_the_name_of_an_official_figure_is_taken(tmp_path: Path) -> None:
    path = tmp_path / f"{next(iter(with_own(())))}.yaml"
    path.write_text(CARD, "utf-8")
    faults = Faults(path.name)
    assert read_definition(path, faults) is None
    assert "is an official figure of the atlas" in faults.told[0]


def test_what_a_snapshot_brings_along_is_in_the_catalogue_only_while_it_is_read() -> None:
    definition = define("our-dentists", CARD, Faults("a.yaml"))
    assert definition is not None
    try:
        use((definition.indicator,))
        assert catalogue()["our-dentists"].title == "Local figure: Seen by a dentist"
    finally:
        use(())
    assert "our-dentists" not in catalogue()


def test_new_indicator_writes_two_files_to_fill_in_and_never_over_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["new-indicator", "our-dentists", "--places", "trust", "--out", str(tmp_path), "--snapshot", str(COMMITTED)]
    assert main(asked) == SOUND
    lines = (tmp_path / "our-dentists.csv").read_text("utf-8-sig").splitlines()
    assert any(line.startswith("RH5,") for line in lines)
    card = (tmp_path / "our-dentists.yaml").read_text("utf-8")
    assert all(": it is empty" in one or ": noun: " in one for one in told_of(card))
    assert main(asked) == REFUSED
    assert "it is there already" in capsys.readouterr().out
    assert main(["new-indicator", "Our Dentists", "--out", str(tmp_path), "--snapshot", str(COMMITTED)]) == REFUSED


def built(folder: Path) -> int:
    return main(["build", "--onto", str(COMMITTED), "--from", str(folder), "--out", str(folder.parent / "out")])


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("our-dentists.yaml",), "our-dentists.yaml: there is no our-dentists.csv beside it"),
        (("our-dentists.csv",), "our-dentists.csv: there is no our-dentists.yaml beside it"),
        (("our-dentists.csv", "our-dentists.yaml/"), "our-dentists.csv: there is no our-dentists.yaml beside it"),
        (("our-dentists.csv", "our-dentists.yml"), "our-dentists.yml: its name must end in .yaml, not .yml"),
        (("our-dentists.xlsx", "our-dentists.yaml"), "it is a workbook under the name of a table"),
    ],
)
def test_two_files_that_do_not_belong_together_are_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], names: tuple[str, ...], said: str
) -> None:
    told = {".csv": b"place,period,value\nE06000001,2024,12\n", ".xlsx": b"PK\x03\x04"}
    for name in names:
        path = tmp_path / "my" / name
        path.parent.mkdir(exist_ok=True)
        if name.endswith("/"):
            path.mkdir()
        else:
            path.write_bytes(told.get(path.suffix, CARD.encode()))
    assert built(tmp_path / "my") == REFUSED
    assert said in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def test_a_file_that_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "my").mkdir()
    (tmp_path / "my" / "our-dentists.csv").write_text("place,period,value\n", "utf-8")
    # root may read everything, so the right is taken away where it is asked for
    monkeypatch.setattr("data.inputs.os.access", lambda path, _mode: Path(path).suffix != ".csv")
    assert built(tmp_path / "my") == REFUSED
    assert "our-dentists.csv: whoever runs this may not read it" in capsys.readouterr().out


def test_an_empty_table_says_so_and_marks_before_its_first_line_do_no_harm(tmp_path: Path) -> None:
    assert read(tmp_path, "\n\n")[1] == ["a.csv:1: it is empty"]
    rows, told = read(tmp_path, "\ufeff\ufeffplace,period,value\nE06000001,2024,12\n")
    assert (len(rows), told) == (1, [])
