"""The same map in Vizro: a page with a parameter and a graph."""

from __future__ import annotations

from typing import Any

import vizro.models as vm
from vizro import Vizro
from vizro.managers import data_manager
from vizro.models.types import capture

from bench.peers.figure import SPLITS, figure, newest_month


@capture("graph")
def trusts(data_frame: Any, split: str) -> Any:
    """One specialty on the map."""
    return figure(data_frame, split)


def make_server() -> Any:
    """A dashboard of one page; its WSGI app."""
    data_manager["newest month"] = newest_month
    chosen = vm.RadioItems(options=list(SPLITS), value=SPLITS[0], title="split")
    page = vm.Page(
        title="Trusts",
        components=[vm.Graph(id="map", figure=trusts(data_frame="newest month", split=SPLITS[0]))],
        controls=[vm.Parameter(targets=["map.split"], selector=chosen)],
    )
    app = Vizro().build(vm.Dashboard(pages=[page])).dash
    app.server.test_client().get("/")
    return app.server
