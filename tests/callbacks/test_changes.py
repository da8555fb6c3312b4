"""What changed, as readers and feed readers get it."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from lxml import etree

from app import create_app
from callbacks.settings import ROOT, Settings
from data.manifest import build_id, describe

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("/changes.atom", "/place/RHQ/changes.atom", "/place/RBT/changes.atom", "/place/E06000001/changes.atom", "/place/E92000001/changes.atom")  # fmt: skip


@pytest.fixture(scope="module")
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))


@pytest.fixture(scope="module")
def on_a_shelf(tmp_path_factory: pytest.TempPathFactory) -> tuple[FlaskClient, str]:
    """The app on a shelf that keeps, beside the committed snapshot, one without March 2026 in A&E; and its id."""
    shelf = tmp_path_factory.mktemp("shelf") / "snapshot"
    shutil.copytree(ROOT / "data" / "snapshot", shelf)
    older = shelf.parent / "older"
    shutil.copytree(shelf, older)
    for name in ("ae", "statuses"):
        table = pq.ParquetFile(older / f"{name}.parquet").read()
        newest = pc.equal(table["period"].cast("string"), "2026-03")
        if name == "statuses":
            newest = pc.and_(newest, pc.not_equal(table["collection"].cast("string"), "rtt"))
        pq.write_table(table.filter(pc.invert(newest)), older / f"{name}.parquet")
    manifest = json.loads((older / "manifest.json").read_text("utf-8"))
    manifest |= {"datasets": describe(older), "built_at": "2026-04-01T00:00:00+00:00"}
    manifest["build_id"] = build_id(manifest["datasets"])
    (older / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    (shelf / "kept").mkdir()
    older.rename(shelf / "kept" / manifest["build_id"])
    settings = Settings(shelf, "https://atlas.example", "", "")
    return create_app(settings).server.test_client(), manifest["build_id"]


def text_of(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return html.unescape(answer.get_data(as_text=True))


def feed_of(client: FlaskClient, address: str) -> Any:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    return etree.fromstring(answer.get_data())


@pytest.mark.parametrize("address", FEEDS)
def test_feeds_are_valid_atom(client: FlaskClient, grammar: etree.RelaxNG, address: str) -> None:
    feed = feed_of(client, address)
    assert grammar.validate(feed), grammar.error_log
    assert feed.findall(f"{ATOM}entry")


def test_the_grammar_refuses_what_is_no_atom(client: FlaskClient, grammar: etree.RelaxNG) -> None:
    feed = feed_of(client, "/changes.atom")
    feed.find(f"{ATOM}entry").remove(feed.find(f"{ATOM}entry/{ATOM}id"))
    assert not grammar.validate(feed)


def test_the_feed_tells_the_revision_the_gap_the_merger_and_the_newest_months(client: FlaskClient) -> None:
    titles = [entry.findtext(f"{ATOM}title") for entry in feed_of(client, "/changes.atom").iter(f"{ATOM}entry")]
    assert "Figures on A&E for April 2025 were revised at 2 places" in titles
    assert "New figures on waits for planned treatment: January 2026" in titles
    assert any(title.startswith("Sheffield Teaching Hospitals") for title in titles)
    assert any("(RAP) became part of" in title for title in titles)
    assert len(titles) <= 120


def test_entries_of_a_feed_are_dated_newest_first_and_named_once(client: FlaskClient) -> None:
    for address in FEEDS:
        feed = feed_of(client, address)
        names = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
        days = [entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")]
        assert len(set(names)) == len(names)
        assert days == sorted(days, reverse=True)
        assert all(name.startswith("tag:care-atlas.invalid,2026:changes/") for name in names)


def test_names_and_dates_stay_when_the_snapshot_is_made_anew_and_the_site_moves(
    client: FlaskClient, on_a_shelf: tuple[FlaskClient, str], tmp_path: Path
) -> None:
    folder = tmp_path / "snapshot"
    shutil.copytree(ROOT / "data" / "snapshot", folder)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | {"built_at": "2027-01-01T00:00:00+00:00"}), "utf-8")
    anew = create_app(Settings(folder, "", "", "")).server.test_client()

    def named(one: FlaskClient) -> list[tuple[str, str]]:
        entries = feed_of(one, "/changes.atom").iter(f"{ATOM}entry")
        return [(entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}updated")) for entry in entries]

    assert named(anew) == named(client) == named(on_a_shelf[0])


def test_a_feed_names_whole_addresses_once_the_site_knows_its_own(
    client: FlaskClient, on_a_shelf: tuple[FlaskClient, str], grammar: etree.RelaxNG
) -> None:
    feed = feed_of(on_a_shelf[0], "/place/RHQ/changes.atom")
    assert grammar.validate(feed)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": "https://atlas.example/changes?place=RHQ", "self": "https://atlas.example/place/RHQ/changes.atom"}  # fmt: skip
    assert all(link.get("href").startswith("https://atlas.example/") for link in feed.iter(f"{ATOM}link"))
    without = feed_of(client, "/place/RHQ/changes.atom")
    assert [link.get("rel") for link in without.findall(f"{ATOM}link")] == ["alternate"]


def test_every_entry_of_a_feed_leads_to_its_own_page(client: FlaskClient) -> None:
    for address in ("/changes.atom", "/place/RBT/changes.atom"):
        for entry in feed_of(client, address).findall(f"{ATOM}entry")[:12]:
            told = text_of(client, entry.find(f"{ATOM}link").get("href"))
            assert entry.findtext(f"{ATOM}title") in told


def test_content_of_entries_is_html_written_once_as_text(client: FlaskClient) -> None:
    entries = feed_of(client, "/changes.atom").findall(f"{ATOM}entry")
    content = next(e.findtext(f"{ATOM}content") for e in entries if "A&E" in e.findtext(f"{ATOM}title"))
    assert "<li>" in content
    assert "A&amp;E" in content


def test_the_page_tells_every_kind_and_where_the_feed_is(client: FlaskClient) -> None:
    text = text_of(client, "/changes")
    for head in ("New figures", "Figures that were revised", "Who stopped or began sending figures", "Verdicts that changed", "Mergers"):  # fmt: skip
        assert f"<h2>{head}</h2>" in text
    assert 'type="application/atom+xml" href="/changes.atom"' in text
    assert "how to read this" in text.lower()


@pytest.mark.parametrize("kind", ["period", "revised", "status", "verdict", "merger"])
def test_the_page_can_be_narrowed_to_a_kind(client: FlaskClient, kind: str) -> None:
    found = re.findall(r'<li class="change">', text_of(client, f"/changes?kind={kind}"))
    assert 0 < len(found) <= 50


def test_the_page_can_be_narrowed_to_a_place_by_code_or_by_name(client: FlaskClient) -> None:
    for place in ("RHQ", "rhq", "Sheffield+Teaching+Hospitals+NHS+Foundation+Trust+(RHQ)", "Sheffield+Teaching"):
        assert "What changed at Sheffield Teaching Hospitals" in text_of(client, f"/changes?place={place}")


def test_the_page_can_be_narrowed_to_a_figure_with_who_sent_none_of_it(client: FlaskClient) -> None:
    text = text_of(client, "/changes?indicator=rtt-waiting-list")
    assert "Sheffield Teaching Hospitals" in text
    assert "A&E: share" not in re.sub("<form.*?</form>", "", text, flags=re.S)


def test_long_lists_come_in_pages(client: FlaskClient) -> None:
    first, second = (set(re.findall(r"entry=([0-9a-f]{16})", text_of(client, f"/changes?kind=verdict&page={n}"))) for n in (1, 2))  # fmt: skip
    assert len(first) == 50
    assert second
    assert not first & second


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("colour=red", 400, "no parameter of this name"),
        ("kind=verdicts", 400, "nearest right value is verdict"),
        ("place=R", 404, "no place"),
        ("place=Hospital+of+Nowhere", 404, "no place"),
        ("indicator=ae-4-hours", 404, "nearest right value is ae-4-hour"),
        ("entry=0123456789abcdef", 404, "told no more"),
        ("entry=../../etc", 404, "sixteen"),
        ("page=0", 400, "counted from 1"),
        ("page=2&page=3", 400, "only once"),
        ("from=0123456789abcdef", 404, "No collection of figures"),
        ("from=../..", 404, "No collection of figures"),
        (f"place={'x' * 200}", 400, "too long"),
    ],
)
def test_what_cannot_be_served_is_told(client: FlaskClient, query: str, status: int, told: str) -> None:
    text = text_of(client, f"/changes?{query}", status)
    assert told in text
    assert 'href="/?' not in text


def test_a_feed_of_nowhere_and_one_with_filters_are_told(client: FlaskClient) -> None:
    assert client.get("/place/ZZZ/changes.atom").status_code == 404
    assert client.get("/changes.atom?place=RHQ").status_code == 400


def test_the_page_of_a_place_tells_its_last_five_changes(client: FlaskClient) -> None:
    text = text_of(client, "/place/RBT")
    section = text[text.index("What changed here") :]
    assert len(re.findall(r'<li class="change">', section)) == 5
    assert 'href="/place/RBT/changes.atom"' in text[: text.index("</head>")]
    sheffield = text_of(client, "/place/RHQ")
    assert "sent no figures on waits for planned treatment for July 2025, and none since" in sheffield


def test_a_page_asked_for_in_welsh_leads_on_in_welsh(client: FlaskClient) -> None:
    text = text_of(client, "/changes?lang=cy&kind=merger")
    assert re.search(r"/changes\?kind=merger&lang=cy|/changes\?entry=[0-9a-f]+&lang=cy", text)
    assert '<input type="hidden" name="lang" value="cy">' in text


def test_the_page_made_once_is_not_made_again(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/changes")
    monkeypatch.setattr("callbacks.changes.page", lambda *_told: pytest.fail("it is made again"))
    assert client.get("/changes").data == first.data


def test_two_snapshots_that_are_kept_can_be_compared(on_a_shelf: tuple[FlaskClient, str]) -> None:
    client, older = on_a_shelf
    text = text_of(client, f"/changes?from={older}")
    assert "Between the figures of 1 April 2026" in text
    assert "New figures on A&E: March 2026" in text
    told = text[text.index("<main") : text.index("</main>")]
    assert "January 2026" not in re.sub("<form.*?</form>", "", told, flags=re.S)
    back = text_of(client, f"/changes?from={client.application.extensions['care-atlas'].served.snapshot.id}&to={older}")
    assert "Figures on A&E for March 2026 are held here no more" in back
    same = text_of(client, f"/changes?from={older}&to={older}")
    assert "Nothing has changed: the two hold the same figures." in same


def test_entries_between_two_snapshots_have_pages_too(on_a_shelf: tuple[FlaskClient, str]) -> None:
    client, older = on_a_shelf
    link = re.search(rf'href="(/changes\?from={older}&entry=[0-9a-f]+)"', text_of(client, f"/changes?from={older}"))
    assert link
    assert "New figures on A&E: March 2026" in text_of(client, link[1])
