"""What grows with the atlas: snapshots with made-up copies of months or places, which exist inside the benchmark alone.

The copies bear codes and months that nobody has; their figures are those of the months and places copied.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.building import BuildFailed, one_rtt_month_each
from bench.figures import Figure
from data.periods import months_between
from data.store import COLLECTIONS
from tools.serving import ROOT

TIMES = (1, 3, 10)
#: How much dearer the same work may be with ten times as much: as good as constant, on a clock that is never still.
CONSTANT = 1.25
#: How far from a straight line a build may lie.
LINEAR = 1.25


def more_months(table: pa.Table, times: int) -> pa.Table:
    """The same rows again for as many months before them, and again."""
    periods = table["period"].cast(pa.string())
    held = sorted(pc.unique(periods).to_pylist())
    months = months_between(held[0], held[-1])
    parts = [table.set_column(table.schema.get_field_index("period"), "period", periods)]
    for turn in range(1, times):
        renamed = {month: _before(month, turn * len(months)) for month in held}
        moved = pa.array([renamed[one] for one in periods.to_pylist()])
        parts.append(table.set_column(table.schema.get_field_index("period"), "period", moved))
    return _encoded(pa.concat_tables(parts))


def _before(month: str, many: int) -> str:
    year, number = map(int, month.split("-"))
    at = year * 12 + number - 1 - many
    return f"{at // 12:04d}-{at % 12 + 1:02d}"


def more_places(table: pa.Table, times: int, column: str = "place_code") -> pa.Table:
    """The same rows again under codes that no organisation has: they are too long, and told apart by their turn."""
    at, codes = table.schema.get_field_index(column), table[column].cast(pa.string())
    parts = [table.set_column(at, column, codes)]
    for turn in range(1, times):
        parts.append(table.set_column(at, column, pc.binary_join_element_wise(f"ZZ{turn}", codes, "")))
    return _encoded(pa.concat_tables(parts))


def _encoded(table: pa.Table) -> pa.Table:
    for name in ("period", "place_code"):
        if name in table.column_names:
            at = table.schema.get_field_index(name)
            table = table.set_column(at, name, pc.dictionary_encode(table[name].combine_chunks()))
    return table


def grow(origin: Path, out: Path, kind: str, times: int) -> None:
    """Copy a snapshot with so many times the `months` or `places` of what is submitted monthly."""
    shutil.copytree(origin, out, ignore=shutil.ignore_patterns("kept", "current", ".*"))
    for name in COLLECTIONS:
        table = pq.ParquetFile(origin / f"{name}.parquet").read()
        grown = more_months(table, times) if kind == "months" else more_places(table, times)
        pq.write_table(grown, out / f"{name}.parquet")
    if kind == "places":
        places = pq.ParquetFile(origin / "places.parquet").read()
        held = {
            code for name in COLLECTIONS for code in pq.read_table(origin / f"{name}.parquet")["place_code"].to_pylist()
        }
        copied = places.filter(pc.is_in(places["code"], pa.array(sorted(held))))
        kept = copied.set_column(copied.schema.get_field_index("type"), "type", pa.array(["provider"] * len(copied)))
        again = more_places(kept, times, "code").slice(len(kept))
        pq.write_table(pa.concat_tables([places, again.cast(places.schema)]), out / "places.parquet")


def weigh(folder: Path) -> dict[str, float]:
    """What the app costs on a snapshot, in a process of its own: see `main`."""
    ended = subprocess.run(
        [sys.executable, "-m", "bench.growth", str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        raise BuildFailed(f"bench.growth {folder}:\n{ended.stderr[-2000:]}")
    return json.loads(ended.stdout)


def measure(times: Sequence[int] = TIMES, raw: Sequence[str] = ()) -> Iterator[Figure]:
    """Changes of the map, the reading of a snapshot, memory with more months and places; and more files."""
    for kind in ("months", "places"):
        found = {}
        for many in times:
            with TemporaryDirectory() as folder:
                grow(ROOT / "data" / "snapshot", Path(folder) / "snapshot", kind, many)
                found[many] = weigh(Path(folder) / "snapshot")
        last, made_up = times[-1], f"{times[-1]}x {kind}, made up"
        for many in times:
            yield Figure(f"processor time of a map never asked for, {many}x {kind}", (found[many]["change_ms"],), "ms")
        grown = found[last]["change_ms"] / found[1]["change_ms"]
        yield Figure(f"that with {made_up}: times as much", (grown,), "x", CONSTANT)
        yield Figure(
            f"reading the snapshot, {made_up}",
            (found[last]["load_s"],),
            "s",
            note=f"{found[1]['load_s']:.2g} s as it is",
        )
        yield Figure(
            f"memory of one process, {made_up}",
            (found[last]["rss_mb"],),
            "MB",
            note=f"{found[1]['rss_mb']:.0f} MB as it is",
        )
    seconds = one_rtt_month_each(raw, 10) if raw else []
    if len(seconds) < 4:
        yield Figure("reading all RTT months against the first three, a month", (), "x", LINEAR, note="needs RAW=")
        return
    straight = (sum(seconds) / len(seconds)) / median(seconds[:3])
    yield Figure(f"reading {len(seconds)} RTT months against the first three, a month", (straight,), "x", LINEAR)


def main(folder: Path) -> None:
    """Load the app on a snapshot; print the seconds, the processor time of changes never asked for, and memory."""
    import os
    import time

    os.environ |= {"CARE_ATLAS_SNAPSHOT": str(folder), "CARE_ATLAS_RATE_LIMIT": "off"}
    from bench.load import resident_mb
    from data.store import load

    began = time.process_time()
    load(folder)
    loaded = time.process_time() - began
    from app import server

    client = server.test_client()
    splits = ("C_100", "C_101", "C_110", "C_120", "C_130", "C_300", "C_320", "C_330", "C_502")
    address = "/api/v1/map?indicator=rtt-incomplete-18-weeks&split={}&period=2026-01"
    client.get(address.format("C_999"))  # makes what all share
    took = []
    for split in splits:
        began = time.process_time()
        answer = client.get(address.format(split), headers={"Accept-Encoding": "br"})
        took.append(1000 * (time.process_time() - began))
        if answer.status_code != 200:
            raise SystemExit(f"{address.format(split)} answered {answer.status_code}")
    told = {"load_s": loaded, "change_ms": median(took), "rss_mb": resident_mb(os.getpid())}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
