"""What a reader can do with a page: who answers for a place, where to tell one's story, what to ask."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote_plus

from dash import html

from data.store import Place
from layouts.words import _


def _listed(links: list[tuple[str, str, str]]) -> html.Ul:
    return html.Ul([html.Li([html.A(title, href=address), f" \u2013 {what}"]) for title, address, what in links])


def who_answers(place: Place) -> list[Any]:
    """List who regulates an English trust or provider and where to tell one's story, as links to official pages."""
    regulators = [
        (
            _("Care Quality Commission"),
            f"https://www.cqc.org.uk/provider/{place.code}" if place.type == "trust" else "https://www.cqc.org.uk",
            _("inspects and rates hospitals; its page of this organisation holds the reports."),
        ),
        (
            _("NHS England"),
            "https://www.england.nhs.uk/nhs-oversight-framework/",
            _("oversees trusts and steps in where one is in trouble."),
        ),
    ]
    stories = [
        (_("Care Opinion"), "https://www.careopinion.org.uk", _("tell your story in public; hospitals answer there.")),
        (
            _("Your local Healthwatch"),
            "https://www.healthwatch.co.uk/your-local-healthwatch/list",
            _("search for the one of your council; it takes what people say to the board."),
        ),
        (
            _("How to complain to the NHS"),
            "https://www.nhs.uk/contact-us/how-to-complain-to-the-nhs/",
            _("the steps, and who helps you with them."),
        ),
        (
            _("Parliamentary and Health Service Ombudsman"),
            "https://www.ombudsman.org.uk/making-complaint",
            _("decides where a complaint was not put right."),
        ),
        (
            _("NHS website"),
            "https://www.nhs.uk/nhs-services/hospitals/",
            _("how hospital care works and how to choose."),
        ),
    ]
    return [
        html.H2(_("Who answers for it, and where to tell your story")),
        html.H3(_("Who regulates it")),
        _listed(regulators),
        html.H3(_("Where to tell your story")),
        _listed(stories),
    ]


def who_answers_in_wales() -> list[Any]:
    """List who regulates the NHS in Wales and where to tell one's story."""
    links = [
        (_("Healthcare Inspectorate Wales"), "https://www.hiw.org.uk", _("inspects hospitals in Wales.")),
        (_("Llais"), "https://www.llaiswales.org", _("speaks for people who use health and social care in Wales.")),
        (
            _("Public Services Ombudsman for Wales"),
            "https://www.ombudsman.wales",
            _("decides where a complaint was not put right."),
        ),
    ]
    return [html.H2(_("Who answers for it, and where to tell your story")), _listed(links)]


def ask_the_board(name: str) -> list[Any]:
    """Suggest to a volunteer what to ask a trust's board."""
    return [
        html.H2(_("What to do with these figures")),
        html.Ul(
            [
                html.Li(_("Ask the board in which month each standard will be met, specialty by specialty.")),
                html.Li(_("Ask what is done for people who have waited over a year, and who tells them.")),
                html.Li(_("Where a month is missing, ask {name} when it will be sent.").format(name=name)),
                html.Li(_("A single month can be chance: look at the trend on the map page before you write.")),
            ]
        ),
    ]


def ask_the_council(area: str, answering: str, welsh: bool) -> list[Any]:
    """Suggest what to do with the figures of a council, and where its needs assessment is to be found.

    Parameters
    ----------
    area
        The place of the page.
    answering
        The council that makes the assessment: the county for a district.
    """
    plan = (
        _("{council} council well-being assessment")
        if welsh
        else _("{council} council joint strategic needs assessment")
    )
    address = f"https://www.google.com/search?q={quote_plus(plan.format(council=answering))}"
    link = html.A(_("Search for the one of {council}").format(council=answering), href=address)
    if welsh:
        assessed = _(
            "Every public services board in Wales must publish a well-being assessment. We hold no list of them."
        )
    else:
        assessed = _("Every county and unitary council in England must publish a joint strategic needs assessment (JSNA) with the NHS. We hold no list of them.")  # fmt: skip
    if welsh:
        hearing = _("Ask the health board and Llais what they know of the care of people in {area}.")
    else:
        hearing = _("Ask the health scrutiny committee to hear the trusts that people in {area} are admitted to.")
    steps: list[Any] = [
        _("Put a figure that stands out into the work plan of your group, with its month and its source."),
        _("Ask the council: what does the needs assessment say about this, and what has been done since?"),
        hearing.format(area=area),
        [assessed, " ", link, "."],
    ]
    return [html.H2(_("What to do with these figures")), html.Ul([html.Li(step) for step in steps])]
