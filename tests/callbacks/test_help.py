from __future__ import annotations

import re

import pytest

from callbacks.help import guides
from layouts.guides import GUIDES, read_guide


@pytest.mark.parametrize("name", GUIDES)
def test_each_guide_stands_whole_at_its_address_and_in_the_list(client, name):
    guide = guides()[name]
    listed = client.get("/help").get_data(as_text=True)
    assert f'href="/help/{name}"' in listed and guide.title.split(",")[0] in listed
    page = client.get(f"/help/{name}")
    assert page.status_code == 200
    assert guide.lead.split("**")[0][:60].replace("'", "&#x27;") in page.get_data(as_text=True) or guide.lead[
        :40
    ] in page.get_data(as_text=True)


@pytest.mark.parametrize("name", GUIDES)
def test_every_link_of_a_guide_inside_the_site_leads_somewhere(client, name):
    page = client.get(f"/help/{name}").get_data(as_text=True)
    body = page[page.index("<main") : page.index("</main>")]
    links = re.findall(r'href="(/[^"]*)"', body)
    assert links
    for link in links:
        path, _, part = link.partition("#")
        answer = client.get(path)
        assert answer.status_code == 200, link
        assert not part or f'id="{part}"' in answer.get_data(as_text=True), link


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_in_welsh_has_the_headings_lists_and_links_of_the_english(name):
    def shape(text: str) -> list[str]:
        return re.findall(r"^(?:#+|-|\d+\.) ", text, re.MULTILINE) + re.findall(r"\]\(([^)]+)\)", text)

    english, welsh = guides()[name], guides("cy")[name]
    assert shape(welsh.text) == shape(english.text)
    assert welsh.text.count("**") == english.text.count("**")
    assert welsh.title != english.title and welsh.lead != english.lead


def test_a_guide_asked_for_in_welsh_is_in_welsh_and_its_parts_stand_at_the_same_addresses(client):
    page = client.get("/help/editors?lang=cy").get_data(as_text=True)
    assert "I olygyddion cylchlythyrau</h1>" in page
    assert 'id="frames">Fframiau</h2>' in page and "lang=cy#frames" in page
    assert "I olygyddion cylchlythyrau" in client.get("/help?lang=cy").get_data(as_text=True)
    assert "For editors of newsletters</h1>" in client.get("/help/editors").get_data(as_text=True)


def test_a_translation_that_lost_a_heading_is_refused():
    english = guides()["editors"]
    with pytest.raises(ValueError, match=r"editors\.md has 1 headings, the English 5"):
        read_guide("editors", "# I olygyddion\n\nTestun.\n", english)


def test_links_of_a_guide_keep_the_language_asked_for(client):
    page = client.get("/help/choosing?lang=cy").get_data(as_text=True)
    assert 'href="/near?lang=cy"' in page


def test_a_slip_in_the_name_of_a_guide_leads_to_the_nearest_one(client):
    answer = client.get("/help/volunter")
    assert answer.status_code == 404
    assert 'href="/help/volunteers"' in answer.get_data(as_text=True)


def test_markup_in_the_name_of_a_guide_is_not_run(client):
    answer = client.get("/help/<script>alert(1)</script>")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.get_data(as_text=True)


def test_a_definition_says_whom_to_ask_and_which_rights_there_are(client):
    page = client.get("/indicator/rtt-incomplete-18-weeks").get_data(as_text=True)
    assert 'id="what-to-do"' in page
    assert "Whom to ask" in page and "within 18 weeks of being referred" in page and "Regulations 2012" in page


def test_the_panel_leads_on_to_all_there_is_to_do(client):
    page = client.get("/?place=RH5").get_data(as_text=True)
    assert 'href="/indicator/rtt-incomplete-18-weeks#what-to-do"' in page
