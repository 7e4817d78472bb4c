"""Order: headings one below the other, names in words, and what moves by itself."""

from __future__ import annotations

from playwright.sync_api import Frame, Page

_HEADINGS = """() => {
  const heads = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, [role=heading]")]
    .filter((each) => each.getClientRects().length)
    .map((each) => [Number(each.ariaLevel || each.tagName[1]), each.textContent.trim()]);
  const skipped = heads.filter(([level], at) => level > (at ? heads[at - 1][0] : 0) + 1);
  const first = heads.filter(([level]) => level === 1);
  return skipped.concat(first.length === 1 ? [] : [["h1", first.length]]);
}"""

_SIGNS = """() => [...document.querySelectorAll("a, button, [role=button], img, [role=img]")]
  .filter((each) => each.getClientRects().length && !each.closest("[aria-hidden=true]"))
  .map((each) => [each.ariaLabel || each.alt || each.title || each.textContent, each.outerHTML])
  .filter(([name]) => !/[\\p{L}\\p{N}]/u.test(name ?? ""))
  .map(([name, code]) => `${name}: ${code.slice(0, 120)}`)"""

_MOVING = """() => document.getAnimations()
  .filter((each) => each.playState === "running" && each.effect.getComputedTiming().endTime > 50)
  .map(({ effect, animationName, transitionProperty }) =>
    `${animationName ?? transitionProperty} ${effect.target?.className}`)"""


def out_of_order(page: Page) -> list[tuple[str, str]]:
    """Headings that skip a level, and how many of the first there are if not one."""
    answer: list[tuple[str, str]] = page.evaluate(_HEADINGS)
    return answer


def signs_for_names(page: Page) -> list[str]:
    """Buttons, links and pictures whose name has no letter and no digit."""
    answer: list[str] = page.evaluate(_SIGNS)
    return answer


def moving(frame: Frame) -> list[str]:
    """What moves for longer than an eye notices."""
    answer: list[str] = frame.evaluate(_MOVING)
    return answer
