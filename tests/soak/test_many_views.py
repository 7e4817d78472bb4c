"""Many random views: every card of every page stands, and the numbers it has explain."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

import pytest

from lib.cards.card import numbers
from lib.cards.contents import PAGES
from lib.domain.statuses import LADDER
from lib.situation import data
from lib.view.address import DUE, LEVELS, METRICS, SMALL, SPANS
from lib.view.view import EARLIEST
from tests.fixtures.looking import Looking

_VIEWS = 1_500
_LAST = date(2026, 11, 26)
_WAVES = ("pilot-2021", "replication-2023", "2024", "none")


def _views(seed: int) -> Iterator[tuple[str, date, dict[str, Any]]]:
    """Datasets and days, with choices that need not fit them: a scene may ask for any."""
    chance = random.Random(seed)  # noqa: S311
    keys: dict[int, list[str]] = {}
    for key in data.unit_tables().value.units["unit_key"].astype(str):
        keys.setdefault(len(key.partition("-")[2]), []).append(key)
    provinces, districts, wards = keys[2], keys[3], keys[5]
    days = [EARLIEST + timedelta(n) for n in range((_LAST - EARLIEST).days + 1)]
    around = [date(2025, 6, 30), date(2025, 7, 1), _LAST]

    def some(values: Any, share: float) -> Any:
        return chance.choice(values) if chance.random() < share else ""

    while True:
        asked = {
            "province": some(provinces, 0.6),
            "district": some(districts, 0.3),
            "wave": some(_WAVES, 0.3),
            "status": some(LADDER[1:], 0.3),
            "ward": some(wards, 0.5),
            "compare": tuple(chance.sample(some([wards, provinces], 1), chance.randrange(6))),
            "since": some(days, 0.3) or None,
            "metric": some(METRICS, 1),
            "level": some(LEVELS, 1),
            "small": some(SMALL, 0.5),
            "due": some(DUE, 1),
            "span": some(SPANS, 1),
            "wards": some(("now", "former"), 1),
            "result": some(("claimed", "inspected"), 1),
            "differing": some(("only",), 0.5),
        }
        yield some(("demo", "public"), 1), some([some(days, 1), *around], 1), asked


def test_every_card_of_every_page_stands_whatever_is_asked_for_together() -> None:
    chance = random.Random(1)  # noqa: S311
    pages = list(PAGES)
    told = 0
    for dataset, day, asked in islice(_views(1), _VIEWS):
        page, lang = chance.choice(pages), chance.choice(("vi", "en"))
        looking = Looking(dataset, day.isoformat(), lang, **asked)
        for card in looking.cards(page):
            told += 1
            for number in numbers(card).values():
                if number.asks is not None and chance.random() < 0.05:
                    value = pytest.approx(number.value, nan_ok=True)
                    assert looking.explained(number).value == value, (card.name, asked)
    assert told > _VIEWS
