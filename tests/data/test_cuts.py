"""The ledger as a cube, and its questions: floors, noughts, silences, and what staff did then."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from data import held, ledger, query
from data.build import build
from data.catalogue import catalogue
from data.cube import NUMBERS, STATUS_CODE, Cube
from data.cuts import PERIOD, SLUG, Cut, leading, ledger_cube, stood
from data.errors import Refused
from data.rows import value_rows
from data.store import STATUSES, Break, Snapshot, load

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data/sources/job_cuts/sample/announced_cuts_2010_2013.csv"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the ledger alone, cut by hand."""
    made = tmp_path_factory.mktemp("raw")
    shutil.copy(SAMPLE, made / SAMPLE.name)
    return made


@pytest.fixture(scope="module")
def out(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("made") / "snapshot"
    build([folder], made)
    return made


@pytest.fixture(scope="module")
def snapshot(out: Path) -> Snapshot:
    return load(out)


def row_of(snapshot: Snapshot, code: str) -> dict[str, object]:
    answer = query.across(snapshot, catalogue()[SLUG], "all", PERIOD)
    return value_rows(snapshot, answer, "spread", (code,))[0]


def cut_of(snapshot: Snapshot, code: str) -> Cut:
    return next(cut for cut in snapshot.cuts if cut.place_code == code)


def test_a_ledger_alone_is_built_onto_the_last_snapshot(out: Path, snapshot: Snapshot) -> None:
    kept = {path.name: path.read_bytes() for path in (ROOT / "data/snapshot").glob("*.parquet") if path.stem != "cuts"}
    assert {name: (out / name).read_bytes() for name in kept} == kept
    told = [one for one in snapshot.manifest["inputs"] if one["source"] == "job_cuts"]
    assert [(one["file"], one["rows"], one["used"]) for one in told] == [(SAMPLE.name, 14, True)]
    assert snapshot.manifest["datasets"]["cuts"]["rows"] == 14


def test_the_committed_snapshot_holds_the_whole_ledger() -> None:
    """Holds from the first snapshot built with the ledger on."""
    assert len(load(ROOT / "data/snapshot").cuts) == 30


def test_brightons_true_nought_is_reported(snapshot: Snapshot) -> None:
    row = row_of(snapshot, "RXH")
    assert (row["value"], row["status"], row["band"]) == (0, "reported", "none_planned")


def test_a_trust_that_nobody_asked_has_no_record_and_never_a_nought(snapshot: Snapshot) -> None:
    row = row_of(snapshot, "RTE")
    assert (row["value"], row["status"], row["band"]) == (None, "no_record", None)


@pytest.mark.parametrize(
    ("code", "value", "band"),
    [("RXR", 1013, "announced"), ("RJ7", 200, "disputed"), ("RW6", 0, "up_to"), ("RVR", 0, "net_increase")],
)
def test_the_value_is_the_low_figure_and_the_band_what_was_said(
    snapshot: Snapshot, code: str, value: int, band: str
) -> None:
    row = row_of(snapshot, code)
    assert (row["value"], row["band"], row["upper_ci"]) == (value, band, None)


def test_notices_are_no_posts(snapshot: Snapshot) -> None:
    row = row_of(snapshot, "W11000029")
    assert (row["value"], row["status"]) == (None, "no_comparable_record")
    assert query.why(snapshot, catalogue()[SLUG], "W11000029", PERIOD) == "385 redundancy notices, which are no posts"


def test_every_acute_trust_of_that_time_is_there_and_none_that_came_later(snapshot: Snapshot) -> None:
    places = set(snapshot.cubes[SLUG].places)
    assert {"RNJ", "RD7", "RV8", "RBA", "R1H", "RF4"} <= places
    assert not {"R0A", "R0D", "R1K", "G6V2S"} & places
    status = snapshot.status[SLUG][0]
    assert {STATUSES[one] for one in status} == {"reported", "no_record", "no_comparable_record"}


def test_a_trust_stood_unless_it_had_closed_or_been_taken_over() -> None:
    lives = {"RAA": ("1994-04-01", ""), "RAB": ("1994-04-01", "2010-03-31"), "RAC": ("2014-04-01", ""), "RAD": ("1999-01-01", "")}  # fmt: skip
    assert stood(lives, [("RAD", "RAA", "2009-10-01")]) == {"RAA"}


def test_northern_ireland_is_in_no_cube_and_no_total(snapshot: Snapshot) -> None:
    assert "" not in snapshot.cubes[SLUG].places
    every = ledger.entries(snapshot)
    belfast = next(entry for entry in every if "Belfast" in entry.name)
    assert (belfast.code, belfast.region_code, belfast.state) == ("", "N92000002", "announced")
    with_it = ledger.total(snapshot, "England", every)
    assert with_it == ledger.total(snapshot, "England", [entry for entry in every if entry is not belfast])


def test_totals_count_floors_of_those_who_said_a_number(snapshot: Snapshot) -> None:
    every = ledger.entries(snapshot)
    floors = {"RR1": 1600, "RXR": 1013, "RBL": 682, "RJE": 1349, "RJR": 461, "RH8": 1115, "RWY": 444, "RJ7": 200, "RW6": 0, "REF": 400, "RXH": 0, "RVR": 0}  # fmt: skip
    england, wales = (ledger.total(snapshot, nation, every) for nation in ("England", "Wales"))
    assert (england.posts, england.told) == (sum(floors.values()), len(floors))
    assert england.due == sum(snapshot.places[code].type == "trust" for code in snapshot.cubes[SLUG].places)
    assert (wales.posts, wales.told, wales.due) == (0, 0, 7)
    north_west = ledger.total(snapshot, "England", every, "E12000002")
    assert (north_west.posts, north_west.told) == (1013 + 682 + 461, 4)


def made(cut: Cut, **other: object) -> Cut:
    return replace(cut, **other)  # type: ignore[arg-type]


def test_two_records_of_one_trust_are_listed_and_never_added(snapshot: Snapshot) -> None:
    first = cut_of(snapshot, "RXR")
    second = made(first, low=300.0, high=2000.0, state="disputed")
    silent = made(first, low=None, high=None, state="refused")
    assert leading([silent, second, first]) == {"RXR": first}
    assert leading([silent]) == {"RXR": silent}
    both = replace(snapshot, cuts=(first, second, silent))
    entries = [entry for entry in ledger.entries(both) if entry.cut]
    assert len(entries) == 3
    assert ledger.total(both, "England", entries).posts == 1013


@pytest.mark.parametrize(
    ("state", "status"), [("refused", "refused"), ("no_reply", "no_reply"), ("waiting", "no_record")]
)
def test_a_question_without_an_answer_has_its_own_status_and_reason(
    snapshot: Snapshot, state: str, status: str
) -> None:
    cut = made(
        cut_of(snapshot, "RXR"), state=state, low=None, high=None, asked_on="2012-03-01", due_on="2012-03-30",
        answered_on="2012-03-15" if state == "refused" else "",
    )  # fmt: skip
    cube, statuses, whys = ledger_cube([cut], frozenset({"RTE"}))
    assert cube.places == ("RTE", "RXR")
    assert statuses.tolist() == [[STATUS_CODE["no_record"], STATUS_CODE[status]]]
    assert np.isnan(cube.measures["value"]).all()
    assert whys[SLUG, "RXR", PERIOD].startswith("asked on 2012-03-01, due by 2012-03-30")


def test_a_file_with_a_fault_leaves_the_snapshot_as_it_was(folder: Path, out: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(folder, raw)
    (raw / "local_answers.csv").write_text("trust\nRXR\n")
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    outcome = build([raw], out)
    assert [one.file for one in outcome.refused] == ["local_answers.csv"]
    assert outcome.manifest is None
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_answers_alone_are_added_to_the_records_that_are_there(out: Path, tmp_path: Path) -> None:
    again = tmp_path / "snapshot"
    shutil.copytree(out, again)
    raw = tmp_path / "raw"
    raw.mkdir()
    example = (ROOT / "docs/local-answers.md").read_text("utf-8").split("```csv\n")[1].split("```")[0]
    (raw / "local_answers_lancashire.csv").write_text(example)
    for _twice in range(2):
        build([raw], again)
    snapshot = load(again)
    assert len(snapshot.cuts) == 14 + 4
    assert {code: row_of(snapshot, code)["status"] for code in ("RXN", "RXL", "RTX", "RW5", "RXR")} == {
        "RXN": "reported", "RXL": "reported", "RTX": "refused", "RW5": "no_reply", "RXR": "reported",
    }  # fmt: skip
    assert [one["file"] for one in snapshot.manifest["inputs"] if one["source"] == "job_cuts"] == [
        SAMPLE.name, "local_answers_lancashire.csv",
    ]  # fmt: skip


def test_a_folder_without_any_official_file_is_still_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no A&E or RTT file"):
        build([tmp_path], tmp_path / "out")


@pytest.fixture
def with_staff(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Snapshot]:
    """Give the snapshot staff in post: by trust, the counts of September 2010 to 2016."""

    def add(*marks: Break, **staff: list[float]) -> Snapshot:
        months = tuple(f"{year}-09" for year in range(2010, 2017))
        shape = (len(months), 1, len(staff))
        measures = {name: np.full(shape, np.nan) for name in NUMBERS}
        measures["value"] = np.array(list(staff.values())).T[:, None, :]
        measures |= {"compared": np.zeros(shape, np.uint8), "file": np.zeros(shape, np.int32)}
        known = np.where(np.isnan(measures["value"][:, 0]), STATUS_CODE["no_comparable_record"], 1).astype(np.uint8)
        measures["status"] = known[:, None]
        cube = Cube("staff-all", months, ("all",), tuple(staff), measures, ("staff.parquet",))  # type: ignore[arg-type]
        kind = replace(catalogue()[SLUG], slug="staff-all", dataset="staff-all", collections=("staff-all",), group="staff", time="months")  # fmt: skip
        monkeypatch.setattr(held, "indicators", lambda _snapshot: {"staff-all": kind})
        monkeypatch.setattr(query, "breaks", lambda _snapshot, _answer, _place: marks)
        return replace(
            snapshot,
            cubes=snapshot.cubes | {"staff-all": cube},
            status=snapshot.status | {"staff-all": known},
            present=snapshot.present | {"staff-all": known > 0},
        )

    return add


def test_east_lancashires_staff_grew_and_the_transfer_is_named_with_it(with_staff: Callable[..., Snapshot]) -> None:
    moved = Break("2012-09", "moved_in", "staff moved in with community services")
    later = Break("2016-09", "moved_in", "after the period")
    snapshot = with_staff(moved, later, RXR=[5345, 5299, 6096, 6500, 6800, 6889, 7000])
    then = ledger.actual(snapshot, cut_of(snapshot, "RXR"))
    assert (then.before, then.after, then.first, then.last) == ("2010-09", "2015-09", 5345, 6889)
    assert then.change == pytest.approx(28.9, abs=0.05)
    assert then.notes == ("staff moved in with community services",)


def test_no_two_counts_are_compared_across_a_merger_or_after_the_end(with_staff: Callable[..., Snapshot]) -> None:
    snapshot = with_staff(RAL=[5000.0] * 7, RNJ=[5000.0] * 7)
    grown = ledger.actual(snapshot, made(cut_of(snapshot, "RXR"), place_code="RAL"))
    assert (grown.status, np.isnan(grown.change)) == ("no_comparable_record", True)
    assert grown.notes == ("it took over Barnet and Chase Farm Hospitals NHS Trust in 2014",)
    gone = ledger.actual(snapshot, made(cut_of(snapshot, "RXR"), place_code="RNJ", after="2013-09"))
    assert gone.notes == ("it became part of Barts Health NHS Trust in 2012",)


def test_a_body_whose_staff_are_not_held_says_so(snapshot: Snapshot, with_staff: Callable[..., Snapshot]) -> None:
    assert ledger.actual(replace(snapshot, cubes={}), cut_of(snapshot, "RXR")).status == "not_held"
    assert ledger.actual(with_staff(RBL=[1.0] * 7), cut_of(snapshot, "RXR")).status == "not_held"
    missing = with_staff(RXR=[float("nan"), *[1.0] * 6])
    assert ledger.actual(missing, cut_of(snapshot, "RXR")).status == "no_comparable_record"
