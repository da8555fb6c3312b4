"""The bridge: the trusts that an area's people are admitted to, the councils a trust's patients live in."""

from __future__ import annotations

from typing import Any

from dash import html

from data.store import Snapshot
from geo.relations import Bridged, Relations
from layouts import sentences
from layouts.place.figures import headline_cell, headline_heads, headline_slugs
from layouts.place.tables import place_link, table
from layouts.words import _, about, per_cent

#: A trust or a council under this share is told with the others.
LEAST = 0.01
#: From this percentage on a share is said in words too.
IN_WORDS = 7.5


def method() -> html.P:
    """Say where the shares come from and what they cannot tell."""
    return html.P(
        _("Shares are of all admissions to acute hospitals in England in 2019 by neighbourhood. We added them up as if people everywhere were admitted equally often. Source: NHS Acute Trust Catchment Populations, Office for Health Improvement and Disparities. Trusts and councils that have merged since are joined. You can ask to be referred elsewhere."),
        className="source",
    )  # fmt: skip


def most_used(snapshot: Snapshot, relations: Relations, code: str) -> str:
    """Say in one sentence where most of the people of an area are admitted; '' where the table does not reach."""
    used = relations.trusts_used(code)
    if not used:
        return ""
    return _("{share} of the hospital admissions of people in {area} were to {trust} (2019).").format(
        share=sentences.capital(about(100 * used[0].share)),
        area=sentences.place_name(snapshot, code),
        trust=sentences.place_name(snapshot, used[0].code),
    )


def trusts_used(snapshot: Snapshot, relations: Relations, code: str) -> list[Any]:
    """Tell which trusts the people of an area are admitted to, with the two main figures of each."""
    used = relations.trusts_used(code)
    if not used:
        return []
    name = sentences.place_name(snapshot, code)
    shown = [bridged for bridged in used if bridged.code and bridged.share >= LEAST]
    rows: list[list[Any]] = [
        [
            place_link(snapshot, bridged.code),
            _share(bridged),
            *(headline_cell(snapshot, slug, bridged.code) for slug in headline_slugs(snapshot)),
        ]
        for bridged in shown
    ]
    rest = sum(bridged.share for bridged in used) - sum(bridged.share for bridged in shown)
    rows.append([_("All others together"), per_cent(100 * rest), "", ""])
    return [
        html.H2(_("Where people here are admitted")),
        table(
            _("Trusts that people in {area} are admitted to").format(area=name),
            [_("Trust"), _("Share of admissions, 2019"), *headline_heads(snapshot)],
            rows,
            frozenset({1, 2, 3}),
        ),
        method(),
    ]


def councils_served(snapshot: Snapshot, relations: Relations, code: str) -> list[Any]:
    """Tell in which councils a trust's patients live, in words and in a table."""
    served = relations.councils_served(code)
    if not served:
        return [
            html.H2(_("The councils it serves")),
            html.P(
                _("No record: the table of admissions of 2019 names trusts with acute hospitals only, and this is none of them.")
            ),
        ]  # fmt: skip
    first = served[0]
    said = _("{share} of its patients who live in England live in {council}.").format(
        share=sentences.capital(about(100 * first.share)), council=sentences.place_name(snapshot, first.code)
    )
    shown = [bridged for bridged in served if bridged.share >= LEAST]
    back = {council.code: _back(relations, council.code, code) for council in shown}
    rows: list[list[Any]] = [
        [place_link(snapshot, council.code), _share(council), per_cent(100 * back[council.code])] for council in shown
    ]
    rest = 1 - sum(council.share for council in shown)
    rows.append([_("All other councils together"), per_cent(100 * max(rest, 0)), ""])
    return [
        html.H2(_("The councils it serves")),
        html.P(said),
        table(
            _("Councils in which its patients live"),
            [_("Council"), _("Share of its patients"), _("Share of the council's admissions that come here")],
            rows,
            frozenset({1, 2}),
        ),
        method(),
    ]


def _back(relations: Relations, council: str, trust: str) -> float:
    return next((bridged.share for bridged in relations.trusts_used(council) if bridged.code == trust), 0.0)


def _share(bridged: Bridged) -> str:
    """Write a share, in words too where words are not vaguer than the figure."""
    share = 100 * bridged.share
    return f"{about(share)} ({per_cent(share)})" if share >= IN_WORDS else per_cent(share)


def trusts_based(snapshot: Snapshot, codes: tuple[str, ...], caption: str) -> html.Div:
    """Tabulate the trusts that are based in an area with the two main figures of each."""
    ordered = sorted(codes, key=lambda code: sentences.place_name(snapshot, code))
    rows: list[list[Any]] = [
        [place_link(snapshot, code), *(headline_cell(snapshot, slug, code) for slug in headline_slugs(snapshot))]
        for code in ordered
    ]
    return table(caption, [_("Trust"), *headline_heads(snapshot)], rows, frozenset({1, 2}))
