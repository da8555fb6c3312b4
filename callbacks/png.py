"""A drawing as pixels, in our own font, whatever fonts the machine has."""

from __future__ import annotations

import io
import re
from functools import cache
from importlib.util import find_spec

import resvg
from PIL import Image
from PIL.Image import Image as Pixels
from resvg import usvg

from callbacks.static import FOLDER

#: A picture is flat: its few inks, and the shades between them at the edges.
INKS = 40
PRESSED = 7
#: Choosing the shades may shift an ink by so much of 255; it is set right again.
SHIFTED = 3
_FONTS = tuple(FOLDER / "fonts" / f"Arimo-{weight}.ttf" for weight in ("Regular", "Bold"))
_UPRIGHT = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
_WHITE = (255, 255, 255, 255)
_INK = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b")


def drawn(svg: str) -> Pixels:
    """Draw an SVG on white, as large as it says, on any machine.

    The library gives a PNG alone, lets no other thread use the fonts that one has loaded, and holds all of them up.
    """
    options = usvg.Options.default()
    for font in _loaded():
        options.load_font_data(font)
    made = resvg.render(usvg.Tree.from_str(svg, options), _UPRIGHT, bg_color=_WHITE)
    return Image.open(io.BytesIO(made)).convert("RGB")


@cache
def _loaded() -> tuple[bytes, ...]:
    return tuple(font.read_bytes() for font in _FONTS)


def drawn_quickly(svg: str) -> Pixels:
    """Draw the same pixels through another door to the same library, which not every machine has.

    It hands the pixels over as they are, shares the fonts among threads, and lets those go on meanwhile.
    """
    import svg2png_py

    raw, width, height = svg2png_py.svg_to_rgba(svg, _shared(), bg_color=_WHITE)
    return Image.frombytes("RGB", (width, height), raw, "raw", "RGBX")


@cache
def _shared() -> object:
    import svg2png_py

    fonts = svg2png_py.FontDatabase()
    for font in _FONTS:
        fonts.load_font_file(str(font))
    return fonts


#: The quickest door that this machine has.
draw = drawn_quickly if find_spec("svg2png_py") else drawn


def to_png(svg: str) -> bytes:
    """Draw an SVG on white as a PNG as large as it says, in few enough colours to be small."""
    flat = draw(svg).quantize(INKS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    flat.putpalette(_with_inks(flat.getpalette("RGB") or [], svg))
    out = io.BytesIO()
    flat.save(out, "PNG", compress_level=PRESSED)
    return out.getvalue()


def _with_inks(palette: list[int], svg: str) -> bytes:
    """Set the shades right that stand for an ink the drawing names, so that white is white."""
    shades = [bytes(palette[at : at + 3]) for at in range(0, len(palette), 3)]
    for ink in sorted({"fff", *_INK.findall(svg)}):
        exact = bytes.fromhex(ink if len(ink) == 6 else "".join(sign * 2 for sign in ink))
        off = [max(abs(a - b) for a, b in zip(exact, shade, strict=True)) for shade in shades]
        if off and min(off) <= SHIFTED:
            shades[off.index(min(off))] = exact
    return b"".join(shades)
