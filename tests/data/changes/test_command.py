"""`python -m data diff OLD NEW`: what it says, in which form, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from data.__main__ import DIFFERENT, REFUSED, SOUND, UNREAD, main
from data.changes.revisions import between
from data.store import Snapshot
from layouts.changes import report
from layouts.changes.sentences import Sides

ROOT = Path(__file__).resolve().parents[3]
COMMITTED = ROOT / "data" / "snapshot"


def test_the_same_snapshot_twice_has_not_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(COMMITTED), str(COMMITTED)]) == SOUND
    assert capsys.readouterr().out == "Nothing has changed: the two hold the same figures.\n"


def test_a_snapshot_is_found_by_its_id_too(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    assert main(["diff", snapshot.id, str(COMMITTED), "--snapshot", str(COMMITTED), "--json"]) == SOUND
    assert json.loads(capsys.readouterr().out) == []


def test_whoever_stops_reading_gets_no_complaint() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "data", "diff", str(COMMITTED), str(COMMITTED)]
    ended = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (UNREAD, "")


def test_what_changed_ends_with_one_as_diff_does(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fewer = replace(snapshot, successions=tuple(s for s in snapshot.successions if s.old_code != "RVJ"))
    sides = iter((fewer, snapshot))
    monkeypatch.setattr("data.store.load", lambda folder: next(sides))
    assert main(["diff", str(COMMITTED), str(COMMITTED)]) == DIFFERENT
    told = (
        "North Bristol NHS Trust (RVJ) became part of Bristol NHS Foundation Trust (RA7) on 1 July 2026. "
        "This is inferred from lists of organisations; no announcement of it is held."
    )
    assert capsys.readouterr().out == f"Mergers:\n  {told}\n"


@pytest.mark.parametrize("name", ["nowhere", "0123456789abcdef"])
def test_a_snapshot_that_is_not_there_is_told_with_those_that_are(
    capsys: pytest.CaptureFixture[str], snapshot: Snapshot, name: str
) -> None:
    assert main(["diff", name, str(COMMITTED), "--snapshot", str(COMMITTED)]) == REFUSED
    said = capsys.readouterr().out
    assert name in said
    assert snapshot.id in said


def test_a_damaged_snapshot_is_told_and_not_compared(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(COMMITTED, damaged)
    (damaged / "ae.parquet").write_bytes(b"PAR1")
    assert main(["diff", str(damaged), str(COMMITTED)]) == REFUSED
    assert "ae.parquet" in capsys.readouterr().out


def test_sentences_json_and_csv_tell_the_same_revisions(as_first_published: Snapshot, snapshot: Snapshot) -> None:
    told, sides = list(between(as_first_published, snapshot)), Sides(snapshot, as_first_published)
    plain = "\n".join(report.in_sentences(sides, told))
    listed = json.loads("".join(report.as_json(sides, told)))
    rows = list(csv.DictReader(io.StringIO("\n".join(report.as_csv(sides, told)))))
    assert len(listed) == len(rows) == len(told) == 23
    assert [row["id"] for row in rows] == [row["id"] for row in listed] == [change.id for change in told]
    assert all(row["sentence"] in plain for row in listed)
    ours = next(row for row in listed if (row["place"], row["indicator"], row["split"]) == ("RBT", "ae-attendances", "all"))  # fmt: skip
    assert (ours["old"], ours["new"], ours["new_file"]) == (9404, 9954, "ae/csv/April-2025-CSV-revised.csv")
    assert tuple(rows[0]) == report.COLUMNS
