"""A new snapshot takes over in a running app, and a view frozen on the one before stays what it was."""

from __future__ import annotations

import gc
import json
import re
import shutil
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from callbacks import warm as warm_module
from callbacks import worlds as worlds_module
from callbacks.settings import Settings, read_settings
from callbacks.world import served, world
from callbacks.worlds import Worlds
from data import shelf
from tests.editions import committed, earlier

RTT = "indicator=rtt-incomplete-18-weeks"


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return earlier(tmp_path_factory.mktemp("editions") / "earlier")


@pytest.fixture
def stand(edition: Path, tmp_path: Path) -> Path:
    return shutil.copytree(edition, tmp_path / "stand")


@pytest.fixture
def server(stand: Path) -> Flask:
    return create_app(Settings(stand, "https://atlas.example", "", "")).server


def publish(stand: Path) -> str:
    return shelf.publish(stand, committed(stand.parent / "made"), keep=6)


def worlds(server: Flask) -> Worlds:
    return server.extensions["care-atlas"]


def text(server: Flask, address: str) -> str:
    answer = server.test_client().get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def test_the_newest_moves_on_once_the_app_has_looked_and_not_before(server: Flask, stand: Path) -> None:
    assert "December 2025" in text(server, f"/embed?{RTT}&period=latest")
    assert not worlds(server).look()
    new = publish(stand)
    assert "December 2025" in text(server, f"/embed?{RTT}&period=latest")
    assert worlds(server).look()
    assert "January 2026" in text(server, f"/embed?{RTT}&period=latest")
    assert json.loads(text(server, "/readyz"))["snapshot"] == new
    assert not worlds(server).look()


def test_what_is_frozen_has_the_same_bytes_before_and_after_a_publication(server: Flask, stand: Path) -> None:
    client, asked = server.test_client(), f"{RTT}&period=2025-12&place=RH5"
    shown = ("/image.svg?", "/image.png?width=600&", "/api/v1/values?", "/api/v1/values.csv?", "/api/v1/map?")
    frozen = [f"{address}{asked}&snapshot={served(server).snapshot.id}" for address in shown]
    before = [client.get(address) for address in frozen]
    publish(stand)
    worlds(server).look()
    for address, was in zip(frozen, before, strict=True):
        now, newest = client.get(address), client.get(address.split("&snapshot")[0])
        assert was.status_code == now.status_code == newest.status_code == 200
        assert was.data == now.data
        assert was.headers["ETag"] == now.headers["ETag"]
        assert newest.data != now.data


def test_a_frozen_frame_changes_in_the_one_line_that_tells_the_revision(server: Flask, stand: Path) -> None:
    frozen = f"/embed?{RTT}&period=2025-12&place=RH5&snapshot={served(server).snapshot.id}"
    before = text(server, frozen)
    publish(stand)
    worlds(server).look()
    after = text(server, frozen)
    line = re.search(r'<p class="caution">(.*?)</p>', after)
    assert line and after.replace(line[0], "") == before
    assert line[1].startswith(
        "These are the figures of 12 February 2026. Since then that of 1 place shown here has been revised"
    )
    assert re.search(r"Somerset NHS Foundation Trust: now \d\d\.\d", line[1])
    assert "caution" not in text(server, frozen.replace("2025-12", "2025-11"))


def test_pictures_of_a_snapshot_are_kept_for_ever_and_frames_for_an_hour(client: FlaskClient) -> None:
    of = served(client.application).snapshot.id
    assert "immutable" in client.get(f"/image.svg?snapshot={of}").headers["Cache-Control"]
    assert client.get(f"/embed?snapshot={of}").headers["Cache-Control"] == "public, max-age=3600"


def test_an_answer_is_made_from_one_world_though_another_takes_over_meanwhile(server: Flask, stand: Path) -> None:
    with server.test_request_context("/"):
        server.preprocess_request()
        began = world()
        publish(stand)
        assert worlds(server).look()
        assert world() is began
        assert served() is not began


