"""Puts a sheet together: who the place is, and the parts that a reader wants, in their order."""

from __future__ import annotations

from collections.abc import Callable

from data.store import Place, Snapshot
from geo.ground import Ground
from geo.relations import Relations
from layouts.place.page import located, who_is
from layouts.sheet import board, questions, sections, staff
from layouts.sheet.model import Section, Sheet
from layouts.sheet.subject import Choice, Subject
from layouts.words import _, date

#: The parts in the order in which they stand, by the name they have in an address.
PARTS: dict[str, Callable[[Subject], Section | None]] = {
    "figures": sections.headlines,
    "questions": questions.section,
    "specialties": sections.specialties,
    "health": sections.health,
    "staff": staff.section,
    "hospitals": board.hospitals,
    "bridge": sections.bridge,
    "missing": sections.missing,
    "definitions": sections.definitions,
    "sources": sections.sources,
}


def part_titles() -> dict[str, str]:
    """Name the parts in a reader's words."""
    return {
        "figures": _("The main figures"),
        "questions": _("Three questions"),
        "specialties": _("Specialties that differ"),
        "health": _("Health beside England"),
        "staff": _("Staff"),
        "hospitals": _("A&E by hospital, in Wales"),
        "bridge": _("Councils served, or trusts used"),
        "missing": _("What is missing"),
        "definitions": _("In plain words"),
        "sources": _("Sources"),
    }


def no_sheet(place: Place) -> tuple[str, str]:
    """Say why no sheet is made of a region, nation, care board or hospital, and where its report is put together."""
    if place.type == "site":
        return _("A meeting sheet tells of a trust, another provider, a health board, a council or a county, not of one hospital."), "/report"  # fmt: skip
    said = _("A meeting sheet tells of one trust, provider, health board, council or county; {place} is none. A report holds the sheets of all that lie in it.")  # fmt: skip
    return said.format(place=place.name), f"/report?add={place.code}"


def make(snapshot: Snapshot, ground: Ground, relations: Relations, code: str, choice: Choice | None = None) -> Sheet:
    """Make the sheet of a place.

    Parameters
    ----------
    code
        Of a place for which `has_sheet` holds.
    choice
        What a reader wants on it; None for what is usual, which fits on two sides of A4.
    """
    place = snapshot.places[code]
    choice = choice or Choice()
    subject = Subject(snapshot, ground, relations, place, choice)
    wanted = [part for key, part in PARTS.items() if not choice.sections or key in choice.sections]
    drawing = located(ground, relations, place)
    built = date(snapshot.manifest["built_at"][:10])
    return Sheet(
        code=code,
        name=place.name,
        kind=_("Meeting sheet"),
        who=who_is(snapshot, relations, place),
        locator=drawing,
        located=_("{place} on the map of England and Wales").format(place=place.name) if drawing else "",
        sections=tuple(made for part in wanted if (made := part(subject)) is not None),
        foot=_("Care Atlas, figures held on {date}. Not run by the NHS; no medical advice.").format(date=built),
    )
