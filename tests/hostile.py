"""Requests that no reader sends: every address of the app, with what breaks, floods or tricks web sites in every part."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import parse_qsl, quote, quote_plus, urlencode

#: A word found nowhere in the app: where it comes back as markup, it was we who let it.
MARK = "zqxj"
MARKUP = (
    f"<script>{MARK}</script>", f'"><svg onload={MARK}()>', f"'><img src=x onerror={MARK}()>", f"</title><b id={MARK}>",
    f"javascript:{MARK}()", f'" onmouseover="{MARK}()', f"]]><a xmlns='{MARK}'/>", f"{{{{{MARK}}}}}", f"</style><i {MARK}>",
    f"--><u class={MARK}>", f"=HYPERLINK({MARK})",
)  # fmt: skip
HOSTILE = (
    *MARKUP, "'; DROP TABLE places; --", "1 OR 1=1", "\0", "\0RH5", "RH5\0", "\r\nX-Zqxj: 1", "%0d%0aX-Zqxj:%201", "../../etc/passwd",
    "..\\..\\windows", "/etc/passwd", "file:///etc/passwd", "//evil.example/", "http://evil.example/", "\u202egnp.", "\u2066\u2069",
    "\ufeff", "\U0001f600" * 30, "é" * 90, "A" * 5000, ",", "," * 3000, "RH5," * 200, "-1", "0", "1e999", "nan", "inf", "9" * 400, "٣",
    "²", "0x10", "-0", "1;2", "{}", "[]", "[object Object]", "null", "None", "undefined", "true", "%", "%zz", "%00", "%c0%af",
    "%u202e", "\ud800", "${7*7}", "{0.__class__}", "{nearest}", "%s%n", "*", "^(a+)+$", "a" * 200 + "!", " ", "\t", "TA1 1AA", "ta11aa",
    "2026-13", "0000-00", "9999-99", "2026-01-01", "٢٠٢٦-٠١", "2025-26-Q9", "latest", "all", "cc9712f6740bcb03",
)  # fmt: skip
SOUND = (
    "ae-4-hour", "rtt-incomplete-18-weeks", "rtt-waiting-list", "life-expectancy-male", "imd", "staff-all-change", "announced-cuts",
    "cqc-overall", "shmi", "wales-ae-4-hour", "place-pilot-2012", "all", "C_999", "C_110", "type-1", "from-2010-09", "2026-01",
    "2025-04", "2016-04", "2024-25", "2022-24", "latest", "RH5", "RRV", "R1H", "E92000001", "E07000246", "E06000066", "W06000015", "RH5,R1H",
    "RH5,E07000246", "E07000246,E06000066", "standard", "classic", "spread", "performance", "improvement", "year", "verdict", "areas",
    "points", "2014", "2025", "cy", "en", "yes", "no", "600", "1200", "bar", "trend", "json", "xml", "trust", "council", "TA1",
    "Taunton", "csv", "html", "points.js", "choosing", "https://atlas.example/?indicator=ae-4-hour",
)  # fmt: skip
#: Addresses as readers ask for them; what goes deep into the app is one of these with one part spoilt.
ASKED = (
    "/?indicator=ae-4-hour&split=type-1&period=2025-11&place=RH5&compare=R1H&scale=standard&view=improvement&geography=points&lang=cy",
    "/?indicator=life-expectancy-male&place=E07000246&region=E12000009&deprivation=1", "/?was=ae-4-hour&indicator=imd&split=x",
    "/embed?indicator=rtt-incomplete-18-weeks&period=latest&table=yes&zoom=no", "/embed?indicator=imd&place=E07000246&table=no",
    "/image.svg?indicator=ae-4-hour&width=600&shape=square&chart=bar&place=RH5", "/image.png?indicator=ae-4-hour&width=600&place=RH5",
    "/image.svg?chart=trend&place=RH5&compare=R1H,RA4", "/share?indicator=ae-4-hour&place=RH5&chart=trend&month=frozen&table=yes",
    "/api/v1/map?indicator=shmi&period=2018", "/api/v1/values?indicator=ae-4-hour&split=all&period=all&place=RH5,E92000001&scale=classic",
    "/api/v1/values.csv?indicator=imd&period=latest&type=council&region=E12000009", "/api/v1/places?type=trust&q=taunton&near=TA1&limit=3",
    "/api/v1/judgements?indicator=ae-4-hour&place=RH5&from=2024-01&to=2026-01", "/api/v1/boundaries/trust.geojson?vintage=2025",
    "/api/v1/judgements.csv?indicator=rtt-incomplete-18-weeks&split=C_110&rows=points&place=RH5", "/api/v1/indicators", "/changes?kind=x",
    "/compare?places=RH5,R1H,RA9&indicator=ae-4-hour&split=all&period=2026-01&lang=en", "/compare.csv?places=E07000246,E06000066",
    "/compare?places=RH5&add=Bristol", "/find?q=Taunton&here=outside&lang=cy", "/near?q=TA1&indicator=rtt-median-wait&split=C_110&within=50",
    "/near?q=TA1&order=wait", "/oembed?url=http%3A%2F%2Flocalhost%2F%3Findicator%3Dimd&format=xml&maxwidth=600&maxheight=9",
    "/ledger?lang=cy", "/ledger/letter?place=RH5&indicator=ae-4-hour&split=all&period=2026-01", "/place/RH5?lang=cy", "/place/E07000246",
    "/place/RH5/changes.atom", "/sheet/RH5?lang=cy", "/report?places=RH5,E07000246&format=email", "/report?places=RH5&add=x&group=y",
    "/indicator/ae-4-hour", "/changes?place=RH5&indicator=ae-4-hour", "/pack/RH5.zip", "/privacy?snapshot=cc9712f6740bcb03",
)  # fmt: skip
NAMES = (
    "indicator", "split", "period", "region", "deprivation", "place", "compare", "scale", "view", "geography", "lang", "snapshot",
    "places", "add", "q", "near", "type", "limit", "within", "order", "here", "vintage", "width", "shape", "chart", "zoom", "table",
    "month", "format", "url", "maxwidth", "maxheight", "from", "to", "rows", "kind", "since", "was", "of", "lat", "lon", "group",
    "utm_source", "fbclid", "_method", "__proto__", "constructor", "callback", "q[]", "place[0]", MARK, "", "\0",
)  # fmt: skip
HEADERS = {
    "Accept-Language": ("cy", "xx;q=9", "," * 900, f"<{MARK}>", "en;q=nan", "é"),
    "If-None-Match": ("*", '"', 'W/"x"', '"a",' * 300, "\x7f", f'"{MARK}"'),
    "If-Modified-Since": ("yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "Sun, 99 Foo 99999 99:99:99 GMT"),
    "If-Range": ('"x"', "0", "Sun, 99 Foo"),
    "Range": (
        "bytes=0-0",
        "bytes=-1",
        "bytes=9-1",
        "bytes=0-,0-,0-",
        "bytes=" + "0-1," * 200,
        "items=1",
        "bytes=" + "9" * 300 + "-",
    ),
    "Host": ("", "evil.example", "evil.example:99999", "[::1", "a b", f'"><b id={MARK}>', "é.example", "localhost:x"),
    "X-Forwarded-For": ("", ",", "1.2.3.4, 5.6.7.8", "x" * 500, "::1", f"<{MARK}>", "\t"),
    "X-Forwarded-Host": ("evil.example", f"<{MARK}>"),
    "X-Forwarded-Proto": ("gopher",),
    "X-Forwarded-Prefix": ("/evil", f"<{MARK}>"),
    "X-HTTP-Method-Override": ("DELETE",),
    "Accept-Encoding": ("br;q=nan", "*", "identity;q=0", "gzip, br, zstd, x" * 50, "gzip;q=-1"),
    "Accept": ("text/x;q=é", "*/*;q=2", "image/webp," * 200),
    "Content-Type": (
        "application/json",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "text/plain; charset=utf-99",
        "x" * 99,
    ),
    "Content-Length": ("-1", "x", "99999999999", "0"),
    "Transfer-Encoding": ("chunked", "identity"),
    "Origin": ("null", "http://evil.example"),
    "Cookie": ("a=" + "b" * 900, '$Version=";', f"lang=<{MARK}>"),
    "User-Agent": ("", f"<{MARK}>"),
    "Authorization": ("Basic é", "Bearer " + "x" * 500, "Digest ="),
    "Referer": (f"http://evil.example/<{MARK}>",),
}
METHODS = ("GET",) * 40 + (
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "OPTIONS",
    "PATCH",
    "TRACE",
    "CONNECT",
    "get",
    "PROPFIND",
    "X" * 90,
)


@dataclass(frozen=True)
class Asked:
    """A request, byte for byte as it stands on the wire: `path` and `query` with whatever escapes they have."""

    path: str
    query: str = ""
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


def addresses(server: Any) -> list[str]:
    """Every address that the app knows, with a `{}` for each part that the asker names."""
    rules = {re.sub("<[^>]*>", "{}", str(rule)) for rule in server.url_map.iter_rules()}
    return sorted(rules | {"/image.svg", "/image.png"})


def _value(chance: Random) -> str:
    """What stands where a value is expected: a sound one, a hostile one, a sound one spoilt, or anything."""
    sound, hostile, at = chance.choice(SOUND), chance.choice(HOSTILE), chance.randrange(9)
    anything = "".join(chr(chance.choice((chance.randrange(128), chance.randrange(0x3000)))) for _ in range(at * 4))
    return chance.choice((sound, sound, hostile, sound[:at] + hostile + sound[at:], anything))


def _escaped(text: str, how: int) -> str:
    raw = text.encode("utf-8", "surrogatepass")
    if how == 0:
        return quote(raw, safe="")
    if how == 1:
        return quote_plus(raw, safe=",:/")
    if how == 2:
        return quote(quote(raw, safe=""), safe="")
    return raw.decode("latin-1").replace("#", "%23")


def _anywhere(chance: Random, known: Sequence[str]) -> tuple[str, list[tuple[str, str]]]:
    """Choose an address the app knows, and any parameters."""
    path = chance.choice(known)
    while "{}" in path:
        path = path.replace("{}", _escaped(_value(chance), chance.randrange(3)) or "x", 1)
    names = [chance.choice(NAMES) if chance.random() < 0.9 else _value(chance)[:8] for _ in range(chance.randrange(6))]
    return path, [(name, _value(chance)) for name in names]


def _spoilt(chance: Random) -> tuple[str, list[tuple[str, str]]]:
    """Take an address as readers ask for it; leave out, double or spoil a part, or leave it be."""
    path, _, query = chance.choice(ASKED).partition("?")
    pairs = parse_qsl(query)
    at = chance.randrange(len(pairs)) if pairs else None
    what = chance.randrange(6)
    if at is not None and what < 2:
        pairs[at] = (pairs[at][0], _value(chance))
    elif at is not None and what == 2:
        pairs.append((pairs[at][0], _value(chance)))
    elif at is not None and what == 3:
        del pairs[at]
    elif what == 4:
        pairs.append((chance.choice(NAMES), _value(chance)))
    return path, pairs


def request(chance: Random, known: Sequence[str]) -> Asked:
    """Make a request for one of the app's addresses, or for what looks like one."""
    path, pairs = _spoilt(chance) if chance.random() < 0.6 else _anywhere(chance, known)
    how = chance.choice((0, 0, 0, 1, 1, 2, 3))
    query = "&".join(f"{_escaped(name, how)}={_escaped(value, how)}" for name, value in pairs)[:8000]
    if chance.random() < 0.2:
        query += chance.choice(("&", "&&&==", "=", "&%", "&a=%f0%28%8c", ";x=1", "&" + "a=1&" * 900))
    method = chance.choice(METHODS)
    headers = [(name, chance.choice(HEADERS[name])) for name in chance.sample(sorted(HEADERS), chance.randrange(4))]
    body = _body(chance, pairs) if method in ("POST", "PUT", "PATCH") else b""
    return Asked(path, query, method, tuple(headers), body)


def _body(chance: Random, pairs: list[tuple[str, str]]) -> bytes:
    """Write a form, a broken or large one, or what Dash's own scripts send, forged."""
    form = urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in pairs]).encode()
    forged = {
        "output": chance.choice(("panel.children", "..panel.children..", f"{MARK}.x", "", "panel", None, 3)),
        "outputs": chance.choice(({"id": "panel", "property": "children"}, [], None, {"id": {"a": 1}})),
        "changedPropIds": chance.choice((["shown.data"], [], [MARK], "shown.data", None, [None])),
        "inputs": chance.choice(
            (
                [
                    {
                        "id": "shown",
                        "property": "data",
                        "value": chance.choice((_value(chance), None, 3, [1], {"a": None})),
                    }
                ],
                [],
                None,
                [3],
            )
        ),
    }
    broken = (b"", b"null", b"[]", b"3", b"{", b"[" * 5000, b"a=" + b"x" * 70_000, b'{"inputs": null}', b"a&" * 2000)
    return chance.choice((form, form, json.dumps(forged).encode(), chance.randbytes(60), chance.choice(broken)))
