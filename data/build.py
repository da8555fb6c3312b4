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

from data import health, ledgers, manifest, monthly, providers, quality, services, shelf, staff
from data.catalogue import catalogue
from data.errors import Refused
from data.inputs import Found, Inputs, Progress, file_entry, find_inputs, list_inputs, read_inputs
from data.newest import Newest, choose
from data.parquet import FIGURES, RECORDS, write_table
from data.sources.organisations import parse as organisations
from data.store import PUBLISHED

COMMITTED = Path(__file__).parent / "snapshot"
"""The snapshot that comes with the project."""
REGISTERS = ("places", "successions", "events", "sites", "outcodes", "settlements")
"""Tables the organisations source makes; what is neither these nor figures nor records is ground."""
_REGISTER_FILE = "etr_*.csv"
_GROUND_FILE = "trust_msoa_*.csv"
_EVENTS = ("code", "collection", "from", "to", "status", "why")
_SUCCESSIONS = ("old_code", "new_code", "date", "kind", "note")

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


def build(
    folders: list[Path],
    out: Path,
    *,
    keep_going: bool = False,
    ground: Ground | None = None,
    progress: Progress = iter,
) -> Outcome:
    """Make a snapshot of everything the official files under some folders tell.

    Nothing is written to `out` before all of it is made; a refused file leaves `out` as it was, unless
    `keep_going`.

    Parameters
    ----------
    folders
        Where the raw files lie, at any depth.
    out
        Folder of the snapshot, replaced as a whole and served from then on; those kept beside it stay.
    keep_going
        Build what is sound although files were refused.
    ground
        Writes the tables of places on the ground into a folder and names the files it used.
    progress
        Wraps the list of files while they are read.

    Raises
    ------
    Refused
        If a folder does not exist, or nothing under the folders is an official file of A&E or RTT or a ledger of cuts.
    """
    found = find_inputs(folders)
    read = read_inputs(found, progress, manifest.rows_by_month(manifest.read_manifest(out)))
    newest = choose(read.readings, read.printed)
    newest.checks, unlike = staff.reconcile(read.indicators, newest.checks)
    read.indicators = [one for one in read.indicators if one.file not in {refused.file for refused in unlike}]
    outcome = Outcome(refused=[*read.refused, *newest.refused, *unlike], read=len(found) - len(read.not_read))
    outcome.reconciled = read.printed is not None or all(one.release.collection != "rtt" for one in newest.used)
    alone = not newest.used and bool(read.ledgers) and (_base(out) / manifest.NAME).exists()
    if not outcome.refused and not newest.used and not alone:
        raise Refused(
            ", ".join(map(str, folders)),
            "no A&E or RTT file was found there",
            "Name the folder that holds the official files after --from",
        )
    registers = _registers(folders, found, outcome)
    _read_cuts(read, registers, _base(out), outcome)
    if (newest.used or alone) and (keep_going or not outcome.refused):
        making = out.resolve().parent / f".{out.name}-{os.getpid()}"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        try:
            if alone:
                _add_cuts(making, _base(out), read, outcome)
                shelf.exchange(out, making)
                return outcome
            used_on_ground = _ground(folders, found, ground, making, outcome)
            if keep_going or not outcome.refused:
                _note_ground(read, used_on_ground, outcome)
                _write(making, out, read, newest, registers, outcome)
                shelf.exchange(out, making)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    return outcome


def _base(out: Path) -> Path:
    """The snapshot that tables are carried over from: the one served from `out`, else the committed one."""
    served = shelf.current(out)
    return served if (served / manifest.NAME).exists() or (served / "places.parquet").exists() else COMMITTED


def _registers(folders: list[Path], found: list[Found], outcome: Outcome) -> dict[str, pd.DataFrame]:
    if not _any_named(found, _REGISTER_FILE):
        return {}
    try:
        return organisations.tables(folders)
    except Refused as refused:
        outcome.refused.append(refused)
        return {}


def _read_cuts(read: Inputs, registers: dict[str, pd.DataFrame], last: Path, outcome: Outcome) -> None:
    """Read the ledgers of cuts, if any are given, against the register of this build or of the last snapshot."""
    if not read.ledgers:
        return
    places = registers["places"] if registers else pq.read_table(last / "places.parquet").to_pandas()
    read.cuts, refused = ledgers.gather(read.ledgers, places, last)
    outcome.refused += refused
    read.inputs += ledgers.entries(read.ledgers, read.cuts)


