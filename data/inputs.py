"""The raw files of a build: found under its folders, recognised, read, and refused one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import pandas as pd

from data.errors import Refused
from data.indicator_files import IndicatorFile
from data.periods import first_and_last, month_number
from data.reading import Reading
from data.sources import recognise
from data.sources.ae.parse import read_attendances
from data.sources.cqc.parse import read_cqc
from data.sources.deprivation.parse import read_deprivation
from data.sources.eric.parse import read_eric
from data.sources.fingertips.parse import read_fingertips
from data.sources.ons.parse import read_ons
from data.sources.peat.parse import read_peat
from data.sources.place.parse import read_place
from data.sources.rtt.overview import read_overview
from data.sources.rtt.parse import read_extract
from data.sources.shmi.parse import read_shmi
from data.sources.wales.parse import read_wales
from data.sources.workforce.parse import read_workforce

FEWEST = 0.8
"""A file with less than this share of its neighbours' rows is refused."""
_NEAR = 6
"""Months a file is compared with to either side."""

_AT_ONCE = 2
"""Files read at the same time: each takes up to half a gigabyte."""

_INDICATORS = {
    "fingertips": read_fingertips,
    "ons": read_ons,
    "deprivation": read_deprivation,
    "wales": read_wales,
    "workforce": read_workforce,
    "cqc": read_cqc,
    "eric": read_eric,
    "peat": read_peat,
    "place": read_place,
    "shmi": read_shmi,
}

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
        England as the RTT overview prints it: period, dataset, measure, printed, file; None if none was
        given.
    refused
        Files not taken.
    inputs
        One mapping a file read, as the manifest lists it.
    not_read
        Files of other sources.
    ledgers
        Files of announced cuts, read once the register of trusts is known; `cuts` holds their records then.
    """

    readings: list[Reading] = field(default_factory=list)
    indicators: list[IndicatorFile] = field(default_factory=list)
    printed: pd.DataFrame | None = None
    refused: list[Refused] = field(default_factory=list)
    inputs: list[dict[str, object]] = field(default_factory=list)
    not_read: list[Found] = field(default_factory=list)
    ledgers: list[Found] = field(default_factory=list)
    cuts: pd.DataFrame = field(default_factory=pd.DataFrame)


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
    ledgers = [file for file in found if file.source == "job_cuts"]
    read = Inputs(not_read=[file for file in found if not file.source], ledgers=ledgers)
    official = [file for file in found if file.source and file not in ledgers]
    hashes = {one: hashlib.sha256(one.path.read_bytes()).hexdigest() for one in official}
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
        if one.form == "unknown":
            raise Refused(
                one.file,
                f"its first line is not that of any {one.source} file",
                "Download it again; if the publisher changed the header, add an era to source.yaml",
            )
        if one.source in _INDICATORS:
            return _INDICATORS[one.source](one.path, one.form, one.file, sha256)
        if one.form == "overview":
            return read_overview(one.path, one.file).assign(file=one.file)
        if one.source == "rtt":
            return [read_extract(one.path, one.file, sha256)]
        return read_attendances(one.path, one.form, one.file, sha256)
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
    sha256 = hashlib.sha256(one.path.read_bytes()).hexdigest()
    return _entry(one, sha256, used=True) | {"source": source}


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
        if one.rows < FEWEST * usual:
            yield Refused(
                one.release.file,
                f"it has {one.rows:,} rows where its neighbours have {usual:,.0f}",
                "It may have been cut short: download it again",
            )


def _is_near(month: str, one: Reading) -> bool:
    return abs(month_number(month) - month_number(one.release.period)) <= _NEAR
