"""The visitor of these tests notes what it should, and waits for what it should."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.visits import Visit

# What a page shows stands twice until half a second has gone by.
_TWICE = """() => {
  const all = [...document.body.children];
  document.body.append(...all.map((each) => each.cloneNode(true)));
  setTimeout(() => all.forEach((each) => each.remove()), 500);
}"""


def test_what_would_ask_another_host_is_noted_and_leads_nowhere(visit: Visit) -> None:
    visit.page.set_content("<img src=http://other.example/a.png><img src=http://192.0.2.1/b.png>")
    answer = visit.page.evaluate(
        """() => Promise.all([...document.images].map((each) => new Promise((told) => {
          const told_so = () => told(each.naturalWidth);
          if (each.complete) told_so();
          each.onload = each.onerror = told_so;
        })))"""
    )
    assert answer == [0, 0]
    assert visit.outside == ["http://other.example/a.png", "http://192.0.2.1/b.png"]
    visit.outside.clear()


def test_what_stands_twice_for_a_moment_is_waited_for(visit: Visit) -> None:
    visit.page.set_content("<p>old</p><button onclick='this.textContent = 1'>0</button>")
    visit.page.evaluate(_TWICE)
    expect(visit.page.locator("p")).to_have_text("old")
    visit.page.evaluate(_TWICE)
    visit.page.locator("button").click()
    expect(visit.page.locator("button")).to_have_text("1")
