"""A change to a dataset from files to a kept version; nothing is written before `apply`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lib import clock
from lib.errors import Fault, Message, Refused
from lib.io.arrivals.proposals import Proposal, proposed
from lib.io.arrivals.table_changes import Mode
from lib.io.arrivals.uploads import Tell, read_uploads
from lib.io.exports.csv import table_file
from lib.io.store.datasets import Dataset, open_dataset
from lib.io.store.folders import Provinces
from lib.io.store.own_headings import NONE, Headings, tables_called
from lib.io.store.pending import Pending, keep_pending
from lib.io.store.rules import read_rules
from lib.io.store.versions import Version
from lib.io.tables.dataset import DATASET_TABLES
from lib.situation import data
from lib.update.closed_periods import check_closed, closed_rows
from lib.update.dates_in_events import dates_in_events
from lib.update.doubtful_codes import doubtful_codes
from lib.update.doubtful_courses import doubtful_courses
from lib.update.doubtful_files import doubtful_files
from lib.update.doubtful_indicators import doubtful_indicators
from lib.update.doubtful_lists import doubtful_lists
from lib.update.doubtful_recognitions import doubtful_recognitions
from lib.update.doubtful_results import doubtful_results
from lib.update.doubtful_rows import doubtful_rows
from lib.update.doubtful_series import doubtful_series
from lib.update.doubtful_sets import doubtful_sets
from lib.update.doubtful_targets import doubtful_targets
from lib.update.doubtful_totals import doubtful_totals
from lib.update.doubtful_values import doubtful_values
from lib.update.doubtful_wards import doubtful_wards
from lib.update.doubts import Doubt, by_code
from lib.update.former_places import doubtful_places
from lib.update.kept_rows import doubtful_kept_rows
from lib.update.missing_provinces import missing_provinces
from lib.update.mixed_numbers import mixed_numbers
from lib.update.own_rows import check_own
from lib.update.periods import doubtful_periods
from lib.update.prospects import Prospect
from lib.update.repeated_reports import repeated_reports
from lib.update.report_days import report_days
from lib.update.short_reports import short_reports
from lib.update.signs_for_values import signs_for_values
from lib.update.silenced import Silenced, silenced, waiting
from lib.update.source_days import doubtful_days
from lib.update.target_metrics import target_metrics
from lib.update.targets_in_wards import doubtful_shares
from lib.update.unfit_places import unfit_places
from lib.update.unlike_others import unlike_others
from lib.update.unlike_places import unlike_places
from lib.update.words_in_remarks import words_in_remarks
from lib.words.file_words import file_words

HAS_FAULTS = Message("The files have errors; nothing was applied.")
NOT_CONFIRMED = Message("Warnings were not confirmed: {value}. Nothing was applied.")
NOT_TYPED = Message(
    "More than a tenth of a table would be removed. Give the number of rows that go, {count}, "
    "to apply it."
)
_LARGE_PART = 10  # a replaced table that loses more than one row in so many is asked about
_MOST_KEPT = 200  # lines of a kind that the record of a version keeps


LOOKS = (
    doubtful_files,
    doubtful_rows,
    report_days,
    signs_for_values,
    doubtful_courses,
    doubtful_recognitions,
    doubtful_values,
    doubtful_wards,
    short_reports,
    doubtful_lists,
    doubtful_results,
    doubtful_totals,
    doubtful_series,
    doubtful_targets,
    doubtful_shares,
    target_metrics,
    doubtful_codes,
    doubtful_sets,
    doubtful_indicators,
    unlike_places,
    doubtful_periods,
    doubtful_days,
    doubtful_places,
    unfit_places,
    unlike_others,
    doubtful_kept_rows,
    repeated_reports,
    missing_provinces,
    words_in_remarks,
    dates_in_events,
    mixed_numbers,
)
"""All that is looked for in a change that keeps every contract."""


@dataclass(frozen=True)
class Change:
    """What files would make of a dataset.

    Attributes:
        proposal: Faults, repairs and the tables as they would stand.
        doubts: Every warning, silenced ones too.
    """

    proposal: Proposal
    doubts: tuple[Doubt, ...] = field(repr=False)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that keeps it from being applied."""
        return self.proposal.faults

    @property
    def removed(self) -> int:
        """Rows that go."""
        return sum(len(changes.removed) for changes in self.proposal.changes.values())

    @property
    def must_type(self) -> int:
        """The number that must be typed to apply it; 0 when none must."""
        large = any(
            len(changes.removed) * _LARGE_PART > len(changes.before)
            for changes in self.proposal.changes.values()
        )
        return self.removed if large else 0

    def waiting(self, quiet: Iterable[Silenced]) -> Mapping[str, list[Doubt]]:
        """Warnings that are to be confirmed, by their kind."""
        return by_code(waiting(self.doubts, list(quiet)))


