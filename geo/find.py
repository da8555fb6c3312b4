"""Search as people type: districts, towns, councils, trusts and hospitals, slips of the keyboard forgiven."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from data.sources.organisations.welsh_names import welsh_names
from geo.gazetteer import Gazetteer, Spot
from geo.postcodes import area, cut_postcode, elsewhere, is_district
from geo.welsh import welsh_surroundings, welsh_town

WEAK = frozenset(
    ("nhs", "trust", "foundation", "the", "and", "of", "hospital", "hospitals", "general", "university", "council",
     "county", "ltd", "limited", "bwrdd", "iechyd", "prifysgol")
)  # fmt: skip
"""Words that many names hold: they help to rank and are never needed."""
SLIP = 72.0
"""How alike (0-100) a word must be to count as the same word mistyped."""
DOMINANT = 20
"""A town with so many times the people of its namesakes is meant without asking (Leeds in Yorkshire)."""
JOINTS = frozenset(["upon", "under", "on", "in", "by", "le"])
"""Newcastle upon Tyne is called Newcastle too."""
ALSO = {"Kingston upon Hull": "Hull"}
_KIND_ORDER = ("district", "town", "site", "council", "trust", "county", "provider")


@dataclass(frozen=True)
class Found:
    """What a search found.

    Attributes
    ----------
    text : str
        What was looked for, tidied, a postcode cut to its district.
    kind : str
        `empty`, `district`, `place` (one town or area is meant: `spot`), `choices` (several bear the very name),
        `matches` (the likely ones, best first), `elsewhere` (`where` says in which country), `unknown_district`
        (`near` names districts there are), `nothing`.
    """

    text: str
    kind: str
    spot: Spot | None = None
    matches: tuple[Spot, ...] = ()
    where: str = ""
    near: tuple[str, ...] = ()


def words_of(text: str) -> tuple[str, ...]:
    """Split a name into plain words: no accents or signs, `St James's` is `st james`, `Saint` is `st`."""
    plain = unicodedata.normalize("NFKD", text.lower()).replace("\u2019", "'").replace("&", " and ")
    plain = re.sub(r"'s?\b", lambda found: "" if found[0] == "'s" else " ", plain)
    return tuple(
        "st" if word == "saint" else word for word in re.findall(r"[a-z0-9]+", re.sub("[\u0300-\u036f]", "", plain))
    )


@dataclass(frozen=True, eq=False)
class Index:
    """Words to the spots whose names hold them, and each spot's own words and those of its surroundings.

    A place has a name in Welsh beside its own, where that is another.
    """

    gazetteer: Gazetteer
    names: tuple[tuple[tuple[str, ...], ...], ...]
    around: tuple[frozenset[str], ...]
    by_word: dict[str, list[int]]
    around_word: dict[str, list[int]] = field(repr=False)
    joined: tuple[str, ...] = field(repr=False)


@lru_cache(maxsize=2)
def index(gazetteer: Gazetteer) -> Index:
    """Make the index of a gazetteer; done once, at the first search."""
    places = gazetteer.place_names
    names, around = [], []
    by_word: dict[str, list[int]] = defaultdict(list)
    around_word: dict[str, list[int]] = defaultdict(list)
    for at, spot in enumerate(gazetteer.spots):
        told = _names_of(gazetteer, spot)
        names.append(told)
        own = [word for name in told for word in name]
        nearby = {word for around in _around(gazetteer, spot) for word in words_of(around)}
        nearby |= set(words_of(places.get(spot.place_code, ""))) if spot.kind == "site" else set()
        nearby |= set(words_of(gazetteer.main_sites.get(spot.code, ""))) if spot.kind == "trust" else set()
        around.append(frozenset(nearby - set(own)))
        for word in set(own):
            by_word[word].append(at)
        for word in around[-1]:
            around_word[word].append(at)
    joined = tuple("".join(word for word in told[0] if word not in WEAK) for told in names)
    return Index(gazetteer, tuple(names), tuple(around), dict(by_word), dict(around_word), joined)


def _names_of(gazetteer: Gazetteer, spot: Spot) -> tuple[tuple[str, ...], ...]:
    name = welsh_names().get(spot.code, "")
    if spot.kind == "town":
        name = welsh_town(spot.name, spot.council_code, gazetteer.council_names.get(spot.council_code, ""))
    own, welsh = words_of(spot.name), words_of(name)
    return (own, welsh) if welsh and welsh != own else (own,)


def _around(gazetteer: Gazetteer, spot: Spot) -> tuple[str, ...]:
    """Give the surroundings of a spot, in Wales in both languages."""
    return gazetteer.surroundings.get(spot.council_code, ""), welsh_surroundings(spot.council_code)


def search(gazetteer: Gazetteer, typed: str, most: int = 20) -> Found:
    """Find what a reader may mean, named in either language; a postcode is cut to its district first."""
    found = _search(gazetteer.searched or gazetteer, typed, most)
    spot = _as_called(gazetteer, (found.spot,))[0] if found.spot else None
    return replace(found, spot=spot, matches=_as_called(gazetteer, found.matches))


def _as_called(gazetteer: Gazetteer, spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """Give spots as they are called in the language of a gazetteer."""
    known = _others(gazetteer)
    return tuple(known.get(spot, spot) for spot in spots)


@lru_cache(maxsize=2)
def _others(gazetteer: Gazetteer) -> dict[Spot, Spot]:
    """List the spots that are called otherwise than where the search looks."""
    looked = gazetteer.searched or gazetteer
    return {one: other for one, other in zip(looked.spots, gazetteer.spots, strict=True) if one is not other}


def _search(gazetteer: Gazetteer, typed: str, most: int) -> Found:
    text = cut_postcode(typed)
    if not text:
        return Found("", "empty")
    if is_district(text):
        found = _district(gazetteer, text)
        if found:
            return found
    ranked = _match(gazetteer, text, most)
    if not ranked:
        return Found(text, "nothing")
    if any(spot.kind == "site" and words_of(spot.name) == words_of(text) for spot in ranked):
        return Found(text, "matches", None, tuple(ranked))
    same = [spot for spot in ranked if spot.kind in ("town", "council") and _is_named(gazetteer, spot, text)]
    towns = sorted((spot for spot in same if spot.kind == "town"), key=lambda spot: -spot.weight)
    if len(towns) == 1 or (len(towns) > 1 and 10 ** (towns[0].weight - towns[1].weight) >= DOMINANT):
        return Found(text, "place", towns[0], tuple(spot for spot in ranked if spot is not towns[0]))
    if len(towns) > 1:
        others = [spot for spot in ranked if spot not in towns and spot.kind in ("site", "council")]
        return Found(text, "choices", None, (*towns, *others[:3]))
    if same:
        return Found(text, "place", same[0], tuple(spot for spot in ranked if spot is not same[0]))
    return Found(text, "matches", None, tuple(ranked))


def _district(gazetteer: Gazetteer, text: str) -> Found | None:
    if text in gazetteer.districts:
        return Found(text, "district", gazetteer.districts[text], tuple(_coded(gazetteer, text)))
    coded = _coded(gazetteer, text)
    if coded:
        return Found(text, "matches", None, tuple(coded))
    where = elsewhere(text)
    if where:
        return Found(text, "elsewhere", where=where)
    near = [code for code in gazetteer.districts if area(code) == area(text)]
    alike = process.extract(text, near or list(gazetteer.districts), scorer=fuzz.ratio, limit=5)
    return Found(text, "unknown_district", near=tuple(code for code, _, _ in alike))


def _coded(gazetteer: Gazetteer, text: str) -> list[Spot]:
    """Find the place or hospital that has a text for its code."""
    return [spot for spot in gazetteer.spots if spot.code == text.upper()] if text else []


def _strong(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in WEAK) or words


def _is_named(gazetteer: Gazetteer, spot: Spot, text: str) -> bool:
    """Tell whether a text is a spot's very name, alone or with its council after a comma."""
    asked, names = words_of(text), [*_names_of(gazetteer, spot)]
    if spot.kind == "town":
        short = tuple(itertools.takewhile(lambda word: word not in JOINTS, names[0]))
        names += [short, words_of(ALSO.get(spot.name, spot.name))]
    whole = _around(gazetteer, spot)
    after = [(), *(words_of(told) for around in whole for told in (around, *around.split(",")))]
    return any(asked == one + more for one in names for more in after)


