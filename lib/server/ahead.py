"""Every place worked out ahead, while nobody waits: a room that scatters finds its pages ready.

The first look at a province costs one to four tenths of a second, which twenty-five readers who
choose twenty-five places at one moment would wait for in turn.
"""

from __future__ import annotations

import logging
import os
import threading
import time
import weakref
from collections.abc import Iterator

from cachetools import LRUCache

from lib.cards.card import Card
from lib.cards.contents import PAGES, made
from lib.draw.drawings import Drawings
from lib.situation import data
from lib.situation.offers import offered
from lib.situation.situation import Situation
from lib.view import address
from lib.view.view import View, view_of
from lib.words import wording

AT_ONCE = ("overview", "map", "criteria", "timeline")
"""Pages whose places are worked out as soon as somebody looks at their dataset."""

_LOOKS = 3  # at one view, after which it is that of a room
_MOST = 8  # views of rooms that are kept ready
_REST = 3.0  # seconds without work before it begins
_LOOK = 0.02  # seconds without work between two cards
_IDLE = 0.1  # share of a while in which it may have worked and still rested
_AGAIN = 2.0  # seconds between two looks for replaced data

_log = logging.getLogger("ward_atlas")
_opened: list[tuple[str, str]] = []  # datasets and languages looked at
_looks: LRUCache[View, int] = LRUCache(64)
_rooms: LRUCache[View, None] = LRUCache(_MOST)
_counting = threading.Lock()
_done = threading.Event()


def is_wanted() -> bool:
    """Whether this server works ahead; `WARD_ATLAS_AHEAD=off` spares its processor."""
    return os.environ.get("WARD_ATLAS_AHEAD") != "off"


def is_done() -> bool:
    """Whether there is nothing left to work out ahead now."""
    return _done.is_set()


def look_at(view: View) -> None:
    """Somebody looks at a page.

    The first pages of its dataset are worth working out for all places at once, any other
    view when it is looked at again and again, as a room does that opened one link.
    """
    wide = view.but(province="", district="", ward="")
    with _counting:
        _looks[wide] = _looks.get(wide, 0) + 1
        if (view.dataset, view.lang) not in _opened:
            _opened.append((view.dataset, view.lang))
        elif _looks[wide] == _LOOKS:
            _rooms[wide] = None
        else:
            return
        _done.clear()


def keep_ready() -> None:
    """Work out the places of the first dataset and of those looked at, for a thread of its own.

    It never ends: when files or the day change, it begins again.
    """
    done: dict[View, weakref.ref[Situation]] = {}
    for name in list(data.datasets())[:1]:  # what the address without a dataset shows
        look_at(View(dataset=name))
    while True:
        wanted = _wanted()
        done = {view: done[view] for view in wanted if view in done}
        missing = [view for view in wanted if not _is_current(view, done)]
        for view in missing:
            _done.clear()
            wait_for_rest(_REST)
            done[view] = weakref.ref(data.situation(view.dataset, view.day))
            try:
                for _card in places(view):
                    wait_for_rest(_LOOK)
            except Exception:  # whoever opens that page is told
                _log.exception("working ahead")
        if not missing:
            if wanted == _wanted():
                _done.set()
            time.sleep(_AGAIN)


def _wanted() -> list[View]:
    """What is to be ready now, the views of rooms first."""
    with _counting:
        rooms = list(_rooms)
    known = data.datasets()
    return [view for view in dict.fromkeys((*rooms, *_first_views())) if view.dataset in known]


def _first_views() -> Iterator[View]:
    """The first pages of what was opened, as the address of the dataset shows them."""
    with _counting:
        opened = list(_opened)
    for page in AT_ONCE:
        for dataset, lang in opened:
            values, _refused = address.read({"dataset": dataset, "lang": lang}, page, offered())
            yield view_of(page, values)


def _is_current(view: View, done: dict[View, weakref.ref[Situation]]) -> bool:
    return view in done and done[view]() is data.situation(view.dataset, view.day)


def places(view: View) -> Iterator[Card | None]:
    """The cards of a page for each province of its day, made and drawn one after the other.

    Args:
        view: What is looked at, without a place.
    """
    wording.use(view.lang)
    for province in tuple(data.situation(view.dataset, view.day).provinces.index):
        here = view.but(province=str(province))
        drawings = Drawings(here, offered())
        for make in PAGES[view.page]:
            card = made(data.situation(view.dataset, view.day, here.narrowed), make, here)
            if card is not None:
                drawings.draw(card)
            yield card


def wait_for_rest(seconds: float) -> None:
    """Wait until this process has served next to nobody for a while.

    A balancer that asks every second how it is does not keep it from resting.

    Args:
        seconds: The while.
    """
    busy = True
    while busy:
        begun, used = time.monotonic(), time.process_time()
        time.sleep(seconds)
        busy = time.process_time() - used >= _IDLE * (time.monotonic() - begun)
