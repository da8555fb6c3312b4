"""What a refresh is for: a running atlas whose figures end in December 2025 takes up what came out since."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from data import shelf
from data.build import build
from data.whole import check_whole
from tests.publisher import fake as site
from tools.serving import serve

ROOT = Path(__file__).resolve().parents[2]
HELD = (
    *(f"rtt/2025-{month:02d}-rtt-full-extract.zip" for month in (11, 12)),
    "rtt/rtt-overview-timeseries-2026-02.xlsx",
    "ae/csv/Monthly-AE-April-2025.csv",
    *(
        f"ae/csv/{name}.csv"
        for name in ("October-2025-CSV-hg6dl", "November-2025-CSV-G9pr3", "December-2025-CSV-K7F4Sp")
    ),
)
JANUARY = "rtt/2026-01-rtt-full-extract.zip"
JANUARY_AE = "ae/workbooks/Monthly-AE-January-2026-Provider-revised-lqb32.xls"
APRIL = "ae/csv/April-2025-CSV-revised.csv"


@pytest.fixture(scope="module")
def december(raw_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot that ends in December 2025, April 2025 as first published."""
    folder = tmp_path_factory.mktemp("december")
    for name in HELD:
        (folder / "official" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(raw_folder / name, folder / "official" / name)
    assert build([folder / "official"], folder / "made").manifest
    return folder / "made"


@pytest.fixture
def shelf_folder(december: Path, tmp_path: Path) -> Path:
    """A shelf with that snapshot."""
    shutil.copytree(december, tmp_path / "shelf")
    return tmp_path / "shelf"


@pytest.fixture
def offers(fake, raw_folder: Path):
    """The publisher a few weeks later, with its real files under its real names."""
    up = f"{site.UPLOADS}2026/"

    def put(name: str, path: str) -> str:
        return fake.file(up + path, (raw_folder / name).read_bytes())

    fake.rtt(
        (put(JANUARY, "03/Full-CSV-data-file-Jan26-ZIP-4M-WL5BiP.zip"), "Full CSV data file Jan26 (ZIP, 4M)"),
        (put(HELD[1], "02/Full-CSV-data-file-Dec25-ZIP-4M-6jPlxd.zip"), "Full CSV data file Dec25 (ZIP, 4M)"),
        (put(HELD[0], "01/Full-CSV-data-file-Nov25-ZIP-4M-1Xmjkk.zip"), "Full CSV data file Nov25 (ZIP, 4M)"),
    )
    fake.ae(
        (
            put(JANUARY_AE, "05/Monthly-AE-January-2026-Provider-revised-lqb32.xls"),
            "A&amp;E by provider, January 2026 (XLS, 438K)",
        ),
        (put(HELD[-1], "01/December-2025-CSV-K7F4Sp.csv"), "Monthly A&amp;E December 2025 (CSV, 29K)"),
        (put(APRIL, "02/April-2025-CSV-revised.csv"), "Monthly A&amp;E April 2025 revised (CSV, 29K)"),
    )
    return fake


def settings(offers, shelf_folder: Path, tmp_path: Path) -> dict[str, str]:
    return {
        "CARE_ATLAS_PUBLISHERS_URL": offers.url,
        "CARE_ATLAS_SNAPSHOT": str(shelf_folder),
        "CARE_ATLAS_DOWNLOADS": str(tmp_path / "raw"),
    }


def command(told: dict[str, str], *words: str) -> subprocess.Popen:
    line = (sys.executable, "-m", "data", "refresh", "--source", "rtt,ae", *words)
    return subprocess.Popen(line, cwd=ROOT, env={**os.environ, **told}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def processor_time() -> float:
    """Seconds that ended child processes have spent at work, however busy the machine is with others."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def ask(url: str, address: str):
    with urlopen(url + address, timeout=30) as answer:
        return json.load(answer)


@pytest.mark.raw
def test_a_running_atlas_takes_up_january_2026_and_the_revised_april_2025_without_a_restart(
    offers, shelf_folder, tmp_path
):
    april = "/api/v1/values?indicator=ae-attendances&split=all&period=2025-04&place=E92000001"
    told = settings(offers, shelf_folder, tmp_path)
    with serve(workers=2, settings=told) as server:
        before = ask(server.url, "/readyz")
        assert before["latest"]["rtt-incomplete-18-weeks"] == "2025-12"
        first = ask(server.url, april)["rows"][0]
        running = command(told)
        out, log = running.communicate(timeout=300)
        assert running.returncode == 0, out.decode() + log.decode()
        until = time.monotonic() + 30
        while len({ask(server.url, "/readyz")["snapshot"] for _ in range(8)} - {before["snapshot"]}) != 1:
            assert time.monotonic() < until
            time.sleep(0.3)
        while any(ask(server.url, "/readyz")["snapshot"] == before["snapshot"] for _ in range(12)):
            assert time.monotonic() < until
            time.sleep(0.3)
        after = ask(server.url, "/readyz")
        assert after["latest"]["rtt-incomplete-18-weeks"] == "2026-01"
        assert after["latest"]["ae-4-hour"] == "2026-01"
        england = ask(server.url, "/api/v1/values?indicator=rtt-waiting-list&period=2026-01&place=E92000001")["rows"][0]
        assert england["value"] == 7155958  # as the overview prints it
        revised = ask(server.url, april)["rows"][0]
        assert revised["value"] != first["value"]
        assert revised["source_file"].endswith("April-2025-CSV-revised.csv")
        kept = ask(server.url, f"{april}&snapshot={before['snapshot']}")["rows"][0]
        assert kept["value"] == first["value"]
        assert after["freshness"]["rtt"]["published"] == "2026-02-02"
    spent = processor_time()
    again = command(told)
    out, _ = again.communicate(timeout=120)
    assert again.returncode == 0
    assert b"Nothing new" in out
    assert processor_time() - spent < 3


#: What stands on the disk in the midst of a fetch, before the build, in it, and before publication.
MIDST = (
    "raw/rtt/www/.*.part",
    "raw/rtt/www/*/*.zip",
    "shelf/kept/.making-*/ae",
    "shelf/kept/.making-*/.with-ae-*",
    "shelf/kept/.making-*/with-ae",
    "shelf/kept/.making-*/.with-rtt-*",
    "shelf/kept/.making-*/with-rtt",
)


@pytest.mark.raw
@pytest.mark.parametrize("midsts", [MIDST[1::2], pytest.param(MIDST, marks=pytest.mark.soak)])
def test_killed_in_the_midst_of_anything_the_last_good_snapshot_is_served_and_the_next_refresh_succeeds(
    midsts, offers, shelf_folder, tmp_path
):
    told = settings(offers, shelf_folder, tmp_path)
    before = check_whole(shelf.current(shelf_folder))
    for midst in midsts:
        running = command(told)
        while running.poll() is None and not list(tmp_path.glob(midst)):
            time.sleep(0.002)
        running.send_signal(signal.SIGKILL)
        running.communicate()
        served = check_whole(shelf.current(shelf_folder))
        assert served == before or midst == MIDST[-1]
    last = command(told)
    out, log = last.communicate(timeout=300)
    assert last.returncode == 0, out.decode() + log.decode()
    assert check_whole(shelf.current(shelf_folder)) != before
    assert list((shelf_folder / "kept").glob(".making-*")) == []
