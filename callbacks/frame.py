"""Puts a page's body into the frame that all pages share."""

from __future__ import annotations

from dataclasses import replace

from flask import request

from callbacks.clock import today
from callbacks.delivery import saves_data
from callbacks.world import is_frozen, world
from data.freshness import freshness
from layouts.embed import document as small_document
from layouts.freshness import overdue_line
from layouts.head import head as card_of
from layouts.shell import NAME, Assets, document
from layouts.view import View, default_view
from layouts.welsh import alternates
from layouts.words import _


def assets() -> Assets:
    """Give the addresses of the files every page needs."""
    files = world().files
    return Assets(
        style=files.address("atlas.css"),
        print_style=files.address("print.css"),
        map_script=files.address("map.js"),
        boot_script=files.address("boot.js"),
        share_script=files.address("share.js"),
        find_script=files.address("find.js"),
        basket_script=files.address("basket.js"),
        language_script=files.address("language.js"),
        print_script=files.address("print.js"),
        icon=files.address("icon.svg"),
    )


def framed(
    title: str,
    body: str,
    *,
    description: str = "",
    scripts: str = "",
    head: str = "",
    view: View | None = None,
    chart: str = "",
    lang: str = "en",
    address: str = "",
) -> str:
    """Write a whole page, with the card that other sites show for a link to it.

    A line above it says where newer figures are overdue; a frozen view is old by intention.

    Parameters
    ----------
    head
        Ready-made HTML that stands in the page's head beside the card, such as the address of its feed.
    view, chart
        What the card's picture shows; None for the view of a reader who has chosen nothing.
    address
        The page's own, with what was chosen in it and without a language; '' for its path alone.
    """
    here = world()
    said = description or _("Official figures on hospital waits in England, and on health, place by place.")
    shown = view or replace(default_view(here.snapshot), lang=lang)
    own = request.path if request.path != "/" else ""
    card = card_of(here.settings.site, shown, title or NAME, said, address=own, chart=chart)
    frozen = f"?snapshot={here.snapshot.id}" if is_frozen() else ""
    address = address or f"{request.path}{frozen}"
    notice = overdue_line(freshness(here.snapshot.manifest), today()) if not is_frozen() else ""
    return document(
        assets(),
        title,
        body,
        description=said,
        scripts=scripts,
        head=card + alternates(here.settings.site, address) + head,
        notice=notice,
        site=here.settings.site,
        address=address,
        saves=saves_data(),
    )


def embedded(title: str, body: str) -> str:
    """Write the small page that stands in a frame on somebody else's page."""
    files = world().files
    return small_document(files.address("atlas.css"), files.address("embed.js"), title, body)
