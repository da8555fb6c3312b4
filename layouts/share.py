"""Sharing a view: text to paste into a newsletter, code for a website, a link, and how to print it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import parse_qsl

import dash_bootstrap_components as dbc
from dash import dcc, html

from data import query
from data.store import Snapshot
from geo.ground import Ground
from layouts import alt, sentences
from layouts.answer import source_line
from layouts.chart.picture import CHARTS, chart_alt
from layouts.choices import BadChoice
from layouts.pack.chosen import download
from layouts.picture import paint
from layouts.shell import NAME
from layouts.view import View
from layouts.words import _, named
from layouts.zoomed import ZOOMS, zoomed

#: Whether a frame moves on with the newest period (`auto`: where the one in view is it), or stays at one that is named,
#: with its figures as they are revised or, `frozen`, as they are now.
MONTHS = ("auto", "newest", "named", "frozen")
TABLES = ("yes", "no")


@dataclass(frozen=True)
class Ways:
    """How a view is shared: as which picture, near its place or whole, with which table, of which period."""

    chart: str = CHARTS[0]
    zoom: str = ZOOMS[0]
    table: str = TABLES[0]
    month: str = MONTHS[0]

    @property
    def picture(self) -> str:
        """What the address of the picture has besides the view."""
        return _more(
            ("chart", self.chart, CHARTS[0]), ("zoom", "no" if self.chart != CHARTS[0] else self.zoom, ZOOMS[0])
        )

    @property
    def frame(self) -> str:
        """What the address of the frame has besides the view."""
        return _more(("zoom", self.zoom, ZOOMS[0]), ("table", self.table, TABLES[0]))


def _more(*options: tuple[str, str, str]) -> str:
    return "".join(f"&{name}={value}" for name, value, plain in options if value != plain)


@dataclass(frozen=True)
class Offered:
    """What can be made of a view: its alternative text by kind of picture, and whether its map can be shown nearer."""

    told: dict[str, str]
    nearer: bool


def offered(snapshot: Snapshot, ground: Ground, view: View, zoom: str, alike: Sequence[str]) -> Offered:
    """Find out which pictures can be made of a view, and tell each in words."""
    answer = query.across(snapshot, view.measured, view.split, view.period)
    whole = paint(snapshot, ground, view, answer)
    shown, nearer = whole, True
    try:
        near = zoomed(whole, ())
        shown = near if zoom == "yes" else whole
    except BadChoice:
        nearer = False
    told = {"map": alt.alt(snapshot, view, answer, shown)}
    for kind in CHARTS[1:]:
        try:
            told[kind] = chart_alt(snapshot, view, kind, alike)
        except BadChoice:
            continue
    return Offered(told, nearer)


def caption(snapshot: Snapshot, view: View) -> tuple[str, str]:
    """Give what stands under the picture in a newsletter: the sentence with its figures, and the source with month."""
    answer = query.across(snapshot, view.measured, view.split, view.period)
    said = f"{alt.title(snapshot, view, answer)}. {sentences.context(snapshot, view, answer)}"
    told = " ".join(filter(None, (source_line(snapshot, view), alt.revised(snapshot, view, answer))))
    return said, told


def newsletter(
    snapshot: Snapshot, site: str, view: View, more: str, told: str, said: str, source: str
) -> tuple[str, str]:
    """Write the piece for a newsletter, as HTML and as plain text.

    Its picture names month and snapshot, so that it stays what the words beside it say. Its link names the month alone:
    who follows it years later wants the figures as they then are.
    """
    page = f"{site}/?{view.to_query(snapshot='')}"
    picture = f"{site}/image.png?{view.to_query(snapshot=snapshot.id)}{more}"
    made = (
        f'<a href="{escape(page)}"><img src="{escape(picture)}" width="600" alt="{escape(told)}" '
        f'style="max-width:100%;height:auto;border:0"></a>\n'
        f"<p>{escape(said, quote=False)}</p>\n<p><small>{escape(source, quote=False)} "
        f'<a href="{escape(page)}">{NAME}</a></small></p>'
    )
    return made, f"{said}\n{source}\n{NAME}: {page}"


def follows(snapshot: Snapshot, view: View, ways: Ways) -> bool:
    """Tell whether the frame moves on with the newest period."""
    newest = view.period == query.periods(snapshot, view.measured)[-1]
    return not view.snapshot and (ways.month == "newest" or (ways.month == "auto" and newest))


def frame(snapshot: Snapshot, site: str, view: View, ways: Ways) -> str:
    """Write the code of a frame: of the newest period, of one that is named, or of these very figures of it."""
    asked = view.to_query(period="latest") if follows(snapshot, view, ways) else view.to_query()
    if ways.month == "frozen":
        asked = view.to_query(snapshot=snapshot.id)
    address, title = (
        escape(f"{site}/embed?{asked}{ways.frame}"),
        escape(_("{site}: {what}").format(site=NAME, what=_(view.measured.title))),
    )
    return (
        f'<iframe src="{address}" title="{title}" width="100%" height="900" loading="lazy" style="border:0"></iframe>\n'
        f'<script src="{escape(site)}/static/1/embed-host.js" defer></script>'
    )


def share(
    snapshot: Snapshot, ground: Ground, view: View, site: str, ways: Ways | None = None, alike: Sequence[str] = ()
) -> list[Any]:
    """Lay out all the ways to share a view, as a form whose choices change every text in it.

    Parameters
    ----------
    site
        The address by which readers know this site; '' where other machines cannot reach it: a warning then stands in
        place of every text that would hold it.
    alike
        The places most like the one in view.

    Raises
    ------
    BadChoice
        If the picture asked for cannot be made of this view.
    """
    ways = ways or Ways()
    can = offered(snapshot, ground, view, ways.zoom, alike)
    if ways.chart not in can.told:
        chart_alt(snapshot, view, ways.chart, alike)
    if ways.zoom == "yes" and not can.nearer:
        raise BadChoice("zoom", "yes", _("Name a place that is drawn on this map, to be shown nearer."), "no")
    kept = [name for name, _value in parse_qsl(view.to_query()) if name not in ("compare", "lang")]
    fields = [dcc.Input(type="hidden", name=name, value=dict(parse_qsl(view.to_query()))[name]) for name in kept]
    return [
        html.Form(
            [
                *fields,
                _part("letter", _("Newsletter"), _letter(snapshot, view, site, ways, can)),
                _part("website", _("Website"), _website(snapshot, view, site, ways, can, alike)),
                _part("link", _("Link"), _link(view, site)),
                _part("print", _("Print"), [
                    html.P(_("Print this page from your browser: map, figures and source come on paper, the controls stay away.")),
                ]),
                html.Button(_("Show with these choices"), type="submit", className="go"),
            ],
            action="/share", method="get", **{"data-shared": view.to_query(), "aria-label": _("How to share this view")},
        )
    ]  # fmt: skip


def _part(name: str, title: str, parts: Sequence[Any]) -> html.Section:
    return html.Section([html.H3(title), *parts], **{"data-tab": name})


def _letter(snapshot: Snapshot, view: View, site: str, ways: Ways, can: Offered) -> list[Any]:
    told = can.told[ways.chart]
    said, source = caption(snapshot, view)
    shown = view.to_query() + ways.picture
    form = {"aspectRatio": "5 / 7" if ways.chart == CHARTS[0] else "5 / 4"}
    background = {"backgroundImage": f"url(/image.png?{shown}&width=600)"} | form  # fetched only once it is seen
    pictures = [
        html.A(label, href=f"/image.png?{shown}{more}", download="care-atlas.png")
        for label, more in (
            (_("Picture, 1200 wide"), ""), (_("Square picture"), "&shape=square"), (_("Card for social media"), "&shape=card"),
        )
    ]  # fmt: skip
    titles = {"map": _("The map"), "trend": _("The place through time"), "bar": _("The place beside others, as bars")}
    parts: list[Any] = []
    if len(can.told) > 1:
        options = [(kind, titles[kind]) for kind in can.told]
        parts.append(html.Div(_choice("chart", _("Picture"), options, ways.chart), className="picks"))
    if site:
        made, plain = newsletter(snapshot, site, view, ways.picture, told, said, source)
        parts += [
            html.P(_("Paste this into the HTML of your newsletter, or copy it as rich text and paste it where you write.")),
            *_snippet("newsletter", _("Newsletter, as HTML"), made, rich=True),
            *_snippet("text", _("Newsletter, as plain text"), plain),
        ]  # fmt: skip
    else:
        parts += [_warning(), *_snippet("text", _("Caption, as plain text"), f"{said}\n{source}")]
    return [
        *parts,
        *_snippet("alt", _("Text for those who cannot see the picture (alt text)"), told),
        html.P([part for link in pictures for part in (link, " \u00b7 ")][:-1]),
        *download(snapshot, view.place),
        html.Div(className="preview", role="img", style=background, **{"aria-label": told}),
    ]


def _website(snapshot: Snapshot, view: View, site: str, ways: Ways, can: Offered, alike: Sequence[str]) -> list[Any]:
    if not site:
        return [_warning()]
    newest = query.periods(snapshot, view.measured)[-1]
    when = named(view.period, view.measured.by_years)
    choices = []
    if can.nearer:
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
        _choice("month", _("Month"), months, _month(snapshot, view, ways)),
        _choice("table", _("Table"), [("yes", _("Below the map")), ("no", _("None"))], ways.table),
        _choice("lang", _("Language"), [("en", _("English")), ("cy", _("Welsh, as far as translated"))], view.lang),
    ]
    words = _("It takes as much room as it needs, works without a script and asks no other site for anything.")
    return [
        html.Div(choices, className="picks"),
        *_snippet("website", _("Code of a frame"), frame(snapshot, site, view, ways)),
        html.P([words, " ", html.A(_("See the frame"), href=f"/embed?{view.to_query()}{ways.frame}")]),
    ]


def _month(snapshot: Snapshot, view: View, ways: Ways) -> str:
    if ways.month == "frozen" or view.snapshot:
        return "frozen"
    return "newest" if follows(snapshot, view, ways) else "named"


def _link(view: View, site: str) -> list[Any]:
    shown = view.to_query()
    if site:
        return _snippet("link", _("Link to this view"), f"{site}/?{shown}")
    return [_warning(), html.P(html.A(_("This view, with everything chosen"), href=f"/?{shown}"))]


def _choice(name: str, label: str, options: Sequence[tuple[str, str]], chosen: str) -> html.Div:
    offered_here = [{"value": value, "label": text} for value, text in options]
    box = dbc.Select(id=f"share-{name}", name=name, options=offered_here, value=chosen)
    return html.Div([html.Label(label, htmlFor=f"share-{name}"), box], className="field")


def disclosure(parts: Sequence[Any]) -> html.Section:
    """Lay out what is shared, closed until somebody wants to."""
    words = html.Summary(_("Share this view: newsletter, website, link, print"))
    return html.Section([html.H2(_("Pass it on")), html.Details([words, html.Div(list(parts), id="shared")])], className="share")  # fmt: skip


def _warning() -> html.P:
    return html.P(
        _(
            "No code can be given here: this site has not been told the address by which readers reach it, and a newsletter "
            "or website with an address of this machine would show nothing. Whoever runs it sets CARE_ATLAS_PUBLIC_URL."
        ),
        className="caution",
    )


def _snippet(name: str, label: str, text: str, *, rich: bool = False) -> list[Any]:
    buttons = [
        html.Button(_("Copy"), type="button", className="copy", **{"data-copy": name, "data-done": _("Copied.")})
    ]
    if rich:
        words = {"data-copy": name, "data-rich": "yes", "data-done": _("Copied with its picture.")}
        buttons.append(html.Button(_("Copy as rich text"), type="button", className="copy", **words))
    return [
        html.P([html.Strong(label), " ", *buttons], className="snippet-head"),
        html.Pre(text, className="snippet", tabIndex=0, role="region", **{"data-snippet": name, "aria-label": label}),
    ]
