"""What is worked out once and kept: bounded, and by one thread when many ask for it at once.

Nothing here outlives what it was worked out from. Results stand beside the object they are
of, so those of a replaced dataset go with it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Condition, RLock
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, overload

from cachetools import LRUCache, cached
from cachetools.keys import hashkey

Asked = ParamSpec("Asked")
Owner = TypeVar("Owner")
T = TypeVar("T")

_LOCK = "_working_out"


def single_flight(
    size: int,
    *,
    key: Callable[..., Hashable] = hashkey,
    weight: Callable[[Any], int] | None = None,
) -> Callable[[Callable[Asked, T]], Callable[Asked, T]]:
    """Decorator: the latest results are kept, each worked out by one thread.

    Threads that ask for the same meanwhile wait for it; those that ask for something else do
    not. When it fails, the next in line tries again.

    Args:
        size: Most results kept; the one not asked for longest goes first.
        key: What tells two calls apart; all arguments by default.
        weight: What of `size` a result takes; 1 by default.
    """

    def decorate(make: Callable[Asked, T]) -> Callable[Asked, T]:
        kept: LRUCache[Hashable, T] = LRUCache(size, getsizeof=weight)
        once: Callable[Asked, T] = cached(kept, key=key, condition=Condition())(make)
        return once

    return decorate


def kept_beside(
    size: int, *, beside: Callable[[Any], Any] | None = None
) -> Callable[[Callable[Concatenate[Owner, Asked], T]], Callable[Concatenate[Owner, Asked], T]]:
    """Decorator: results are kept beside the first argument, and go when it goes.

    Args:
        size: Most results kept beside one object.
        beside: What to ask and keep it beside instead of the first argument, by that one.
    """

    def decorate(
        make: Callable[Concatenate[Owner, Asked], T],
    ) -> Callable[Concatenate[Owner, Asked], T]:
        place = f"{make.__module__}.{make.__qualname__}"

        @wraps(make)
        def kept(owner: Owner, /, *args: Asked.args, **kwargs: Asked.kwargs) -> T:
            if beside is not None:
                owner = beside(owner)
            parts = owner.__dict__
            if place not in parts:
                # The owner is no part of the key, which would keep it alive.
                once = cached(LRUCache(size), key=_without_owner, condition=Condition())(make)
                parts.setdefault(place, once)  # of two threads the first one's stays
            result: T = parts[place](owner, *args, **kwargs)
            return result

        return kept

    return decorate


def _without_owner(_owner: object, /, *args: Any, **kwargs: Any) -> Any:
    return hashkey(*args, **kwargs)


class cached_property(Generic[Owner, T]):
    """`functools.cached_property`, worked out by one thread of each object.

    That of Python 3.11 lets all objects of a class wait for one another, that of 3.12 lets
    every thread work it out. Parts of one object share a lock, since they are made from one
    another; an object may ask another one only in one direction (a narrowed situation that of
    the country, never the other way).
    """

    def __init__(self, make: Callable[[Owner], T]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> cached_property[Owner, T]: ...

    @overload
    def __get__(self, instance: Owner, owner: type) -> T: ...

    def __get__(self, instance: Owner | None, owner: type) -> cached_property[Owner, T] | T:
        """The part; found in the object itself from the second time on."""
        if instance is None:
            return self
        parts = instance.__dict__
        with parts.setdefault(_LOCK, RLock()):
            if self._name not in parts:
                parts[self._name] = self._make(instance)
            result: T = parts[self._name]
            return result
