"""Public health: one table of every indicator, place and period, out of the files of several publishers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pandas as pd

from data.catalogue import Indicator
from data.comparison import compare
from data.indicator_files import COLUMNS, NUMBERS, IndicatorFile
from data.periods import first_and_last
from data.reading import ENGLAND
from data.vintages import due, standing_by_vintage

PRINTED = 0.0501
"""Two prints of one figure may differ by this much: one of them is rounded to one decimal."""
SAME_SERIES = 0.95
"""Two files tell one series where at least so large a part of the figures they share is the same."""
RECODED = {
    "E06000048": "E06000057",
    "E07000097": "E07000242",
    "E07000100": "E07000240",
    "E07000101": "E07000243",
    "E07000104": "E07000241",
    "E08000020": "E08000037",
}
"""Councils that got a new code in 2012 or 2013 for a small change of border; the old code stands on no map here."""
TWINS = {"E08000016": "E08000038", "E08000019": "E08000039"}
"""Barnsley and Sheffield, recoded in 2025: publishers use either code for any year; the figure is shown on both."""
KEYS = ["indicator", "place_code", "period"]
RECODED_NOTE = "published under the code {code}"


def assemble(
    files: list[IndicatorFile], places: pd.DataFrame, successions: pd.DataFrame, catalogue: Mapping[str, Indicator]
) -> pd.DataFrame:
    """Put the figures of all files together, one row an indicator, place and period.

    Of several files the one that reaches furthest is the newest and tells, of two that reach as far the one that came
    after the last snapshot; an older one adds earlier periods if it is still the same series. Where another prints the
    same figure with its confidence interval, that one's digits and limits are taken. A comparison with England is the
    published one, else worked out from the interval; none without an interval. A place that stood and has no figure
    gets the reason.

    Parameters
    ----------
    files
        What was read.
    places
        The register: code, type, opened, closed, county_code.
    successions
        Who took over from whom, councils among them: old_code, new_code.
    catalogue
        Indicators by slug; those that are not in it are left out.

    Returns
    -------
    pandas.DataFrame
        indicator, place_code, period, value, lower, upper, numerator, denominator, compared, status, note,
        source_file. Values stay on the code that reported them.
    """
    newly_come_first = sorted(files, key=lambda one: (one.held, one.file))
    frames = [one.figures.assign(source_file=one.file, came=at) for at, one in enumerate(newly_come_first)]
    if not frames:
        return pd.DataFrame(columns=[*COLUMNS[:-1], "source_file"])
    every = pd.concat(frames, ignore_index=True)
    every = every[every.indicator.isin(set(catalogue))].copy()
    every["place_code"] = every.place_code.replace(RECODED)
    for_counties = every.indicator.map(lambda slug: catalogue[slug].place_type == "county")
    every = every[~(for_counties & every.value.isna() & every.place_code.str.startswith("E07"))].copy()
    table = _newest(every)
    table = pd.concat([table, _on_twins(table)], ignore_index=True)
    table["compared"] = _compared(table, catalogue)
    kin = _kin(places, successions)
    kinds = {slug: catalogue[slug].place_type for slug in table.indicator.unique()}
    stood = {kind: standing_by_vintage(places, kind) for kind in set(kinds.values())}
    gaps = [
        _gaps(str(slug), str(period), rows, kin, stood[kinds[slug]])
        for (slug, period), rows in table.groupby(["indicator", "period"])
    ]
    whole = pd.concat([table, *gaps], ignore_index=True).drop(columns="name")
    return whole.sort_values(KEYS, kind="stable").reset_index(drop=True)


def _newest(every: pd.DataFrame) -> pd.DataFrame:
    """Choose one row a place and period: of the newest file, with the digits and limits of one that has them."""
    reach = every.period.map(lambda period: first_and_last(period)[1])
    every["reach"] = reach.groupby([every.indicator, every.source_file]).transform("max")
    every["told"] = every.value.notna()
    every = every[~_revised_since(every)].copy()
    ranked = every.sort_values(["told", "reach", "came"], ascending=[False, False, True], kind="stable")
    newest = ranked.drop_duplicates(KEYS).set_index(KEYS)
    with_limits = ranked[ranked.lower.notna() & ranked.upper.notna()].drop_duplicates(KEYS).set_index(KEYS)
    beside = with_limits.reindex(newest.index)
    same = newest.lower.isna() & ((newest.value - beside.value).abs() <= PRINTED)
    for name in (*NUMBERS, "source_file"):
        newest[name] = newest[name].where(~same, beside[name])
    said = ranked[ranked.compared != ""].drop_duplicates(KEYS).set_index(KEYS).compared.reindex(newest.index)
    newest["compared"] = newest.compared.where(newest.compared != "", said).fillna("")
    return newest.drop(columns=["reach", "told", "came"]).reset_index()


def _revised_since(every: pd.DataFrame) -> pd.Series:
    """Mark the rows of files whose figures the newest file of the indicator has since revised.

    Where two files have periods in common and print other figures for them, the earlier periods of the older one
    stand on another base (populations, definition) and are no part of the newer series.
    """
    revised = pd.Series(False, index=every.index)
    for _, rows in every[every.told].groupby("indicator"):
        newest = rows[rows.reach == rows.reach.max()].drop_duplicates(KEYS).set_index(KEYS).value
        for file, older in rows[rows.reach < rows.reach.max()].groupby("source_file"):
            apart = (older.set_index(KEYS).value - newest).dropna().abs()
            if len(apart) and (apart <= PRINTED).mean() < SAME_SERIES:
                revised |= (every.source_file == file) & (every.indicator == older.indicator.iloc[0])
    return revised


def _on_twins(table: pd.DataFrame) -> pd.DataFrame:
    """Repeat the figure of a recoded council on its other code, where that has none of its own."""
    other = TWINS | {new: old for old, new in TWINS.items()}
    held = set(zip(table.indicator, table.place_code, table.period, strict=True))
    rows = table[table.place_code.isin(other)].copy()
    rows["note"] = [RECODED_NOTE.format(code=code) for code in rows.place_code]
    rows["place_code"] = rows.place_code.map(other)
    keep = [key not in held for key in zip(rows.indicator, rows.place_code, rows.period, strict=True)]
    return rows[keep]


def _compared(table: pd.DataFrame, catalogue: Mapping[str, Indicator]) -> pd.Series:
    """Give the published comparison, else the one that the interval gives."""
    england = table[table.place_code == ENGLAND].set_index(["indicator", "period"]).value
    beside = england.reindex(pd.MultiIndex.from_frame(table[["indicator", "period"]])).to_numpy()
    polarity = table.indicator.map(lambda slug: catalogue[slug].polarity)
    out = table.compared.copy()
    for kind in polarity.unique():
        rows = (polarity == kind) & (out == "") & (table.place_code != ENGLAND)
        value, lower, upper = (table.loc[rows, name].to_numpy(dtype=np.float64) for name in ("value", "lower", "upper"))
        out[rows] = compare(value, lower, upper, beside[rows.to_numpy()], str(kind))
    return out.replace("", "not_compared")


def _gaps(
    slug: str, period: str, rows: pd.DataFrame, kin: dict[str, set[str]], stood: dict[str, set[str]]
) -> pd.DataFrame:
    """Give every place that stood and has no row its status.

    Welsh councils are `not_collected` where a figure is published for England alone. A council whose forerunners or
    successors reported instead has `no_comparable_record`; counties of which the file holds not one are `not_held`.
    """
    here = set(rows.place_code)
    welsh = any(code.startswith("W") for code in here)
    english = any(code.startswith("E") for code in here)
    counties = any(code.startswith("E10") for code in here)
    found = []
    for code in sorted(due(stood, here, period) - here):
        if code.startswith("W") and not welsh:
            found.append((code, "not_collected", "published for England alone"))
        elif code.startswith("E") and not english:
            found.append((code, "not_collected", "published for Wales alone"))
        elif code.startswith("E10") and not counties:
            found.append((code, "not_held", "published for counties too, in a file that is not held here"))
        elif kin.get(code, set()) & here:
            found.append((code, "no_comparable_record", "the councils before or after its merger reported instead"))
        else:
            found.append((code, "no_record", ""))
    out = pd.DataFrame(found, columns=["place_code", "status", "note"])
    return out.assign(indicator=slug, period=period, compared="not_compared", source_file=None)


def _kin(places: pd.DataFrame, successions: pd.DataFrame) -> dict[str, set[str]]:
    """Name for each council and county those that stood on its ground before or after a merger."""
    county = dict(zip(places.code, places.get("county_code", pd.Series("", index=places.index)), strict=True))
    kin: dict[str, set[str]] = defaultdict(set)
    for old, new in zip(successions.old_code, successions.new_code, strict=True):
        for one in filter(None, (old, county.get(old))):
            kin[one].add(new)
            kin[new].add(one)
    return kin


def with_councils(places: pd.DataFrame, files: list[IndicatorFile], successions: pd.DataFrame) -> pd.DataFrame:
    """Add to the register councils that reported and stood only between the years whose borders are held.

    They closed on the day before another took over.
    """
    named = pd.concat([one.figures[["place_code", "name"]] for one in files]) if files else pd.DataFrame()
    if not len(named):
        return places
    named = named[(named.name != "") & named.place_code.str.match("E0[6-9]|E10") & ~named.place_code.isin(places.code)]
    named = named[~named.place_code.isin(RECODED)].drop_duplicates("place_code")
    ended = successions.drop_duplicates("old_code").set_index("old_code").date
    last_day = pd.to_datetime(named.place_code.map(ended)) - pd.Timedelta(days=1)
    closed = last_day.dt.strftime("%Y-%m-%d").fillna("")
    added = pd.DataFrame({"code": named.place_code, "name": named.name, "type": "council", "closed": closed})
    every = pd.concat([places, added], ignore_index=True)
    texts = [name for name in every.columns if name not in ("lat", "lon")]
    every[texts] = every[texts].astype(object).where(every[texts].notna(), "")
    return every.sort_values("code").reset_index(drop=True)
