"""What is pasted elsewhere of a view: the piece for a newsletter, the code of a frame, and where their links lead."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from data import query
from data.store import Snapshot
from layouts import alt, sentences
from layouts.answer import source_line
from layouts.chart.picture import CHARTS
from layouts.compare.choice import Comparison, kind_of
from layouts.shell import NAME
from layouts.view import View
from layouts.welsh import unreviewed
from layouts.words import LANGUAGES, _
from layouts.zoomed import ZOOMS

#: Whether a frame moves on with the newest period (`auto`: where the one in view is it), or stays at one that is named,
#: with its figures as they are revised or, `frozen`, as they are now.
MONTHS = ("auto", "newest", "named", "frozen")
TABLES = ("yes", "no")
#: The language of what is passed on: that of the page, or one of those offered.
TEXTS = ("same", *LANGUAGES)


@dataclass(frozen=True)
class Ways:
    """How a view is shared: as which picture, near or whole, with which table, of which period, in which words."""

    chart: str = CHARTS[0]
    zoom: str = ZOOMS[0]
    table: str = TABLES[0]
    month: str = MONTHS[0]
    text: str = TEXTS[0]

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


def caption(snapshot: Snapshot, view: View) -> tuple[str, str]:
    """Give what stands under the picture in a newsletter: the sentence with its figures, and the source with month."""
    answer = query.across(snapshot, view.measured, view.split, view.period)
    said = f"{alt.title(snapshot, view, answer)}. {sentences.context(snapshot, view, answer)}"
    told = " ".join(filter(None, (source_line(snapshot, view), alt.revised(snapshot, view, answer), unreviewed())))
    return said, told


def beside(snapshot: Snapshot, view: View) -> str:
    """Give the address of the page that sets the places in view side by side; '' where there are none to compare."""
    if not view.compare or not kind_of(snapshot, (view.place,) if view.place else ()):
        return ""
    places = (view.place, *view.compare)
    return Comparison(places, view.indicator, view.split, view.period, view.lang).address(snapshot)


def newsletter(
    snapshot: Snapshot, site: str, view: View, ways: Ways, told: str, said: str, source: str
) -> tuple[str, str]:
    """Write the piece for a newsletter, as HTML and as plain text.

    Its picture names month and snapshot, so that it stays what the words beside it say. Its link names the month alone:
    who follows it years later wants the figures as they then are. The link under bars of places compared leads to their
    comparison.
    """
    compared = beside(snapshot, view) if ways.chart == "bar" else ""
    page = site + (compared or f"/?{view.to_query(snapshot='')}")
    picture = f"{site}/image.png?{view.to_query(snapshot=snapshot.id)}{ways.picture}"
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
