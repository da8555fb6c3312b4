"""The whole ground from the publishers' files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from data.errors import Refused
from geo.admissions import count_residents, read_council_successions
from geo.build import build_ground
from geo.towns import choose_towns

TABLES = ("layers", "boundaries", "catchments", "towns", "bridge", "residents", "council-successions")


@pytest.mark.raw
def test_the_same_files_give_the_same_towns_residents_and_successions_as_the_committed_ones(
    raw_folder: Path, snapshot: Path
) -> None:
    steps = read_council_successions([raw_folder])
    made = {
        "council-successions": steps,
        "residents": count_residents([raw_folder], steps),
        "towns": choose_towns([raw_folder]),
    }
    for name, rows in made.items():
        held = pq.read_table(snapshot / f"{name}.parquet").to_pandas()
        pd.testing.assert_frame_equal(rows.reset_index(drop=True), held, check_dtype=False)


@pytest.mark.raw
@pytest.mark.soak
def test_the_same_files_give_the_same_ground_as_the_committed_one(
    raw_folder: Path, tmp_path: Path, snapshot: Path
) -> None:
    used = build_ground([raw_folder], tmp_path)
    for name in TABLES:
        assert (tmp_path / f"{name}.parquet").read_bytes() == (snapshot / f"{name}.parquet").read_bytes(), name
    assert {"msoa_2011_bsc_ew.zip", "etr_2026.csv"} <= {path.name for path in used}


@pytest.mark.raw
@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("trust_msoa_2019_all_admissions.csv", b"<html>not found</html>\n"),
        ("trust_msoa_2019_all_admissions.csv", b"msoa_code,trust_code,share\nE02000001,R1H,0.4\n"),
        ("msoa_2011_bsc_ew.zip", b"PK\x03\x04 cut off"),
        ("population_msoa.csv", b"msoa_code,total_population\nE02000001,100\n"),
    ],
)
def test_a_damaged_file_is_refused_by_name_and_nothing_is_written(
    raw_folder: Path, tmp_path: Path, name: str, damage: bytes
) -> None:
    given = tmp_path / "raw"
    for part in ("geography", "estates"):
        shutil.copytree(raw_folder / part, given / part, copy_function=_link)
    bad = next(given.rglob(name))
    bad.unlink()
    bad.write_bytes(damage)
    with pytest.raises(Refused) as refused:
        build_ground([given], tmp_path / "out")
    assert name in refused.value.file
    assert not (tmp_path / "out").exists()


def _link(source: str, target: str) -> str:
    Path(target).symlink_to(source)
    return target
