"""Finding a place: what was found, what else was meant, and the hospitals near it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote_plus

from dash import html

from data.store import Snapshot
from geo.find import Found
from geo.gazetteer import MILE, Gazetteer, Near, Spot
from layouts.links import to
from layouts.words import _

#: What a link to the map of a health board shows.
BOARDS_MAP = "wales-rtt-over-18-weeks"


def address(text: str, start: str = "/find") -> str:
    """Give the address that searches for a text, or (`/near`) compares the waits there."""
    return to(f"{start}?q={quote_plus(text)}")


def far(km: float) -> str:
    """Write a distance as people say it, no finer than a district's point allows: `21 miles (34 km)`."""
    miles = km / MILE
    if miles < 1:
        return _("under a mile (under 2 km)")
    return _("{miles} miles ({km} km)").format(miles=f"{miles:.0f}" if miles >= 10 else f"{miles:.1f}", km=f"{km:.0f}")


def whole_name(gazetteer: Gazetteer, spot: Spot) -> str:
    """Name a spot, a place as the reader's language has it, so that no other is meant: `Newport, Isle of Wight`."""
    around = gazetteer.surroundings.get(spot.council_code, "")
    if spot.kind != "town" or not around:
        return gazetteer.place_names.get(spot.code, spot.name)
    return f"{spot.name}, {around}"


def said_of(gazetteer: Gazetteer, spot: Spot) -> str:
    """Say in a few words what a spot is: `Hospital of Somerset NHS Foundation Trust`."""
    around = gazetteer.surroundings.get(spot.council_code, "")
    owner = gazetteer.place_names.get(spot.place_code, "")
    kinds = {
        "district": _("Postcode district in {council}").format(council=around),
        "town": _("Town or village in {council}").format(council=around),
        "site": _("Hospital of {trust}").format(trust=owner),
        "council": _("Council"),
        "county": _("County council"),
        "region": _("Region"),
        "nation": _("Nation"),
        "trust": _("NHS trust") if spot.weight > 0 else _("Former NHS trust"),
        "provider": _("Independent or other provider of NHS care"),
        "icb": _("Integrated care board"),
        "health-board": _("Health board in Wales"),
    }
    return kinds.get(spot.kind, "")


def link_of(gazetteer: Gazetteer, spot: Spot, start: str = "/find") -> str:
    """Give the address a spot leads to: its search where it is ground, else its own or its trust's page."""
    if spot.kind == "district":
        return address(spot.code, start)
    return address(whole_name(gazetteer, spot), start) if spot.kind == "town" else to(f"/place/{spot.place_code}")


def find_page(
    snapshot: Snapshot, gazetteer: Gazetteer, found: Found, hint: str = "", start: str = "/find"
) -> tuple[str, html.Div]:
    """Lay out the answer to a search.

    Parameters
    ----------
    hint
        `outside` where a browser's own place lay outside England and Wales.
    start
        Where choices lead: `/find`, or `/near` for who was on the way there.

    Returns
    -------
    Title and body.
    """
    title, parts = _answer(snapshot, gazetteer, found, start)
    if hint == "outside":
        parts.insert(
            0, html.P(_("Where you are seems to be outside England and Wales. Type a postcode or town instead."))
        )
    return title, html.Div([html.H1(title), *parts, *_how()], className="text find")


def _answer(snapshot: Snapshot, gazetteer: Gazetteer, found: Found, start: str) -> tuple[str, list[Any]]:
    if found.spot is not None:
        others = _matches(gazetteer, found.matches, _("Also found"))
        council = [_council(gazetteer, found.spot)] if found.spot.council_code else []
        return _near_title(gazetteer, found.spot), [*near_section(snapshot, gazetteer, found), *council, *others]
    if found.kind == "choices":
        title = _("Which {name}?").format(name=found.text)
        said = html.P(_("Several places bear this name. Choose one:"))
        return title, [said, _list(gazetteer, found.matches, start)]
    if found.kind == "matches":
        title = _("Found for \u201c{text}\u201d").format(text=found.text)
        return title, [_list(gazetteer, found.matches, start)]
    if found.kind == "elsewhere":
        return _elsewhere(found)
    if found.kind == "unknown_district":
        title = _("There is no postcode district {text}").format(text=found.text)
        near = html.Ul([html.Li(html.A(code, href=address(code, start))) for code in found.near])
        return title, [
            html.P(_("It is not among the districts of England and Wales that we know. Very new ones, and those for post boxes and large firms, are missing. Did you mean one of these?")),
            near,
        ]  # fmt: skip
    if found.kind == "nothing":
        title = _("Nothing found for \u201c{text}\u201d").format(text=found.text)
        return title, [
            html.P(_("Check the spelling, or type a little more. A postcode, or just its first half, works best. Only England and Wales are here, and of hospitals in Wales only those that report on A&E."))
        ]  # fmt: skip
    return _("Find a place"), [
        html.P(_("Type a postcode, a town, a council, an NHS trust or a hospital into the box above.")),
        html.P([_("For example:"), " ", *_examples()]),
    ]


