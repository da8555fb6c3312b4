"""Snapshots side by side: what is served, what is kept, and that nothing which goes wrong loses either."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pandas as pd
import pytest

from data import disk, shelf
from data.__main__ import main
from data.manifest import write_manifest
from data.parquet import write_table
from data.shelf import Busy, ShelfError

ROOT = Path(__file__).resolve().parents[2]
Make = Callable[..., Path]


def make_small(folder: Path, number: int) -> Path:
    """Make a snapshot of one table with one figure."""
    folder.mkdir(parents=True, exist_ok=True)
    write_table(pd.DataFrame({"figure": [number]}), folder / "figures.parquet")
    write_manifest(folder, [], pd.DataFrame({"ok": [True]}), {}, [], [])
    return folder


@pytest.fixture
def make(tmp_path: Path) -> Make:
    return lambda number, folder=None: make_small(folder or tmp_path / f"made-{number}", number)


@pytest.fixture
def stand(tmp_path: Path, make: Make) -> Path:
    """A shelf with a plain snapshot."""
    return make(0, tmp_path / "stand")


def figure(folder: Path) -> int:
    return int(pd.read_parquet(folder / "figures.parquet").figure[0])


def lying(folder: Path) -> set[str]:
    return {path.name for path in (folder / "kept").glob("*")} if (folder / "kept").exists() else set()


def test_a_plain_snapshot_is_served_where_nothing_was_published(stand: Path) -> None:
    assert shelf.current(stand) == stand
    assert [one.folder for one in shelf.ids(stand)] == [stand]


def test_what_is_published_is_served_and_what_was_served_is_kept(stand: Path, make: Make) -> None:
    plain = shelf.ids(stand)[0].id
    first = shelf.publish(stand, make(1), keep=6)
    second = shelf.publish(stand, make(2), keep=6)
    assert figure(shelf.current(stand)) == 2
    assert {one.id for one in shelf.ids(stand)} == {plain, first, second}
    assert figure(shelf.find(stand, first)) == 1
    assert shelf.find(stand, plain) == stand


def test_no_more_are_kept_than_asked_for_and_never_less_than_the_one_served(stand: Path, make: Make) -> None:
    made = [shelf.publish(stand, make(number), keep=2) for number in range(1, 5)]
    assert len(lying(stand)) == 2
    assert made[-1] in lying(stand)
    assert figure(stand) == 0
    shelf.rollback(stand, next(iter(lying(stand) - {made[-1]})))
    served = shelf.current(stand)
    newest = shelf.publish(stand, make(9), keep=0)
    assert lying(stand) == {newest}
    assert not served.exists()


def test_the_same_figures_again_are_not_put_beside_themselves_but_told_of_anew(stand: Path, make: Make) -> None:
    plain = shelf.ids(stand)[0].id
    again = make(0)
    manifest = (again / "manifest.json").read_text().replace('"inputs": []', '"inputs": [{"file": "new"}]')
    (again / "manifest.json").write_text(manifest)
    assert shelf.publish(stand, again, keep=6) == plain
    assert lying(stand) == set()
    assert '"new"' in (stand / "manifest.json").read_text()
    assert not again.exists()


@pytest.mark.parametrize(
    "text", ["", "..", "../..", "/etc", "0123456789abcde", "0123456789ABCDEF", "0123456789abcdef\n"]
)
def test_what_is_no_id_never_touches_the_disk(stand: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_file", lambda _path: pytest.fail("the disk was asked"))
    assert shelf.find(stand, text) is None


def test_going_back_serves_what_is_kept_and_the_plain_one_too(stand: Path, make: Make) -> None:
    plain = shelf.ids(stand)[0].id
    first = shelf.publish(stand, make(1), keep=6)
    shelf.publish(stand, make(2), keep=6)
    shelf.rollback(stand, first)
    assert figure(shelf.current(stand)) == 1
    shelf.rollback(stand, plain)
    assert shelf.current(stand) == stand
    with pytest.raises(ShelfError, match=first):
        shelf.rollback(stand, "0" * 16)


def test_a_snapshot_that_is_not_whole_is_not_published(stand: Path, make: Make) -> None:
    made = make(1)
    (made / "figures.parquet").write_bytes(b"PAR1")
    with pytest.raises(ShelfError, match=r"figures\.parquet"):
        shelf.publish(stand, made, keep=6)
    assert shelf.current(stand) == stand


def test_a_damaged_one_that_is_kept_is_not_gone_back_to_and_is_replaced_by_a_whole_one(stand: Path, make: Make) -> None:
    first = shelf.publish(stand, make(1), keep=6)
    shelf.publish(stand, make(2), keep=6)
    (stand / "kept" / first / "figures.parquet").write_bytes(b"PAR1")
    with pytest.raises(ShelfError, match="not what the manifest says"):
        shelf.rollback(stand, first)
    assert shelf.publish(stand, make(1), keep=6) == first
    assert figure(shelf.current(stand)) == 1


def test_a_pointer_to_nothing_names_what_there_is(stand: Path) -> None:
    (stand / "current").write_text("0" * 16)
    with pytest.raises(ShelfError, match=shelf.ids(stand)[0].id):
        shelf.current(stand)


def test_a_new_plain_snapshot_leaves_what_is_kept_and_is_served(stand: Path, make: Make) -> None:
    first = shelf.publish(stand, make(1), keep=6)
    (stand / "gone.parquet").write_bytes(b"a table of old")
    shelf.exchange(stand, make(2))
    assert shelf.current(stand) == stand
    assert figure(stand) == 2
    assert lying(stand) == {first}
    assert not (stand / "gone.parquet").exists()


def test_a_plain_snapshot_alone_leaves_no_trace_of_a_shelf(stand: Path, make: Make) -> None:
    shelf.exchange(stand, make(2))
    assert {path.name for path in stand.iterdir()} == {"figures.parquet", "manifest.json", ".publish.lock"}


def test_the_mark_changes_with_each_publication_and_with_nothing_else(stand: Path, make: Make) -> None:
    seen = [shelf.mark(stand)]
    assert shelf.mark(stand) == seen[0]
    for do in (
        lambda: shelf.publish(stand, make(1), keep=6),
        lambda: shelf.publish(stand, make(2), keep=6),
        lambda: shelf.exchange(stand, make(3)),
    ):
        do()
        assert shelf.mark(stand) not in seen
        seen.append(shelf.mark(stand))


def test_one_process_at_a_time_refreshes_and_the_second_is_told_which(stand: Path) -> None:
    with shelf.locked(stand), pytest.raises(Busy, match=f"process {os.getpid()}"), shelf.locked(stand):
        pass
    with shelf.locked(stand):
        pass


def test_who_refreshes_may_publish_meanwhile(stand: Path, make: Make) -> None:
    with shelf.locked(stand):
        shelf.publish(stand, make(1), keep=6)
    assert figure(shelf.current(stand)) == 1


def test_of_two_that_publish_at_once_both_end_whole_and_one_is_served(stand: Path, make: Make) -> None:
    made = [make(number) for number in range(1, 7)]
    threads = [Thread(target=shelf.publish, args=(stand, one, 9)) for one in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lying(stand)) == 6
    assert shelf.check_whole(shelf.current(stand)) in lying(stand)


@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "cannot be written")])
@pytest.mark.parametrize("place", ["fsync", "replace", "rename", "mkdir"])
def test_a_disk_that_refuses_is_named_and_loses_nothing(
    stand: Path, make: Make, monkeypatch: pytest.MonkeyPatch, place: str, number: int, said: str
) -> None:
    first = shelf.publish(stand, make(1), keep=6)
    made = make(2)

    def refuse(*_args: object, **_named: object) -> None:
        raise OSError(number, os.strerror(number), "some/file")

    monkeypatch.setattr(*((os, "fsync") if place == "fsync" else (Path, place)), refuse)
    with pytest.raises(ShelfError, match=said):
        shelf.publish(stand, made, keep=6)
    monkeypatch.undo()
    assert shelf.check_whole(shelf.current(stand)) == first
    assert figure(stand) == 0


def test_a_disk_that_is_really_full_loses_nothing_and_the_next_publication_succeeds(stand: Path, make: Make) -> None:
    first = shelf.publish(stand, make(1), keep=6)
    made = make(2)
    script = (
        "import resource, signal, sys; from pathlib import Path; from data import shelf;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4, 4));"
        "shelf.publish(Path(sys.argv[1]), Path(sys.argv[2]), 6)"
    )
    ran = subprocess.run([sys.executable, "-c", script, stand, made], cwd=ROOT, capture_output=True, text=True)
    assert "ShelfError" in ran.stderr
    assert shelf.check_whole(shelf.current(stand)) == first
    assert figure(shelf.find(stand, shelf.publish(stand, make(2), keep=6))) == 2


def test_a_snapshot_made_on_another_disk_is_published_too(
    stand: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename
    made = make(1)

    def refuse(path: Path, to: Path) -> Path:
        if path == made:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", refuse)
    shelf.publish(stand, made, keep=6)
    assert figure(shelf.current(stand)) == 1
    assert not made.exists()


def test_what_killed_runs_left_is_swept_and_what_runs_is_not(stand: Path, make: Make) -> None:
    mine = shelf.workbench(stand)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for name in (f".making-{ended.pid}", ".in-0123456789abcdef", ".gone-0123456789abcdef"):
        (stand / "kept" / name).mkdir()
    first = shelf.publish(stand, make(1), keep=6)
    assert lying(stand) == {mine.name, first}


PUBLISHER = """
import sys
from pathlib import Path
from data import shelf
from tests.data.test_shelf import make_small
stand, number = Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
while True:
    for way in (lambda made: shelf.publish(stand, made, 3), lambda made: shelf.exchange(stand, made)):
        number += 1
        way(make_small(shelf.workbench(stand), number))
