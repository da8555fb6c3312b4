"""The way out to the publishers, against each way in which they misbehave."""

from __future__ import annotations

import io
import os
from email.utils import formatdate

import pytest

from data.errors import Refused
from data.refresh.fetch import Door, Patience
from tests.publisher import fake as manners

PATH = "/file.zip"
CONTENT = os.urandom(200_000)


def fetch(door, fake, into=None, **more):
    into = into or io.BytesIO()
    answer = door().fetch(fake.url + PATH, into, largest=1_000_000, **more)
    return answer, into.getvalue()


def test_a_file_comes_whole_and_with_what_to_know_it_by(door, fake):
    fake.file(PATH, CONTENT)
    answer, body = fetch(door, fake)
    assert body == CONTENT
    assert (answer.etag, answer.unchanged) == (fake.offers[PATH].etag, False)


def test_a_file_that_is_as_it_was_is_not_sent(door, fake):
    fake.file(PATH, CONTENT)
    answer, body = fetch(door, fake, etag=fake.offers[PATH].etag)
    assert answer.unchanged
    assert body == b""


def test_the_publisher_is_told_who_asks(door, fake):
    fake.file(PATH, CONTENT)
    Door(fake.url, contact="atlas@example.org").fetch(fake.url + PATH, io.BytesIO(), largest=10**6)
    assert fake.requests(PATH)[0]["User-Agent"] == "CareAtlas/0.1 (atlas@example.org)"


def test_a_server_that_is_down_for_a_moment_is_asked_again_after_longer_and_longer_pauses(door, fake, slept):
    fake.file(PATH, CONTENT, manners.status(500), manners.status(503), manners.well)
    assert fetch(door, fake)[1] == CONTENT
    assert 0.01 <= slept[0] <= 0.015
    assert 0.02 <= slept[1] <= 0.03


def test_the_pause_that_the_publisher_asks_for_is_made(door, fake, slept):
    fake.file(PATH, CONTENT, manners.status(429, Retry_After="1"), manners.well)
    fetch(door, fake)
    assert slept[0] >= 1


def test_a_pause_until_a_date_is_held_against_the_publishers_own_clock(door, fake, slept):
    now = 4_000_000_000  # the publisher's clock is wrong by decades
    later = manners.status(503, Retry_After=formatdate(now + 1, usegmt=True), Date=formatdate(now, usegmt=True))
    fake.file(PATH, CONTENT, later, manners.well)
    fetch(door, fake)
    assert slept[0] <= 2


def test_a_publisher_that_asks_to_be_left_alone_for_long_is(door, fake, slept):
    fake.file(PATH, CONTENT, manners.status(429, Retry_After="3600"))
    with pytest.raises(Refused, match="left alone for 3,600 seconds"):
        fetch(door, fake)
    assert slept == []


@pytest.mark.parametrize(
    ("manner", "why"),
    [
        (manners.status(404), "answered 404"),
        (manners.status(403), "answered 403"),
        (manners.status(500), "answered 500, 3 times"),
        (manners.cut_short, r"(cut short|connection failed).*3 times"),
        (manners.drip, "comes too slowly"),
        (manners.endless, "does not end: 1,000,000 bytes"),
        (manners.leads_to("http://elsewhere.example/x.zip"), "no address of the publisher"),
        (manners.leads_to("https://www.england.nhs.uk/x.zip"), "no address of the publisher"),
        (manners.leads_to(PATH), "leads on and on"),
        (manners.leads_to("file:///etc/passwd"), "no address of the publisher"),
    ],
)
def test_misbehaviour_ends_in_a_clear_refusal(door, fake, manner, why):
    fake.file(PATH, CONTENT, manner)
    with pytest.raises(Refused, match=why):
        fetch(door, fake)


def test_a_file_said_to_be_too_large_is_not_begun(door, fake):
    fake.file(PATH, b"0" * 1_000_001)
    into = io.BytesIO()
    with pytest.raises(Refused, match="1,000,001 bytes; 1,000,000 are the most"):
        fetch(door, fake, into)
    assert into.getvalue() == b""


def test_a_redirect_within_the_publishers_site_is_followed(door, fake):
    fake.file("/moved.zip", CONTENT)
    fake.file(PATH, b"", manners.leads_to("/moved.zip"))
    answer, body = fetch(door, fake)
    assert body == CONTENT
    assert answer.address == f"{fake.url}/moved.zip"


def test_a_file_that_was_begun_is_gone_on_with(door, fake):
    fake.file(PATH, CONTENT)
    assert fetch(door, fake, io.BytesIO(CONTENT[:150_000]), resume=fake.offers[PATH].etag)[1] == CONTENT
    assert fake.requests(PATH)[0]["Range"] == "bytes=150000-"


def test_a_file_that_changed_since_it_was_begun_is_fetched_anew(door, fake):
    fake.file(PATH, CONTENT)
    assert fetch(door, fake, io.BytesIO(b"old" * 1000), resume='"old"')[1] == CONTENT


def test_a_file_that_had_come_whole_but_was_not_yet_kept_is_fetched_anew(door, fake):
    fake.file(PATH, CONTENT)
    assert fetch(door, fake, io.BytesIO(CONTENT), resume=fake.offers[PATH].etag)[1] == CONTENT


@pytest.mark.parametrize(
    "address",
    [
        "http://www.england.nhs.uk/x.zip",
        "https://www.england.nhs.uk.elsewhere.example/x.zip",
        "https://someone@www.england.nhs.uk/x.zip",
        "https://elsewhere.example/www.england.nhs.uk",
        "https://127.0.0.1/x.zip",
        "ftp://www.england.nhs.uk/x.zip",
    ],
)
def test_without_a_mirror_only_the_publishers_own_hosts_are_asked_and_only_over_https(address):
    with pytest.raises(Refused, match="no address of the publisher"):
        Door().fetch(address, io.BytesIO(), largest=10)


def test_a_mirror_in_plain_http_must_be_this_machine():
    with pytest.raises(Refused, match="plain http"):
        Door("http://mirror.example")


def test_a_publisher_that_cannot_be_reached_is_named(fake):
    quick = Patience(connect=1, attempts=2)
    with pytest.raises(Refused, match=r"connection failed .*2 times"):
        Door("http://127.0.0.1:9", patience=quick, sleep=lambda s: None).page("http://127.0.0.1:9/x")
