"""Errors that a person reads: what is wrong, where, and what is expected.

Split by who should read them. `DataFaults` is for the analyst who keeps the
files; `Refused` for the person whose action was not allowed. Everything else
is a defect of the program and is left to Python's own exceptions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


class WardAtlasError(Exception):
    """Base of all errors whose text is written for a reader."""


@dataclass(frozen=True)
class Message:
    """A sentence for a reader: a template, and apart from it what stands in its gaps.

    ``Message("...")`` also marks the template for the catalogue (`tools.words`), so the same
    message can be said in English here and in another language by `lib.words.wording`.

    Attributes:
        template: The English sentence with {named} gaps.
        values: What stands in each gap: text as it is, or a message that is said in turn.
    """

    template: str
    values: tuple[tuple[str, Message | str], ...] = ()

    def filled(self, **values: object) -> Message:
        """The message with what stands in its gaps."""
        whole = ((k, v if isinstance(v, Message) else str(v)) for k, v in values.items())
        return Message(self.template, tuple(whole))

    def said(self, translated: Callable[[str], str] = str) -> str:
        """The sentence; in English unless the template is translated."""
        texts = {k: v.said(translated) if isinstance(v, Message) else v for k, v in self.values}
        return translated(self.template).format(**texts)

    def __str__(self) -> str:
        return self.said()

    def __lt__(self, other: Message) -> bool:
        return str(self) < str(other)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one place of one file.

    Attributes:
        file: Path as the reader knows it, e.g. ``data/public/targets.csv``.
        row: Row as a spreadsheet shows it (the header is row 1); 0 for the whole file.
        column: Column name; empty when the fault is not about one column.
        found: What stands there, quoted or described.
        expected: What should stand there.
        more: Faults of the same kind that were not made, since there are too many to list.
    """

    file: str
    row: int
    column: str
    found: Message
    expected: Message
    more: int = 0

    def __str__(self) -> str:
        place = ""
        if self.row:
            place += f" row {self.row}"
        if self.column:
            place += f"{',' if place else ''} column {self.column}"
        place = f"{place}:" if place else ""
        return f"{self.file}:{place} {self.found} ({self.expected})"


class DataFaults(WardAtlasError):
    """A file or folder breaks its contract; carries every fault found, not only the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Refused(WardAtlasError):
    """An action that is not allowed here; the message says why and what would allow it."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))
