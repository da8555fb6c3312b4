"""Why a provider has no figures in a month: the kinds of nothing, never mixed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from data.reading import ENGLAND
from data.sources import card
from data.sources.ae.shape import TWELVE_HOURS_FROM

COLUMNS = ("collection", "place_code", "period", "status", "why")
GAP = "no figures between two months in which it reported"
LEFT_OUT = "the table of 2016-19 leaves out organisations without attendances: it had none, or did not submit"
STOPPED = "it has reported no more since"
NOT_YET = "it was not yet reporting"


@dataclass(frozen=True)
class Lives:
    """From when and until when organisations stand: code to ISO date, absent if not known."""

    opened: dict[str, str] = field(default_factory=dict)
    closed: dict[str, str] = field(default_factory=dict)

    def is_closed(self, code: str, period: str) -> bool:
        """Tell whether an organisation had closed before a month began."""
        return code in self.closed and self.closed[code] <= f"{period}-01"

    def is_known_open(self, code: str, period: str) -> bool:
        """Tell whether an organisation is known to have stood at some time of a month."""
        return code in self.opened and self.opened[code][:7] <= period and not self.is_closed(code, period)


def lives(places: pd.DataFrame, successions: pd.DataFrame) -> Lives:
    """Gather when organisations opened and closed; one taken over closed on that date at the latest."""
    opened = {str(code): str(day) for code, day in zip(places.code, places.opened, strict=True) if day}
    closed = {str(code): str(day) for code, day in zip(places.code, places.closed, strict=True) if day}
    for old_code, day in successions[["old_code", "date"]].astype(str).to_numpy().tolist():
        closed[old_code] = min(closed.get(old_code, day), day)
    return Lives(opened, closed)


def missing_submissions(
    collection: str,
    reported: dict[str, set[str]],
    notes: dict[tuple[str, str], str],
    events: pd.DataFrame,
    standing: Lives,
) -> pd.DataFrame:
    """Give every provider that is due a word for a month without its figures the right one.

    What the publisher or the events file says goes first. Else a month between two reported ones is
    `not_submitted`, months after the last are `stopped_reporting`, months before the first `not_collected`
    where it is known to have stood then. A&E before April 2019 has `no_record` before the last reported
    month, since its table leaves out organisations without attendances and a gap may be either. A provider
    that had closed has no row.

    Parameters
    ----------
    collection
        `ae` or `rtt`.
    reported
        Month to the codes that reported in it; the months held.
    notes
        (code, month) to what the publisher's own file says of it.
    events
        Columns code, collection, from, to ('' open), status, why.
    standing
        When organisations opened and closed.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`.
    """
    periods = sorted(reported)
    months: dict[str, list[str]] = {}
    for period in periods:
        for code in reported[period]:
            months.setdefault(code, []).append(period)
    told = [event for event in events.to_dict("records") if event["collection"] == collection]
    codes = sorted({*months, *(str(event["code"]) for event in told), *(code for code, _ in notes)} - {ENGLAND})
    rows = []
    for code in codes:
        own = months.get(code, [])
        here = set(own)
        for period in periods:
            if period in here:
                continue
            if standing.is_closed(code, period) and not any(month > period for month in own):
                continue
            status, why = _told(code, period, notes, told) or _by_position(collection, code, period, own, standing)
            if status:
                rows.append((collection, code, period, status, why))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _told(
    code: str, period: str, notes: dict[tuple[str, str], str], told: list[dict[Any, Any]]
) -> tuple[str, str] | None:
    """Find what the publisher or the events file says of a provider in a month."""
    if (code, period) in notes:
        return "not_submitted", notes[code, period]
    for event in told:
        if event["code"] == code and event["from"] <= period and (not event["to"] or period <= event["to"]):
            return event["status"], event["why"]
    return None


def _by_position(collection: str, code: str, period: str, own: list[str], standing: Lives) -> tuple[str, str]:
    if not own:
        return "", ""
    if period > own[-1]:
        return "stopped_reporting", STOPPED
    if period < own[0] and not standing.is_known_open(code, period):
        return "", ""
    if collection == "ae" and period < TWELVE_HOURS_FROM:
        return "no_record", LEFT_OUT
    return ("not_collected", NOT_YET) if period < own[0] else ("not_submitted", GAP)


def not_judged(attendances: pd.DataFrame) -> pd.DataFrame:
    """Name the providers whose four-hour figures were not collected in a month they reported attendances in.

    Parameters
    ----------
    attendances
        The A&E dataset.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`, collection `ae-4-hour`, status `not_collected`.
    """
    test = card("ae").details["field_test"]
    whole = attendances[(attendances.split == "all") & attendances.judged.isna() & (attendances.place_code != ENGLAND)]
    known = whole.place_code.isin(test["codes"]) & whole.period.between(test["from"], test["to"])
    why = known.map({True: test["why"], False: "the workbook prints no four-hour figures for it"})
    return pd.DataFrame(
        {
            "collection": "ae-4-hour",
            "place_code": whole.place_code,
            "period": whole.period,
            "status": "not_collected",
            "why": why,
        }
    )[list(COLUMNS)]