@pytest.mark.parametrize("address", ["/?", "/embed?", "/image.png?", "/api/v1/map?", "/api/v1/values?indicator=ae-4-hour&", "/place/RH5?"])  # fmt: skip
@pytest.mark.parametrize("unknown", ["0123456789abcdef", "gone", "..%2f..%2fetc", "%00"])
def test_an_unknown_snapshot_is_told_at_once_with_the_one_served(
    client: FlaskClient, address: str, unknown: str
) -> None:
    began = time.thread_time()
    answer = client.get(f"{address}snapshot={unknown}")
    assert time.thread_time() - began < 0.1
    assert answer.status_code == 404
    assert served(client.application).snapshot.id in answer.get_data(as_text=True)


def test_the_way_on_from_an_unknown_snapshot_leads_to_the_newest_figures_of_the_same_view(client: FlaskClient) -> None:
    said = client.get("/?indicator=ae-4-hour&snapshot=0123456789abcdef").get_data(as_text=True)
    link = re.search(r'<p><a href="(/\?[^"]+)">', said)
    assert link and "indicator=ae-4-hour" in link[1] and "snapshot" not in link[1]


def test_an_unknown_snapshot_in_the_address_of_an_oembed_is_told_too(client: FlaskClient) -> None:
    of = served(client.application).snapshot.id
    site = "https://atlas.example.org"
    asked = f"/oembed?url={site}/%3Fperiod%3D2025-12%26snapshot%3D"
    assert client.get(asked + "0123456789abcdef", base_url=site).status_code == 404
    told = client.get(asked + of, base_url=site).get_json()
    assert "period=2025-12" in told["html"] and of in told["html"] and of in told["thumbnail_url"]


def test_those_who_ask_first_for_a_kept_snapshot_all_wait_for_one_reading(
    server: Flask, stand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = served(server).snapshot.id
    publish(stand)
    fresh = Worlds(stand, worlds(server)._make)
    read: list[Path] = []
    make = fresh._make

    def counted(folder: Path) -> Any:
        read.append(folder)
        return make(folder)

    monkeypatch.setattr(fresh, "_make", counted)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(fresh.of, [old] * 8))
    assert len(read) == 1
    assert len(set(map(id, found))) == 1
    assert found[0] and found[0].snapshot.id == old


def test_no_more_worlds_are_held_than_a_few_and_what_is_not_used_is_given_back(
    server: Flask, stand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worlds_module, "BESIDE", 1)
    first = weakref.ref(served(server).snapshot)
    for address in (
        "/",
        "/place/RH5",
        "/embed",
        "/image.svg",
        "/place/E06000066",
        "/compare?places=RH5,RA9",
        "/sources",
    ):
        text(server, address)
    text(server, f"/find?q=Taunton&snapshot={served(server).snapshot.id}")
    publish(stand)
    worlds(server).look()
    gc.collect()
    assert first() is not None
    monkeypatch.setattr(worlds_module, "IDLE", 0.0)
    worlds(server).look()
    gc.collect()
    assert first() is None


def test_a_damaged_snapshot_is_told_to_machines_and_the_one_before_serves(
    server: Flask, stand: Path, caplog: pytest.LogCaptureFixture
) -> None:
    old = served(server).snapshot.id
    new = publish(stand)
    (stand / "kept" / new / "ae.parquet").write_bytes(b"PAR1")
    assert not worlds(server).look()
    told = json.loads(text(server, "/readyz"))
    assert told["snapshot"] == old and "ae.parquet" in told["trouble"]
    assert "ae.parquet" in caplog.text
    assert server.test_client().get(f"/?snapshot={new}").status_code == 404
    shelf.rollback(stand, old)
    worlds(server).look()
    assert "trouble" not in json.loads(text(server, "/readyz"))
    publish(stand)
    assert worlds(server).look()
    assert served(server).snapshot.id == new


def test_going_back_is_seen_by_a_running_app(server: Flask, stand: Path) -> None:
    old = served(server).snapshot.id
    publish(stand)
    worlds(server).look()
    shelf.rollback(stand, old)
    assert worlds(server).look()
    assert served(server).snapshot.id == old


