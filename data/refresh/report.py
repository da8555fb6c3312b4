"""What is to be refreshed, and what came of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path

from data.bounds import Vanished
from data.errors import Refused

LOOK_BACK = 24
"""Months before the newest held that are looked at for revisions; publishers revise up to two years back."""

log = logging.getLogger("care_atlas.refresh")


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
    vanished
        Providers that reported in the month before a new one, and not in it.
    """

    offered: dict[str, int] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    well: list[str] = field(default_factory=list)
    before: str = ""
    published: str = ""
    vanished: list[Vanished] = field(default_factory=list)

    def refuse(self, source: str, refused: Refused) -> None:
        """Note what was refused of a source."""
        self.refused.append(refused)
        if source in self.well:
            self.well.remove(source)
        log.warning("refused", extra={"told": {"source": source, "file": refused.file, "why": refused.why}})


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
