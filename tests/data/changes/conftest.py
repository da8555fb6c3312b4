"""The committed snapshot, and snapshots as they stood before: derived from it, never made up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.store import COLLECTIONS, Snapshot
from tests import committed


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    """The committed snapshot."""
    return committed.snapshot()


@pytest.fixture(scope="session")
def a_month_before(snapshot: Snapshot) -> Snapshot:
    """The snapshot without the newest month of A&E and of RTT."""
    cubes = {
        name: replace(
            cube, periods=cube.periods[:-1], measures={key: array[:-1] for key, array in cube.measures.items()}
        )
        if name in COLLECTIONS
        else cube
        for name, cube in snapshot.cubes.items()
    }
    monthly = {*COLLECTIONS.values(), "ae-4-hour"}
    status = {name: array[:-1] if name in monthly else array for name, array in snapshot.status.items()}
    present = {name: array[:-1] if name in monthly else array for name, array in snapshot.present.items()}
    return replace(snapshot, cubes=cubes, status=status, present=present)


@pytest.fixture(scope="session")
def as_first_published(snapshot: Snapshot) -> Snapshot:
    """The snapshot with every revised value as it was first published, and no memory of revisions."""
    cubes = dict(snapshot.cubes)
    files = dict(snapshot.source_files)
    for row in snapshot.revisions:
        cube = cubes[row["dataset"]]
        if cube is snapshot.cubes[row["dataset"]]:
            cube = replace(cube, measures={key: np.array(array) for key, array in cube.measures.items()})
            cubes[row["dataset"]] = cube
        at = cube.period_at[row["period"]], cube.split_at[row["split"]], cube.place_at[row["place_code"]]
        cube.measures[row["measure"]][at] = row["first_published"]
        files[COLLECTIONS[row["dataset"]], row["period"]] = row["first_file"]
    return replace(snapshot, cubes=cubes, revisions=(), source_files=files)
