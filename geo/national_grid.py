"""The British National Grid by its own formulas, for points found while answering: no library of projections."""

from __future__ import annotations

from math import atan2, cos, hypot, radians, sin, sqrt, tan

_WGS84 = (6_378_137.0, 6_356_752.314245)
_AIRY = (6_377_563.396, 6_356_256.909)
"""Half axes of the ellipsoids, metres: of satellites, and of the Ordnance Survey."""
_SHIFT = (-446.448, 125.157, -542.060)
_TURN = tuple(radians(seconds / 3600) for seconds in (-0.1502, -0.2470, -0.8421))
_GROWN = 20.4894e-6
"""The Ordnance Survey's own seven numbers between the two, good to some five metres."""
_SCALE, _LAT, _LON, _EAST, _NORTH = 0.9996012717, radians(49), radians(-2), 400_000.0, -100_000.0


def to_grid(lat: float, lon: float) -> tuple[float, float]:
    """Carry a latitude and a longitude (degrees, as satellites give them) to easting and northing (metres)."""
    phi, lam = _to_airy(radians(lat), radians(lon))
    a, b = _AIRY
    squared = 1 - (b / a) ** 2
    nu = a * _SCALE / sqrt(1 - squared * sin(phi) ** 2)
    rho = nu * (1 - squared) / (1 - squared * sin(phi) ** 2)
    eta = nu / rho - 1
    t, c, d = tan(phi) ** 2, cos(phi), lam - _LON
    north = (
        _NORTH
        + _meridian(phi)
        + nu * sin(phi) * c * d**2 / 2
        + nu * sin(phi) * c**3 * d**4 / 24 * (5 - t + 9 * eta)
        + nu * sin(phi) * c**5 * d**6 / 720 * (61 - 58 * t + t**2)
    )
    east = (
        _EAST
        + nu * c * d
        + nu * c**3 * d**3 / 6 * (nu / rho - t)
        + nu * c**5 * d**5 / 120 * (5 - 18 * t + t**2 + 14 * eta - 58 * t * eta)
    )
    return east, north


def _to_airy(phi: float, lam: float) -> tuple[float, float]:
    """Carry an angle on the ellipsoid of satellites to one on that of the Ordnance Survey."""
    a, b = _WGS84
    nu = a / sqrt(1 - (1 - (b / a) ** 2) * sin(phi) ** 2)
    x, y, z = nu * cos(phi) * cos(lam), nu * cos(phi) * sin(lam), nu * (b / a) ** 2 * sin(phi)
    rx, ry, rz = _TURN
    grown = 1 + _GROWN
    x, y, z = (
        _SHIFT[0] + grown * x - rz * y + ry * z,
        _SHIFT[1] + rz * x + grown * y - rx * z,
        _SHIFT[2] - ry * x + rx * y + grown * z,
    )
    a, b = _AIRY
    squared = 1 - (b / a) ** 2
    flat = hypot(x, y)
    found = atan2(z, flat * (1 - squared))
    for _ in range(4):
        nu = a / sqrt(1 - squared * sin(found) ** 2)
        found = atan2(z + squared * nu * sin(found), flat)
    return found, atan2(y, x)


def _meridian(phi: float) -> float:
    """Measure along the meridian from the grid's true origin, metres."""
    a, b = _AIRY
    n = (a - b) / (a + b)
    less, more = phi - _LAT, phi + _LAT
    return (
        b
        * _SCALE
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )
