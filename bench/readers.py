"""Plays many readers at once, each changing the view every few seconds. Told what to do and answering as JSON.

It runs in the environment of the benchmark, on the server's own machine, so that it takes a part of its processor.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

#: The same pauses and paths in each run.
SEED = 20120327


async def read(
    session: ClientSession, told: dict[str, Any], chance: random.Random, end: float, took: list, failed: list
) -> None:
    """One reader: a pause, a change, a pause ... each begins somewhere within the first pause."""
    pause = chance.uniform(0, told["pause"])
    while time.perf_counter() + pause < end:
        await asyncio.sleep(pause)
        began = time.perf_counter()
        try:
            async with session.get(told["url"] + chance.choice(told["paths"])) as answer:
                await answer.read()
                if answer.status != 200:
                    failed.append(answer.status)
        except (ClientError, TimeoutError):
            failed.append(0)
        took.append(1000 * (time.perf_counter() - began))
        pause = chance.uniform(0.5, 1.5) * told["pause"]


async def play(told: dict[str, Any]) -> dict[str, Any]:
    """All of them, until the time is up."""
    took: list[float] = []
    failed: list[int] = []
    end = time.perf_counter() + told["seconds"]
    line = TCPConnector(limit=0, keepalive_timeout=60)
    headers = {"Accept-Encoding": "br, gzip"}
    async with ClientSession(
        connector=line, timeout=ClientTimeout(total=30), headers=headers, auto_decompress=False
    ) as session:
        seeds = (random.Random(SEED + number) for number in range(told["many"]))
        await asyncio.gather(*(read(session, told, chance, end, took, failed) for chance in seeds))
    return {"took": took, "failed": len(failed)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(play(json.load(sys.stdin)))))
