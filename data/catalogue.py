"""The indicators: what is measured, how it is divided, and against which standard.

Each indicator is one YAML file in `data/indicators/`; its file name is its slug.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from data.censuses import USUAL
from data.grades import edges_between
from data.splits import AE_TYPES, SPLITS
from data.standards import Standard
from data.written import read_yaml

ENGLAND, WALES = "E92000001", "W92000004"
FOLDER = Path(__file__).parent / "indicators"
_SOURCES = Path(__file__).parent / "sources"


class IndicatorError(ValueError):
    """An indicator's YAML is not as it must be; the message names file, key and what is expected."""


@dataclass(frozen=True, eq=False)
class Indicator:
    """One thing that is measured of each place.

    `measure` is `percent` (100 x numerator / denominator), `count` or `weeks`, and for figures kept as published
    `share` (a percentage as its publisher prints it), `years`, `rate` or `score`, shown with `decimals`, or `change`
    (percent, of the indicator `change_of`, whose figures it reads, between two dates), `money`, or `named`: a grade
    whose numbers stand for `names`; one that is not `on_map` stands on pages alone. `for_one` holds what
    headlines and nouns are where the number is 1; `always_said` is a sentence that stands wherever the figure is shown.
    `numerator`,
    `denominator` and `n` name measures of `dataset`; `polarity` is `high` or `low` (which is good) or `none`; `edges`
    are the five fixed class breaks of the `spread` scale, ascending, `edges_of_a_split` those of a single specialty or
    department where a count is so much smaller that the former would paint one colour. `series` tells by which words
    the files of a `source` name it (`data.series`).
    """

    slug: str
    title: str
    question: str
    headline: str
    headline_of_a_split: str
    short: str
    group: str
    place_type: str
    dataset: str
    collections: tuple[str, ...]
    measure: str
    unit: str
    value: str
    denominator: str
    noun: str
    polarity: str
    splits_by: str
    first_period: str
    edges: tuple[float, ...]
    edges_of_a_split: tuple[float, ...]
    standards: tuple[Standard, ...]
    source: str
    why_it_matters: str
    caveats: tuple[str, ...]
    what_to_do: dict[str, str]
    method: str
    change_log: tuple[str, ...]
    domain: str
    decimals: int
    time: str
    names: dict[int, str]
    on_map: bool
    change_of: str = ""
    noun_of_a_split: str = ""
    for_one: dict[str, str] = field(default_factory=dict)
    always_said: str = ""
    series: tuple[dict[str, Any], ...] = ()

    @property
    def is_published(self) -> bool:
        """Tell whether its values are kept as published, an array each, not counted anew from what providers submit."""
        return self.group in PUBLISHED

    @property
    def by_years(self) -> bool:
        """Tell whether its periods are years, single or pooled, not months."""
        return self.time == "years"

    @property
    def by_states(self) -> bool:
        """Tell whether the map's classes are what records say, not classes of a value."""
        return self.group == "cuts"

    def wording(self, key: str) -> tuple[str, str]:
        """Give a headline or noun of the figure (`headline`, `noun`) for one, and for many."""
        many = str(getattr(self, key))
        return self.for_one.get(key, many), many

    @property
    def of_areas(self) -> bool:
        """Tell whether it is told of councils and counties of England and Wales, not of those who provide care."""
        return self.place_type in ("council", "county") and not self.is_welsh

    @property
    def is_welsh(self) -> bool:
        """Tell whether it is of the NHS of Wales, counted to rules of its own: it shares no map with England."""
        return self.group == "wales"

    @property
    def nation(self) -> str:
        """The nation that stands for all places together."""
        return WALES if self.is_welsh else ENGLAND

    @property
    def drawn(self) -> str:
        """The type of the places that its map draws: trusts stand for all providers."""
        return "trust" if self.place_type == "provider" else self.place_type

    @property
    def splits(self) -> dict[str, str]:
        """Code and title of each split, the total first."""
        if self.dataset == "ae" and self.value == "over_12_hours":
            return {"all": AE_TYPES["all"]}
        return SPLITS[self.splits_by]

    @property
    def default_split(self) -> str:
        """The split that stands for all patients."""
        return USUAL[0] if self.change_of else next(iter(self.splits))

    def dataset_split(self, split: str) -> str:
        """Give the split of the dataset that a split reads: a change reads full-time equivalents, whatever its date."""
        return "all" if self.change_of else split

    @property
    def is_percent(self) -> bool:
        """Tell whether the value is a share of patients."""
        return self.measure == "percent"

    @property
    def is_share(self) -> bool:
        """Tell whether the value is a percentage, counted or as printed."""
        return self.measure in ("percent", "share", "change")

    def class_edges(self, split: str) -> tuple[float, ...]:
        """Give the five breaks between the six classes of the `spread` scale for a split."""
        return self.edges if split == self.default_split else self.edges_of_a_split

    def standard(self, period: str, kind: str = "standard") -> Standard | None:
        """Give the target of a kind that was in force in a month, or None."""
        return next((s for s in self.standards if s.kind == kind and s.in_force(period)), None)

    def scales(self, period: str) -> tuple[str, ...]:
        """List the colour scales that can honestly be offered for a month, the default first."""
        offered = ["spread"]
        if self.is_percent:
            if self.standard(period):
                offered.append("standard")
            if not self.is_published:
                offered.append("classic")
        return tuple(offered)

    @property
    def views(self) -> tuple[str, ...]:
        """List the views of the map: change can only be judged where better and worse mean something."""
        if self.of_areas:
            return ("performance", "verdict")
        if self.is_published or self.polarity == "none":
            return ("performance",)
        return ("performance", "verdict", "improvement", "year")


