"""The ground of the committed snapshot."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.ground import Ground
from tests import committed


@pytest.fixture(scope="session")
def snapshot() -> Path:
    """Folder of the committed snapshot."""
    return committed.FOLDER


@pytest.fixture(scope="session")
def ground() -> Ground:
    """What the running map draws."""
    return committed.ground()
