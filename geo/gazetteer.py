"""What can be found on the ground: postcode districts, towns, areas, hospitals; and how far apart they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from data.store import Place, Snapshot, SnapshotError
from geo.named import HospitalNames, TownNames

EARTH = 6371.0
MILE = 1.609344
AREAS = ("council", "county", "region", "health-board", "icb", "nation")
FARTHEST_DISTRICT = 25.0
"""Kilometres: who is farther from every district is not in England or Wales."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Something a reader may look for.

    Attributes
    ----------
    kind : str
        `district`, `town`, `site` (a hospital), or a place's type.
    code : str
        Outcode, site code or place code; '' for towns.
    name : str
    place_code : str
        The place whose page tells of it: a hospital's trust, a town's council.
    lat, lon : float or None
    council_code : str
    weight : float
        How likely it is meant, 0 to 8.
    """

    kind: str
    code: str
    name: str
    place_code: str
    lat: float | None
    lon: float | None
    council_code: str
    weight: float


@dataclass(frozen=True, slots=True)
class Hospital:
    """A hospital and who runs it now; `acute` means operations or emergencies, in a trust."""

    code: str
    name: str
    trust_code: str
    acute: bool
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Near:
    """A hospital and how far it is, in kilometres as the crow flies."""

    hospital: Hospital
    km: float


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Everything that can be found, held in memory once.

    Attributes
    ----------
    spots : tuple of Spot
        Towns, areas, trusts, providers, hospitals.
    districts : dict of str to Spot
        By outcode.
    hospitals : tuple of Hospital
        Those with a known place, each once.
    council_names : dict of str to str
    surroundings : dict of str to str
        Council code to council and county in words: `Ashford, Kent`.
    boards : dict of str to str
        Welsh council to its health board.
    searched : Gazetteer or None
        What a search looks in, where this only tells another's names in another language.
    """

    spots: tuple[Spot, ...]
    districts: dict[str, Spot]
    hospitals: tuple[Hospital, ...]
    council_names: dict[str, str]
    surroundings: dict[str, str]
    boards: dict[str, str]
    _places: dict[str, Place] = field(repr=False)
    searched: Gazetteer | None = field(default=None, repr=False)

    @cached_property
    def place_names(self) -> dict[str, str]:
        """Name of each place that has a page, by code."""
        return {code: place.name for code, place in self._places.items()}

    @cached_property
    def main_sites(self) -> dict[str, str]:
        """Name of the largest hospital of each trust, by code."""
        return {code: place.site_name for code, place in self._places.items() if place.site_name}

    @cached_property
    def _acute(self) -> tuple[Hospital, ...]:
        return tuple(one for one in self.hospitals if one.acute)

    @cached_property
    def _acute_of(self) -> dict[str, list[Hospital]]:
        return _by_owner(self._acute)

    @cached_property
    def _sites_of(self) -> dict[str, list[Hospital]]:
        found = _by_owner(self.hospitals)
        for one in self.hospitals:
            if one.code in self._places:
                found[one.code] = [one]
        return found

    @cached_property
    def _named(self) -> dict[str, Hospital]:
        """The hospital whose very name a provider bears, by the provider's code."""
        names = HospitalNames(one for one in self.hospitals if not self._is_trust(one.trust_code))
        found = {
            code: names.find(code, place.name)
            for code, place in self._places.items()
            if place.type == "provider" and code not in self._sites_of
        }
        return {code: one for code, one in found.items() if one is not None}

    def _is_trust(self, code: str) -> bool:
        return code in self._places and self._places[code].type == "trust"

    @cached_property
    def _towns(self) -> dict[str, list[Spot]]:
        found: dict[str, list[Spot]] = {}
        for spot in sorted((spot for spot in self.spots if spot.kind == "town"), key=lambda spot: -spot.weight):
            found.setdefault(spot.name, []).append(spot)
        return found

    @cached_property
    def _town_names(self) -> TownNames:
        return TownNames({name: [10**spot.weight for spot in spots] for name, spots in self._towns.items()})

    def town_in(self, name: str) -> Spot | None:
        """Find the town whose name stands in that of a provider (`SpaMedica Taunton`); None for none, or for two."""
        town = self._town_names.find(name)
        return self._towns[town][0] if town else None

    def where(self, code: str) -> tuple[Hospital, ...]:
        """List where a trust or provider treats: a trust's acute hospitals, else its point; () if not known.

        A provider whose code no list holds treats where a hospital of its name stands.
        """
        found = self._acute_of.get(code)
        place = self._places.get(code)
        if found:
            return tuple(found)
        if place is not None and place.lat is not None and place.lon is not None:
            return (Hospital(code, place.site_name or place.name, code, False, place.lat, place.lon),)
        return tuple(self._sites_of.get(code, ())) or ((self._named[code],) if code in self._named else ())

    def nearest_hospitals(self, lat: float, lon: float, most: int = 10) -> list[Near]:
        """List the nearest acute hospitals, nearest first."""
        far = distances(lat, lon, self._acute)
        return [Near(self._acute[at], float(far[at])) for at in np.argsort(far, kind="stable")[:most]]

    def distance(self, code: str, lat: float, lon: float) -> Near | None:
        """Give the hospital of a trust or provider that is nearest, never its head office; None if not known."""
        held = self.where(code)
        if not held:
            return None
        far = distances(lat, lon, held)
        at = int(np.argmin(far))
        return Near(held[at], float(far[at]))

    def nearest_district(self, lat: float, lon: float) -> Spot | None:
        """Give the district whose point is nearest; None outside England and Wales."""
        held = tuple(self.districts.values())
        far = distances(lat, lon, held)
        at = int(np.argmin(far))
        return held[at] if far[at] <= FARTHEST_DISTRICT else None


