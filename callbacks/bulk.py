"""Makes the downloads of a snapshot and ends: run by `callbacks.downloads` in a process of its own.

python -m callbacks.bulk SNAPSHOT OUT
"""

from __future__ import annotations

import shutil
import sys
from contextlib import suppress
from pathlib import Path

from data import bulk, store
from data.disk import Busy, locked
from geo import ground, package


def make(snapshot_folder: Path, out: Path) -> None:
    """Write every file of a snapshot's downloads into a folder that is whole or not there.

    Raises
    ------
    Busy
        If another process makes downloads beside it.
    """
    with locked(out.parent, "downloads"):
        if out.exists():
            return
        aside = out.with_name(f".making-{out.name}")
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        snapshot = store.load(snapshot_folder)
        for name in bulk.datasets(snapshot):
            bulk.write_dataset(snapshot, name, aside)
        package.write_package(snapshot, ground.load(snapshot_folder), aside / bulk.PACKAGE)
        bulk.write_terms(snapshot, aside)
        aside.rename(out)


if __name__ == "__main__":
    with suppress(Busy):  # another worker's are under way already
        make(Path(sys.argv[1]), Path(sys.argv[2]))
