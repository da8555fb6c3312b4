"""On paper bands keep apart by lightness alone, from one end of a scale to the other; each kind of nothing by a hatch."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from data.store import STATUSES

ASSETS = Path(__file__).resolve().parents[2] / "assets"
SCREEN, PAPER = ((ASSETS / name).read_text("utf-8") for name in ("atlas.css", "print.css"))
#: Steps of lightness (CIE L*, 0 to 100) between neighbouring bands. A step of 9 can be told on a poor printer.
LEAST = 9

SCALES = {
    "six classes, dark is worse": [f"dark-high s{n}" for n in range(1, 7)],
    "six classes, neither better nor worse": [f"plain s{n}" for n in range(1, 7)],
    "fewer to more": [f"both-ends s{n}" for n in range(1, 7)],
    "the standard": ["met", "interim", "missed"],
    "100 and 95": ["all", "target", "below"],
    "better to worse": ["better", "usual", "worse"],
    "lower to higher": ["lower", "usual", "higher"],
}


@pytest.mark.parametrize("scale", SCALES)
def test_neighbouring_bands_differ_in_lightness_and_a_scale_goes_one_way(scale):
    light = [lightness(colour(band)) for band in SCALES[scale]]
    steps = [after - before for before, after in pairwise(light)]
    assert min(abs(step) for step in steps) >= LEAST
    assert all(step > 0 for step in steps) or all(step < 0 for step in steps)


def test_every_kind_of_nothing_keeps_its_hatch_on_paper():
    hatched = set(re.findall(r"^\.(\w+) \{ fill: url\(#p-", SCREEN, re.MULTILINE))
    assert hatched >= {status for status in STATUSES if status not in ("", "reported", "not_applicable")}
    assert not [kind for kind in hatched if re.search(rf"\.{kind}\b[^{{]*{{[^}}]*fill", PAPER)]


def test_paper_is_white_whatever_the_screen():
    inks = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", PAPER))
    assert inks["paper"] == "#fff" and inks["ink"] == "#000"
    dark = re.findall(r"@media \(prefers-color-scheme: dark\) \{\s*:root \{([^}]*)\}", SCREEN)
    changed = {name for block in dark for name in re.findall(r"--([\w-]+):", block)}
    assert changed <= inks.keys(), "what the dark page changes, paper says anew"


def test_the_sheet_for_paper_never_holds_up_the_screen(client):
    page = client.get("/").get_data(as_text=True)
    assert re.search(r'<link rel="stylesheet" media="print" href="/static/\w+/print\.css">', page)
    assert "@media print" not in SCREEN


def test_each_rule_for_paper_speaks_of_something_that_stands_on_a_page():
    rooms = [*(ASSETS.parent / "layouts").rglob("*.py"), *ASSETS.glob("*.js"), *(ASSETS.parent / "data").glob("*.py")]
    made = "\n".join(file.read_text("utf-8") for file in rooms) + SCREEN
    named = set(re.findall(r"[.#]([a-z][\w-]+)", re.sub(r"/\*.*?\*/|\{[^}]*\}", "", PAPER, flags=re.DOTALL)))
    of_plotly = {"modebar", "main-svg", "plot-container", "svg-container"}
    assert [name for name in sorted(named - of_plotly) if name not in made] == []


def colour(band: str) -> str:
    """Give the ink of a band on paper: what paper says anew, else what the screen says."""
    last = band.split()[-1]
    for sheet in (PAPER, SCREEN):
        for selectors, ink in re.findall(r"^([^{}\n@]*)\{ fill: ([^;]+);", sheet, re.MULTILINE):
            if any(one.split() == [f".{part}" for part in band.split()] for one in selectors.split(",")):
                return resolved(ink)
    raise KeyError(f"no rule paints {last}")


def resolved(ink: str) -> str:
    while ink.startswith("var("):
        name = re.escape(ink[4:-1])
        ink = next(found[1] for sheet in (PAPER, SCREEN) if (found := re.search(rf"{name}: ([^;]+);", sheet)))
    return ink


def lightness(ink: str) -> float:
    """Give CIE L* of a colour `#rrggbb`."""
    parts = [int(ink[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 116 * light ** (1 / 3) - 16 if light > 0.008856 else 903.3 * light