_OPTIONAL = {
    "denominator", "standards", "edges_of_a_split", "time", "change_of", "noun_of_a_split", "names", "on_map",
    "for_one", "always_said", "series",
}  # fmt: skip
_REQUIRED = frozenset(part.name for part in fields(Indicator)) - _OPTIONAL - {"slug", "domain", "decimals"}
_MEASURES = {"percent", "count", "weeks"}
#: The groups whose figures are kept as published: each such indicator is a dataset of its own.
PUBLISHED = frozenset({"health", "staff", "quality", "cuts", "wales", "own"})
#: What those need not say; one without splits has but one headline.
_OF_ITSELF = {"dataset", "collections", "value", "noun", "splits_by", "first_period", "headline_of_a_split"}
_PUBLISHED_MEASURES = {"percent", "share", "years", "rate", "score", "count", "change", "money", "named"}
#: How time is told.
_TIMES = {"months", "years"}
#: The parts of public health, in the order in which readers meet them.
DOMAINS = ("length-of-life", "causes", "ways-of-life", "children", "care", "circumstances", "wales", "to-2018")
_STANDARD_KEYS = {"value", "kind", "from", "to", "title", "citation"}


def read_indicator(path: Path) -> Indicator:
    """Read one indicator from its YAML.

    Raises
    ------
    IndicatorError
        If a key is missing or unknown, or a value is outside its list.
    """
    raw = read_yaml(path)
    health, published = raw.get("group") == "health", raw.get("group") in PUBLISHED
    required = (_REQUIRED - _OF_ITSELF) | {"decimals"} if published else _REQUIRED
    required |= {"domain"} if health else set()
    required = required - {"edges"} | {"names"} if raw.get("measure") == "named" else required
    allowed_keys = required | _OPTIONAL | (_OF_ITSELF if published else set())
    missing, unknown = required - raw.keys(), raw.keys() - allowed_keys
    if missing or unknown:
        raise IndicatorError(f"{path.name}: missing keys {sorted(missing)}, unknown keys {sorted(unknown)}")
    if published:
        base = raw.get("change_of", path.stem)
        raw |= {"dataset": base, "collections": [base], "value": "value", "first_period": ""}
        raw = {"noun": "", "splits_by": "none", "headline_of_a_split": raw["headline"]} | raw
    if unsaid := raw.get("for_one", {}).keys() - {"headline", "headline_of_a_split", "noun", "noun_of_a_split"}:
        raise IndicatorError(f"{path.name}: for_one may hold headlines and nouns, not {sorted(unsaid)}")
    for one in (raw, *raw.get("series", ())):
        if not (_SOURCES / str(one.get("source")) / "source.yaml").exists():
            raise IndicatorError(f"{path.name}: source is '{one.get('source')}', but data/sources has no such folder")
    raw["time"] = raw.get("time", "years" if health else "months")
    raw |= {"names": raw.get("names", {}), "on_map": raw.get("on_map", True)}
    for key, allowed in (
        ("measure", _PUBLISHED_MEASURES if published else _MEASURES),
        ("time", _TIMES),
        ("domain", set(DOMAINS) if health else {None}),
        ("polarity", {"high", "low", "none"}),
        ("splits_by", set(SPLITS)),
    ):
        if raw.get(key) not in allowed:
            raise IndicatorError(
                f"{path.name}: {key} is '{raw.get(key)}', but must be one of {sorted(map(str, allowed))}"
            )
    if raw["names"]:
        raw["edges"] = raw["edges_of_a_split"] = edges_between(tuple(raw["names"]))
    raw["edges_of_a_split"] = raw.get("edges_of_a_split", raw["edges"])
    for key in () if raw["names"] else ("edges", "edges_of_a_split"):
        edges = tuple(float(e) for e in raw[key])
        if len(edges) != 5 or list(edges) != sorted(set(edges)):
            raise IndicatorError(f"{path.name}: {key} must be five ascending numbers, not {raw[key]}")
        raw[key] = edges
    standards = []
    for item in raw.pop("standards", ()):
        if item.keys() != _STANDARD_KEYS:
            raise IndicatorError(f"{path.name}: a standard needs exactly {sorted(_STANDARD_KEYS)}")
        standards.append(
            Standard(
                float(item["value"]), item["kind"], item["from"], item["to"] or "", item["title"], item["citation"]
            )
        )
    raw["standards"] = tuple(standards)
    for key in ("collections", "caveats", "change_log", "series"):
        raw[key] = tuple(raw.get(key, ()))
    raw |= {"domain": raw.get("domain", ""), "decimals": int(raw.get("decimals", 1))}
    return Indicator(slug=path.stem, denominator=raw.pop("denominator", ""), **raw)


