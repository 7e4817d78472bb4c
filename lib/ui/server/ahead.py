"""Every place worked out ahead, while nobody waits: a room that scatters finds its pages ready.

The first look at a province costs two tenths of a second, which twenty-five readers who choose
twenty-five places at one moment would wait for in turn.
"""

from __future__ import annotations

import logging
import os
import threading
import time
import weakref
from collections.abc import Iterator, Mapping

from lib import clock
from lib.cards.card import Card
from lib.cards.contents import PAGES, made
from lib.situation import data
from lib.situation.offers import offered
from lib.situation.situation import Situation
from lib.view import address
from lib.view.view import view_of
from lib.words import wording

AT_ONCE = ("overview", "map", "criteria", "timeline")
"""Pages that show a place as soon as it is chosen."""

_REST = 3.0  # seconds without work before it begins
_LOOK = 0.02  # seconds without work between two cards
_IDLE = 0.1  # share of a while in which it may have worked and still rested
_AGAIN = 2.0  # seconds between two looks for replaced data

_log = logging.getLogger("ward_atlas")
_looked_at: list[str] = []
_done = threading.Event()


def is_wanted() -> bool:
    """Whether this server works ahead; `WARD_ATLAS_AHEAD=off` spares its processor."""
    return os.environ.get("WARD_ATLAS_AHEAD") != "off"


def is_done() -> bool:
    """Whether there is nothing left to work out ahead now."""
    return _done.is_set()


def look_at(dataset: str) -> None:
    """Somebody looks at a dataset: its places are worth working out."""
    if dataset not in _looked_at:
        _looked_at.append(dataset)
        _done.clear()


def keep_ready() -> None:
    """Work out the places of the first dataset and of those looked at, for a thread of its own.

    It never ends: when files or the day change, it begins again.
    """
    done: dict[str, weakref.ref[Situation]] = {}
    wording.use("vi")
    for name in list(data.datasets())[:1]:  # what the address without a dataset shows
        look_at(name)
    while True:
        missing = [
            name for name in _looked_at if name in data.datasets() and not _is_current(name, done)
        ]
        for name in missing:
            _done.clear()
            wait_for_rest(_REST)
            done[name] = weakref.ref(data.situation(name, clock.today()))
            try:
                for _card in places(name):
                    wait_for_rest(_LOOK)
            except Exception:  # whoever opens that page is told
                _log.exception("working ahead")
        if not missing:
            _done.set()
            time.sleep(_AGAIN)


def _is_current(name: str, done: Mapping[str, weakref.ref[Situation]]) -> bool:
    return name in done and done[name]() is data.situation(name, clock.today())


def places(dataset: str) -> Iterator[Card | None]:
    """The cards of all provinces of today, each as it is made."""
    day = clock.today()
    for province in tuple(data.situation(dataset, day).provinces.index):
        for page in AT_ONCE:
            code = str(province).rpartition("-")[2]
            values, _refused = address.read({"dataset": dataset, "province": code}, page, offered())
            view = view_of(page, values)
            for make in PAGES[page]:
                yield made(data.situation(dataset, view.day, view.narrowed), make, view)


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
