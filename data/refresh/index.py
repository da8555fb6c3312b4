"""What the publishers' index pages lead to: which files are there, of which month, told by the words of the links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any, NamedTuple, Protocol
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup

from data.errors import Refused
from data.freshness import due
from data.periods import MONTH_NAMES, month_number
from data.reading import month_in
from data.release import is_marked_revised
from data.sources import card

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 120
_SAME_PLACE = (
    "Open the page in a browser; if the publisher changed it, mend `refresh` in data/sources/{source}/source.yaml"
)


class Opens(Protocol):
    """Whatever gives the text of a page for its address."""

    def page(self, address: str) -> tuple[str, str]:
        """Give the address a page was found at in the end, and its HTML."""

    def mirrored(self, address: str) -> str:
        """Give the address at which a publisher's page is asked for."""


class Anchor(NamedTuple):
    """A link as a reader sees it: where it leads and what it says."""

    address: str
    text: str


@dataclass(frozen=True)
class Link:
    """A file that a publisher offers.

    Parameters
    ----------
    source, form
        Folder in `data/sources`, and which form of its files.
    period
        Month such as `2026-01`; '' where the file is of no single month.
    address, text
        Where it lies, and the words of the link to it.
    name
        What it is to be called here: the publisher's name, with the month and "revised" where only the link says so.
    """

    source: str
    form: str
    period: str
    address: str
    text: str
    name: str


def anchors(html: str, page: str) -> list[Anchor]:
    """List the links of a page in their order, each address made whole, without its fragment.

    Parameters
    ----------
    html
        The page.
    page
        Its own address.
    """
    found = []
    for tag in BeautifulSoup(html, "html.parser").find_all("a", href=True):
        address = urljoin(page, str(tag["href"]).strip()).split("#")[0]
        found.append(Anchor(address, " ".join(tag.get_text(" ").split())))
    return found


def find_links(door: Opens, source: str, since: str, today: date) -> tuple[list[Link], list[Refused]]:
    """Find the files of a source from a month on.

    Parameters
    ----------
    door
        Gives pages.
    source
        `rtt` or `ae`.
    since
        First month wanted; pages of years that end before it are not opened.
    today
        A page of a year of which nothing can be out yet may be empty.

    Returns
    -------
    Links in the order of their pages, each address once; and links that contradict themselves.

    Raises
    ------
    Refused
        If a page cannot be had, or is not laid out as it was: what was looked for is named.
    """
    told = card(source)
    landing = door.mirrored(told.landing_page)
    landing, html = door.page(landing)
    on_index = [Anchor(door.mirrored(one.address), one.text) for one in anchors(html, landing)]
    years = dict(_year_pages(on_index, told.details["refresh"]["year_pages"]))
    if not years:
        raise Refused(
            landing,
            f"the page has no link to a page of a year such as {told.details['refresh']['year_page_like']}",
            _SAME_PLACE.format(source=source),
        )
    links, refused = _files(source, on_index, since)
    for year, address in sorted(years.items()):
        if f"{year + 1}-03" < since:
            continue
        where, html = door.page(address)
        held = [Anchor(door.mirrored(one.address), one.text) for one in anchors(html, where)]
        files, odd = _files(source, held, "")
        expected = due(source, f"{year}-04")
        if not files and not odd and (expected is None or expected < today):
            likes = " or ".join(f"'{one['like']}'" for one in told.details["refresh"]["links"] if "like" in one)
            raise Refused(where, f"the page has no link that reads like {likes}", _SAME_PLACE.format(source=source))
        links += [one for one in files if one.period >= since]
        refused += odd
    return _newest_only(source, list({one.address: one for one in links}.values())), refused


def _year_pages(links: list[Anchor], pattern: str) -> Iterator[tuple[int, str]]:
    """Give the first calendar year of each financial year that has a page, and the page's address."""
    for one in links:
        found = re.search(pattern, urlsplit(one.address).path)
        if found and (int(found[1]) + 1) % 100 == int(found[2]):
            yield int(found[1]), one.address


def _files(source: str, links: list[Anchor], since: str) -> tuple[list[Link], list[Refused]]:
    told = card(source).details["refresh"]
    found, refused = [], []
    for one in links:
        name = PurePosixPath(unquote(urlsplit(one.address).path)).name
        kind = _kind(told, one.text, name)
        if kind is None:
            continue
        months = {month for month in (month_in(one.text), month_in(name)) if month}
        if len(months) != 1:
            why = f"says {' and '.join(sorted(months))}" if months else "names no month"
            refused.append(
                Refused(
                    one.address,
                    f"the link '{one.text[:80]}' to it {why}",
                    "Look at the publisher's page; take the file by hand if it is sound",
                )
            )
        elif (period := months.pop()) >= since:
            found.append(Link(source, kind["form"], period, one.address, one.text, _name(name, one.text, period)))
    return found, refused


def _kind(told: dict[str, Any], text: str, name: str) -> dict[str, Any] | None:
    """Which form of file a link leads to; None where it is none of ours."""
    if "not" in told and (re.search(told["not"], text) or re.search(told["not"], name.replace("_", "-"))):
        return None
    suffix = PurePosixPath(name).suffix.lower()
    return next((kind for kind in told["links"] if suffix in kind["ends"] and re.search(kind["says"], text)), None)


def _name(name: str, text: str, period: str) -> str:
    """Call a file by its publisher's name, and let the name tell what only the link says: month and revision."""
    path = PurePosixPath(_UNSAFE.sub("-", name).strip("-."))
    stem, suffix = path.stem[:_LONGEST_NAME], path.suffix.lower()
    if is_marked_revised(text) and not is_marked_revised(name):
        stem += "-revised"
    if not month_in(name):
        year, month = divmod(month_number(period), 12)
        stem = f"{MONTH_NAMES[month]}-{year}-{stem}"
    return stem + suffix


def _newest_only(source: str, links: list[Link]) -> list[Link]:
    """Of forms that hold a whole series, keep the newest file alone."""
    series = {kind["form"] for kind in card(source).details["refresh"]["links"] if kind.get("newest_only")}
    newest = {one.form: one for one in sorted(links, key=lambda one: one.period) if one.form in series}
    return [one for one in links if one.form not in series or one is newest[one.form]]
