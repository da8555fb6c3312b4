"""The colours of the map, measured: told apart by eyes that see colour in other ways, and text that can be read."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from layouts.figures.map_svg import BANDS, PATTERNS

CSS = (Path(__file__).resolve().parents[2] / "assets" / "atlas.css").read_text(encoding="utf-8")
#: How dichromats see, as matrices over linear RGB (Machado, Oliveira and Fernandes 2009, severity 1.0).
EYES = {
    "all cones": np.eye(3),
    "no red cones": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green cones": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "no blue cones": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
RAMPS = {
    "red": [f"r{n}" for n in range(1, 7)],
    "blue-grey": [f"n{n}" for n in range(1, 7)],
    "staff": ["fewer3", "fewer2", "fewer1", "same", "more1", "more2"],
    "standard": ["met", "interim", "missed"],
    "change": ["better", "usual", "worse"],
    "beside England": ["higher", "usual", "lower"],
}
SCHEMES = ("light", "dark")
#: CIE 1976 difference: some 2.3 can just be seen side by side; areas of a map lie apart, so several times as much.
APART = 10.0


def variables(scheme: str) -> dict[str, str]:
    """The colours named in the style sheet, as they hold in light or in dark."""
    dark = re.findall(r"@media \(prefers-color-scheme: dark\) \{(.*?)\n\}", CSS, re.DOTALL)
    plain = re.sub(r"@media \(prefers-color-scheme: dark\) \{.*?\n\}", "", CSS, flags=re.DOTALL)
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", plain))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", "".join(dark))) if scheme == "dark" else found


def linear(colour: str) -> np.ndarray:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    shares = np.array([int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)])
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of linear RGB under D65."""
    xyz = (
        np.array(
            [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
        )
        @ rgb
    )
    ratio = xyz / np.array([0.95047, 1.0, 1.08883])
    f = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def seen(colour: str, eyes: str) -> np.ndarray:
    return lab(np.clip(np.array(EYES[eyes]) @ linear(colour), 0, 1))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((float(np.array([0.2126, 0.7152, 0.0722]) @ linear(c)) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_agrees_with_known_values() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert lab(linear("#ff0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("ramp", RAMPS)
def test_neighbouring_classes_are_told_apart_by_every_kind_of_eye(ramp: str, eyes: str, scheme: str) -> None:
    known = variables(scheme)
    apart = {
        (a, b): float(np.linalg.norm(seen(known[a], eyes) - seen(known[b], eyes))) for a, b in pairwise(RAMPS[ramp])
    }
    assert {pair: round(far, 1) for pair, far in apart.items() if far < APART} == {}


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("ramp", ["red", "blue-grey"])
def test_a_scale_grows_darker_all_the_way_for_every_kind_of_eye(ramp: str, eyes: str) -> None:
    known = variables("light")
    lightness = [float(seen(known[name], eyes)[0]) for name in RAMPS[ramp]]
    assert all(a - b >= 5 for a, b in pairwise(lightness)), lightness


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("text", "ground"), [(text, ground) for text in ("ink", "quiet", "accent") for ground in ("paper", "wash")]
)
def test_text_stands_out_from_what_it_stands_on(text: str, ground: str, scheme: str) -> None:
    known = variables(scheme)
    assert contrast(known[text], known[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_marks_of_nothing_and_the_outline_stand_out(scheme: str) -> None:
    known = variables(scheme)
    assert contrast(known["mark"], known["ground"]) >= 3
    assert contrast(known["accent"], known["paper"]) >= 3
    bands = [known[name] for names in RAMPS.values() for name in names]
    assert min(max(contrast(known["outline"], band), contrast(known["edge"], band)) for band in bands) >= 3


@pytest.mark.parametrize(
    "scale",
    [
        [f"s{n}" for n in range(1, 7)],
        ["met", "interim", "missed"],
        ["all", "target", "below"],
        ["better", "usual", "worse"],
        ["higher", "usual", "lower"],
    ],
)
def test_of_each_scale_one_class_is_plain_and_every_other_has_a_pattern_of_its_own(scale: list[str]) -> None:
    marks = [BANDS.get(name, "") for name in scale]
    assert len(set(marks)) == len(scale) and marks.count("") == 1
    for name in (name for name in scale if name in BANDS):
        assert f".patterned :is(.swatch rect, [data-code]).{name} {{ fill: url(#b-{name}); }}" in CSS
    assert not set(scale) & set(PATTERNS)
