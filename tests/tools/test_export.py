"""Every latest view as plain files: whole, once, and where it was asked for."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from callbacks.settings import ROOT, read_settings
from tools.export import LEDGER, CannotExport, export, main, standing_alone

SOME = ("adult-obesity", "ae-4-hour")


@pytest.fixture(scope="module")
def server() -> Flask:
    """An app of its own: an export turns its cache off."""
    return create_app(read_settings()).server


@pytest.fixture(scope="module")
def exported(server: Flask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export")
    assert export(server, out, SOME)[0] == 6 * len(SOME)
    return out


def times(folder: Path) -> dict[str, int]:
    return {p.relative_to(folder).as_posix(): p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}


def test_each_view_has_a_frame_pictures_and_data_as_the_app_answers_them(server: Flask, exported: Path) -> None:
    client = server.test_client()
    for slug in SOME:
        assert (exported / f"embed/{slug}.html").read_text("utf-8").startswith("<!DOCTYPE html>")
        assert (exported / f"image/{slug}.png").read_bytes()[:4] == b"\x89PNG"
        assert (exported / f"image/{slug}.svg").read_text("utf-8").startswith("<svg")
        told = json.loads((exported / f"map/{slug}.json").read_text("utf-8"))
        assert told["indicator"] == slug and told["places"]
        asked = f"/api/v1/values?indicator={slug}&period={told['period']}"
        assert (exported / f"values/{slug}.json").read_bytes() == client.get(asked).data


def test_every_address_in_a_file_is_beside_it(exported: Path) -> None:
    for page in (exported / "index.html", *(exported / "embed").iterdir()):
        links = re.findall(r'(?:href|src)="([^"]+)"', page.read_text("utf-8"))
        assert links and [one for one in links if one != "data:," and not (page.parent / one).is_file()] == []


def test_a_second_run_makes_nothing_again_and_another_figure_is_added(server: Flask, exported: Path) -> None:
    before = times(exported)
    assert export(server, exported, SOME)[0] == 0
    assert export(server, exported, ["smoking"])[0] == 6
    after = times(exported)
    for one in ("index.html", LEDGER):
        before.pop(one)
    assert before.items() <= after.items()
    assert "embed/smoking.html" in (exported / "index.html").read_text("utf-8")
    assert "embed/ae-4-hour.html" in (exported / "index.html").read_text("utf-8")


def test_of_another_edition_all_is_made_anew_and_what_is_stale_goes(server: Flask, exported: Path) -> None:
    ledger = exported / LEDGER
    old = ledger.read_text("utf-8")
    ledger.write_text("0000\n" + old.partition("\n")[2], "utf-8")
    (exported / "image" / ".half-written.png.half").write_bytes(b"x")
    (exported / "mine.txt").write_text("not yours", "utf-8")
    assert export(server, exported, ["adult-obesity"])[0] == 6
    found = times(exported)
    assert "embed/ae-4-hour.html" not in found and "image/.half-written.png.half" not in found
    assert "mine.txt" in found and "static/atlas.css" in found


def test_a_killed_run_leaves_whole_files_and_the_next_goes_on(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tools.export", *SOME, "--out", str(tmp_path)]
    first = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL)
    ledger, end = tmp_path / LEDGER, time.monotonic() + 90
    while not ledger.exists() or len(ledger.read_text("utf-8").splitlines()) < 7:
        assert first.poll() is None and time.monotonic() < end
        time.sleep(0.01)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    noted = ledger.read_text("utf-8").splitlines()[1:]
    kept = {name: when for name, when in times(tmp_path).items() if name in noted}
    assert len(kept) == len(noted) < 3 + 6 * len(SOME)
    again = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert f"{3 + 6 * len(SOME) - len(noted)} of them made now" in again.stderr
    assert kept.items() <= times(tmp_path).items()
    assert not list(tmp_path.rglob("*.half"))


def test_with_a_public_address_links_lead_there_and_without_one_nowhere() -> None:
    page = '<link href="/static/0a1b/atlas.css"><a href="/place/RH5">Somerset</a><p class="full"><a href="/?x=1">More</a></p>'
    public = standing_alone(page, "https://atlas.example")
    assert 'href="../static/atlas.css"' in public and 'href="https://atlas.example/place/RH5"' in public
    assert 'href="https://atlas.example/?x=1"' in public
    assert standing_alone(page, "") == '<link href="../static/atlas.css"><a>Somerset</a>'


def test_an_unknown_figure_names_the_nearest(server: Flask, tmp_path: Path) -> None:
    with pytest.raises(CannotExport, match="nearest is smoking"):
        export(server, tmp_path / "out", ["smokin"])
    assert not (tmp_path / "out").exists()


def test_a_folder_of_other_things_is_left_alone(server: Flask, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", "utf-8")
    with pytest.raises(CannotExport, match="holds other things"):
        export(server, tmp_path, SOME)
    with pytest.raises(CannotExport, match="is no folder"):
        export(server, tmp_path / "thesis.txt", SOME)
    assert times(tmp_path).keys() == {"thesis.txt"}


def test_a_full_disk_is_told_and_what_is_written_stays(
    server: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, written = Path.write_bytes, []

    def full(path: Path, content: bytes) -> int:
        written.append(path)
        if len(written) > 6:
            raise OSError(28, "No space left on device")
        return whole(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CannotExport, match=r"No space left on device\. Make room"):
        export(server, tmp_path / "out", SOME)
    monkeypatch.undo()
    assert export(server, tmp_path / "out", SOME)[0] == 6 * len(SOME) - 2


def test_the_command_says_what_was_wrong_without_a_traceback(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert main(["nonsense-figure", "--out", str(tmp_path / "x")]) == 2
    assert "There is no figure 'nonsense-figure' on the map" in caplog.text
