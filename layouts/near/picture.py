"""The map of who treats near a place, with its key; the list below says the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from data.catalogue import Indicator, catalogue
from geo.crop import crop, outlines, towns
from geo.gazetteer import Gazetteer, Spot
from geo.ground import Ground
from geo.near import Offer, Offers
from layouts.figures.near_map import Pin, near_map
from layouts.picture import band_words, legend, ramp
from layouts.table import swatch
from layouts.words import _, month, statuses, value


def figure(ground: Ground, gazetteer: Gazetteer, spot: Spot, here: Offers, slug: str, split: str) -> str:
    """Draw who treats within the distance, coloured by one of their figures.

    Parameters
    ----------
    spot
        The place in the middle.
    slug, split
        The figure that colours the marks, and its specialty.

    Returns
    -------
    A `<figure>`; '' where the place lies nowhere.
    """
    if spot.lat is None or spot.lon is None:
        return ""
    indicator = catalogue()[slug]
    piece = crop(spot.lat, spot.lon, here.miles)
    pins = [_pin(indicator, one, number) for number, one in enumerate(here.within, start=1)]
    title = _("Map of who treats near {place}, up to {miles} miles away").format(miles=here.miles, place=spot.name)
    drawn = near_map(
        outlines(ground, piece), towns(gazetteer, piece), piece, pins,
        title=title, here=spot.name, ramp=ramp(indicator),
    )  # fmt: skip
    told = _("Colour: {figure}. {specialty}, {month}.").format(
        figure=_(indicator.title), specialty=_(indicator.splits[split]), month=month(here.period)
    )
    return (
        f'<figure class="near-figure">{drawn}<figcaption><p>{escape(told)}</p>'
        f"{_bands(indicator, split, here.period, pins)}{_shapes(spot)}{_note()}</figcaption></figure>"
    )


def _pin(indicator: Indicator, offer: Offer, number: int) -> Pin:
    if offer.near is None:
        raise ValueError(f"{offer.code} stands nowhere, so it cannot be marked; only those within a distance can")
    told, hospital = offer.figures[indicator.slug], offer.near.hospital
    status = told.status if told.value is None and told.status else "not_applicable"
    said = statuses()[status] if told.value is None else value(indicator.measure, told.value)
    label = _("{number}: {name}, {figure}").format(number=number, name=offer.name, figure=said)
    return Pin(number, offer.code, label, told.band or status, offer.is_trust, hospital.lat, hospital.lon)


def _bands(indicator: Indicator, split: str, period: str, pins: Sequence[Pin]) -> str:
    classes = {pin.code: pin.css for pin in pins}
    items = legend(band_words(indicator, split, period, "spread"), classes)
    written = "".join(
        f'<li>{swatch(item.css, ramp(indicator))}<span>{escape(item.label)}</span> <span class="n">{item.count}</span></li>'
        for item in items
    )
    return f'<ul class="key">{written}</ul>'


def _shapes(spot: Spot) -> str:
    """Say what round and square marks, and the cross, stand for."""
    shapes = (
        ('<circle cx="22" cy="22" r="19"/>', _("NHS trust")),
        ('<rect x="5" y="5" width="34" height="34"/>', _("Independent or other provider")),
        ('<path class="place" d="M4 22h36M22 4v36"/>', _("The middle of {place}").format(place=spot.name)),
    )
    written = "".join(
        f'<li><svg class="sign" viewBox="0 0 44 44" aria-hidden="true" focusable="false">{drawn}</svg>'
        f"<span>{escape(text)}</span></li>"
        for drawn, text in shapes
    )
    return f'<ul class="key">{written}</ul>'


def _note() -> str:
    said = _(
        "Numbers are those of the list below. A mark that would cover another is moved aside, and a line leads to where the hospital stands; where there is no room, the mark is small and has no number."
    )
    return f'<p class="quiet">{escape(said)}</p>'
