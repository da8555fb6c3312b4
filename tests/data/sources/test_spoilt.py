"""Whatever a publisher's file has become, it is read or refused by name, in bounded time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.errors import Refused
from data.inputs import find_inputs, read_inputs
from data.limits import MOST_COLUMNS
from data.opening import require_sound
from tests.spoilt import ROOT, ends, samples

#: Seeds of spoilt files that once ended in a fault of ours.
MENDED = (1805, 1962, 4429, 5214, 5375, 6141, 7073, 7524, 7924)


def told(first: int, number: int, folder: Path, *raw: Path) -> str:
    """Read spoilt files in a process that may not grow; what it tells of them, and how it ended if not by itself."""
    command = [sys.executable, "-W", "ignore", "tests/spoilt.py", str(first), str(number), str(folder), *map(str, raw)]
    ended = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    return ended.stdout if ended.returncode in (0, 1) and not ended.stderr else f"{ended.returncode}: {ended.stderr}"


def test_a_sample_of_spoilt_files_is_read_or_refused(tmp_path: Path) -> None:
    assert told(0, 150, tmp_path) == ""


def test_spoilt_files_that_once_ended_otherwise_are_read_or_refused(tmp_path: Path) -> None:
    assert [one for seed in MENDED for one in ends(samples(), range(seed, seed + 1), tmp_path)] == []


@pytest.mark.soak
@pytest.mark.parametrize("part", range(8))
def test_eight_thousand_spoilt_files_are_read_or_refused(part: int, tmp_path: Path) -> None:
    assert told(1000 * (1 + part), 1000, tmp_path) == ""


@pytest.mark.soak
@pytest.mark.raw
@pytest.mark.parametrize("part", range(4))
def test_two_thousand_spoilt_beginnings_of_real_files_are_read_or_refused(
    part: int, raw_folder: Path, tmp_path: Path
) -> None:
    assert told(500 * part, 500, tmp_path, raw_folder) == ""


def test_a_header_without_end_is_refused_at_once(tmp_path: Path) -> None:
    wide = tmp_path / "PLACE-2024-Site-Scores.csv"
    wide.write_text("Site Code" + ",1" * (MOST_COLUMNS + 1) + "\nRH5A8" + ",1" * (MOST_COLUMNS + 1) + "\n")
    with pytest.raises(Refused, match="columns, more than any published file"):
        require_sound(wide, wide.name)


@pytest.mark.parametrize("name", ["health/fingertips/life_expectancy.csv", "cqc/CQC_ratings.csv"])
def test_a_column_that_stands_in_a_table_twice_is_refused(name: str, tmp_path: Path) -> None:
    lines = [line.split(",") for line in samples()[name].decode("utf-8-sig").splitlines()]
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("".join(",".join([*line, line[0]]) + "\n" for line in lines), "utf-8")
    read = read_inputs(find_inputs([tmp_path]), iter, {})
    assert [one.why for one in read.refused] == [f"column '{lines[0][0]}' stands in it twice"]
