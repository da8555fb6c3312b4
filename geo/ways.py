"""Where the arrow keys lead: from every place of a map to its neighbour on the left, the right, above and below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from geo.ground import Shape

#: Left, right, up, down, as steps along x and y; y grows downwards, as on the sheet.
DIRECTIONS = ((-1, 0), (1, 0), (0, -1), (0, 1))
#: No place lies in this direction.
NOWHERE = -1
_NUMBERS = re.compile(r"-?\d+")
_APART = 1e-3
"""Units of the sheet by which places on the very same spot are set in a row, to be told apart."""
_SAME = 0.25
"""Middles lie on whole or half units: what is less than this apart lies on one spot, or in one line."""


def middles(shapes: Sequence[Shape]) -> dict[str, tuple[float, float]]:
    """Give the middle of every place on the main sheet: of the box around its outline, or its point.

    Parameters
    ----------
    shapes : sequence of Shape
        A place drawn in London's inset too counts once, where it lies on the main sheet.

    Returns
    -------
    dict
        By code, in units of the sheet.
    """
    return {shape.code: _middle(shape) for shape in reversed(shapes) if shape.part == "main"}


def ways(points: Mapping[str, tuple[float, float]]) -> dict[str, tuple[int, int, int, int]]:
    """Find for every place its neighbour in each of four directions.

    The neighbour on the right is the nearest place that lies more to the right than above or below; where there is
    none, the nearest of those that lie to the right at all. So an arrow always moves its own way. There and back again
    need not lead to the same place. From every place all others can be reached: where nearness alone would leave one
    out, the arrow that leads there at the least detour gives way.

    Parameters
    ----------
    points : mapping
        Middle of every place by code.

    Returns
    -------
    dict
        By code the positions, in `points`, of the neighbours to the left, right, above and below; `NOWHERE` for none.
    """
    spots = _apart(np.array(list(points.values()), dtype=float).reshape(-1, 2))
    away = [_far(spots, *step) for step in DIRECTIONS]
    found = np.full((len(spots), len(DIRECTIONS)), NOWHERE)
    for at, far in enumerate(away):
        somewhere = np.flatnonzero(np.isfinite(far).any(axis=1))
        if len(somewhere):
            found[somewhere, at] = far[somewhere].argmin(axis=1)
    while not _whole(found) and _mend(found, away):
        pass
    return {code: tuple(row) for code, row in zip(points, found.tolist(), strict=True)}


def _middle(shape: Shape) -> tuple[float, float]:
    if not shape.d:
        return float(shape.x), float(shape.y)
    steps = (
        np.array(_NUMBERS.findall(ring.partition("h")[0]), dtype=float).reshape(-1, 2)
        for ring in shape.d.split("M")[1:]
    )
    corners = np.concatenate([ring.cumsum(axis=0) for ring in steps])
    x, y = (corners.min(axis=0) + corners.max(axis=0)) / 2
    return float(x), float(y)


def _apart(spots: NDArray[np.float64]) -> NDArray[np.float64]:
    """Set places on the same spot in a row, in the order given."""
    moved = spots.copy()
    met: dict[tuple[float, float], int] = {}
    for at, (x, y) in enumerate(spots.tolist()):
        moved[at, 0] += _APART * met.get((x, y), 0)
        met[x, y] = met.get((x, y), 0) + 1
    return moved


def _far(spots: NDArray[np.float64], right: int, down: int) -> NDArray[np.float64]:
    """Tell how far every place lies from every other in one direction; infinitely far where it lies another way."""
    x, y = (spots[None, :, axis] - spots[:, None, axis] for axis in (0, 1))
    along, across = x * right + y * down, np.abs(x * down + y * right)
    far = np.hypot(along, across)
    aslant = across > along
    far[aslant] += 2 * far.max(initial=0) + along[aslant] + 2 * across[aslant]
    return np.where((along > _SAME) | (along > 0) & (across < _SAME), far, np.inf)


def _reached(found: NDArray[np.int_]) -> NDArray[np.bool_]:
    """Tell which places can be reached from each."""
    reach = np.eye(len(found), dtype=bool)
    for row, to in zip(reach, found, strict=True):
        row[to[to != NOWHERE]] = True
    while True:
        further = reach @ reach
        if (further == reach).all():
            return reach
        reach = further


def _whole(found: NDArray[np.int_]) -> bool:
    """Tell whether all places can be reached from the first, and the first from all."""
    starts, at = np.nonzero(found != NOWHERE)
    ends = found[starts, at]
    return all(_spread(one, other, len(found)) for one, other in ((starts, ends), (ends, starts)))


def _spread(starts: NDArray[np.int_], ends: NDArray[np.int_], places: int) -> bool:
    met = np.zeros(places, dtype=bool)
    met[:1] = True
    while True:
        further = met.copy()
        further[ends[met[starts]]] = True
        if (further == met).all():
            return bool(met.all())
        met = further


def _mend(found: NDArray[np.int_], away: Sequence[NDArray[np.float64]]) -> bool:
    """Turn the one arrow that opens up most, of those the nearest; False where none opens up anything."""
    reach = _reached(found)
    now, best, turned = int(reach.sum()), (0, 0.0), None
    for start, end in np.argwhere(~reach):
        for at, far in enumerate(away):
            if not np.isfinite(far[start, end]):
                continue
            tried = found.copy()
            tried[start, at] = end
            gain = (now - int(_reached(tried).sum()), float(far[start, end]))
            if gain[0] < 0 and gain < best:
                best, turned = gain, (start, at, end)
    if turned:
        found[turned[0], turned[1]] = turned[2]
    return turned is not None
