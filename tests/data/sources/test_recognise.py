"""Which official file a file is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.sources import card, names, recognise

SOURCES = Path(__file__).resolve().parents[3] / "data" / "sources"


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Full-CSV-data-file-Jan26-ZIP-4M-WL5BiP.zip", ("rtt", "extract")),
        ("Full-CSV-data-file-Aug25-ZIP-4M-revised-2.zip", ("rtt", "extract")),
        ("Full CSV data file Dec21 (ZIP, 4190K).zip", ("rtt", "extract")),
        ("2026-01-rtt-full-extract.zip", ("rtt", "extract")),
        (
            "RTT-Overview-Timeseries-Including-Estimates-for-Missing-Trusts-Feb26-XLS-116K-9j03fJT.xlsx",
            ("rtt", "overview"),
        ),
        ("April-2021-revised-120522-ABC456.csv", ("ae", "csv")),
        ("Monthly-AE-May-2024.csv", ("ae", "csv")),
        ("May-2022-AE-by-provider-a5cdd.xls", ("ae", "workbook")),
        ("Monthly-October-2019-revised-210720-qm5hG.xls", ("ae", "workbook")),
        ("ae_attendances_2016-04_2019-03.csv", ("ae", "table")),
        ("Incomplete-Commissioner-Jan26-XLSX-4M-WL5BiP.xlsx", None),
        ("Annual-Report-2019-20-timeseries-including-missing-data-ests-XLS-62K.xls", None),
        ("April-2026-Monthly-Combined-CSV-Provisional-New-ICB-Structure.csv", None),
        ("Quarter-4-2019-20-AE-by-provider.xls", None),
        ("AmbSYS-for-May22.xlsx", None),
        ("README.md", None),
    ],
)
def test_the_names_publishers_give_their_files_are_recognised(
    name: str, known: tuple[str, str] | None, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(b"?")
    assert recognise(tmp_path / name, tmp_path) == known


@pytest.mark.parametrize(
    ("sample", "known"),
    [
        ("rtt/sample/2026-01-rtt-full-extract.csv", ("rtt", "extract")),
        ("ae/sample/November-2022-revised-110523.csv", ("ae", "csv")),
        ("ae/sample/ae_attendances_2016-04_2019-03.csv", ("ae", "table")),
        ("ae/sample/March-2021-AE-by-provider-revised-280421.xlsx", ("ae", "workbook")),
    ],
)
def test_a_file_under_a_name_nobody_has_seen_is_recognised_by_what_it_holds(
    sample: str, known: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / f"download{Path(sample).suffix}"
    path.write_bytes((SOURCES / sample).read_bytes())
    assert recognise(path, tmp_path) == known


def test_an_archive_under_a_name_nobody_has_seen_is_recognised_by_its_member(
    zip_extract: Callable[..., Path], tmp_path: Path
) -> None:
    assert recognise(zip_extract(tmp_path / "download.zip"), tmp_path) == ("rtt", "extract")


def test_whatever_lies_in_a_sources_folder_is_taken_for_it_so_that_damage_is_told(tmp_path: Path) -> None:
    (tmp_path / "ae" / "csv").mkdir(parents=True)
    (tmp_path / "ae" / "csv" / "broken.csv").write_text("<html>")
    assert recognise(tmp_path / "ae" / "csv" / "broken.csv", tmp_path) == ("ae", "csv")


def test_every_source_tells_its_origin_and_licence() -> None:
    assert {"rtt", "ae"} <= set(names())
    for name in ("rtt", "ae"):
        assert card(name).landing_page.startswith("https://www.england.nhs.uk/")
        assert "Open Government Licence" in card(name).licence
        assert "NHS England" in card(name).attribution
