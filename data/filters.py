"""Which places a reader asks for: those of one region, or those of one fifth by deprivation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from data.catalogue import Indicator
from data.periods import first_and_last
from data.query import REPORTED
from data.store import Snapshot

WALES = "W92000004"
EVERY = "all"
"""The value of a filter that leaves nothing out."""
FIFTHS = ("most", "second-most", "middle", "second-least", "least")
"""Fifths of a nation's councils by deprivation, the most deprived first."""
INDICES = {"E": "imd", "W": "wales-deprivation"}
"""The index that ranks the councils of a nation, by the first letter of their codes. The two never share a scale."""
_LYING = ("council", "county", "trust")


@dataclass(frozen=True, eq=False)
class Ranking:
    """Councils in fifths by average score of the index nearest to a period.

    Attributes
    ----------
    fifth_of : dict of str to str
        Council to its fifth; councils that the index does not know (merged since, or before), and counties, are absent.
    editions, ranked : dict
        First letter of the codes to the year of the index, and to how many councils it ranks; a council that was given
        a new code counts once.
    """

    fifth_of: dict[str, str]
    editions: dict[str, str]
    ranked: dict[str, int]


@lru_cache(maxsize=4)
def regions_of(snapshot: Snapshot) -> dict[str, str]:
    """Give the region, or Wales, that each council, county and trust lies in.

    A county lies in the region of its councils; a council that is gone, and of which the register tells no region, in
    that of the one that took over. Places of unknown region are absent.
    """
    places = snapshot.places.values()
    of_counties = {place.county_code: place.region_code for place in places if place.type == "council"}
    found = {}
    for place in places:
        if place.type not in _LYING:
            continue
        after = (snapshot.places.get(step.new_code) for step in snapshot.successors.get(place.code, ()))
        told = place.region_code or of_counties.get(place.code, "")
        told = told or next((one.region_code for one in after if one is not None and one.region_code), "")
        if told or place.code.startswith("W"):
            found[place.code] = told or WALES
    return found


@lru_cache(maxsize=128)
def regions(snapshot: Snapshot, indicator: Indicator) -> tuple[str, ...]:
    """List the regions, Wales last, in which an indicator is told of any trust, council or county in any period."""
    cube = snapshot.cubes[indicator.dataset]
    told = (snapshot.status[indicator.dataset] == REPORTED).any(axis=0) if indicator.is_published else None
    lying = regions_of(snapshot)
    found = {lying[code] for at, code in enumerate(cube.places) if code in lying and (told is None or told[at])}
    return tuple(sorted(found))


def has_ranking(snapshot: Snapshot, indicator: Indicator) -> bool:
    """Tell whether an indicator's places can be sorted by deprivation: councils can, trusts cannot."""
    return indicator.of_areas and any(index in snapshot.cubes for index in INDICES.values())


@lru_cache(maxsize=128)
def ranking(snapshot: Snapshot, period: str) -> Ranking:
    """Rank the councils of each nation by the index nearest to the last year of a period; of two as near the newer.

    Parameters
    ----------
    period
        Years such as `2011` or `2022-24`.
    """
    year = first_and_last(period)[1]
    fifth_of: dict[str, str] = {}
    editions, ranked = {}, {}
    for nation, index in INDICES.items():
        cube = snapshot.cubes.get(index)
        if cube is None:
            continue
        editions[nation] = min(cube.periods, key=lambda one: (abs(int(one) - year), -int(one)))
        score = cube.measures["value"][cube.period_at[editions[nation]], 0]
        told = {
            code: -score[at]
            for at, code in enumerate(cube.places)
            if code.startswith(nation) and code in regions_of(snapshot) and not np.isnan(score[at])
        }
        each = np.sort(list({snapshot.places[code].name: number for code, number in told.items()}.values()))
        ranked[nation] = len(each)
        for code, number in told.items():
            fifth_of[code] = FIFTHS[int(np.searchsorted(each, number)) * len(FIFTHS) // len(each)]
    return Ranking(fifth_of, editions, ranked)


@lru_cache(maxsize=256)
def wanted(snapshot: Snapshot, period: str, region: str, deprivation: str) -> frozenset[str] | None:
    """Name the places in a region and in a fifth; None where both filters are `all`, which means every place."""
    if region == deprivation == EVERY:
        return None
    places = regions_of(snapshot)
    found = {code for code, where in places.items() if region in (EVERY, where)}
    if deprivation != EVERY:
        fifth_of = ranking(snapshot, period).fifth_of
        found = {code for code in found if fifth_of.get(code) == deprivation}
    return frozenset(found)