"""


def kill_once(stand: Path, number: int, after: float) -> None:
    """Kill a process that publishes again and again, after some seconds; then see that the shelf is sound."""
    running = subprocess.Popen([sys.executable, "-c", PUBLISHER, stand, str(number)], cwd=ROOT, stdout=subprocess.PIPE)
    running.stdout.readline()
    time.sleep(after)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    served = shelf.current(stand)
    shelf.check_whole(served)
    assert shelf.publish(stand, make_small(stand.parent / "next", number + 100_000), keep=3) in lying(stand)
    assert not [name for name in lying(stand) if name.startswith(".")]
    assert all(shelf.check_whole(one.folder) == one.id for one in shelf.ids(stand))


def test_killed_at_any_moment_the_shelf_serves_a_whole_snapshot(stand: Path) -> None:
    chance = random.Random(2026)
    for number in range(4):
        kill_once(stand, number * 1000, chance.uniform(0, 0.1))


@pytest.mark.soak
def test_killed_at_fifty_moments_the_shelf_serves_a_whole_snapshot(stand: Path) -> None:
    chance = random.Random()
    for number in range(50):
        kill_once(stand, number * 1000, chance.uniform(0, 0.3))


def test_the_command_line_lists_what_is_kept_and_goes_back(
    stand: Path, make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = (shelf.publish(stand, make(number), keep=6) for number in (1, 2))
    assert main(["rollback", first, "--snapshot", str(stand)]) == 0
    assert first in capsys.readouterr().out
    assert main(["rollback", "elsewhere", "--snapshot", str(stand)]) == 2
    assert second in capsys.readouterr().out


def test_disk_errors_of_other_kinds_are_told_as_the_disk_told_them(tmp_path: Path) -> None:
    with pytest.raises(ShelfError, match="Input/output error"), disk.told(tmp_path):
        raise OSError(errno.EIO, os.strerror(errno.EIO))
