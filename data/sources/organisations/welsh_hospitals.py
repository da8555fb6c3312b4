"""Where the hospitals of Wales stand that report on A&E, and which health board runs each."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from data.errors import Refused
from data.sources.organisations.find import find_file
from data.tables import TAKE_AGAIN, read_columns, require_columns

LIST = "hospitals_wales.xls"
MATCHES = Path(__file__).with_name("welsh-hospitals.csv")
COLUMNS = ["code", "name", "health_board_code", "listed_as", "method", "reason"]
REPORTED_IN = 2022
"""The year of the A&E figures that name these hospitals: the list itself is of no year."""


def read_welsh_hospitals(folders: list[Path], outcodes: pd.DataFrame) -> pd.DataFrame:
    """Welsh hospitals as sites, each at the middle of its postcode district.

    Parameters
    ----------
    folders : list of Path
        Where the list of Welsh hospitals lies.
    outcodes : DataFrame
        outcode, lat, lon, council_code.

    Returns
    -------
    DataFrame
        code, name, sector, postcode, lat, lon, listed, trust_code (the health board that runs it), council_code, acute.
        Units that are counted together have no postcode and no point.

    Raises
    ------
    Refused
        If the list cannot be read, or a hospital of `welsh-hospitals.csv` or its postcode district is not in it.
    """
    path = find_file(folders, LIST)
    postcodes = _postcodes(path)
    matches = read_columns(MATCHES, COLUMNS, dtype=str)
    placed = matches.listed_as != ""
    lost = sorted(set(matches.listed_as[placed]) - set(postcodes))
    if lost:
        raise Refused(str(path), f"it has no '{lost[0]}'", f"Write how it is listed into {MATCHES.name}")
    postcode = matches.listed_as.map(postcodes).fillna("")
    at = outcodes.set_index("outcode")[["lat", "lon", "council_code"]].reindex(postcode.str.split(" ").str[0])
    nowhere = matches.name[placed.to_numpy() & at.lat.isna().to_numpy()]
    if len(nowhere):
        raise Refused(str(path), f"the postcode district of '{nowhere.iloc[0]}' is not known", TAKE_AGAIN)
    return pd.DataFrame(
        {
            "code": matches.code,
            "name": matches.name,
            "sector": "NHS",
            "postcode": postcode,
            "lat": at.lat.to_numpy(),
            "lon": at.lon.to_numpy(),
            "listed": REPORTED_IN,
            "trust_code": matches.health_board_code,
            "council_code": at.council_code.fillna("").to_numpy(),
            "acute": placed.to_numpy(),
        }
    )


def _postcodes(path: Path) -> dict[str, str]:
    try:
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Hospitals").to_python()
    except (CalamineError, OSError) as problem:
        raise Refused(str(path), f"the sheet Hospitals cannot be read ({problem})", TAKE_AGAIN) from problem
    heads = [str(head) for head in rows[0]]
    require_columns(["Hospital", "Postcode"], heads, str(path), TAKE_AGAIN)
    name, postcode = heads.index("Hospital"), heads.index("Postcode")
    return {
        str(row[name]).strip(): str(row[postcode]).strip().upper() for row in rows[1:] if str(row[postcode]).strip()
    }
