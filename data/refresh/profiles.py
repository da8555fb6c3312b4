"""What is asked of the interface of the public-health profiles: each indicator shown here, for its kind of area."""

from __future__ import annotations

from urllib.parse import urljoin

from data.catalogue import catalogue
from data.refresh.index import Link, Opens
from data.series import series
from data.sources import card

SOURCE = "fingertips"


def profile_links(door: Opens) -> list[Link]:
    """List one address for each indicator that the profiles have a number for.

    Returns
    -------
    In order of number. Indicators whose figures are shown for councils are asked for by district and unitary
    authority, others by county and unitary authority.
    """
    told = card(SOURCE)
    asks = told.details["refresh"]
    shown = catalogue()
    kinds = {int(one["id"]): shown[one["indicator"]].place_type for one in series(SOURCE) if "id" in one}
    return [
        Link(
            source=SOURCE,
            form="export",
            period="",
            address=door.mirrored(urljoin(told.landing_page, asks["asks"].format(id=number, area=asks["areas"][kind]))),
            text=f"indicator {number}, areas of type {asks['areas'][kind]}",
            name=f"indicator-{number}-{asks['areas'][kind]}.csv",
        )
        for number, kind in sorted(kinds.items())
    ]
