"""Of several releases of a month, the newest that agrees with print; what it changed is remembered."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

import pandas as pd

from data.check import COLUMNS as CHECK_COLUMNS
from data.check import reconcile
from data.errors import Refused
from data.reading import Reading

REVISION_COLUMNS = (
    "dataset",
    "place_code",
    "period",
    "split",
    "measure",
    "first_published",
    "current",
    "first_file",
    "current_file",
)
RELEASE_COLUMNS = ("collection", "period", "file", "sha256", "release", "used")


@dataclass
class Newest:
    """One reading a month, the checks it passed, all releases seen, and the values that were revised."""

    used: list[Reading] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    checks: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(CHECK_COLUMNS)))
    releases: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(RELEASE_COLUMNS)))
    revisions: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(REVISION_COLUMNS)))


def choose(readings: list[Reading], printed: pd.DataFrame | None) -> Newest:
    """Choose the release that tells of each month.

    A release whose totals are unlike the printed ones is refused and the next older takes its place; where there is
    none, a month that a snapshot holds stays, and its checks tell that it differs from the newest print.

    Parameters
    ----------
    readings
        All releases of all months, in any order.
    printed
        The RTT overview series; None if there is none.
    """
    newest = Newest()
    checks, releases, revisions = [], [], []
    ordered = sorted(readings, key=lambda one: (one.release.collection, one.release.period, one.release.rank))
    for _, group in groupby(ordered, key=lambda one: (one.release.collection, one.release.period)):
        month = list(group)
        chosen = None
        told = [one for one in month if one.tables]
        found = pd.DataFrame(columns=list(CHECK_COLUMNS))
        for reading in reversed(told):
            found = reconcile(reading, printed)
            wrong = found[~found.ok.astype(bool)]
            last_good = reading.held and len(wrong) > 0
            if last_good or not len(wrong):
                chosen = reading
                checks.append(found)
            if len(wrong):
                newest.refused.append(_unlike_print(reading, wrong))
            if chosen:
                break
        releases += [
            (
                one.release.collection,
                one.release.period,
                one.release.file,
                one.release.sha256,
                one.release.words,
                one is chosen,
            )
            for one in month
        ]
        if chosen:
            newest.used.append(chosen)
            older = [one for one in told if one is not chosen and one.release.rank < chosen.release.rank]
            if older:
                revisions += [_revisions(name, older[0], chosen) for name in chosen.tables]
    if checks:
        newest.checks = pd.concat(checks, ignore_index=True)
    newest.releases = pd.DataFrame(releases, columns=list(RELEASE_COLUMNS))
    if revisions:
        newest.revisions = pd.concat(revisions, ignore_index=True)
    return newest


def _unlike_print(reading: Reading, wrong: pd.DataFrame) -> Refused:
    first = wrong.iloc[0]
    built = (
        "nothing" if pd.isna(first.built) else f"{first.built:,.6g}" if first.built < 1000 else f"{first.built:,.0f}"
    )
    printed = f"{first.printed:,.6g}" if first.printed < 1000 else f"{first.printed:,.0f}"
    more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
    return Refused(
        reading.release.file,
        f"its total '{first.what}' of {first.period} is {built} where {first.file} prints {printed}{more}",
        "Download it again or get the newer release; name a difference the publisher explains under "
        f"known_differences in data/sources/{reading.release.collection}/source.yaml",
    )


def _revisions(name: str, first: Reading, current: Reading) -> pd.DataFrame:
    """List every value that is not as it was first published; None is a value that was or is not there."""
    keys = ["period", "place_code", "split"]
    values = [pd.Series(one.tables[name].set_index(keys).stack()) for one in (first, current)]
    both = pd.concat(values, axis=1, keys=["first_published", "current"])
    both.index.names = [*keys, "measure"]
    changed = both[~(both.first_published == both.current) & ~(both.first_published.isna() & both.current.isna())]
    return changed.reset_index().assign(dataset=name, first_file=first.release.file, current_file=current.release.file)[
        list(REVISION_COLUMNS)
    ]
