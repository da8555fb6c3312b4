"""No English is left on Welsh pages: what does not come out of the catalogue of words, and is no name, is found here.

Every sentence of the catalogue is put between marks, ⟦ and ⟧, but for what is filled into its places; a word outside of
all marks was written into the code.
"""

from __future__ import annotations

import gettext
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from callbacks import sheet
from callbacks.pack import _zipped
from callbacks.world import World, served
from data.sources.place.listings import listings
from layouts import words
from layouts.compare.choice import short
from layouts.view import PARAMETERS
from tools import catalogue

OPEN, CLOSE = "⟦", "⟧"
WORD = re.compile(r"[A-Za-z]+")
#: Names of datasets and measures as the data have them; and addresses, files, and what has figures in it.
CODE = re.compile(r"[a-z]+([-_][a-z0-9]+)*( [a-z]+[a-z0-9_]* [\w-]+)?")
ADDRESS = re.compile(r"https?://\S+|\S+\.(csv|zip|xlsx?|json|ods|pdf|html|txt|png)\b|\S+@\S+|(?<!\w)/[a-z]\S*|\w*\d\w*")
#: Attributes that people read or hear.
HEARD = frozenset(
    {"alt", "title", "aria-label", "aria-valuetext", "aria-roledescription", "placeholder", "content", "label"}
)
#: Names and signs that are the same in both languages.
NAMES = (
    *PARAMETERS, "Care Atlas", "Cymraeg", "Cymraeg (drafft)", "English", "OpenStreetMap", "GeoNames", "Fingertips", "Atom", "Excel", "qqqq",
    "Newcastle", "Hull", "Addenbrooke's", "St George's", "Thanet (Kent And Medway Partnership)", "Norwich & Norfolk Surgical Ltd",
    "nothing", "smoking",
)  # fmt: skip


class Marked(gettext.NullTranslations):
    """A language in which every known sentence is itself between marks; unknown ones are noted."""

    def __init__(self, known: dict[str, str]) -> None:
        super().__init__()
        self.known, self.unknown = known, set[str]()

    def gettext(self, message: str) -> str:
        if message not in self.known and WORD.search(message):
            self.unknown.add(message)
        return between(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        if msgid1 not in self.known:
            self.unknown.add(msgid1)
        return between(msgid1 if n == 1 else msgid2)


def between(message: str) -> str:
    """Put a sentence between marks, and its places outside of them."""
    parts = re.split(r"(\{[^{}]*\})", message)
    return "".join(part if part.startswith("{") or not part.strip() else f"{OPEN}{part}{CLOSE}" for part in parts)


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
    """What of a text stands outside of all marks, with a bar where something was between them."""
    depth, left = 0, []
    for sign in text:
        depth += (sign == OPEN) - (sign == CLOSE)
        if depth <= 0:
            left.append("|" if sign == CLOSE else sign)
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
            if whole is None and len(said[at]) > 2 and not said[at].isupper():
                left.append(said[at])
            at += len(whole or "x")
        return left


def names_of(here: World) -> Names:
    """The names of places and publishers, and what is told of sources in their publishers' own words."""
    told = [place.name for place in here.snapshot.places.values()]
    told += [name for hospital in here.gazetteer.hospitals for name in (hospital.name, hospital.name.title())]
    told += [short(place.name) for place in here.snapshot.places.values()]
    told += [name.replace("City of ", "") + ", City of" for name in told if name.startswith("City of ")]
    told += [spot.name for spot in here.gazetteer.spots]
    told += [
        *here.gazetteer.council_names.values(),
        *here.gazetteer.surroundings.values(),
        *here.gazetteer.main_sites.values(),
    ]
    told += [site.name for site in (*here.relations.sites, *here.snapshot.sites.values())]
    told += [name for one in listings() for name in (one.hospital, one.trust)]
    told += [name for cut in here.snapshot.cuts for name in (cut.name, cut.publisher, cut.said, cut.evidence_words)]
    for source in here.snapshot.manifest["sources"].values():
        told += [source["publisher"], source["licence"], source["title"], ADDRESS.sub(" ", source["attribution"])]
    return Names((*told, *NAMES))


@pytest.fixture(scope="module")
def names(reader: FlaskClient) -> Names:
    """The names there are on Welsh pages, gathered once."""
    words.speak("cy")
    found = names_of(served(reader.application).welsh)
    words.speak("en")
    return found


def english(texts: Iterable[str], names: Names) -> list[str]:
    """The texts in which a word is left that is no name, address or code."""
    left = []
    for text in texts:
        told = ADDRESS.sub(" ", outside(text))
        if CODE.fullmatch(text):
            continue
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
    "/sources", "/about", "/about?indicator=ae-4-hour&place=RH5", "/privacy", "/accessibility",
    "/compare", "/compare?add=RH5", "/compare?places=RH5,RA9", "/compare?places=E08000025,E09000001&indicator=adult-obesity", "/compare?places=RH5,XX",
    "/compare?places=W11000031,W11000028,W92000004", "/compare?places=W11000031,RH5", "/sheet/W11000031", "/report?places=W11000031",
    "/changes", "/changes?kind=merger", "/ledger", "/ledger?region=E12000007", "/ledger/letter?trust=RH5", "/near?q=TA1", "/near", "/find?q=TA1",
    "/find?q=Newport", "/find?q=EH1", "/find?q=qqqq", "/report", "/report?places=RH5,E08000025", "/report?places=RH5,RA9&format=email",
    "/sheet/RH5", "/sheet/E08000025", "/sheet/W06000015", "/share?place=RH5", "/embed?place=RH5", "/embed?indicator=adult-obesity&table=no",
    "/place/W11000031", "/place/W06000001", "/?indicator=wales-rtt-over-18-weeks&place=W11000031", "/?indicator=wales-ae-4-hour",
    "/indicator/wales-ae-4-hour", "/indicator/wales-community-services",
    "/find?q=Abertawe", "/near?q=Caerdydd",
    "/nowhere", "/place/ZZZ", "/?indicator=nothing", "/?period=2099-01", "/sheet/E92000001",
)  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_nothing_but_through_the_catalogue(
    reader: FlaskClient, marked: Marked, names: Names, address: str
) -> None:
    page = Heard()
    marked.unknown.clear()
    page.feed(reader.get(f"{address}{'&' if '?' in address else '?'}lang=cy").get_data(as_text=True))
    assert OPEN in "".join(page.found)
    assert english(page.found, names) == []
    assert marked.unknown == set()


