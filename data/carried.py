"""What of the last snapshot stands in the next one because its raw files were not given."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data import manifest, providers
from data.own import DEFINITIONS
from data.parquet import FIGURES, KEPT, RECORDS
from data.store import PUBLISHED

REGISTERS = ("places", "successions", "events", "sites", "outcodes", "settlements")
"""Tables the organisations source makes; what is neither these nor figures nor records is ground."""
_WITH_FILES = (*PUBLISHED, "cuts", DEFINITIONS)
_COLUMNS = {
    "places": providers.COLUMNS,
    "successions": ("old_code", "new_code", "date", "kind", "note"),
    "events": ("code", "collection", "from", "to", "status", "why"),
}


def carry_over(making: Path, last: Path, made: set[str]) -> list[str]:
    """Take from the last snapshot the tables whose raw files were not given, and name them.

    Parameters
    ----------
    making
        The folder that is being made; tables of the ground stand in it already where their files were given.
    last
        The last snapshot.
    made
        Tables that these files make.
    """
    ground_is_made = bool(list(making.glob("*.parquet")))
    carried = []
    for path in sorted(last.glob("*.parquet")):
        name = path.stem
        is_ground = name not in (*FIGURES, *RECORDS, *KEPT, *REGISTERS)
        is_register = name in REGISTERS and not made & set(REGISTERS)
        is_kept = name in _WITH_FILES and name not in made
        if (is_ground and not ground_is_made) or is_register or is_kept:
            shutil.copyfile(path, making / path.name)
            carried.append(name)
    return carried


def carried_files(making: Path, last: Path, carried: list[str]) -> list[dict[str, Any]]:
    """List the files behind the tables that were carried over, as the manifest of the last snapshot does."""
    named = {name for name in carried if name in _WITH_FILES}
    behind = [pq.read_table(making / f"{name}.parquet", columns=["source_file"])[0] for name in named]
    files = {file for column in behind for file in pc.unique(column.cast(pa.string())).to_pylist()}
    on_ground = set(carried) - named
    return [
        entry
        for entry in manifest.read_manifest(last).get("inputs", [])
        if entry["file"] in files or (entry["source"] == "organisations" and on_ground)
    ]


def held_register(making: Path, name: str) -> pd.DataFrame:
    """Read a register that was carried over; empty where there is none."""
    path = making / f"{name}.parquet"
    return pq.read_table(path).to_pandas() if path.exists() else pd.DataFrame(columns=list(_COLUMNS.get(name, ())))
