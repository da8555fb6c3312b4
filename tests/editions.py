"""Two real snapshots: the committed one, and the one that stood before its newest month of planned treatment came."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq

from data.manifest import build_id, describe
from data.parquet import FIGURES, write_table

COMMITTED = Path(__file__).resolve().parents[1] / "data" / "snapshot"
NEWEST, BEFORE = "2026-01", "2025-12"
#: Somerset's people still waiting in December, over 18 weeks, whom the earlier edition did not yet count.
SOMERSET, LATE = "RH5", 500


def committed(folder: Path) -> Path:
    """Copy the committed snapshot."""
    return shutil.copytree(COMMITTED, folder, ignore=shutil.ignore_patterns("kept", "current", ".*"))


def earlier(folder: Path) -> Path:
    """Make the edition that ended in December 2025, with another figure of that month for one trust."""
    committed(folder)
    for name in ("rtt-incomplete", "rtt-admitted", "rtt-non-admitted"):
        path = folder / f"{name}.parquet"
        rows = pq.read_table(path).to_pandas()
        rows = rows[rows.period.astype(str) != NEWEST]
        if name == "rtt-incomplete":
            here = (rows.place_code == SOMERSET) & (rows.period == BEFORE) & (rows.split == "C_999")
            rows.loc[here, "pathways"] -= LATE
        write_table(rows, path, FIGURES[name])
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["datasets"] = describe(folder)
    manifest |= {"build_id": build_id(manifest["datasets"]), "built_at": "2026-02-12T09:30:00+00:00"}
    path.write_text(json.dumps(manifest), "utf-8")
    return folder
