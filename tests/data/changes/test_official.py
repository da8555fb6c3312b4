"""Two real snapshots, built from the publishers' own files, give exactly the entries they must."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data.build import build
from data.changes.change import Change
from data.changes.entries import gather
from data.changes.told import changes
from data.store import ENGLAND, load
from layouts.changes.entries import heading
from layouts.changes.sentences import Sides

pytestmark = pytest.mark.raw
FIRST, REVISED = "ae/csv/Monthly-AE-April-2025.csv", "ae/csv/April-2025-CSV-revised.csv"
NEWEST_AE = "ae/workbooks/March-2026-AE-by-provider-sJh4x.xls"
NEWEST_RTT = "rtt/2026-01-rtt-full-extract.zip"


@pytest.fixture(scope="module")
def made(raw_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Build a snapshot of A&E from April 2024 and of the last two months of RTT, without some files."""
    ae = [
        path
        for path in (raw_folder / "ae").rglob("*.*")
        if any(year in path.name for year in ("-2024", "-2025", "-2026")) and "revised-130624" not in path.name
    ]
    rtt = [raw_folder / "rtt" / "2025-12-rtt-full-extract.zip", raw_folder / NEWEST_RTT]

    def make(*without: str, collections: tuple[str, ...] = ("ae", "rtt")) -> Path:
        folder = tmp_path_factory.mktemp("raw")
        for path in [*ae, *rtt]:
            name = path.relative_to(raw_folder)
            if name.as_posix() not in without and name.parts[0] in collections:
                (folder / "official" / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / "official" / name).symlink_to(path)
        outcome = build([folder / "official"], folder / "snapshot")
        assert outcome.refused == []
        return folder / "snapshot"

    return make


@pytest.fixture(scope="module")
def newest(made: Callable[..., Path]) -> Path:
    return made()


def _sent(snapshot: Path, month: str) -> set[str]:
    """Who sent anything on RTT for a month."""
    parts = [pq.ParquetFile(snapshot / f"rtt-{part}.parquet").read() for part in ("incomplete", "admitted", "non-admitted")]  # fmt: skip
    return {row["place_code"] for part in parts for row in part.select(["place_code", "period"]).to_pylist() if row["period"] == month}  # fmt: skip


def test_the_newest_months_bring_their_figures_and_who_began_and_nothing_is_revised(
    made: Callable[..., Path], newest: Path
) -> None:
    old, new = load(made(NEWEST_AE, NEWEST_RTT)), load(newest)
    told = list(changes(old, new))
    monthly = [change for change in told if change.kind != "verdict"]
    assert Counter((c.kind, c.topic, c.what, c.period) for c in monthly) == {
        ("period", "rtt", "new", "2026-01"): 11,
        ("period", "ae", "new", "2026-03"): 4,
        ("status", "rtt", "began", "2026-01"): len(_sent(newest, "2026-01") - _sent(newest, "2025-12")),
        ("status", "ae", "began", "2026-03"): 2,
    }
    list_now = next(c for c in monthly if c.indicator == "rtt-waiting-list")
    assert (list_now.place, list_now.old, list_now.new) == (ENGLAND, 7_199_624, 7_155_958)
    headings = [heading(Sides(new, old), entry) for entry in gather(monthly)]
    assert headings[:2] == [
        "New figures on A&E: March 2026",
        "New figures on waits for planned treatment: January 2026",
    ]
    verdicts: list[Change] = [c for c in told if c.kind == "verdict"]
    assert verdicts
    assert {(c.topic, c.earlier, c.period) for c in verdicts} == {
        ("ae", "2026-02", "2026-03"), ("rtt", "2025-12", "2026-01"),
    }  # fmt: skip


def test_april_2025_first_release_and_revision_differ_in_23_figures(made: Callable[..., Path]) -> None:
    old, new = load(made(REVISED, collections=("ae",))), load(made(collections=("ae",)))
    told = list(changes(old, new))
    revised = {(c.place, c.indicator, c.split): (c.old, c.new) for c in told if c.kind == "revised"}
    assert Counter(place for place, _slug, _split in revised) == {ENGLAND: 10, "RBT": 10, "RTD": 3}
    assert revised[("RBT", "ae-attendances", "all")] == (9404, 9954)
    assert revised[(ENGLAND, "ae-attendances", "all")] == (2_295_820, 2_297_421)
    assert {c.files for c in told if c.kind == "revised"} == {(FIRST, REVISED)}
    assert {c.kind for c in told} <= {"revised", "verdict"}
    remembered = {c.id for c in changes(None, new) if c.kind == "revised"}
    assert remembered == {c.id for c in told if c.kind == "revised"}
