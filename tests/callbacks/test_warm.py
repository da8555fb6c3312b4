from __future__ import annotations

from app import create_app
from callbacks.warm import newest_views, warm


def test_after_warming_no_answer_to_the_newest_map_is_made_anew(monkeypatch) -> None:
    server = create_app().server
    here = server.extensions["care-atlas"].served
    views = newest_views(here)
    assert len(views) > 300
    few = [views[0], views[1], views[-1]]
    monkeypatch.setattr("callbacks.warm.newest_views", lambda _here: few)
    warm(server)
    kept = {name for name in here.cache.cache._cache if "|map|br|" in name}
    assert len(kept) == 3
    assert all(any(name.endswith(view.to_query()) for name in kept) for view in few)


def test_every_view_that_is_warmed_can_be_asked_for() -> None:
    server = create_app().server
    client = server.test_client()
    views = newest_views(server.extensions["care-atlas"].served)
    for view in (views[0], views[len(views) // 2], views[-1]):
        assert client.get(f"/api/v1/map?{view.to_query()}").status_code == 200
