"""Staff in post, put together: who has no figure and why, names of bodies no register has, and the check with print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pandas as pd

from data.check import COLUMNS as CHECK_COLUMNS
from data.check import staff_row
from data.errors import Refused
from data.indicator_files import IndicatorFile
from data.sources.organisations.casing import well_cased

GROUPS = ("staff-clinical", "staff-support", "staff-non-clinical")
STAFF = ("staff-all", *GROUPS)
BEFORE = "the file tells of today's trusts only: those that this one was made from are not in it"
_NHS = re.compile(r"^[RT][A-Z0-9]{2}$")
_TRUST = re.compile(r"^R[A-Z0-9]{2}$")


def with_gaps(table: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Say of each NHS body that is told of on some census date why it has no figure on the others.

    Parameters
    ----------
    table
        Published figures of services; those that are not of staff stay as they are.
    places
        The register: code, opened, closed (ISO dates, '' where not known).

    Returns
    -------
    pandas.DataFrame
        With rows added: `no_comparable_record` before the first figure of a trust that is told of by group, since
        those it was made from are not in the file; `not_held` where figures were published for a body in a file that
        is not here. None for dates on which a body did not stand.
    """
    staff = table[table.indicator.isin(STAFF)]
    if not len(staff):
        return table
    dates = sorted(set(staff.period))
    by_group = set(staff[staff.indicator.isin(GROUPS)].place_code)
    held = staff[(staff.indicator == "staff-all") & (staff.split == "all")].groupby("place_code").period
    told = {code: set(periods) for code, periods in held}
    opened = dict(zip(places.code, places.opened.fillna(""), strict=True))
    closed = dict(zip(places.code, places.closed.fillna(""), strict=True))
    reach = max((max(periods) for code, periods in told.items() if code not in by_group), default="")
    found = []
    for code, periods in told.items():
        ended = max(periods) if max(periods) < reach else "9999-12"
        for date in dates:
            stood = opened.get(code, "")[:7] <= date <= ended and (not closed.get(code) or closed[code][:7] > date)
            if code in by_group and date < min(periods):
                found.append((code, date, "no_comparable_record", BEFORE))
            elif code not in by_group and (date in periods or stood):
                found.append((code, date, "not_held", ""))
    gaps = pd.DataFrame(found, columns=["place_code", "period", "status", "note"])
    every = [gaps.assign(indicator=slug, split=split) for slug in STAFF for split in ("all", "headcount")]
    added = pd.concat(every, ignore_index=True).assign(compared="not_compared")
    keys = ["indicator", "split", "place_code", "period"]
    whole = pd.concat([table, added.reindex(columns=table.columns)], ignore_index=True)
    return whole.drop_duplicates(keys, keep="first").sort_values(keys, kind="stable").reset_index(drop=True)


def with_bodies(places: pd.DataFrame, files: Iterable[IndicatorFile]) -> pd.DataFrame:
    """Add to the register the NHS bodies that count staff and stand in no register, under the name they last had."""
    named = [one.figures[["place_code", "period", "name"]] for one in files if one.source == "workforce"]
    if not named:
        return places
    every = pd.concat(named).sort_values("period", kind="stable").drop_duplicates("place_code", keep="last")
    every = every[(every.name != "") & every.place_code.str.match(_NHS) & ~every.place_code.isin(places.code)]
    added = pd.DataFrame(
        {
            "code": every.place_code,
            "name": every.name.map(well_cased),
            "type": ["trust" if _TRUST.match(code) else "provider" for code in every.place_code],
        }
    )
    both = pd.concat([places, added], ignore_index=True)
    texts = [name for name in both.columns if name not in ("lat", "lon")]
    both[texts] = both[texts].astype(object).where(both[texts].notna(), "")
    return both.sort_values("code").reset_index(drop=True)


def reconcile(
    files: Sequence[IndicatorFile], checks: pd.DataFrame, held: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, list[Refused]]:
    """Set the staff of all bodies held beside what a workbook of their publisher prints for the same bodies.

    Parameters
    ----------
    files
        All that was read; those of `table` `print` are the workbooks.
    checks
        What was compared with print already, columns as of `data.check`.
    held
        Sums of staff that the last snapshot was checked with, by workbooks that are not given again: newly come staff
        must agree with them too.

    Returns
    -------
    tuple
        The checks, with one row a workbook, date and staff group added (a body that is held and not printed makes the
        sums differ), and the newly come files refused: those of staff whose sums are unlike the printed ones, or the
        workbook where none of staff is new.
    """
    held = checks[:0] if held is None else held
    prints = [one for one in files if one.table == "print"]
    told = [one for one in files if one.source == "workforce" and one.table == "services"]
    if not told:
        return pd.concat([one for one in (checks, held) if len(one)] or [checks], ignore_index=True), []
    table = pd.concat([one.figures.assign(file="" if one.held else one.file) for one in told], ignore_index=True)
    table = table[(table.split == "all") & (table.status == "reported")]
    rows, unlike = [], []
    for what, period, printed, file in [*_printed(prints, table), *_printed_before(held, prints)]:
        ours = table[(table.indicator == what.split()[0]) & (table.period == period)]
        if not len(ours):
            continue
        row = staff_row(what, period, printed, float(ours.value.sum()), file)
        new = sorted({str(name) for name in ours.file.unique()} - {""}) or [file]
        rows.append(row)
        unlike += [] if row["ok"] else [_unlike(row, name) for name in new]
    added = pd.DataFrame(rows, columns=list(CHECK_COLUMNS))
    return pd.concat([one for one in (checks, added) if len(one)] or [checks], ignore_index=True), unlike


def _printed(prints: list[IndicatorFile], table: pd.DataFrame) -> Iterable[tuple[str, str, float, str]]:
    """Add up what workbooks print of the bodies that are told of: what, date, sum and file."""
    for one in prints:
        for (slug, period), printed in one.figures.groupby(["indicator", "period"]):
            told = table[(table.indicator == slug) & (table.period == period)].place_code
            yield f"{slug} value all", str(period), float(printed[printed.place_code.isin(told)].value.sum()), one.file


def _printed_before(held: pd.DataFrame, prints: list[IndicatorFile]) -> Iterable[tuple[str, str, float, str]]:
    again = {one.file for one in prints}
    for row in held.to_dict("records"):
        if row["file"] not in again:
            yield row["what"], row["period"], row["printed"], row["file"]


def _unlike(row: dict[str, object], file: str) -> Refused:
    return Refused(
        file,
        f"its {row['what']} of {row['period']} is {row['built']:,} where {row['file']} prints {row['printed']:,}",
        "Download both again; the two must tell of the same staff",
    )
