"""Announced cuts in words: what a record says, who says so, and what became of the staff in post."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from data import ledger
from data.cuts import STATES, Cut, leading
from data.ledger import Actual, Entry, Total
from data.store import Snapshot
from layouts.reasons import said as in_words
from layouts.words import _, count, date, month, per_cent, spoken, statuses

_MONTHS = re.compile(r"^(\d{4}-\d{2})/(\d{4}-\d{2})$")


def state_words() -> dict[str, str]:
    """Name what a record can say."""
    kinds = statuses()
    return {
        "announced": _("Posts to go, one figure"),
        "up_to": _("\u201cUp to\u201d: only a ceiling"),
        "disputed": _("Two figures"),
        "none_planned": _("None planned"),
        "net_increase": _("Growth expected"),
        "refused": kinds["refused"],
        "no_reply": kinds["no_reply"],
        "waiting": _("Asked, still in time"),
        "no_record": kinds["no_record"],
    }


def state_classes() -> dict[str, str]:
    """Name the classes of the map: the states with a figure."""
    return {state: words for state, words in state_words().items() if state in STATES[:5]}


def evidence_words() -> dict[str, str]:
    """Name the kinds of evidence."""
    return {
        "foi-answer": _("Answer to a freedom of information request"),
        "own-paper": _("The body's own paper or announcement"),
        "union-claim": _("Claim of a union"),
    }


def short(cut: Cut) -> str:
    """Write what a record says in a few words, for a cell or a symbol's label."""
    low, high = count(cut.low or 0), count(cut.high or 0)
    said = {
        "announced": _("{n} posts to go").format(n=low),
        "up_to": _("up to {n} posts to go").format(n=high),
        "disputed": _("{low} or {high} posts to go").format(low=low, high=high),
    }
    if cut.state in said and not cut.is_posts:
        return _("{n} {unit} (not posts)").format(n=low, unit=cut.unit)
    return said.get(cut.state) or state_words()[cut.state]


def asked(cut: Cut) -> str:
    """Say when a body was asked and what came of it; '' where it answered, or nobody is known to have asked."""
    said = {
        "refused": _("It was asked on {asked} and refused to say on {answered}."),
        "no_reply": _("It was asked on {asked}. The answer was due by {due} and is not known to have come."),
        "waiting": _("It was asked on {asked}. The answer is due by {due}."),
    }.get(cut.state, "")
    days = {"asked": cut.asked_on, "answered": cut.answered_on, "due": cut.due_on}
    return said.format(**{name: date(day) for name, day in days.items() if day})


def span(cut: Cut) -> str:
    """Write the time a record is about."""
    months = _MONTHS.match(cut.span)
    if months:
        return _("{start} to {end}").format(start=month(months[1]), end=month(months[2]))
    return _("years not stated") if cut.span == "not stated" else cut.span


def split(cut: Cut) -> str:
    """Say which posts were clinical; '' where there are no posts to divide."""
    if not cut.high or not cut.tells_posts:
        return ""
    if not cut.split_is_told:
        return _("Clinical and other posts are not told apart.")
    clinical, others = cut.clinical or 0, cut.non_clinical or 0
    rest = cut.high - clinical - others
    said = _("{clinical} clinical, {others} not clinical.").format(clinical=count(clinical), others=count(others))
    return said if rest <= 0 else f"{said} " + _("{n} are not told apart.").format(n=count(rest))


def unit(cut: Cut) -> str:
    """Say what was counted; '' where there is no number."""
    names = {"FTE": _("full-time equivalents"), "WTE": _("whole-time equivalents")}
    told = cut.high and cut.is_posts and cut.unit != "posts"
    return _("Counted in {unit}.").format(unit=names.get(cut.unit, cut.unit)) if told else ""


def source(cut: Cut) -> str:
    """Name who says so, and since when."""
    if cut.asked_on:
        return _("{evidence}; asked on {date}").format(evidence=cut.evidence_words, date=date(cut.asked_on))
    day = cut.published
    told = date(day) if len(day) == 10 else month(day) if len(day) == 7 else day
    return _("{publisher}, {date}").format(publisher=cut.publisher, date=told)


