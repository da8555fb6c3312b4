"""How fresh the figures of each source are: what is held, when it was published and taken, when the next is due."""

from __future__ import annotations

import re
from calendar import THURSDAY
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from data.catalogue import with_own
from data.periods import first_and_last, is_month, month_number, shift
from data.sources import card

GRACE = timedelta(days=3)
"""Days after the expected day before figures count as overdue: publications slip, and taking them up needs a night."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WEEKDAYS = {"Thursday": THURSDAY}


@dataclass(frozen=True)
class Freshness:
    """How fresh one source is.

    Parameters
    ----------
    source, title, publisher
        As its `source.yaml` tells.
    latest, by_month
        Newest period held, and whether it is a month; else it is one of years.
    published
        ISO date on which the newest file of that period came out; '' where neither file nor publisher's page tells.
    taken
        ISO date on which the file was taken, else on which the snapshot was built from it.
    following, expected
        The next period, and the day on which its publisher usually puts it out; '' and None without a fixed rhythm.
    """

    source: str
    title: str
    publisher: str
    latest: str
    by_month: bool
    published: str
    taken: str
    following: str = ""
    expected: date | None = None

    def overdue(self, today: date) -> bool:
        """Tell whether newer figures should have been here by now."""
        return self.expected is not None and today > self.expected + GRACE


def due(source: str, period: str) -> date | None:
    """Tell on which day a source usually puts out the figures of a month; None where it has no fixed rhythm."""
    rhythm = card(source).details.get("rhythm")
    if not rhythm:
        return None
    year, month = divmod(month_number(shift(period, rhythm["months_after"])), 12)
    first = date(year, month + 1, 1)
    wait = (_WEEKDAYS[rhythm["weekday"]] - first.weekday()) % 7
    return first + timedelta(days=wait + 7 * (rhythm["week"] - 1))


def freshness(manifest: dict[str, Any]) -> tuple[Freshness, ...]:
    """Tell of every source that gave figures to a snapshot how fresh it is, the monthly ones first.

    Parameters
    ----------
    manifest
        As `data.manifest.read_manifest` gives it.
    """
    used: dict[str, list[dict[str, Any]]] = {}
    for one in manifest.get("inputs", []):
        if one["used"] and one["period"]:
            used.setdefault(one["source"], []).append(one)
    told = [_of(source, files, manifest) for source, files in used.items()]
    return tuple(sorted(told, key=lambda one: (one.expected is None, one.source)))


def as_told(manifest: dict[str, Any], today: date) -> dict[str, dict[str, Any]]:
    """Tell machines of every source: newest period, when it was published and taken, the next, and whether it is late.

    Dates are ISO, None where unknown.
    """
    return {
        one.source: {
            "latest": one.latest,
            "published": one.published or None,
            "taken": one.taken,
            "next": one.following or None,
            "expected": one.expected.isoformat() if one.expected else None,
            "overdue": one.overdue(today),
        }
        for one in freshness(manifest)
    }


def _of(source: str, files: list[dict[str, Any]], manifest: dict[str, Any]) -> Freshness:
    held = [one for one in files if one["release"]] if source == "rtt" else files  # the overview prints, it holds none
    newest = max(held or files, key=lambda one: (_time(source, _last(one["period"])), _told(one)))
    latest, about = _last(newest["period"]), card(source)
    by_month = _by_month(source, latest)
    expected = due(source, shift(latest, 1)) if by_month else None
    return Freshness(
        source=source,
        title=about.title,
        publisher=about.publisher,
        latest=latest,
        by_month=by_month,
        published=newest.get("published") or _told(newest),
        taken=str(newest.get("taken") or manifest["built_at"])[:10],
        following=shift(latest, 1) if expected else "",
        expected=expected,
    )


def _last(period: str) -> str:
    return period.rsplit("/", 1)[-1]


def _by_month(source: str, period: str) -> bool:
    """Tell a month from years: where figures are of years, `2010-12` is the years 2010 to 2012."""
    return is_month(period) and not any(one.by_years for one in with_own(()).values() if one.source == source)


def _time(source: str, period: str) -> tuple[int, str]:
    return (int(period[:4]) if _by_month(source, period) else first_and_last(period)[1]), period


def _told(one: dict[str, Any]) -> str:
    """The date that a release tells of itself ("revised 2026-05-14", "2026-05-06"); '' where it tells none."""
    found = _DATE.search(one["release"])
    return found[0] if found else ""
