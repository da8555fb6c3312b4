"""What lies in what, and who is treated where: the family of a place, out of the snapshot alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

ENGLAND, WALES = "E92000001", "W92000004"
_PARENTS = ("council_code", "county_code", "health_board_code", "icb_code", "region_code")


@dataclass(frozen=True, slots=True)
class Site:
    """A hospital or clinic as NHS.UK listed it in the year `listed`, under the trust that runs it now."""

    code: str
    name: str
    postcode: str
    trust_code: str
    council_code: str
    listed: int


@dataclass(frozen=True, slots=True)
class Bridged:
    """People of an area treated by a trust: `code` is the other end.

    Attributes
    ----------
    code : str
        A trust (or '' for trusts that the table does not name), or a council.
    share : float
        0-1: of the area's admissions, or of the trust's patients.
    """

    code: str
    share: float


@dataclass(frozen=True, slots=True)
class Step:
    """One council took over from another (`kind`: `merger`, or `new code` where it stayed the same)."""

    old_code: str
    old_name: str
    new_code: str
    date: str
    kind: str


@dataclass(frozen=True, eq=False)
class Relations:
    """Parents, sites, residents and the bridge, held in memory once.

    Attributes
    ----------
    types, parents : dict
        Place to its type; place to the areas it lies in, nearest first.
    sites : tuple of Site
    residents : dict of str to int
        Council to its people, mid-2019.
    steps : tuple of Step
        Councils that took over from others.
    """

    types: dict[str, str]
    parents: dict[str, tuple[str, ...]]
    sites: tuple[Site, ...]
    residents: dict[str, int]
    steps: tuple[Step, ...]
    _closed: frozenset[str] = field(repr=False)
    _trusts_of: dict[str, dict[str, float]] = field(repr=False)
    _councils_of: dict[str, dict[str, float]] = field(repr=False)

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for code, parents in self.parents.items():
            for parent in parents:
                found[parent].append(code)
        return {parent: tuple(codes) for parent, codes in found.items()}

    def is_welsh(self, code: str) -> bool:
        """Tell whether a place lies in Wales."""
        return code == WALES or WALES in self.parents.get(code, ())

    def within(self, code: str, kind: str) -> tuple[str, ...]:
        """List the places of a kind (`region`, `county`, `council`, `trust` ...) in an area that stand now."""
        return tuple(c for c in self._children.get(code, ()) if self.types[c] == kind and c not in self._closed)

    def came_before(self, code: str) -> tuple[Step, ...]:
        """List every council that a council took over from, through those that stood in between, newest first."""
        direct = [step for step in self.steps if step.new_code == code]
        further = [older for step in direct for older in self.came_before(step.old_code)]
        return tuple(sorted((*direct, *further), key=lambda s: (-int(s.date[:4]), s.old_name)))

    def came_after(self, code: str) -> tuple[Step, ...]:
        """List the councils that followed a council, one after the other."""
        direct = [step for step in self.steps if step.old_code == code]
        return tuple(later for step in direct for later in (step, *self.came_after(step.new_code)))

    def councils(self, code: str) -> tuple[str, ...]:
        """List the councils an area is made of: itself, for a council."""
        return (code,) if self.types.get(code) == "council" else self.within(code, "council")

    def population(self, code: str) -> int | None:
        """Count an area's people, mid-2019; None where a part of it was not counted."""
        councils = self.councils(code)
        counted = [self.residents.get(council) for council in councils]
        return None if not counted or None in counted else sum(c for c in counted if c is not None)

    def trusts_used(self, code: str) -> tuple[Bridged, ...]:
        """Give the trusts that the people of an English area are admitted to, the largest share first.

        Shares sum to 1; the last, of code '', is what the table gives to no trust by name. Empty where the table
        does not reach (Wales, councils that are gone).
        """
        councils = [council for council in self.councils(code) if council in self._trusts_of]
        people: dict[str, float] = defaultdict(float)
        for council in councils:
            for trust, share in self._trusts_of[council].items():
                people[trust] += share * self.residents[council]
        whole = sum(people.values())
        ordered = sorted(people.items(), key=lambda item: (not item[0], -item[1], item[0]))
        return tuple(Bridged(trust, number / whole) for trust, number in ordered)

    def councils_served(self, code: str) -> tuple[Bridged, ...]:
        """Give the councils that a trust's patients live in, the largest share first; empty if not in the table."""
        served = self._councils_of.get(code, {})
        return tuple(Bridged(council, share) for council, share in sorted(served.items(), key=lambda i: (-i[1], i[0])))

    @cached_property
    def _listed(self) -> tuple[Site, ...]:
        """The sites of trusts by name, each once, as last listed."""
        known = (site for site in self.sites if self.types.get(site.trust_code) in ("trust", "health-board"))
        newest = {(s.name, s.trust_code, s.postcode): s for s in sorted(known, key=lambda s: (s.listed, s.code))}
        return tuple(sorted(newest.values(), key=lambda s: (s.name, s.code)))

    def sites_of(self, trust: str) -> tuple[Site, ...]:
        """List the sites of a trust by name, each once, as last listed."""
        return tuple(site for site in self._listed if site.trust_code == trust)

    def sites_in(self, council: str) -> tuple[Site, ...]:
        """List the sites of trusts that stand in a council, by name, each once, as last listed."""
        return tuple(site for site in self._listed if site.council_code == council)

    @cached_property
    def site_trust(self) -> dict[str, str]:
        """The trust that runs a site, by the site's code."""
        return {site.code: site.trust_code for site in self._listed}


