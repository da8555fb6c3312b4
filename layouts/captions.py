"""What stands beside a map: what is drawn, what its table is of, and how many places have a figure."""

from __future__ import annotations

from data.query import REPORTED, Answer
from layouts import cuts
from layouts.filters import shown_where
from layouts.view import View
from layouts.words import _


def ground(view: View, drawing: str) -> str:
    """Say what is drawn: councils of which year, catchments of trusts, or points."""
    if view.measured.is_welsh:
        return welsh_ground(view)
    if view.measured.of_areas:
        sentence = _(
            "Drawn on the borders of councils in {year}, those that most of these figures were published for. A "
            "council that had merged or not yet merged has no figure of its own on them."
        )
        return sentence.format(year=drawing.partition(".")[0][-4:])
    if view.measured.by_states:
        return cuts.ground()
    if "trust-" in drawing:
        return _(
            "Each area is where most patients admitted from a neighbourhood went to one trust, in 2019. It is no legal "
            "boundary. Circles are trusts without such an area. Wales has its own NHS figures."
        )
    if view.measured.drawn == "site":
        return _("Each circle is a hospital, over the outlines of councils.")
    said = _("Each circle is a trust, at its largest hospital, over the outlines of councils.")
    if view.period < "2019-04":
        said += " " + _("Areas are only known from April 2019 on.")
    return said


def welsh_ground(view: View) -> str:
    """Say what is drawn of Wales, and why England has no colour beside it."""
    drawn = {
        "health-board": _("Each area is a health board of Wales."),
        "nation": _("Wales is drawn as a whole."),
        "council": _("Each area is a council of Wales."),
        "site": _(
            "Each circle is a hospital with an A&E or minor injury unit, at the middle of its postcode district."
        ),
    }
    beside = _("England has its own maps: it counts by other rules, so the two never share one.")
    return f"{drawn[view.measured.drawn]} {beside}"


def caption(view: View, shown: int) -> str:
    """Name the table of what is on the map, or say that the filters leave nothing."""
    titles = {
        "trust": _("{title}: trusts {where}"),
        "site": _("{title}: hospitals {where}"),
        "health-board": _("{title}: health boards"),
        "nation": _("{title}: Wales as a whole"),
    }
    none = {"trust": _("No trust is {where}."), "site": _("No hospital is {where}.")}
    words = titles.get(view.measured.drawn, _("{title}: councils {where}"))
    if not shown:
        words = none.get(view.measured.drawn, _("No council is {where}: choose another region or fifth."))
    return words.format(title=_(view.measured.title), where=shown_where(view))


def coverage(view: View, answer: Answer, shown: frozenset[str]) -> str:
    """Say how many of the places shown have a figure: `148 of 150 trusts on the map have a figure.`"""
    if not shown:
        return caption(view, 0)
    due = [at for at, code in enumerate(answer.places) if code in shown and answer.status[-1, at]]
    told = sum(1 for at in due if answer.status[-1, at] == REPORTED)
    words = {
        "trust": _("{n} of {total} trusts {where} have a figure."),
        "site": _("{n} of {total} hospitals {where} are marked."),
        "health-board": _("{n} of {total} health boards have a figure."),
        "nation": _("Wales as a whole; no parts of it are told."),
    }
    other = _("{n} of {total} councils {where} have a figure.")
    return words.get(view.measured.drawn, other).format(n=told, total=len(due), where=shown_where(view))
