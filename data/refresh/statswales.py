"""What is asked of StatsWales: a dataset comes as pages of JSON, each naming the next; they are joined to one file."""

from __future__ import annotations

import io
import json
from typing import Any, BinaryIO
from urllib.parse import urljoin, urlsplit

from data.errors import Refused
from data.refresh.fetch import LARGEST_FILE, LARGEST_PAGE, Answer, Begins, Door
from data.refresh.index import Link, Opens
from data.sources import card

SOURCE = "statswales"
MOST_PAGES = 2000
_NEXT = "odata.nextLink"
_MEND = "Open its address in a browser; if StatsWales has moved, mend `refresh` in data/sources/statswales/source.yaml"


def dataset_links(door: Opens) -> list[Link]:
    """List the address of the first page of each dataset."""
    asks = card(SOURCE).details["refresh"]
    found = []
    for form, path in sorted(asks["asks"].items()):
        name = urlsplit(path).path.rsplit("/", 1)[-1]
        address = door.mirrored(asks["host"] + path)
        found.append(Link(SOURCE, form, "", address, f"dataset {name}", f"{name}.json"))
    return found


class Pages(Door):
    """A door through which a dataset comes as one file, however many pages it has.

    Parameters
    ----------
    door
        The session with the publishers that each page is asked through.
    """

    def __init__(self, door: Door) -> None:
        self._door = door

    def fetch(
        self,
        address: str,
        into: BinaryIO,
        *,
        largest: int = LARGEST_FILE,
        etag: str = "",
        modified: str = "",
        resume: str = "",
        begins: Begins = lambda answer: None,
    ) -> Answer:
        """Fetch every page of a dataset and write their rows as one document; what was begun before begins anew.

        Raises
        ------
        Refused
            If a page cannot be had or is no page of a dataset, they lead in a circle or on and on, or all of them
            together are too large.
        """
        rows: list[Any] = []
        seen: set[str] = set()
        where, size, first = address, 0, None
        while where:
            if where in seen or len(seen) == MOST_PAGES:
                raise Refused(where, f"its pages lead on and on ({len(seen)} so far)", _MEND)
            seen.add(where)
            page = io.BytesIO()
            answer = self._door.fetch(where, page, largest=LARGEST_PAGE)
            first = first or answer
            size += page.tell()
            if size > largest:
                raise Refused(address, f"its pages do not end: {largest:,} bytes are the most that is taken", _MEND)
            told = _page(page.getvalue(), where)
            rows += told["value"]
            following = str(told.get(_NEXT) or "")
            where = self._door.mirrored(_secure(urljoin(where, following))) if following else ""
        into.seek(0)
        into.truncate()
        into.write(json.dumps({"odata": address, "value": rows}, ensure_ascii=False).encode())
        return first or Answer(address, unchanged=False)


def _page(content: bytes, where: str) -> dict[str, Any]:
    try:
        told = json.loads(content)
    except ValueError as problem:
        raise Refused(where, f"it is no page of a dataset ({problem})", _MEND) from problem
    if not isinstance(told, dict) or not isinstance(told.get("value"), list):
        raise Refused(where, "it is a page without rows (`value`)", _MEND)
    return told


def _secure(address: str) -> str:
    """Ask the publisher by https, though it spells its links with http."""
    host = urlsplit(card(SOURCE).details["refresh"]["host"]).hostname
    return address.replace("http://", "https://", 1) if urlsplit(address).hostname == host else address
