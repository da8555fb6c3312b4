"""The page on which the API can be tried offers all of it, and each form opens an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from bs4 import Tag
    from flask.testing import FlaskClient


def asked(form: Tag) -> str:
    """The address that a browser opens where a reader sends a form as it comes."""
    sent = {box["name"]: box.get("value", "") for box in form.select("input")}
    sent |= {box["name"]: box.select("option")[0].text for box in form.select("select")}
    return f"{form['action']}?{urlencode(sent)}"


def test_every_address_of_the_description_is_on_the_page_with_its_parameters(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/api").data, "html.parser")
    told = client.get("/api/v1/openapi.json").get_json()
    assert [one.text for one in page.select("summary code")] == [f"/api/v1{path}" for path in told["paths"]]
    forms = {form["action"].removeprefix("/api/v1"): form for form in page.select("form.try")}
    for path, form in forms.items():
        names = [box["name"] for box in form.select("input, select")]
        assert len(names) == len(set(names)) == len(told["paths"][path]["get"]["parameters"])
    ids = [box["id"] for box in page.select("form.try input, form.try select")]
    assert len(ids) == len(set(ids))


def test_each_form_opens_an_answer_as_it_comes(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/api").data, "html.parser")
    addresses = [asked(form) for form in page.select("form.try")]
    addresses += [link["href"] for link in page.select("#addresses li a")]
    assert len(addresses) > 12
    assert [(address, sent) for address in addresses if (sent := client.get(address).status_code) != 200] == []
