"""Announced cuts in words: what a record says, who says so, and what became of the staff in post."""

from __future__ import annotations

import re
from functools import lru_cache

from data import ledger
from data.cuts import STATES, Cut, leading
from data.ledger import Actual, Total
from data.store import Snapshot
from layouts.words import _, count, date, month, per_cent, statuses

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
        return _("{n} {unit}, no posts").format(n=low, unit=cut.unit)
    return said.get(cut.state) or state_words()[cut.state]


def sentence(cut: Cut) -> str:
    """Say in one sentence what was announced, for when."""
    low, high = count(cut.low or 0), count(cut.high or 0)
    said = {
        "announced": _("{name} announced that {low} posts were to go ({span})."),
        "up_to": _("{name} announced that up to {high} posts were to go; no lower figure is known ({span})."),
        "disputed": _("Two figures were given for {name}: {low} posts to go, and {high} ({span})."),
        "none_planned": _("{name} said that no posts were to go ({span}). That is a nought, not a missing answer."),
        "net_increase": _("{name} expected to have more posts, not fewer; the number is not held ({span})."),
        "refused": _("{name} was asked on {asked} and refused to say on {answered} ({span})."),
        "no_reply": _(
            "{name} was asked on {asked}; the answer was due by {due} and is not known to have come ({span})."
        ),
        "waiting": _("{name} was asked on {asked}; the answer is due by {due} ({span})."),
    }[cut.state]
    if not cut.is_posts:
        said = _("{name}: {low} {unit} ({span}). These are no posts, so they are in no total.")
    told = {name: date(day) if day else _("an unknown day") for name, day in _days(cut).items()}
    return said.format(name=cut.name, low=low, high=high, unit=cut.unit, span=span(cut), **told)


def _days(cut: Cut) -> dict[str, str]:
    return {"asked": cut.asked_on, "answered": cut.answered_on, "due": cut.due_on}


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
    return _("Counted in {unit}.").format(unit=names.get(cut.unit, cut.unit)) if cut.high else ""


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
    notes = "; ".join(told.notes)
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


@lru_cache(maxsize=4)
def told_on_map(snapshot: Snapshot) -> dict[str, tuple[str, str]]:
    """Give for each place with a record its few words, and the sentence that stands beside them."""
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
    return _("2010 to 2013. A trust without a record is not a trust without cuts: nobody we know of asked it or published its answer.")  # fmt: skip


def ground() -> str:
    """Say what the map draws."""
    return _("Each circle is an NHS trust of that time at its largest hospital then, over the outlines of councils; a Welsh health board stands in the middle of its area. The area of a circle tells the posts: the lower of two figures, or the ceiling, drawn hollow, where only that is known. Small hatched circles are trusts without a record.")  # fmt: skip
