"""Applying a change: warnings confirmed, numbers typed, all kept; silenced with a reason."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from lib.errors import Refused
from lib.io.arrivals.table_changes import Mode
from lib.io.store import version_swap
from lib.io.store.datasets import open_dataset, read_dataset
from lib.io.store.version_swap import Unfinished
from lib.io.store.versions import record_path, versions
from lib.situation import data
from lib.update.changes import Change, apply, checked
from lib.update.differences import Counts, counts, difference, difference_csv
from lib.update.silenced import revoke, silence, silenced
from tests.fixtures.doubtful_files import (
    NEW_NAME,
    OLD_NAME,
    SOURCES,
    TODAY,
    csv,
    kept,
    observed,
    target,
)
from tests.fixtures.folders import GOOD, make_dataset

FAR = csv("observations", observed(1, as_of="2062-10-31"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_dataset(tmp_path / "probe", sources=SOURCES)


def change(folder: Path, *files: tuple[str, bytes], mode: Mode = "add") -> Change:
    dataset = read_dataset(folder, data.unit_tables().value)
    return checked(dataset, files, mode, today=TODAY)


def test_a_warning_that_nobody_confirmed_keeps_the_change_out(folder: Path) -> None:
    before = open_dataset(folder).checksum()
    with pytest.raises(Refused, match="date-in-future"):
        apply(change(folder, FAR), folder, who="an", why="thử", confirmed=["letter-lost"])
    assert open_dataset(folder).checksum() == before


def test_what_was_confirmed_is_kept_with_the_version(folder: Path) -> None:
    made = apply(change(folder, FAR), folder, who="an", why="thử", confirmed=["date-in-future"])
    kept = versions(folder)[-1]
    assert (kept.number, kept.who) == (made.number, "an")
    assert kept.confirmed == {
        "date-in-future": ["observations.csv 2: “2062-10-31” is after today (2026-11-25)"]
    }


def test_a_version_from_before_there_were_warnings_is_read(folder: Path) -> None:
    apply(change(folder, FAR), folder, who="an", why="thử", confirmed=["date-in-future"])
    path = record_path(folder, 2)
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["confirmed"]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert [(each.number, dict(each.confirmed)) for each in versions(folder)] == [(1, {}), (2, {})]


def test_faults_are_never_applied(folder: Path) -> None:
    wrong = change(folder, csv("observations", observed(1, as_of="31/02/2026")))
    with pytest.raises(Refused, match="have errors"):
        apply(wrong, folder, who="an", why="thử", confirmed=["date-in-future"])


@pytest.mark.parametrize("typed", [None, 0, 2])
def test_a_replace_that_removes_much_wants_the_number(folder: Path, typed: int | None) -> None:
    lines = GOOD["targets"].splitlines()[:2]
    some = change(folder, ("targets.csv", "\n".join(lines).encode()), mode="replace")
    assert (some.removed, some.must_type) == (1, 1)
    with pytest.raises(Refused, match="a tenth of a table"):
        apply(some, folder, who="an", why="thử", confirmed=["rows-gone"], typed=typed)
    apply(some, folder, who="an", why="thử", confirmed=["rows-gone"], typed=1)


def test_a_replace_that_removes_a_tenth_or_less_does_not(folder: Path) -> None:
    lines = [target(number, value=10, source_id="S02") for number in range(10)]
    many = [line.replace("2030,", f"20{30 + number},", 1) for number, line in enumerate(lines)]
    make_dataset(folder, sources=SOURCES, targets=csv("targets", *many)[1].decode())
    some = change(folder, csv("targets", *many[1:]), mode="replace")
    assert (some.removed, some.must_type, some.doubts) == (1, 0, ())


def test_a_silenced_row_is_not_asked_about_until_it_says_something_else(folder: Path) -> None:
    first = change(folder, FAR)
    with pytest.raises(Refused, match="reason"):
        silence(folder, first.doubts, who="an", why=" ")
    base = open_dataset(folder).checksum()
    silence(folder, first.doubts, who="an", why="kế hoạch 2062")
    assert open_dataset(folder).checksum() == base
    [kept] = silenced(folder)
    assert (kept.code, kept.key, kept.who, kept.why) == (
        "date-in-future", "N1", "an", "kế hoạch 2062",
    )  # fmt: skip
    assert not change(folder, FAR).waiting(silenced(folder))
    other = change(folder, csv("observations", observed(1, as_of="2063-10-31")))
    assert list(other.waiting(silenced(folder))) == ["date-in-future"]
    two = change(
        folder,
        csv("observations", observed(1, as_of="2062-10-31"), observed(2, as_of="2062-10-31",
            source_id="S02")),
    )  # fmt: skip
    [left] = two.waiting(silenced(folder))["date-in-future"]
    assert (left.rows, left.keys) == ((3,), ("N2",))
    revoke(folder, [kept])
    assert silenced(folder) == []
    assert list(change(folder, FAR).waiting(silenced(folder))) == ["date-in-future"]


def test_a_damaged_list_silences_nothing_and_is_not_written_over(folder: Path) -> None:
    (folder / "history").mkdir()
    (folder / "history/silenced.json").write_text("[{]", encoding="utf-8")
    assert silenced(folder) == []
    with pytest.raises(Refused, match=r"silenced\.json"):
        silence(folder, change(folder, FAR).doubts, who="an", why="thử")


def test_what_goes_is_told_first_and_each_row_by_its_place(folder: Path) -> None:
    observations = kept("observations", 0), kept("observations", 1, decision_no="124/QĐ")
    some = change(
        folder,
        csv("observations", *observations, observed(1)),
        csv("targets", target(1, value=10)),
        mode="replace",
    )
    assert counts(some.proposal.changes) == {
        "observations": Counts(1, 1, 1),
        "targets": Counts(1, 0, 2),
    }
    lines = difference(some.proposal.changes, data.units())
    rows = lines[["kind", "table", "key", "name"]].drop_duplicates()
    assert list(rows.itertuples(index=False, name=None)) == [
        ("removed", "observations", "O03", "Điện Biên"),
        ("removed", "targets", "T01", "cả nước"),
        ("removed", "targets", "T02", "TP. Hà Nội"),
        ("changed", "observations", "O02", OLD_NAME),
        ("added", "observations", "N1", NEW_NAME),
        ("added", "targets", "N1", "TP. Hà Nội"),
    ]


def test_the_difference_to_take_away_is_whole_and_holds_no_formula(folder: Path) -> None:
    lines = [
        observed(number, source_id="S03", as_of=f"2026-10-{number % 28 + 1:02}", note="=1+1")
        for number in range(1_500)
    ]
    text = difference_csv(
        change(folder, csv("observations", *lines)).proposal.changes, data.units()
    ).decode()
    assert text.count(",note,,'=1+1") == 1_500
    assert ",=1+1" not in text


def test_a_change_that_took_effect_is_not_called_undone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = change(folder, csv("observations", observed(1)))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(version_swap, "_finish", full)
        with pytest.raises(Unfinished, match="No space") as told:
            apply(good, folder, who="an", why="thử", confirmed=())
    assert told.value.version.number == 2
    now = read_dataset(folder, data.unit_tables().value)
    assert "N1" in set(now.tables["observations"]["observation_id"])
    assert open_dataset(folder).recover()
    assert [each.number for each in versions(folder)] == [1, 2]
