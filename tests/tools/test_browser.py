"""A Chromium is found or its absence explained, and it sees nothing but this machine."""

from __future__ import annotations

import pytest

from tools import browser


def test_the_named_chromium_is_taken_before_any_other(monkeypatch, tmp_path):
    program = tmp_path / "my-chromium"
    program.touch()
    monkeypatch.setenv("CARE_ATLAS_CHROMIUM", str(program))
    assert browser.find_chromium() == program


def test_a_named_chromium_that_is_not_there_is_an_error_that_names_it(monkeypatch):
    monkeypatch.setenv("CARE_ATLAS_CHROMIUM", "/nowhere/chromium")
    with pytest.raises(browser.BrowserMissing, match="/nowhere/chromium"):
        browser.find_chromium()


def test_where_no_chromium_can_be_had_the_error_says_what_was_tried_and_what_to_do(monkeypatch):
    monkeypatch.setattr(browser, "find_chromium", lambda: None)
    monkeypatch.setattr(browser, "_ways_to_install", lambda: iter([["false"]]))
    with pytest.raises(browser.BrowserMissing, match=r"false: no message.*CARE_ATLAS_CHROMIUM="):
        browser.find_or_install_chromium()


def test_a_chromium_that_an_installer_brought_is_taken(monkeypatch, tmp_path):
    program = tmp_path / "chromium"
    monkeypatch.setattr(browser, "find_chromium", lambda: program if program.exists() else None)
    monkeypatch.setattr(browser, "_ways_to_install", lambda: iter([["false"], ["touch", str(program)]]))
    assert browser.find_or_install_chromium() == program


@pytest.mark.browser
def test_the_browser_reaches_no_other_machine(browser):
    page = browser.new_page()
    page.set_content('<img src="http://elsewhere.test/x.png" onerror="document.title=\'refused\'">')
    page.wait_for_function("document.title === 'refused'")
    page.close()
