"""The world that a request is answered from: one and the same from its first line to its last."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app, g, request

from callbacks.worlds import World, Worlds
from data import shelf
from data.catalogue import use
from layouts.choices import BadChoice
from layouts.words import LANGUAGES, _, date, spoken

__all__ = ["World", "is_frozen", "pin", "register", "served", "world", "worlds"]


def worlds(server: Flask | None = None) -> Worlds:
    """Give the worlds of an app, the one that is answering unless another is named."""
    return cast(Worlds, (server or current_app).extensions["care-atlas"])


def served(server: Flask | None = None) -> World:
    """Give the world of the newest published snapshot, whatever the request asked for."""
    return worlds(server).served


def world() -> World:
    """Give the world of this request: of the snapshot that its address names, else the one served when it began.

    Its places are named in the reader's language.
    """
    if "world" not in g:
        return pin("")
    found: World = g.world
    return found if spoken() == LANGUAGES[0] else found.welsh


def pin(wanted: str) -> World:
    """Answer the rest of this request from the world of a build id, of none from the one served; and give it.

    Raises
    ------
    BadChoice
        If the snapshot is not kept (404); the nearest right one is the one served.
    """
    now = served()
    found = worlds().of(wanted) if wanted else now
    g.world = found or now
    use(g.world.snapshot.own)
    if found is None:
        raise BadChoice("snapshot", wanted, _not_kept(wanted), now.snapshot.id, 404)
    return world()


def _not_kept(wanted: str) -> str:
    """Say that a snapshot is not kept and, of a name that one could have had, which is the nearest that is."""
    said = _("Figures frozen under this name are not kept here.")
    if not shelf.is_id(wanted):
        return said
    oldest = worlds().oldest()
    nearest = _("The oldest that are kept were made on {date}: snapshot={id}.")
    return f"{said} {nearest.format(date=date(oldest.published_at[:10]), id=oldest.id)}"


def is_frozen() -> bool:
    """Tell whether the address of this request names a snapshot."""
    return bool(request.args.get("snapshot"))


def choose() -> None:
    """Answer from the snapshot that the address names, before anything else is read of it."""
    pin(request.args.get("snapshot", ""))


def register(server: Flask) -> None:
    """Let every request choose its world before it is answered, so that even an error is told from one."""
    server.before_request(choose)
