"""Shares as people say them: `about 3 in 5`, beside the first per cent of a block of words and not at every one."""

from __future__ import annotations

from data.catalogue import Indicator
from layouts.words import _, about

#: Outside these a share is told by a word of its own (`no`, `nearly all`), which no per cent needs beside it.
_FROM, _BELOW = 0.05, 97.5


def share(indicator: Indicator, number: float) -> str:
    """Say what part of all a share is, by the same rounding as in headlines.

    Returns
    -------
    '' for figures that are no part of people or visits (their headline tells no share), and for none or nearly all.
    """
    fits = indicator.is_share and "{share}" in indicator.headline
    return about(number) if fits and _FROM <= number < _BELOW else ""


def beside(told: str, indicator: Indicator, number: float) -> str:
    """Set the share beside its per cent: `61.2 %, about 3 in 5`."""
    said = share(indicator, number)
    return _("{value}, {share}").format(value=told, share=said) if said else told
