"""The page of downloads: every dataset whole, with size, checksum and licence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dash import html
from dash.development.base_component import Component

from data.bulk import FORMS, PACKAGE, SUMS, TERMS
from layouts.links import to
from layouts.words import _


def _titles() -> dict[str, str]:
    return {
        "ae": _("Waits at A&E"),
        "rtt-incomplete": _("Waiting lists for treatment"),
        "rtt-admitted": _("Waits of those treated in a hospital bed"),
        "rtt-non-admitted": _("Waits of those treated without a stay"),
        "staff": _("Staff of hospitals"),
        "quality": _("Inspections, deaths and surroundings of hospitals"),
        "health": _("Public health by council"),
        "wales": _("Health in Wales by council"),
        "cuts": _("Cuts announced from 2010 to 2013"),
    }


def _link(stem: str, name: str, text: str, made: Mapping[str, tuple[str, int]]) -> Component:
    size = made[name][1] if name in made and not name.endswith(".json") else 0
    told = f"{size / 1e6:.1f}\u00a0MB" if size >= 1e6 else f"{size / 1e3:.0f}\u00a0kB"
    return html.A(f"{text} ({told})" if size else text, href=f"{stem}/{name}")


def downloads_page(
    datasets: Iterable[str], build_id: str, made: Mapping[str, tuple[str, int]], *, frozen: bool
) -> Component:
    """Write the page.

    Parameters
    ----------
    made
        Checksum and size of each file; empty before the files of this snapshot are made.
    frozen
        Whether its links name the snapshot, not the newest figures.
    """
    stem = f"/download/{build_id}" if frozen else "/download/latest"
    forms = dict(zip(FORMS, ("Parquet", "CSV", "CSVW"), strict=True))
    titles = _titles()
    rows = [
        html.Tr(
            [
                html.Th(titles[name], scope="row"),
                *(html.Td(_link(stem, f"{name}{form}", text, made)) for form, text in forms.items()),
            ]
        )
        for name in datasets
    ]
    head = html.Tr([html.Th(text, scope="col") for text in (_("Dataset"), _("For programs"), _("Table"), _("Columns"))])
    lasting = f"/download/{build_id}/"
    parts: list[Component] = [
        html.H1(_("Downloads")),
        html.P(
            _(
                "Every figure of this site as files: a row for each figure, part, period and place, with the reason "
                "where there is no value. Parquet opens in Python, R and DuckDB; CSV in a spreadsheet once it is "
                "unpacked, if it has room for so many rows."
            )
        ),
        html.Div(
            html.Table([html.Thead(head), html.Tbody(rows)]),
            className="scroll",
            tabIndex=0,
            role="region",
            **{"aria-label": _("Downloads")},
        ),
        html.H2(_("For maps")),
        html.P(
            [
                _link(stem, PACKAGE, "GeoPackage", made),
                " \u2013 ",
                _(
                    "The newest figures of each place with its outline, for QGIS and other GIS. "
                    "Catchments of trusts are no legal borders."
                ),
            ]
        ),
        html.H2(_("Addresses that stay")),
        html.P(_("Addresses under {latest} always lead to the newest figures.").format(latest="/download/latest/")),
        html.P(
            _("Those under {lasting} give the figures as they are today, for as long as this snapshot is kept.").format(
                lasting=lasting
            )
        ),
        html.P(html.A(_("Checksums (SHA-256)"), href=f"{stem}/{SUMS}")),
        html.H2(_("Licence and citation")),
        html.P(
            _(
                "The figures belong to those who publish them, and may be used under the Open Government Licence v3.0. "
                "Each file names the licence, whom to thank and how to cite it."
            )
        ),
        html.P(html.A(_("Licence and how to cite"), href=f"{stem}/{TERMS}")),
        html.P(html.A(_("The API: the same figures piece by piece"), href=to("/help/api"))),
    ]
    return html.Div(parts, className="text")
