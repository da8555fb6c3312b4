"""What changed as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from xml.etree import ElementTree

from data.changes.entries import Entry, newest
from layouts.changes.choice import Wanted
from layouts.changes.entries import AUTHORITY, heading, kinds, lines, provenance, tag
from layouts.changes.sentences import Sides
from layouts.links import to
from layouts.shell import NAME
from layouts.words import _, spoken

ATOM = "http://www.w3.org/2005/Atom"
MIMETYPE = "application/atom+xml"
#: At most so many entries of each kind, the most important, stand in a feed; six kinds make 120 at most.
MOST_OF_A_KIND = 20
#: At most so many lines of an entry.
MOST_LINES = 10
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(sides: Sides, entries: Sequence[Entry], place: str, site: str) -> str:
    """Write a feed, the newest entry first.

    Every id is a tag URI made from content, and every date is of what an entry tells: a feed made anew from the same
    figures differs in nothing but when the figures were made, its own `updated`.

    Parameters
    ----------
    entries
        The most important first.
    place
        Whose feed it is; '' for the one over all places.
    site
        The address by which readers know this site. Without it links are relative to the feed, and it names no address
        of its own.
    """
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": spoken()})
    title = _("{name}: what changed at {place}").format(name=NAME, place=sides.name(place)) if place else _("{name}: what changed").format(name=NAME)  # fmt: skip
    _put(root, "title", title)
    _put(root, "id", f"tag:{AUTHORITY}:changes{f'/{place}' if place else ''}")
    _put(root, "updated", sides.new.manifest["built_at"])
    author = ElementTree.SubElement(root, "author")
    _put(author, "name", NAME)
    licence = _(
        "Contains public sector information licensed under the Open Government Licence v3.0. Sources: {address}"
    )
    _put(root, "rights", licence.format(address=f"{site}{to('/sources')}"))
    _put(root, "link", "", rel="alternate", type="text/html", href=f"{site}{Wanted(place=place).address()}")
    if site:
        own = to(f"/place/{place}/changes.atom" if place else "/changes.atom")
        _put(root, "link", "", rel="self", type=MIMETYPE, href=f"{site}{own}")
    seen: dict[str, int] = {}
    chosen = []
    for entry in entries:
        seen[entry.first.kind] = seen.get(entry.first.kind, 0) + 1
        if seen[entry.first.kind] <= MOST_OF_A_KIND:
            chosen.append(entry)
    for entry in newest(chosen):
        _write(root, sides, entry, place, site)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _write(root: ElementTree.Element, sides: Sides, entry: Entry, place: str, site: str) -> None:
    node = ElementTree.SubElement(root, "entry")
    _put(node, "title", heading(sides, entry, place))
    _put(node, "id", tag(entry, place))
    _put(node, "updated", f"{entry.dated or sides.new.manifest['built_at'][:10]}T00:00:00Z")
    _put(node, "link", "", rel="alternate", type="text/html", href=f"{site}{Wanted(place=place, entry=entry.id).address()}")  # fmt: skip
    _put(node, "category", "", term=entry.first.kind, label=kinds()[entry.first.kind])
    told = lines(sides, entry, place)[:MOST_LINES]
    items = "".join(f"<li>{_linked(text, link, site)}</li>" for text, link in told)
    source = f"<p>{escape(provenance(entry))}</p>" if provenance(entry) else ""
    body = f"<ul>{items}</ul>{source}" if items or source else f"<p>{escape(heading(sides, entry, place))}.</p>"
    _put(node, "content", body, type="html")


def _linked(text: str, link: str, site: str) -> str:
    return f'<a href="{escape(site + to(link))}">{escape(text)}</a>' if link else escape(text)


def _put(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    """Add an element; what XML cannot hold is left out of its text."""
    ElementTree.SubElement(parent, name, attributes).text = _NOT_IN_XML.sub("", text) or None


def discovery(place: str, name: str) -> str:
    """Write the link in a page's head by which feed readers find the feed."""
    address = f"/place/{place}/changes.atom" if place else "/changes.atom"
    title = _("What changed at {place}").format(place=name) if place else _("What changed")
    return f'<link rel="alternate" type="{MIMETYPE}" href="{escape(to(address))}" title="{escape(title)}">'
