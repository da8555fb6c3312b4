"""Which changes a reader asks for; read from and written to a query string."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from data.catalogue import catalogue
from data.changes.change import KINDS, Change, topic_of
from data.store import Snapshot
from layouts.choices import LONGEST_VALUE, BadChoice, choose_indicator, choose_place, nearest
from layouts.links import to
from layouts.words import _

PARAMETERS = ("place", "indicator", "kind", "from", "to", "entry", "page", "lang")
_CODED = re.compile(r"\(([A-Z0-9]{3,12})\)\s*$")
_LIKE_A_CODE = re.compile(r"[A-Z0-9]{3,12}$")
_ENTRY = re.compile(r"[0-9a-f]{16}$")
_MOST_PAGES = 9999


@dataclass(frozen=True)
class Wanted:
    """What is asked for; '' for all.

    `since` and `until` are the build ids of two snapshots; without them the snapshot that is served tells of itself.
    `entry` is one entry, `page` a page of its lines or of entries, from 1.
    """

    place: str = ""
    indicator: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""
    entry: str = ""
    page: int = 1

    def keeps(self, change: Change) -> bool:
        """Tell whether a change is asked for by its kind and figure; who sent figures belongs to each figure of them."""
        if self.kind not in ("", change.kind):
            return False
        if not self.indicator or self.indicator == change.indicator:
            return True
        return change.kind == "status" and change.topic == topic_of(catalogue()[self.indicator])

    def to_query(self) -> str:
        """Write it as a query string, without what goes without saying; the language is no part of it."""
        told = {
            "place": self.place, "indicator": self.indicator, "kind": self.kind, "from": self.since, "to": self.until,
            "entry": self.entry, "page": str(self.page) if self.page > 1 else "",
        }  # fmt: skip
        return urlencode({name: text for name, text in told.items() if text})

    def address(self, **other: str | int) -> str:
        """Give the address of this choice, or of one like it."""
        query = replace(self, **other).to_query()  # type: ignore[arg-type]
        return to(f"/changes?{query}" if query else "/changes")


def read_wanted(snapshot: Snapshot, args: Iterable[tuple[str, str]], kept: Mapping[str, str]) -> Wanted:
    """Read what is asked for from a query string's parameters, in the order in which they came.

    Parameters
    ----------
    kept
        Snapshots that can be compared: build id to when it was made.

    Raises
    ------
    BadChoice
        If a parameter is unknown, named twice, or has a value that cannot be served.
    """
    told: dict[str, str] = {}
    for name, text in args:
        if name not in PARAMETERS:
            raise BadChoice(name[:LONGEST_VALUE], "", _("There is no parameter of this name."), nearest(name, PARAMETERS))  # fmt: skip
        if name in told:
            raise BadChoice(name, "", _("Name a parameter only once."))
        if len(text) > 2 * LONGEST_VALUE:
            raise BadChoice(name, text, _("This value is too long."))
        told[name] = text.strip()
    kind, entry, page = told.get("kind", ""), told.get("entry", ""), told.get("page", "") or "1"
    if kind and kind not in KINDS:
        raise BadChoice("kind", kind, _("There is no such kind of change."), nearest(kind, KINDS) or KINDS[0])
    if entry and not _ENTRY.match(entry):
        raise BadChoice("entry", entry, _("The name of a change has sixteen figures and letters."), status=404)
    if not page.isdecimal() or not 1 <= int(page) <= _MOST_PAGES:
        raise BadChoice("page", page, _("Pages are counted from 1."), "1")
    since, until = (_choose_kept(name, told.get(name, ""), kept) for name in ("from", "to"))
    if until and not since:
        raise BadChoice("from", "", _("Say from which collection of figures on: from= names it."))
    return Wanted(
        _choose_place(snapshot, told.get("place", "")),
        choose_indicator(snapshot, told["indicator"]).slug if told.get("indicator") else "",
        kind, since, until, entry, int(page),
    )  # fmt: skip


def _choose_place(snapshot: Snapshot, said: str) -> str:
    """Find a place by its code, by its name, or by both as the form writes them."""
    coded = _CODED.search(said)
    code = coded[1] if coded else said
    if not code or code.upper() in snapshot.places:
        return code.upper()
    names = {place.name.casefold(): place.code for place in snapshot.places.values() if not place.closed}
    if said.casefold() in names:
        return names[said.casefold()]
    holding = [name for name in names if said.casefold() in name]
    if len(holding) == 1:
        return names[holding[0]]
    near = nearest(said.casefold(), tuple(holding or names))
    if near and not _LIKE_A_CODE.match(said):
        why = _("There is no place of just this name.")
        raise BadChoice("place", said, why, f"{snapshot.places[names[near]].name} ({names[near]})", 404)
    return choose_place(snapshot, code)


def _choose_kept(name: str, wanted: str, kept: Mapping[str, str]) -> str:
    if wanted and wanted not in kept:
        why = _("No collection of figures with this name is kept here.")
        raise BadChoice(name, wanted, why, nearest(wanted, tuple(kept)), 404)
    return wanted
