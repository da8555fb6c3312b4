"""The doorways of what changed: the page, its feed, the feed of a place."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request

from callbacks.delivery import deliver
from callbacks.frame import framed
from callbacks.world import world, worlds
from data import shelf
from data.catalogue import use
from data.changes.entries import MOST_KEPT, Entry, gather
from data.changes.told import changes
from data.store import Snapshot
from layouts.changes.choice import Wanted, read_wanted
from layouts.changes.feed import MIMETYPE, discovery, feed
from layouts.changes.page import FORM, entry_page, form, page
from layouts.changes.sentences import Sides
from layouts.choices import BadChoice, choose_place
from layouts.html import render
from layouts.words import _, asked

pages = Blueprint("changes", __name__)
#: Lines of one entry that are made for its own page; pages of them are counted from here.
MOST_OF_ONE = 20_000
#: Lines of the entries of a place.
MOST_OF_A_PLACE = 400


@pages.get("/changes")
def changes_page() -> Response:
    """Tell what changed, all of it or what is asked for."""
    here = world()
    kept = {one.id: one.published_at for one in shelf.ids(here.settings.snapshot)}
    wanted = read_wanted(here.snapshot, request.args.items(multi=True), kept)

    def make() -> str:
        sides = _sides(wanted)
        if wanted.entry:
            found = _one(sides, wanted)
            body = render(entry_page(sides, found, wanted))
        else:
            listed = _entries(sides, wanted.place, wanted)
            body = render(page(sides, listed, wanted, kept), {FORM: form(here.snapshot, wanted, kept)})
        name = sides.name(wanted.place) if wanted.place else ""
        query = wanted.to_query()
        own = f"/changes?{query}" if query else "/changes"
        return framed(_("What changed"), body, head=discovery(wanted.place, name), lang=asked(), address=own)

    key = f"{wanted.to_query()}|{asked()}|{','.join(kept)}"
    return deliver("changes", key, make, mimetype="text/html")


@pages.get("/changes.atom")
def changes_feed() -> Response:
    """Give what changed, over all places, as a feed."""
    return _feed("")


@pages.get("/place/<code>/changes.atom")
def place_feed(code: str) -> Response:
    """Give what changed at one place as a feed."""
    here = world()
    found = choose_place(here.snapshot, code)
    if found not in here.snapshot.places:
        abort(404)
    return _feed(found)


def _feed(place: str) -> Response:
    for name in request.args:
        if name != "lang":
            raise BadChoice(name[:80], "", _("A feed has no parameter but lang."))
    here = world()

    def make() -> str:
        sides = Sides(here.snapshot)
        return feed(sides, _entries(sides, place, Wanted(place=place)), place, here.settings.public_url)

    return deliver("changes.atom", f"{place}|{asked()}", make, mimetype=MIMETYPE)


def of_place(snapshot: Snapshot, code: str) -> tuple[Entry, ...]:
    """Give what changed lately at one place, the most important first."""
    return _entries(Sides(snapshot), code, Wanted(place=code))


def _entries(sides: Sides, place: str, wanted: Wanted) -> tuple[Entry, ...]:
    told = (change for change in changes(sides.old, sides.new, place) if wanted.keeps(change))
    return gather(told, by_place=bool(place), most=MOST_OF_A_PLACE if place else MOST_KEPT)


def _one(sides: Sides, wanted: Wanted) -> Entry:
    """Find one entry with all its changes.

    Raises
    ------
    BadChoice
        If nothing of this name has changed, or no more: a figure revised again is told anew.
    """
    told = (change for change in changes(sides.old, sides.new, wanted.place) if wanted.keeps(change))
    for entry in gather(told, by_place=bool(wanted.place), most=MOST_OF_ONE):
        if entry.id == wanted.entry:
            return entry
    why = _("This change is told no more: it is too long ago, or its figures have changed again since.")
    raise BadChoice("entry", wanted.entry, why, status=404)


def _sides(wanted: Wanted) -> Sides:
    """Give the snapshots to be compared: the one served by itself, or two that are kept."""
    here = world()
    if not wanted.since:
        return Sides(here.snapshot)
    until = wanted.until or here.snapshot.id
    sides = Sides(_kept("to", until), old := _kept("from", wanted.since))
    use((*old.own, *sides.new.own))
    return sides


def _kept(name: str, build: str) -> Snapshot:
    found = worlds().of(build)
    if found is None:
        raise BadChoice(name, build, _("No collection of figures with this name is kept here."), status=404)
    return found.snapshot