def load(snapshot: Path, latest: str) -> Relations:
    """Read the relations of a snapshot.

    Parameters
    ----------
    snapshot : Path
        Folder that holds places, sites, bridge, residents and council-successions (Parquet).
    latest : str
        The last month with figures: trusts are bridged as they stood then.

    Raises
    ------
    FileNotFoundError
        When a table is not there; ``python -m data build`` makes it.
    """
    places = _rows(snapshot, "places")
    types = {row["code"]: row["type"] for row in places}
    bridge = _rows(snapshot, "bridge")
    begun = [row["vintage"] for row in bridge if row["vintage"] <= latest]
    vintage = max(begun or (row["vintage"] for row in bridge))
    trusts_of: dict[str, dict[str, float]] = defaultdict(dict)
    councils_of: dict[str, dict[str, float]] = defaultdict(dict)
    for row in bridge:
        if row["vintage"] == vintage:
            trusts_of[row["council_code"]][row["trust_code"]] = row["share_of_council"]
            if row["trust_code"]:
                councils_of[row["trust_code"]][row["council_code"]] = row["share_of_trust"]
    return Relations(
        types=types,
        parents=_family(places),
        sites=tuple(Site(**{key: row[key] for key in Site.__slots__}) for row in _rows(snapshot, "sites")),
        residents={row["council_code"]: row["population"] for row in _rows(snapshot, "residents")},
        steps=tuple(Step(**row) for row in _rows(snapshot, "council-successions")),
        _closed=frozenset(row["code"] for row in places if row["closed"] and row["closed"] <= f"{latest}-31"),
        _trusts_of=dict(trusts_of),
        _councils_of=dict(councils_of),
    )


def _rows(snapshot: Path, name: str) -> list[dict[str, Any]]:
    return list(pq.ParquetFile(snapshot / f"{name}.parquet").read().to_pylist())


def _family(places: list[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Give every place the areas it lies in; a county lies in the region of its councils."""
    parents = {row["code"]: _parents(row) for row in places}
    regions = {row["county_code"]: row["region_code"] for row in places if row["type"] == "council"}
    for row in places:
        if row["type"] == "county" and regions.get(row["code"]):
            parents[row["code"]] = (regions[row["code"]], *parents[row["code"]])
    return parents


def _parents(row: dict[str, Any]) -> tuple[str, ...]:
    above = [row[key] for key in _PARENTS if row.get(key)]
    if row["type"] in ("trust", "council", "county", "region", "icb", "health-board"):
        above.append(WALES if any(code.startswith("W") for code in (row["code"], *above)) else ENGLAND)
    return tuple(above)