def match(gazetteer: Gazetteer, text: str, most: int = 20, kinds: frozenset[str] = frozenset()) -> list[Spot]:
    """Rank the spots whose names hold the words of a text: exact, begun, or mistyped.

    Parameters
    ----------
    most
        How many to give at most.
    kinds
        Only these, if any are named.
    """
    return list(_as_called(gazetteer, _match(gazetteer.searched or gazetteer, text, most, kinds)))


def _match(gazetteer: Gazetteer, text: str, most: int, kinds: frozenset[str] = frozenset()) -> list[Spot]:
    held = index(gazetteer)
    asked = words_of(text)
    if not asked:
        return []
    needed = [word for word in asked if word not in WEAK] or list(asked)
    scores: dict[int, float] = {}
    for word in needed:
        own = _candidates(held, word)
        scores = {at: scores[at] + score for at, score in own.items() if at in scores} if scores else own
        if not scores:
            scores = _joined(held, "".join(needed))
            needed = [""]
            break
    good = [at for at in scores if not kinds or gazetteer.spots[at].kind in kinds]
    ranked = sorted(good, key=lambda at: _rank(held, at, scores[at] / len(needed), asked))
    coded = [spot for spot in _coded(gazetteer, text.strip()) if not kinds or spot.kind in kinds]
    return list(dict.fromkeys([*coded, *(gazetteer.spots[at] for at in ranked)]))[:most]


