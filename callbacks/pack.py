"""A place's newsletter pack as one file to download."""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from callbacks.delivery import SHORT
from callbacks.png import to_png
from callbacks.world import world
from layouts.pack.contents import pack
from layouts.pack.texts import texts
from layouts.words import asked

packs = Blueprint("packs", __name__)
#: A pack weighs some 400 kB: a process keeps the last few, and makes others anew.
KEPT = 16
#: The same figures make the same bytes, whenever a pack is made; this is the earliest time that a ZIP can tell.
MADE_AT = (1980, 1, 1, 0, 0, 0)


@packs.get("/pack/<code>.zip")
def newsletter_pack(code: str) -> AnyResponse:
    """Give pictures, captions, alternative texts, paragraphs and sources of a place in one ZIP."""
    here = world()
    body, tag = _zipped(here.snapshot.id, here.files.version, here.settings.site, code, asked())
    answer = Response(body, mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="care-atlas-{code}.zip"'
    answer.headers["Cache-Control"] = SHORT
    answer.set_etag(tag)
    return answer.make_conditional(request)


@lru_cache(maxsize=KEPT)
def _zipped(snapshot_id: str, version: str, site: str, code: str, lang: str) -> tuple[bytes, str]:
    """Make the ZIP of the world that is answering, which the first two name; and the hash of its bytes."""
    here = world()
    made = pack(here.snapshot, here.ground, here.relations, code, lang)
    files = {name: text.encode("utf-8") for name, text in texts(here.snapshot, made, site).items()}
    files |= {one.name: to_png(one.drawing) for one in made.pictured}
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as folder:
        for name, content in files.items():
            entry = ZipInfo(f"care-atlas-{code}/{name}", MADE_AT)
            entry.external_attr = 0o644 << 16
            folder.writestr(entry, content)
    body = out.getvalue()
    return body, hashlib.sha256(body).hexdigest()[:20]