def _examples() -> list[Any]:
    links = [html.A(text, href=address(text)) for text in ("TA1", "Newport", "Musgrove Park", "St James")]
    return [part for link in links for part in (link, " \u00b7 ")][:-1]


def _near_title(gazetteer: Gazetteer, spot: Spot) -> str:
    if spot.kind == "district":
        around = gazetteer.surroundings.get(spot.council_code, "")
        return _("Hospitals near {district} ({council})").format(district=spot.name, council=around)
    return _("Hospitals near {town}").format(town=whole_name(gazetteer, spot))


def near_section(snapshot: Snapshot, gazetteer: Gazetteer, found: Found) -> list[Any]:
    """List the nearest hospitals of a spot, each with its trust, and what nearest does not mean."""
    spot = found.spot
    if spot is None or spot.lat is None or spot.lon is None:
        return [html.P(_("We do not know where this lies, so no distances can be given."))]
    rows = [_hospital(snapshot, near) for near in gazetteer.nearest_hospitals(spot.lat, spot.lon)]
    query = spot.code if spot.kind == "district" else whole_name(gazetteer, spot)
    parts: list[Any] = [
        html.Ol(rows, className="near"),
        html.P(html.A(_("Compare waiting times near here"), href=address(query, "/near"), className="next")),
        html.P(_("Nearest is not always where you are sent. Your GP can tell which hospitals offer the treatment you need, and for most planned treatment in England you may choose.")),
        html.P(_("Distances are as the crow flies, from the middle of the district or town, so roads are longer. Only NHS hospitals with operations or emergency care are listed; community hospitals and clinics are not. The list is made from the NHS's lists of hospitals of 2020 and 2014 and its estates returns of 2016-17, so what has opened, closed or changed since may be wrong."), className="source"),
    ]  # fmt: skip
    return [*welsh(gazetteer, spot), *parts]


def welsh(gazetteer: Gazetteer, spot: Spot) -> list[Any]:
    """Name the health board of a place in Wales, and say what that means for its figures; nothing in England."""
    board = gazetteer.boards.get(spot.council_code, "")
    if not board:
        return []
    return [
        html.P([_("This is in Wales. The health board here:"), " ", html.A(gazetteer.place_names[board], href=to(f"/place/{board}"))]),
        html.P(_("A health board runs the hospitals and pays for care. Wales counts waits by other rules than England, so the figures of a Welsh and an English hospital are never set side by side. Of hospitals in Wales only those are listed that reported on A&E in April 2022.")),
    ]  # fmt: skip


def _hospital(snapshot: Snapshot, near: Near) -> html.Li:
    trust = snapshot.places[near.hospital.trust_code]
    return html.Li(
        [
            html.Span(near.hospital.name, className="what"),
            html.Span(far(near.km), className="far"),
            html.Span(
                [
                    html.A(trust.name, href=to(f"/place/{trust.code}")),
                    " \u00b7 ",
                    html.A(
                        _("on the map"),
                        href=to(
                            f"/?place={trust.code}"
                            if trust.type == "trust"
                            else f"/?indicator={BOARDS_MAP}&place={trust.code}"
                        ),
                        **{"aria-label": _("{trust} on the map").format(trust=trust.name)},
                    ),
                ],
                className="whose",
            ),
        ],
        **{"data-code": trust.code},
    )


def _council(gazetteer: Gazetteer, spot: Spot) -> html.P:
    council = gazetteer.council_names[spot.council_code]
    return html.P([_("The council here:"), " ", html.A(council, href=to(f"/place/{spot.council_code}"))])


def _matches(gazetteer: Gazetteer, spots: tuple[Spot, ...], heading: str) -> list[Any]:
    return [html.H2(heading), _list(gazetteer, spots)] if spots else []


def _list(gazetteer: Gazetteer, spots: tuple[Spot, ...], start: str = "/find") -> html.Ul:
    items = [
        html.Li(
            [
                html.A(whole_name(gazetteer, spot), href=link_of(gazetteer, spot, start)),
                " ",
                html.Span(said_of(gazetteer, spot), className="quiet"),
            ]
        )
        for spot in spots
    ]
    return html.Ul(items, className="found")


def _elsewhere(found: Found) -> tuple[str, list[Any]]:
    names = {
        "scotland": _("{district} is in Scotland"),
        "northern-ireland": _("{district} is in Northern Ireland"),
        "islands": _("{district} is in the Channel Islands or the Isle of Man"),
    }
    sources = {
        "scotland": ("https://publichealthscotland.scot/", _("Public Health Scotland")),
        "northern-ireland": ("https://www.health-ni.gov.uk/", _("Department of Health, Northern Ireland")),
    }
    title = names[found.where].format(district=found.text)
    parts: list[Any] = [
        html.P(_("This atlas holds figures for England, and some for Wales. Health services elsewhere are run and counted in other ways."))
    ]  # fmt: skip
    if found.where in sources:
        link, name = sources[found.where]
        parts.append(html.P([_("Figures for there are published by:"), " ", html.A(name, href=link)]))
    return title, parts


def _how() -> list[Any]:
    return [
        html.P(_("A postcode is cut to its first half, such as TA1, before anything else happens to it. It is never stored or written down."), className="source"),
    ]  # fmt: skip
