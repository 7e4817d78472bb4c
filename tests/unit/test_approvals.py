"""Closed periods, changes that a second person approves, the trail, and the way back."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pandas as pd
import pytest

from lib.errors import Refused
from lib.io.store.datasets import open_dataset, read_dataset
from lib.io.store.pending import Pending, pending
from lib.io.store.rules import FILE, Rules, read_rules
from lib.io.store.versions import Version
from lib.situation import data
from lib.update.__main__ import main
from lib.update.approvals import approve, decline, difference_of, waiting_changes
from lib.update.changes import apply, checked
from lib.update.differences import counts
from lib.update.trail import COLUMNS, trail, trail_csv, trail_xlsx
from lib.update.versions import go_back, versions_differ
from lib.words import wording
from tests.fixtures.doubtful_files import SOURCES, TODAY, csv, kept, observed
from tests.fixtures.folders import make_dataset

NEW = csv("observations", observed(1))
OLD = csv("observations", kept("observations", 0, decision_no="9/QĐ"))


@pytest.fixture(autouse=True)
def in_english() -> None:
    wording.use("en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_dataset(tmp_path / "probe", sources=SOURCES)


def laid_down(folder: Path, **rules: object) -> None:
    (folder / FILE).write_text(json.dumps(rules), encoding="utf-8")


def brought(
    folder: Path, file: tuple[str, bytes] = NEW, who: str = "an@a.vn", reopened: str = ""
) -> Version | Pending:
    dataset = read_dataset(folder, data.unit_tables().value)
    change = checked(dataset, [file], "add", today=TODAY)
    codes = [doubt.code for doubt in change.doubts]
    return apply(change, folder, who=who, why="tháng 10", confirmed=codes, reopened=reopened)


def rows(folder: Path) -> int:
    return len(read_dataset(folder, data.unit_tables().value).tables["observations"])


def test_rules_are_none_without_a_file_and_a_damaged_one_forbids_every_change(
    folder: Path,
) -> None:
    assert read_rules(folder) == Rules()
    before = open_dataset(folder).checksum()
    for text in ("{", "[]", '{"closed_until": "2026"}', '{"approval": "yes"}', '{"close": 1}'):
        (folder / FILE).write_text(text, encoding="utf-8")
        with pytest.raises(Refused, match="damaged"):
            brought(folder)
    assert open_dataset(folder).checksum() == before


def test_rows_of_a_closed_period_change_only_with_a_reason_that_is_kept(folder: Path) -> None:
    laid_down(folder, closed_until="2026-09-30")
    assert isinstance(brought(folder), Version)  # of October
    with pytest.raises(Refused, match=r"closed.*observations 1"):
        brought(folder, OLD)
    done = brought(folder, OLD, reopened="sai số quyết định")
    assert isinstance(done, Version)
    assert done.reopened == "sai số quyết định"
    assert open_dataset(folder).versions()[-1].reopened == "sai số quyết định"


def test_a_row_of_the_last_closed_day_is_closed(folder: Path) -> None:
    laid_down(folder, closed_until="2026-10-31")
    with pytest.raises(Refused, match="closed"):
        brought(folder)
    laid_down(folder, closed_until="2026-10-30")
    done = brought(folder)
    assert isinstance(done, Version)
    assert done.reopened == ""


def test_going_back_does_not_change_a_closed_period_unasked(folder: Path) -> None:
    brought(folder, OLD)
    laid_down(folder, closed_until="2024-12-31")
    with pytest.raises(Refused, match="closed"):
        go_back(folder, 1, who="an@a.vn", why="nhầm")
    assert isinstance(go_back(folder, 1, who="an@a.vn", why="nhầm", reopened="nhầm"), Version)


def test_a_second_person_approves_and_both_are_kept(folder: Path) -> None:
    laid_down(folder, approval=True)
    before = rows(folder)
    waits = brought(folder)
    assert isinstance(waits, Pending)
    assert (rows(folder), waits.number, waits.who) == (before, 1, "an@a.vn")
    assert counts(difference_of(folder, waits)) == {"observations": (1, 0, 0)}
    for own in ("an@a.vn", " AN@a.vn "):
        with pytest.raises(Refused, match="another person"):
            approve(folder, 1, who=own, why="đúng")
    with pytest.raises(Refused, match="reason"):
        approve(folder, 1, who="binh@a.vn", why=" ")
    done = approve(folder, 1, who="binh@a.vn", why="đã đối chiếu")
    assert (done.who, done.why, done.approved) == ("an@a.vn", "tháng 10", "binh@a.vn: đã đối chiếu")
    assert rows(folder) == before + 1
    assert waiting_changes(folder) == []
    with pytest.raises(Refused, match="no change 1"):
        approve(folder, 1, who="binh@a.vn", why="lần nữa")


def test_what_is_declined_changes_nothing_and_says_why(folder: Path) -> None:
    laid_down(folder, approval=True)
    brought(folder)
    before = open_dataset(folder).checksum()
    decline(folder, 1, who="binh@a.vn", why="thiếu văn bản")
    assert open_dataset(folder).checksum() == before
    [each] = pending(folder)
    assert (each.state, each.decided_by, each.decided_why) == (
        "declined", "binh@a.vn", "thiếu văn bản",
    )  # fmt: skip


def test_what_was_made_for_another_state_is_not_approved(folder: Path) -> None:
    laid_down(folder, approval=True)
    brought(folder)
    brought(folder, csv("observations", observed(2)))
    approve(folder, 1, who="binh@a.vn", why="đúng")
    with pytest.raises(Refused, match="someone else changed"):
        approve(folder, 2, who="binh@a.vn", why="đúng")
    assert [each.number for each in waiting_changes(folder)] == [2]


def test_going_back_waits_for_a_second_person_too(folder: Path) -> None:
    before = open_dataset(folder).checksum()
    brought(folder)
    laid_down(folder, approval=True)
    waits = go_back(folder, 1, who="an@a.vn", why="nhầm")
    assert isinstance(waits, Pending)
    assert counts(difference_of(folder, waits)) == {"observations": (0, 0, 1)}
    assert approve(folder, waits.number, who="binh@a.vn", why="đúng").checksum == before


def test_any_two_versions_are_compared(folder: Path) -> None:
    brought(folder)
    brought(folder, csv("observations", observed(2)))
    assert counts(versions_differ(folder, 1, 3)) == {"observations": (2, 0, 0)}
    assert counts(versions_differ(folder, 3, 2)) == {"observations": (0, 0, 1)}
    assert versions_differ(folder, 2, 2) == {}


def test_the_trail_holds_versions_proposals_and_decisions(folder: Path) -> None:
    brought(folder)
    laid_down(folder, approval=True)
    brought(folder, csv("observations", observed(2)))
    decline(folder, 1, who="binh@a.vn", why="=1+1")
    whole = trail(folder)
    assert tuple(whole.columns) == COLUMNS
    assert whole["what"].tolist() == ["version", "version", "proposal", "proposal declined"]
    text = trail_csv(folder).decode("utf-8-sig")
    assert "binh@a.vn,'=1+1" in text
    book = pd.read_excel(io.BytesIO(trail_xlsx(folder)), engine="calamine", dtype=str)
    assert book["What"].tolist() == whole["what"].tolist()


def test_a_shell_proposes_lists_approves_and_writes_the_trail(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laid_down(folder, approval=True, closed_until="2026-10-31")
    file = tmp_path / NEW[0]
    file.write_bytes(NEW[1])
    base = ["--who", "Công an A", "--why", "tháng 10"]
    assert main([str(folder), str(file), *base, "--apply"]) == 1
    assert "is closed" in capsys.readouterr().out
    assert main([str(folder), str(file), *base, "--apply", "--reopen", "bổ sung"]) == 0
    assert "Proposal 1 is kept" in capsys.readouterr().out
    assert main([str(folder), "--proposals"]) == 0
    assert "Observations: +1" in capsys.readouterr().out
    assert main([str(folder), *base, "--approve", "1"]) == 1
    assert "another person" in capsys.readouterr().err
    assert main([str(folder), "--approve", "1", "--who", "Công an B", "--why", "đúng"]) == 0
    assert "version 2" in capsys.readouterr().out
    assert main([str(folder), "--trail", str(tmp_path / "trail.csv")]) == 0
    assert "bổ sung" in (tmp_path / "trail.csv").read_text(encoding="utf-8-sig")
