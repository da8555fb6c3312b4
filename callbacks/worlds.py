"""The worlds that answers are made from: the one served now, and those of kept snapshots that a view is frozen on.

A world never changes. Publication brings another, loaded aside and put in its place by one assignment; requests that
have begun with the old one end with it.
"""

from __future__ import annotations

import gc
import logging
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from threading import Lock

from flask_caching import Cache

from callbacks.settings import Settings
from callbacks.static import StaticFiles
from data import shelf, store
from data.arrow import give_back
from data.store import Snapshot
from geo import gazetteer, ground, relations
from geo.gazetteer import Gazetteer
from geo.ground import Ground
from geo.relations import Relations
from geo.welsh import drawn_in_welsh, found_in_welsh, welsh_towns
from layouts.welsh import in_welsh

#: How many worlds beside the one served stay in memory, some 40 MB each, and for how many seconds after their last use.
BESIDE = 2
IDLE = 300.0
#: After how many seconds a snapshot that could not be read is tried again, unless another is published before.
AGAIN = 60.0
#: What a damaged snapshot raises: a file that is gone, not Parquet, without a column, with a code that nothing knows.
DAMAGED = (OSError, ValueError, LookupError, TypeError, shelf.ShelfError)
_ROOMS = ("data.", "geo.", "layouts.")
_LOG = logging.getLogger("care-atlas")


@dataclass(frozen=True, eq=False)
class World:
    """What one answer is made from; requests only read it."""

    snapshot: Snapshot
    ground: Ground
    relations: Relations
    gazetteer: Gazetteer
    settings: Settings
    files: StaticFiles
    cache: Cache

    @cached_property
    def welsh(self) -> World:
        """The same figures on the same ground, with places named in Welsh; first asked for where Welsh is spoken."""
        english = self.snapshot.places
        places = in_welsh(english)
        names = {code: one.name for code, one in places.items() if one != english[code]}
        return replace(
            self,
            snapshot=replace(self.snapshot, places=places),
            ground=drawn_in_welsh(self.ground, names | welsh_towns(self.gazetteer)),
            gazetteer=found_in_welsh(self.gazetteer, places),
        )


def open_world(folder: Path, settings: Settings, files: StaticFiles, cache: Cache) -> World:
    """Read a snapshot and the ground under it."""
    land, snapshot = ground.load(folder), store.load(folder)
    made = World(
        snapshot=snapshot,
        ground=land,
        relations=relations.load(folder, land.latest),
        gazetteer=gazetteer.load(folder, snapshot),
        settings=settings,
        files=files,
        cache=cache,
    )
    give_back()
    return made


class Worlds:
    """The world served now (`served`), and the few others in use.

    Parameters
    ----------
    folder
        The shelf of snapshots.
    make
        Reads the snapshot in a folder.
    """

    def __init__(self, folder: Path, make: Callable[[Path], World]) -> None:
        self._shelf, self._make = folder, make
        self._reading, self._using = Lock(), Lock()
        self._beside: dict[str, tuple[World, float]] = {}
        self._mark, self._tried = shelf.mark(folder), 0.0
        self._oldest: tuple[object, shelf.Kept] | None = None
        self.trouble = ""
        self.served = make(shelf.current(folder))

    def of(self, wanted: str) -> World | None:
        """Give the world of a build id: the one served, or one that is kept; None where it is neither, or damaged.

        The first to ask for a kept one waits for it to be read; others who ask meanwhile wait for the same reading.
        """
        if wanted == self.served.snapshot.id:
            return self.served
        found = self._use(wanted)
        if found is None and (folder := shelf.find(self._shelf, wanted)) is not None:
            with self._reading:
                found = self._use(wanted)
                if found is None:
                    try:
                        found = self._read(folder)
                    except DAMAGED as error:
                        _LOG.error("A kept snapshot cannot be read: %s", error)
                        return None
                    self._keep(found)
        return found

    def oldest(self) -> shelf.Kept:
        """Give the oldest snapshot that is kept: the nearest to one that was let go. Looked up once a publication."""
        if self._oldest is None or self._oldest[0] != self._mark:
            self._oldest = self._mark, shelf.ids(self._shelf)[-1]
        return self._oldest[1]

    def look(self) -> bool:
        """Serve what is published now, and tell whether that is another world than before.

        A snapshot that cannot be read is logged and told in `trouble`; the world served stays.
        """
        mark = shelf.mark(self._shelf)
        if mark == self._mark and not (self.trouble and time.monotonic() - self._tried > AGAIN):
            self._let_go(before=time.monotonic() - IDLE)
            return False
        with self._reading:
            old, self._mark, self._tried = self.served, mark, time.monotonic()
            try:
                folder = shelf.current(self._shelf)
                new = shelf.build_of(folder)
                if new != old.snapshot.id:
                    self.served = self._use(new) or self._read(folder)
            except DAMAGED as error:
                self.trouble = f"A snapshot was published that cannot be read: {error}"
                _LOG.error("%s The one before is served on: %s", self.trouble, old.snapshot.id)
                return False
            self.trouble = ""
        if self.served is old:
            return False
        self._keep(old)
        old.cache.clear()
        return True

    def _read(self, folder: Path) -> World:
        shelf.check_whole(folder)
        return self._make(folder)

    def _use(self, wanted: str) -> World | None:
        with self._using:
            held = self._beside.get(wanted)
            if held:
                self._beside[wanted] = (held[0], time.monotonic())
        return held[0] if held else None

    def _keep(self, one: World) -> None:
        with self._using:
            self._beside[one.snapshot.id] = (one, time.monotonic())
        self._let_go()

    def _let_go(self, before: float = 0.0) -> None:
        """Let go of worlds last used before a moment, of the one served, and of all but the last used few."""
        with self._using:
            by_use = sorted(self._beside, key=lambda told: self._beside[told][1])
            others = [told for told in by_use if told != self.served.snapshot.id]
            stay = {told for told in others[-BESIDE:] if self._beside[told][1] >= before}
            gone = len(stay) < len(by_use)
            self._beside = {told: held for told, held in self._beside.items() if told in stay}
        if gone:
            forget()


def forget() -> None:
    """Forget what the rooms of the house remember of snapshots, so that the memory of one no longer used comes back.

    What is remembered of a snapshot is bounded, by `lru_cache(maxsize=...)`; what holds for every snapshot, such as the
    catalogue of indicators, stands under `cache` and stays.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith(_ROOMS):
            for remembered in list(vars(module).values()):
                bound = getattr(remembered, "cache_parameters", dict)().get("maxsize")
                if bound is not None:
                    remembered.cache_clear()
    gc.collect()
    give_back()
