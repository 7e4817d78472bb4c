"""Equal faults of one cause as one: which rows, how many, and the cause in words.

A column of dates with month and day swapped is one mistake, not three hundred. The list to
take away has every row; on the page and in a report each mistake is told once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib import clock
from lib.domain.search import place_readings
from lib.errors import Fault, Message
from lib.io import faults as say
from lib.io.tables.contracts import REFORM, VINTAGES
from lib.io.tables.dates import EPOCH, EPOCH_1904

OF_THE_KIND = Message("{found}, and {count} more like it")
MONTH_FIRST = Message("the month comes before the day throughout, as in “{value}”")
DAY_FIRST = Message("the dates are written as “{value}” throughout")
MONTHS = Message("months are written as “{value}” throughout")
SAME_PROVINCE = Message("{count} rows all name “{value}”, but none of their wards is there")
FROM_1904 = Message(
    "{count} rows are dated {day}; counted from 1904, as some workbooks do, that is {meant}"
)
ISO_DAYS = Message("write 2025-12-31 for 31 December 2025")
ISO_MONTHS = Message("write 2025-12 for December 2025")
CORRECT_DATES = Message("correct the dates; the units exist on {day}")
CORRECT_PROVINCE = Message("correct the province; it may be left empty beside a key")

_ALIKE = 4  # faults of a kind that are told as one
_SLASHED = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\s*")


@dataclass(frozen=True)
class FaultGroup:
    """Faults of one kind in one column of a file; or a single one.

    Attributes:
        file: File as the reader knows it.
        column: Column; empty when it is not about one.
        rows: Rows as a spreadsheet shows them, in order; none for the whole file.
        found: What stands there; the cause, where one is seen.
        expected: What should stand there.
    """

    file: str
    column: str
    rows: tuple[int, ...]
    found: Message
    expected: Message


def fault_groups(faults: Iterable[Fault]) -> list[FaultGroup]:
    """Faults, those of one kind and column together where they are several; files by row."""
    kinds: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in faults:
        kind = (fault.file, fault.column, fault.found.template)
        kinds.setdefault(kind, []).append(fault)
    groups = []
    for same in kinds.values():
        if len(same) < _ALIKE or not all(fault.row for fault in same):
            groups += [_group([fault], fault.found, fault.expected) for fault in same]
            continue
        groups.append(_group(same, *_cause(same)))
    files = {group.file: place for place, group in reversed(list(enumerate(groups)))}
    return sorted(groups, key=lambda group: (files[group.file], group.rows[:1]))


def _group(faults: Sequence[Fault], found: Message, expected: Message) -> FaultGroup:
    rows = tuple(sorted({fault.row for fault in faults if fault.row}))
    return FaultGroup(faults[0].file, faults[0].column, rows, found, expected)


def _cause(faults: Sequence[Fault]) -> tuple[Message, Message]:
    """What is found and expected of all of these: their cause, or the first and how many."""
    look = _CAUSES.get(faults[0].found.template)
    known = look([dict(fault.found.values) for fault in faults]) if look else None
    if known:
        return known
    first = faults[0]
    found, expected = first.found, first.expected
    if any(fault.found != found for fault in faults):
        found = OF_THE_KIND.filled(found=found, count=len(faults) - 1)
    return found, expected


Values = Sequence[Mapping[str, Message | str]]


def _of_dates(values: Values) -> tuple[Message, Message] | None:
    texts = [str(each["value"]) for each in values]
    days = [_SLASHED.fullmatch(text) for text in texts]
    if all(days):
        parts = [(int(match[1]), int(match[2])) for match in days if match]
        if all(month <= 12 for month, _ in parts) and any(day > 12 for _, day in parts):
            told = next(text for text, (_, day) in zip(texts, parts, strict=True) if day > 12)
            return MONTH_FIRST.filled(value=told), ISO_DAYS
        return DAY_FIRST.filled(value=texts[0]), ISO_DAYS
    if all(re.fullmatch(r"\s*\d{1,2}[-/.]\d{4}\s*", text) for text in texts):
        return MONTHS.filled(value=texts[0]), ISO_MONTHS
    return None


def _of_names(values: Values) -> tuple[Message, Message] | None:
    written = [str(each.get("other", each["value"])) for each in values]
    places = {text.rpartition(", ")[2] for text in written}
    if len(places) > 1 or not all(", " in text for text in written):
        return None
    named = _names_of(next(iter(places)))
    meant = {str(each.get("name", "")).rpartition(", ")[2] for each in values}
    if all(named & _names_of(province) for province in meant):
        return None  # the province is right, and the names are not
    return SAME_PROVINCE.filled(value=places.pop(), count=len(values)), CORRECT_PROVINCE


def _names_of(province: str) -> set[str]:
    """What a written province can be called; marks, kinds and short forms set aside."""
    return {name for _, name in place_readings(province)}


def _of_force(values: Values) -> tuple[Message, Message] | None:
    days = {str(each["day"]) for each in values}
    if len(days) > 1 or any(str(each["value"]).startswith(VINTAGES[0]) for each in values):
        return None
    written = date.fromisoformat(days.pop())
    meant = written + (EPOCH_1904 - EPOCH)
    if not REFORM <= meant <= clock.today():
        return None
    found = FROM_1904.filled(count=len(values), day=written, meant=meant)
    return found, CORRECT_DATES.filled(day=meant)


_CAUSES: Mapping[str, Callable[[Values], tuple[Message, Message] | None]] = {
    say.NOT_DATE.template: _of_dates,
    say.KEY_AND_NAME.template: _of_names,
    say.NO_SUCH_NAME.template: _of_names,
    say.NOT_IN_FORCE.template: _of_force,
}
