"""Care Atlas: wires the rooms of the house into one web app. `server` is what gunicorn serves."""

from __future__ import annotations

from functools import partial
from typing import Any

from dash import Dash
from flask import Flask
from flask_caching import Cache
from flask_compress import Compress

from callbacks import (
    api,
    changes,
    compare,
    downloads,
    embed,
    errors,
    explorer,
    find,
    forged,
    help,
    judgements,
    language,
    ledger,
    metrics,
    oembed,
    openapi,
    pack,
    pages,
    rates,
    security,
    share,
    sheet,
    values,
    world,
)
from callbacks.settings import Settings, read_settings
from callbacks.static import find_files, static_files
from callbacks.untracked import untracked
from callbacks.worlds import Worlds, open_world

#: How many ready answers one process keeps.
KEPT_ANSWERS = 2000


def create_app(settings: Settings | None = None) -> Dash:
    """Make the app for the snapshot that the settings name."""
    settings = settings or read_settings()
    server = Flask(__name__, static_folder=None)
    server.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    server.config["COMPRESS_MIMETYPES"] = [
        "application/json",
        "application/javascript",
        "text/javascript",
        "text/css",
        "text/html",
    ]
    cache_config: dict[str, object] = {
        "CACHE_TYPE": "callbacks.kept.KeptCache",
        "CACHE_THRESHOLD": KEPT_ANSWERS,
        "CACHE_DEFAULT_TIMEOUT": 0,
    }
    if settings.cache_url:
        cache_config |= {"CACHE_TYPE": "callbacks.shared.SharedCache", "CACHE_REDIS_URL": settings.cache_url}
    told: dict[str, Any] = {"settings": settings, "files": find_files(), "cache": Cache(server, config=cache_config)}
    server.extensions["care-atlas"] = Worlds(settings.snapshot, partial(open_world, **told))
    own = (
        changes.pages,
        compare.pages,
        downloads.downloads,
        explorer.pages,
        find.pages,
        help.guidance,
        judgements.judgements,
        ledger.pages,
        embed.shared,
        oembed.provider,
        openapi.description,
        pack.packs,
        share.pages,
        sheet.pages,
        values.values,
        pages.pages,
    )
    for rooms in (api.api, static_files, *own):
        server.register_blueprint(rooms)
    language.register(server, settings.welsh)
    world.register(server)
    errors.register(server)
    forged.register(server)
    security.register(server)
    rates.register(server, settings)
    Compress(server)
    app = Dash(
        __name__, server=server, include_assets_files=False, suppress_callback_exceptions=True, update_title=None,
        title="Care Atlas",
    )  # fmt: skip
    app.layout = explorer.layout
    explorer.register(app)
    metrics.register(server, settings)
    server.wsgi_app = untracked(server.wsgi_app)  # type: ignore[method-assign]
    server.extensions["dash-app"] = app
    return app


app = create_app()
server = app.server