def checked(
    dataset: Dataset,
    files: Iterable[tuple[str, bytes]],
    mode: Mode,
    *,
    today: date | None = None,
    tell: Tell | None = None,
    headings: Headings = NONE,
) -> Change:
    """Read files and compare them with a dataset: faults, repairs, warnings, changes.

    Args:
        dataset: The dataset as it stands.
        files: Name and bytes of each.
        mode: ``replace`` or ``add``.
        today: The day after which a day is to come; today by default.
        tell: Told how far the work is, 0 to 1; it may raise to cancel.
        headings: What the office's own headings mean; see `lib.io.store.own_headings`.
    """
    units = data.unit_tables().value
    upload = read_uploads(
        files,
        data.unit_codes(),
        data.search_index().resolve,
        base=dataset.tables,
        tell=_part(tell, 0.0, 0.6),
        words=file_words(),
        tables=tables_called(headings),
    )
    proposal = proposed(
        dataset, upload, units, mode, codes=data.unit_codes(), tell=_part(tell, 0.6, 0.3)
    )
    prospect = Prospect(
        dataset, proposal, data.units().carrying(dataset.carriers), today or clock.today()
    )
    doubts = tuple(doubt for look in LOOKS for doubt in look(prospect))
    if tell:
        tell(1)
    return Change(proposal, doubts)


def apply(
    change: Change,
    folder: Path,
    *,
    who: str,
    why: str,
    confirmed: Collection[str],
    typed: int | None = None,
    reopened: str = "",
    within: Provinces = None,
) -> Version | Pending:
    """Make a change the current state of a dataset; or keep it for a second person to approve.

    Args:
        change: What was checked.
        folder: The dataset's folder.
        who: Account that does it.
        why: Reason.
        confirmed: Kinds of warnings that `who` has seen and confirmed.
        typed: The number of rows that go, as it was typed.
        reopened: Why rows of a closed period may change.
        within: Provinces that `who` is bound to; see `lib.update.own_rows`.

    Returns:
        The new version; where the dataset's rules ask for a second person, what waits for one.

    Raises:
        Refused: With faults, with warnings that are not confirmed, without the number where
            it must be typed, for a closed period without a reason, for rows of others, or when
            somebody else changed the dataset meanwhile.
        OSError: As `lib.io.store.folders.Folder.apply` raises it.
    """
    if change.faults:
        raise Refused(HAS_FAULTS)
    check_own(change.proposal.changes, within, who=who, folder=folder)
    seen = confirmed_lines(change.waiting(silenced(folder)), confirmed)
    if change.must_type and typed != change.must_type:
        raise Refused(NOT_TYPED.filled(count=change.must_type))
    rules = read_rules(folder)
    check_closed(change.proposal.changes, rules, reopened)
    closed = closed_rows(change.proposal.changes, rules.closed_until)
    reason = reopened.strip() if closed else ""
    contracts = {table.name: table for table in DATASET_TABLES}
    frames = change.proposal.frames()
    contents = dict(table_file(frame, contracts[name]) for name, frame in frames.items())
    base = change.proposal.base
    if rules.needs_approval:
        asked = Pending(0, "", who, why, base, {}, confirmed=seen, reopened=reason, within=within)
        return keep_pending(folder, contents, asked)
    return open_dataset(folder).apply(
        contents, who=who, why=why, base=base, confirmed=seen, reopened=reason, within=within
    )


def confirmed_lines(
    asked: Mapping[str, list[Doubt]], confirmed: Collection[str]
) -> dict[str, list[str]]:
    """What a version keeps of the warnings that were confirmed.

    Raises:
        Refused: When one was not.
    """
    missing = [code for code in asked if code not in confirmed]
    if missing:
        raise Refused(NOT_CONFIRMED.filled(value=", ".join(missing)))
    return {code: _lines(doubts) for code, doubts in asked.items()}


def _lines(doubts: list[Doubt]) -> list[str]:
    """What was confirmed, a line each; in English, since it is kept for good."""
    lines = [f"{place(doubt)}: {doubt.found}" for doubt in doubts[:_MOST_KEPT]]
    more = len(doubts) - _MOST_KEPT
    return [*lines, f"and {more} more"] if more > 0 else lines


def place(doubt: Doubt) -> str:
    """File and rows of a doubt, the rows as a spreadsheet shows them: a.csv 2–5, 9."""
    return f"{doubt.file} {row_ranges(doubt.rows)}".strip()


def row_ranges(rows: Iterable[int], most: int = 20) -> str:
    """Rows in runs: 2–5, 9; cut when there are many."""
    runs: list[tuple[int, int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], row
        else:
            runs.append((row, row))
    texts = [str(a) if a == b else f"{a}–{b}" for a, b in runs[:most]]
    return ", ".join([*texts, "…"] if len(runs) > most else texts)


def _part(tell: Tell | None, start: float, length: float) -> Tell | None:
    return (lambda share: tell(start + length * share)) if tell else None
