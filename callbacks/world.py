"""What every answer is made from: the snapshot, the ground under it, the answers kept, the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import current_app
from flask_caching import Cache

from callbacks.settings import Settings
from callbacks.static import StaticFiles
from data.store import Snapshot
from geo.gazetteer import Gazetteer
from geo.ground import Ground
from geo.relations import Relations


@dataclass(frozen=True, eq=False)
class World:
    """The state of a running app; requests only read it."""

    snapshot: Snapshot
    ground: Ground
    relations: Relations
    gazetteer: Gazetteer
    settings: Settings
    files: StaticFiles
    cache: Cache


def world() -> World:
    """Give the world of the app that is answering."""
    return cast(World, current_app.extensions["care-atlas"])
