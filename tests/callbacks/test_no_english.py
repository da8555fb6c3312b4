"""No English is left on Welsh pages: what does not come out of the catalogue of words, and is no name, is found here.

Every sentence of the catalogue is put between marks, ⟦ and ⟧; a word outside of them was written into the code.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from callbacks.world import World, served
from layouts import words
from tools import catalogue

OPEN, CLOSE = "⟦", "⟧"
WORD = re.compile(r"[A-Za-z]+")
#: Attributes that people read or hear.
HEARD = frozenset(
    {"alt", "title", "aria-label", "aria-valuetext", "aria-roledescription", "placeholder", "content", "label"}
)
#: Names and signs that are the same in both languages.
NAMES = frozenset(
    [
        "Care",
        "Atlas",
        "GitHub",
        "Chromium",
        "Cymraeg",
        "English",
        "drafft",
        "NHS",
        "GIG",
        "England",
        "Digital",
        "ONS",
        "OHID",
        "CQC",
        "SHMI",
        "PLACE",
        "PEAT",
        "ERIC",
        "RTT",
        "MSOA",
        "CSV",
        "PDF",
        "HTML",
        "ZIP",
        "SVG",
        "PNG",
        "Atom",
        "GeoNames",
        "Fingertips",
        "Open",
        "Government",
        "Licence",
        "OGL",
        "Excel",
        "Health",
        "Improvement",
        "Disparities",
        "Office",
        "National",
        "Statistics",
        "Department",
        "Social",
        "Commission",
        "Organisation",
        "Data",
        "Service",
        "Northern",
        "Ireland",
        "Public",
        "Scotland",
        "Welsh",
    ]
)


class Marked(gettext.NullTranslations):
    """A language in which every known sentence is itself between marks; unknown ones are noted."""

    def __init__(self, known: dict[str, str]) -> None:
        super().__init__()
        self.known, self.unknown = known, set[str]()

    def gettext(self, message: str) -> str:
        if message not in self.known and message:
            self.unknown.add(message)
        return f"{OPEN}{message}{CLOSE}" if message else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        if msgid1 not in self.known:
            self.unknown.add(msgid1)
        return f"{OPEN}{msgid1 if n == 1 else msgid2}{CLOSE}"


@pytest.fixture(scope="module")
def marked() -> Iterator[Marked]:
    """Speak the marked language wherever Welsh is asked for, in an app of its own."""
    known = {text: text for part in catalogue.wanted().values() for text in part}
    language, spoken = Marked(known), words._catalogue
    words._catalogue = lambda asked: language if asked == "cy" else spoken(asked)  # type: ignore[assignment]
    yield language
    words._catalogue = spoken


@pytest.fixture(scope="module")
def reader(marked: Marked) -> FlaskClient:
    """A client of an app that has answered nothing yet."""
    from app import create_app

    return create_app().server.test_client()


class Heard(HTMLParser):
    """Collects what people read and hear of a page: texts, and attributes that are spoken."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "style", "code", "pre") or given.get("translate") == "no":
            self._silent.append(tag)
        if tag == "meta" and given.get("name") not in ("description",) and "og:" not in str(given.get("property")):
            return
        if (
            str(given.get("content", "")).startswith(("http", "website", "image/"))
            or given.get("property") == "og:locale"
        ):
            return
        self.found += [text for name, text in attrs if name in HEARD and text]

    def handle_endtag(self, tag: str) -> None:
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.found.append(data)


def outside(text: str) -> str:
    """What of a text stands outside of all marks."""
    depth, left = 0, []
    for sign in text:
        depth += (sign == OPEN) - (sign == CLOSE)
        if depth <= 0 and sign != CLOSE:
            left.append(sign)
        depth = max(depth, 0)
    return "".join(left)


