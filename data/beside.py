"""Newly come files beside what a snapshot holds."""

from __future__ import annotations

from pathlib import Path

from data.bounds import shrunk
from data.held_files import held_files
from data.held_readings import Held
from data.inputs import Inputs
from data.prints import newest_print
from data.reading import Reading
from data.store import PUBLISHED


def set_beside(held: Held, snapshot: Path | None, read: Inputs) -> None:
    """Add what a snapshot holds to what was read: months, prints, files of the same tables, and how they are listed.

    A month read again from the same bytes, and a file of indicators or a listing under the same name, take the place
    of the held one. A month that lacks too many providers of the month before is refused.

    Parameters
    ----------
    held
        What the snapshot holds.
    snapshot
        Its folder; None where a build begins anew and nothing is held.
    read
        What was read; added to.
    """
    read.readings = _months(held.readings, read.readings)
    few = list(shrunk(read.readings))
    read.refused += few
    small = {refused.file for refused in few}
    read.readings = [one for one in read.readings if one.held or one.release.file not in small]
    read.printed = newest_print([one for one in (held.printed, read.printed) if one is not None])
    touched = {"services" if one.table == "print" else one.table for one in read.indicators}
    again = {one.file for one in read.indicators}
    for table in PUBLISHED:
        if snapshot and table in touched:
            read.indicators += [one for one in held_files(snapshot, table, held.entries) if one.file not in again]
    listed = {str(entry["file"]) for entry in read.inputs}
    read.inputs += [entry for entry in held.entries if entry["file"] not in listed]


def _months(held: list[Reading], come: list[Reading]) -> list[Reading]:
    again = {(one.release.collection, one.release.period, one.release.sha256) for one in come}
    kept = [one for one in held if (one.release.collection, one.release.period, one.release.sha256) not in again]
    return [*kept, *come]
