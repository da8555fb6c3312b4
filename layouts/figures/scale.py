"""An axis of numbers: which round ones are marked, and where a number lies on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from data.catalogue import Indicator
from layouts.words import _

_STEPS = (1, 2, 2.5, 5, 10)
#: Part of the range left free beyond the outermost numbers.
_AIR = 0.04


@dataclass(frozen=True)
class Scale:
    """Numbers from `low` to `high` over the pixels from `start` to `end`, with round marks."""

    low: float
    high: float
    start: float
    end: float
    marks: tuple[float, ...]

    def at(self, number: float) -> float:
        """Tell where a number lies."""
        return self.start + (number - self.low) / (self.high - self.low) * (self.end - self.start)


def scale(numbers: Sequence[float], start: float, end: float, most: int, *, nought: bool, top: float = 0) -> Scale:
    """Fit an axis around numbers.

    Parameters
    ----------
    most
        How many marks there is room for.
    nought
        Whether it must hold 0.
    top
        The highest number there can be (100 of a share), and then 0 is the lowest; 0 where there is none.
    """
    held = [*numbers, 0.0] if nought else list(numbers)
    low, high = min(held), max(held)
    room = (high - low) * _AIR or abs(high) * _AIR or 1.0
    low, high = (low - room if low or not nought else low), (high + room if high or not nought else high)
    if top:
        low, high = max(low, 0.0), min(high, top)
    high = high if high > low else low + 1
    rough = (high - low) / max(most - 1, 1)
    size = 10 ** floor(log10(rough))
    step = next(size * one for one in _STEPS if size * one >= rough * 0.999)
    marks = tuple(round(at * step, 10) for at in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1))
    return Scale(low, high, start, end, marks)


def written(indicator: Indicator, number: float) -> str:
    """Write a mark of an axis, or the word that it stands for."""
    if indicator.names:
        return _(indicator.names[round(number)]) if round(number) in indicator.names else ""
    plain = f"{number:,.10f}".rstrip("0").rstrip(".")
    plain = plain.replace("-", "\u2212")
    if indicator.is_share:
        return f"{plain}\u00a0%"
    return f"£{plain}" if indicator.measure == "money" else plain


def unit(indicator: Indicator) -> str:
    """Name the unit of an axis whose marks do not say it; '' for others."""
    return {"weeks": _("weeks"), "years": _("years")}.get(indicator.measure, "")
