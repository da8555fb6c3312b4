"""Puts a page's body into the frame that all pages share."""

from __future__ import annotations

from callbacks.clock import today
from callbacks.world import served, world
from data.freshness import freshness
from layouts.embed import document as small_document
from layouts.freshness import overdue_line
from layouts.shell import Assets, document


def assets() -> Assets:
    """Give the addresses of the files every page needs."""
    files = world().files
    return Assets(
        style=files.address("atlas.css"),
        map_script=files.address("map.js"),
        boot_script=files.address("boot.js"),
        share_script=files.address("share.js"),
        find_script=files.address("find.js"),
        basket_script=files.address("basket.js"),
        icon=files.address("icon.svg"),
    )


def framed(title: str, body: str, *, description: str = "", scripts: str = "", head: str = "", lang: str = "en") -> str:
    """Write a whole page, with a line above it where newer figures are overdue; a frozen view is old by intention."""
    here = world()
    notice = overdue_line(freshness(here.snapshot.manifest), today()) if here is served() else ""
    return document(
        assets(),
        title,
        body,
        description=description,
        scripts=scripts,
        head=head,
        notice=notice,
        query={"lang": lang},
    )


def embedded(title: str, body: str) -> str:
    """Write the small page that stands in a frame on somebody else's page."""
    files = world().files
    return small_document(files.address("atlas.css"), files.address("embed.js"), title, body)
