"""Every number of every page agrees with what opens behind it, and no numeral stands alone."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

from lib.cards import explain
from lib.cards.card import Card, numbers, pieces
from lib.cards.contents import PAGES
from lib.cards.explain import rules
from lib.domain.selection import PILOTS
from tests.fixtures.looking import Looking


def cities(day: str) -> tuple[str, ...]:
    """Cities to compare that are in force on a day."""
    vintage = "from2025" if day > "2025-07" else "until2025"
    return tuple(f"{vintage}-{code}" for code in ("01", "79"))


DAYS = ("2022-12-31", "2024-06-30", "2025-06-30", "2025-09-30", "2026-11-25")


def narrowed(day: str, which: int) -> dict[str, Any]:
    """A status or a place, by turns."""
    if which % 2:
        return {"status": "recognised", "compare": cities(day)}
    return {
        "province": "from2025-01" if day > "2025-07" else "until2025-01",
        "compare": (*PILOTS[:3], "from2025-00004", "from2025-26785"),
    }


VIEWS: tuple[dict[str, Any], ...] = tuple(
    {"dataset": dataset, "day": day, **keys}
    for turn, dataset in enumerate(("public", "demo"))
    for n, day in enumerate(DAYS)
    for keys in ({"compare": cities(day)}, narrowed(day, n + turn))
)
WARDS: tuple[dict[str, Any], ...] = tuple(
    {"dataset": dataset, "day": day, "ward": key}
    for dataset in ("public", "demo")
    for day in DAYS
    for key in ("until2025-26776", "from2025-00004")
)


WITHOUT = ("help", "briefing")
"""Pages that have no number to ask."""


def views(page: str) -> tuple[dict[str, Any], ...]:
    """What a page is looked at with; one about wards with some of them too."""
    return VIEWS + WARDS if page in ("map", "ward") else VIEWS


@pytest.mark.parametrize("page", [page for page in PAGES if page not in WITHOUT])
def test_every_number_agrees_with_its_explanation(page: str) -> None:
    wrong = []
    asked = 0
    for view in views(page):
        looking = Looking(**view)
        for card in looking.cards(page):
            for number in numbers(card).values():
                if number.asks is None:
                    continue
                explained = looking.explained(number)
                asked += 1
                if explained.value != pytest.approx(number.value, nan_ok=True):
                    wrong.append(f"{view} {card.name}.{number.name}: {number.value}, "
                                 f"explained {explained.value}")  # fmt: skip
                if explained.counted and explained.lists_all:
                    assert len(explained.counted.names) == explained.value, number.name
                parts = [name for part in explained.parts for name in part.names]
                if parts and explained.counted:
                    assert sorted(parts, key=str) == sorted(explained.counted.names, key=str)
    assert wrong == []
    assert asked


def test_a_rule_is_given_once() -> None:
    paths = (each.name for each in iter_modules(explain.__path__, "lib.cards.explain."))
    modules = [import_module(path) for path in paths if path != rules.__name__]
    given = [name for module in modules for name in getattr(module, "RULES", ())]
    assert sorted(given) == sorted(rules.RULES)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_numeral_stands_alone(page: str, lang: str) -> None:
    stray = set()
    for view in views(page):
        for card in Looking(lang=lang, **view).cards(page):
            stray |= {f"{card.name}: {words}" for words in plain_numerals(card)}
    assert stray == set()


def plain_numerals(card: Card) -> list[str]:
    """Words of a card that have a numeral in them without being a number, day or name."""
    return [each for each in pieces(card) if isinstance(each, str) and re.search(r"\d", each)]