def distances(lat: float, lon: float, others: Iterable[Any]) -> NDArray[np.float64]:
    """Measure kilometres as the crow flies to things that have `lat` and `lon`."""
    there = np.radians(np.array([(one.lat, one.lon) for one in others], float).reshape(-1, 2))
    here = np.radians((lat, lon))
    half = np.sin((there - here) / 2) ** 2
    chord = half[:, 0] + np.cos(here[0]) * np.cos(there[:, 0]) * half[:, 1]
    return 2 * EARTH * np.arcsin(np.sqrt(chord))


def _by_owner(hospitals: Iterable[Hospital]) -> dict[str, list[Hospital]]:
    found: dict[str, list[Hospital]] = {}
    for one in hospitals:
        found.setdefault(one.trust_code, []).append(one)
    return found


def load(folder: Path, snapshot: Snapshot) -> Gazetteer:
    """Read what can be found out of a snapshot.

    Raises
    ------
    SnapshotError
        If a table is missing.
    """
    places = snapshot.places
    councils = {code: place.name for code, place in places.items() if place.type == "council"}
    districts = {
        row["outcode"]: Spot(
            "district", row["outcode"], row["outcode"] if not row["town"] else f"{row['outcode']} {row['town']}",
            row["council_code"], row["lat"], row["lon"], row["council_code"], 8.0,
        )
        for row in _rows(folder, "outcodes")
    }  # fmt: skip
    towns = [
        Spot("town", "", row["name"], row["council_code"], row["lat"], row["lon"], row["council_code"],
             float(np.log10(row["population"] + 1)))
        for row in _rows(folder, "settlements")
    ]  # fmt: skip
    today = max(period for cube in snapshot.cubes.values() for period in cube.periods[-1:])
    hospitals = _hospitals(_rows(folder, "sites"), places, today)
    council_at = {row["code"]: row["council_code"] or "" for row in _rows(folder, "sites")}
    reporting = {code for cube in snapshot.cubes.values() for code in cube.places}
    spots = [
        *towns,
        *(
            _place_spot(one, today)
            for one in places.values()
            if (one.type in AREAS and not (one.closed and one.closed[:7] < today)) or one.code in reporting
        ),
        *(
            Spot("site", one.code, one.name, one.trust_code, one.lat, one.lon, council_at.get(one.code, ""),
                 6.0 if one.acute else 3.0)
            for one in hospitals if one.trust_code in places and one.code not in places
        ),
    ]  # fmt: skip
    boards = {one["code"]: one["health_board_code"] for one in _rows(folder, "places") if one["health_board_code"]}
    return Gazetteer(tuple(spots), districts, hospitals, councils, _surroundings(folder, councils), boards, places)


def _surroundings(folder: Path, councils: dict[str, str]) -> dict[str, str]:
    """Name each council with its county, where it has one, or with Wales."""
    county_of = {row["code"]: row["county_code"] for row in _rows(folder, "places") if row["county_code"]}
    names = {row["code"]: row["name"] for row in _rows(folder, "places") if row["type"] == "county"}
    wales = {code: "Wales" for code in councils if code.startswith("W")}
    around = {code: names.get(county_of.get(code, ""), wales.get(code, "")) for code in councils}
    return {code: f"{name}, {around[code]}" if around[code] else name for code, name in councils.items()}


def _place_spot(place: Place, today: str) -> Spot:
    weight = {"council": 5.0, "county": 4.0, "trust": 4.0, "region": 3.0, "nation": 3.0}.get(place.type, 2.0)
    if place.type == "trust" and place.kind in ("acute", "specialist"):
        weight = 5.0
    if place.closed and place.closed[:7] < today:
        weight = -8.0
    council = place.code if place.type == "council" else ""
    return Spot(place.type, place.code, place.name, place.code, place.lat, place.lon, council, weight)


def _hospitals(rows: list[dict[str, Any]], places: dict[str, Place], today: str) -> tuple[Hospital, ...]:
    """Take each hospital once, as last listed; those of closed trusts, and small ones of old lists, are left out."""
    kept: dict[tuple[str, str, str], Hospital] = {}
    for row in sorted(rows, key=lambda row: (-row["listed"], row["code"])):
        owner = places.get(row["trust_code"])
        gone = owner is not None and bool(owner.closed) and owner.closed[:7] < today
        old = row["listed"] < 2020 and row["sector"] == "NHS" and not row["acute"]
        if row["lat"] is None or gone or old:
            continue
        key = (row["trust_code"], row["postcode"], re.sub(r"[^a-z]|hospital|general", "", row["name"].lower()))
        told = (row["code"], row["name"], row["trust_code"], bool(row["acute"]), row["lat"], row["lon"])
        kept.setdefault(key, Hospital(*told))
    for place in places.values():
        new = place.kind == "acute" and place.site_name and not place.site_code and not place.closed
        if new and place.lat is not None and place.lon is not None:
            kept[place.code, "", ""] = Hospital("", place.site_name, place.code, True, place.lat, place.lon)
    return tuple(sorted(kept.values(), key=lambda one: (one.name, one.code)))


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    path = folder / f"{name}.parquet"
    if not path.exists():
        raise SnapshotError(f"{path} is not there; make the snapshot anew with `make build RAW=<folder>`")
    return list(pq.ParquetFile(path).read().to_pylist())
