"""The organisations of the health service and the places they stand in, from their registers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data.errors import Refused
from data.sources.organisations.acute import mark_acute
from data.sources.organisations.areas import AreaFinder, area_finder, read_areas
from data.sources.organisations.casing import well_cased
from data.sources.organisations.find import find_file
from data.sources.organisations.gazetteer import read_outcodes, read_settlements
from data.sources.organisations.hospitals import main_sites, placed_estates, read_estates, read_hospitals
from data.sources.organisations.successions import (
    SPLIT_COUNCILS,
    Lineage,
    read_council_mergers,
    read_successions,
)
from data.sources.organisations.welsh_hospitals import read_welsh_hospitals
from data.tables import read_columns

PLACE_COLUMNS = [
    "code",
    "name",
    "type",
    "kind",
    "region_code",
    "icb_code",
    "council_code",
    "county_code",
    "health_board_code",
    "nhs_region",
    "postcode",
    "opened",
    "closed",
    "lat",
    "lon",
    "site_code",
    "site_name",
    "point",
]
NHS_REGIONS = {
    "Y56": "London",
    "Y58": "South West",
    "Y59": "South East",
    "Y60": "Midlands",
    "Y61": "East of England",
    "Y62": "North West",
    "Y63": "North East and Yorkshire",
}
"""The seven regions of NHS England by the register's codes; region_code is the statistical one."""
COLLECTIONS = {"A&E 4-hour": "ae-4-hour", "A&E": "ae", "RTT": "rtt"}
STATUSES = ("not_collected", "not_submitted", "stopped_reporting")
KIND_WORDS = (
    ("ambulance", "ambulance"),
    ("mental health", "mental-health"),
    ("partnership", "mental-health"),
    ("community", "community"),
    ("orthopaedic", "specialist"),
    ("hospital", "acute"),
)


def tables(folders: list[Path]) -> dict[str, pd.DataFrame]:
    """Everything the registers tell of organisations and areas.

    Parameters
    ----------
    folders : list of Path
        Where the raw files lie, at any depth.

    Returns
    -------
    dict of DataFrame
        `places` (one row a place; `point` says what lat and lon are: largest hospital, head office ...),
        `successions`,
        `events` (code, collection, from, to, status, why), `sites` (hospitals, each under the trust that
        runs it now), `outcodes` (postcode districts), `settlements` (towns and villages).

    Raises
    ------
    Refused
        When a file is missing or is not what its publisher publishes.
    """
    successions = read_successions(folders)
    lineage = Lineage(successions)
    hospitals = read_hospitals(folders)
    estates = read_estates(folders)
    placed = placed_estates(estates, hospitals)
    trusts = _read_trusts(folders)
    outcodes = read_outcodes(folders)
    districts = outcodes.set_index("outcode")[["lat", "lon"]]
    points = main_sites(trusts, placed, hospitals, read_head_offices(folders), districts, lineage)
    councils = area_finder(folders, "council")
    areas = read_areas(folders)
    trusts = trusts.merge(points.rename(columns={"found": "point"}), on="code", validate="one_to_one")
    council = councils.find(trusts.lon.to_numpy(), trusts.lat.to_numpy())
    trusts["council_code"] = council
    parents = areas[areas.type == "council"].set_index("code")[["region_code", "county_code", "health_board_code"]]
    trusts = trusts.join(parents, on="council_code")
    icbs = area_finder(folders, "icb").find(trusts.lon.to_numpy(), trusts.lat.to_numpy())
    trusts["icb_code"] = [icb if region else "" for icb, region in zip(icbs, trusts.region_code, strict=True)]
    trusts["kind"] = _kinds(trusts, estates, lineage)
    areas = areas.assign(
        kind="",
        icb_code="",
        council_code="",
        nhs_region="",
        postcode="",
        site_code="",
        site_name="",
        point=areas.lat.notna().map({True: "a point inside", False: ""}),
    )
    english = mark_acute(_sites(hospitals, lineage, max(trusts.opened)[:7], councils), estates, trusts)
    places = pd.concat([trusts.assign(type="trust")[PLACE_COLUMNS], areas[PLACE_COLUMNS]], ignore_index=True)
    return {
        "places": places.sort_values(["type", "code"]).reset_index(drop=True),
        "successions": pd.concat([successions, read_council_mergers(folders)], ignore_index=True),
        "events": read_events(folders),
        "sites": pd.concat([english, read_welsh_hospitals(folders, outcodes)], ignore_index=True),
        "outcodes": outcodes,
        "settlements": read_settlements(folders),
    }