def _rank(held: Index, at: int, score: float, asked: tuple[str, ...]) -> tuple[float, int, str]:
    """The sort key of a spot: how well its words fit, how much of its name was said, how likely it is."""
    spot = held.gazetteer.spots[at]
    fit = max(_fit(name, score, asked) for name in held.names[at])
    order = _KIND_ORDER.index(spot.kind) if spot.kind in _KIND_ORDER else len(_KIND_ORDER)
    return -(fit + spot.weight), order, spot.name


def _fit(name: tuple[str, ...], score: float, asked: tuple[str, ...]) -> float:
    strong = _strong(name)
    said = sum(1 for word in strong if any(_alike(word, part) for part in asked)) / len(strong)
    return score * (0.7 + 0.3 * said) + (6.0 if _strong(asked) == strong else 0.0)


def _alike(word: str, part: str) -> bool:
    return word.startswith(part) or (len(part) > 3 and fuzz.ratio(word, part) >= SLIP)


def _candidates(held: Index, word: str) -> dict[int, float]:
    """Score (0-100) the spots that one typed word may mean."""
    found: dict[int, float] = {}

    def note(positions: list[int], score: float) -> None:
        for at in positions:
            found[at] = max(found.get(at, 0.0), score)

    note(held.by_word.get(word, []), 100.0)
    note(held.around_word.get(word, []), 60.0)
    if len(word) > 1:
        for other, positions in held.by_word.items():
            if other != word and other.startswith(word):
                note(positions, 75.0 + 20.0 * len(word) / len(other))
        for other, positions in held.around_word.items():
            if other != word and len(word) > 2 and other.startswith(word):
                note(positions, 45.0)
    if len(word) > 3:
        cutoff = SLIP if word not in held.by_word else 85.0
        for other, alike, _ in process.extract(
            word, list(held.by_word), scorer=fuzz.ratio, score_cutoff=cutoff, limit=12
        ):
            if other != word and not other.startswith(word):
                note(held.by_word[other], 0.85 * alike)
    return found


def _joined(held: Index, text: str) -> dict[int, float]:
    """Score names written without their spaces (`stjames`), or whose words do not fit one by one."""
    if len(text) < 4:
        return {}
    alike = process.extract(text, held.joined, scorer=fuzz.ratio, score_cutoff=80.0, limit=40)
    return {at: 0.85 * score for _, score, at in alike}
