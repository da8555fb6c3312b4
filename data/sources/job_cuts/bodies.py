"""Which NHS body a ledger means: by its code, or by a name of today or of then."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd
from rapidfuzz import fuzz, process

_COMMON = re.compile(r"\b(the|nhs|foundation|trust)\b|[^a-z0-9 ]")
TYPES = ("trust", "health-board")


class Bodies:
    """The NHS trusts and health boards that a record can be of.

    Parameters
    ----------
    places
        Columns code, name, type.
    then
        Names of the time that the register has no more, with the code of each.
    """

    def __init__(self, places: pd.DataFrame, then: Mapping[str, str]) -> None:
        known = places[places.type.isin(TYPES)]
        self.names = dict(zip(known.code.astype(str), known.name.astype(str), strict=True))
        self._by_name: dict[str, set[str]] = {}
        listed = [*self.names.items(), *((code, name) for name, code in then.items() if code in self.names)]
        for code, name in listed:
            self._by_name.setdefault(_key(name), set()).add(code)
        self._shown = {f"{name} ({code})": code for code, name in listed}

    def find(self, said: str) -> str:
        """Give the code of a body that is named by code or name; '' where it is unknown or could be two."""
        if said.upper() in self.names:
            return said.upper()
        found = self._by_name.get(_key(said), set())
        return next(iter(found)) if len(found) == 1 else ""

    def nearest(self, said: str) -> str:
        """Name the body most like what was written, with its code."""
        found = process.extractOne(said, list(self._shown), scorer=fuzz.WRatio, processor=_key)
        return str(found[0]) if found else "none"


def _key(name: str) -> str:
    return " ".join(_COMMON.sub(" ", name.lower().replace("'", "")).split())
