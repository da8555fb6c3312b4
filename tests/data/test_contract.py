"""A finished snapshot that cannot be true is refused before it takes the place of the last one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from data.build import COMMITTED
from data.contract import require_contract
from data.errors import Refused
from data.parquet import FIGURES, RECORDS, write_table

TABLES = ("ae", "rtt-incomplete", "rtt-admitted", "health", "services", "statuses", "places", "sites")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The committed tables, cut to their last period."""
    folder = tmp_path_factory.mktemp("small")
    for name in TABLES:
        table = pq.read_table(COMMITTED / f"{name}.parquet").to_pandas()
        if name in FIGURES:
            table = table[table.period.astype(str) == max(table.period.astype(str))]
        write(table, folder, name)
    return folder


def write(table: pd.DataFrame, folder: Path, name: str) -> None:
    words = [column for column in table if isinstance(table[column].dtype, pd.CategoricalDtype)]
    write_table(table.astype(dict.fromkeys(words, object)), folder / f"{name}.parquet", (FIGURES | RECORDS).get(name))


def put(column: str, value: object) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def change(table: pd.DataFrame) -> pd.DataFrame:
        table = table.reset_index(drop=True)
        kept = table[column].astype(object if isinstance(value, str) else float)
        kept.iloc[1] = value
        return table.assign(**{column: kept})

    return change


WRONG: dict[str, tuple[str, Callable[[pd.DataFrame], pd.DataFrame], str]] = {
    "below nought": ("ae", put("attendances", -1), "has attendances below nought"),
    "more than the whole": ("rtt-incomplete", put("within_18", 10_000_000), "has more within_18 than pathways"),
    "more over a year than wait": ("rtt-incomplete", put("over_52", 10_000_000), "has more over_52 than pathways"),
    "more judged than came": ("ae", put("judged", 10_000_000), "has more judged than attendances"),
    "twice": ("rtt-admitted", lambda table: pd.concat([table, table[:1]]), "stands in it twice"),
    "a place nobody knows": ("rtt-admitted", put("place_code", "XYZ99"), "XYZ99 .*is in no register"),
    "no England": ("ae", lambda table: table[table.place_code != "E92000001"], "has no row for England"),
    "a share over 100": ("health", put("value", 100_000.0), "share that is not between 0 and 100|does not go"),
    "a status nobody knows": ("statuses", put("status", "lost"), "has no known status"),
    "a value without its status": ("services", put("status", "refused"), "has a status that does not go with its value"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "change", "why"), WRONG.values(), ids=list(WRONG))
def test_a_table_that_cannot_be_true_is_refused_by_name_and_row(
    name: str, change: Callable[[pd.DataFrame], pd.DataFrame], why: str, small: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "snapshot"
    shutil.copytree(small, folder)
    table = pq.read_table(folder / f"{name}.parquet").to_pandas()
    if why.startswith("has a status"):
        table = table[table.status == "reported"]
    if "share" in why:
        table = table[table.indicator == "smoking"] if (table.indicator == "smoking").any() else table
    write(change(table), folder, name)
    with pytest.raises(Refused, match=why) as refused:
        require_contract(folder)
    assert refused.value.file == f"{name}.parquet"


def test_a_table_with_another_column_is_refused(small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "snapshot"
    shutil.copytree(small, folder)
    table = pq.read_table(folder / "ae.parquet")
    pq.write_table(table.rename_columns(["month", *table.column_names[1:]]), folder / "ae.parquet")
    with pytest.raises(Refused, match=r"its columns are not those of the project .*month"):
        require_contract(folder)


def test_the_committed_snapshot_keeps_the_contract() -> None:
    require_contract(COMMITTED)
