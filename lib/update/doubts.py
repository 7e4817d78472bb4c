"""Warnings: what may be right and looks wrong.

Beside the fault, which stops a change, and the repair, which is made and listed, stands the
doubt: the file keeps every contract, and yet what it says is hardly meant. A person must see
it and confirm it before the change is applied. (`Warning` is a name of Python's own, so the
class is called for what one has.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.errors import Message
from lib.io.arrivals.table_changes import TableChanges
from lib.io.tables.cell_texts import written_column
from lib.io.tables.cells import Numbers
from lib.io.tables.row_checks import Reading

Mask = npt.NDArray[np.bool_]

KINDS: Mapping[str, Message] = {
    "rows-gone": Message("Rows gone, or a report far smaller than before"),
    "kept-row-differs": Message("A kept row would change"),
    "report-repeated": Message("Figures of the last report under a new date"),
    "hidden-sheet": Message("Hidden sheet"),
    "hidden-rows": Message("Hidden or filtered rows"),
    "hidden-columns": Message("Hidden columns"),
    "title-differs": Message("Title of another month than the rows"),
    "sign-for-value": Message("A sign where a value belongs"),
    "date-in-future": Message("Date after today"),
    "date-missing": Message("Date is missing"),
    "date-far-from-source": Message("Date does not fit the day of publication"),
    "date-contradicts": Message("Date in the text is not the date of the row"),
    "dates-shifted": Message("All dates shifted alike"),
    "date-before-programme": Message("Date before the programme"),
    "recognised-too-early": Message("Recognised before reported complete"),
    "recognition-bare": Message("Recognised without its day or decision"),
    "steps-skipped": Message("Steps left out between two reports"),
    "date-after-report": Message("Date after the date of the row"),
    "decision-differs": Message("One decision with two dates"),
    "status-falls": Message("Status lower than before"),
    "criteria-missing": Message("Recognised or reported complete with criteria missing"),
    "criteria-fall": Message("Fewer criteria met than before"),
    "criteria-leap": Message("Criteria met rose by more than half of the set"),
    "assessments-differ": Message("Criteria listed and their number differ"),
    "results-turned": Message("Criteria met before and not met now"),
    "inspection-contradicts": Message("Inspected as met, but reported as not met"),
    "status-contradicts": Message("Status and other cells contradict"),
    "words-contradict": Message("Status and words of the row contradict"),
    "ward-differs": Message("Differs from the ward's earlier reports"),
    "ward-missing": Message("Wards of the last report are missing"),
    "unit-elsewhere": Message("In another province than all other rows"),
    "unit-of-other-time": Message("Place does not fit the date of the row"),
    "place-unfit": Message("Place that cannot be meant"),
    "cell-unlike-others": Message("Differs from all other rows"),
    "cell-empty": Message("Empty where others are filled"),
    "total-not-of-set": Message("Number of criteria differs from the set"),
    "more-than-wards": Message("More than the place has wards"),
    "count-differs": Message("Count and what it counts differ"),
    "target-unlikely": Message("Target does not fit the others"),
    "share-not-percent": Message("Share between 0 and 1 where percent is meant"),
    "value-jumps": Message("Ten times the value before, or a tenth of it"),
    "value-unlike-series": Message("Unlike the values before"),
    "indicator-unit": Message("Another unit of measure than before"),
    "value-unlike-places": Message("Unlike the values of other places"),
    "value-impossible": Message("Value that is hardly possible"),
    "period-contradicts": Message("Period and its end contradict"),
    "indicator-place": Message("Indicator of a place that had none before"),
    "name-misspelt": Message("Name written almost like a known one"),
    "code-unknown": Message("Code that is not known"),
    "set-unlikely": Message("Criteria set unlike the known ones"),
    "twice-from-source": Message("Twice from one source"),
    "number-mixed": Message("Letter and digit taken for each other"),
    "letter-lost": Message("Letter lost"),
    "outlines-shifted": Message("All outlines shifted alike"),
    "outlines-overlap": Message("Outlines overlap"),
    "area-differs": Message("Area differs from the list of units"),
}
"""Every kind of doubt by its code, which never changes: scripts and kept versions name it."""


@dataclass(frozen=True)
class Doubt:
    """One thing that is doubted, in all rows of a file where it is the same.

    Attributes:
        code: Its kind, one of `KINDS`.
        table: Table it is about.
        file: File as faults name it.
        column: Column; empty when it is not about one column.
        found: What is doubted.
        rows: Rows as a spreadsheet shows them; none where it is about no single row.
        keys: Keys of these rows in the table.
    """

    code: str
    table: str
    file: str
    column: str
    found: Message
    rows: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()


def by_code(doubts: Iterable[Doubt]) -> dict[str, list[Doubt]]:
    """Doubts by their kind, in the order of `KINDS`."""
    doubts_of: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        doubts_of.setdefault(doubt.code, []).append(doubt)
    return {code: doubts_of[code] for code in KINDS if code in doubts_of}


@dataclass(frozen=True)
class Touched:
    """A table as it would stand, and which of its rows a file adds or changes.

    Attributes:
        changes: What happens to the table.
        reading: The file's rows.
        file: File as faults name it.
    """

    changes: TableChanges
    reading: Reading
    file: str

    @property
    def after(self) -> pd.DataFrame:
        """The table as it would stand."""
        return self.changes.after

    @cached_property
    def mask(self) -> Mask:
        """For each row of `after` whether it is new or changed."""
        touched = np.zeros(len(self.after), dtype=bool)
        touched[self.changes.added] = True
        touched[self.changes.changed[1]] = True
        return touched

    def rows(self, places: Numbers) -> Numbers:
        """Rows in the file, as a spreadsheet shows them, by places in `after`."""
        return self.reading.rows[self.changes.taken[places]]

    def doubts(
        self, code: str, column: str, where: Mask, say: Callable[[int], Message]
    ) -> Iterator[Doubt]:
        """The doubts about rows; one for all rows of which the same is said.

        Args:
            code: Their kind.
            column: Column, or "".
            where: For each row of `after` whether it is doubted; others than new and
                changed rows never are.
            say: What is doubted, by the place in `after`.
        """
        places = np.flatnonzero(where & self.mask)
        if not len(places):
            return
        alike: dict[Message, list[int]] = {}
        for place in places:
            alike.setdefault(say(int(place)), []).append(int(place))
        told = np.array([place for places in alike.values() for place in places], dtype=np.int64)
        rows, keys = iter(self.rows(told)), iter(self._keys(told))
        for message, same in alike.items():
            count = len(same)
            some = tuple(int(row) for row in islice(rows, count))
            name = self.changes.table.name
            yield Doubt(code, name, self.file, column, message, some, tuple(islice(keys, count)))

    def at(self, places: Iterable[int]) -> Mask:
        """For each row of `after` whether it is among these places."""
        where = np.zeros(len(self.after), dtype=bool)
        where[list(places)] = True
        return where

    def doubts_of_rows(
        self, code: str, column: str, messages: Mapping[int, Message]
    ) -> Iterator[Doubt]:
        """As `doubts`, of the rows about which there is a message, by the place in `after`."""
        return self.doubts(code, column, self.at(messages), messages.__getitem__)

    def doubts_of_texts(
        self, code: str, column: str, tell: Callable[[str], Message | None]
    ) -> Iterator[Doubt]:
        """The doubts about what the cells of a column say; none where the table lacks it.

        Args:
            code: Their kind.
            column: Column of texts or codes.
            tell: What is doubted of a text, asked once for each; None for nothing.
        """
        if column not in self.changes.table.columns:
            return
        texts = self.after[column].astype("str")
        told = {text: tell(text) for text in texts[self.mask].unique()}
        odd = {text: words for text, words in told.items() if words is not None}
        if odd:
            where = texts.isin(odd).to_numpy(dtype=bool)
            yield from self.doubts(code, column, where, lambda place: odd[texts.iloc[place]])

    def _keys(self, places: Numbers) -> tuple[str, ...]:
        table = self.changes.table
        some = self.after.iloc[places]
        parts: Sequence[Iterable[str]] = [
            written_column(some, table.field(name)) for name in table.key
        ]
        return tuple(", ".join(part) for part in zip(*parts, strict=True))
