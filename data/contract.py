"""What holds of every snapshot: its columns, its keys, figures that can be. Looked at before one is put in place."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data.arrow import codes, filled
from data.catalogue import catalogue
from data.comparison import COMPARISONS
from data.cube import STATUSES
from data.errors import Refused
from data.parquet import FIGURES, KEPT, RECORDS
from data.reading import ENGLAND
from data.store import PUBLISHED

NOT_MORE = {
    "ae": (("breaches", "attendances"), ("judged", "attendances"), ("within_4_hours", "judged")),
    "rtt-incomplete": (("within_18", "pathways"), ("over_52", "pathways"), ("median", "percentile_92")),
    "rtt-admitted": (("known", "pathways"), ("within_18", "known"), ("median", "percentile_95")),
    "rtt-non-admitted": (("known", "pathways"), ("within_18", "known"), ("median", "percentile_95")),
    "health": (("lower", "upper"),),
    "services": (("lower", "upper"),),
    "own": (("lower", "upper"),),
}
"""Pairs of columns of which the first is never the larger."""
_KEYS = ("indicator", "place_code", "period", "split")
_MEND = "Nothing was replaced. The readers of data/sources should have refused the file behind it: say there why"


def require_contract(snapshot: Path, carried: Collection[str] = ()) -> None:
    """Refuse a finished snapshot that cannot be true, before it takes the place of the last one.

    Parameters
    ----------
    snapshot
        Folder with the tables; those that are not there are not looked at.
    carried
        Tables that were copied from a snapshot which was looked at in its time.

    Raises
    ------
    Refused
        Naming table, row and rule: a column missing or of another kind, a key empty or twice, a count below nought,
        a part larger than its whole, a share that is none, a status nobody knows, a value without one, a month
        without England, or a place that is in no register.
    """
    known = _known(snapshot)
    for name, columns in (FIGURES | RECORDS | KEPT).items():
        path = snapshot / f"{name}.parquet"
        if name in carried or not path.exists():
            continue
        table = pq.read_table(path)
        schema = pa.schema(list(columns.items()))
        if not table.schema.equals(schema):
            odd = sorted({str(field) for field in schema} ^ {str(field) for field in table.schema})
            raise Refused(path.name, f"its columns are not those of the project ({', '.join(odd) or 'order'})", _MEND)
        if name in FIGURES:
            _check_keys(table, path.name, known)
            _check_figures(table, name, path.name)
            (_check_published if name in PUBLISHED else _check_months)(table, path.name)
        if name == "statuses":
            _refuse(table, path.name, ~_among(table["status"], set(STATUSES) - {"", "reported"}), "has no known status")


def _known(snapshot: Path) -> set[str]:
    """Name every place and site; nothing where there is no register."""
    paths = [snapshot / f"{name}.parquet" for name in ("places", "sites")]
    return {
        str(code)
        for path in paths
        if path.exists()
        for code in pq.read_table(path, columns=["code"])["code"].to_pylist()
    }


def _check_keys(table: pa.Table, file: str, known: set[str]) -> None:
    keys = [name for name in _KEYS if name in table.column_names]
    row = np.zeros(table.num_rows, np.int64)
    for name in keys:
        _refuse(table, file, _mask(pc.is_null(table[name])), f"has no {name}")
        axis, at = codes(table[name])
        row = row * len(axis) + at
    _, first, times = np.unique(row, return_index=True, return_counts=True)
    twice = np.zeros(table.num_rows, bool)
    twice[first[times > 1]] = True
    _refuse(table, file, twice, "stands in it twice")
    if known:
        _refuse(table, file, ~_among(table["place_code"], known), "is in no register")


def _check_figures(table: pa.Table, name: str, file: str) -> None:
    numbers = [field.name for field in table.schema if not pa.types.is_dictionary(field.type)]
    figures = {column: filled(table[column].cast(pa.float64()), np.nan) for column in numbers}
    with np.errstate(invalid="ignore"):
        for column in numbers if name not in PUBLISHED else ():
            _refuse(table, file, figures[column] < 0, f"has {column} below nought")
        for part, whole in NOT_MORE[name]:
            _refuse(table, file, figures[part] > figures[whole], f"has more {part} than {whole}")


def _check_months(table: pa.Table, file: str) -> None:
    axis, at = codes(table["period"])
    of_england = {axis[here] for here in np.unique(at[_among(table["place_code"], {ENGLAND})])}
    for period in axis:
        if period not in of_england:
            raise Refused(file, f"{period} has no row for England", _MEND)


def _check_published(table: pa.Table, file: str) -> None:
    value = filled(table["value"], np.nan)
    reported = _among(table["status"], {"reported"})
    _refuse(table, file, ~_among(table["status"], set(STATUSES) - {""}), "has no known status")
    _refuse(table, file, ~_among(table["compared"], set(COMPARISONS)), "has no known comparison")
    _refuse(table, file, reported != ~np.isnan(value), "has a status that does not go with its value")
    shares = {slug for slug, one in catalogue().items() if one.is_published and one.measure in ("share", "percent")}
    with np.errstate(invalid="ignore"):
        wrong = _among(table["indicator"], shares) & ((value < 0) | (value > 100))
    _refuse(table, file, wrong, "has a share that is not between 0 and 100")


def _among(column: pa.ChunkedArray, words: set[str]) -> np.ndarray:
    axis, at = codes(column)
    return np.array([text in words for text in axis], bool)[at] if len(at) else np.zeros(0, bool)


def _mask(column: pa.ChunkedArray) -> np.ndarray:
    return np.asarray(column.to_numpy(), bool)


def _refuse(table: pa.Table, file: str, wrong: np.ndarray, why: str) -> None:
    found = np.flatnonzero(wrong)
    if len(found):
        row = {name: table[name][int(found[0])].as_py() for name in table.column_names}
        which = " ".join(str(row[name]) for name in (*_KEYS, "collection") if row.get(name))
        raise Refused(file, f"{which} {why}", _MEND)
