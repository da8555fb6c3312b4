"""oEmbed 1.0: what another site needs to know to show a view, as JSON or XML."""

from __future__ import annotations

from html import escape
from xml.etree import ElementTree

from layouts import alt
from layouts.shell import NAME
from layouts.view import View

#: Pixels of a frame where nobody asks for fewer.
WIDE, HIGH = 640, 900
THUMBNAIL = (600, 315)
Told = dict[str, str | int]


def oembed(site: str, view: View, max_width: int, max_height: int, *, with_table: bool = True) -> Told:
    """Describe the frame of a view.

    Parameters
    ----------
    max_width, max_height
        The room there is, in pixels; 0 for as much as it takes.
    """
    title = alt.subject(view)
    width = min(max_width or WIDE, WIDE)
    height = min(max_height or HIGH, HIGH)
    address = escape(f"{site}/embed?{view.to_query()}{'' if with_table else '&table=no'}")
    size = f'width="{width}" height="{height}"'
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": NAME,
        "provider_url": f"{site}/",
        "title": title,
        "cache_age": 3600,
        "width": width,
        "height": height,
        "html": f'<iframe src="{address}" title="{escape(title)}" {size} style="border:0"></iframe>',
        "thumbnail_url": f"{site}/image.png?{view.to_query()}&width={THUMBNAIL[0]}&shape=card",
        "thumbnail_width": THUMBNAIL[0],
        "thumbnail_height": THUMBNAIL[1],
    }


def as_xml(told: Told) -> str:
    """Write the description as XML."""
    root = ElementTree.Element("oembed")
    for name, value in told.items():
        ElementTree.SubElement(root, name).text = str(value)
    return '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n' + ElementTree.tostring(root, encoding="unicode")
