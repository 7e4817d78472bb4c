"""Warnings: each doubtful file gives exactly its own, and a good one none."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.io.store.datasets import read_dataset
from lib.situation import data
from lib.update.changes import Change, checked, row_ranges
from lib.update.doubts import KINDS
from lib.update.outline_changes import OUTLINE_KINDS
from tests.fixtures.bad_files import BAD_FILES
from tests.fixtures.doubtful_figures import FIGURES
from tests.fixtures.doubtful_files import DOUBTFUL as ROWS
from tests.fixtures.doubtful_files import SOURCES, TODAY, Doubtful
from tests.fixtures.doubtful_months import MONTHS
from tests.fixtures.doubtful_remarks import REMARKS
from tests.fixtures.doubtful_reports import REPORTS
from tests.fixtures.folders import make_dataset
from tests.fixtures.mended_files import MENDED

DOUBTFUL = (*ROWS, *REPORTS, *MONTHS, *FIGURES, *REMARKS)


def change_of(case: Doubtful, folder: Path) -> Change:
    """What the files of a case would change."""
    make_dataset(folder, **{"sources": SOURCES, **case.before})
    dataset = read_dataset(folder, data.unit_tables().value)
    assert dataset.faults == ()
    return checked(dataset, case.files, case.mode, today=TODAY)


@pytest.mark.parametrize("case", DOUBTFUL, ids=lambda case: case.name)
def test_a_doubtful_file_gives_exactly_its_warnings(case: Doubtful, tmp_path: Path) -> None:
    change = change_of(case, tmp_path / "probe")
    assert change.faults == ()
    found = [(doubt.code, doubt.rows, str(doubt.found)) for doubt in change.doubts]
    assert found == list(case.expected)


def test_every_kind_of_warning_has_a_file() -> None:
    told = {code for case in DOUBTFUL for code, _, _ in case.expected}
    assert told == KINDS.keys() - OUTLINE_KINDS


def test_the_corpus_has_at_least_270_files_with_exact_answers() -> None:
    doubted = [case for case in DOUBTFUL if case.expected]
    assert len({case.name for case in DOUBTFUL}) == len(DOUBTFUL)
    assert len(BAD_FILES) + len(MENDED) + len(doubted) >= 270


@pytest.mark.parametrize("name", ["demo", "public"])
def test_a_dataset_brought_again_is_not_doubted(name: str) -> None:
    dataset = data.dataset(name).value
    folder = data.datasets()[name]
    files = [
        (path.name, path.read_bytes())
        for path in sorted(folder.iterdir())
        if path.suffix in (".csv", ".parquet")
    ]
    change = checked(dataset, files, "replace")
    assert change.faults == ()
    assert change.doubts == ()


def test_rows_are_told_in_runs() -> None:
    assert row_ranges([9, 2, 3, 4]) == "2–4, 9"
    assert row_ranges(range(1, 100, 2), most=2) == "1, 3, …"
