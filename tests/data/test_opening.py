"""A file that is not what its name says, or would do harm, is refused before anything reads it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from data.errors import Refused
from data.limits import LARGEST_FILE
from data.opening import require_sound

SOURCES = Path(__file__).resolve().parents[2] / "data" / "sources"


def archived(path: Path, name: str = "a.csv", content: bytes = b"a,b\n1,2\n") -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)


def locked(path: Path) -> None:
    archived(path)
    content = bytearray(path.read_bytes())
    for start in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        content[start] |= 1
    path.write_bytes(content)


def many(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(1001):
            archive.writestr(f"{number}.csv", "a")


WRONG: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "error page as csv": ("a.csv", lambda path: path.write_text("\ufeff \n<!DOCTYPE html><html>"), "web page"),
    "error page as zip": ("a.zip", lambda path: path.write_text("<html>"), "web page saved under the name of an archive"),
    "error page as xls": ("a.xls", lambda path: path.write_text("<html>"), "web page saved under the name of a workbook"),
    "empty": ("a.csv", lambda path: path.write_bytes(b" \n"), "empty"),
    "zip as csv": ("a.csv", archived, "called a table and is an archive"),
    "csv as zip": ("a.zip", lambda path: path.write_text("a,b\n"), "called an archive and is text"),
    "csv as xls": ("a.xls", lambda path: path.write_text("a,b\n"), "called a workbook and is text"),
    "pdf as xlsx": ("a.xlsx", lambda path: path.write_bytes(b"%PDF-1.7"), "is a PDF"),
    "binary as csv": ("a.csv", lambda path: path.write_bytes(b"a\0b"), "is a binary file"),
    "truncated": ("a.zip", lambda path: path.write_bytes(b"PK\x03\x04" + bytes(50)), "archive cannot be opened"),
    "out of the archive": ("a.zip", lambda path: archived(path, "../../etc/a.csv"), "points outside"),
    "absolute": ("a.zip", lambda path: archived(path, "/etc/a.csv"), "points outside"),
    "a drive": ("a.zip", lambda path: archived(path, "C:/a.csv"), "points outside"),
    "bomb": ("a.zip", lambda path: archived(path, content=bytes(5_000_000)), "would unpack to 5,000,000 bytes"),
    "locked": ("a.zip", locked, "locked with a password"),
    "many": ("a.zip", many, "1,001 files"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "write", "why"), WRONG.values(), ids=list(WRONG))
def test_a_file_that_is_not_what_it_is_called_is_refused_and_why_is_said(
    name: str, write: Callable[[Path], object], why: str, tmp_path: Path
) -> None:
    write(tmp_path / name)
    with pytest.raises(Refused, match=why) as refused:
        require_sound(tmp_path / name, f"rtt/{name}")
    assert refused.value.file == f"rtt/{name}"
    assert refused.value.mend


def test_a_file_larger_than_any_published_one_is_refused_without_reading_it(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("wb") as opened:
        opened.truncate(LARGEST_FILE + 1)
    with pytest.raises(Refused, match="more than any published file"):
        require_sound(tmp_path / "a.csv", "a.csv")


@pytest.mark.parametrize(
    "path", sorted(path for path in SOURCES.rglob("sample/*") if path.suffix in (".csv", ".xlsx", ".parquet")), ids=lambda path: path.name
)  # fmt: skip
def test_files_as_they_are_published_pass(path: Path) -> None:
    require_sound(path, path.name)


def test_an_extract_as_its_publisher_zips_it_passes(zip_extract: Callable[..., Path]) -> None:
    require_sound(zip_extract(), "a.zip")
