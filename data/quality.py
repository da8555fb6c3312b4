"""Inspections and quality: which of their figures belong to places known here, and why the others have none."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data.catalogue import Indicator

NEWEST_ALONE = {"cqc-overall": "the file holds the newest rating of each provider and none before it"}
"""Indicators told of every English trust whose file keeps no earlier figures, and how that is said."""
_ENGLISH = "E12"


def settle(
    table: pd.DataFrame,
    places: pd.DataFrame,
    sites: pd.DataFrame,
    successions: pd.DataFrame,
    catalogue: Mapping[str, Indicator],
) -> pd.DataFrame:
    """Keep the figures of quality, and of Welsh hospitals, that belong to known places; say why a trust has none.

    Figures of a trust after it closed go: it has no row then. A trust that stood in a period and has no figure is
    `no_comparable_record` where the one that took it over has the figure already; `not_held` before the rating that a
    file keeps; else `no_record`. Sites that no list of hospitals names are left out.

    Parameters
    ----------
    table
        As `data.services.assemble` gives it; other groups pass as they are.
    places, sites
        The registers: code, type, opened, closed, region_code; code of each hospital and clinic.
    successions
        Who took over from whom: old_code, new_code.
    catalogue
        Indicators by slug.
    """
    mine = table.indicator.isin([slug for slug, one in catalogue.items() if one.group in ("quality", "wales")])
    known = table.place_code.isin(places.code) | table.place_code.isin(sites.code)
    trusts = places[places.type.isin(["trust", "provider"])].set_index("code")
    closed = table.place_code.map(trusts.closed).fillna("")
    gone = (closed != "") & (closed < table.period)
    sound = table[mine & known & ~gone]
    gaps = [
        _gaps(str(slug), rows, trusts, successions)
        for slug, rows in sound.groupby("indicator")
        if catalogue[str(slug)].place_type == "provider"
    ]
    return pd.concat([table[~mine], sound, *gaps], ignore_index=True).reindex(columns=table.columns)


def _gaps(slug: str, rows: pd.DataFrame, trusts: pd.DataFrame, successions: pd.DataFrame) -> pd.DataFrame:
    english = trusts[(trusts.type == "trust") & trusts.region_code.str.startswith(_ENGLISH)]
    due = english if slug in NEWEST_ALONE else trusts[trusts.index.isin(rows.place_code)]
    last, found = max(rows.period), []
    for (split, period), told in rows.groupby(["split", "period"]):
        day = f"{period}-28" if len(str(period)) == 7 else f"{period}-12-31"
        stood = due[(due.opened <= day) & ((due.closed == "") | (due.closed > day))]
        here = set(told.place_code)
        followed = set(successions[successions.new_code.isin(here)].old_code)
        for code in sorted(set(stood.index) - here):
            found.append((split, period, code, *_reason(slug, str(period), last, code in followed)))
    gaps = pd.DataFrame(found, columns=["split", "period", "place_code", "status", "note"])
    return gaps.assign(indicator=slug, compared="not_compared")


def _reason(slug: str, period: str, last: str, followed: bool) -> tuple[str, str]:
    if slug in NEWEST_ALONE and period < last:
        return "not_held", NEWEST_ALONE[slug]
    if followed:
        return "no_comparable_record", "the file has it under the trust that took it over"
    return "no_record", ""
