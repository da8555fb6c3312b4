"""What the publisher on this machine offers to a refresh, and what then lies in the shelf."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from data import shelf

TODAY = date(2026, 11, 22)
SAMPLES = Path(__file__).resolve().parents[2] / "data" / "sources"
CSV = SAMPLES / "ae" / "sample" / "November-2022-revised-110523.csv"
EXTRACT = SAMPLES / "rtt" / "sample" / "2026-01-rtt-full-extract.csv"
FROM_2022 = "2022-23"


def december() -> bytes:
    """The sample of A&E as if it were the month after."""
    return CSV.read_bytes().replace(b"NOVEMBER-2022", b"DECEMBER-2022").replace(b"November-2022", b"December-2022")


def extract() -> bytes:
    """The sample of waits for treatment as its publisher zips it."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        told = zipfile.ZipInfo("20260131-RTT-January-2026-full-extract.csv", (2026, 3, 6, 9, 0, 0))
        archive.writestr(told, EXTRACT.read_text("utf-8"), zipfile.ZIP_DEFLATED)
    return into.getvalue()


def months(folder: Path) -> set[str]:
    return set(pq.read_table(shelf.current(folder) / "ae.parquet", columns=["period"])[0].to_pylist())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.parquet")}
