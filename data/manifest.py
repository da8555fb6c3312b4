"""What a snapshot holds and what it was made from."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data import sources
from data.errors import Refused
from data.own.held import own_sources
from data.parquet import KEPT
from data.periods import month_number, month_of
from data.whole import NAME, read_manifest

__all__ = ["NAME", "build_id", "describe", "months_missing", "read_manifest", "rows_by_month", "write_manifest"]


def describe(folder: Path) -> dict[str, dict[str, Any]]:
    """Describe every table of a snapshot that readers see: rows, first and last period, sha256."""
    described: dict[str, dict[str, Any]] = {}
    for path in sorted(path for path in folder.glob("*.parquet") if path.stem not in KEPT):
        told = pq.read_metadata(path)
        described[path.stem] = {
            "rows": told.num_rows,
            "periods": _periods(path),
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
    return described


def _periods(path: Path) -> list[str]:
    if "period" not in pq.read_schema(path).names:
        return []
    found = sorted(pc.unique(pq.read_table(path, columns=["period"])["period"].cast(pa.string())).to_pylist())
    return [found[0], found[-1]] if found else []


def build_id(datasets: dict[str, dict[str, Any]]) -> str:
    """Name a build after its content: the same tables have the same id, wherever and whenever made."""
    content = json.dumps({name: told["sha256"] for name, told in datasets.items()}, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def write_manifest(
    folder: Path,
    inputs: list[dict[str, object]],
    checks: pd.DataFrame,
    missing_months: dict[str, list[str]],
    refused: list[Refused],
    carried_over: list[str],
) -> dict[str, Any]:
    """Write `manifest.json` beside the tables it describes.

    Parameters
    ----------
    folder
        Snapshot with all its tables.
    inputs
        One mapping a raw file.
    checks
        Totals compared, with `ok`.
    missing_months
        Collection to the months without a file, between its first and last.
    refused
        Files not taken.
    carried_over
        Tables taken from the snapshot before, because their raw files were not given.

    Returns
    -------
    dict
        What was written.
    """
    datasets = describe(folder)
    passed = int(checks.ok.astype(bool).sum())
    manifest = {
        "build_id": build_id(datasets),
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "inputs": inputs,
        "datasets": datasets,
        "checks": {"passed": passed, "failed": len(checks) - passed},
        "sources": {name: _source(name) for name in sources.names()} | own_sources(folder),
        "missing_months": missing_months,
        "refused": [{"file": one.file, "why": one.why} for one in refused],
        "carried_over": carried_over,
    }
    _write(folder, manifest)
    return manifest


def add_to_inputs(folder: Path, told: dict[str, dict[str, str]]) -> None:
    """Tell more of the raw files in the manifest of a snapshot that nobody reads yet: its tables and id stay.

    Parameters
    ----------
    told
        sha256 of a file to what is known of it: `origin`, `taken`, `published`.
    """
    manifest = read_manifest(folder)
    manifest["inputs"] = [one | told.get(one["sha256"], {}) for one in manifest["inputs"]]
    _write(folder, manifest)


def _write(folder: Path, manifest: dict[str, Any]) -> None:
    (folder / NAME).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _source(name: str) -> dict[str, str]:
    card = sources.card(name)
    return {
        "title": card.title,
        "publisher": card.publisher,
        "landing_page": card.landing_page,
        "licence": card.licence,
        "attribution": card.attribution,
    }


def rows_by_month(manifest: dict[str, Any]) -> dict[tuple[str, str], int]:
    """Tell how many rows the file used for each (collection, month) had."""
    return {
        (one["source"], one["period"]): one["rows"]
        for one in manifest.get("inputs", [])
        if one["used"] and len(one["period"]) == 7 and one["source"] in ("ae", "rtt") and one["release"]
    }


def months_missing(held: list[str]) -> list[str]:
    """List the months between the first and the last held that are not."""
    if not held:
        return []
    numbers = {month_number(month) for month in held}
    return [month_of(number) for number in range(min(numbers), max(numbers)) if number not in numbers]
