"""One thing that changed, named by what it says and never by when or how it was found."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from data.catalogue import Indicator
from data.periods import first_and_last, is_month, month_number, month_of
from data.store import COLLECTIONS, ENGLAND

#: What can change, the most important first; `entries` tells why in this order.
KINDS = ("period", "revised", "status", "verdict", "merger", "indicator")
_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Parameters
    ----------
    kind
        One of `KINDS`.
    topic
        What it is about: `rtt`, `ae`, or the group of an indicator (`health`, `staff`, ...); `places` for mergers.
    what
        `new` or `withdrawn` (period, indicator), `revised`, `stopped`, `resumed` or `began` (status), `merger` or
        `split`, or the class a verdict has now (`better`, `worse`, `usual`, `higher`, `lower`).
    place
        Whose it is; of a merger, who took over.
    period, earlier
        The period told of, and the one it is compared with ('' for none).
    was
        The class a verdict had; of a merger, the code that went.
    old, new
        Values in the indicator's unit; None where there is none.
    files
        Of a revision: the files the old and the new figure stand in ('' where unknown).
    revised_on
        ISO day of the publisher's revision; '' where its files do not say.
    lasts
        Whether a provider that stopped has sent nothing since.
    dated
        ISO day of what it tells of: of the revision, of the merger, else the last day of the period.
    note
        What the register says of a merger.
    """

    kind: str
    topic: str
    what: str
    place: str = ENGLAND
    indicator: str = ""
    split: str = ""
    period: str = ""
    earlier: str = ""
    was: str = ""
    old: float | None = None
    new: float | None = None
    files: tuple[str, str] = ("", "")
    revised_on: str = ""
    lasts: bool = False
    dated: str = ""
    note: str = ""

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes it this change and no other; two snapshots with the same figures tell the same changes.

        A figure that is revised a second time has changed anew, so the new value is part of a revision's name.
        """
        again = f"{self.new!r}" if self.kind == "revised" else ""
        names = (self.kind, self.topic, self.what, self.place, self.indicator, self.split)
        return (*names, self.period, self.earlier, self.was, again)

    @property
    def id(self) -> str:
        """A short name made from the content alone."""
        return digest(self.identity)

    def touches(self, place: str) -> bool:
        """Tell whether a place has a part in it; a merger is of both."""
        return place == self.place or (self.kind == "merger" and place == self.was)


def digest(parts: tuple[str, ...]) -> str:
    """Shorten names to sixteen characters that stay the same wherever and whenever they are made."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def topic_of(indicator: Indicator) -> str:
    """Name what an indicator is about: its collection where providers submit it in one go, else its group."""
    return COLLECTIONS.get(indicator.dataset, indicator.group)


def last_day(period: str, by_years: bool) -> str:
    """Give the last day of a period, ISO; a year such as `2024-25` is taken to end with March."""
    if not by_years and is_month(period):
        return f"{period}-{_last_of(period):02d}"
    if period[-2:-1] == "Q":
        ended = month_of(month_number(f"{period[:4]}-03") + 3 * int(period[-1]))
        return f"{ended}-{_last_of(ended):02d}"
    first, last = first_and_last(period)
    return f"{last}-03-31" if last == first + 1 else f"{last}-12-31"


def _last_of(month: str) -> int:
    year, at = int(month[:4]), int(month[5:])
    return 29 if at == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else _LAST_DAYS[at - 1]
