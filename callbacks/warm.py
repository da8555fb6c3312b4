"""Answers made before anybody asks: the newest map of every figure, so that a first change is as quick as a second."""

from __future__ import annotations

import time
from threading import Thread

from flask import Flask

from callbacks.metrics import OWN
from callbacks.world import World, served
from data import held, query
from data.arrow import give_back
from data.catalogue import use
from data.store import ENGLAND
from geo.alike import codes_alike
from layouts.view import View

#: Seconds of rest after each answer, so that readers who are there already come first.
REST = 0.01
KIND = "/api/v1/map"


def newest_views(here: World) -> list[View]:
    """List the newest month of every figure on the map in every split, the figures readers meet first at the front."""
    return [
        View(slug, split, query.periods(here.snapshot, indicator)[-1])
        for slug, indicator in held.mapped(here.snapshot).items()
        for split in indicator.splits
        if not indicator.change_of
    ]


def warm(server: Flask) -> None:
    """Ask for each of them once, as a browser does, for as long as they are the newest.

    Before, find out which places are alike.
    """
    client, here = server.test_client(), served(server)
    client.environ_base[OWN] = "warm"
    use(here.snapshot.own)
    codes_alike(here.snapshot, here.relations, here.ground, ENGLAND)  # likens all places to one another, once
    for view in newest_views(here):
        if here is not served(server):
            return
        client.get(f"{KIND}?{view.to_query()}", headers={"Accept-Encoding": "br"}).close()
        time.sleep(REST)
    client.get("/changes").close()  # judges the newest month: every place's page tells what changed there
    give_back()


def answer_once(server: Flask) -> None:
    """Tell oneself that the app is alive: the first answer makes what all later ones are made with."""
    client = server.test_client()
    client.environ_base[OWN] = "warm"
    client.get("/healthz").close()


def warm_aside(server: Flask) -> Thread:
    """Warm in a thread of its own, which ends with the process."""
    thread = Thread(target=warm, args=(server,), name="warm", daemon=True)
    thread.start()
    return thread
