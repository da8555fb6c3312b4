"""A refresh from end to end: what is new is found, fetched, checked, built in and put on the shelf."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from data import manifest, shelf
from data.build import COMMITTED, Outcome, update
from data.disk import ShelfError, locked, told
from data.errors import Refused
from data.inputs import Progress
from data.periods import is_month, shift
from data.refresh.fetch import Door
from data.refresh.index import Link, find_links
from data.refresh.journal import BY_HAND, Taken, hash_of, read_journal
from data.refresh.profiles import SOURCE as PROFILES
from data.refresh.profiles import profile_links
from data.refresh.take import is_due, take
from data.sources import card, names, recognise

LOOK_BACK = 24
"""Months before the newest held that are looked at for revisions; publishers revise up to two years back."""
_ORIGIN = ("origin", "taken", "published")
Links = Callable[[Sequence[Link]], Iterable[Link]]

log = logging.getLogger("care_atlas.refresh")


def sources() -> tuple[str, ...]:
    """List the sources whose publishers are asked, in order of name."""
    return tuple(name for name in names() if "refresh" in card(name).details)


@dataclass
class Report:
    """What a refresh did.

    Parameters
    ----------
    offered
        Source to the number of files its publisher offers from the first month looked at.
    new
        Links to files that the snapshot does not hold: taken, or (a dry run) that would be.
    refused
        What could not be had or was not taken.
    well
        Sources that could be asked and of which nothing was refused.
    before, published
        Build ids; `published` is '' where nothing new was put on the shelf.
    outcome
        Of the build; None where there was nothing to build.
    """

    offered: dict[str, int] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    well: list[str] = field(default_factory=list)
    before: str = ""
    published: str = ""
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Plan:
    """What is to be refreshed and where.

    Parameters
    ----------
    shelf
        Folder that the app serves.
    folder
        Where fetched files lie.
    keep
        Snapshots that stay beside the one served.
    sources
        Those asked.
    insist
        Ask even a publisher that was asked a few days ago and cannot tell what is new.
    since
        First month looked at; '' for `LOOK_BACK` months before the newest held.
    dry
        Look only: nothing is fetched and nothing written.
    """

    shelf: Path
    folder: Path
    keep: int
    sources: tuple[str, ...]
    insist: bool = False
    since: str = ""
    dry: bool = False


def refresh(plan: Plan, door: Door, today: date, *, show: Links = iter, progress: Progress = iter) -> Report:
    """Take up what the publishers have newly put out.

    Each source stands alone: what is refused of one leaves what is held of it, and the others go on.

    Parameters
    ----------
    show, progress
        Wrap the links that are followed, and the files that are read, to show how far it has come.

    Raises
    ------
    Busy
        If another refresh of this shelf is under way.
    Refused
        If the shelf or the folder of files cannot be written, or holds what is no snapshot.
    """
    if plan.dry:
        return _look(plan, door, today)
    with locked(plan.shelf, "refresh"):
        report = Report()
        base = _base(plan.shelf)
        held = manifest.read_manifest(base)
        report.before = held["build_id"]
        with told(plan.folder):
            plan.folder.mkdir(parents=True, exist_ok=True)
        journal = read_journal(plan.folder)
        files = _fetch(plan, door, today, held, journal, report, show)
        files += _by_hand(plan.folder)
        known = {one["sha256"] for one in held["inputs"]}
        new = [path for path in files if hash_of(path) not in known]
        if new:
            report.new = [path.relative_to(plan.folder).as_posix() for path in new]
            _build(plan, base, new, read_journal(plan.folder), today, report, progress)
        log.info(
            "ended",
            extra={
                "told": {"new": len(new), "refused": len(report.refused), "published": report.published or "nothing"}
            },
        )
        return report


def _base(folder: Path) -> Path:
    """The snapshot that is built on: the one served; an empty shelf begins with the committed one."""
    base = shelf.current(folder)
    return base if manifest.read_manifest(base) else COMMITTED


def _look(plan: Plan, door: Door, today: date) -> Report:
    report = Report()
    held = manifest.read_manifest(_base(plan.shelf))
    report.before = held["build_id"]
    known = {one["sha256"] for one in held["inputs"]}
    journal = read_journal(plan.folder) if plan.folder.exists() else {}
    for link in _links(plan, door, today, held, report):
        fetched = journal.get(link.address)
        if fetched is None or fetched[1].sha256 not in known:
            report.new.append(f"{link.text} ({link.address})")
    return report


def _links(plan: Plan, door: Door, today: date, held: dict[str, Any], report: Report) -> list[Link]:
    """Find what every source offers; one whose pages cannot be read is told and left."""
    found: list[Link] = []
    for source in plan.sources:
        try:
            if source == PROFILES:
                offered = profile_links(door), list[Refused]()
            else:
                offered = find_links(door, source, _since(plan, source, held), today)
        except Refused as refused:
            _refuse(report, source, refused)
            continue
        links, odd = offered
        report.offered[source] = len(links)
        for one in odd:
            _refuse(report, source, one)
        if not odd:
            report.well.append(source)
        found += links
    return found


def _since(plan: Plan, source: str, held: dict[str, Any]) -> str:
    """The first month looked at: given, else `LOOK_BACK` months before the newest held, never before the first."""
    ends = [
        part for one in held["inputs"] if one["source"] == source and one["used"] for part in one["period"].split("/")
    ]
    months = sorted(month for month in ends if is_month(month))
    if plan.since or not months:
        return plan.since or "0000-01"
    return max(months[0], shift(months[-1], -LOOK_BACK))


def _fetch(
    plan: Plan,
    door: Door,
    today: date,
    held: dict[str, Any],
    journal: dict[str, tuple[Path, Taken]],
    report: Report,
    show: Links,
) -> list[Path]:
    """Take every file that is offered, unless it is as it was; one that cannot be had is told and the rest taken."""
    files, unwell = [], set()
    for link in show(_links(plan, door, today, held, report)):
        known = journal.get(link.address)
        if known and not plan.insist and not is_due(link, known, datetime.now(UTC)):
            files.append(known[0])
            continue
        if link.source in unwell and link.source == PROFILES:
            continue  # one address serves them all: where it fails once, the others are not tried
        try:
            files.append(take(door, link, plan.folder, known)[0])
        except ShelfError:
            raise
        except Refused as refused:
            unwell.add(link.source)
            _refuse(report, link.source, refused)
    return files


def _by_hand(folder: Path) -> list[Path]:
    """List the official files that somebody has put there, for the sources whose publishers are not asked."""
    here = folder / BY_HAND
    found = sorted(path for path in here.rglob("*") if path.is_file() and not path.name.startswith("."))
    return [path for path in found if recognise(path, folder)]


def _build(
    plan: Plan,
    base: Path,
    files: list[Path],
    journal: dict[str, tuple[Path, Taken]],
    today: date,
    report: Report,
    progress: Progress,
) -> None:
    """Build the new files onto the snapshot that is served, and put what comes of it on the shelf."""
    bench = shelf.workbench(plan.shelf)
    try:
        with told(plan.shelf):
            for path in files:
                place = bench / "files" / path.relative_to(plan.folder)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.symlink_to(path.resolve())
            outcome = update([bench / "files"], base, bench / "made", keep_going=True, progress=progress)
        report.outcome = outcome
        for one in outcome.refused:
            _refuse(report, one.file.split("/")[0], one)
        if outcome.manifest is None or outcome.manifest["build_id"] == report.before:
            return
        manifest.add_to_inputs(bench / "made", _origins(base, journal, today))
        report.published = shelf.publish(plan.shelf, bench / "made", plan.keep)
        log.info("published", extra={"told": {"snapshot": report.published, "before": report.before}})
    finally:
        shutil.rmtree(bench, ignore_errors=True)


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


def _refuse(report: Report, source: str, refused: Refused) -> None:
    report.refused.append(refused)
    if source in report.well:
        report.well.remove(source)
    log.warning("refused", extra={"told": {"source": source, "file": refused.file, "why": refused.why}})
