"""The ground of the committed snapshot, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.ground import Ground, load

SNAPSHOT = Path(__file__).resolve().parents[2] / "data" / "snapshot"


@pytest.fixture(scope="session")
def snapshot() -> Path:
    """Folder of the committed snapshot."""
    return SNAPSHOT


@pytest.fixture(scope="session")
def ground() -> Ground:
    """What the running map draws."""
    return load(SNAPSHOT)
