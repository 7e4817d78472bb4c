"""A server that stops and starts again: said in the reader's language, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.server import running
from tests.browser.visits import PATIENCE, Visit


class Server:
    """A dashboard that can be stopped and started again at the same address."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self.address = ""
        self.start()

    def start(self) -> None:
        port = urlsplit(self.address).port or 0
        self.address, _ = self._stack.enter_context(running(port=port))

    def stop(self) -> None:
        self._stack.close()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


def choose_province(visit: Visit, name: str) -> None:
    field = visit.page.locator(".st-key-province input")
    expect(field).to_be_enabled()
    field.fill(name)
    visit.page.locator("[role=option]", has_text=name).first.click()


def test_the_first_change_after_a_restart_is_kept(server: Server, visitor: Visitor) -> None:
    visit = visitor(server.address)
    visit.open("/timeline?lang=en&dataset=demo&asof=2025-12-01")
    visit.settle()
    lost = visit.page.locator("#wa-lost")
    server.stop()
    expect(lost).to_be_visible()
    server.start()
    expect(lost).to_be_hidden()
    choose_province(visit, "Hà Nội")
    visit.expect_query(province="01", dataset="demo", asof="2025-12-01", lang="en")
    visit.settle()
    assert visit.query["province"] == "01"
    expect(visit.page.locator(".st-key-province input")).to_have_value(re.compile("Hà Nội"))


def test_a_lost_connection_is_told_in_the_language_chosen_last(
    server: Server, visitor: Visitor
) -> None:
    visit = visitor(server.address)
    visit.open("/")
    notice = visit.page.locator("#wa-lost")
    assert "Máy chủ không trả lời" in str(notice.get_attribute("data-vi"))
    expect(visit.page.locator("html")).to_have_attribute("lang", "vi")
    visit.page.locator(".st-key-speak_en_now button").click()
    visit.expect_query(lang="en")
    visit.settle()
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")
    expect(notice).to_be_hidden()
    server.stop()
    expect(notice).to_contain_text("The server does not answer")
    visit.page.wait_for_timeout(15_000)  # by now Streamlit has its own dialog
    for text in ("Connection error", "internet", "streamlit run", "CONNECTING"):
        for place in visit.page.get_by_text(text).all():
            expect(place).to_be_hidden()
    server.start()
    expect(notice).to_be_hidden(timeout=2 * PATIENCE)
    visit.settle()
    choose_province(visit, "Hà Nội")
    visit.expect_query(province="01", lang="en")
    visit.page.locator(".st-key-go_sources a").click()  # nothing lies above the page
    expect(visit.page.locator(".st-key-here_sources")).to_be_visible()
