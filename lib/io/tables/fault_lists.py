"""Long lists of faults: a person corrects the first ones and tries again, so no more are made.

A file of 45 MB can be wrong in every row. Each list of one kind ends after `MOST_FAULTS`; its
last fault counts those that were not made, so that what is told in the end is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from lib.errors import Fault
from lib.io import faults as say
from lib.io.tables.cells import Numbers

MOST_FAULTS = 5_000
T = TypeVar("T")


def first_of(each: Iterator[Fault] | Sequence[Fault], count: int) -> Iterator[Fault]:
    """The first of so many faults; the last one that is made counts the others.

    Args:
        each: The faults, made one by one.
        count: How many there would be.
    """
    for number, fault in enumerate(islice(each, MOST_FAULTS), start=1):
        more = count - MOST_FAULTS
        yield replace(fault, more=more) if number == MOST_FAULTS and more > 0 else fault


def fault_of_each(places: Numbers | Sequence[int], make: Callable[[int], Fault]) -> Iterator[Fault]:
    """The fault of each place; of many only the first, as `first_of` has it."""
    return first_of((make(int(place)) for place in places), len(places))


def first_faults(faults: Sequence[Fault], file: str) -> list[Fault]:
    """The first faults of a file, and how many more there are."""
    count = sum(1 + fault.more for fault in faults) - MOST_FAULTS
    if count <= 0:
        return list(faults)
    listed = [replace(fault, more=0) if fault.more else fault for fault in faults[:MOST_FAULTS]]
    found = say.MORE_FAULTS.filled(count=count)
    return [*listed, Fault(file, 0, "", found, say.FIX_THESE)]
