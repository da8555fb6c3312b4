"""A damaged workbook is refused and takes nothing with it."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from data.errors import Refused
from data.limits import LARGEST_WORKBOOK
from data.workbooks import read_sheet


def test_a_workbook_that_would_unpack_to_more_than_any_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(LARGEST_WORKBOOK + 1))
    with pytest.raises(Refused, match="would unpack to"):
        read_sheet(path, path.name)


@pytest.mark.raw
def test_an_xls_that_asks_for_all_the_memory_there_is_is_refused(raw_folder: Path, tmp_path: Path) -> None:
    content = bytearray((raw_folder / "ae" / "workbooks" / "March-2026-AE-by-provider-sJh4x.xls").read_bytes())
    table = (int.from_bytes(content[76:80], "little") + 1) * 512
    content[table : table + 512] = bytes(512)
    path = tmp_path / "March-2026.xls"
    path.write_bytes(content)
    with pytest.raises(Refused, match="cannot be opened"):
        read_sheet(path, path.name, "Provider Level Data")


@pytest.mark.raw
@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.9])
def test_a_truncated_xls_is_refused(share: float, raw_folder: Path, tmp_path: Path) -> None:
    content = (raw_folder / "ae" / "workbooks" / "March-2026-AE-by-provider-sJh4x.xls").read_bytes()
    path = tmp_path / "March-2026.xls"
    path.write_bytes(content[: int(share * len(content))])
    with pytest.raises(Refused):
        read_sheet(path, path.name)


@pytest.mark.raw
def test_random_damage_to_a_workbook_never_ends_in_anything_but_a_refusal(raw_folder: Path, tmp_path: Path) -> None:
    from data.sources.ae.workbook import read_workbook

    content = (raw_folder / "ae" / "workbooks" / "March-2026-AE-by-provider-sJh4x.xls").read_bytes()
    chance = random.Random(3)
    path = tmp_path / "March-2026.xls"
    for _ in range(25):
        damaged = bytearray(content)
        for _ in range(chance.choice([1, 30, 300])):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        try:
            read_workbook(path, path.name, "")
        except Refused as refused:
            assert refused.why
