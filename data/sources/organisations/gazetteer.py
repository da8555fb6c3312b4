"""Postcode districts and settlements: what readers type when they look for a place."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data.errors import Refused
from data.sources.organisations.areas import RECODED
from data.sources.organisations.find import find_file
from data.sources.organisations.hospitals import ENGLAND_AND_WALES
from data.tables import TAKE_AGAIN, as_numbers, read_columns

OUTCODE = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
COUNCIL = r"[EW]0[6-9]\d{6}"
FEWEST_DISTRICTS, FEWEST_SETTLEMENTS = 2000, 4000
"""A list with fewer rows was cut short."""


def read_outcodes(folders: list[Path]) -> pd.DataFrame:
    """Every postcode district of England and Wales, as one point in it.

    Parameters
    ----------
    folders : list of Path
        Where the raw files lie.

    Returns
    -------
    DataFrame
        outcode (`TA1`), town ('' where none is told), lat, lon (degrees; most hospitals lie within 8 km of their
        district's point), council_code (of today, where the point lies).

    Raises
    ------
    Refused
        When the file is cut short, or a district, a point or a council is none.
    """
    path = find_file(folders, "outcodes_ew_lad24.csv")
    table = read_columns(path, ["outcode", "latitude", "longitude", "town", "LAD24CD"], dtype=str)
    table = table.rename(columns={"latitude": "lat", "longitude": "lon", "LAD24CD": "council_code"})
    _require(path, "postcode district", table.outcode, table.outcode.str.fullmatch(OUTCODE))
    _require(path, "postcode district", table.outcode, ~table.outcode.duplicated())
    kept = _checked(path, table, FEWEST_DISTRICTS)
    return kept[["outcode", "town", "lat", "lon", "council_code"]].sort_values("outcode").reset_index(drop=True)


def read_settlements(folders: list[Path]) -> pd.DataFrame:
    """Towns and villages of England and Wales, after GeoNames.

    Parameters
    ----------
    folders : list of Path
        Where the raw files lie.

    Returns
    -------
    DataFrame
        name, lat, lon (degrees), population (0 where GeoNames tells none), council_code; the largest first.

    Raises
    ------
    Refused
        When the file is cut short, or a name, a point, a population or a council is none.
    """
    path = find_file(folders, "places_ew_geonames500.csv")
    table = read_columns(path, ["name", "lat", "lon", "population", "LAD24CD"], dtype=str)
    table = table.rename(columns={"LAD24CD": "council_code"})
    _require(path, "name", table.name, table.name.str.strip() != "")
    _require(path, "population", table.population, table.population.str.fullmatch(r"\d+"))
    kept = _checked(path, table, FEWEST_SETTLEMENTS).assign(population=table.population.astype(int))
    kept = kept[["name", "lat", "lon", "population", "council_code"]]
    return kept.sort_values(["population", "name", "lat"], ascending=[False, True, True]).reset_index(drop=True)


def _checked(path: Path, table: pd.DataFrame, fewest: int) -> pd.DataFrame:
    if len(table) < fewest:
        raise Refused(str(path), f"it has {len(table)} rows, fewer than {fewest}: it was cut short", TAKE_AGAIN)
    west, south, east, north = ENGLAND_AND_WALES
    lat, lon = (as_numbers(table[name]) for name in ("lat", "lon"))
    _require(path, "latitude", table.lat, lat.between(south, north))
    _require(path, "longitude", table.lon, lon.between(west, east))
    _require(path, "council code", table.council_code, table.council_code.str.fullmatch(COUNCIL))
    return table.assign(lat=lat, lon=lon, council_code=table.council_code.replace(RECODED))


def _require(path: Path, what: str, told: pd.Series, good: pd.Series) -> None:
    if not good.all():
        raise Refused(str(path), f"'{told[~good].iloc[0]}' is no {what}, or stands twice", TAKE_AGAIN)
