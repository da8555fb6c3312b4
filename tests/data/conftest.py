"""A folder of official files in small: a few rows of each, under the headers they were published with."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SOURCES = Path(__file__).resolve().parents[2] / "data" / "sources"
EXTRACT = SOURCES / "rtt" / "sample" / "2026-01-rtt-full-extract.csv"
MEMBER = "20260131-RTT-January-2026-full-extract.csv"


def write_extract(
    path: Path, change: Callable[[str], str] = str, member: str = MEMBER, dated: tuple[int, int, int] = (2026, 3, 6)
) -> Path:
    """Write an RTT extract as its publisher zips it; the text may be changed on the way."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        told = zipfile.ZipInfo(member, (*dated, 9, 0, 0))
        told.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(told, change(EXTRACT.read_text(encoding="utf-8")))
    return path


@pytest.fixture
def zip_extract(tmp_path: Path) -> Callable[..., Path]:
    """Write an RTT extract (`write_extract`), where no path is given under the name it was published with."""

    def write(path: Path | None = None, **more: Any) -> Path:
        return write_extract(path or tmp_path / "Full-CSV-data-file-Jan26-ZIP-4M-WL5BiP.zip", **more)

    return write


@pytest.fixture(scope="session")
def official_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one small official file of every form but the overview, to look at."""
    folder = tmp_path_factory.mktemp("published") / "official"
    for kind, name in (
        ("csv", "November-2022-revised-110523.csv"),
        ("workbooks", "March-2021-AE-by-provider-revised-280421.xlsx"),
        ("", "ae_attendances_2016-04_2019-03.csv"),
    ):
        place = folder / "ae" / kind
        place.mkdir(parents=True, exist_ok=True)
        shutil.copy(SOURCES / "ae" / "sample" / name, place / name)
    write_extract(folder / "rtt" / "2026-01-rtt-full-extract.zip")
    return folder


@pytest.fixture
def official(official_files: Path, tmp_path: Path) -> Path:
    """Such a folder of the test's own, to change."""
    return shutil.copytree(official_files, tmp_path / "official")
