"""What a stranger finds in the house: pinned libraries, licences, words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PINS = ("requirements.txt", "requirements-dev.txt", "bench/requirements.txt")
STATUSES = (
    "reported", "suppressed", "not_submitted", "stopped_reporting", "not_collected", "no_record", "no_reply",
    "refused", "not_yet_published", "not_held", "no_comparable_record", "not_applicable",
)  # fmt: skip


def read(name: str) -> str:
    """A file of the repository as text."""
    return (ROOT / name).read_text(encoding="utf-8")


def pinned(name: str) -> dict[str, str]:
    """Library -> version in a file of pins."""
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", read(name), re.MULTILINE))


@pytest.mark.parametrize("name", PINS)
def test_each_library_is_pinned_with_a_hash(name):
    blocks = re.split(r"^(?=[A-Za-z0-9])", read(name), flags=re.MULTILINE)[1:]
    assert blocks
    assert [block.split()[0] for block in blocks if "==" not in block or "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", (*PINS, "requirements.in", "requirements-dev.in", "Makefile", ".ci/run"))
def test_no_registry_is_named(name):
    assert not re.search(r"https?://(?!127\.0\.0\.1)|--(extra-)?index-url|--find-links|--trusted-host", read(name))


def test_what_tests_need_agrees_with_what_the_app_needs():
    app, tests = pinned("requirements.txt"), pinned("requirements-dev.txt")
    assert {name for name in app.keys() & tests.keys() if app[name] != tests[name]} == set()


@pytest.mark.parametrize("name", ("requirements.in", "requirements-dev.in", "bench/requirements.in"))
def test_each_library_asked_for_is_pinned(name):
    asked = [re.split("[<;]", line)[0] for line in read(name).splitlines() if line and not line.startswith(("#", "-"))]
    assert [one for one in asked if one.lower() not in pinned(name.replace(".in", ".txt"))] == []


def test_the_makefile_offers_what_the_readme_promises():
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    assert {"run", "test", "check", "build", "bench", "screenshot"} <= targets
    assert set(re.findall(r"`?make ([a-z]+)", read("README.md"))) <= targets


def test_the_procfile_serves_the_app():
    assert read("Procfile").startswith("web: gunicorn app:server")


@pytest.mark.parametrize("owner", ["NHS England", "Office for National Statistics", "Contains OS data", "GeoNames"])
def test_the_data_licence_names_whom_to_thank(owner):
    assert owner in read("DATA-LICENCE.md")


@pytest.mark.parametrize("status", STATUSES)
def test_the_glossary_explains_each_status(status):
    assert f"| `{status}` |" in read("GLOSSARY.md")


def test_links_between_the_documents_lead_somewhere():
    # one that begins with "/" is an address of the site: the tests of the guides follow it
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [
        (page, link)
        for page in pages
        for link in re.findall(r"\]\((?!https?:|#|/|mailto:)([^)#]+)", page.read_text(encoding="utf-8"))
    ]
    assert links
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []
