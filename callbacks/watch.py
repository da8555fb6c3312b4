"""Notices within seconds that another snapshot has been published, and serves it without a restart."""

from __future__ import annotations

import time
from itertools import count
from threading import Thread

from flask import Flask

from callbacks.warm import warm_aside
from callbacks.world import worlds
from data.arrow import give_back

#: Seconds between two looks at the shelf.
EVERY = 5.0
#: After how many looks the process gives memory back that answers took and no longer need: 30 MB after a few pictures,
#: for a hundredth of a second.
TIDIED = 12


def watch(server: Flask) -> None:
    """Look again and again; after each change the newest answers are made anew. Give memory back now and then."""
    for looks in count(1):
        time.sleep(EVERY)
        if worlds(server).look():
            warm_aside(server)
        if looks % TIDIED == 0:
            give_back()


def watch_aside(server: Flask) -> Thread:
    """Look at once, since a worker may begin long after its app was loaded; then watch in a thread of its own."""
    worlds(server).look()
    thread = Thread(target=watch, args=(server,), name="watch", daemon=True)
    thread.start()
    return thread
