"""A reader's choices, one by one: each is checked, and where it cannot be served the nearest right one is named."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from data import filters, held, query
from data.catalogue import Indicator
from data.censuses import earlier_date, usual_split
from data.splits import SPLITS
from data.store import Snapshot
from layouts.words import _, named

LONGEST_VALUE = 80
#: The status of a value that is right in itself, but under which nothing is to be had.
NOT_HERE = 404
_CODE = re.compile(r"^[A-Z0-9]{3,12}$")
_PERIOD = re.compile(r"^\d{4}(-\d{2})?(-Q[1-4])?$", re.ASCII)


class BadChoice(ValueError):
    """A parameter has a value that cannot be served: which, why, the nearest right one, and the HTTP status.

    The status is 400 where the value is none that could ever be served, 404 where it is one, but nothing is held
    under it or this indicator does not offer it. `reason` is the kind of nothing where that is why, `link` the page
    that says more.
    """

    def __init__(
        self,
        parameter: str,
        value: str,
        why: str,
        nearest: str = "",
        status: int = 400,
        reason: str = "",
        link: str = "",
    ) -> None:
        super().__init__(why)
        self.parameter = parameter
        self.value = value[:LONGEST_VALUE]
        self.why = why
        self.nearest = nearest
        self.status = status
        self.reason = reason
        self.link = link


def nearest(value: str, choices: Mapping[str, str] | tuple[str, ...]) -> str:
    """Find the choice nearest to what was typed, or ''."""
    likeness = JaroWinkler.normalized_similarity
    found = process.extractOne(
        value[:LONGEST_VALUE], tuple(choices), scorer=likeness, processor=str.lower, score_cutoff=0.6
    )
    return str(found[0]) if found else ""


def choose_indicator(snapshot: Snapshot, slug: str) -> Indicator:
    """Find an indicator by its slug, among those whose figures are held.

    Raises
    ------
    BadChoice
        If there is none; names the nearest.
    """
    slugs = held.indicators(snapshot)
    slugs_awaited = held.awaited(snapshot)
    if slug in slugs_awaited:
        why = _("This figure is published, but not held here: its official file has not been loaded.")
        if held.is_local(slugs_awaited[slug]):
            why = _("No partnership has sent its scores yet.")
        raise BadChoice("indicator", slug, why, status=404, reason="not_held", link=f"/indicator/{slug}")
    if slug not in slugs:
        raise BadChoice("indicator", slug, _("There is no indicator of this name."), nearest(slug, tuple(slugs)), 404)
    return slugs[slug]


def choose_split(indicator: Indicator, split: str, period: str = "") -> str:
    """Check a split, or give the total when none is named; a change must begin before the period it ends in."""
    usual = usual_split(period) if indicator.change_of else indicator.default_split
    if not split:
        return usual
    if split not in indicator.splits:
        why = _("This indicator is not split that way.")
        status = NOT_HERE if any(split in codes for codes in SPLITS.values()) else 400
        raise BadChoice("split", split, why, nearest(split, tuple(indicator.splits)) or usual, status)
    if indicator.change_of and period <= earlier_date(split):
        why = _("A change begins before it ends: {earlier} does not lie before {later}.").format(
            earlier=named(earlier_date(split), False), later=named(period, False)
        )
        raise BadChoice("split", split, why, usual, NOT_HERE)
    return split


def choose_period(snapshot: Snapshot, indicator: Indicator, period: str) -> str:
    """Check a period, or give the newest when none (or `latest`) is named."""
    known = query.periods(snapshot, indicator)
    if period in ("", "latest"):
        return known[-1]
    by_years = indicator.by_years
    if indicator.is_published:
        if period not in known:
            why = _("This indicator is held from {first} to {last}.").format(
                first=named(known[0], by_years), last=named(known[-1], by_years)
            )
            raise BadChoice("period", period, why, nearest(period, known) or known[-1], _status_of_a_period(period))
        return period
    if not re.fullmatch(r"\d{4}-\d{2}", period) or not "01" <= period[5:] <= "12":
        near = nearest(period, known) or known[-1]
        raise BadChoice("period", period, _("Write a month as 2026-01."), near, _status_of_a_period(period))
    if period not in known:
        why = _("This indicator is held from {first} to {last}.").format(
            first=named(known[0], False), last=named(known[-1], False)
        )
        raise BadChoice("period", period, why, min(max(period, known[0]), known[-1]), NOT_HERE)
    return period


def _status_of_a_period(period: str) -> int:
    return NOT_HERE if _PERIOD.match(period) else 400


def choose_place(snapshot: Snapshot, place: str, parameter: str = "place") -> str:
    """Check the code of a place; '' stays ''."""
    if not place:
        return ""
    if not snapshot.named(place):
        near = nearest(place, tuple(snapshot.places)) if _CODE.match(place) else ""
        raise BadChoice(
            parameter, place, _("There is no place with this code; Somerset, say, has the code RH5."), near, 404
        )
    return place


def choose_region(snapshot: Snapshot, indicator: Indicator, region: str) -> str:
    """Check the code of a region (or of Wales) in which an indicator is told, or give `all` when none is named.

    Raises
    ------
    BadChoice
        If there is none; names the nearest by code or by name.
    """
    codes = filters.regions(snapshot, indicator)
    if not region or region in (filters.EVERY, *codes):
        return region or filters.EVERY
    by_name = {snapshot.places[code].name: code for code in codes}
    by_words = by_name.get(nearest(region.replace("-", " "), by_name), "")
    near = nearest(region, codes) if _CODE.match(region) else by_words
    why = _("Write the code of one of England's nine regions, such as E12000002 for the North West.")
    if region == filters.WALES:
        why, near = _("No figures of this are held for Wales."), ""
    known = region == filters.WALES or getattr(snapshot.places.get(region), "type", "") == "region"
    raise BadChoice("region", region, why, near, NOT_HERE if known else 400)


def choose_deprivation(snapshot: Snapshot, indicator: Indicator, deprivation: str) -> str:
    """Check a fifth of councils by deprivation, or give `all` when none is named.

    Raises
    ------
    BadChoice
        If it is none, or the indicator is told of trusts, whose patients come from many councils.
    """
    if deprivation in ("", filters.EVERY):
        return filters.EVERY
    why = _("The fifths by deprivation are most, second-most, middle, second-least and least.")
    one_of("deprivation", deprivation, filters.FIFTHS, why)
    if not filters.has_ranking(snapshot, indicator):
        raise BadChoice(
            "deprivation", deprivation, _("Councils are sorted by deprivation, trusts are not."), "", NOT_HERE
        )
    return deprivation


def one_of(parameter: str, value: str, choices: tuple[str, ...], why: str) -> str:
    """Check a value against a list."""
    if value not in choices:
        raise BadChoice(parameter, value, why, nearest(value, choices) or choices[0])
    return value
