"""The raw files of a build: found under its folders, recognised, read, and refused one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from data.bounds import cut_short
from data.errors import Refused
from data.indicator_files import IndicatorFile
from data.opening import require_sound
from data.own import NAME as OWN
from data.periods import first_and_last
from data.prints import newest_print
from data.reading import Reading
from data.sources import nearest_header, reader, recognise
from data.sources.ae.parse import read_attendances
from data.sources.rtt.overview import read_overview
from data.sources.rtt.parse import read_extract

_AT_ONCE = 2
"""Files read at the same time: each takes up to half a gigabyte."""

Read = list[Reading] | pd.DataFrame | IndicatorFile | Refused
Work = tuple["Found", "Future[Read]"]
Progress = Callable[[list[Work]], Iterable[Work]]


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
    indicators
        Files of public-health indicators that hold one shown here, in order of name.
    printed
        England as the RTT overviews print it, as of `data.prints`; None if none was given.
    refused
        Files not taken.
    inputs
        One mapping a file read, as the manifest lists it.
    not_read
        Files of other sources.
    ledgers
        Files of announced cuts, read once the register of trusts is known; `cuts` holds their records then.
    own
        Files of indicators of one's own, read then too; `own_tables` holds what they tell.
    """

    readings: list[Reading] = field(default_factory=list)
    indicators: list[IndicatorFile] = field(default_factory=list)
    printed: pd.DataFrame | None = None
    refused: list[Refused] = field(default_factory=list)
    inputs: list[dict[str, object]] = field(default_factory=list)
    not_read: list[Found] = field(default_factory=list)
    ledgers: list[Found] = field(default_factory=list)
    cuts: pd.DataFrame = field(default_factory=pd.DataFrame)
    own: list[Found] = field(default_factory=list)
    own_tables: dict[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def tells_no_month(self) -> bool:
        """Tell whether there are figures, but none of them is a month of waits or visits."""
        return not self.readings and bool(self.indicators or self.ledgers or self.own)


def sha256_of(path: Path) -> str:
    """Give the hash of a file's bytes."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def find_inputs(sources: list[Path]) -> list[Found]:
    """List every file under the folders, in an order that does not depend on where the folders lie.

    Parameters
    ----------
    sources
        Folders, or files: these are known by their names alone.

    Raises
    ------
    Refused
        If a folder does not exist.
    """
    found = []
    for folder in sources:
        if folder.is_file():
            source, form = recognise(folder, folder.parent) or ("", "")
            found.append(Found(folder.name, folder, source, form))
            continue
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
    by_hand = {kind: [file for file in found if file.source == kind] for kind in ("job_cuts", OWN)}
    read = Inputs(not_read=[file for file in found if not file.source], ledgers=by_hand["job_cuts"], own=by_hand[OWN])
    official = [file for file in found if file.source and file.source not in by_hand]
    hashes = {one: sha256_of(one.path) for one in official}
    first = {sha256: one for one, sha256 in reversed(hashes.items())}
    again = [one for one in official if first[hashes[one]] is not one]
    read.inputs = [_entry(one, hashes[one], release=f"same as {first[hashes[one]].file}") for one in again]
    overviews: list[pd.DataFrame] = []
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as threads:
        reading = [threads.submit(_read_file, one, sha256) for sha256, one in sorted(first.items(), key=_by_file)]
        for one, told in progress(list(zip(sorted(first.values()), reading, strict=True))):
            result = told.result()
            if isinstance(result, Refused):
                read.refused.append(result)
            elif isinstance(result, IndicatorFile):
                _take_indicators(read, one, result)
            elif isinstance(result, pd.DataFrame):
                overviews.append(result)
                entry = _entry(one, hashes[one], period=result.period.max(), rows=len(result), used=True)
                read.inputs.append(entry)
            else:
                read.readings += result
    read.printed = newest_print(overviews)
    few = list(cut_short(read.readings, known_rows))
    read.refused += few
    read.readings = sorted(
        (one for one in read.readings if one.release.file not in {refused.file for refused in few}),
        key=lambda one: (one.release.collection, one.release.period, one.release.rank),
    )
    return read


def _take_indicators(read: Inputs, one: Found, told: IndicatorFile) -> None:
    """Keep a file of indicators; one that holds none shown here is not read."""
    if not len(told.figures):
        read.not_read.append(one)
        return
    read.indicators.append(told)
    by_time = (lambda period: first_and_last(period)[1]) if told.table == "health" else str
    held = sorted(told.figures.period, key=by_time)
    period = held[0] if held[0] == held[-1] else f"{held[0]}/{held[-1]}"
    read.inputs.append(_entry(one, told.sha256, period=period, release=told.released, rows=told.rows, used=True))


def _by_file(item: tuple[str, Found]) -> Found:
    return item[1]


def _read_file(one: Found, sha256: str) -> Read:
    try:
        require_sound(one.path, one.file)
        if one.form == "unknown":
            raise Refused(
                one.file,
                f"its first line is not that of any {one.source} file; {nearest_header(one.source, one.path)}",
                "Download it again; if the publisher changed the header, add an era to source.yaml",
            )
        if one.source == "ae":
            return read_attendances(one.path, one.form, one.file, sha256)
        if one.source != "rtt":
            return reader(one.source)(one.path, one.form, one.file, sha256)
        if one.form == "overview":
            series = read_overview(one.path, one.file)
            return series.assign(file=one.file, reach=series.period.max())
        return [read_extract(one.path, one.file, sha256)]
    except Refused as refused:
        return refused


def _entry(
    one: Found, sha256: str, period: str = "", release: str = "", rows: int = 0, used: bool = False
) -> dict[str, object]:
    return {
        "source": one.source,
        "file": one.file,
        "sha256": sha256,
        "period": period,
        "release": release,
        "rows": rows,
        "used": used,
    }


def file_entry(one: Found, source: str) -> dict[str, object]:
    """Name a file that another source has read, for the manifest."""
    return _entry(one, sha256_of(one.path), used=True) | {"source": source}


def list_anew(read: Inputs, source: str, stands: set[str], come: list[dict[str, object]]) -> None:
    """List among the inputs of a source those that came, and of those held before the ones whose figures stand."""
    kept = stands - {str(one["file"]) for one in come}
    read.inputs = [one for one in read.inputs if one["source"] != source or one["file"] in kept]
    read.inputs += come


def list_inputs(read: Inputs, used: set[tuple[str, str, str]]) -> list[dict[str, object]]:
    """Name every file read and what became of it, for the manifest.

    Parameters
    ----------
    read
        All that was read.
    used
        (file, sha256, period) of the releases whose figures stand in the snapshot.
    """
    months: dict[tuple[str, str], list[Reading]] = {}
    for reading in read.readings:
        months.setdefault((reading.release.file, reading.release.sha256), []).append(reading)
    entries = list(read.inputs)
    for (file, sha256), readings in months.items():
        release = readings[0].release
        periods = sorted({reading.release.period for reading in readings})
        period = periods[0] if len(periods) == 1 else f"{periods[0]}/{periods[-1]}"
        entries.append(
            {
                "source": release.collection,
                "file": file,
                "sha256": sha256,
                "period": period,
                "release": release.words,
                "dated": release.dated,
                "rows": sum(reading.rows for reading in readings),
                "used": any((file, sha256, month) in used for month in periods),
            }
        )
    return sorted(entries, key=lambda entry: (str(entry["source"]), str(entry["period"]), str(entry["file"])))
