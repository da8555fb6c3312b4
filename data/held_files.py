"""Files of indicators, given back out of a snapshot: what of each still stands in its table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from data.catalogue import catalogue
from data.comparison import compare
from data.health import RECODED_NOTE, TWINS
from data.indicator_files import COLUMNS, IndicatorFile
from data.reading import ENGLAND

_PRINT_COMPARISONS = "fingertips"
_TWINS = TWINS | {new: old for old, new in TWINS.items()}


def held_files(snapshot: Path, table: str, entries: list[dict[str, Any]]) -> list[IndicatorFile]:
    """Give back the files of indicators behind a table.

    Rows that the build added (why a place has no figure, the other code of a recoded council) are left out, and
    comparisons with England that it worked out: it does so again.

    Parameters
    ----------
    table
        `health` or `services`.
    entries
        The files as the manifest of the snapshot lists them.
    """
    path = snapshot / f"{table}.parquet"
    if not path.exists():
        return []
    rows = pq.read_table(path, filters=[("source_file", "!=", "")]).to_pandas()
    words = [name for name in rows if isinstance(rows[name].dtype, pd.CategoricalDtype)]
    rows = rows.astype(dict.fromkeys(words, object))
    rows["note"] = rows.note.fillna("")
    rows = rows[rows.indicator.isin(set(catalogue()))]
    if table == "health":
        rows = rows[rows.note != [RECODED_NOTE.format(code=_TWINS.get(code, "")) for code in rows.place_code]]
        rows["compared"] = rows.compared.mask(_is_worked_out(rows, entries), "")
    places = pq.read_table(snapshot / "places.parquet", columns=["code", "name"]).to_pandas()
    rows["name"] = rows.place_code.map(dict(zip(places.code, places.name, strict=True))).fillna("")
    known = {entry["file"]: entry for entry in entries}
    columns = [*COLUMNS, *(["split"] if "split" in rows else [])]
    return [
        IndicatorFile(
            known[file]["source"],
            file,
            known[file]["sha256"],
            known[file]["rows"],
            figures[columns].reset_index(drop=True),
            known[file]["release"],
            table,
            held=True,
        )
        for file, figures in rows.groupby("source_file")
    ]


def _is_worked_out(rows: pd.DataFrame, entries: list[dict[str, Any]]) -> pd.Series:
    """Tell which comparisons with England the interval gives, where their publisher prints none."""
    sources = {entry["file"]: entry["source"] for entry in entries}
    england = rows[rows.place_code == ENGLAND].set_index(["indicator", "period"]).value
    beside = pd.Series(
        england.reindex(pd.MultiIndex.from_frame(rows[["indicator", "period"]])).to_numpy(float), rows.index
    )
    found = pd.Series(False, index=rows.index)
    polarity = rows.indicator.map(lambda slug: catalogue()[slug].polarity)
    for kind in polarity.unique():
        here = rows[(polarity == kind) & (rows.source_file.map(sources) != _PRINT_COMPARISONS)]
        value, lower, upper = (here[name].to_numpy(float) for name in ("value", "lower", "upper"))
        anew = compare(value, lower, upper, beside[here.index].to_numpy(float), str(kind))
        found[here.index] = anew == here.compared.to_numpy(str)
    return found
