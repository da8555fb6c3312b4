"""A refresh from end to end: what is new is found, fetched, checked, built in and put on the shelf."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from data import manifest, shelf
from data.build import COMMITTED
from data.disk import ShelfError, locked, told
from data.errors import Refused
from data.inputs import Progress
from data.periods import is_month, shift
from data.refresh.fetch import Door, Unreachable
from data.refresh.index import Link, Opens, find_links
from data.refresh.journal import BY_HAND, Taken, hash_of, read_journal
from data.refresh.profiles import SOURCE as PROFILES
from data.refresh.profiles import profile_links
from data.refresh.report import LOOK_BACK, Plan, Report
from data.refresh.statswales import SOURCE as DATASETS
from data.refresh.statswales import Pages, dataset_links
from data.refresh.take import is_due, take
from data.refresh.take_up import hashes, take_up
from data.sources import card, names, recognise

_ENOUGH = 3
"""Files of a source that may go without an answer before the rest of them is left for another day."""
_ASKED: dict[str, Callable[[Opens], list[Link]]] = {PROFILES: profile_links, DATASETS: dataset_links}
"""Sources whose addresses are known, so that no page is read for links."""
Links = Callable[[Sequence[Link]], Iterable[Link]]

log = logging.getLogger("care_atlas.refresh")


def sources() -> tuple[str, ...]:
    """List the sources whose publishers are asked, in order of name."""
    return tuple(name for name in names() if "refresh" in card(name).details)


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
        known = hashes(base)
        new = [path for path in files if hash_of(path) not in known]
        if new:
            report.new = [path.relative_to(plan.folder).as_posix() for path in new]
            take_up(plan, base, new, read_journal(plan.folder), today, report, progress)
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
    known = hashes(_base(plan.shelf))
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
            if source in _ASKED:
                offered = _ASKED[source](door), list[Refused]()
            else:
                offered = find_links(door, source, _since(plan, source, held), today)
        except Refused as refused:
            report.refuse(source, refused)
            continue
        links, odd = offered
        report.offered[source] = len(links)
        for one in odd:
            report.refuse(source, one)
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
    files, unanswered = [], Counter[str]()
    for link in show(_links(plan, door, today, held, report)):
        known = journal.get(link.address)
        if known and not plan.insist and not is_due(link, known, datetime.now(UTC)):
            files.append(known[0])
            continue
        if unanswered[link.source] >= _ENOUGH:
            continue
        try:
            files.append(take(Pages(door) if link.source == DATASETS else door, link, plan.folder, known)[0])
        except ShelfError:
            raise
        except Refused as refused:
            unanswered[link.source] += isinstance(refused, Unreachable)
            report.refuse(link.source, refused)
    return files


def _by_hand(folder: Path) -> list[Path]:
    """List the official files that somebody has put there, for the sources whose publishers are not asked."""
    here = folder / BY_HAND
    found = sorted(path for path in here.rglob("*") if path.is_file() and not path.name.startswith("."))
    return [path for path in found if recognise(path, folder)]