#: The indicators that came with the snapshot that is read here and now.
_OWN: ContextVar[tuple[Indicator, ...]] = ContextVar("own", default=())


def use(own: tuple[Indicator, ...]) -> None:
    """Let `catalogue` hold, from here on in this thread, the indicators that a snapshot brings along."""
    _OWN.set(own)


def catalogue() -> dict[str, Indicator]:
    """Give every indicator by slug, in the order in which readers meet them; those of the snapshot's own come last."""
    return with_own(_OWN.get())


@lru_cache(maxsize=8)
def with_own(own: tuple[Indicator, ...]) -> dict[str, Indicator]:
    """Give the indicators of the project, and after them those that a snapshot brings along."""
    return _shipped() | {one.slug: one for one in own}


@cache
def _shipped() -> dict[str, Indicator]:
    read = [read_indicator(path) for path in sorted(FOLDER.glob("*.yaml"))]
    groups = ("waiting", "treated", "ae", "wales", "staff", "cuts", "quality", "health")
    first = ("rtt-incomplete-18-weeks", "ae-4-hour", "rtt-admitted-18-weeks", "rtt-non-admitted-18-weeks")
    order, rank, domain = ({name: at for at, name in enumerate(names)} for names in (groups, first, DOMAINS))
    read.sort(key=lambda i: (order.get(i.group, 9), domain.get(i.domain, 0), rank.get(i.slug, 9), i.slug))
    return {indicator.slug: indicator for indicator in read}
