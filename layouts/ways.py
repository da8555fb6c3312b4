"""The ways in which a view is shared: choices that the view itself does not hold."""

from __future__ import annotations

from dataclasses import dataclass

from layouts.chart.picture import CHARTS
from layouts.zoomed import ZOOMS

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
