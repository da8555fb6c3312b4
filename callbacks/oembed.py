"""The oEmbed provider: a site that knows the address of a view asks here how to show it."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl, urlsplit

from flask import Blueprint, Response, request

from callbacks.asked import asked
from callbacks.security import EMBED
from callbacks.settings import is_public
from callbacks.world import pin, world
from layouts.choices import BadChoice
from layouts.oembed import as_xml, oembed
from layouts.words import _

provider = Blueprint("oembed", __name__)
FORMATS = ("json", "xml")
LONGEST = 1000


def _pixels(name: str) -> int:
    text = request.args.get(name, "")
    if text and not (text.isascii() and text.isdigit() and int(text[:6]) > 0):
        raise BadChoice(name, text, _("Give a number of pixels."), "640")
    return int(text[:6] or 0)


@provider.get("/oembed")
def answer() -> Response:
    """Describe the frame of one of our views; of a foreign address 404, in an unknown format 501."""
    wanted = request.args.get("format") or FORMATS[0]
    if wanted not in FORMATS:
        raise BadChoice("format", wanted, _("It can be {choices}.").format(choices=", ".join(FORMATS)), FORMATS[0], 501)
    address = request.args.get("url", "")
    if not address or len(address) > LONGEST:
        raise BadChoice("url", address, _("Give the address of a view of this site, as the explorer shows it."))
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise BadChoice("url", address, _("This is no address."), "", 404) from error
    site = f"{parts.scheme}://{parts.netloc}"
    ours = {world().settings.public_url, request.host_url.rstrip("/")}
    if site in ours and not is_public(site):
        why = _("Other sites cannot reach this address, so there is no code to give. See CARE_ATLAS_PUBLIC_URL.")
        raise BadChoice("url", address, why, "", 404)
    if site not in ours or parts.path not in ("", "/", EMBED):
        raise BadChoice("url", address, _("This is no view of this site."), "", 404)
    wished = dict(parse_qsl(parts.query))
    pin(wished.get("snapshot", ""))
    view, options = asked(wished, table=("yes", "no"))
    told = oembed(site, view, _pixels("maxwidth"), _pixels("maxheight"), with_table=options["table"] == "yes")
    if wanted == "xml":
        made = Response(as_xml(told), mimetype="text/xml")
    else:
        made = Response(json.dumps(told, ensure_ascii=False), mimetype="application/json")
    made.headers["Cache-Control"] = "public, max-age=3600"
    made.headers["Access-Control-Allow-Origin"] = "*"
    return made
