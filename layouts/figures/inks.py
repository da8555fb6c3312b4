"""The map's colours for a picture that stands alone: those of the style sheet, in daylight."""

from __future__ import annotations

from layouts.figures.map_svg import MARKS

RAMP = ("#fbe6d0", "#f4c49c", "#e69c6c", "#cc6b48", "#a33d35", "#661a2b")
#: The shades of s1 to s6 by which end is dark; change in staff is dark at both, around grey.
RAMPS = {
    "dark-high": RAMP,
    "dark-low": RAMP[::-1],
    "plain": ("#d9e6ec", "#b4ccd7", "#8aafc0", "#5f8fa5", "#3a6b83", "#1d4557"),
    "both-ends": ("#8f3d04", "#d0690f", "#f3b676", "#d9d7d1", "#a3c4e8", "#2f6fb3"),
}
INKS = {
    "met": "#1a7f72", "all": "#1a7f72", "interim": "#e8b23a", "target": "#e8b23a", "missed": "#a8283c",
    "below": "#a8283c", "better": "#2f6fb3", "usual": "#d3d1cb", "worse": "#d9760f", "higher": "#6a4c93",
    "lower": "#4b8f5c", "too_few": "#eceae4", "announced": "#d98a6d", "disputed": "#f6d0b0", "up_to": "#fff",
    "none_planned": "#fff", "net_increase": "#2f6fb3",
}  # fmt: skip
MARKED = tuple(MARKS)
BLANK = ("not_applicable", "out")
#: How the words of every picture look.
TEXT = (
    "text{font-family:Arimo,Arial,'Liberation Sans',Helvetica,sans-serif;fill:#1d1d1b}.bold{font-weight:700}"
    ".quiet{fill:#5c5b56}.accent{fill:#0f5c63}"
)


def style(ramp: str, scale: float) -> str:
    """Write the style sheet of a picture.

    Parameters
    ----------
    ramp
        Which end of the scale is dark, one of `RAMPS`.
    scale
        How many units of the picture one unit of the map is, so that no line gets too thin to see.
    """
    inks = INKS | {f"s{at}": shade for at, shade in enumerate(RAMPS[ramp], start=1)}
    fills = "".join(f".{css}{{fill:{ink}}}" for css, ink in inks.items())
    fills += "".join(f".{css}{{fill:url(#p-{css})}}" for css in MARKED)
    fills += ".disputed,.up_to{stroke:#a33d35}.none_planned{stroke:#1a7f72;stroke-width:8px}"
    fills += f"{','.join(f'.{css}' for css in BLANK)}{{fill:#fff;stroke:#8d8a82;stroke-width:{1.2 / scale:.1f}px}}"
    return (
        f"{TEXT}.swatch{{stroke:#8d8a82;stroke-width:3px}}"
        f".places{{stroke:#fff;stroke-width:{0.9 / scale:.1f}px}}.places circle{{stroke:#1d1d1b}}"
        f".land{{fill:#eceae4;stroke:#fff;stroke-width:{0.8 / scale:.1f}px}}"
        f".hospital{{fill:none;stroke:#1d1d1b;stroke-opacity:.55;stroke-width:{3 / scale:.1f}px;stroke-linecap:round}}"
        f".frame{{fill:none;stroke:#9b988f;stroke-width:{1 / scale:.1f}px}}.off{{display:none}}"
        f".focus,.compared{{fill:none;stroke:#111;stroke-width:{3.5 / scale:.1f}px;stroke-linejoin:round}}"
        f".compared{{stroke-width:{2.6 / scale:.1f}px;stroke-dasharray:20 12}}"
        f".towns text{{font-size:{24 / scale:.0f}px}}"
        f".towns .halo{{stroke:#fff;stroke-opacity:.85;stroke-width:{5 / scale:.0f}px;stroke-linejoin:round}}"
        ".mark path{stroke:#77756e;stroke-width:6px;fill:none}.mark circle{fill:#77756e}.mark .ground{fill:#f1efea}"
        ".size-key circle,.size-key path{fill:none;stroke:#5c5b56;stroke-width:3px}"
        ".size-key text{font-size:58px;fill:#5c5b56}"
        f"{fills}"
    )
