"""Names in Welsh on the ground and of what can be found; a search knows places by both their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from data.sources.organisations.welsh_names import welsh_names
from data.store import Place
from geo.gazetteer import Gazetteer, Spot
from geo.ground import Ground


def welsh_surroundings(council_code: str) -> str:
    """Name a Welsh council with its nation, `Caerdydd, Cymru`; '' in England."""
    name = welsh_names().get(council_code, "")
    return f"{name}, Cymru" if name else ""


def welsh_town(name: str, council_code: str, council_name: str) -> str:
    """Name in Welsh a town that bears its own council's name (Cardiff, Newport in Gwent); '' for every other town.

    The Office for National Statistics gives Welsh names of councils; none of towns is held.
    """
    return welsh_names().get(council_code, "") if name == council_name else ""


def welsh_towns(gazetteer: Gazetteer) -> dict[str, str]:
    """List the Welsh names of towns that bear their council's name, by their name in English, for maps."""
    councils = gazetteer.council_names
    return {
        spot.name: name
        for spot in gazetteer.spots
        if spot.kind == "town"
        and (name := welsh_town(spot.name, spot.council_code, councils.get(spot.council_code, "")))
    }


def _called(gazetteer: Gazetteer, spot: Spot) -> Spot:
    """Name a town in Welsh; the very same spot where it has no other name."""
    council = gazetteer.council_names.get(spot.council_code, "")
    name = welsh_town(spot.name, spot.council_code, council) if spot.kind == "town" else ""
    return replace(spot, name=name) if name else spot


def found_in_welsh(gazetteer: Gazetteer, places: dict[str, Place]) -> Gazetteer:
    """Name what can be found as places in Welsh are; a search looks where it did before."""
    return replace(
        gazetteer,
        spots=tuple(_called(gazetteer, spot) for spot in gazetteer.spots),
        council_names={code: places[code].name for code in gazetteer.council_names},
        surroundings={code: welsh_surroundings(code) or told for code, told in gazetteer.surroundings.items()},
        _places=places,
        searched=gazetteer.searched or gazetteer,
    )


def drawn_in_welsh(ground: Ground, names: Mapping[str, str]) -> Ground:
    """Give the same ground with shapes under other names, by code, and towns by their name; the rest are the same."""
    layers = {
        name: tuple(replace(shape, name=names[shape.code]) if shape.code in names else shape for shape in shapes)
        for name, shapes in ground.layers.items()
    }
    towns = tuple(replace(town, name=names.get(town.name, town.name)) for town in ground.towns)
    return replace(ground, layers=layers, towns=towns)