def _add_cuts(making: Path, last: Path, read: Inputs, outcome: Outcome) -> None:
    """Write the last snapshot with these records of cuts: a local group needs none of the official files."""
    shutil.copytree(last, making, dirs_exist_ok=True)
    write_table(read.cuts, making / "cuts.parquet", RECORDS["cuts"])
    told = manifest.read_manifest(last)
    held = set(read.cuts.source_file) - {one.file for one in read.ledgers}
    inputs = [one for one in told["inputs"] if one["source"] != "job_cuts" or one["file"] in held]
    checks = pq.read_table(making / "checks.parquet").to_pandas()
    outcome.carried_over = sorted(path.stem for path in making.glob("*.parquet") if path.stem != "cuts")
    outcome.manifest = manifest.write_manifest(
        making, inputs + read.inputs, checks, told["missing_months"], outcome.refused, outcome.carried_over
    )


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
    out: Path,
    read: Inputs,
    newest: Newest,
    registers: dict[str, pd.DataFrame],
    outcome: Outcome,
) -> None:
    """Write every table and the manifest into the folder that is being made."""
    told = {table: [one for one in read.indicators if one.table == table] for table in PUBLISHED}
    made = set(registers) | {table for table, files in told.items() if files} | ({"cuts"} if read.ledgers else set())
    _carry_over(making, out, made, outcome)
    registers = {name: _register(making, name, registers) for name in REGISTERS}
    tables = monthly.figures_of(newest)
    places = providers.with_providers(registers["places"], newest.used)
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
    tables |= {"revisions": newest.revisions, "releases": newest.releases, "checks": newest.checks}
    tables["estimates"] = monthly.estimates_of(read.printed, tables)
    if read.ledgers:
        tables["cuts"] = read.cuts
    for name, table in tables.items():
        write_table(table, making / f"{name}.parquet", (FIGURES | RECORDS)[name])
    for name, table in (registers | {"places": places}).items():
        if len(table.columns):
            write_table(table, making / f"{name}.parquet")
    held = {
        collection: sorted({one.release.period for one in newest.used if one.release.collection == collection})
        for collection in ("ae", "rtt")
    }
    outcome.missing_months = {collection: manifest.months_missing(months) for collection, months in held.items()}
    used = {(one.release.file, one.release.period) for one in newest.used}
    outcome.manifest = manifest.write_manifest(
        making,
        list_inputs(read, used),
        newest.checks,
        outcome.missing_months,
        outcome.refused,
        outcome.carried_over,
    )


def _carry_over(making: Path, out: Path, made: set[str], outcome: Outcome) -> None:
    """Take from the last snapshot the tables whose raw files were not given."""
    kept_ground = bool(list(making.glob("*.parquet")))
    for path in sorted(_base(out).glob("*.parquet")):
        name = path.stem
        is_ground = name not in FIGURES and name not in RECORDS and name not in REGISTERS
        is_register = name in REGISTERS and not made & set(REGISTERS)
        is_kept = name in (*PUBLISHED, "cuts") and name not in made
        if (is_ground and not kept_ground) or is_register or is_kept:
            shutil.copyfile(path, making / path.name)
            outcome.carried_over.append(name)


def _register(making: Path, name: str, made: dict[str, pd.DataFrame]) -> pd.DataFrame:
    columns = {"places": providers.COLUMNS, "successions": _SUCCESSIONS, "events": _EVENTS}.get(name, ())
    if name in made:
        return made[name]
    path = making / f"{name}.parquet"
    return pq.read_table(path).to_pandas() if path.exists() else pd.DataFrame(columns=list(columns))


def _note_ground(read: Inputs, used_on_ground: list[Path], outcome: Outcome) -> None:
    """List the files of registers and ground among the inputs, and what is left as not read."""
    used = {path.resolve() for path in used_on_ground}
    read.inputs += [file_entry(one, "organisations") for one in read.not_read if one.path.resolve() in used]
    outcome.not_read = [one.file for one in read.not_read if one.path.resolve() not in used]
