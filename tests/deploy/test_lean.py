"""Workers share what can be shared, and load nothing that only a build needs; no figure of time or memory is held."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from app import create_app
from callbacks.warm import answer_once
from data import query
from data.catalogue import catalogue
from data.columns import Columns
from data.judge.verdicts import judge
from tests.hostile import ASKED

ROOT = Path(__file__).parents[2]
#: What only a build needs, and what pyarrow would import unasked: 45 MB in each worker, or 40 ms of each start.
UNNEEDED = ("pandas", "geopandas", "shapely", "pyproj", "pyarrow.compute", "pyarrow.dataset")


def told_by(code: str) -> str:
    """What a process of its own says after running some code in the project's folder."""
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


def test_a_worker_that_warmed_and_answered_everything_has_not_loaded_what_only_a_build_needs() -> None:
    code = f"""
import sys
from app import server
from callbacks import warm
first = warm.newest_views
warm.newest_views = lambda here: first(here)[:2]
warm.warm(server)
client = server.test_client()
for address in {ASKED}:
    assert client.get(address).status_code < 500, address
print([name for name in {UNNEEDED} if name in sys.modules])
"""
    assert told_by(code) == "[]"


def test_the_app_is_read_without_looking_for_waste_and_what_workers_share_is_set_apart() -> None:
    code = """
import gc, os, runpy
conf = runpy.run_path("gunicorn.conf.py")
said = [gc.isenabled(), os.environ["ARROW_DEFAULT_MEMORY_POOL"], gc.get_freeze_count()]
conf["pre_fork"](None, None)
said.append(gc.get_freeze_count() > 1000)
conf["post_fork"](None, None)
print(*said, gc.isenabled())
"""
    assert told_by(code) == "False system 0 True True"


def test_a_setting_of_ones_own_for_arrows_memory_stays() -> None:
    code = """
import os, runpy
os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "jemalloc"
runpy.run_path("gunicorn.conf.py")
print(os.environ["ARROW_DEFAULT_MEMORY_POOL"])
"""
    assert told_by(code) == "jemalloc"


def test_what_the_first_answer_makes_is_made_before_there_are_workers() -> None:
    server = create_app().server
    dash = server.extensions["dash-app"]
    assert not dash._got_first_request["setup_server"]
    answer_once(server)
    assert dash._got_first_request["setup_server"]


def test_answers_about_all_places_hold_their_names_but_once() -> None:
    snapshot = create_app().server.extensions["care-atlas"].served.snapshot
    indicator = catalogue()["rtt-incomplete-18-weeks"]
    cube = snapshot.cubes[indicator.dataset]
    answer = query.across(snapshot, indicator, "C_999", cube.periods[-1])
    assert answer.places is cube.places
    assert answer.place_at is cube.place_at
    few = query.between(snapshot, indicator, "C_999", 0, 1, Columns([3, 1]))
    assert few.places == (cube.places[3], cube.places[1])
    assert few.place_at == {cube.places[3]: 0, cube.places[1]: 1}


def test_figures_and_verdicts_are_kept_once_for_both_languages() -> None:
    world = create_app().server.extensions["care-atlas"].served
    indicator, month = catalogue()["ae-4-hour"], world.snapshot.latest("ae")
    for ask in (
        lambda snapshot: query.across(snapshot, indicator, "all", month),
        lambda snapshot: query.change(snapshot, indicator, "all", month, 12),
        lambda snapshot: judge(snapshot, indicator, "all", month),
    ):
        assert ask(world.welsh.snapshot) is ask(world.snapshot)
    assert world.welsh.snapshot.places["W06000015"].name != world.snapshot.places["W06000015"].name
