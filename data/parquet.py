"""Tables on disk: the same rows always become the same bytes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

_WORD = pa.dictionary(pa.int32(), pa.string())
_COUNT, _WEEKS, _TEXT = pa.int32(), pa.float64(), pa.string()
_KEYS = {"period": _WORD, "place_code": _WORD, "split": _WORD}
_COMPLETED = {
    "pathways": _COUNT,
    "known": _COUNT,
    "within_18": _COUNT,
    "median": _WEEKS,
    "percentile_95": _WEEKS,
}
_PUBLISHED = {
    "indicator": _WORD,
    "place_code": _WORD,
    "period": _WORD,
    "value": pa.float64(),
    "lower": pa.float64(),
    "upper": pa.float64(),
    "numerator": pa.float64(),
    "denominator": pa.float64(),
    "compared": _WORD,
    "status": _WORD,
    "note": _WORD,
    "source_file": _WORD,
}
FIGURES: dict[str, dict[str, pa.DataType]] = {
    "ae": _KEYS
    | {
        "attendances": _COUNT,
        "judged": _COUNT,
        "within_4_hours": _COUNT,
        "breaches": _COUNT,
        "over_12_hours": _COUNT,
    },
    "rtt-incomplete": _KEYS
    | {"pathways": _COUNT, "within_18": _COUNT, "over_52": _COUNT, "median": _WEEKS, "percentile_92": _WEEKS},
    "rtt-admitted": _KEYS | _COMPLETED,
    "rtt-non-admitted": _KEYS | _COMPLETED,
    "health": _PUBLISHED,
    "services": {"indicator": _WORD, "split": _WORD} | _PUBLISHED,
    "own": _PUBLISHED,
}
"""The datasets of figures and their columns."""
RECORDS: dict[str, dict[str, pa.DataType]] = {
    "statuses": {"collection": _WORD, "place_code": _WORD, "period": _WORD, "status": _WORD, "why": _WORD},
    "revisions": {
        "dataset": _TEXT,
        "place_code": _TEXT,
        "period": _TEXT,
        "split": _TEXT,
        "measure": _TEXT,
        "first_published": pa.float64(),
        "current": pa.float64(),
        "first_file": _TEXT,
        "current_file": _TEXT,
    },
    "releases": {
        "collection": _TEXT,
        "period": _TEXT,
        "file": _TEXT,
        "sha256": _TEXT,
        "release": _TEXT,
        "used": pa.bool_(),
    },
    "estimates": {
        "dataset": _TEXT,
        "measure": _TEXT,
        "period": _TEXT,
        "printed": pa.float64(),
        "estimated": pa.float64(),
        "file": _TEXT,
    },
    "cuts": {
        "place_code": _TEXT,
        "name": _TEXT,
        "nation": _TEXT,
        "state": _TEXT,
        "low": pa.float64(),
        "high": pa.float64(),
        "unit": _TEXT,
        "is_posts": pa.bool_(),
        "clinical": pa.float64(),
        "non_clinical": pa.float64(),
        "span": _TEXT,
        "before": _TEXT,
        "after": _TEXT,
        "evidence": _TEXT,
        "evidence_words": _TEXT,
        "said": _TEXT,
        "publisher": _TEXT,
        "published": _TEXT,
        "link": _TEXT,
        "asked_on": _TEXT,
        "answered_on": _TEXT,
        "due_on": _TEXT,
        "source_file": _TEXT,
        "line": _COUNT,
    },
    "own-definitions": {"slug": _TEXT, "text": _TEXT, "source_file": _TEXT},
    "checks": {
        "collection": _TEXT,
        "period": _TEXT,
        "what": _TEXT,
        "printed": pa.float64(),
        "built": pa.float64(),
        "ok": pa.bool_(),
        "why": _TEXT,
        "file": _TEXT,
    },
}
"""What is known beside the figures: why some are missing, their releases, what was checked, announced cuts, and the
YAML of indicators of a reader's own."""
KEPT: dict[str, dict[str, pa.DataType]] = {
    "printed": {
        "period": _TEXT,
        "dataset": _TEXT,
        "measure": _TEXT,
        "printed": pa.float64(),
        "estimated": pa.float64(),
        "file": _TEXT,
    },
}
"""What only the next build needs of this one: no reader sees it, and a build is not named after it."""
_FIRST = ("collection", "dataset", "indicator", "split", "place_code", "period")


def write_table(frame: pd.DataFrame, path: Path, schema: dict[str, pa.DataType] | None = None) -> None:
    """Write a table as Parquet, sorted by what names its rows.

    Parameters
    ----------
    frame
        Rows; NaN and None become null.
    path
        File to write.
    schema
        Column to type; without one, texts, booleans and numbers keep their kind and the rows their order.
    """
    if schema is None:
        schema = {str(name): _kind(frame[name]) for name in frame.columns}
    else:
        by = [name for name in _FIRST if name in schema] + [name for name in schema if name not in _FIRST]
        frame = frame.sort_values(by, kind="stable")
    columns = [_column(frame[name], kind) for name, kind in schema.items()]
    table = pa.Table.from_arrays(columns, schema=pa.schema(list(schema.items())))
    pq.write_table(
        table,
        path,
        compression="zstd",
        compression_level=12,
        row_group_size=max(len(frame), 1),
        use_dictionary=True,
        write_statistics=False,
    )


def _kind(column: pd.Series) -> pa.DataType:
    if pd.api.types.is_bool_dtype(column):
        return pa.bool_()
    if pd.api.types.is_integer_dtype(column):
        return pa.int64()
    return pa.float64() if pd.api.types.is_float_dtype(column) else _TEXT


def _column(column: pd.Series, kind: pa.DataType) -> pa.Array:
    if pa.types.is_boolean(kind):
        return pa.array(column.astype(bool).to_numpy())
    missing = column.isna().to_numpy()
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        numbers = column.astype(float).to_numpy(dtype=np.float64, na_value=np.nan)
        return pa.array(np.where(missing, 0, numbers), mask=missing, type=pa.float64()).cast(kind, safe=False)
    places, distinct = pd.factorize(column)  # in order of appearance
    words = pa.array([str(text) for text in distinct], pa.string())
    coded = pa.DictionaryArray.from_arrays(pa.array(np.where(missing, 0, places), pa.int32(), mask=missing), words)
    return coded if pa.types.is_dictionary(kind) else coded.cast(pa.string())
