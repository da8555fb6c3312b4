"""Fair peers: trusts of one kind with as many patients and as poor a catchment; councils as poor, large and dense."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from data import query
from data.catalogue import catalogue
from data.judge import alike
from data.store import Snapshot
from geo.ground import Ground
from geo.relations import Relations

#: So many peers are offered.
MOST = 4
#: Among fewer places none is offered.
FEWEST = MOST + 1
#: Sizes of trusts are means of so many months.
MONTHS = 12
#: A catchment's deprivation is told where the councils it is known of hold so much of the trust's patients.
ENOUGH = 0.8
#: Traits of areas in the order in which they are told; sizes are likened on a logarithmic scale.
OF_AREAS = ("people", "density", "deprivation")
_LOGARITHMIC = frozenset({"waiting", "attendances", "people", "density"})
_SIZES = {"waiting": "rtt-waiting-list", "attendances": "ae-attendances"}
#: Deprivation is measured by another index in Wales, which is no match for the English one.
_INDICES = ("imd", "wales-deprivation")
_KM_A_DEGREE = 111.32


@dataclass(frozen=True)
class Traits:
    """What a place is likened by: trait to value, NaN where there is none."""

    code: str
    values: dict[str, float]


@dataclass(frozen=True)
class Alike:
    """A place and those most like it, the most alike first, with what they were likened by.

    Attributes
    ----------
    among : int
        How many places of its kind there were to choose from.
    """

    here: Traits
    peers: tuple[Traits, ...]
    among: int


@lru_cache(maxsize=1024)
def peers(snapshot: Snapshot, relations: Relations, ground: Ground, code: str) -> Alike | None:
    """Find the places most like one.

    Returns
    -------
    None for a place that is not likened to others: one that has closed, that reports no wait, or of a type other than
    trust, council and county.
    """
    group = _groups(snapshot, relations, ground).get(_group_of(snapshot, relations, code), ())
    rows = {traits.code: at for at, traits in enumerate(group)}
    if code not in rows or len(rows) < FEWEST:
        return None
    names = tuple(group[0].values)
    table = np.array([[one.values[name] for name in names] for one in group])
    for column, name in enumerate(names):
        if name in _LOGARITHMIC:
            table[:, column] = np.log(table[:, column])
    found = alike.nearest(table, rows[code], MOST)
    if not found:
        return None
    return Alike(group[rows[code]], tuple(group[at] for at in found), len(group) - 1)


def codes_alike(snapshot: Snapshot, relations: Relations, ground: Ground, code: str) -> tuple[str, ...]:
    """Name the places most like one, the most alike first; none where nobody can tell."""
    found = peers(snapshot, relations, ground, code) if code in snapshot.places else None
    return tuple(one.code for one in found.peers) if found else ()


def _group_of(snapshot: Snapshot, relations: Relations, code: str) -> str:
    place = snapshot.places[code]
    if place.type == "trust":
        return f"trust {place.kind}"
    return f"{place.type} {'Wales' if relations.is_welsh(code) else 'England'}"


@lru_cache(maxsize=2)
def _groups(snapshot: Snapshot, relations: Relations, ground: Ground) -> dict[str, tuple[Traits, ...]]:
    """Gather the traits of every place that may be likened, by the kind within which it is."""
    poor, land = _deprivation(snapshot), _square_kilometres(ground)
    sizes = {trait: _monthly(snapshot, slug) for trait, slug in _SIZES.items() if slug in catalogue()}
    found: dict[str, list[Traits]] = defaultdict(list)
    for place in snapshot.places.values():
        if place.closed:
            continue
        if place.type == "trust" and place.kind:
            values = {trait: counted.get(place.code, np.nan) for trait, counted in sizes.items()}
            known = not all(np.isnan(list(values.values())))
            values["deprivation"] = _of_catchment(relations, poor, place.code)
        elif place.type in ("council", "county"):
            values = _of_area(relations, poor, land, place.code)
            known = not np.isnan(list(values.values())).any()
        else:
            continue
        if known:
            found[_group_of(snapshot, relations, place.code)].append(Traits(place.code, values))
    return {group: tuple(sorted(told, key=lambda one: one.code)) for group, told in found.items()}


def _deprivation(snapshot: Snapshot) -> dict[str, float]:
    """Read the newest average score of deprivation of each council."""
    found: dict[str, float] = {}
    for slug in _INDICES:
        if slug in snapshot.cubes:
            indicator = catalogue()[slug]
            answer = query.across(snapshot, indicator, indicator.default_split, query.periods(snapshot, indicator)[-1])
            found |= {c: float(v) for c, v in zip(answer.places, answer.value[-1], strict=True) if not np.isnan(v)}
    return found


def _monthly(snapshot: Snapshot, slug: str) -> dict[str, float]:
    """Take the mean of a count over the last months in which each place reports it."""
    indicator = catalogue()[slug]
    if indicator.dataset not in snapshot.cubes:
        return {}
    cube = snapshot.cubes[indicator.dataset]
    last = len(cube.periods) - 1
    told = query.between(snapshot, indicator, indicator.default_split, max(0, last + 1 - MONTHS), last)
    months = (~np.isnan(told.value)).sum(axis=0)
    means = np.nansum(told.value, axis=0) / np.maximum(months, 1)
    return {code: float(mean) for code, mean, n in zip(told.places, means, months, strict=True) if n and mean > 0}


def _of_catchment(relations: Relations, poor: dict[str, float], trust: str) -> float:
    """Weigh the deprivation of the councils a trust serves by their share of its patients."""
    shares = [(one.share, poor[one.code]) for one in relations.councils_served(trust) if one.code in poor]
    whole = sum(share for share, _score in shares)
    return sum(share * score for share, score in shares) / whole if whole >= ENOUGH else np.nan


def _of_area(relations: Relations, poor: dict[str, float], land: dict[str, float], code: str) -> dict[str, float]:
    """Add up the people and the land of an area's councils, and weigh their deprivation by people."""
    councils = relations.councils(code)
    people = relations.population(code)
    if not people or any(council not in poor or council not in land for council in councils):
        return dict.fromkeys(OF_AREAS, np.nan)
    weighed = sum(relations.residents[council] * poor[council] for council in councils)
    density = people / sum(land[council] for council in councils)
    return {"people": float(people), "density": density, "deprivation": weighed / people}


def _square_kilometres(ground: Ground) -> dict[str, float]:
    """Measure the land of each council from its served outline, a simplified one: within some per cent."""
    found = {}
    for feature in json.loads(ground.boundaries("council"))["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        found[feature["properties"]["code"]] = sum(
            _enclosed(outer) - sum(_enclosed(hole) for hole in holes) for outer, *holes in polygons
        )
    return found


def _enclosed(ring: list[list[float]]) -> float:
    lon, lat = np.array(ring).T
    x, y = lon * _KM_A_DEGREE * np.cos(np.radians(lat.mean())), lat * _KM_A_DEGREE
    return float(abs(np.dot(x - x[0], np.roll(y - y[0], 1)) - np.dot(np.roll(x - x[0], 1), y - y[0])) / 2)
