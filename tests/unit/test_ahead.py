"""A place worked out ahead is the one that a reader opens."""

from __future__ import annotations

from itertools import islice

import pytest

from lib.cards.contents import PAGES, made
from lib.cards.map_kinds import MapBody
from lib.clock import today
from lib.draw import html
from lib.draw.drawings import Drawings
from lib.server import ahead
from lib.situation import data
from lib.situation.offers import offered
from lib.view import address
from lib.view.view import View, view_of

THREE = "from2025-00004,from2025-27427,from2025-31186"


@pytest.mark.parametrize(
    ("page", "keys"),
    [*((page, {}) for page in ahead.AT_ONCE), ("compare", {"compare": THREE}), ("sources", {})],
)
def test_a_reader_gets_the_cards_that_were_worked_out_ahead(
    page: str, keys: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"dataset": "demo", "lang": "en", **keys}
    values, refused = address.read(asked, page, offered())
    assert refused == []
    cards = list(islice(ahead.places(view_of(page, values)), len(PAGES[page])))
    first = data.situation("demo", today()).provinces.index[0]
    values, refused = address.read(
        {**asked, "province": str(first).rpartition("-")[2]}, page, offered()
    )
    view = view_of(page, values)
    assert refused == [] and view.province == first
    seen = data.situation(view.dataset, view.day, view.narrowed)
    shown = [made(seen, make, view) for make in PAGES[page]]
    assert [id(card) for card in shown] == [id(card) for card in cards]
    assert sum(card is not None for card in cards) > len(cards) / 3
    monkeypatch.setattr(html, "tag", None)  # drawing anything now would fail
    drawings = Drawings(view, offered())
    for card in filter(None, shown):
        assert drawings.head(card) + drawings.foot(card)
        for body in card.bodies:
            assert isinstance(body, MapBody) or drawings.parts(card, body)


@pytest.fixture
def nobody_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_opened", [])
    monkeypatch.setattr(ahead, "_looks", {})
    monkeypatch.setattr(ahead, "_rooms", {})


@pytest.mark.usefixtures("nobody_yet")
def test_a_dataset_or_language_that_somebody_begins_to_look_at_is_still_to_be_done() -> None:
    for view in (View(dataset="public"), View(dataset="demo"), View(dataset="demo", lang="en")):
        ahead._done.set()
        ahead.look_at(view)
        assert not ahead.is_done()
        ahead._done.set()
        ahead.look_at(view.but(page="criteria"))
        assert ahead.is_done()


@pytest.mark.usefixtures("nobody_yet")
def test_what_a_room_looks_at_is_worked_out_and_what_one_reader_tries_is_not() -> None:
    room = View("compare", dataset="demo", compare=tuple(THREE.split(",")))
    for province in ("from2025-01", "from2025-04", ""):
        ahead.look_at(room.but(province=province))
    for order in ("weakest", "name"):
        ahead.look_at(room.but(page="criteria", order=order))
    rooms = [view for view in ahead._wanted() if view not in ahead._first_views()]
    assert rooms == [room]


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
