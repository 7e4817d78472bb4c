"""A place worked out ahead is the one that a reader opens."""

from __future__ import annotations

from itertools import islice

import pytest

from lib.cards.contents import PAGES, made
from lib.clock import today
from lib.situation import data
from lib.situation.offers import offered
from lib.ui.server import ahead
from lib.view import address
from lib.view.view import view_of


def test_a_reader_gets_the_cards_that_were_worked_out_ahead() -> None:
    first = data.situation("demo", today()).provinces.index[0]
    amount = sum(len(PAGES[page]) for page in ahead.AT_ONCE)
    cards = list(islice(ahead.places("demo"), amount))
    shown = []
    for page in ahead.AT_ONCE:
        asked = {"dataset": "demo", "province": str(first).rpartition("-")[2]}
        values, refused = address.read(asked, page, offered())
        assert refused == []
        view = view_of(page, values)
        assert view.province == first
        seen = data.situation(view.dataset, view.day, view.narrowed)
        shown += [made(seen, make, view) for make in PAGES[page]]
    assert [id(card) for card in shown] == [id(card) for card in cards]
    assert sum(card is not None for card in cards) > amount / 2


def test_a_dataset_that_somebody_begins_to_look_at_is_still_to_be_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ahead, "_looked_at", ["public"])
    ahead._done.set()
    ahead.look_at("public")
    assert ahead.is_done()
    ahead.look_at("demo")
    assert not ahead.is_done()


class Clock:
    """Time of a process that answers a request every so many seconds."""

    def __init__(self, every: float, takes: float) -> None:
        self._every, self._takes, self._now = every, takes, 0.0

    def sleep(self, seconds: float) -> None:
        self._now += seconds

    def monotonic(self) -> float:
        return self._now

    def process_time(self) -> float:
        return self._takes * (self._now // self._every) if self._now < 60 else 0.0


@pytest.mark.parametrize(
    ("every", "takes", "rests"), [(0.5, 0.004, True), (1, 0.004, True), (0.2, 0.07, False)]
)
def test_a_balancer_that_asks_how_it_is_does_not_keep_it_from_working_ahead(
    every: float, takes: float, rests: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(every, takes)
    monkeypatch.setattr(ahead, "time", clock)
    ahead.wait_for_rest(3)
    assert (clock.monotonic() < 10) == rests
