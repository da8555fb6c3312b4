"""Sharing a view: text to paste into a newsletter, code for a website, a link, and how to print it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import dash_bootstrap_components as dbc
from dash import dcc, html

from data import query
from data.store import Snapshot
from geo.ground import Ground
from layouts import alt, sentences
from layouts.chart.picture import CHARTS, ONE_SHAPE, chart_alt
from layouts.choices import BadChoice
from layouts.pack.chosen import download
from layouts.pasted import Ways, beside, caption, follows, frame, newsletter
from layouts.picture import paint
from layouts.view import View
from layouts.welsh import language_names
from layouts.words import _, named
from layouts.zoomed import zoomed


@dataclass(frozen=True)
class Texts:
    """What is passed on of a view, in the language chosen for it, which need not be the one the reader reads here.

    Attributes
    ----------
    view
        The view in that language.
    told
        The alternative text of each kind of picture that can be made of the view.
    nearer
        Whether its map can be shown nearer.
    letter
        The piece for a newsletter as HTML and as plain text; the caption alone where no address is known.
    """

    view: View
    told: dict[str, str]
    nearer: bool
    letter: tuple[str, str]
    frame: str


def texts(
    snapshot: Snapshot, ground: Ground, view: View, site: str, ways: Ways | None = None, alike: Sequence[str] = ()
) -> Texts:
    """Find out which pictures can be made of a view, and write what is passed on of it.

    Parameters
    ----------
    site
        The address by which readers know this site; '' where other machines cannot reach it.
    alike
        The places most like the one in view.

    Raises
    ------
    BadChoice
        If the picture asked for cannot be made of this view.
    """
    ways = ways or Ways()
    answer = query.across(snapshot, view.measured, view.split, view.period)
    whole = paint(snapshot, ground, view, answer)
    shown, nearer = whole, True
    try:
        near = zoomed(whole, ())
        shown = near if ways.zoom == "yes" else whole
    except BadChoice:
        nearer = False
    told = {"map": alt.alt(snapshot, view, answer, shown)}
    for kind in CHARTS[1:]:
        try:
            told[kind] = chart_alt(snapshot, view, kind, alike)
        except BadChoice:
            continue
    if ways.chart not in told:
        chart_alt(snapshot, view, ways.chart, alike)
    if ways.zoom == "yes" and not nearer:
        raise BadChoice("zoom", "yes", _("Name a place that is drawn on this map, to be shown nearer."), "no")
    said, source = caption(snapshot, view)
    plain = "", f"{said}\n{source}"
    letter = newsletter(snapshot, site, view, ways, told[ways.chart], said, source) if site else plain
    return Texts(view, told, nearer, letter, frame(snapshot, site, view, ways))


def share(
    snapshot: Snapshot, view: View, site: str, made: Texts, ways: Ways | None = None, alike: Sequence[str] = ()
) -> list[Any]:
    """Lay out all the ways to share a view, as a form whose choices change every text in it.

    Parameters
    ----------
    site
        The address by which readers know this site; '' where other machines cannot reach it: a warning then stands in
        place of every text that would hold it.
    made
        The texts, in the language chosen for them.
    alike
        The places most like the one in view.
    """
    ways = ways or Ways()
    chosen_below = ("compare",) if site else ()
    fields = [
        dcc.Input(type="hidden", name=name, value=value)
        for name, value in parse_qsl(view.to_query())
        if name not in chosen_below
    ]
    return [
        html.Form(
            [
                *fields,
                _part("letter", _("Newsletter"), _letter(snapshot, view, site, ways, made)),
                _part("website", _("Website"), _website(snapshot, view, site, ways, made, alike)),
                _part("link", _("Link"), _link(snapshot, made.view, site)),
                _part("print", _("Print"), [
                    html.P(_("Print the page of the map, of the place or of the comparison from your browser: figures and source come on paper, the controls stay away.")),
                ]),
                html.Button(_("Show with these choices"), type="submit", className="go"),
            ],
            action="/share", method="get", **{"data-shared": view.to_query(), "aria-label": _("How to share this view")},
        )
    ]  # fmt: skip


def _part(name: str, title: str, parts: Sequence[Any]) -> html.Section:
    return html.Section([html.H3(title), *parts], **{"data-tab": name})


def _letter(snapshot: Snapshot, view: View, site: str, ways: Ways, made: Texts) -> list[Any]:
    told, language = made.told[ways.chart], made.view.lang
    shown = made.view.to_query() + ways.picture
    form = {"aspectRatio": "5 / 7" if ways.chart == CHARTS[0] else "5 / 4"}
    background = {"--picture": f"url(/image.png?{shown}&width=600)"} | form  # fetched only once it is seen
    pictures = [
        html.A(label, href=f"/image.png?{shown}{more}", download="care-atlas.png")
        for label, more in (
            (_("Picture, 1200 wide"), ""), (_("Square picture"), "&shape=square"), (_("Card for social media"), "&shape=card"),
        )[: 1 if ways.chart in ONE_SHAPE else None]
    ]  # fmt: skip
    titles = {
        "map": _("The map"),
        "trend": _("The place through time"),
        "bar": _("The place beside others, as bars"),
        "funnel": _("The place among all others, as a funnel"),
        "specialties": _("Every specialty through time"),
        "glance": _("Every figure at a glance"),
    }
    parts: list[Any] = []
    if len(made.told) > 1:
        options = [(kind, titles[kind]) for kind in made.told]
        parts.append(html.Div(_choice("chart", _("Picture"), options, ways.chart), className="picks"))
    page, plain = made.letter
    if site:
        parts += [
            html.P(_("Paste this into the HTML of your newsletter, or copy it as rich text and paste it where you write.")),
            *_snippet("newsletter", _("Newsletter, as HTML"), page, language, rich=True),
            *_snippet("text", _("Newsletter, as plain text"), plain, language),
        ]  # fmt: skip
    else:
        parts += [_warning(), *_snippet("text", _("Caption, as plain text"), plain, language)]
    return [
        *parts,
        *_snippet("alt", _("Text for those who cannot see the picture (alt text)"), told, language),
        html.P([part for link in pictures for part in (link, " \u00b7 ")][:-1]),
        *download(snapshot, view.place),
        html.Div(className="preview", role="img", lang=language, style=background, **{"aria-label": told}),
    ]


def _website(snapshot: Snapshot, view: View, site: str, ways: Ways, made: Texts, alike: Sequence[str]) -> list[Any]:
    if not site:
        return [_warning()]
    newest = query.periods(snapshot, view.measured)[-1]
    when = named(view.period, view.measured.by_years)
    choices = []
    if made.nearer:
        choices.append(_choice("zoom", _("Map"), [("no", _("The whole map")), ("yes", _("Near the place"))], ways.zoom))
    others = {",".join(codes): codes for codes in (view.compare, tuple(alike)) if codes}
    if view.place and others:
        said = [
            (value, ", ".join(sentences.place_name(snapshot, code) for code in codes))
            for value, codes in others.items()
        ]
        chosen = ",".join(view.compare)
        choices.append(_choice("compare", _("Compared with"), [("", _("Nobody")), *said], chosen))
    months = [
        ("newest", _("Always the newest, {month} now").format(month=named(newest, view.measured.by_years))),
        ("named", _("{month}, as its figures are revised").format(month=when)),
        ("frozen", _("{month}, with these very figures").format(month=when)),
    ]
    choices += [
        _choice("month", _("Month of the frame"), months, _month(snapshot, view, ways)),
        _choice("table", _("Table"), [("yes", _("Below the map")), ("no", _("None"))], ways.table),
        _choice("text", _("Language"), list(language_names().items()), made.view.lang),
    ]
    words = _("It takes as much room as it needs, works without a script and asks no other site for anything.")
    return [
        html.Div(choices, className="picks"),
        *_snippet("website", _("Code of a frame"), made.frame, made.view.lang),
        html.P([words, " ", html.A(_("See the frame"), href=f"/embed?{made.view.to_query()}{ways.frame}")]),
    ]


def _month(snapshot: Snapshot, view: View, ways: Ways) -> str:
    if ways.month == "frozen" or view.snapshot:
        return "frozen"
    return "newest" if follows(snapshot, view, ways) else "named"


def _link(snapshot: Snapshot, view: View, site: str) -> list[Any]:
    shown, compared = f"/?{view.to_query()}", beside(snapshot, view)
    if not site:
        pages = [(_("The map, with everything chosen"), shown), (_("The places side by side"), compared)]
        return [_warning(), *(html.P(html.A(label, href=address)) for label, address in pages if address)]
    parts = _snippet("comparison", _("Link to the places side by side"), site + compared, view.lang) if compared else []
    return [*parts, *_snippet("link", _("Link to this map"), site + shown, view.lang)]


def _choice(name: str, label: str, options: Sequence[tuple[str, str]], chosen: str) -> html.Div:
    offered_here = [{"value": value, "label": text} for value, text in options]
    box = dbc.Select(id=f"share-{name}", name=name, options=offered_here, value=chosen)
    return html.Div([html.Label(label, htmlFor=f"share-{name}"), box], className="field")


def disclosure(parts: Sequence[Any]) -> html.Section:
    """Lay out what is shared, closed until somebody wants to."""
    words = html.Summary(_("Share this view: newsletter, website, link, print"))
    return html.Section([html.H2(_("Pass it on")), html.Details([words, holder(parts)])], className="share")  # fmt: skip


def holder(parts: Sequence[Any]) -> html.Div:
    """Hold what is shared, with the words for when it cannot be fetched anew."""
    words = {
        "data-failed": _("What you can paste could not be fetched: the connection, or this site, failed."),
        "data-page": _("Try again on a page of its own"),
    }
    return html.Div(list(parts), id="shared", **words)


def _warning() -> html.P:
    return html.P(
        _(
            "No code can be given here: this site has not been told the address by which readers reach it, and a newsletter "
            "or website with an address of this machine would show nothing. Whoever runs it sets CARE_ATLAS_PUBLIC_URL."
        ),
        className="caution",
    )


def _snippet(name: str, label: str, text: str, language: str, *, rich: bool = False) -> list[Any]:
    buttons = [
        html.Button(_("Copy"), type="button", className="copy", **{"data-copy": name, "data-done": _("Copied.")})
    ]
    if rich:
        words = {"data-copy": name, "data-rich": "yes", "data-done": _("Copied with its picture.")}
        buttons.append(html.Button(_("Copy as rich text"), type="button", className="copy", **words))
    return [
        html.P([html.Strong(label), " ", *buttons], className="snippet-head"),
        html.Pre(
            text,
            className="snippet",
            tabIndex=0,
            role="region",
            lang=language,
            **{"data-snippet": name, "aria-label": label},
        ),
    ]
