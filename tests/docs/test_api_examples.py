"""The examples of docs/api.md, run as they stand, against a site that runs."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from callbacks.openapi import openapi

if TYPE_CHECKING:
    from flask.testing import FlaskClient

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text("utf-8")
SITE = "http://127.0.0.1:8050"


def example(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", PAGE, re.M | re.S)
    assert found, f"docs/api.md has no example in {language}"
    return found[1]


def run(command: list[str]) -> str:
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_example_in_python_prints_the_newest_months(server_url: str) -> None:
    assert re.search(r"2026-\d\d +\d\d\.\d", run([sys.executable, "-c", example("python").replace(SITE, server_url)]))


@pytest.mark.needs("node")
def test_the_example_in_javascript_prints_both_places(server_url: str) -> None:
    code = example("js").replace(SITE, server_url)
    said = run(["node", "--input-type=module", "-e", code]).splitlines()
    assert len(said) == 2
    assert said[0].startswith("England ")


@pytest.mark.needs("Rscript")
def test_the_example_in_r_prints_the_newest_months(server_url: str) -> None:
    assert re.search(r"2026-\d\d +\d\d\.\d", run(["Rscript", "-e", example("r").replace(SITE, server_url)]))


def test_the_examples_in_r_and_a_spreadsheet_ask_for_csv_that_is_there(client: FlaskClient) -> None:
    formula = re.search(r'=IMPORTDATA\("([^"]+)"\)', example("text"))
    in_r = re.search(r'paste0\(site, "([^"]+)"\)', example("r"))
    assert formula and in_r
    asked = urlsplit(formula[1])
    for address in (f"{asked.path}?{asked.query}", in_r[1]):
        sent = client.get(address)
        assert (sent.status_code, sent.mimetype) == (200, "text/csv")
        rows = list(csv.DictReader(io.StringIO(sent.get_data(as_text=True))))
        assert len(rows) > 100
        assert {"period", "value", "status"} <= set(rows[0])


def test_the_page_tells_every_parameter_of_values_but_those_of_colours(client: FlaskClient) -> None:
    told = openapi(client.application.extensions["care-atlas"].served)
    one = told["components"]["parameters"]
    listed = told["paths"]["/values"]["get"]["parameters"]
    names = {(part if "name" in part else one[part["$ref"].rpartition("/")[2]])["name"] for part in listed}
    table = PAGE.split("## Python")[0]
    assert {name for row in re.findall(r"^\| (`[^|]*) \|", table, re.M) for name in re.findall(r"`(\w+)`", row)} == (
        names - {"scale"}
    )
