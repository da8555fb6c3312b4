"""Where hospitals stand, and which is the largest of each trust."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from data.errors import Refused
from data.sources.organisations.find import find_file
from data.sources.organisations.successions import Lineage
from data.tables import as_numbers, read_columns

MISFILED = {"RGT2V": "RTH"}
"""Hospitals the 2020 list files under a trust they never belonged to: an Oxford hospital under Cambridge."""

NAMED_OTHERWISE = {"RW301": "R0A02"}
"""Estates codes of a campus whose hospitals are listed one by one: Manchester's Island Site."""

MOVED = {"RGM": ("RGM21", "Royal Papworth Hospital"), "RXK": ("", "Midland Metropolitan University Hospital")}
"""Largest hospitals built since the estates returns: site code where a list knows it, and name."""

ENGLAND_AND_WALES = (-6.5, 49.8, 1.9, 55.9)
ESTATES_YEARS = {"HEFS_13944.XLS": "2016-17", "HEFS_9896.XLS": "2013-14"}
NO_HOSPITAL = "support|aggregate|non-hospital|non inpatient"
COLUMNS = [
    "OrganisationCode",
    "OrganisationName",
    "Sector",
    "Postcode",
    "Latitude",
    "Longitude",
    "ParentODSCode",
]


def read_hospitals(folders: list[Path]) -> pd.DataFrame:
    """Hospital sites of England with their place on the ground, as NHS websites listed them in 2020 and 2014.

    Parameters
    ----------
    folders : list of Path
        Where the raw files lie.

    Returns
    -------
    DataFrame
        code, name, sector (`NHS` where the parent is a trust, else `independent`), postcode, lat, lon
        (degrees,
        missing where the list prints none or one outside England and Wales), parent_code, listed (2020 or
        2014;
        a hospital in both stands as in 2020).
    """
    newer = _read(find_file(folders, "hospitals_england_2020.csv"), encoding="cp1252", separator=",")
    older = _read(find_file(folders, "hospitals_2014.csv"), encoding="latin-1", separator="\xac")
    table = pd.concat([newer.assign(listed=2020), older.assign(listed=2014)], ignore_index=True)
    table = table.drop_duplicates("OrganisationCode")
    west, south, east, north = ENGLAND_AND_WALES
    lat, lon = (as_numbers(table[column]) for column in ("Latitude", "Longitude"))
    there = lat.between(south, north) & lon.between(west, east)
    parent = table.OrganisationCode.map(MISFILED).fillna(table.ParentODSCode)
    return (
        pd.DataFrame(
            {
                "code": table.OrganisationCode,
                "name": [_tidy(name) for name in table.OrganisationName],
                "sector": parent.str.fullmatch(r"R[A-Z0-9]{2}").map({True: "NHS", False: "independent"}),
                "postcode": table.Postcode.str.upper().str.strip(),
                "lat": lat.where(there),
                "lon": lon.where(there),
                "parent_code": parent,
                "listed": table.listed,
            }
        )
        .sort_values("code")
        .reset_index(drop=True)
    )


def _tidy(name: str) -> str:
    """Take out padding, and the capitals of small words (Countess Of Chester)."""
    return re.sub(r"(?<=\S) (Of|And|The|For|On|Upon)(?= )", lambda found: found[0].lower(), " ".join(name.split()))


def _read(path: Path, encoding: str, separator: str) -> pd.DataFrame:
    how: dict[str, Any] = (
        {"sep": re.escape(separator), "engine": "python", "quoting": csv.QUOTE_NONE} if separator != "," else {}
    )
    return read_columns(path, COLUMNS, encoding=encoding, dtype=str, **how)[COLUMNS]


def read_estates(folders: list[Path]) -> pd.DataFrame:
    """Sites of trusts with their floor area, from the estates returns (ERIC) of 2016-17 and 2013-14.

    Returns
    -------
    DataFrame
        trust_code (as of the year), kind (of the trust, as `places` words it), site_code, site_name,
        site_type,
        floor (gross internal area, square metres), general (is a general acute hospital of a trust that is no
        specialist one), year. Trusts that the later return holds are left out of the earlier.
    """
    years = [_read_estates(find_file(folders, name), year) for name, year in ESTATES_YEARS.items()]
    held = set(years[0].trust_code)
    return pd.concat([years[0], years[1][~years[1].trust_code.isin(held)]], ignore_index=True)


