"""What the name of a provider tells of where it treats: a hospital that the lists know, or a town."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Generic, Protocol, TypeVar

_LEFT_OUT = re.compile(
    r"\b(nuffield health|aspen healthcare|aspen|spire|bmi|private|the|nhs|trust|limited|ltd)\b|[^a-z0-9 ]"
)
"""Owners change and stand in the name; `hospital`, `clinic` and `eye` stay: they tell one house from another."""
LARGE = 15_000
"""People: smaller towns share their names with streets, streams and parts of the body."""
OUTWEIGHS = 20
"""A town with so many times the people of its namesakes is meant."""
_NEXT_DOOR = 0.01
"""Degrees, about a kilometre: hospitals of one name that lie so close are one."""


class Stands(Protocol):
    """What stands somewhere and has a name and an owner."""

    @property
    def name(self) -> str: ...
    @property
    def trust_code(self) -> str: ...
    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...


H = TypeVar("H", bound=Stands)


def key(name: str) -> str:
    """Shorten a name to what stays when its owner changes: `Nuffield Health Parkside Hospital`, `parkside hospital`."""
    return " ".join(_LEFT_OUT.sub(" ", name.lower().replace("'", "")).split())


class HospitalNames(Generic[H]):
    """Finds the one hospital that bears a provider's name.

    Parameters
    ----------
    hospitals
        Those of no trust, with where they stand.
    """

    def __init__(self, hospitals: Iterable[H]) -> None:
        self._named: dict[str, list[H]] = defaultdict(list)
        self._keyed: dict[str, list[H]] = defaultdict(list)
        self._owned: dict[str, list[tuple[H, frozenset[str]]]] = defaultdict(list)
        for one in hospitals:
            self._named[one.name.lower()].append(one)
            self._keyed[key(one.name)].append(one)
            self._owned[one.trust_code].append((one, frozenset(key(one.name).split())))

    def find(self, code: str, name: str) -> H | None:
        """Find the hospital of a provider, by its code and name.

        Returns
        -------
        The hospital of the very name, else of the same `key`, else one of the same owner (the first three signs of
        the provider's code) whose name holds every word of the provider's. None where there is none, or where
        hospitals of the name stand apart from each other.
        """
        words = set(key(name).split())
        owned = [one for one, held in self._owned.get(code[:3], ()) if words <= held]
        for fits in (self._named.get(name.lower()), self._keyed.get(key(name)), owned):
            if fits:
                apart = max(max(abs(one.lat - fits[0].lat), abs(one.lon - fits[0].lon)) for one in fits)
                return fits[0] if apart < _NEXT_DOOR else None
        return None


class TownNames:
    """Finds the town that a name holds.

    Parameters
    ----------
    people
        Of each town of a name, the largest first.
    """

    def __init__(self, people: Mapping[str, list[float]]) -> None:
        self._by_words: dict[tuple[str, ...], str] = {}
        self._starts: dict[str, set[int]] = defaultdict(set)
        for name, counts in people.items():
            if counts[0] < LARGE or (len(counts) > 1 and counts[0] < OUTWEIGHS * counts[1]):
                continue
            words = _words(name)
            self._by_words[words] = name
            self._starts[words[0]].add(len(words))

    def find(self, name: str) -> str:
        """Give the first town whose whole name stands in a name (`Bury St Edmunds`, not Bury); '' for none."""
        words = _words(name)
        for at, word in enumerate(words):
            for length in sorted(self._starts.get(word, ()), reverse=True):
                found = self._by_words.get(words[at : at + length])
                if found:
                    return found
        return ""


def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z]+", name.lower()))