class Names:
    """Names that stand alike in both languages, found as whole names, not by their single words."""

    def __init__(self, told: Iterable[str]) -> None:
        self._by_first: dict[str, list[list[str]]] = {}
        for name in sorted(told, key=len, reverse=True):
            if parts := WORD.findall(name):
                self._by_first.setdefault(parts[0], []).append(parts)

    def without(self, text: str) -> list[str]:
        """The words of a text that belong to no name."""
        said, left, at = WORD.findall(text), [], 0
        while at < len(said):
            whole = next((name for name in self._by_first.get(said[at], ()) if said[at : at + len(name)] == name), None)
            if whole is None and len(said[at]) > 2:
                left.append(said[at])
            at += len(whole or "x")
        return left


def names_of(here: World) -> Names:
    """The names of places and publishers, and what is told of sources in their publishers' own words."""
    told = [place.name for place in here.snapshot.places.values()]
    told += [name for hospital in here.gazetteer.hospitals for name in (hospital.name, hospital.name.title())]
    told += [spot.name for spot in here.gazetteer.spots]
    told += [
        *here.gazetteer.council_names.values(),
        *here.gazetteer.surroundings.values(),
        *here.gazetteer.main_sites.values(),
    ]
    told += (
        [site.name for site in here.relations.sites.values()]
        if isinstance(getattr(here.relations, "sites", None), dict)
        else []
    )
    for source in here.snapshot.manifest["sources"].values():
        told += [source["publisher"], source["licence"], source["title"]]
    return Names((*told, *NAMES))


def english(texts: Iterable[str], names: Names) -> list[str]:
    """The texts in which a word is left that is no name, address or code."""
    left = []
    for text in texts:
        told = re.sub(
            r"https?://\S+|[\w./-]+\.(csv|zip|xlsx?|json|ods|pdf|html|txt|png)\b|\S+@\S+|(?<!\w)/[a-z]\S*",
            " ",
            outside(text),
        )
        if names.without(told):
            left.append(f"{' '.join(names.without(told))} <- {text.strip()[:160]}")
    return left


PAGES = (
    "/", "/?place=RH5", "/?place=RH5&view=verdict", "/?place=RH5&view=year&scale=standard", "/?indicator=ae-4-hour&compare=RH5,RA9",
    "/?indicator=life-expectancy-female&place=E08000025", "/?indicator=staff-all-change&place=RH5", "/?indicator=announced-cuts",
    "/?indicator=announced-cuts&place=RGT", "/?indicator=cqc-overall&place=RH5", "/?indicator=rtt-waiting-list&region=E12000007",
    "/?deprivation=most&indicator=adult-obesity", "/?indicator=place-pilot-2012",
    "/place/RH5", "/place/RBA", "/place/E08000025", "/place/W06000015", "/place/E10000030", "/place/E92000001", "/place/E12000007", "/place/R1H",
    "/indicator/ae-4-hour", "/indicator/adult-obesity", "/indicator/staff-all-change", "/indicator/place-pilot-2012", "/indicator/cqc-overall",
    "/sources", "/help", "/help/choosing", "/about", "/about?indicator=ae-4-hour&place=RH5", "/privacy", "/accessibility",
    "/compare", "/compare?add=RH5", "/compare?places=RH5,RA9", "/compare?places=E08000025,E09000001&indicator=adult-obesity", "/compare?places=RH5,XX",
    "/changes", "/changes?kind=merger", "/ledger", "/ledger?region=E12000007", "/ledger/letter?trust=RH5", "/near?q=TA1", "/near", "/find?q=TA1",
    "/find?q=Newport", "/find?q=EH1", "/find?q=qqqq", "/report", "/report?places=RH5,E08000025", "/report?places=RH5,RA9&format=email",
    "/sheet/RH5", "/sheet/E08000025", "/sheet/W06000015", "/share?place=RH5", "/embed?place=RH5", "/embed?indicator=adult-obesity&table=no",
    "/nowhere", "/place/ZZZ", "/?indicator=nothing", "/?period=2099-01", "/sheet/E92000001",
)  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_nothing_but_through_the_catalogue(reader: FlaskClient, marked: Marked, address: str) -> None:
    page = Heard()
    page.feed(reader.get(f"{address}{'&' if '?' in address else '?'}lang=cy").get_data(as_text=True))
    assert OPEN in "".join(page.found)
    assert english(page.found, names_of(served(reader.application))) == []
    assert marked.unknown == set()
