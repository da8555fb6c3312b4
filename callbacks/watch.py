"""Notices within seconds that another snapshot has been published, and serves it without a restart."""

from __future__ import annotations

import time
from threading import Thread

from flask import Flask

from callbacks.warm import warm_aside
from callbacks.world import worlds

#: Seconds between two looks at the shelf.
EVERY = 5.0


def watch(server: Flask) -> None:
    """Look again and again; after each change the newest answers are made anew."""
    while True:
        time.sleep(EVERY)
        if worlds(server).look():
            warm_aside(server)


def watch_aside(server: Flask) -> Thread:
    """Look at once, since a worker may begin long after its app was loaded; then watch in a thread of its own."""
    worlds(server).look()
    thread = Thread(target=watch, args=(server,), name="watch", daemon=True)
    thread.start()
    return thread
