"""The one shape in which all eras of A&E files end: attendances by provider and type of department."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from data.errors import Refused
from data.reading import ENGLAND, Printed
from data.sources import card

DEPARTMENTS = ("type-1", "type-2", "other")
MEASURES = ("attendances", "judged", "within_4_hours", "breaches", "over_12_hours")
TWELVE_HOURS_FROM = "2019-04"
"""First month in which waits over 12 hours from decision to admit are published by provider."""


def field_test_codes(period: str) -> frozenset[str]:
    """Name the trusts that reported no four-hour figures in a month: those of the field test."""
    told = card("ae").details["field_test"]
    return frozenset(told["codes"]) if told["from"] <= period <= told["to"] else frozenset()


def shape(counts: pd.DataFrame, period: str, file: str) -> pd.DataFrame:
    """Lay out who attended A&E in one month, and how many of them were judged against four hours.

    Parameters
    ----------
    counts
        One row a provider and department: place_code, split (`type-1`, `type-2`, `other`), attendances
        (booked included), breaches (NaN where the file prints none), over_12_hours (of the provider,
        repeated; NaN unknown).
    period
        Month.
    file
        How reports name the file.

    Returns
    -------
    pandas.DataFrame
        Columns period, place_code, split, then `MEASURES` as floats; NaN is not collected. Providers have a
        row for `all` and for each department they ran; England (E92000001) for each. England's judged
        attendances leave out trusts of the field test.

    Raises
    ------
    Refused
        If a provider stands twice, or has more breaches than attendances.
    """
    twice = counts[counts.duplicated(["place_code", "split"])]
    if len(twice):
        raise Refused(file, f"{twice.place_code.iloc[0]} stands in it twice", "Download the file again")
    counts = counts.copy()
    counts.loc[counts.place_code.isin(field_test_codes(period)), "breaches"] = np.nan
    if period < TWELVE_HOURS_FROM:
        counts["over_12_hours"] = np.nan
    unheard_of = counts[counts.breaches > counts.attendances]
    if len(unheard_of):
        code, split = unheard_of.iloc[0][["place_code", "split"]]
        raise Refused(file, f"{code} has more breaches than attendances ({split})", "Download the file again")
    counts["judged"] = counts.attendances.where(counts.breaches.notna())
    providers = pd.concat([counts, _sum(counts, ["place_code"], over_12_hours="first")])
    providers.loc[providers.split != "all", "over_12_hours"] = np.nan
    england = _sum(providers, ["split"], over_12_hours="sum").assign(place_code=ENGLAND)
    ran = (providers.split == "all") | (providers.attendances > 0) | (providers.breaches > 0)
    table = pd.concat([providers[ran], england])
    table["within_4_hours"] = table.judged - table.breaches
    return table.assign(period=period)[["period", "place_code", "split", *MEASURES]].reset_index(drop=True)


def _sum(counts: pd.DataFrame, by: list[str], over_12_hours: str) -> pd.DataFrame:
    """Sum providers or departments; nothing but unknown values sums to unknown."""
    groups = counts.groupby(by, sort=False)
    summed = groups[["attendances", "judged", "breaches"]].sum(min_count=1)
    twelve = groups["over_12_hours"]
    summed["over_12_hours"] = twelve.first() if over_12_hours == "first" else twelve.sum(min_count=1)
    return summed.reset_index().assign(**({} if "split" in by else {"split": "all"}))


def printed_totals(table: pd.DataFrame, totals: dict[tuple[str, str], float], file: str) -> tuple[Printed, ...]:
    """Set the totals a file prints for England beside ours.

    Parameters
    ----------
    table
        As `shape` makes it.
    totals
        (measure, split) to the printed figure.
    file
        How reports name it.
    """
    ours = table[table.place_code == ENGLAND].set_index("split")
    return tuple(
        Printed(f"{measure} {split}", float(figure), _number(ours.at[split, measure]), file)
        for (measure, split), figure in totals.items()
    )


def _number(figure: Any) -> float:
    return 0.0 if pd.isna(figure) else float(figure)
