"""The page of sources: where every figure comes from, what is missing, and that the sums equal the printed ones."""

from __future__ import annotations

from datetime import date

from dash import html

from data.freshness import freshness
from data.store import Snapshot
from layouts.awaited import awaited_list
from layouts.completeness import every_period, newest_periods
from layouts.freshness import sources_table
from layouts.links import to
from layouts.long_table import long_table
from layouts.reasons import said as in_words
from layouts.words import _, count, status_sentences, statuses


def sources(snapshot: Snapshot, today: date) -> tuple[html.Div, dict[str, str]]:
    """Lay out the page.

    Parameters
    ----------
    today
        By which figures are overdue or not.

    Returns
    -------
    Components, and the long tables as ready-made HTML by the id of the component they stand in.
    """
    manifest, checks, kinds = snapshot.manifest, snapshot.checks, statuses()
    missing = [f"{name}: {', '.join(months)}" for name, months in manifest.get("missing_months", {}).items() if months]
    good = sum(1 for check in checks if check["ok"])
    parts = [
        html.H1(_("Sources")),
        html.P(_("Every figure here is made from official files by our own build. Every month of waits for treatment, and every month of A&E from April 2019 on, is checked against the totals that the publisher printed; the A&E table of 2016 to 2019 prints none.")),
        html.Div(id="origins"),
        html.P(_("Snapshot {id}, built on {date}.").format(id=snapshot.id[:16], date=manifest["built_at"][:10])),
        html.H2(_("How fresh it is"), id="fresh"),
        html.P(_("The day on which the next figures are expected follows from the publisher\u2019s habit: A&E and waits for treatment come out on the second Thursday of a month. A publisher may choose another day.")),
        html.Div(id="freshness"),
        html.H2(_("What is reported, and what is missing")),
        html.P(_("How many places have a figure, and how many have none for which reason. A trust or council without a row had closed, or is not among those that report. England itself is not counted.")),
        html.Div(id="newest"),
        html.Details([html.Summary(_("Every figure, every period")), html.P(_("Figures of every month are added up by calendar year: a trust counts once for each month.")), html.Div(id="periods")]),
        *awaited_list(snapshot),
        html.H2(_("Months that are missing")),
        html.Ul([html.Li(text) for text in missing]) if missing else html.P(_("None in between.")),
        html.H2(_("The kinds of nothing")),
        html.P(_("A place without a figure is never drawn as a nought. Each reason has its own pattern and words:")),
        html.Dl([part for key, words in status_sentences().items() for part in (html.Dt(kinds[key]), html.Dd(words))]),
        html.H2(_("Do our sums equal the printed ones?")),
        html.P(_("{good} of {all} totals are equal to print.").format(good=count(good), all=count(len(checks)))),
        html.Details([
            html.Summary(_("Every total, ours beside the printed one")),
            html.P(_("In the files of waits for treatment (RTT, referral to treatment) a pathway is one course of treatment. \u201cIncomplete\u201d is still waiting, \u201cadmitted\u201d treated in a hospital bed, \u201cnon-admitted\u201d treated without. Half of them waited less than the median.")),
            html.Div(id="totals"),
        ]),
        html.H2(_("Files")),
        html.P(html.A(_("Whole datasets to download"), href=to("/download"))),
        html.Details([html.Summary(_("Every file, with its release")), html.Div(id="files")]),
        html.H2(_("Announced cuts")),
        html.P([_("Each record of the ledger names its own source and links to it."), " ", html.A(_("Announced cuts, 2010 to 2013"), href="/ledger")]),
        html.H2(_("The areas on the map")),
        html.P(_("Areas are our own. Each neighbourhood (MSOA) of 2011 is given to the trust that treated the largest share of its admitted patients in 2019. The shares are the NHS Acute Trust Catchment Populations of the Office for Health Improvement and Disparities. Trusts that have merged since are joined from that date. Taunton's trust was missing from the table of 2019; its neighbourhoods were restored from 2018. An area is no legal boundary, and people can choose another hospital.")),
    ]  # fmt: skip
    islands = {
        "origins": _origins(snapshot),
        "freshness": sources_table(freshness(manifest), today),
        "newest": newest_periods(snapshot),
        "periods": every_period(snapshot),
        "totals": _totals(snapshot),
        "files": _files(snapshot),
    }
    return html.Div(parts, className="text sources"), islands


def _origins(snapshot: Snapshot) -> str:
    heads = (_("Dataset"), _("Publisher"), _("Licence"))
    told = snapshot.manifest["sources"].values()
    rows = [((_(one["title"]), one["landing_page"]), _(one["publisher"]), _(one["licence"])) for one in told]
    return long_table(_("Datasets, each with its publisher\u2019s page"), heads, rows)


def _totals(snapshot: Snapshot) -> str:
    heads = (_("Collection"), _("Month"), _("What"), _("Printed"), _("Ours"), _("Equal"), _("File"))
    equal, unlike = _("yes"), _("NO")
    rows = [
        (
            *(c["collection"], c["period"], c["what"], f"{c['printed']:,.10g}", f"{c['built']:,.10g}"),
            equal if c["ok"] else unlike,
            c["file"],
        )
        for c in snapshot.checks
    ]
    return long_table(_("Totals"), heads, rows, frozenset({3, 4}))


def _files(snapshot: Snapshot) -> str:
    heads = (_("Collection"), _("Month"), _("File"), _("Release"), _("Used"))
    used, kept = _("yes"), _("kept as first published")
    rows = [
        (r["collection"], r["period"], r["file"], in_words(r["release"]), used if r["used"] else kept)
        for r in sorted(snapshot.releases, key=lambda r: (r["collection"], r["period"]), reverse=True)
    ]
    return long_table(_("Files"), heads, rows)
