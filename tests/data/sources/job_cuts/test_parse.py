"""Ledgers of announced cuts, line by line: what is read, and what is refused and how it is said."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from data.cuts import Cut
from data.errors import Refused
from data.sources import recognise
from data.sources.job_cuts.parse import read_cuts

ROOT = Path(__file__).resolve().parents[4]
SAMPLE = ROOT / "data/sources/job_cuts/sample/announced_cuts_2010_2013.csv"
GUIDE = ROOT / "docs/local-answers.md"
TODAY = date(2012, 4, 10)
HEADER = (
    "trust,asked_on,answered_on,outcome,from,to,posts_low,posts_high,unit,clinical,non_clinical,words,evidence,link"
)
GOOD = {
    "trust": "RXR", "asked_on": "2012-01-03", "answered_on": "2012-01-20", "outcome": "answered", "from": "2010-09",
    "to": "2013-03", "posts_low": "10", "posts_high": "12", "unit": "FTE", "clinical": "4", "non_clinical": "6",
    "words": "ten", "evidence": "FOI ref 1", "link": "https://www.example.org/a",
}  # fmt: skip


@pytest.fixture(scope="module")
def places() -> pd.DataFrame:
    return pq.read_table(ROOT / "data/snapshot/places.parquet", columns=["code", "name", "type"]).to_pandas()


def answers(path: Path, places: pd.DataFrame, *lines: dict[str, str]) -> list[Cut]:
    """Read answers that differ from a good line in some cells."""
    rows = [",".join((GOOD | line)[name] for name in HEADER.split(",")) for line in lines]
    file = path / "local_answers.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
    return read_cuts(file, "answers", file.name, places, TODAY)


def ledger(path: Path, places: pd.DataFrame, old: str, new: str) -> list[Cut]:
    """Read the sample of the ledger with one text in it changed."""
    text = SAMPLE.read_text("utf-8")
    assert old in text
    file = path / "announced_cuts_x.csv"
    file.write_text(text.replace(old, new, 1), "utf-8")
    return read_cuts(file, "ledger", file.name, places, date(2026, 1, 1))


def by_name(cuts: list[Cut], part: str) -> Cut:
    return next(cut for cut in cuts if part in cut.name)


def test_the_ledger_tells_six_things_apart(places: pd.DataFrame) -> None:
    cuts = read_cuts(SAMPLE, "ledger", "x.csv", places, date(2026, 1, 1))
    told = {cut.place_code: (cut.state, cut.low, cut.high, cut.status) for cut in cuts}
    assert told["RXR"] == ("announced", 1013, 1013, "reported")
    assert told["RJ7"] == ("disputed", 200, 500, "reported")
    assert told["RW6"] == ("up_to", 0, 1000, "reported")
    assert told["RXH"] == ("none_planned", 0, 0, "reported")
    assert told["RVR"] == ("net_increase", None, None, "reported")
    assert told["W11000029"] == ("announced", 385, 385, "no_comparable_record")


def test_a_net_increase_is_no_nought_that_somebody_printed(places: pd.DataFrame) -> None:
    epsom = by_name(read_cuts(SAMPLE, "ledger", "x.csv", places, date(2026, 1, 1)), "Epsom")
    assert (epsom.low, epsom.high, epsom.posts) == (None, None, 0)


def test_northern_ireland_is_listed_without_a_place(places: pd.DataFrame) -> None:
    belfast = by_name(read_cuts(SAMPLE, "ledger", "x.csv", places, date(2026, 1, 1)), "Belfast")
    assert (belfast.place_code, belfast.nation) == ("", "Northern Ireland")


def test_bodies_are_known_by_the_names_they_had_then(places: pd.DataFrame) -> None:
    cuts = read_cuts(SAMPLE, "ledger", "x.csv", places, date(2026, 1, 1))
    assert by_name(cuts, "North Staffordshire").place_code == "RJE"
    assert by_name(cuts, "St George's Healthcare").place_code == "RJ7"


def test_clinical_posts_that_nobody_told_apart_are_not_nought(places: pd.DataFrame) -> None:
    cuts = read_cuts(SAMPLE, "ledger", "x.csv", places, date(2026, 1, 1))
    assert by_name(cuts, "East Lancashire").clinical is None
    assert (by_name(cuts, "Calderdale").clinical, by_name(cuts, "Calderdale").non_clinical) == (209, 235)


@pytest.mark.raw
def test_every_record_of_the_whole_ledger_is_read(raw_folder: Path, places: pd.DataFrame) -> None:
    path = raw_folder / "job_cuts" / "announced_cuts_2010_2013.csv"
    cuts = read_cuts(path, "ledger", path.name, places, date.today())
    assert len(cuts) == 30
    assert all(cut.link and cut.publisher and cut.evidence for cut in cuts)
    assert [cut.name for cut in cuts if not cut.place_code] == ["Belfast Health and Social Care Trust"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("https://www.epsu.org/article/british-trade-unions-mobilise-against-nhs-slash\nWirral", "\nWirral", "line 3, source_url: it is empty"),
        ("False Economy (via EPSU press release)", "", "line 3, publisher: it is empty"),
        (",200,500,", ",500,200,", "line 10, posts_cut_high: 200 is less than 500"),
        ("East Lancashire Hospitals NHS Trust", "East Lancashyre Hospital Trust", "line 3, trust_name_as_reported: 'East Lancashyre Hospital Trust' is no trust or health board known; the nearest is East Lancashire Hospitals NHS Trust (RXR)"),
        ("2011-02-23,https://www.epsu", "2031-02-23,https://www.epsu", "line 3, published: 2031-02-23 lies in the future"),
        ("2011-02-23,https://www.epsu", "February,https://www.epsu", "line 3, published: 'February' is no date"),
        ("1013,1013", "about 1000,1013", "line 3, posts_cut_low: 'about 1000' is no whole number"),
        ("1013,1013", "1013,", "line 3, posts_cut_high: one of the two figures is empty"),
        ("1013,1013", ",", "line 3, posts_cut_low: it is empty, and the record tells of no net increase"),
        ("444,444,FTE,209,235", "444,444,FTE,209,435", "clinical and other posts are more than the posts in all"),
        ("1013,1013,FTE", "1013,1013,FTEs", "line 3, unit: 'FTEs' is none of FTE, WTE"),
        ("2010-15,FOI answer", "2010-15,hearsay", "line 3, status: 'hearsay' begins with none of FOI answer"),
        ("2010-15,FOI answer", "some day,FOI answer", "line 3, period: 'some day' stands not among the periods"),
        ("https://www.epsu.org/article", "javascript:alert(1)//article", "is no address that begins with https://"),
        ("1013,1013,FTE,,,", "1013,1013,FTE,,,,", "line 3: it has 15 cells where the first line has 14"),
    ],
)  # fmt: skip
def test_a_fault_in_the_ledger_is_named_by_line_and_column(
    tmp_path: Path, places: pd.DataFrame, old: str, new: str, said: str
) -> None:
    with pytest.raises(Refused, match=re.escape(said)):
        ledger(tmp_path, places, old, new)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"trust": "RXZ"}, "line 2, trust: 'RXZ' is no trust or health board known; the nearest is "),
        ({"trust": ""}, "line 2, trust: it is empty"),
        ({"asked_on": ""}, "line 2, asked_on: it is empty"),
        ({"asked_on": "2012-04-11", "answered_on": "2012-04-11"}, "line 2, asked_on: 2012-04-11 lies in the future"),
        ({"asked_on": "in March"}, "line 2, asked_on: 'in March' is no date such as 2012-03-01"),
        ({"answered_on": "2012-01-01"}, "line 2, answered_on: 2012-01-01 is before it was asked, 2012-01-03"),
        ({"answered_on": ""}, "line 2, answered_on: it is empty although the outcome is 'answered'"),
        ({"outcome": "refuzed"}, "line 2, outcome: 'refuzed' is none of answered, none planned, net increase, refused, no answer yet; the nearest is refused"),
        ({"outcome": "refused"}, "line 2, posts_low: there is a number although the outcome is 'refused'"),
        ({"outcome": "no answer yet"}, "line 2, answered_on: there is a day although no answer came yet"),
        ({"outcome": "none planned"}, "line 2, posts_low: there is a number although none are planned"),
        ({"posts_low": "", "posts_high": ""}, "line 2, posts_low: an answer needs a number"),
        ({"posts_low": "0", "posts_high": "0", "clinical": "", "non_clinical": ""}, "line 2, posts_low: an answer needs a number; write the outcome 'none planned'"),
        ({"posts_low": "13"}, "line 2, posts_high: 12 is less than 13"),
        ({"posts_low": "-3"}, "line 2, posts_low: '-3' is no whole number"),
        ({"unit": ""}, "line 2, unit: it is empty"),
        ({"clinical": "90"}, "line 2, clinical: clinical and other posts are more than the posts in all"),
        ({"from": "2013-04", "to": "2013-05"}, ""),
        ({"from": "2013-05"}, "line 2, to: 2013-03 is before 2013-05"),
        ({"to": "2019-03"}, "line 2, to: 2019-03 is outside this ledger, which holds 2010-01 to 2014-03"),
        ({"from": "autumn"}, "line 2, from: 'autumn' is no month such as 2010-09"),
        ({"evidence": ""}, "line 2, evidence: it is empty"),
        ({"link": "www.example.org"}, "line 2, link: 'www.example.org' is no address"),
        ({"words": "x" * 601}, "line 2, words: it is longer than 600 characters"),
    ],
)  # fmt: skip
def test_a_fault_in_answers_is_named_by_line_and_column(
    tmp_path: Path, places: pd.DataFrame, wrong: dict[str, str], said: str
) -> None:
    if not said:
        assert answers(tmp_path, places, wrong)
        return
    with pytest.raises(Refused, match=re.escape(said)):
        answers(tmp_path, places, wrong)


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path, places: pd.DataFrame) -> None:
    with pytest.raises(Refused) as told:
        answers(tmp_path, places, {"evidence": ""}, {}, {"posts_high": "1", "link": "ftp://x"})
    assert "faults (4)" in told.value.why
    for where in ("line 2, evidence", "line 4, posts_high", "line 4, clinical", "line 4, link"):
        assert where in told.value.why


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("trust,asked\nRXR,x\n", "it has no column 'asked_on'"),
        (HEADER + ",colour\n", "it has a column 'colour' too many"),
        (HEADER + "\n", "it has a header and no lines"),
        ("\xff\xfe", "it is no CSV in UTF-8"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(tmp_path: Path, places: pd.DataFrame, text: str, said: str) -> None:
    file = tmp_path / "local_answers.csv"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(Refused, match=re.escape(said)):
        read_cuts(file, "answers", file.name, places, TODAY)


def test_a_request_is_overdue_after_the_twentieth_working_day_and_not_before(
    tmp_path: Path, places: pd.DataFrame
) -> None:
    silent = {"outcome": "no answer yet", "answered_on": "", "posts_low": "", "posts_high": "", "clinical": "", "non_clinical": ""}  # fmt: skip
    late, timely = answers(tmp_path, places, silent | {"asked_on": "2012-03-01"}, silent | {"asked_on": "2012-03-12"})
    assert (late.state, late.status, late.due_on) == ("no_reply", "no_reply", "2012-03-30")
    assert (timely.state, timely.status, timely.due_on) == ("waiting", "no_record", "2012-04-12")


def test_days_and_months_may_be_as_a_spreadsheet_saves_them(tmp_path: Path, places: pd.DataFrame) -> None:
    [cut] = answers(tmp_path, places, {"asked_on": "03/01/2012", "from": "Sep-10", "to": "01/03/2013"})
    assert (cut.asked_on, cut.span) == ("2012-01-03", "2010-09/2013-03")
    assert (cut.before, cut.after) == ("2010-09", "2013-09")


def test_the_worked_example_of_the_guide_is_read_as_the_guide_says(tmp_path: Path, places: pd.DataFrame) -> None:
    example = re.search(r"```csv\n(.*?)```", GUIDE.read_text("utf-8"), re.S)
    assert example
    file = tmp_path / "local_answers_lancashire.csv"
    file.write_text(example[1], "utf-8")
    assert recognise(file, tmp_path) == ("job_cuts", "answers")
    cuts = read_cuts(file, "answers", file.name, places, TODAY)
    assert [(cut.place_code, cut.state, cut.status) for cut in cuts] == [
        ("RXN", "disputed", "reported"),
        ("RXL", "none_planned", "reported"),
        ("RTX", "refused", "refused"),
        ("RW5", "no_reply", "no_reply"),
    ]
    assert (cuts[0].low, cuts[0].high, cuts[0].clinical) == (210, 260, 90)


def test_the_guide_explains_every_column() -> None:
    explained = set(re.findall(r"`([a-z_]+)`", "".join(line.split("|")[1] for line in GUIDE.read_text("utf-8").splitlines() if line.startswith("| `"))))  # fmt: skip
    assert explained == set(HEADER.split(","))


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("announced_cuts_2010_2013.csv", "ledger"),
        ("local_answers.csv", "answers"),
        ("foi_answers_2.csv", "answers"),
        ("Local Answers of Leeds.csv", "answers"),
        ("answers.csv", ""),
    ],
)
def test_ledgers_are_known_by_their_names(tmp_path: Path, name: str, form: str) -> None:
    (tmp_path / name).write_text("x\n")
    assert recognise(tmp_path / name, tmp_path) == (("job_cuts", form) if form else None)