@pytest.mark.parametrize("address", [
    "/image.svg?place=RH5", "/image.svg?place=RH5&chart=trend", "/image.svg?place=RH5&chart=bar", "/image.svg?place=RH5&chart=funnel",
    "/image.svg?place=RH5&chart=specialties", "/image.svg?indicator=adult-obesity&place=E08000025&zoom=yes",
    "/image.svg?indicator=announced-cuts", "/changes.atom", "/place/RH5/changes.atom",
])  # fmt: skip
def test_a_picture_and_a_feed_say_nothing_but_through_the_catalogue(
    reader: FlaskClient, marked: Marked, names: Names, address: str
) -> None:
    answer = reader.get(f"{address}{'&' if '?' in address else '?'}lang=cy")
    assert answer.status_code == 200
    told, within = Heard(), Heard()
    told.feed(re.sub(r"<(id|uri|updated|rights)>[^<]*</", "</", answer.get_data(as_text=True)))
    within.feed(" ".join(told.found))  # a feed has pages in it; a picture has a sentence on several lines
    said = " ".join(within.found)
    assert OPEN in said
    assert english([said], names) == []


@pytest.mark.parametrize(
    "address",
    ["/?place=RH5", "/?indicator=ae-4-hour&view=verdict", "/?indicator=announced-cuts", "/?indicator=staff-all-change"],
)
def test_what_scripts_are_told_comes_out_of_the_catalogue(
    reader: FlaskClient, marked: Marked, names: Names, address: str
) -> None:
    page = reader.get(f"{address}{'&' if '?' in address else '?'}lang=cy").get_data(as_text=True)
    told = json.loads(re.search(r'id="atlas-data">(.*?)</script>', page)[1])  # type: ignore[index]
    said = [re.sub(r"\{\w+\}", "|", text) for text in texts_of(told) if " " in text]
    assert len(said) > 100
    assert english(said, names) == []


def texts_of(told: object) -> Iterator[str]:
    """Every text in a piece of JSON, but for its keys."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, list | dict):
        for one in told.values() if isinstance(told, dict) else told:
            yield from texts_of(one)


@pytest.mark.parametrize("code", ["RH5", "W11000031"])
def test_a_pack_says_nothing_but_through_the_catalogue(
    reader: FlaskClient, marked: Marked, names: Names, code: str
) -> None:
    _zipped.cache_clear()  # a process keeps packs, perhaps one made with the real catalogue
    with zipfile.ZipFile(io.BytesIO(reader.get(f"/pack/{code}.zip?lang=cy").data)) as pack:
        files = {name: pack.read(name).decode() for name in pack.namelist() if name.endswith((".txt", ".html"))}
    _zipped.cache_clear()
    for name, text in files.items():
        told = Heard()
        told.feed(text)
        assert english("\n".join(told.found).splitlines(), names) == [], name


@pytest.mark.parametrize("code", ["RH5", "E08000025", "W06000015", "W11000031"])
def test_a_sheet_says_nothing_but_through_the_catalogue(
    reader: FlaskClient, marked: Marked, names: Names, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[dict[str, object]] = []
    monkeypatch.setattr(sheet, "print_pdf", lambda _here, told: printed.append(told) or b"%PDF")
    assert reader.get(f"/sheet/{code}.pdf?lang=cy").status_code == 200
    said = [text for text in texts_of(printed[0]) if " " in text and not text.startswith("<svg")]
    assert printed[0]["lang"] == "cy"
    assert english(said, names) == []