def read_events(folders: list[Path]) -> pd.DataFrame:
    """Months in which an organisation did not report, and why, as publishers' notes tell.

    Returns
    -------
    DataFrame
        code, collection (`ae`, `ae-4-hour`, `rtt`), from, to (months; '' for no end yet), status, why.
    """
    path = find_file(folders, "reporting_events.csv")
    table = read_columns(path, ["code", "collection", "from", "to", "status", "why"], dtype=str)
    unknown = sorted(set(table.collection) - set(COLLECTIONS)) + sorted(set(table.status) - set(STATUSES))
    if unknown:
        raise Refused(
            str(path),
            f"'{unknown[0]}' is neither a collection nor a status",
            f"Write one of {', '.join([*COLLECTIONS, *STATUSES])}.",
        )
    return table.assign(collection=table.collection.map(COLLECTIONS))[
        ["code", "collection", "from", "to", "status", "why"]
    ]


def _read_trusts(folders: list[Path]) -> pd.DataFrame:
    newest = _read_register(find_file(folders, "etr_2026.csv"))
    older = _read_register(find_file(folders, "etr_2020.csv"))
    table = pd.concat([newest, older[~older.code.isin(newest.code)]], ignore_index=True)
    return table.sort_values("code").reset_index(drop=True)


def _read_register(path: Path) -> pd.DataFrame:
    table = read_columns(path, [0, 1], header=None, dtype=str, encoding="latin-1")
    if table.shape[1] < 12 or not table[10].str.fullmatch(r"\d{8}").all() or len(table) < 200:
        raise Refused(
            str(path),
            "it is not the register of trusts (no header; code, name, ... opened in column 11)",
            "Take etr.csv again from the NHS Organisation Data Service.",
        )
    return pd.DataFrame(
        {
            "code": table[0],
            "nhs_region": table[2].map(NHS_REGIONS).fillna(""),
            "name": [well_cased(name) for name in table[1]],
            "postcode": table[9].str.strip(),
            "opened": [_iso(day) for day in table[10]],
            "closed": [_iso(day) for day in table[11]],
        }
    )


def _iso(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else ""


def read_head_offices(folders: list[Path]) -> pd.DataFrame:
    """Points of trusts' head offices in 2022: lat and lon by trust code."""
    table = read_columns(find_file(folders, "points_nhs_trusts22.csv"), ["nhs_trust22_code", "lon", "lat"])
    return table.set_index("nhs_trust22_code")[["lat", "lon"]]


def _kinds(trusts: pd.DataFrame, estates: pd.DataFrame, lineage: Lineage) -> list[str]:
    """Acute is who runs or took over acute hospitals; others as they called themselves, else by name."""
    declared = estates.drop_duplicates("trust_code").set_index("trust_code").kind
    kinds = []
    for code, name in zip(trusts.code, trusts.name, strict=True):
        family = {declared[old] for old in lineage.predecessors(code) if old in declared.index}
        own = "acute" if "acute" in family else declared.get(code, "") or next(iter(sorted(family)), "")
        named = next((kind for word, kind in KIND_WORDS if word in name.lower()), "")
        kinds.append("ambulance" if named == "ambulance" else own or named)
    return kinds


def _sites(hospitals: pd.DataFrame, lineage: Lineage, month: str, councils: AreaFinder) -> pd.DataFrame:
    """Hospitals under the trust that runs them in a month; a split trust's by the council they stand in."""
    council = councils.find(hospitals.lon.to_numpy(), hospitals.lat.to_numpy())
    heirs = {code: lineage.successors(code, month) for code in set(hospitals.parent_code)}
    trust = [
        SPLIT_COUNCILS[code].get(place, SPLIT_COUNCILS[code][""]) if code in SPLIT_COUNCILS else heirs[code][0]
        for code, place in zip(hospitals.parent_code, council, strict=True)
    ]
    return hospitals.drop(columns="parent_code").assign(trust_code=trust, council_code=council)
