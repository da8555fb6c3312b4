"""From a folder of official files to a snapshot, and what happens when one is damaged."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from data import errors as data_errors
from data import shelf
from data.__main__ import PARTLY, REFUSED, SOUND, main
from data.build import build
from data.errors import Refused
from data.reading import ENGLAND
from tests import committed

CSV = "ae/csv/November-2022-revised-110523.csv"
WORKBOOK = "ae/workbooks/March-2021-AE-by-provider-revised-280421.xlsx"
EXTRACT = "rtt/2026-01-rtt-full-extract.zip"
OVERVIEW = Path(__file__).resolve().parents[2] / "data/sources/rtt/sample/rtt-overview-timeseries-sample.xlsx"


def read(snapshot: Path, name: str) -> pd.DataFrame:
    return pq.read_table(snapshot / f"{name}.parquet").to_pandas()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.parquet")}


@pytest.fixture(scope="module")
def built(official_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "snapshot"
    assert main(["build", "--from", str(official_files), "--out", str(out)]) == SOUND
    return out


@pytest.fixture
def snapshot(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "snapshot")


def test_every_form_of_file_is_in_the_snapshot(snapshot: Path) -> None:
    assert set(read(snapshot, "ae").period) == {"2016-04", "2019-03", "2021-03", "2022-11"}
    assert set(read(snapshot, "rtt-incomplete").place_code) == {"A4M8P", "RH5", "RL1", ENGLAND}
    manifest = json.loads((snapshot / "manifest.json").read_text())
    monthly = [one for one in manifest["inputs"] if one["source"] in ("ae", "rtt")]
    assert {one["file"] for one in monthly} == {
        CSV,
        WORKBOOK,
        EXTRACT,
        "ae/ae_attendances_2016-04_2019-03.csv",
    }
    assert all(one["used"] and len(one["sha256"]) == 64 for one in monthly)
    assert manifest["checks"] == {"passed": 20, "failed": 0}


def test_the_same_files_make_the_same_bytes_and_the_same_id_wherever_they_lie(
    snapshot: Path, official: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "somewhere" / "else"
    shutil.copytree(official, elsewhere)
    assert main(["build", "--from", str(elsewhere), "--out", str(tmp_path / "again")]) == SOUND
    assert contents(tmp_path / "again") == contents(snapshot)
    ids = [json.loads((folder / "manifest.json").read_text())["build_id"] for folder in (snapshot, tmp_path / "again")]
    assert ids[0] == ids[1]


def test_another_figure_makes_another_id(snapshot: Path, official: Path, tmp_path: Path) -> None:
    (official / WORKBOOK).unlink()
    assert main(["build", "--from", str(official), "--out", str(tmp_path / "less")]) == SOUND
    ids = [json.loads((folder / "manifest.json").read_text())["build_id"] for folder in (snapshot, tmp_path / "less")]
    assert ids[0] != ids[1]


def test_months_without_a_file_are_named(snapshot: Path) -> None:
    missing = json.loads((snapshot / "manifest.json").read_text())["missing_months"]
    assert "2016-05" in missing["ae"]
    assert "2022-10" in missing["ae"]
    assert "2022-11" not in missing["ae"]


def test_providers_that_stand_in_no_register_are_places_with_names_as_people_write_them(
    snapshot: Path,
) -> None:
    places = read(snapshot, "places").set_index("code")
    assert places.loc["A4M8P", ["name", "type"]].tolist() == ["Buckshaw Hospital", "provider"]
    assert places.loc["RH5", ["name", "type"]].tolist() == ["Somerset NHS Foundation Trust", "trust"]
    assert places.loc[ENGLAND, "type"] == "nation"


def test_the_workbooks_foot_note_and_the_field_test_become_statuses(snapshot: Path) -> None:
    statuses = read(snapshot, "statuses").astype(str).set_index(["collection", "place_code", "period"]).status
    assert statuses["ae", "NQ106", "2021-03"] == "not_submitted"
    assert statuses["ae-4-hour", "RGR", "2022-11"] == "not_collected"


DAMAGES: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "truncated zip": (EXTRACT, lambda path: path.write_bytes(path.read_bytes()[:900]), "cannot be opened"),
    "html as csv": (CSV, lambda path: path.write_text("<html>404</html>"), "web page"),
    "renamed column": (
        CSV,
        lambda path: path.write_text(path.read_text().replace("Org Code", "Organisation")),
        "'Org Code' is missing; the nearest column is 'Organisation'",
    ),
    "empty": (CSV, lambda path: path.write_bytes(b""), "empty"),
    "wrong month inside": (
        CSV,
        lambda path: path.rename(path.with_name("December-2022.csv")),
        "says 2022-12",
    ),
    "xls that is none": (WORKBOOK, lambda path: path.write_bytes(b"Code,Name\n"), "cannot be opened"),
    "a figure unlike the total": (
        CSV,
        lambda path: path.write_text(path.read_text().replace(",6530,", ",6531,")),
        "is 54,4|where .* prints",
    ),
}


@pytest.mark.parametrize(("file", "damage", "why"), DAMAGES.values(), ids=list(DAMAGES))
def test_a_damaged_file_is_refused_by_name_and_the_old_snapshot_stays(
    file: str,
    damage: Callable[[Path], object],
    why: str,
    snapshot: Path,
    official: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in snapshot.iterdir()}
    damage(official / file)
    assert main(["build", "--from", str(official), "--out", str(snapshot)]) == REFUSED
    said = capsys.readouterr().out
    assert Path(file).parent.as_posix() in said
    assert re.search(why, said)
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in snapshot.iterdir()} == before
    assert not [path for path in snapshot.parent.iterdir() if path.name.startswith(".snapshot")]


def test_keep_going_builds_the_rest_and_names_what_is_not_in_it(
    official: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (official / CSV).write_text("<html>404</html>")
    out = tmp_path / "partly"
    assert main(["build", "--from", str(official), "--out", str(out), "--keep-going"]) == PARTLY
    assert f"Not in it: {CSV}" in capsys.readouterr().out
    assert [one["file"] for one in json.loads((out / "manifest.json").read_text())["refused"]] == [CSV]
    assert "2022-11" not in set(read(out, "ae").period)
    assert "2021-03" in set(read(out, "ae").period)


def test_a_folder_without_official_files_or_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refused, match="no A&E or RTT file"):
        build([tmp_path / "empty"], tmp_path / "out")
    with pytest.raises(Refused, match="no such folder"):
        build([tmp_path / "nowhere"], tmp_path / "out")
    assert main(["build", "--from", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")]) == REFUSED
    assert not (tmp_path / "out").exists()


def test_a_file_cut_short_is_refused_although_it_can_be_read(
    official: Path, zip_extract: Callable[..., Path], tmp_path: Path
) -> None:
    for name in ("October-2025", "November-2025", "December-2025"):
        zip_extract(
            official / "rtt" / f"Full-CSV-data-file-{name}.zip",
            change=lambda text, name=name: text.replace("RTT-January-2026", f"RTT-{name}"),
            member=f"RTT-{name}.csv",
        )
    half = official / EXTRACT
    zip_extract(
        half,
        change=lambda text: "".join(
            text.splitlines(keepends=True)[:1]
            + [line for line in text.splitlines(keepends=True)[1:] if ",RH5," not in line]
        ),
    )
    outcome = build([official], tmp_path / "out")
    assert [one.file for one in outcome.refused] == [EXTRACT]
    assert "its neighbours have" in outcome.refused[0].why


def overview(path: Path, snapshot: Path, change: int = 0) -> None:
    """Write the overview series with the England figures of a snapshot printed in it."""
    workbook = openpyxl.load_workbook(OVERVIEW)
    sheet = workbook.active
    row = next(row for row in sheet.iter_rows() if str(row[2].value).startswith("2026-01"))
    for dataset, places in (
        ("rtt-incomplete", {"median": 3, "percentile_92": 4, "within_18": 5, "over_52": 11, "pathways": 21}),
        ("rtt-admitted", {"median": 25, "percentile_95": 26, "within_18": 27, "pathways": 29}),
        ("rtt-non-admitted", {"median": 31, "percentile_95": 32, "within_18": 33, "pathways": 35}),
    ):
        england = read(snapshot, dataset).astype({"place_code": str, "split": str}).set_index(["place_code", "split"])
        for measure, place in places.items():
            row[place].value = float(england.at[(ENGLAND, "C_999"), measure])
    row[21].value += change
    workbook.save(path)


def test_rtt_totals_equal_to_the_printed_series_are_kept_as_checks(official: Path, snapshot: Path) -> None:
    overview(official / "rtt" / "RTT-Overview-Timeseries-Jan26.xlsx", snapshot)
    assert main(["build", "--from", str(official), "--out", str(snapshot)]) == SOUND
    assert len(read(snapshot, "checks").query("collection == 'rtt'")) == 13
    assert main(["check", "--snapshot", str(snapshot)]) == SOUND


def test_rtt_totals_unlike_the_printed_series_are_refused(
    official: Path, snapshot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    overview(official / "rtt" / "RTT-Overview-Timeseries-Jan26.xlsx", snapshot, change=1)
    assert main(["build", "--from", str(official), "--out", str(snapshot)]) == REFUSED
    assert f"Refused {EXTRACT}: its total 'rtt-incomplete pathways C_999' of 2026-01" in capsys.readouterr().out


def test_check_fails_loudly_on_a_total_that_differs(snapshot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checks = pq.read_table(snapshot / "checks.parquet").to_pandas()
    checks.loc[0, "printed"] += 1
    checks.to_parquet(snapshot / "checks.parquet")
    assert main(["check", "--snapshot", str(snapshot)]) == 1
    assert "DIFFERENT" in capsys.readouterr().out


def test_status_tells_what_is_held_and_its_newest_release(snapshot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--snapshot", str(snapshot)]) == SOUND
    said = capsys.readouterr().out
    assert "ae: 2016-04 to 2022-11" in said
    assert "revised 2023-05-11" in said


def test_status_and_check_of_a_folder_that_is_no_snapshot_say_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("status", "check"):
        assert main([command, "--snapshot", str(tmp_path)]) == REFUSED
        assert "python -m data build" in capsys.readouterr().out


@pytest.mark.raw
@pytest.mark.parametrize("one_in", [11, pytest.param(1, marks=pytest.mark.soak)])
def test_what_is_published_reconciles_with_print_as_the_committed_snapshot_says(
    one_in: int, raw_folder: Path, tmp_path: Path
) -> None:
    official = tmp_path / "raw"
    for kind in ("rtt/*.zip", "rtt/*.xlsx", "ae/*.csv", "ae/csv/*", "ae/workbooks/*"):
        for path in sorted(raw_folder.glob(kind))[::one_in]:
            link = official / path.relative_to(raw_folder)
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(path)
    outcome = build([official], tmp_path / "out")
    assert outcome.refused == []
    checks, held = (read(folder, "checks").astype({"period": str}) for folder in (tmp_path / "out", committed.FOLDER))
    assert checks.ok.all()
    rtt, ae = (checks[checks.collection == name] for name in ("rtt", "ae"))
    assert set(rtt.groupby("period").size()) == {13}
    assert (rtt.period.nunique(), ae.period.nunique()) == ((22, 84) if one_in == 1 else (2, 8))
    keys = ["collection", "period"]
    same = held.merge(checks[keys].drop_duplicates(), on=keys).sort_values([*keys, "what"], ignore_index=True)
    pd.testing.assert_frame_equal(checks.sort_values([*keys, "what"], ignore_index=True), same)
    assert one_in > 1 or outcome.missing_months == {"ae": [], "rtt": []}


def test_public_health_is_built_and_carried_over_when_its_files_are_not_given(official: Path, tmp_path: Path) -> None:
    sample = Path(data_errors.__file__).parent / "sources" / "fingertips" / "sample" / "life_expectancy.csv"
    shutil.copy(sample, official / "life_expectancy.csv")
    first = build([official], tmp_path / "out")
    assert first.manifest is not None
    assert "health" not in first.carried_over
    whole = (tmp_path / "out" / "health.parquet").read_bytes()
    again = build([official], tmp_path / "again")
    assert (tmp_path / "again" / "health.parquet").read_bytes() == whole
    assert again.manifest is not None
    (official / "life_expectancy.csv").unlink()
    without = build([official], tmp_path / "out")
    assert "health" in without.carried_over
    assert (tmp_path / "out" / "health.parquet").read_bytes() == whole


def test_building_into_a_shelf_keeps_what_is_kept_and_serves_what_was_built(
    snapshot: Path, official: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(snapshot, tmp_path / "other")
    (tmp_path / "other" / "events.parquet").unlink()
    manifest = json.loads((tmp_path / "other" / "manifest.json").read_text())
    del manifest["datasets"]["events"]
    (tmp_path / "other" / "manifest.json").write_text(json.dumps(manifest | {"build_id": "0123456789abcdef"}))
    published = shelf.publish(snapshot, tmp_path / "other", keep=6)
    assert shelf.current(snapshot) == snapshot / "kept" / published
    assert main(["build", "--from", str(official), "--out", str(snapshot)]) == SOUND
    assert f"python -m data rollback {published}" in capsys.readouterr().out
    assert shelf.current(snapshot) == snapshot
    assert shelf.check_whole(snapshot) != published
    assert shelf.find(snapshot, published) == snapshot / "kept" / published