def actual(told: Actual) -> str:
    """Say what became of the staff in post, transfers and mergers in the same breath."""
    spell = {"before": month(told.before), "after": month(told.after)} if told.before else {"before": "", "after": ""}
    notes = "; ".join(in_words(note) for note in told.notes)
    if told.status == "reported":
        said = _("Staff in post: {first} full-time equivalents in {before}, {last} in {after} ({change}).").format(
            first=count(told.first), last=count(told.last), change=signed(told.change), **spell
        )
        return f"{said} " + _("In between: {notes}.").format(notes=notes.rstrip(".")) if notes else said
    if notes:
        return _("Staff in post: nothing to compare between {before} and {after}, since {why}.").format(
            why=notes, **spell
        )
    words = {"not_held": _("Staff in post: not held of this body for {before} and {after}.")}
    other = _("Staff in post, {before} and {after}: {status}.")
    return words.get(told.status, other).format(status=statuses()[told.status], **spell)


def signed(change: float) -> str:
    """Write a change in percent with its sign."""
    sign = "+" if change > 0 else "\u2212" if change < 0 else ""
    return f"{sign}{per_cent(abs(change))}"


def at_least(total: Total, nation: str) -> str:
    """Say a total as what it is: a floor, from those who said a number."""
    said = {
        "England": _("At least {posts} posts announced to go in England, from {n} of {all} NHS trusts of that time."),
        "Wales": _("At least {posts} posts announced to go in Wales, from {n} of {all} health boards."),
    }[nation]
    return said.format(posts=count(total.posts), n=total.told, all=total.due)


def together(snapshot: Snapshot, chosen: Iterable[Entry]) -> str:
    """Say what became of the staff of all who gave a number of posts, as far as it can be compared."""
    told = [cut for cut in leading(entry.cut for entry in chosen if entry.cut).values() if cut.tells_posts]
    found = [then for then in (ledger.actual(snapshot, cut) for cut in told) if then.status == "reported"]
    if not found:
        return _("Staff in post at these bodies: none that is held can be compared.")
    first, last = (sum(then.first for then in found), sum(then.last for then in found))
    said = _("Staff in post at the {n} of these bodies that can be compared: {first} before, {last} after ({change}). They are counted as full-time equivalents (part-time hours added up to full posts), each over the time of its own record.").format(
        n=len(found), first=count(first), last=count(last), change=signed(100 * (last - first) / first)
    )  # fmt: skip
    moved = sum(1 for then in found if then.notes)
    more = _(
        "At {n} of them services and their staff seem to have moved in or out in between: a transfer is not a hire."
    )
    return f"{said} {more.format(n=moved)}" if moved else said


def told_on_map(snapshot: Snapshot) -> dict[str, tuple[str, str]]:
    """Give for each place with a record its few words, and the sentence that stands beside them."""
    return _told_in(spoken(), snapshot)


@lru_cache(maxsize=4)
def _told_in(_language: str, snapshot: Snapshot) -> dict[str, tuple[str, str]]:
    found = {}
    for code, cut in leading(snapshot.cuts).items():
        beside = " ".join(filter(None, (split(cut), actual(ledger.actual(snapshot, cut)))))
        found[code] = (short(cut), beside)
    return found


def headline(snapshot: Snapshot, code: str) -> str:
    """Answer for a place, or for England where none is in view."""
    cut = leading(snapshot.cuts).get(code)
    if cut is None:
        if ledger.was_due(snapshot, code):
            return _("{place}: no record of announced cuts").format(place=snapshot.places[code].name)
        return at_least(ledger.total(snapshot, "England", ledger.entries(snapshot)), "England").rstrip(".")
    return _("{name}: {said}").format(name=cut.name, said=short(cut))


def context(snapshot: Snapshot, code: str) -> str:
    """Say beside the headline what happened then, or what no record means."""
    cut = leading(snapshot.cuts).get(code)
    if cut is not None:
        return f"{span(cut)}. {actual(ledger.actual(snapshot, cut))}"
    if not ledger.was_due(snapshot, code):
        return together(snapshot, ledger.entries(snapshot))
    return _("2010 to 2013. A trust without a record is not a trust without cuts: nobody we know of asked it or published its answer.")  # fmt: skip


def coverage(snapshot: Snapshot) -> str:
    """Say how many bodies of each nation on the map gave a number."""
    every = ledger.entries(snapshot)
    return " ".join(at_least(ledger.total(snapshot, nation, every), nation) for nation in ("England", "Wales"))


def ground() -> str:
    """Say what the map draws."""
    return _("Each circle is an NHS trust of that time at its largest hospital then, over the outlines of councils; a Welsh health board stands in the middle of its area. The area of a circle tells the posts: the lower of two figures, or the ceiling, drawn hollow, where only that is known. Small hatched circles are trusts without a record.")  # fmt: skip
