"""A small proxy that compresses what a peer sends, as a web server before it would: ``python -m ... PORT PEER_URL``."""

from __future__ import annotations

import asyncio
import sys

from aiohttp import ClientSession, DummyCookieJar, WSMsgType, web

PEER: web.AppKey[str] = web.AppKey("peer", str)
SESSION: web.AppKey[ClientSession] = web.AppKey("session", ClientSession)
#: Of one connection alone, or made anew here.
OWN = frozenset(
    {"connection", "content-encoding", "content-length", "host", "keep-alive", "transfer-encoding", "upgrade"}
)
SMALLEST = 500


async def passed_on(request: web.Request) -> web.StreamResponse:
    """Ask the peer; send its answer on, gzipped where the browser takes that."""
    if request.headers.get("Upgrade", "").lower() == "websocket":
        return await talked(request)
    asked = {name: value for name, value in request.headers.items() if name.lower() not in OWN}
    session, address = request.app[SESSION], request.app[PEER] + request.path_qs
    async with session.request(
        request.method, address, headers=asked, data=await request.read(), allow_redirects=False
    ) as said:
        body = await said.read()
        answer = web.Response(body=body, status=said.status)
        for name, value in said.headers.items():
            if name.lower() not in OWN:
                answer.headers.add(name, value) if name.lower() != "content-type" else answer.headers.update(
                    {name: value}
                )
        if len(body) >= SMALLEST:
            answer.enable_compression()
        return answer


async def talked(request: web.Request) -> web.WebSocketResponse:
    """Hold a websocket to each side, both ways, compressed towards the browser."""
    names = [one.strip() for one in request.headers.get("Sec-WebSocket-Protocol", "").split(",") if one.strip()]
    near = web.WebSocketResponse(protocols=names, compress=True, max_msg_size=0)
    await near.prepare(request)
    address = request.app[PEER].replace("http", "ws", 1) + request.path_qs
    async with request.app[SESSION].ws_connect(address, protocols=names, max_msg_size=0) as far:

        async def carry(origin, to) -> None:
            async for message in origin:
                if message.type is WSMsgType.BINARY:
                    await to.send_bytes(message.data)
                elif message.type is WSMsgType.TEXT:
                    await to.send_str(message.data)

        ways = [asyncio.ensure_future(carry(near, far)), asyncio.ensure_future(carry(far, near))]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
    return near


async def opened(app: web.Application):
    """One session to the peer for as long as the proxy runs."""
    app[SESSION] = ClientSession(cookie_jar=DummyCookieJar(), auto_decompress=True)
    yield
    await app[SESSION].close()


def main(port: int, peer: str) -> None:
    """Serve until ended."""
    app = web.Application(client_max_size=0)
    app[PEER] = peer
    app.cleanup_ctx.append(opened)
    app.router.add_route("*", "/{tail:.*}", passed_on)
    web.run_app(app, host="127.0.0.1", port=port, print=None)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
