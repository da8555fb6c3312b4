"""The words of the data that readers see: each is a key of the catalogue of words, as a sentence of the code is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.advice import rights
from data.catalogue import Indicator, catalogue
from data.ledger import OUTSIDE
from data.occasions import OCCASIONS
from data.partnerships import NAME
from data.periods import MONTH_NAMES
from data.reasons import SAID, parts
from data.sources import card
from data.sources.place.listings import listings
from data.splits import SPLITS
from data.store import load
from data.written import read_yaml

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
#: What is told of an indicator as one text, and as one for each number.
_TEXTS = ("title", "question", "unit", "noun", "noun_of_a_split", "short", "why_it_matters", "method", "always_said")
_COUNTED = ("headline", "headline_of_a_split", "noun", "noun_of_a_split")


@dataclass(frozen=True)
class Key:
    """An English text that readers see, and the file it stands in; `many` is its plural, '' where it has none."""

    text: str
    place: str
    many: str = ""


def data_words() -> Iterator[Key]:
    """List every text of the data that is said in the reader's language: indicators, advice, rights, names."""
    for indicator in catalogue().values():
        yield from _of_indicator(indicator)
    for path in sorted((DATA / "advice").glob("*.yaml")):
        place = f"data/advice/{path.name}"
        told = read_yaml(path)
        if path.name != "rights.yaml":
            told.pop("groups", None)
            yield from (Key(entry[key], place) for entry in told.values() for key in ("find", "whom", "also"))
    for right in rights().values():
        yield from (Key(text, "data/advice/rights.yaml") for text in (right.text, right.citation))
    yield from (Key(name, "data/periods.py") for name in MONTH_NAMES)
    for splits in SPLITS.values():
        yield from (Key(name, "data/splits.py") for code, name in splits.items() if not code.startswith("from-"))
    yield from (Key(one.what, "data/occasions.py") for one in OCCASIONS)
    yield from (Key(nation, "data/ledger.py") for nation in OUTSIDE)
    yield from (Key(sentence, "data/reasons.py") for sentence in SAID)
    why = [sentence for one in listings() for sentence, places in parts(one.reason) if sentence and not places]
    yield from (Key(sentence, "data/sources/place/pilot-sites.csv") for sentence in why)
    for path in sorted((DATA / "sources").glob("*/source.yaml")):
        told = read_yaml(path)
        yield from (Key(told[key], path.relative_to(ROOT).as_posix()) for key in ("title", "publisher", "licence"))
    yield from (Key(text, "data/sources/partnerships/source.yaml") for text in _of_themes())
    snapshot = load(DATA / "snapshot")
    regions = sorted({place.name for place in snapshot.places.values() if place.type in ("region", "nation")})
    yield from (Key(name, "data/snapshot/places.parquet") for name in regions)


def _of_themes() -> Iterator[str]:
    """List what the stages of each theme of community services mean."""
    for theme in card(NAME).details["themes"].values():
        yield theme["title"]
        yield from theme["stages"]


def _of_indicator(indicator: Indicator) -> Iterator[Key]:
    place = f"data/indicators/{indicator.slug}.yaml"
    for key in _COUNTED:
        one, many = indicator.wording(key)
        if many and one != many:
            yield Key(one, place, many)
    texts = [getattr(indicator, key) for key in (*_TEXTS, "headline", "headline_of_a_split")]
    texts += [*indicator.caveats, *indicator.change_log, *indicator.what_to_do.values(), *indicator.names.values()]
    for standard in indicator.standards:
        texts += [standard.title, standard.citation]
    if indicator.change_of:
        texts.append(indicator.short.removeprefix("change in "))
    yield from (Key(text, place) for text in texts if text)
