"""A process keeps so many answers, and so many bytes, and the ones asked for stay."""

from __future__ import annotations

import pytest

from callbacks.kept import LARGEST, KeptCache


@pytest.fixture
def kept() -> KeptCache:
    return KeptCache(threshold=5, largest=3000)


def answer(size: int) -> tuple[str, bytes]:
    return "tag", b"x" * size


def test_what_was_not_asked_for_longest_makes_room(kept: KeptCache) -> None:
    for name in "abc":
        kept.set(name, answer(900))
    assert kept.get("a") == answer(900)
    kept.set("d", answer(900))
    assert [name for name in "abcd" if kept.get(name)] == ["a", "c", "d"]


def test_there_are_never_more_bytes_or_answers_than_there_may_be(kept: KeptCache) -> None:
    for number in range(300):
        kept.set(f"{number % 40}", answer(number % 7 * 200))
        assert kept.size <= 3000
        assert len(kept._cache) <= 5
        assert kept.size == sum(len(one[1]) for one in kept._cache.values())


def test_the_answers_kept_are_not_all_dropped_when_one_too_many_comes(kept: KeptCache) -> None:
    for number in range(6):
        kept.set(f"{number}", answer(1))
    assert [number for number in range(6) if kept.get(f"{number}")] == [1, 2, 3, 4, 5]


def test_an_answer_larger_than_all_room_is_not_kept(kept: KeptCache) -> None:
    assert not kept.set("large", answer(4000))
    assert kept.get("large") is None
    assert kept.size == 0


def test_a_cleared_cache_counts_from_nothing(kept: KeptCache) -> None:
    kept.set("a", answer(900))
    kept.clear()
    assert (kept.size, kept.get("a")) == (0, None)


def test_the_app_keeps_its_answers_so() -> None:
    from app import server

    assert isinstance(server.extensions["care-atlas"].served.cache.cache, KeptCache)
    assert server.extensions["care-atlas"].served.cache.cache._largest == LARGEST
