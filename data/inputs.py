"""The raw files of a build: found under its folders, recognised, read, and refused one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import pandas as pd

from data.errors import Refused
from data.periods import month_number
from data.reading import Reading
from data.sources import recognise
from data.sources.ae.parse import read_attendances
from data.sources.rtt.overview import read_overview
from data.sources.rtt.parse import read_extract

FEWEST = 0.8
"""A file with less than this share of its neighbours' rows is refused."""
_NEIGHBOURS = 4

Progress = Callable[[list["Found"]], Iterable["Found"]]


@dataclass(frozen=True, order=True)
class Found:
    """A file under a `--from` folder: `file` is its path from there, `source` is '' if it is of no source."""

    file: str
    path: Path
    source: str
    form: str


@dataclass
class Inputs:
    """All that was read.

    Parameters
    ----------
    readings
        Months, in order of collection, period and release.
    printed
        England as the RTT overview prints it: period, dataset, measure, printed, file; None if none was
        given.
    refused
        Files not taken.
    inputs
        One mapping a file read, as the manifest lists it.
    not_read
        Files of other sources.
    """

    readings: list[Reading] = field(default_factory=list)
    printed: pd.DataFrame | None = None
    refused: list[Refused] = field(default_factory=list)
    inputs: list[dict[str, object]] = field(default_factory=list)
    not_read: list[Found] = field(default_factory=list)


def find_inputs(folders: list[Path]) -> list[Found]:
    """List every file under the folders, in an order that does not depend on where the folders lie.

    Raises
    ------
    Refused
        If a folder does not exist.
    """
    found = []
    for folder in folders:
        if not folder.is_dir():
            raise Refused(
                folder,
                "there is no such folder",
                "Name the folder that holds the official files after --from",
            )
        for path in folder.rglob("*"):
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
                source, form = recognise(path, folder) or ("", "")
                found.append(Found(path.relative_to(folder).as_posix(), path, source, form))
    return sorted(found)


def read_inputs(found: list[Found], progress: Progress, known_rows: dict[tuple[str, str], int]) -> Inputs:
    """Read every recognised file; what is damaged is refused by name and the rest read on.

    Parameters
    ----------
    found
        As `find_inputs` lists them.
    progress
        Wraps the list of files to read, to show how far it has come.
    known_rows
        (collection, period) to the rows the last snapshot's file had, to compare with.
    """
    read = Inputs(not_read=[file for file in found if not file.source])
    seen: dict[str, str] = {}
    overviews: list[pd.DataFrame] = []
    for one in progress([file for file in found if file.source]):
        sha256 = hashlib.sha256(one.path.read_bytes()).hexdigest()
        if sha256 in seen:
            read.inputs.append(_entry(one, sha256, "", f"same as {seen[sha256]}", 0))
            continue
        seen[sha256] = one.file
        try:
            if one.form == "overview":
                overview = read_overview(one.path, one.file).assign(file=one.file)
                overviews.append(overview)
                read.inputs.append(
                    _entry(one, sha256, overview.period.max(), "", len(overview)) | {"used": True}
                )
            elif one.source == "rtt":
                read.readings.append(read_extract(one.path, one.file, sha256))
            else:
                read.readings += read_attendances(one.path, one.form, one.file, sha256)
        except Refused as refused:
            read.refused.append(refused)
    if overviews:
        # the overview that reaches furthest is the newest print
        read.printed = max(overviews, key=lambda series: (series.period.max(), series.file.iloc[0]))
    few = list(_cut_short(read.readings, known_rows))
    read.refused += few
    read.readings = sorted(
        (one for one in read.readings if one.release.file not in {refused.file for refused in few}),
        key=lambda one: (one.release.collection, one.release.period, one.release.rank),
    )
    return read


def _entry(one: Found, sha256: str, period: str, release: str, rows: int) -> dict[str, object]:
    return {
        "source": one.source,
        "file": one.file,
        "sha256": sha256,
        "period": period,
        "release": release,
        "rows": rows,
        "used": False,
    }


def list_inputs(read: Inputs, used: set[tuple[str, str]]) -> list[dict[str, object]]:
    """Name every file read and what became of it, for the manifest.

    Parameters
    ----------
    read
        All that was read.
    used
        (file, period) of the releases whose figures stand in the snapshot.
    """
    months: dict[str, list[Reading]] = {}
    for reading in read.readings:
        months.setdefault(reading.release.file, []).append(reading)
    entries = list(read.inputs)
    for file, readings in months.items():
        release = readings[0].release
        periods = sorted({reading.release.period for reading in readings})
        period = periods[0] if len(periods) == 1 else f"{periods[0]}/{periods[-1]}"
        entries.append(
            {
                "source": release.collection,
                "file": file,
                "sha256": release.sha256,
                "period": period,
                "release": release.words,
                "rows": sum(reading.rows for reading in readings),
                "used": any((file, month) in used for month in periods),
            }
        )
    return sorted(entries, key=lambda entry: (str(entry["source"]), str(entry["period"]), str(entry["file"])))


def _cut_short(readings: list[Reading], known_rows: dict[tuple[str, str], int]) -> Iterator[Refused]:
    """Refuse files with far fewer rows than the months beside them."""
    for one in readings:
        collection, period = one.release.collection, one.release.period
        others = {
            ("last build", place[1]): rows for place, rows in known_rows.items() if place[0] == collection
        }
        others |= {
            (other.release.file, other.release.period): other.rows
            for other in readings
            if other is not one and other.release.collection == collection
        }
        if one.release.form == "table":
            continue
        nearest = sorted(
            others, key=lambda place: (abs(month_number(place[1]) - month_number(period)), place)
        )
        rows = [others[place] for place in nearest[:_NEIGHBOURS]]
        if len(rows) > 2 and one.rows < FEWEST * median(rows):
            yield Refused(
                one.release.file,
                f"it has {one.rows:,} rows where its neighbours have {median(rows):,.0f}",
                "It may have been cut short: download it again",
            )
