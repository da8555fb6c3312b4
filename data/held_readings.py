"""A snapshot as a source: what it holds, given back as if it were read from the official files once more."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from data import manifest
from data.check import COLUMNS as CHECK_COLUMNS
from data.errors import Refused
from data.parquet import FIGURES
from data.prints import held_print
from data.reading import Printed, Reading
from data.release import Release
from data.sources.ae.workbook import FOOT_NOTE
from data.store import PUBLISHED

_MONTHLY = tuple(name for name in FIGURES if name not in PUBLISHED)
_KEYS = ["period", "place_code", "split"]
_FIRST_RELEASE = "first release"


@dataclass(frozen=True)
class Held:
    """What a snapshot holds of official files; nothing, where a build begins anew.

    Parameters
    ----------
    readings
        Each release of each month. The one used has its figures, the first one those that were revised since.
    printed
        England as the RTT overview printed it, with `reach`; None if there is none.
    staff_checks
        Printed sums of staff, columns as of `data.check`.
    entries
        The files as the manifest lists them, those of the months left out: these are told by `readings`.
    hashes
        sha256 of every file the snapshot was made of.
    """

    readings: list[Reading] = field(default_factory=list)
    printed: pd.DataFrame | None = None
    staff_checks: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(CHECK_COLUMNS)))
    entries: list[dict[str, Any]] = field(default_factory=list)
    hashes: frozenset[str] = frozenset()


def read_held(snapshot: Path) -> Held:
    """Give back the months of a snapshot, each with its release, so that newly come files can be set beside them.

    Parameters
    ----------
    snapshot
        Folder with a manifest and its tables.

    Raises
    ------
    Refused
        If it is none.
    """
    told = manifest.read_manifest(snapshot)
    if not told:
        raise Refused(snapshot, "it is no snapshot", "Name a folder that python -m data build made, after --onto")
    entries = told["inputs"]
    checks = _read(snapshot, "checks")
    releases = _read(snapshot, "releases")
    monthly = set(zip(releases.file, releases.sha256, strict=True))
    others = [one for one in entries if (one["file"], one["sha256"]) not in monthly]
    return Held(
        _readings(snapshot, releases, checks, {(one["file"], one["sha256"]): one for one in entries}),
        held_print(snapshot, checks, others),
        checks[checks.collection == "workforce"],
        others,
        frozenset(one["sha256"] for one in entries),
    )


def _read(snapshot: Path, name: str) -> pd.DataFrame:
    """Read a table with its words as texts; missing words are None."""
    table = pq.read_table(snapshot / f"{name}.parquet").to_pandas()
    words = [column for column in table if isinstance(table[column].dtype, pd.CategoricalDtype)]
    return table.astype(dict.fromkeys(words, object))


def _readings(
    snapshot: Path, releases: pd.DataFrame, checks: pd.DataFrame, entries: dict[tuple[str, str], dict[str, Any]]
) -> list[Reading]:
    paths = {name: snapshot / f"{name}.parquet" for name in _MONTHLY}
    tables = {
        (name.split("-")[0], str(period), name): rows
        for name, path in paths.items()
        if path.exists()
        for period, rows in _read(snapshot, name).groupby("period", sort=False)
    }
    months: dict[tuple[str, str], dict[str, pd.DataFrame]] = {}
    for (collection, period, name), rows in tables.items():
        months.setdefault((collection, period), {})[name] = rows.reset_index(drop=True)
    printed = {(str(source), str(period)): rows for (source, period), rows in checks.groupby(["collection", "period"])}
    revised = {str(period): rows for period, rows in _read(snapshot, "revisions").groupby("period")}
    notes = _foot_notes(snapshot)
    names = _names(snapshot)
    of_file = releases.groupby(["file", "sha256"]).period.transform("nunique")
    readings = []
    for (source, month), group in releases.assign(months=of_file).groupby(["collection", "period"]):
        collection, period = str(source), str(month)
        known = [(_release(one, entries), one) for one in group.to_dict("records")]
        known.sort(key=lambda pair: pair[0].rank)
        now = months.get((collection, period), {})
        used = next((release for release, one in known if one["used"]), None)
        for release, one in known:
            figures: dict[str, pd.DataFrame] = {}
            if release == used:
                figures = now
            elif used and release == known[0][0] and release.rank < used.rank:
                before = revised.get(period)
                figures = {name: _as_first_published(name, table, before) for name, table in now.items()}
            readings.append(
                Reading(
                    release,
                    figures,
                    _providers(figures, names),
                    _rows(one, figures, entries),
                    _totals(printed.get((collection, period))) if release == used else (),
                    notes.get((collection, period), {}) if release == used else {},
                    held=True,
                )
            )
    return readings


def _release(one: dict[Any, Any], entries: dict[tuple[str, str], dict[str, Any]]) -> Release:
    entry = entries.get((one["file"], one["sha256"]), {})
    revised = one["release"] != _FIRST_RELEASE
    dated = one["release"].removeprefix("revised").strip() if revised else entry.get("dated", "")
    suffix = Path(one["file"]).suffix.lower()
    form = "workbook" if suffix.startswith(".xls") else "table" if one["months"] > 1 else "csv"
    form = "extract" if one["collection"] == "rtt" else form
    return Release(one["collection"], one["period"], one["file"], one["sha256"], form, revised, dated)


def _rows(one: dict[Any, Any], figures: dict[str, pd.DataFrame], entries: dict[tuple[str, str], dict[str, Any]]) -> int:
    """Tell how many rows the file had of the month; a table of many months has one a provider."""
    if one["months"] > 1:
        return sum(table.place_code.nunique() - 1 for table in figures.values())
    return int(entries.get((one["file"], one["sha256"]), {}).get("rows", 0))


def _totals(checks: pd.DataFrame | None) -> tuple[Printed, ...]:
    if checks is None:
        return ()
    return tuple(
        Printed(row["what"].removeprefix("ae "), row["printed"], row["built"], row["file"])
        for row in checks.to_dict("records")
    )


def _as_first_published(name: str, table: pd.DataFrame, revisions: pd.DataFrame | None) -> pd.DataFrame:
    """Put back the values that were revised."""
    if revisions is None or not len(mine := revisions[revisions.dataset == name]):
        return table
    measures = [column for column in table if column not in _KEYS]
    changed = mine.pivot(index=_KEYS, columns="measure", values="first_published")
    touched = mine.assign(was=True).pivot(index=_KEYS, columns="measure", values="was")
    whole = table.set_index(_KEYS)
    index = whole.index.union(changed.index)
    whole, changed, touched = (one.reindex(index=index, columns=measures) for one in (whole, changed, touched))
    first = whole.where(touched.isna(), changed).astype(float).dropna(how="all")
    return first.reset_index()


def _foot_notes(snapshot: Path) -> dict[tuple[str, str], dict[str, str]]:
    """Gather what publishers' own files said of organisations that did not submit."""
    statuses = _read(snapshot, "statuses")
    notes: dict[tuple[str, str], dict[str, str]] = {}
    for row in statuses[statuses.why == FOOT_NOTE].to_dict("records"):
        notes.setdefault((row["collection"], row["period"]), {})[row["place_code"]] = row["why"]
    return notes


def _names(snapshot: Path) -> dict[str, str]:
    """Name every place; '' where nothing but its code is known."""
    places = _read(snapshot, "places")
    return {code: "" if name == code else name for code, name in zip(places.code, places.name, strict=True)}


def _providers(figures: dict[str, pd.DataFrame], names: dict[str, str]) -> pd.DataFrame:
    codes = sorted({str(code) for table in figures.values() for code in table.place_code.unique()})
    known = [code for code in codes if code in names]
    return pd.DataFrame({"code": known, "name": [names[code] for code in known]}, dtype=object)


def registered(places: pd.DataFrame, readings: list[Reading]) -> pd.DataFrame:
    """Leave out of a snapshot's places those that stand there only because they reported: readings name them anew."""
    told = {code for one in readings for code in one.providers.code}
    unregistered = places.type.isin(["trust", "provider"]) & (places.opened.fillna("") == "")
    return places[~(unregistered & places.code.isin(told))]
