"""What a page tells sites that link to it: its card, where its frame is to be had, and what data it shows."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from data import query
from data.store import Snapshot
from layouts import alt
from layouts.explorer import csv_of_table
from layouts.linked import facts
from layouts.shell import NAME
from layouts.view import View
from layouts.words import _, spoken

OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
CARD = (1200, 630)


def _metas(pairs: Sequence[tuple[str, str]]) -> str:
    return "".join(f'<meta property="{name}" content="{escape(text)}">' for name, text in pairs)


def head(site: str, view: View, title: str, description: str, *, address: str = "", chart: str = "") -> str:
    """Write the card of a page, and the links by which a site finds the frame of its view (oEmbed).

    Parameters
    ----------
    site
        The address by which readers know this site; '' where it has not been told. Cards and links need whole
        addresses, so without it the words alone are told.
    view
        What its picture and its frame show.
    address
        The page's own, from its slash on; '' for that of the view.
    chart
        Which chart of the place in view is its picture; '' for the map.
    """
    told = [("og:site_name", NAME), ("og:type", "website"), ("og:title", title), ("og:description", description)]
    told.append(("og:locale", {"en": "en_GB", "cy": "cy_GB"}[spoken()]))
    if not site:
        return _metas(told)
    page, shown = f"{site}/?{view.to_query()}", view.to_query()
    told += [
        ("og:url", f"{site}{address}" if address else page),
        ("og:image", f"{site}/image.png?{shown}{f'&chart={chart}' if chart else ''}&shape=card"),
        ("og:image:type", "image/png"),
        ("og:image:width", str(CARD[0])),
        ("og:image:height", str(CARD[1])),
        ("og:image:alt", (_("Chart. {subject}.") if chart else _("Map. {subject}.")).format(subject=alt.subject(view))),
    ]
    asked = f"{site}/oembed?url={quote(page, safe='')}"
    found = "".join(
        f'<link rel="alternate" type="{kind}" href="{escape(f"{asked}&format={name}")}" title="{escape(title)}">'
        for name, kind in (("json", "application/json+oembed"), ("xml", "text/xml+oembed"))
    )
    return f'{_metas(told)}<meta name="twitter:card" content="summary_large_image">{found}'


def dataset(snapshot: Snapshot, view: View, site: str) -> str:
    """Tell machines that read pages which official figures the view shows, as a schema.org Dataset."""
    indicator = view.measured
    source = snapshot.manifest["sources"][indicator.source]
    held = query.periods(snapshot, indicator)
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": _(indicator.title),
        "description": f"{_(indicator.question)} {source['title']}. {source['attribution']}",
        "creator": {"@type": "Organization", "name": source["publisher"]},
        "isBasedOn": source["landing_page"],
        "license": OGL,
        "temporalCoverage": f"{held[0][:7]}/{held[-1][:7]}",
        "dateModified": snapshot.manifest["built_at"],
        "version": snapshot.id,
        "isAccessibleForFree": True,
    }
    if site:
        told["url"] = f"{site}/?{view.to_query()}"
        csv = {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"{site}{csv_of_table(view)}"}
        told["distribution"] = [csv]
    return facts(told)
