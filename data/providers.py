"""Providers that report figures and stand in no register."""

from __future__ import annotations

import re

import pandas as pd

from data.reading import ENGLAND, Reading
from data.sources.organisations.casing import well_cased

COLUMNS = (
    "code",
    "name",
    "type",
    "kind",
    "region_code",
    "icb_code",
    "postcode",
    "opened",
    "closed",
    "lat",
    "lon",
    "site_code",
    "site_name",
)
_SPELLED = {
    "Spamedica": "SpaMedica",
    "Aces": "ACES",
    "Isight": "iSight",
    "Dmc": "DMC",
    "Phl": "PHL",
    "Hhcic": "HHCIC",
    "Miu": "MIU",
    "Ooh": "OOH",
    "Hcrg": "HCRG",
    "Nhsft": "NHSFT",
    "Xi": "XI",
}
"""Words of names that no rule spells as their owners do."""
_TRUST = re.compile(r"^R[A-Z0-9]{2}$")


def names_of_providers(readings: list[Reading]) -> dict[str, str]:
    """Give every provider the name it last reported under, as people write it.

    A name from an A&E workbook, which are not in capitals, goes before that of a CSV; then the newer.
    """
    names: dict[str, str] = {}
    in_order = sorted(readings, key=lambda one: (one.release.form == "workbook", one.release.period, one.release.rank))
    for reading in in_order:
        for code, name in reading.providers[["code", "name"]].astype(str).to_numpy().tolist():
            if name or code not in names:
                names[code] = name
    return {code: _spell(name) if name else code for code, name in names.items()}


def _spell(name: str) -> str:
    return re.sub(r"[A-Za-z]+", lambda word: _SPELLED.get(word[0], word[0]), well_cased(name))


def with_providers(places: pd.DataFrame, readings: list[Reading]) -> pd.DataFrame:
    """Add to the register the providers that reported but do not stand in it.

    Parameters
    ----------
    places
        The register, columns at least `COLUMNS`; may be empty.
    readings
        Every month used.

    Returns
    -------
    pandas.DataFrame
        One row a place, by code. Added ones have no date, no parents and no point; England is added if
        missing.
    """
    numbers = {"lat", "lon", *places.select_dtypes("number").columns}
    places = places.reindex(columns=list(dict.fromkeys([*COLUMNS, *places.columns])))
    known = set(places.code)
    urgent = {code for one in readings if one.release.collection == "ae" for code in one.providers.code}
    added = [
        {
            "code": code,
            "name": name,
            "type": "trust" if _is_trust(code, name) else "provider",
            "kind": "" if _is_trust(code, name) else "urgent-care" if code in urgent else "independent",
        }
        for code, name in names_of_providers(readings).items()
        if code not in known
    ]
    if ENGLAND not in known:
        added.append({"code": ENGLAND, "name": "England", "type": "nation", "kind": ""})
    every = pd.concat([places, pd.DataFrame(added)]) if len(places) else pd.DataFrame(added, columns=places.columns)
    texts = [name for name in every.columns if name not in numbers]
    every[texts] = every[texts].astype(object).where(every[texts].notna(), "")
    every[["lat", "lon"]] = every[["lat", "lon"]].astype(float)
    return every.sort_values("code").reset_index(drop=True)


def _is_trust(code: str, name: str) -> bool:
    return bool(_TRUST.match(code)) and ("NHS" in name or name == code)
