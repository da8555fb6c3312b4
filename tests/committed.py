"""The committed snapshot, its ground and its gazetteer, read once in each process: tests look at them and change nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from data import store
from geo import gazetteer as gazetteers
from geo import ground as grounds

FOLDER = Path(__file__).resolve().parents[1] / "data" / "snapshot"


@cache
def snapshot() -> store.Snapshot:
    """Give the figures that the app serves from a bare clone."""
    return store.load(FOLDER)


@cache
def ground() -> grounds.Ground:
    """Give what the running map draws."""
    return grounds.load(FOLDER)


@cache
def gazetteer() -> gazetteers.Gazetteer:
    """Give what a search finds."""
    return gazetteers.load(FOLDER, snapshot())
