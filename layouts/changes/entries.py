"""What an entry says: its heading, its lines, where its figures come from."""

from __future__ import annotations

from data.catalogue import catalogue
from data.changes.change import Change
from data.changes.entries import Entry
from data.store import ENGLAND
from layouts import judgement
from layouts.changes.sentences import Sides, sentence, topics, when
from layouts.words import _, count, date, ngettext

#: Where tag URIs of entries say they come from: a name that can never be anybody's (RFC 2606), and a year.
AUTHORITY = "care-atlas.invalid,2026"


def kinds() -> dict[str, str]:
    """Name the kinds of change, in the order of their importance."""
    return {
        "period": _("New figures"),
        "revised": _("Figures that were revised"),
        "status": _("Who stopped or began sending figures"),
        "verdict": _("Verdicts that changed"),
        "merger": _("Mergers"),
        "indicator": _("Figures that came or went"),
    }


def tag(entry: Entry, place: str = "") -> str:
    """Name an entry for all time (a tag URI, RFC 4151), by its content alone."""
    return f"tag:{AUTHORITY}:changes{f'/{place}' if place else ''}/{entry.id}"


def heading(sides: Sides, entry: Entry, place: str = "") -> str:
    """Tell an entry in one sentence, without a full stop.

    Parameters
    ----------
    place
        The place whose entry it is; '' for one over all places.
    """
    first = entry.first
    if entry.n == 1 and first.kind in ("status", "merger", "indicator"):
        return sentence(sides, first, bool(place)).rstrip(".")
    write = {"period": _of_period, "revised": _of_revision, "status": _of_status}.get(first.kind)
    if write is not None:
        return write(sides, entry, place)
    return _of_place_verdicts(entry) if place else _of_verdict(entry)


def _of_period(sides: Sides, entry: Entry, place: str) -> str:
    topic, period = topics()[entry.first.topic], when(entry.first)
    if entry.first.what == "withdrawn":
        return _("Figures on {topic} for {period} are held here no more").format(topic=topic, period=period)
    return _("New figures on {topic}: {period}").format(topic=topic, period=period)


def _of_revision(sides: Sides, entry: Entry, place: str) -> str:
    topic, period = topics()[entry.first.topic], when(entry.first)
    others = len(entry.places - {ENGLAND})
    if place or not others:
        return _("Figures on {topic} for {period} were revised").format(topic=topic, period=period)
    told = ngettext(
        "Figures on {topic} for {period} were revised at {n} place",
        "Figures on {topic} for {period} were revised at {n} places",
        others,
    )
    return told.format(topic=topic, period=period, n=count(others))


def _of_status(sides: Sides, entry: Entry, place: str) -> str:
    first, more = entry.first, len(entry.places) - 1
    words = {
        "stopped": ngettext(
            "{place} and {n} other provider sent no figures on {topic} for {month}",
            "{place} and {n} other providers sent no figures on {topic} for {month}",
            more,
        ),
        "resumed": ngettext(
            "{place} and {n} other provider sent figures on {topic} for {month} again",
            "{place} and {n} other providers sent figures on {topic} for {month} again",
            more,
        ),
        "began": ngettext(
            "{place} and {n} other provider sent figures on {topic} for {month}, the first that are held of them",
            "{place} and {n} other providers sent figures on {topic} for {month}, the first that are held of them",
            more,
        ),
    }
    return words[first.what].format(
        place=sides.name(first.place), n=count(more), topic=topics()[first.topic], month=when(first)
    )


def _of_verdict(entry: Entry) -> str:
    first, n = entry.first, len(entry.places)
    indicator = catalogue()[first.indicator]
    if indicator.of_areas:
        told = ngettext(
            "{title}, {period}: {n} place is newly \u201c{verdict}\u201d",
            "{title}, {period}: {n} places are newly \u201c{verdict}\u201d",
            n,
        )
    elif entry.in_splits:
        told = ngettext(
            "{title}, in single specialties or departments, {period}: {n} trust is newly \u201c{verdict}\u201d",
            "{title}, in single specialties or departments, {period}: {n} trusts are newly \u201c{verdict}\u201d",
            n,
        )
    else:
        told = ngettext(
            "{title}, {period}: {n} trust is newly \u201c{verdict}\u201d",
            "{title}, {period}: {n} trusts are newly \u201c{verdict}\u201d",
            n,
        )
    verdict = judgement.classes(indicator)[first.what]
    return told.format(title=_(indicator.title), period=when(first), n=count(n), verdict=verdict)


def _of_place_verdicts(entry: Entry) -> str:
    told = ngettext(
        "Another verdict on {n} figure of {topic}, {period}",
        "Another verdict on {n} figures of {topic}, {period}",
        entry.n,
    )
    return told.format(n=count(entry.n), topic=topics()[entry.first.topic], period=when(entry.first))


def lines(sides: Sides, entry: Entry, place: str = "") -> list[tuple[str, str]]:
    """Tell the changes kept of an entry one by one: the sentence, and the address that shows the figure.

    What the heading says already is not said again.
    """
    if entry.n == 1 and entry.first.kind in ("status", "merger", "indicator"):
        return []
    return [(sentence(sides, change, bool(place)), address(sides, change)) for change in entry.kept]


def address(sides: Sides, change: Change) -> str:
    """Give the address on this site that shows what changed; '' where there is none."""
    known = change.place in sides.new.places
    if change.kind in ("status", "merger"):
        return f"/place/{change.place}" if known else ""
    if change.what == "withdrawn":
        return ""
    indicator = catalogue()[change.indicator]
    if not indicator.on_map or change.kind == "indicator":
        return f"/indicator/{change.indicator}"
    split = "" if change.split == indicator.default_split else f"&split={change.split}"
    place = "" if change.place == ENGLAND or not known else f"&place={change.place}"
    return f"/?indicator={change.indicator}{split}&period={change.period}{place}"


def provenance(entry: Entry) -> str:
    """Say which files a revision stands in and when the publisher made it, as far as is known; '' for what is none."""
    first = entry.first
    if first.kind != "revised" or not all(first.files):
        return ""
    if first.files[0] == first.files[1]:
        return _("Both stand in a file of the same name, {file}.").format(file=first.files[0])
    told = _("The figures before stand in {first}, today\u2019s in {now}.").format(first=first.files[0], now=first.files[1])  # fmt: skip
    if not first.revised_on:
        return " ".join((told, _("The publisher\u2019s files do not say on which day.")))
    return " ".join((told, _("Revised on {date}.").format(date=date(first.revised_on))))
