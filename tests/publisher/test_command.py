"""The command `python -m data refresh`: what it tells, its exit statuses, its pace, and that it may be killed."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys

import pytest

from data import manifest, shelf
from data.__main__ import main
from data.refresh.command import BUSY, PARTLY, REFUSED, SOUND
from data.whole import check_whole
from tests.publisher import fake as site
from tests.publisher.offered import december, months

TIMES = 50


@pytest.fixture
def command(offers, shelf_folder, tmp_path, monkeypatch):
    """Run the command as an operator does; gives its exit status."""
    monkeypatch.setenv("CARE_ATLAS_PUBLISHERS_URL", offers.url)
    monkeypatch.setenv("CARE_ATLAS_SNAPSHOT", str(shelf_folder))
    monkeypatch.setenv("CARE_ATLAS_DOWNLOADS", str(tmp_path / "raw"))
    return lambda *words: main(["refresh", *words])


def test_the_command_tells_what_it_did_and_ends_with_a_status(command, offers, shelf_folder, capsys):
    assert command("--source", "ae,rtt") == SOUND
    told = capsys.readouterr()
    assert "December-2022-CSV-abc.csv" in told.out
    assert f"Published {manifest.read_manifest(shelf.current(shelf_folder))['build_id']}" in told.out
    assert "event=published" in told.err
    assert command("--source", "ae,rtt") == SOUND
    assert "Nothing new" in capsys.readouterr().out
    offers.offers[site.RTT].manners = [site.status(404)]
    assert command("--source", "ae,rtt") == PARTLY
    assert command("--source", "rtt") == REFUSED
    assert "answered 404" in capsys.readouterr().out
    with shelf.locked(shelf_folder, "refresh"):
        assert command("--source", "ae") == BUSY
    assert command("--source", "aee") == REFUSED
    assert "of the sources only ae, fingertips, rtt, statswales can be asked" in capsys.readouterr().out


def test_the_log_is_one_line_an_event_and_tells_requests_only_when_asked(command, capsys):
    command("--source", "ae", "--dry-run", "--verbose")
    lines = capsys.readouterr().err.splitlines()
    assert lines
    assert all(line.startswith("time=") and " level=" in line and " event=" in line for line in lines)
    assert any("event=asked" in line and "status=200" in line for line in lines)


def test_in_a_pace_of_its_own_it_waits_a_little_longer_each_time_by_chance(command, monkeypatch):
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("data.refresh.command.time.sleep", sleep)
    with pytest.raises(KeyboardInterrupt):
        command("--source", "ae", "--dry-run", "--every", "6")
    assert all(6 * 3600 <= seconds <= 6.6 * 3600 for seconds in waited)
    assert len(set(waited)) == 3


@pytest.mark.soak
def test_killed_at_fifty_moments_the_last_good_snapshot_is_served_and_the_next_refresh_succeeds(
    offers, shelf_folder, tmp_path, monkeypatch
):
    told = {
        "CARE_ATLAS_PUBLISHERS_URL": offers.url,
        "CARE_ATLAS_SNAPSHOT": str(shelf_folder),
        "CARE_ATLAS_DOWNLOADS": str(tmp_path / "raw"),
    }
    line = (sys.executable, "-m", "data", "refresh", "--source", "ae")
    for number in range(TIMES):
        offers.file(f"{site.UPLOADS}2023/05/December-2022-CSV-abc.csv", december() + b"\n" * number)
        running = subprocess.Popen(
            line, env={**os.environ, **told}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(random.uniform(0.5, 8))
        running.kill()
        running.wait()
        check_whole(shelf.current(shelf_folder))
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    assert main(["refresh", "--source", "ae"]) == SOUND
    assert "2022-12" in months(shelf_folder)
