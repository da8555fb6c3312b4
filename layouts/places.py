"""Places as the API tells of them, those that a search finds too, and how far they are."""

from __future__ import annotations

from typing import Any

from data.store import Place, Snapshot
from geo.find import match, search
from geo.gazetteer import Gazetteer, Spot, distances
from geo.postcodes import cut_postcode, elsewhere, is_district
from layouts.choices import NOT_HERE, BadChoice, nearest
from layouts.find import link_of, said_of, whole_name
from layouts.words import _

FOUND_KINDS = ("district", "site", "town")
"""Kinds that only a search knows: figures are not told of them."""
MOST_FOUND = 20
Row = dict[str, Any]


def kinds_of(snapshot: Snapshot) -> tuple[str, ...]:
    """List the types that places may be asked for by."""
    return tuple(sorted({place.type for place in snapshot.places.values()} | set(FOUND_KINDS)))


def place_rows(snapshot: Snapshot, gazetteer: Gazetteer, kind: str, typed: str, near: str, most: int) -> list[Row]:
    """List places by type, by what somebody typed, by distance.

    Parameters
    ----------
    kind, typed, near
        Each may be ''. A postcode in the last two is cut to its district; `near` may be a place's code too.
    most
        How many at most, where something was typed.

    Raises
    ------
    BadChoice
        If the type or the place to be near to is not known.
    """
    kinds = kinds_of(snapshot)
    if kind and kind not in kinds:
        raise BadChoice("type", kind, _("There is no such type of place."), nearest(kind, kinds))
    point = _point(snapshot, gazetteer, near) if near else None
    if cut_postcode(typed):
        rows = [_found_row(snapshot, gazetteer, spot) for spot in _found(gazetteer, kind, typed, most)]
    elif kind in FOUND_KINDS:
        spots = gazetteer.districts.values() if kind == "district" else gazetteer.spots
        rows = [_found_row(snapshot, gazetteer, spot) for spot in spots if spot.kind == kind]
    else:
        rows = [_row(snapshot, place) for place in snapshot.places.values() if not kind or place.type == kind]
    return _by_distance(gazetteer, rows, point) if point else rows


def _found(gazetteer: Gazetteer, kind: str, typed: str, most: int) -> list[Spot]:
    text = cut_postcode(typed)
    spots = match(gazetteer, text, most, frozenset([kind] if kind else []))
    if not is_district(text) or kind not in ("", "district"):
        return spots
    begun = [spot for code, spot in gazetteer.districts.items() if code.startswith(text)]
    begun.sort(key=lambda spot: (len(spot.code), spot.code))
    return [*begun, *spots][:most]


def _point(snapshot: Snapshot, gazetteer: Gazetteer, near: str) -> tuple[float, float]:
    text = cut_postcode(near)
    held: Spot | Place | None = gazetteer.districts.get(text) or snapshot.places.get(text)
    if held is None and not is_district(text):
        held = search(gazetteer, text).spot
    if held is not None and held.lat is not None and held.lon is not None:
        return held.lat, held.lon
    if is_district(text) and elsewhere(text):
        raise BadChoice("near", text, _("This is in neither England nor Wales."), status=NOT_HERE)
    guess = nearest(text, tuple(gazetteer.districts)) if is_district(text) else ""
    why = _("We know no such place. Give a postcode, its first half, or the code of a place.")
    raise BadChoice("near", text, why, guess or "TA1", NOT_HERE)


def _by_distance(gazetteer: Gazetteer, rows: list[Row], point: tuple[float, float]) -> list[Row]:
    """Fill in how far each is, nearest first; those that have closed go, those of no known place come last."""
    kept = [row for row in rows if not row["closed"]]
    for row in kept:
        if row["type"] in ("trust", "provider"):
            near = gazetteer.distance(row["code"], *point)
            row["distance_km"] = round(near.km, 2) if near else None
        elif row["lat"] is not None and row["lon"] is not None:
            there = Spot("", "", "", "", row["lat"], row["lon"], "", 0.0)
            row["distance_km"] = round(float(distances(*point, [there])[0]), 2)
    return sorted(kept, key=lambda row: (row["distance_km"] is None, row["distance_km"] or 0.0, row["name"]))


def _row(snapshot: Snapshot, place: Place) -> Row:
    successors = snapshot.successors.get(place.code, ())
    parents = {"region": place.region_code, "icb": place.icb_code}
    return {
        "code": place.code,
        "name": place.name,
        "type": place.type,
        "lat": place.lat,
        "lon": place.lon,
        "parents": {key: value for key, value in parents.items() if value},
        "successor": [{"code": s.new_code, "date": s.date, "kind": s.kind} for s in successors] or None,
        "closed": place.closed or None,
        "distance_km": None,
    }


def _found_row(snapshot: Snapshot, gazetteer: Gazetteer, spot: Spot) -> Row:
    """Write what a search found; `about` and `link` are for who shows it to a reader."""
    told = {"about": said_of(gazetteer, spot), "link": link_of(gazetteer, spot)}
    if spot.kind not in FOUND_KINDS:
        return _row(snapshot, snapshot.places[spot.code]) | told
    parents = {"council": spot.council_code, "trust": spot.place_code if spot.kind == "site" else ""}
    return {
        "code": spot.code or None,
        "name": spot.name if spot.kind != "town" else whole_name(gazetteer, spot),
        "type": spot.kind,
        "lat": spot.lat,
        "lon": spot.lon,
        "parents": {key: value for key, value in parents.items() if value},
        "successor": None,
        "closed": None,
        "distance_km": None,
        **told,
    }
