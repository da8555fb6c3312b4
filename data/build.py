"""Official files to a snapshot."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from data import health, ledgers, manifest, monthly, prints, providers, quality, services, shelf, staff
from data.beside import set_beside
from data.bounds import Vanished, vanished
from data.carried import REGISTERS, carried_files, carry_over, held_register
from data.catalogue import catalogue
from data.contract import require_contract
from data.errors import Refused
from data.held_readings import Held, read_held, registered
from data.inputs import Found, Inputs, Progress, file_entry, find_inputs, list_anew, list_inputs, read_inputs, sha256_of
from data.newest import Newest, choose
from data.own import NAME as OWN
from data.own import gather
from data.parquet import FIGURES, KEPT, RECORDS, write_table
from data.sources.organisations import parse as organisations
from data.store import PUBLISHED

COMMITTED = Path(__file__).parent / "snapshot"
"""The snapshot that comes with the project."""
_REGISTER_FILE = "etr_*.csv"
_GROUND_FILE = "trust_msoa_*.csv"
_ON_GROUND = (_REGISTER_FILE, _GROUND_FILE)

Ground = Callable[[list[Path], Path], Iterable[Path]]


@dataclass
class Outcome:
    """What a build did: the manifest it wrote (None if it wrote nothing), what was refused, read and left."""

    manifest: dict[str, Any] | None = None
    refused: list[Refused] = field(default_factory=list)
    read: int = 0
    not_read: list[str] = field(default_factory=list)
    missing_months: dict[str, list[str]] = field(default_factory=dict)
    carried_over: list[str] = field(default_factory=list)
    reconciled: bool = True
    vanished: list[Vanished] = field(default_factory=list)


def build(
    sources: list[Path],
    out: Path,
    *,
    base: Path | None = None,
    keep_going: bool = False,
    ground: Ground | None = None,
    progress: Progress = iter,
) -> Outcome:
    """Make a snapshot of everything official files tell, and of all that another snapshot holds, if one is named.

    Files that tell of no month (announced cuts, public health) stand beside the months of the last snapshot.

    Nothing is written to `out` before all of it is made; a refused file leaves `out` as it was, unless
    `keep_going`.

    Parameters
    ----------
    sources
        Folders where the raw files lie, at any depth; or files.
    out
        Folder of the snapshot, replaced as a whole and served from then on; those kept beside it stay.
    base
        A snapshot whose months, prints and files stand beside the newly come ones as if they were read again.
    keep_going
        Build what is sound although files were refused.
    ground
        Writes the tables of places on the ground into a folder and names the files it used.
    progress
        Wraps the list of files while they are read.

    Raises
    ------
    Refused
        If a folder does not exist, nothing under the folders is an official file, `base` is no snapshot, or what was
        made cannot be true (`data.contract`).
    """
    last = base or _last(out)
    told = manifest.read_manifest(base or shelf.current(out))
    found = find_inputs(sources)
    held = Held()
    if base:
        held = read_held(base)
        found = gather.newly_come(found, {one for one in found if sha256_of(one.path) in held.hashes})
    read = read_inputs(found, progress, manifest.rows_by_month(told))
    if base and len(read.not_read) == len(found) and not any(_any_named(found, name) for name in _ON_GROUND):
        return Outcome(not_read=[one.file for one in read.not_read])
    if not base and read.tells_no_month and (last / manifest.NAME).exists():
        # what tells of no month stands beside the months of the last snapshot
        base, held = last, read_held(last)
    set_beside(held, base, read)
    outcome = Outcome(refused=list(read.refused), read=len(found) - len(read.not_read))
    newest = choose(read.readings, read.printed)
    newest.checks = _reconcile_staff(read, newest.checks, held, outcome)
    outcome.refused += newest.refused
    outcome.reconciled = _is_reconciled(newest)
    if not outcome.refused and not newest.used:
        raise Refused(
            ", ".join(map(str, sources)),
            "no A&E or RTT file was found there",
            "Name the folder that holds the official files after --from",
        )
    folders = [one for one in sources if one.is_dir()]
    registers = _registers(folders, found, outcome)
    _read_by_hand(read, registers, last, outcome)
    if newest.used and (keep_going or not outcome.refused):
        making = out.resolve().parent / f".{out.name}-{os.getpid()}"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        try:
            used_on_ground = _ground(folders, found, ground, making, outcome)
            if keep_going or not outcome.refused:
                _note_ground(read, used_on_ground, outcome)
                _write(making, last, read, newest, registers, held, outcome)
                require_contract(making, outcome.carried_over)
                _put(making, out)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    return outcome


def update(
    sources: list[Path], base: Path, out: Path, *, keep_going: bool = False, progress: Progress = iter
) -> Outcome:
    """Set newly come official files beside what a snapshot holds, without the files it was made from.

    The same as `build` from all of them at once. Files that the snapshot was made from are not read again; where
    every one is such a file nothing is written and the outcome has no manifest.

    Parameters
    ----------
    sources
        Folders with the newly come files, or files.
    base
        The snapshot; it stays as it is unless it is `out`.
    out, keep_going, progress
        As of `build`.

    Raises
    ------
    Refused
        If a folder or file does not exist, or `base` is no snapshot.
    """
    return build(sources, out, base=base, keep_going=keep_going, progress=progress)


def _reconcile_staff(read: Inputs, checks: pd.DataFrame, held: Held, outcome: Outcome) -> pd.DataFrame:
    """Set staff beside their prints; a file unlike them is refused and the rest stands."""
    whole, unlike = staff.reconcile(read.indicators, checks, held.staff_checks)
    if unlike:
        outcome.refused += unlike
        read.indicators = [one for one in read.indicators if one.file not in {refused.file for refused in unlike}]
        whole, _ = staff.reconcile(read.indicators, checks, held.staff_checks)
    return whole


def _is_reconciled(newest: Newest) -> bool:
    """Tell whether every newly come month of RTT was set beside a printed one."""
    checked = set(newest.checks[newest.checks.collection == "rtt"].period)
    months = [one.release for one in newest.used if not one.held]
    return all(one.period in checked for one in months if one.collection == "rtt")


def _last(out: Path) -> Path:
    """The snapshot that tables are carried over from: the one served from `out`, else the committed one."""
    served = shelf.current(out)
    return served if (served / manifest.NAME).exists() or (served / "places.parquet").exists() else COMMITTED


def _put(made: Path, out: Path) -> None:
    """Put the finished snapshot where nothing is yet, else in the place of the one served there."""
    if out.exists():
        shelf.exchange(out, made)
    else:
        made.rename(out)


def _registers(folders: list[Path], found: list[Found], outcome: Outcome) -> dict[str, pd.DataFrame]:
    if not _any_named(found, _REGISTER_FILE):
        return {}
    try:
        return organisations.tables(folders)
    except Refused as refused:
        outcome.refused.append(refused)
        return {}


def _read_by_hand(read: Inputs, registers: dict[str, pd.DataFrame], last: Path, outcome: Outcome) -> None:
    """Read what people wrote, if any is given, against the register of this build or of the last snapshot."""
    if not read.ledgers and not read.own:
        return
    places = registers["places"] if registers else pq.read_table(last / "places.parquet").to_pandas()
    if read.ledgers:
        read.cuts, refused = ledgers.gather(read.ledgers, places, last)
        outcome.refused += refused
        list_anew(read, ledgers.NAME, set(read.cuts.source_file), ledgers.entries(read.ledgers, read.cuts))
    if read.own:
        read.own_tables, refused = gather.gather(read.own, places, last)
        outcome.refused += refused
        stands = {str(file) for table in read.own_tables.values() for file in table.source_file}
        list_anew(read, OWN, stands, gather.entries(read.own, stands))


def _ground(
    folders: list[Path], found: list[Found], ground: Ground | None, making: Path, outcome: Outcome
) -> list[Path]:
    if ground is None or not _any_named(found, _GROUND_FILE):
        return []
    try:
        return [Path(path) for path in ground(folders, making)]
    except Refused as refused:
        outcome.refused.append(refused)
        for path in making.glob("*"):
            path.unlink()
        return []


def _any_named(found: list[Found], pattern: str) -> bool:
    return any(fnmatch(one.path.name, pattern) for one in found)


def _write(
    making: Path,
    last: Path,
    read: Inputs,
    newest: Newest,
    registers: dict[str, pd.DataFrame],
    held: Held,
    outcome: Outcome,
) -> None:
    """Write every table and the manifest into the folder that is being made."""
    told = {table: [one for one in read.indicators if one.table == table] for table in PUBLISHED}
    made = {*registers, *(table for table, files in told.items() if files), *read.own_tables}
    made |= {"cuts"} if read.ledgers else set()
    outcome.carried_over += carry_over(making, last, made)
    listed = {entry["file"] for entry in read.inputs}
    read.inputs += [one for one in carried_files(making, last, outcome.carried_over) if one["file"] not in listed]
    registers = {name: registers.get(name, held_register(making, name)) for name in REGISTERS}
    tables = monthly.figures_of(newest)
    places = providers.with_providers(registered(registers["places"], held.readings), newest.used)
    if told["health"]:
        places = health.with_councils(places, told["health"], registers["successions"])
        tables["health"] = health.assemble(told["health"], places, registers["successions"], catalogue())
    if told["services"]:
        places = staff.with_bodies(places, told["services"])
        tables["services"] = quality.settle(
            staff.with_gaps(services.assemble(told["services"], catalogue()), places),
            places,
            registers["sites"],
            registers["successions"],
            catalogue(),
        )
    tables["statuses"] = monthly.statuses_of(newest, tables, places, registers)
    outcome.vanished = vanished(newest.used, tables["statuses"])
    tables |= {"revisions": newest.revisions, "releases": newest.releases, "checks": newest.checks}
    tables["estimates"] = monthly.estimates_of(read.printed, tables)
    tables["printed"] = prints.beyond_checks(read.printed, newest.checks)
    tables |= read.own_tables | ({"cuts": read.cuts} if read.ledgers else {})
    for name, table in tables.items():
        write_table(table, making / f"{name}.parquet", (FIGURES | RECORDS | KEPT)[name])
    for name, table in (registers | {"places": places}).items():
        if len(table.columns):
            write_table(table, making / f"{name}.parquet")
    months = {
        collection: sorted({one.release.period for one in newest.used if one.release.collection == collection})
        for collection in ("ae", "rtt")
    }
    outcome.missing_months = {name: manifest.months_missing(held_months) for name, held_months in months.items()}
    used = {(one.release.file, one.release.sha256, one.release.period) for one in newest.used}
    outcome.manifest = manifest.write_manifest(
        making,
        list_inputs(read, used),
        newest.checks,
        outcome.missing_months,
        outcome.refused,
        outcome.carried_over,
    )


def _note_ground(read: Inputs, used_on_ground: list[Path], outcome: Outcome) -> None:
    """List the files of registers and ground among the inputs, and what is left as not read."""
    used = {path.resolve() for path in used_on_ground}
    read.inputs += [file_entry(one, "organisations") for one in read.not_read if one.path.resolve() in used]
    outcome.not_read = [one.file for one in read.not_read if one.path.resolve() not in used]
