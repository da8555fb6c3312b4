"""The few towns named on the map for orientation."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from data.errors import Refused
from data.sources.organisations.find import find_file
from data.tables import read_columns
from geo.canvas import grid_to_sheet
from geo.projection import to_grid

TOWNS = {
    "Kendal": "start",
    "Newcastle upon Tyne": "end",
    "Leeds": "start",
    "Manchester": "end",
    "Kingston upon Hull": "start",
    "Nottingham": "start",
    "Birmingham": "start",
    "Norwich": "end",
    "Cambridge": "start",
    "Cardiff": "end",
    "Bristol": "start",
    "London": "start",
    "Southampton": "start",
    "Plymouth": "start",
    "Aberystwyth": "start",
}
"""Name -> how its label is anchored; chosen by eye on the drawn map, far from each other."""
SAID = {"Newcastle upon Tyne": "Newcastle", "Kingston upon Hull": "Hull"}


def choose_towns(folders: list[Path]) -> pd.DataFrame:
    """Place the orientation towns on the sheet.

    Returns
    -------
    DataFrame
        name, x, y (whole SVG units), anchor (`start`, `end`: SVG text-anchor).
    """
    path = find_file(folders, "places_ew_geonames500.csv")
    table = (
        read_columns(path, ["name", "lat", "lon", "population"])
        .sort_values("population", ascending=False)
        .drop_duplicates("name")
    )
    table = table.set_index("name")
    missing = [name for name in TOWNS if name not in table.index]
    if missing:
        raise Refused(str(path), f"the town {missing[0]} is not in it", "Choose another town in geo/towns.py.")
    chosen = table.loc[list(TOWNS)]
    x, y = grid_to_sheet(*to_grid(chosen.lon.to_numpy(), chosen.lat.to_numpy()))
    return pd.DataFrame(
        {
            "name": [SAID.get(name, name) for name in TOWNS],
            "x": np.round(x).astype(int),
            "y": np.round(y).astype(int),
            "anchor": list(TOWNS.values()),
        }
    )
