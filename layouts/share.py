"""Sharing a view: text to paste into a newsletter, code for a website, a link, and how to print it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any

from dash import html

from data import query
from data.store import Snapshot
from geo.ground import Ground
from layouts import alt, sentences
from layouts.answer import source_line
from layouts.pack.chosen import download
from layouts.picture import paint
from layouts.shell import NAME
from layouts.view import View
from layouts.words import _


def caption(snapshot: Snapshot, view: View) -> tuple[str, str]:
    """Give what stands under the picture in a newsletter: the sentence with its figures, and the source with month."""
    answer = query.across(snapshot, view.measured, view.split, view.period)
    said = f"{alt.title(snapshot, view, answer)}. {sentences.context(snapshot, view, answer)}"
    told = " ".join(filter(None, (source_line(snapshot, view), alt.revised(snapshot, view, answer))))
    return said, told


def newsletter(snapshot: Snapshot, site: str, view: View, told: str, said: str, source: str) -> tuple[str, str]:
    """Write the piece for a newsletter, as HTML and as plain text.

    Its picture names month and snapshot, so that it stays what the words beside it say. Its link names the month alone:
    who follows it years later wants the figures as they then are.
    """
    page = f"{site}/?{view.to_query(snapshot='')}"
    picture = f"{site}/image.png?{view.to_query(snapshot=snapshot.id)}"
    made = (
        f'<a href="{escape(page)}"><img src="{escape(picture)}" width="600" alt="{escape(told)}" '
        f'style="max-width:100%;height:auto;border:0"></a>\n'
        f"<p>{escape(said, quote=False)}</p>\n<p><small>{escape(source, quote=False)} "
        f'<a href="{escape(page)}">{NAME}</a></small></p>'
    )
    return made, f"{said}\n{source}\n{NAME}: {page}"


def frame(snapshot: Snapshot, site: str, view: View) -> str:
    """Write the code of a frame; it moves on with the newest month where that is the one in view."""
    if view.snapshot:
        asked = view.to_query()
    else:
        newest = view.period == query.periods(snapshot, view.measured)[-1]
        asked = view.to_query(period="latest") if newest else view.to_query()
    address, title = (
        escape(f"{site}/embed?{asked}"),
        escape(_("{site}: {what}").format(site=NAME, what=_(view.measured.title))),
    )
    return (
        f'<iframe src="{address}" title="{title}" width="100%" height="900" loading="lazy" style="border:0"></iframe>\n'
        f'<script src="{escape(site)}/static/1/embed-host.js" defer></script>'
    )


def share(snapshot: Snapshot, ground: Ground, view: View, site: str) -> list[Any]:
    """Lay out all the ways to share a view.

    Parameters
    ----------
    site
        The address by which readers know this site; '' where other machines cannot reach it: a warning then stands in
        place of every text that would hold it.
    """
    answer = query.across(snapshot, view.measured, view.split, view.period)
    told = alt.alt(snapshot, view, answer, paint(snapshot, ground, view, answer))
    said, source = caption(snapshot, view)
    shown = view.to_query()
    background = {"backgroundImage": f"url(/image.png?{shown}&width=600)"}  # fetched only once it is seen
    preview = html.Div(className="preview", role="img", style=background, **{"aria-label": told})
    pictures = [
        html.A(label, href=f"/image.png?{shown}{more}", download="care-atlas.png")
        for label, more in (
            (_("Picture, 1200 wide"), ""), (_("Square picture"), "&shape=square"), (_("Card for social media"), "&shape=card"),
        )
    ]  # fmt: skip
    parts: list[Any] = [html.H3(_("Newsletter or e-mail"))]
    if site:
        made, plain = newsletter(snapshot, site, view, told, said, source)
        parts += [
            html.P(
                _("Paste this into the HTML of your newsletter, or copy it as rich text and paste it where you write.")
            ),
            *_snippet("newsletter", _("Newsletter, as HTML"), made, rich=True),
            *_snippet("text", _("Newsletter, as plain text"), plain),
        ]
    else:
        parts += [_warning(), *_snippet("text", _("Caption, as plain text"), f"{said}\n{source}")]
    parts += [
        *_snippet("alt", _("Text for those who cannot see the picture (alt text)"), told),
        html.P([part for link in pictures for part in (link, " \u00b7 ")][:-1]),
        *download(snapshot, view.place),
        preview,
        html.H3(_("Website")),
    ]
    if site:
        parts += [
            *_snippet("website", _("Code of a frame"), frame(snapshot, site, view)),
            *_snippet(
                "frozen",
                _("Code of a frame that keeps these very figures"),
                frame(snapshot, site, replace(view, snapshot=snapshot.id)),
            ),
            html.P(
                _(
                    "Add table=no to its address to leave the table out. The newest month moves on by itself; a named month stays."
                )
            ),
            html.H3(_("Link")),
            *_snippet("link", _("Link to this view"), f"{site}/?{shown}"),
        ]
    else:
        parts += [
            _warning(), html.H3(_("Link")),
            html.P(html.A(_("This view, with everything chosen"), href=f"/?{shown}")),
        ]  # fmt: skip
    parts += [
        html.H3(_("Print")),
        html.P(_("Print this page from your browser: map, figures and source come on paper, the controls stay away.")),
    ]
    return parts


def disclosure(parts: Sequence[Any]) -> html.Details:
    """Lay out what is shared, closed until somebody wants to."""
    words = html.Summary(_("Share this view: newsletter, website, link, print"))
    return html.Details([words, html.Div(list(parts), id="shared")], className="share")


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
