"""The filters in words: the choices of region and deprivation, what they leave on the map, and how fifths are made."""

from __future__ import annotations

from data import filters
from data.catalogue import Indicator
from data.store import Snapshot
from layouts.view import View
from layouts.words import _, count

Options = list[dict[str, str]]


def regions_in_words() -> dict[str, str]:
    """Say inside a sentence where a region is."""
    return {
        "E12000001": _("in the North East"),
        "E12000002": _("in the North West"),
        "E12000003": _("in Yorkshire and The Humber"),
        "E12000004": _("in the East Midlands"),
        "E12000005": _("in the West Midlands"),
        "E12000006": _("in the East of England"),
        "E12000007": _("in London"),
        "E12000008": _("in the South East"),
        "E12000009": _("in the South West"),
        filters.WALES: _("in Wales"),
    }


def fifths_in_words() -> dict[str, str]:
    """Say inside a sentence which fifth by deprivation is meant."""
    return {
        "most": _("in the nation's most deprived fifth"),
        "second-most": _("in the nation's second most deprived fifth"),
        "middle": _("in the nation's middle fifth by deprivation"),
        "second-least": _("in the nation's second least deprived fifth"),
        "least": _("in the nation's least deprived fifth"),
    }


def fifth_titles() -> dict[str, str]:
    """Name the fifths by deprivation."""
    return {
        filters.EVERY: _("All"),
        "most": _("Most deprived fifth"),
        "second-most": _("Second most deprived"),
        "middle": _("Middle fifth"),
        "second-least": _("Second least deprived"),
        "least": _("Least deprived fifth"),
    }


def region_options(snapshot: Snapshot, indicator: Indicator) -> Options:
    """List the regions an indicator is told in, all of them first."""
    everywhere = _("England and Wales") if indicator.of_areas else _("England")
    named = [(code, snapshot.places[code].name) for code in filters.regions(snapshot, indicator)]
    return [{"value": value, "label": label} for value, label in [(filters.EVERY, everywhere), *named]]


def deprivation_options(snapshot: Snapshot, indicator: Indicator) -> Options:
    """List the fifths, all councils first; there is nothing else to choose for trusts."""
    offered = (filters.EVERY, *filters.FIFTHS) if filters.has_ranking(snapshot, indicator) else (filters.EVERY,)
    return [{"value": value, "label": fifth_titles()[value]} for value in offered]


def shown_where(view: View) -> str:
    """Say inside a sentence which places are shown: `on the map`, or `in London and in the nation's middle fifth`."""
    where, fifth = regions_in_words().get(view.region, ""), fifths_in_words().get(view.deprivation, "")
    if where and fifth:
        return _("{region} and {fifth}").format(region=where, fifth=fifth)
    return where or fifth or _("on the map")


def filtered(view: View) -> str:
    """Say in a sentence what the filters leave on the map; '' where there are none."""
    if view.region == view.deprivation == filters.EVERY:
        return ""
    words = _("Shown: councils {where}.") if view.measured.of_areas else _("Shown: trusts {where}.")
    return words.format(where=shown_where(view))


def how_ranked(snapshot: Snapshot, view: View, drawn: frozenset[str]) -> str:
    """Say by which index, of which year, councils stand in fifths, and how many stand in none.

    Parameters
    ----------
    drawn
        Codes of the areas on the map.
    """
    if view.measured.is_welsh or (not view.measured.of_areas and view.region == filters.EVERY):
        return ""
    if not view.measured.of_areas:
        return _("Trusts are not sorted by deprivation: each treats people of many councils.")
    if view.deprivation == filters.EVERY:
        return ""
    ranking = filters.ranking(snapshot, view.period)
    told = {
        "E": _("England's {n} councils are in fifths by average score, Index of Multiple Deprivation {year}."),
        "W": _("Wales's {n} councils are in fifths of their own by average score, Welsh index of {year}."),
    }
    nations = [n for n in ranking.editions if view.region == filters.EVERY or view.region.startswith(n)]
    said = [told[n].format(n=count(ranking.ranked[n]), year=ranking.editions[n]) for n in nations]
    lying = filters.wanted(snapshot, view.period, view.region, filters.EVERY) or frozenset(filters.regions_of(snapshot))
    without = len((drawn & lying) - ranking.fifth_of.keys())
    if without:
        none = _("{n} places {where} have no score of their own on these borders and stand in no fifth.")
        place = regions_in_words().get(view.region, _("on the map"))
        said.append(none.format(n=count(without), where=place))
    return " ".join(said)
