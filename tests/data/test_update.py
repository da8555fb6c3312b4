"""Newly come files onto a snapshot: the same as building from all of them at once."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from data.__main__ import SOUND, main
from data.build import COMMITTED, build, update
from data.errors import Refused
from data.reading import ENGLAND
from data.sources.rtt.parse import read_extract

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "sources"
FIRST = "ae/csv/November-2022.csv"
REVISED = "ae/csv/November-2022-revised-110523.csv"
REVISED_AGAIN = "ae/csv/November-2022-revised-110524.csv"
WORKBOOK = "ae/workbooks/March-2021-AE-by-provider-revised-280421.xlsx"
EXTRACT = "rtt/2026-01-rtt-full-extract.zip"
OVERVIEW = "rtt/RTT-Overview-Timeseries.xlsx"
PRINTED = {
    "rtt-incomplete": {"median": 3, "percentile_92": 4, "within_18": 5, "over_52": 11, "pathways": 21},
    "rtt-admitted": {"median": 25, "percentile_95": 26, "within_18": 27, "pathways": 29},
    "rtt-non-admitted": {"median": 31, "percentile_95": 32, "within_18": 33, "pathways": 35},
}
"""The columns of the overview that are compared."""
HEALTH = "health/life_expectancy.csv"


def less_attended(text: str, by: int) -> str:
    """Take visits from one department and from the printed total."""
    rows = text.splitlines()
    header = rows[0].split(",")
    place = header.index("A&E attendances Other A&E Department")
    for at in (1, len(rows) - 1):
        cells = rows[at].split(",")
        cells[place] = str(int(cells[place]) - by)
        rows[at] = ",".join(cells)
    return "\n".join(rows) + "\n"


def print_overview(path: Path, extract: Path) -> None:
    """Print what an extract adds up to as the England of its month and of January 2025."""
    figures = read_extract(extract, extract.name, "").tables
    workbook = openpyxl.load_workbook(SAMPLES / "rtt" / "sample" / "rtt-overview-timeseries-sample.xlsx")
    for row in workbook.active.iter_rows():
        if str(row[2].value)[:7] in ("2025-01", "2026-01"):
            for dataset, places in PRINTED.items():
                england = figures[dataset].set_index(["place_code", "split"]).loc[(ENGLAND, "C_999")]
                for measure, place in places.items():
                    row[place].value = float(england[measure])
    workbook.save(path)


@pytest.fixture
def files(official: Path, zip_extract: Callable[..., Path]) -> Path:
    """The small official files, with a month in three releases, two months of RTT and a file of public health."""
    text = (official / REVISED).read_text(encoding="utf-8-sig")
    (official / FIRST).write_text(less_attended(text, 7), encoding="utf-8")
    (official / REVISED_AGAIN).write_text(less_attended(text, 3), encoding="utf-8")
    zip_extract(
        official / "rtt" / "2025-01-rtt-full-extract.zip",
        change=lambda text: text.replace("RTT-January-2026", "RTT-January-2025"),
        member="RTT-January-2025.csv",
    )
    print_overview(official / OVERVIEW, official / EXTRACT)
    (official / "health").mkdir()
    shutil.copy(SAMPLES / "fingertips" / "sample" / "life_expectancy.csv", official / HEALTH)
    return official


def part(whole: Path, names: list[str], place: Path) -> Path:
    for name in names:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(whole / name, place / name)
    return place


def tables(snapshot: Path) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in snapshot.glob("*.parquet")}


def rows(snapshot: Path, name: str) -> pd.DataFrame:
    return pq.read_table(snapshot / f"{name}.parquet").to_pandas()


def told(snapshot: Path) -> dict[str, Any]:
    return json.loads((snapshot / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1, 6))])
def test_files_that_come_one_after_the_other_in_any_order_make_the_same_snapshot(
    seed: int, files: Path, tmp_path: Path
) -> None:
    build([files], tmp_path / "whole")
    assert len(rows(tmp_path / "whole", "checks").query("collection == 'rtt'")) == 26
    names = [path.relative_to(files).as_posix() for path in files.rglob("*.*") if path.is_file()]
    come = [name for name in sorted(names) if name != HEALTH]
    random.Random(seed).shuffle(come)
    cut = 1 + seed
    base = tmp_path / "base"
    build([part(files, [HEALTH, *come[:cut]], tmp_path / "first")], base)
    for at in range(cut, len(come), 3):
        update([part(files, come[at : at + 3], tmp_path / f"part-{at}")], base, base)
    assert tables(base) == tables(tmp_path / "whole")
    ours, whole = told(base), told(tmp_path / "whole")
    assert ours["build_id"] == whole["build_id"]
    assert ours["inputs"] == whole["inputs"]
    assert ours["missing_months"] == whole["missing_months"]


def test_a_value_revised_twice_keeps_its_first_publication(files: Path, tmp_path: Path) -> None:
    base = tmp_path / "base"
    for at, name in enumerate((FIRST, REVISED, REVISED_AGAIN)):
        source = part(files, [name], tmp_path / str(at))
        build([source], base) if not at else update([source], base, base)
    revisions = rows(base, "revisions").query("measure == 'attendances' and split == 'other'")
    assert set(revisions.current - revisions.first_published) == {4}
    assert set(revisions.first_file) == {FIRST}
    assert set(revisions.current_file) == {REVISED_AGAIN}


def test_a_first_release_that_comes_late_overwrites_nothing(files: Path, tmp_path: Path) -> None:
    base = tmp_path / "base"
    build([part(files, [REVISED], tmp_path / "1")], base)
    before = tables(base)
    update([part(files, [FIRST], tmp_path / "2")], base, base)
    assert tables(base)["ae"] == before["ae"]
    assert rows(base, "releases").set_index("file").used.to_dict() == {FIRST: False, REVISED: True}


def test_months_without_new_files_keep_their_figures_files_and_checks(files: Path, tmp_path: Path) -> None:
    base = tmp_path / "base"
    build([files], base)
    (files / "ae/csv/October-2022.csv").write_text(
        (files / REVISED).read_text(encoding="utf-8-sig").replace("MSitAE-NOVEMBER-2022", "MSitAE-OCTOBER-2022"),
        encoding="utf-8",
    )
    before = {name: rows(base, name) for name in ("ae", "rtt-incomplete", "releases", "checks")}
    outcome = update([files], base, tmp_path / "next")
    assert outcome.read == 1
    for name, table in before.items():
        after = rows(tmp_path / "next", name)
        assert len(after[after.period.astype(str) != "2022-10"]) == len(table)
    assert "2022-10" in set(rows(tmp_path / "next", "ae").period)


def test_files_that_the_snapshot_was_made_from_are_not_read_again_and_nothing_is_written(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build([files], tmp_path / "base")
    outcome = update([files], tmp_path / "base", tmp_path / "next")
    assert (outcome.read, outcome.manifest, outcome.refused) == (0, None, [])
    assert not (tmp_path / "next").exists()
    asked = ["build", "--from", str(files), "--onto", str(tmp_path / "base"), "--out", str(tmp_path / "next")]
    assert main(asked) == SOUND
    assert "Nothing is new" in capsys.readouterr().out


def test_a_damaged_file_leaves_the_snapshot_as_it_was_and_the_others_go_on_if_asked(
    files: Path, tmp_path: Path
) -> None:
    base = tmp_path / "base"
    build([part(files, [REVISED], tmp_path / "1")], base)
    before = tables(base)
    come = part(files, [EXTRACT, WORKBOOK], tmp_path / "2")
    (come / WORKBOOK).write_bytes(b"<html>404</html>")
    assert [one.file for one in update([come], base, base).refused] == [WORKBOOK]
    assert tables(base) == before
    outcome = update([come], base, base, keep_going=True)
    assert [one.file for one in outcome.refused] == [WORKBOOK]
    assert set(rows(base, "ae").period) == {"2022-11"}
    assert set(rows(base, "rtt-incomplete").period) == {"2026-01"}


def test_a_file_named_alone_is_taken(files: Path, tmp_path: Path) -> None:
    build([part(files, [REVISED], tmp_path / "1")], tmp_path / "base")
    outcome = update([files / EXTRACT], tmp_path / "base", tmp_path / "next")
    assert outcome.manifest is not None
    assert set(rows(tmp_path / "next", "releases").file) == {REVISED, Path(EXTRACT).name}


def test_a_folder_that_is_no_snapshot_is_no_base(files: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refused, match="no snapshot"):
        update([files], tmp_path / "empty", tmp_path / "out")


def test_public_health_that_comes_alone_stands_beside_the_months_held(files: Path, tmp_path: Path) -> None:
    build([files], tmp_path / "base")
    changed = (files / HEALTH).read_text(encoding="utf-8-sig")
    come = tmp_path / "come" / HEALTH
    come.parent.mkdir(parents=True)
    come.write_text("\n".join(changed.splitlines()[:-1]) + "\n", encoding="utf-8")
    update([tmp_path / "come"], tmp_path / "base", tmp_path / "next")
    assert tables(tmp_path / "next")["ae"] == tables(tmp_path / "base")["ae"]
    assert len([one for one in told(tmp_path / "next")["inputs"] if one["file"] == HEALTH]) == 1


@pytest.mark.raw
@pytest.mark.soak
def test_january_and_a_revision_onto_the_rest_make_the_committed_snapshot(raw_folder: Path, tmp_path: Path) -> None:
    come = [Path("rtt/2026-01-rtt-full-extract.zip"), Path("ae/csv/April-2025-CSV-revised.csv")]
    for path in raw_folder.rglob("*"):
        if path.is_file():
            name = path.relative_to(raw_folder)
            link = tmp_path / ("come" if name in come else "before") / name
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(path)
    build([tmp_path / "before"], tmp_path / "base")
    outcome = update([tmp_path / "come"], tmp_path / "base", tmp_path / "next")
    assert outcome.refused == []
    ours, committed = tables(tmp_path / "next"), tables(COMMITTED)
    built = [name for name in committed if name in told(tmp_path / "next")["datasets"] and name not in GROUND]
    assert [name for name in built if ours[name] != committed[name]] == []
    assert rows(tmp_path / "next", "revisions").current_file.unique().tolist() == [str(come[1])]


GROUND = {"boundaries", "bridge", "catchments", "layers", "residents", "towns"}
"""Made by the geometry, which this test leaves out; carried over, so equal to the committed ones anyway."""