def test_a_page_loaded_before_gets_its_panel_and_shapes_from_its_own_snapshot(server: Flask, stand: Path) -> None:
    old, client = served(server).snapshot.id, server.test_client()
    publish(stand)
    worlds(server).look()

    def panel(shown: str) -> str:
        body = {
            "output": "panel.children", "outputs": {"id": "panel", "property": "children"}, "changedPropIds": ["shown.data"],
            "inputs": [{"id": "shown", "property": "data", "value": shown}],
        }  # fmt: skip
        return client.post("/_dash-update-component", json=body).get_data(as_text=True)

    asked = f"{RTT}&split=C_999&period=2025-12&place=RH5"
    assert panel(f"{asked}#{old}") != panel(asked) == panel(f"{asked}#{served(server).snapshot.id}")
    drawing = client.get(f"/api/v1/map?{asked}").get_json()["drawing"]
    for of, status in ((old, 200), (served(server).snapshot.id, 200), ("0123456789abcdef", 404)):
        answer = client.get(f"/geometry/{of}/{drawing}.svg")
        assert answer.status_code == status
        assert status == 404 or answer.headers["Care-Atlas-Snapshot"] == of
    layout = client.get(f"/_dash-layout?{RTT}&period=2025-12&of={old}").get_data(as_text=True)
    assert f'"value":"{old}"' not in layout
    assert '"2026-01"' not in layout


def test_a_frozen_page_says_so_and_keeps_its_snapshot_in_form_and_downloads(client: FlaskClient) -> None:
    of = served(client.application).snapshot.id
    said = client.get(f"/?period=2025-12&snapshot={of}").get_data(as_text=True)
    assert "This view keeps the figures that the atlas held on 2" in said
    newest = next(link for link in re.findall(r"<a [^>]+>", said) if 'id="newest"' in link)
    assert "period=2025-12" in newest and "snapshot" not in newest
    assert re.search(rf'<select[^>]+name="snapshot"[^>]*><option[^>]+value="{of}"', said)
    for name in ("csv", "csv-all"):
        link = next(link for link in re.findall(r"<a [^>]+>", said) if f'id="{name}"' in link)
        assert f"snapshot={of}" in link
    assert "This view keeps" not in client.get("/?period=2025-12").get_data(as_text=True)


def test_the_newest_answers_are_made_anew_and_a_warming_overtaken_stops(
    server: Flask, stand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    views = warm_module.newest_views(served(server))[:3]

    def few(_here: object) -> Any:
        for view in views:
            asked.append(view.indicator)
            yield view
            publish(stand)
            worlds(server).look()

    monkeypatch.setattr(warm_module, "newest_views", few)
    warm_module.warm(server)
    assert len(asked) == 2
    monkeypatch.setattr(
        warm_module, "newest_views", lambda _here: [replace(view, period="2025-11") for view in views[:1]]
    )
    warm_module.warm(server)
    here = served(server)
    assert any(name.startswith(here.snapshot.id) for name in here.cache.cache._cache)


def test_how_many_are_kept_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARE_ATLAS_KEEP", "3")
    assert read_settings().keep == 3
    monkeypatch.setenv("CARE_ATLAS_KEEP", "many")
    with pytest.raises(ValueError, match="CARE_ATLAS_KEEP is 'many'"):
        read_settings()


def test_of_a_snapshot_that_was_let_go_the_oldest_kept_is_named(server: Flask, stand: Path) -> None:
    first = worlds(server).served.snapshot.id
    publish(stand)
    worlds(server).look()
    for address in ("/?", "/image.png?", "/embed?"):
        said = server.test_client().get(f"{address}snapshot=0123456789abcdef").get_data(as_text=True)
        assert f"The oldest that are kept were made on 12 February 2026: snapshot={first}." in said
    assert "oldest" not in server.test_client().get("/?snapshot=gone").get_data(as_text=True)