def _read_estates(path: Path, year: str) -> pd.DataFrame:
    try:
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Site Data").to_python()
    except (CalamineError, OSError) as problem:
        raise Refused(str(path), f"the sheet Site Data cannot be read ({problem})", "Take the file again.") from problem
    table = pd.DataFrame(rows[2:], columns=rows[1])
    area = next((column for column in table if str(column).startswith("Gross internal")), None)
    if area is None or "Site Code" not in table:
        raise Refused(
            str(path),
            "no column of gross internal floor area",
            "Name the new header in data/sources/organisations/source.yaml.",
        )
    kind = [_kind(str(text)) for text in table["Organisation Type"]]
    sites = pd.DataFrame(
        {
            "trust_code": table["Organisation Code"].astype(str),
            "kind": kind,
            "site_code": table["Site Code"].astype(str).str.strip(),
            "site_name": table["Site Name"].astype(str).str.strip(),
            "site_type": table["Site Type"].astype(str),
            "floor": as_numbers(table[area]).fillna(0.0),
            "year": year,
        }
    )
    sites["general"] = sites.site_type.str.contains("general acute", case=False) & (sites.kind == "acute")
    real = ~sites.site_type.str.contains(NO_HOSPITAL, case=False) & (sites.site_code != "AGGRE")
    return sites[real & sites.trust_code.str.fullmatch(r"R[A-Z0-9]{2}")].reset_index(drop=True)


def _kind(estates_type: str) -> str:
    words = estates_type.lower()
    for word, kind in (
        ("specialist", "specialist"),
        ("acute", "acute"),
        ("mental", "mental-health"),
        ("ambulance", "ambulance"),
        ("community", "community"),
        ("care trust", "mental-health"),
    ):
        if word in words:
            return kind
    return ""


def placed_estates(estates: pd.DataFrame, hospitals: pd.DataFrame) -> pd.DataFrame:
    """Add lat and lon to the sites of the estates returns, by site code; sites of no known place go."""
    known = hospitals.dropna(subset=["lat", "lon"]).set_index("code")[["name", "lat", "lon", "postcode"]]
    codes = estates.site_code.map(NAMED_OTHERWISE).fillna(estates.site_code)
    joined = estates.assign(site_code=codes).join(known, on="site_code", how="inner")
    return joined.reset_index(drop=True)


def main_sites(
    trusts: pd.DataFrame,
    placed: pd.DataFrame,
    hospitals: pd.DataFrame,
    head_offices: pd.DataFrame,
    districts: pd.DataFrame,
    lineage: Lineage,
    moves: Mapping[str, tuple[str, str]] = MOVED,
) -> pd.DataFrame:
    """Find the largest hospital of every trust, those of the trusts it took over whole included.

    Parameters
    ----------
    trusts : DataFrame
        code, postcode.
    placed : DataFrame
        From `placed_estates`.
    hospitals : DataFrame
        From `read_hospitals`.
    head_offices, districts : DataFrame
        Indexed by trust code and by postcode district, with lat and lon: what is left when no hospital is
        known.
    lineage : Lineage
        The hospitals of a trust that was split are nobody's here.
    moves : dict
        Largest hospitals built since the estates returns, as `MOVED`; none for an earlier time.

    Returns
    -------
    DataFrame
        code, lat, lon, site_code, site_name, found (`largest hospital`, `hospital at the trust's address`,
        `head office`, `postcode district`, or '' and no point).
    """
    located = hospitals.dropna(subset=["lat", "lon"])
    places = located.set_index("code")
    rows = []
    for code, postcode in zip(trusts.code, trusts.postcode, strict=True):
        family = {old for old in lineage.predecessors(code) if old == code or old not in lineage.split}
        moved, new_name = moves.get(code, ("", ""))
        sites = placed[placed.trust_code.isin(family)].sort_values(["floor", "site_code"], ascending=[False, True])
        at_address = located[(located.postcode == postcode) & located.parent_code.isin(family)]
        district = postcode.split(" ")[0]
        if moved in places.index:
            rows.append((code, *places.loc[moved, ["lat", "lon"]], moved, new_name, "largest hospital"))
        elif new_name:
            rows.append((code, *districts.loc[district, ["lat", "lon"]], "", new_name, "postcode district"))
        elif len(sites):
            best = sites.iloc[0]
            rows.append((code, best.lat, best.lon, best.site_code, best["name"], "largest hospital"))
        elif len(at_address):
            best = at_address.iloc[0]
            rows.append((code, best.lat, best.lon, best.code, best["name"], "hospital at the trust's address"))
        elif code in head_offices.index:
            rows.append((code, *head_offices.loc[code, ["lat", "lon"]], "", "", "head office"))
        elif district in districts.index:
            rows.append((code, *districts.loc[district, ["lat", "lon"]], "", "", "postcode district"))
        else:
            rows.append((code, None, None, "", "", ""))
    return pd.DataFrame(rows, columns=["code", "lat", "lon", "site_code", "site_name", "found"])
