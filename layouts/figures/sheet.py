"""Room on a sheet: marks and names are put where nothing else stands, as near as can be to where they belong."""

from __future__ import annotations

from math import cos, pi, sin

_DIRECTIONS = 16
_STEP = 7.0


class Sheet:
    """Remembers which boxes of a square are taken.

    Parameters
    ----------
    side
        Of the square, from (0, 0).
    """

    def __init__(self, side: float) -> None:
        self._side = side
        self._taken: list[tuple[float, float, float, float]] = []

    def take(self, west: float, north: float, east: float, south: float) -> None:
        """Take a box, whatever stands there."""
        self._taken.append((west, north, east, south))

    def room(self, west: float, north: float, east: float, south: float) -> bool:
        """Take a box if it lies on the sheet and nothing stands there; tell whether it was taken."""
        if west < 0 or north < 0 or east > self._side or south > self._side:
            return False
        if any(west < e and east > w and north < s and south > n for w, n, e, s in self._taken):
            return False
        self.take(west, north, east, south)
        return True

    def nearest(self, x: float, y: float, radius: float, farthest: float) -> tuple[float, float] | None:
        """Take room for a mark at a place, or as near to it as there is some.

        Parameters
        ----------
        radius
            Of the mark, with the gap around it.
        farthest
            How far it may be moved.

        Returns
        -------
        Where its middle is now; None where no room is left.
        """
        for far in range(int(farthest / _STEP) + 1):
            for turn in range(_DIRECTIONS if far else 1):
                to_x = x + far * _STEP * cos(2 * pi * turn / _DIRECTIONS)
                to_y = y + far * _STEP * sin(2 * pi * turn / _DIRECTIONS)
                if self.room(to_x - radius, to_y - radius, to_x + radius, to_y + radius):
                    return to_x, to_y
        return None
