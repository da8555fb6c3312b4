"""A publisher on this machine, and a way out to it that does not wait long."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from data.__main__ import main
from data.refresh.command import SOUND
from data.refresh.fetch import Door, Patience
from data.refresh.report import Plan
from tests.publisher import fake as site
from tests.publisher.fake import Publisher, publisher
from tests.publisher.offered import CSV, FROM_2022, december, extract

QUICK = Patience(attempts=3, first_pause=0.01, longest_pause=1, patience=0.35, slowest=2000)
TICK = 0.1


@pytest.fixture
def fake() -> Iterator[Publisher]:
    """A publisher that offers nothing yet."""
    with publisher() as running:
        yield running


@pytest.fixture
def slept() -> list[float]:
    """Seconds that the door has waited between attempts."""
    return []


@pytest.fixture
def door(fake: Publisher, slept: list[float]) -> Callable[..., Door]:
    """Make a way out to the publisher; its clock goes on by a tick a look, so no busy machine makes anybody slow."""
    return lambda **more: Door(
        fake.url, patience=QUICK, sleep=slept.append, clock=partial(next, count(step=TICK)), **more
    )


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small snapshot: A&E of November 2022, waits for treatment of January 2026."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "official" / "ae").mkdir(parents=True)
    (folder / "official" / "rtt").mkdir()
    shutil.copy(CSV, folder / "official" / "ae" / CSV.name)
    (folder / "official" / "rtt" / "2026-01-rtt-full-extract.zip").write_bytes(extract())
    assert main(["build", "--from", str(folder / "official"), "--out", str(folder / "made")]) == SOUND
    return folder / "made"


@pytest.fixture
def shelf_folder(small: Path, tmp_path: Path) -> Path:
    """A shelf with the small snapshot."""
    shutil.copytree(small, tmp_path / "shelf")
    return tmp_path / "shelf"


@pytest.fixture
def offers(fake):
    """A publisher that offers what is held, and a further month of A&E."""
    held = fake.file(f"{site.UPLOADS}2023/05/November-2022-revised-110523.csv", CSV.read_bytes())
    new = fake.file(f"{site.UPLOADS}2023/05/December-2022-CSV-abc.csv", december())
    waits = fake.file(f"{site.UPLOADS}2026/03/Full-CSV-data-file-Jan26-ZIP-4M-WL5BiP.zip", extract())
    fake.ae((held, "A&amp;E November 2022 (CSV, 29K)"), (new, "A&amp;E December 2022 (CSV, 29K)"), year=FROM_2022)
    fake.rtt((waits, "Full CSV data file Jan26 (ZIP, 4M)"))
    return fake


@pytest.fixture
def plan(shelf_folder: Path, tmp_path: Path) -> Callable[..., Plan]:
    """A plan for the shelf: A&E and waits for treatment."""

    def make(*sources: str, **more) -> Plan:
        return Plan(shelf_folder, tmp_path / "raw", 3, sources or ("ae", "rtt"), **more)

    return make
