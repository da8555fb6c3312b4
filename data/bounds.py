"""Newly come months beside the months around them: what has shrunk too much to be whole is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import pandas as pd

from data.errors import Refused
from data.limits import FEWEST, MOST, MOST_VANISHED, NEAR
from data.periods import month_number
from data.reading import Reading


def cut_short(readings: list[Reading], known_rows: dict[tuple[str, str], int]) -> Iterator[Refused]:
    """Refuse files with far fewer rows than the months beside them."""
    for one in readings:
        if one.release.form == "table":
            continue
        near = {
            ("last build", month): rows
            for (collection, month), rows in known_rows.items()
            if collection == one.release.collection and _is_near(month, one)
        }
        near |= {
            (other.release.file, other.release.period): other.rows
            for other in readings
            if other is not one
            and other.release.collection == one.release.collection
            and other.release.form != "table"
            and _is_near(other.release.period, one)
        }
        usual = median(near.values()) if len(near) > 2 else 0
        if usual and not FEWEST * usual <= one.rows <= MOST * usual:
            yield Refused(
                one.release.file,
                f"it has {one.rows:,} rows where its neighbours have {usual:,.0f}",
                "It may have been cut short, or hold more than its month: download it again",
            )


def _is_near(month: str, one: Reading) -> bool:
    return abs(month_number(month) - month_number(one.release.period)) <= NEAR


@dataclass(frozen=True)
class Vanished:
    """A provider that reported in the month before a newly come one and not in it; `status` is '' where it closed."""

    collection: str
    period: str
    code: str
    status: str


def shrunk(readings: list[Reading]) -> Iterator[Refused]:
    """Refuse newly come months that lack more providers of the month before than ever leave at once."""
    for one, gone, before in _beside_the_month_before(readings):
        if len(gone) > MOST_VANISHED * before:
            yield Refused(
                one.release.file,
                f"{len(gone)} of the {before} providers of the month before are not in it, {', '.join(gone[:5])} first",
                "It may have been cut short: download it again",
            )


def vanished(readings: list[Reading], statuses: pd.DataFrame) -> list[Vanished]:
    """Name the providers that newly come months lack of the month before, each with the reason it was given.

    Parameters
    ----------
    readings
        The release used of each month.
    statuses
        Columns collection, place_code, period and status.
    """
    said = dict(zip(_keys(statuses), statuses.status, strict=True))
    return [
        Vanished(one.release.collection, one.release.period, code, said.get(key, ""))
        for one, gone, _ in _beside_the_month_before(readings)
        for code in gone
        for key in [(one.release.collection, code, one.release.period)]
    ]


def tell_vanished(gone: list[Vanished]) -> Iterator[str]:
    """Say of the newest month of each collection who reported the month before and not in it, one line each."""
    newest = {one.collection: one.period for one in sorted(gone, key=lambda one: one.period)}
    for collection, month in newest.items():
        these = [one for one in gone if (one.collection, one.period) == (collection, month)]
        said = ", ".join(f"{one.code} ({one.status.replace('_', ' ') or 'closed'})" for one in these)
        yield f"Reported to {collection} the month before {month} and not in it: {said}."


def _keys(statuses: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    return statuses[["collection", "place_code", "period"]].astype(str).itertuples(index=False, name=None)


def _beside_the_month_before(readings: list[Reading]) -> Iterator[tuple[Reading, list[str], int]]:
    """Give each newly come month with the providers it lacks of the month before, and how many that month had."""
    monthly = sorted((one for one in readings if one.tables and one.release.form != "table"), key=_rank)
    reported = {(one.release.collection, month_number(one.release.period)): _providers(one) for one in monthly}
    for one in monthly:
        before = reported.get((one.release.collection, month_number(one.release.period) - 1), set())
        if not one.held:
            yield one, sorted(before - _providers(one)), len(before)


def _rank(one: Reading) -> tuple[bool, str, int, str, str]:
    return one.release.rank


def _providers(one: Reading) -> set[str]:
    return {str(code) for table in one.tables.values() for code in table.place_code.unique()}
