"""Taking up: new files are built onto the snapshot that is served, and what comes of it is put on the shelf."""

from __future__ import annotations

import logging
import shutil
from datetime import date
from email.utils import parsedate_to_datetime
from itertools import groupby
from pathlib import Path

from data import manifest, shelf
from data.build import update
from data.disk import ShelfError, told
from data.errors import Refused
from data.inputs import Progress
from data.refresh.journal import Taken
from data.refresh.report import Plan, Report

_ORIGIN = ("origin", "taken", "published")

log = logging.getLogger("care_atlas.refresh")


def take_up(
    plan: Plan,
    base: Path,
    files: list[Path],
    journal: dict[str, tuple[Path, Taken]],
    today: date,
    report: Report,
    progress: Progress,
) -> None:
    """Build new files onto a snapshot, source by source, and publish what comes of it.

    What is refused is noted in the report; where nothing else is left, nothing is published.

    Parameters
    ----------
    base
        The snapshot that is served.
    files
        Below the plan's folder; the first part of their path there is their source.
    journal
        Where they are from.

    Raises
    ------
    ShelfError
        If the disk is full or closed. What was served is served still.
    """
    bench = shelf.workbench(plan.shelf)
    made = base
    try:
        for source, offered in groupby(sorted(files), key=lambda path: path.relative_to(plan.folder).parts[0]):
            with told(plan.shelf):
                for path in offered:
                    place = bench / source / path.relative_to(plan.folder)
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.symlink_to(path.resolve())
                try:
                    outcome = update(
                        [bench / source], made, bench / f"with-{source}", keep_going=True, progress=progress
                    )
                except ShelfError:
                    raise
                except Refused as refused:
                    report.refuse(source, refused)
                    continue
            for one in outcome.refused:
                report.refuse(source, one)
            report.vanished += outcome.vanished
            if hashes(bench / f"with-{source}", read=True) - hashes(made):
                made = bench / f"with-{source}"
        if made != base:
            manifest.add_to_inputs(made, _origins(base, journal, today))
            report.published = shelf.publish(plan.shelf, made, plan.keep)
            log.info("published", extra={"told": {"snapshot": report.published, "before": report.before}})
    finally:
        shutil.rmtree(bench, ignore_errors=True)


def hashes(snapshot: Path, read: bool = False) -> set[str]:
    """Give the sha256 of the files that a snapshot was made of; none where there is no snapshot.

    Parameters
    ----------
    read
        Leave out files that were put aside unread, as second copies are.
    """
    inputs = manifest.read_manifest(snapshot).get("inputs", ())
    return {one["sha256"] for one in inputs if one["rows"] or not read}


def _origins(base: Path, journal: dict[str, tuple[Path, Taken]], today: date) -> dict[str, dict[str, str]]:
    """What is known of fetched files, by their sha256: as the last snapshot tells, and of those now here."""
    inputs = manifest.read_manifest(base)["inputs"]
    before = {one["sha256"]: {key: one[key] for key in _ORIGIN if key in one} for one in inputs}
    return before | {one.sha256: _origin(one, today) for _, one in journal.values()}


def _origin(one: Taken, today: date) -> dict[str, str]:
    """What the manifest tells of a fetched file. A date of publication after today is a clock that is wrong."""
    try:
        published = parsedate_to_datetime(one.modified).date() if one.modified else None
    except ValueError:
        published = None
    dated = {"published": published.isoformat()} if published and published <= today else {}
    return {"origin": one.address, "taken": one.taken} | dated
