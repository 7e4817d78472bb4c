"""Room: what does not fit into the width of a window, and what moves while a page is read."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

# Words beyond an edge of the window or cut off, unless something around them can be scrolled.
_NO_ROOM = """() => {
  const found = [];
  const main = document.querySelector("[data-testid=stMain]");
  const [needed, given] = [main.scrollWidth, main.clientWidth];
  if (needed > given) found.push(`${needed} of ${given} pixels`);
  for (const each of document.querySelectorAll("body *")) {
    if (!each.getClientRects().length || each.closest("svg, .wa-unseen")) continue;
    const own = [...each.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    if (!own.some((node) => node.data.trim())) continue;
    let around = each, scrolled = false;
    while (around && around !== main) {
      scrolled ||= ["auto", "scroll"].includes(getComputedStyle(around).overflowX);
      around = around.parentElement;
    }
    const box = each.getBoundingClientRect(), style = getComputedStyle(each);
    const seen = box.width > 1 && box.height > 1 && style.visibility === "visible";
    const outside = box.right > innerWidth + 1 || box.left < -1;
    const cut = style.overflowX === "hidden" && each.scrollWidth > each.clientWidth + 1;
    if (seen && !scrolled && (outside || cut)) found.push(each.textContent.trim().slice(0, 60));
  }
  return found;
}"""

_SMALL = """() => [...document.querySelectorAll("button, input, select, [role=button], nav a")]
  .filter((each) => each.getClientRects().length && !each.closest(".wa-unseen, p, li, td, .wa-sub"))
  .filter((each) => !each.closest("label") && !["file", "range"].includes(each.type)
    && !each.matches(".wa-n"))
  .map((each) => [each.getBoundingClientRect(), each])
  .filter(([box]) => box.width > 1 && box.height > 1 && Math.min(box.width, box.height) < 23.5)
  .map(([box, each]) => `${each.ariaLabel || each.textContent} ${box.width} x ${box.height}`)"""

# Words of charts that are outside it or over others, and charts taller than a screen.
_CROWDED = """() => [...document.querySelectorAll(".js-plotly-plot")].flatMap((chart) => {
  const frame = chart.getBoundingClientRect();
  const words = [...chart.querySelectorAll("svg text")]
    .filter((each) => each.textContent.trim() && each.getClientRects().length)
    .map((each) => [each.textContent.trim(), each.getBoundingClientRect()]);
  const out = words.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1
    || box.top < frame.top - 1 || box.bottom > frame.bottom + 1).map(([text]) => `out: ${text}`);
  const over = words.flatMap(([one, box], at) => words.slice(at + 1).filter(([, other]) =>
    Math.min(box.right, other.right) - Math.max(box.left, other.left) > 2
    && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 4)
    .map(([other]) => `over: ${one} / ${other}`));
  const card = chart.closest("[class*=st-key-card_]").getBoundingClientRect();
  const tall = frame.bottom - card.top > innerHeight ? ["taller than a screen"] : [];
  return [...out, ...over, ...tall];
})"""

_WATCH = """() => {
  window.moved = [];
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) window.moved.push([each.value, each.sources.map(
      ({ node, previousRect: before, currentRect: now }) =>
        `${node?.className || node?.nodeName} from ${before.y} to ${now.y}`)]);
  }).observe({ type: "layout-shift", buffered: true });
}"""


def without_room(page: Page, width: int, height: int) -> list[str]:
    """Words that a window of this size cuts off or that lie outside it."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(500)
    answer: list[str] = page.evaluate(_NO_ROOM)
    return answer


def crowded(page: Page, width: int, height: int) -> list[str]:
    """What cannot be read of the charts on a screen of this size."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(500)
    answer: list[str] = page.evaluate(_CROWDED)
    return answer


def hard_to_hit(page: Page) -> list[str]:
    """Controls smaller than 24 by 24 pixels that are no words of a sentence or table.

    A slider is 16 pixels high, with room around it (the rule's exception for spacing).
    """
    answer: list[str] = page.evaluate(_SMALL)
    return answer


def watch(page: Page) -> None:
    """Note from now on, and in each page that is loaded, what moves without being moved."""
    page.add_init_script(f"({_WATCH})()")


def moved(page: Page) -> tuple[float, list[Any]]:
    """How much moved since the last question: the share of the window times the way, and what."""
    answer: list[tuple[float, list[str]]] = page.evaluate("window.moved.splice(0)")
    return sum(value for value, _what in answer), [what for _value, what in answer]
