"""What viewers do: think and choose, open one link together, come and go all day."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Protocol, TypeVar

from benchmarks.viewers.served import Served

T = TypeVar("T")
LIST = "province"
"""Key of the list in which viewers choose."""

_SPREAD = 0.2  # share of the time to think by which it varies, so that viewers do not march
_PARTING = 10  # interactions after which a session of the long day is closed


class Visitor(Protocol):
    """One viewer, whatever the page is made with."""

    async def open(self) -> None:
        """Connect and wait until the page is complete."""

    async def close(self) -> None:
        """Leave."""

    def options(self, key: str) -> list[str]:
        """Words that can be chosen."""

    async def choose(self, key: str, option: str) -> None:
        """Choose and wait until the page is complete."""


Arrive = Callable[[], Visitor]
"""Makes a viewer who has not come in yet."""


def apart(look: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """What viewers give, in a thread: while Chromium is driven, this one has a loop already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(look())).result()


@dataclass
class Load:
    """What became of the choices of all viewers.

    Attributes:
        took: Seconds from the choice to the finished run, of each that came to its end.
        errors: What went wrong, in words.
        cpu: Processor seconds the server spent.
        opened: Seconds until each viewer saw the page.
        memory: Megabytes of the server before the viewers came, and at the end with all there.
    """

    took: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    cpu: float = 0.0
    opened: list[float] = field(default_factory=list)
    memory: tuple[float, float] = (0.0, 0.0)

    @property
    def cpu_each(self) -> float:
        """Processor seconds for each choice, with what the server does beside it."""
        return self.cpu / len(self.took) if self.took else 0.0


def percentile(values: Sequence[float], share: int) -> float:
    """The value that `share` percent do not exceed (nearest rank); 0 for nothing."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)] if ordered else 0.0


async def thinking(
    arrive: Arrive, served: Served, viewers: int, seconds: float, think: float, seed: int = 1
) -> Load:
    """Viewers who choose another place every `think` seconds, or as soon as the last one shows.

    Args:
        arrive: Makes a viewer.
        served: The server they look at.
        viewers: How many.
        seconds: How long they go on.
        think: Seconds from one choice to the next.
        seed: Of the chance by which they choose.
    """
    load = Load()
    before = served.sample().memory
    async with AsyncExitStack() as leaving:
        present = await _enter(arrive, viewers, leaving, load, together=False)
        spent = served.cpu()
        end = time.perf_counter() + seconds
        await asyncio.gather(
            *(
                _choosing(each, load, end, think, random.Random(f"{seed}-{place}"))  # noqa: S311
                for place, each in enumerate(present)
            )
        )
        load.cpu = served.cpu() - spent
        load.memory = (before, served.sample().memory)
    return load


async def room(arrive: Arrive, viewers: int) -> Load:
    """All open one link at the same moment."""
    load = Load()
    async with AsyncExitStack() as leaving:
        await _enter(arrive, viewers, leaving, load, together=True)
    return load


async def day(
    arrive: Arrive, load: Load, interactions: int, viewers: int = 5, seed: int = 1
) -> AsyncIterator[int]:
    """Viewers who come, choose ten times without a pause, and go, one after the other.

    Args:
        arrive: Makes a viewer.
        load: Takes what becomes of their choices.
        interactions: Choices of all together.
        viewers: Sessions open at a time.
        seed: Of the chance by which they choose.

    Yields:
        Choices so far, every 100 choices.
    """
    turns = count()
    for done in range(0, interactions, 100):
        end = min(done + 100, interactions)
        await asyncio.gather(
            *(_coming_and_going(arrive, load, turns, end, seed) for _ in range(viewers))
        )
        turns = count(end)
        yield end


async def _coming_and_going(
    arrive: Arrive, load: Load, turns: count[int], end: int, seed: int
) -> None:
    while (turn := next(turns)) < end:
        async with AsyncExitStack() as leaving:
            present = await _enter(arrive, 1, leaving, load, together=True)
            chance = random.Random(f"{seed}-{turn}")  # noqa: S311
            for left in reversed(range(_PARTING)):
                for each in present:
                    await _choice(each, load, chance)
                if not left or (turn := next(turns)) >= end:
                    break


async def _enter(
    arrive: Arrive, viewers: int, leaving: AsyncExitStack, load: Load, *, together: bool
) -> list[Visitor]:
    """The viewers that came in."""

    async def enter() -> Visitor | None:
        visitor = arrive()
        leaving.push_async_callback(visitor.close)
        start = time.perf_counter()
        try:
            await visitor.open()
        except Exception as error:  # counted and named; the others go on
            load.errors.append(_told(error))
            return None
        load.opened.append(time.perf_counter() - start)
        return visitor

    if together:
        found = await asyncio.gather(*(enter() for _ in range(viewers)))
    else:
        found = [await enter() for _ in range(viewers)]
    return [each for each in found if each is not None]


async def _choosing(
    visitor: Visitor, load: Load, end: float, think: float, chance: random.Random
) -> None:
    """Choose again and again; the first time at any moment of the time to think."""
    await asyncio.sleep(chance.uniform(0, think))
    while (start := time.perf_counter()) < end:
        await _choice(visitor, load, chance)
        pause = think * chance.uniform(1 - _SPREAD, 1 + _SPREAD)
        await asyncio.sleep(max(0.0, start + pause - time.perf_counter()))


async def _choice(visitor: Visitor, load: Load, chance: random.Random) -> None:
    start = time.perf_counter()
    try:
        await visitor.choose(LIST, chance.choice(visitor.options(LIST)[1:]))
    except Exception as error:
        load.errors.append(_told(error))
    else:
        load.took.append(time.perf_counter() - start)


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
