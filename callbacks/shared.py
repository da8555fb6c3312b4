"""Answers that the processes of a site share through Redis, so that each is made once for all of them.

Each process keeps its own as well and looks there first. While Redis does not answer, that is all it has: answers are
made anew, and no reader meets an error.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from flask_caching.backends.simplecache import SimpleCache
from redis import Redis, RedisError

from callbacks.line import WAITS, Line

ROOT = Path(__file__).resolve().parent.parent
#: Seconds that Redis keeps an answer. Its name tells snapshot and code, so an old one is never wrong, only unused.
KEPT = 86_400
#: Letters of the tag by which an answer is known (its ETag); the body follows.
TAG = 20
#: What answers are made from, beside the snapshot.
_MADE_FROM = ("app.py", "callbacks/**/*", "layouts/**/*", "geo/**/*", "data/**/*", "docs/help/**/*")


@cache
def code_version() -> str:
    """Tell the code and its texts by their content: processes of another version share no answers with this one."""
    told = hashlib.sha256()
    for path in sorted({found for pattern in _MADE_FROM for found in ROOT.glob(pattern)}):
        name = path.relative_to(ROOT).as_posix()
        if path.is_file() and "__pycache__" not in name and not name.startswith("data/snapshot/"):
            told.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return told.hexdigest()[:12]


class SharedCache(SimpleCache):
    """Answers by name, each a tag and a body: in the process, and behind it in Redis.

    In Redis an answer is plain bytes, and nothing read from there is ever run.

    Parameters
    ----------
    url
        Address of Redis.
    threshold
        How many answers the process itself keeps.
    """

    def __init__(self, url: str, threshold: int) -> None:
        super().__init__(threshold=threshold, default_timeout=0)
        self._redis = Redis.from_url(url, **WAITS)
        self._line = Line(RedisError, "each process makes its own answers")
        self._prefix = f"care-atlas|{code_version()}|"

    @classmethod
    def factory(cls, app: Flask, config: dict[str, Any], args: list[Any], kwargs: dict[str, Any]) -> SharedCache:
        """Make the cache that the app's configuration describes."""
        return cls(config["CACHE_REDIS_URL"], config["CACHE_THRESHOLD"])

    def get(self, key: str) -> Any:
        """Give an answer; None where neither the process nor Redis has it."""
        found = super().get(key)
        if found is None:
            sent: Any = self._line.ask(lambda: self._redis.get(self._prefix + key))
            if sent is not None:
                found = (sent[:TAG].decode("ascii"), sent[TAG:])
                super().set(key, found)
        return found

    def set(self, key: str, value: Any, timeout: Any = None) -> bool | None:
        """Keep an answer."""
        tag, body = value
        self._line.ask(lambda: self._redis.set(self._prefix + key, tag.encode("ascii") + body, ex=KEPT))
        return super().set(key, value)
