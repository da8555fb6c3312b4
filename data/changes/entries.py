"""Changes gathered into entries that can be read: one for what a reader would tell in one sentence.

A new month brings hundreds of changes. Over all places they are gathered by figure and month, of one place by subject
and month. Entries come in the order of `KINDS`: new figures, since they are what one comes for; revised ones, since
what was quoted before holds no more; who stopped sending, since it changes every total; verdicts; mergers; indicators.
Within a kind what concerns trusts or areas stands before what concerns other providers alone, then the newest day, then
totals before single specialties, then figures in the order of the catalogue, worse before better before usual.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from data.catalogue import catalogue
from data.changes.change import KINDS, Change, digest
from data.store import ENGLAND

#: So many changes of an entry are kept to be listed; the rest are counted.
MOST_KEPT = 40
_TRUST = re.compile(r"R[A-Z0-9]{2}$")
_AREA = re.compile(r"[EW]\d{8}$")


@dataclass(frozen=True, eq=False)
class Entry:
    """Changes of one kind that belong together.

    Parameters
    ----------
    id
        Made from the content alone: the same change has the same id in every snapshot that tells it.
    first
        The change that stands for all: England before places, trusts before other providers, totals before splits.
    kept
        The changes that are listed, in that order; `n` tells how many there are.
    places
        The places concerned.
    indicators
        The slugs concerned.
    in_splits
        Whether it tells of single specialties or departments alone.
    """

    id: str
    first: Change
    kept: tuple[Change, ...]
    n: int
    places: frozenset[str]
    indicators: frozenset[str]
    in_splits: bool

    @property
    def of_others(self) -> bool:
        """Tell whether no trust and no area has a part in it, only other providers of care."""
        return not (_TRUST.match(self.first.place) or _AREA.match(self.first.place))

    @property
    def dated(self) -> str:
        """ISO day of what it tells of, '' for an indicator that came or went."""
        return self.first.dated


@dataclass
class _Group:
    most: int
    kept: list[Change] = field(default_factory=list)
    n: int = 0
    places: set[str] = field(default_factory=set)
    indicators: set[str] = field(default_factory=set)

    def add(self, change: Change) -> None:
        self.n += 1
        self.places.add(change.place)
        self.indicators.add(change.indicator)
        self.kept.append(change)
        if len(self.kept) > 4 * self.most:
            self.kept = self.ordered[: self.most]

    @property
    def ordered(self) -> list[Change]:
        return sorted(self.kept, key=_weight)


def gather(changes: Iterable[Change], by_place: bool = False, most: int = MOST_KEPT) -> tuple[Entry, ...]:
    """Gather changes into entries, the most important first.

    Parameters
    ----------
    by_place
        Tell each place by itself.
    most
        How many changes of an entry are kept.
    """
    groups: dict[tuple[str, ...], _Group] = {}
    for change in changes:
        groups.setdefault(_key(change, by_place), _Group(most)).add(change)
    return tuple(sorted((_entry(key, group) for key, group in groups.items()), key=_order))


def newest(entries: Iterable[Entry]) -> list[Entry]:
    """Order entries by day, the newest first, and those of one day by importance; one without a day is of today."""
    return sorted(sorted(entries, key=_order), key=lambda one: one.dated or "9999", reverse=True)


def _entry(key: tuple[str, ...], group: _Group) -> Entry:
    kept = tuple(group.ordered[: group.most])
    first = kept[0]
    # a month that is revised again is told again: its newest file, and what England reads now, are in the name
    again = (first.files[1], f"{first.new!r}") if first.kind == "revised" else ()
    whole = any(_is_total(change) for change in kept)
    return Entry(
        digest((*key, *again)), first, kept, group.n, frozenset(group.places), frozenset(group.indicators), not whole
    )


def _key(change: Change, by_place: bool) -> tuple[str, ...]:
    place = change.place if by_place else ""
    if change.kind in ("merger", "indicator"):
        return change.identity
    if change.kind == "verdict" and not by_place:
        of = (change.indicator, "total" if _is_total(change) else "splits", change.what, change.earlier)
        return (change.kind, change.topic, *of, change.period)
    of_verdicts = change.kind == "verdict"
    what, earlier = ("", change.earlier) if of_verdicts else (change.what, "")
    return (change.kind, change.topic, what, place, earlier, change.period)


@cache
def _ranks() -> dict[str, int]:
    return {slug: at for at, slug in enumerate(catalogue())}


def _is_total(change: Change) -> bool:
    return not change.split or change.split == catalogue()[change.indicator].default_split


def _weight(change: Change) -> tuple[bool, bool, bool, int, float, str, str]:
    """Order the changes of an entry: by whom they concern, then by figure, then by how far the value moved."""
    moved = abs((change.new or 0.0) - (change.old or 0.0))
    whose = (change.place != ENGLAND, not _TRUST.match(change.place))
    return (*whose, not _is_total(change), _ranks().get(change.indicator, -1), -moved, change.place, change.split)


def _order(entry: Entry) -> tuple[int, bool, tuple[int, ...], bool, int, int, int, str]:
    first = entry.first
    day = tuple(-int(part) for part in (entry.dated or "9999-12-31").split("-"))
    news = {"worse": 0, "better": 1, "usual": 3}.get(first.what, 2)
    figure = _ranks().get(first.indicator, -1)
    return (
        KINDS.index(first.kind), entry.of_others, day, entry.in_splits, figure, news, -len(entry.places), entry.id,
    )  # fmt: skip
