"""A drawing as pixels, in our own font, whatever fonts the machine has."""

from __future__ import annotations

import io

import resvg
from PIL import Image
from resvg import usvg

from callbacks.static import FOLDER

#: A picture is flat: its few inks, and the shades between them at the edges.
INKS = 40
PRESSED = 7
_UPRIGHT = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


def _fonts() -> usvg.Options:
    """Load the font; anew for each picture, since the library lets no other thread use what one has loaded."""
    options = usvg.Options.default()
    for weight in ("Regular", "Bold"):
        options.load_font_file(str(FOLDER / "fonts" / f"Arimo-{weight}.ttf"))
    return options


def to_png(svg: str) -> bytes:
    """Draw an SVG as a PNG as large as it says, in few enough colours to be small."""
    drawn = resvg.render(usvg.Tree.from_str(svg, _fonts()), _UPRIGHT)
    pixels = Image.open(io.BytesIO(drawn)).convert("RGB")
    flat = pixels.quantize(INKS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    flat.save(out, "PNG", compress_level=PRESSED)
    return out.getvalue()
