"""Questions to the ledger of announced cuts: who said what, how many posts at the least, and what staff did then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data import held, query
from data.cuts import SLUG, Cut, leading
from data.store import STATUSES, Snapshot

STAFF = "staff-all"
OUTSIDE = {"Northern Ireland": "N92000002"}
"""Nations whose bodies are listed and not mapped, by the code of the nation."""


@dataclass(frozen=True)
class Entry:
    """One line of the ledger; `cut` is None for a trust of that time that stands in no record."""

    code: str
    name: str
    region_code: str
    cut: Cut | None

    @property
    def state(self) -> str:
        """What the record says, `no_record` without one."""
        return self.cut.state if self.cut else "no_record"


@dataclass(frozen=True)
class Actual:
    """Staff in post (full-time equivalents) at two September counts.

    `status` is `reported`, or why no two counts can be compared; `notes` tell of transfers and mergers in between.
    """

    before: str
    after: str
    first: float
    last: float
    status: str
    notes: tuple[str, ...]

    @property
    def change(self) -> float:
        """The change in percent of the earlier count; NaN where there is nothing to compare."""
        return 100 * (self.last - self.first) / self.first if self.first else float("nan")


@dataclass(frozen=True)
class Total:
    """At least `posts` posts from `told` of `due` bodies; who gave no number of posts counts in neither."""

    posts: float
    told: int
    due: int


def is_held(snapshot: Snapshot) -> bool:
    """Tell whether the snapshot holds the ledger."""
    return SLUG in snapshot.cubes


def region_of(snapshot: Snapshot, cut: Cut) -> str:
    """Name the region of England, or the nation, that a body lies in, by its code."""
    if not cut.place_code:
        return OUTSIDE.get(cut.nation, "")
    place = snapshot.places.get(cut.place_code)
    return "W92000004" if cut.nation == "Wales" else place.region_code if place else ""


def entries(snapshot: Snapshot) -> list[Entry]:
    """List every record, then every trust of that time without one, each by name."""
    said = [Entry(cut.place_code, cut.name, region_of(snapshot, cut), cut) for cut in snapshot.cuts]
    silent = []
    if is_held(snapshot):
        known = {cut.place_code for cut in snapshot.cuts}
        for code in snapshot.cubes[SLUG].places:
            if code not in known:
                place = snapshot.places[code]
                silent.append(Entry(code, place.name, place.region_code, None))
    return [entry for part in (said, silent) for entry in sorted(part, key=lambda e: (e.name, e.code))]


def of_place(snapshot: Snapshot, code: str) -> list[Cut]:
    """List the records of a place, and those of the bodies it has taken over, its own first."""
    family, waiting = [code], [code]
    while waiting:
        for step in snapshot.predecessors.get(waiting.pop(), ()):
            if step.old_code not in family:
                family.append(step.old_code)
                waiting.append(step.old_code)
    found = [cut for cut in snapshot.cuts if cut.place_code in family]
    return sorted(found, key=lambda cut: (cut.place_code != code, cut.name, cut))


def was_due(snapshot: Snapshot, code: str) -> bool:
    """Tell whether a trust stood in the years of the ledger, or has a record."""
    return is_held(snapshot) and code in snapshot.cubes[SLUG].place_at


def total(snapshot: Snapshot, nation: str, chosen: Iterable[Entry], region: str = "") -> Total:
    """Add up the posts that bodies of a nation announced at the least, one record a body.

    Parameters
    ----------
    nation
        `England` or `Wales`; other nations are in no total.
    chosen
        The lines to add up.
    region
        Count only bodies due in this region of England; '' for all.
    """
    here = [entry.cut for entry in chosen if entry.cut and (not region or entry.region_code == region)]
    stand = leading(cut for cut in here if cut.nation == nation)
    told = [cut for cut in stand.values() if cut.tells_posts]
    kind = "health-board" if nation == "Wales" else "trust"
    codes = snapshot.cubes[SLUG].places if kind == "trust" else snapshot.places
    due = [code for code in codes if snapshot.places[code].type == kind]
    if region:
        due = [code for code in due if snapshot.places[code].region_code == region]
    return Total(sum(cut.posts for cut in told), len(told), len(due))


def actual(snapshot: Snapshot, cut: Cut) -> Actual:
    """Tell what became of the staff in post of a body between the counts on either side of its announcement.

    No two counts are compared where the body has gone, or took over another in between. What is known of transfers
    in between comes with the figures, so that a transfer is never read as a hire.
    """
    nothing = float("nan")

    def without(status: str, *notes: str) -> Actual:
        return Actual(cut.before, cut.after, nothing, nothing, status, notes)

    staff = held.indicators(snapshot).get(STAFF)
    if staff is None or not cut.place_code:
        return without("not_held")
    for step in snapshot.predecessors.get(cut.place_code, ()):
        if cut.before < step.date[:7] <= cut.after and step.old_code in snapshot.places:
            return without(
                "no_comparable_record", f"it took over {snapshot.places[step.old_code].name} in {step.date[:4]}"
            )
    for step in snapshot.successors.get(cut.place_code, ()):
        if step.date[:7] <= cut.after and step.new_code in snapshot.places:
            new = snapshot.places[step.new_code].name
            return without("no_comparable_record", f"it became part of {new} in {step.date[:4]}")
    cube = snapshot.cubes[staff.dataset]
    if cut.place_code not in cube.place_at or not {cut.before, cut.after} <= set(cube.periods):
        return without("not_held")
    told = query.through_time(snapshot, staff, staff.default_split, cut.place_code)
    ends = [told.periods.index(month) for month in (cut.before, cut.after)]
    for at in ends:
        if told.status[at, 0] != query.REPORTED:
            return without(STATUSES[told.status[at, 0]] or "no_comparable_record")
    first, last = (float(told.value[at, 0]) for at in ends)
    marks = query.breaks(snapshot, told, cut.place_code)
    notes = dict.fromkeys(mark.reason for mark in marks if mark.kind != "gap" and cut.before < mark.period <= cut.after)
    return Actual(cut.before, cut.after, first, last, "reported", tuple(notes))
