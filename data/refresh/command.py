"""The command `python -m data refresh`: once, or for ever in the pace that is asked for."""

from __future__ import annotations

import argparse
import logging
import random
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from tqdm import tqdm

from data.bounds import tell_vanished
from data.disk import Busy
from data.errors import Refused
from data.inputs import Work
from data.periods import is_month
from data.refresh.fetch import Door
from data.refresh.index import Link
from data.refresh.log import write_log
from data.refresh.report import LOOK_BACK, Plan, Report
from data.refresh.run import refresh, sources

SOUND, REFUSED, PARTLY, BUSY = 0, 2, 3, 4
_ENDS = (
    f"exit status: {SOUND} all is well (published, or nothing new); {REFUSED} nothing could be had or taken; "
    f"{PARTLY} something was refused, the rest is well; {BUSY} another refresh is under way"
)
_JITTER = 0.1
"""Share of the pace by which a wait may be longer, so that not everybody asks the publishers in the same second."""

log = logging.getLogger("care_atlas.refresh")


class Settings(Protocol):
    """What of the operator's settings a refresh needs."""

    @property
    def snapshot(self) -> Path:
        """Folder that the app serves."""

    @property
    def downloads(self) -> Path:
        """Folder of fetched files."""

    @property
    def publishers_url(self) -> str:
        """Another address for the publishers; '' for their own."""

    @property
    def public_url(self) -> str:
        """Address of the site, told to the publishers."""

    @property
    def contact(self) -> str:
        """Whom the publishers can write to."""

    @property
    def keep(self) -> int:
        """Snapshots kept beside the one served."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked of a refresh."""
    parser.epilog = _ENDS
    parser.add_argument("--source", default="", metavar="NAMES", help=f"only these: {','.join(sources())}")
    parser.add_argument("--dry-run", action="store_true", help="tell what it would fetch; write nothing")
    parser.add_argument(
        "--since",
        default="",
        metavar="MONTH",
        help=f"first month looked at (else {LOOK_BACK} months before the newest)",
    )
    parser.add_argument(
        "--every", type=float, default=0, metavar="HOURS", help="go on for ever, with so many hours in between"
    )
    parser.add_argument("--verbose", action="store_true", help="log each request")


def run(asked: argparse.Namespace, settings: Settings, say: Callable[[str], None]) -> int:
    """Refresh once or for ever, and give the exit status.

    Raises
    ------
    Refused
        If a source or month is asked for that there is none of.
    """
    write_log(sys.stderr, asked.verbose)
    plan = Plan(
        shelf=settings.snapshot,
        folder=settings.downloads,
        keep=settings.keep,
        sources=_chosen(asked.source),
        insist=bool(asked.source),
        since=_month(asked.since),
        dry=asked.dry_run,
    )
    while True:
        status = _once(plan, settings, say)
        if not asked.every:
            return status
        pause = asked.every * 3600 * random.uniform(1, 1 + _JITTER)
        log.info("waits", extra={"told": {"seconds": round(pause)}})
        time.sleep(pause)


def _chosen(said: str) -> tuple[str, ...]:
    wanted = tuple(name for name in re.split(r"[,\s]+", said) if name) or sources()
    for name in wanted:
        if name not in sources():
            raise Refused(
                f"--source {name}",
                f"of the sources only {', '.join(sources())} can be asked",
                "Files of others are dropped into a folder by hand: docs/refresh.md",
            )
    return wanted


def _month(said: str) -> str:
    if said and not is_month(said):
        raise Refused(f"--since {said}", "it is no month", "Write it as 2024-04")
    return said


def _once(plan: Plan, settings: Settings, say: Callable[[str], None]) -> int:
    began = time.monotonic()
    try:
        contact = settings.contact or settings.public_url
        door = Door(settings.publishers_url, contact)
        report = refresh(plan, door, datetime.now(UTC).date(), show=_show_links, progress=_show_files)
    except Busy as busy:
        say(f"{busy}")
        return BUSY
    except Refused as refused:
        say(f"Refused {refused}")
        return REFUSED
    _tell(report, plan, say)
    say(f"It took {time.monotonic() - began:.1f} seconds.")
    if not report.refused:
        return SOUND
    return PARTLY if report.well or report.published else REFUSED


def _tell(report: Report, plan: Plan, say: Callable[[str], None]) -> None:
    for source, files in report.offered.items():
        say(f"{source}: {files} files offered")
    for one in report.refused:
        say(f"Refused {one.file}: {one.why}.")
        say(f"  {one.mend}.")
    if plan.dry:
        say("Would fetch:" if report.new else "Nothing new. What was fetched before would be asked for changes.")
    elif report.new:
        say("New:")
    for new in report.new:
        say(f"  {new}")
    for line in tell_vanished(report.vanished):
        say(line)
    if report.published:
        say(f"Published {report.published}; a running server shows it within half a minute.")
        say(f"Back to what was served before: python -m data rollback {report.before}")
    elif not plan.dry:
        say(f"{'Nothing was published' if report.new else 'Nothing new'}; {report.before} is served as before.")


def _show_links(links: Sequence[Link]) -> Iterable[Link]:
    return tqdm(links, desc="Asking", unit="file", disable=not sys.stderr.isatty())


def _show_files(files: list[Work]) -> Iterable[Work]:
    return tqdm(files, desc="Reading", unit="file", disable=not sys.stderr.isatty())
