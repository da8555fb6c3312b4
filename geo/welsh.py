"""Names in Welsh on the ground and of what can be found; a search knows places by both their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from data.sources.organisations.welsh_names import welsh_names
from data.store import Place
from geo.gazetteer import Gazetteer
from geo.ground import Ground


def welsh_surroundings(council_code: str) -> str:
    """Name a Welsh council with its nation, `Caerdydd, Cymru`; '' in England."""
    name = welsh_names().get(council_code, "")
    return f"{name}, Cymru" if name else ""


def found_in_welsh(gazetteer: Gazetteer, places: dict[str, Place]) -> Gazetteer:
    """Name what can be found as places in Welsh are; a search looks where it did before."""
    return replace(
        gazetteer,
        council_names={code: places[code].name for code in gazetteer.council_names},
        surroundings={code: welsh_surroundings(code) or told for code, told in gazetteer.surroundings.items()},
        _places=places,
        searched=gazetteer.searched or gazetteer,
    )


def drawn_in_welsh(ground: Ground, names: Mapping[str, str]) -> Ground:
    """Give the same ground with shapes under other names, by code; the rest are the very same shapes."""
    layers = {
        name: tuple(replace(shape, name=names[shape.code]) if shape.code in names else shape for shape in shapes)
        for name, shapes in ground.layers.items()
    }
    return replace(ground, layers=layers)
