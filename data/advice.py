"""What a reader can do with a figure: where to find it, whom to ask, which rights there are.

What holds for a whole group of figures stands once, in `data/advice/`; what is particular to one stands in the
`what_to_do` of its YAML.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data.catalogue import Indicator
from data.written import read_yaml

FOLDER = Path(__file__).parent / "advice"
READERS = ("choosing", "resident", "volunteer", "editor")
_RIGHTS = "rights.yaml"
_KEYS = {"find", "whom", "also", "rights"}


class AdviceError(ValueError):
    """A file of advice is wrong; the message names it and what to mend."""


@dataclass(frozen=True)
class Right:
    """What the law gives people: `nation` says where it holds, `citation` where it is laid down."""

    name: str
    nation: str
    text: str
    citation: str


@dataclass(frozen=True)
class Advice:
    """What one reader can do with one figure.

    `particular` is about this figure alone; `find` says how to come to it, `whom` who answers for it, `also` what to
    bear in mind with all figures of its kind.
    """

    reader: str
    particular: str
    find: str
    whom: str
    also: str
    rights: tuple[Right, ...]


@cache
def rights() -> dict[str, Right]:
    """Give every right by its name."""
    told = read_yaml(FOLDER / _RIGHTS)
    return {name: Right(name, **entry) for name, entry in told.items()}


@cache
def _by_group() -> dict[str, dict[str, Any]]:
    """Give the advice of each group of figures: reader to what holds for all of them.

    Raises
    ------
    AdviceError
        If a key, a reader or a right is unknown, or a group is told of twice.
    """
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.name == _RIGHTS:
            continue
        told = read_yaml(path)
        groups = told.pop("groups", [])
        for reader, entry in told.items():
            if reader not in READERS or set(entry) != _KEYS:
                raise AdviceError(f"{path.name}: '{reader}' must be one of {READERS} with the keys {sorted(_KEYS)}")
            if unknown := set(entry["rights"]) - rights().keys():
                raise AdviceError(f"{path.name}: {sorted(unknown)} stand not in {_RIGHTS}")
        for group in groups:
            if group in found:
                raise AdviceError(f"{path.name}: advice on '{group}' stands in another file too")
            found[group] = told
    return found


def advice(indicator: Indicator) -> tuple[Advice, ...]:
    """Say what each reader can do with a figure, in the order of `READERS`.

    Raises
    ------
    AdviceError
        If nothing is said for the group of the figure, or for a reader its YAML speaks to.
    """
    told = _by_group().get(indicator.group, {})
    if missing := set(indicator.what_to_do) - told.keys():
        raise AdviceError(f"data/advice: nothing for {sorted(missing)} of the group '{indicator.group}'")
    return tuple(
        Advice(
            reader,
            indicator.what_to_do[reader],
            told[reader]["find"],
            told[reader]["whom"],
            told[reader]["also"],
            tuple(rights()[name] for name in told[reader]["rights"]),
        )
        for reader in READERS
        if reader in indicator.what_to_do
    )
