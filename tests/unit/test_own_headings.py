"""Headings that an office uses for columns: asked once, remembered beside the dataset."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lib.errors import Refused
from lib.io.store.datasets import open_dataset, read_dataset
from lib.io.store.own_headings import (
    FILE,
    LEFT_OUT,
    NONE,
    forget,
    read_headings,
    remember,
    tables_called,
)
from lib.io.tables.dataset import DATASET_TABLES
from lib.situation import data
from lib.update.__main__ import main
from lib.update.changes import Change, checked
from tests.fixtures.doubtful_files import SOURCES, TODAY, csv, observed
from tests.fixtures.folders import make_dataset

OWN = {"Kết luận": "status", "Điểm thi đua": LEFT_OUT}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_dataset(tmp_path / "probe", sources=SOURCES)


def file() -> tuple[str, bytes]:
    """A report with one column under a heading of the office, and one of its own."""
    name, content = csv("observations", observed(1, status="in_progress"))
    head, row, _ = content.decode().split("\n")
    return name, f"{head.replace('status', 'Kết luận')},Điểm thi đua\n{row},97\n".encode()


def brought(folder: Path) -> Change:
    dataset = read_dataset(folder, data.unit_tables().value)
    return checked(dataset, [file()], "add", today=TODAY, headings=read_headings(folder))


def test_a_remembered_heading_is_its_column_and_is_listed(folder: Path) -> None:
    assert {fault.column for fault in brought(folder).faults} == {
        "Kết luận", "Điểm thi đua", "status",
    }  # fmt: skip
    remember(folder, "observations", OWN)
    change = brought(folder)
    assert change.faults == ()
    assert change.proposal.changes["observations"].after["status"].iloc[-1] == "in_progress"
    told = [(str(each.found), str(each.became)) for each in change.proposal.upload.repairs]
    assert ("“Kết luận”", "column status") in told
    assert any("Điểm thi đua" in found for found, _ in told)


def test_case_marks_and_spaces_of_a_heading_do_not_matter(folder: Path) -> None:
    remember(folder, "observations", {"ket  LUAN": "status", "diem thi dua ": LEFT_OUT})
    assert brought(folder).faults == ()


def test_it_is_no_part_of_the_data(folder: Path) -> None:
    before = open_dataset(folder).checksum()
    remember(folder, "observations", OWN)
    assert open_dataset(folder).checksum() == before
    assert read_dataset(folder, data.unit_tables().value).faults == ()


def test_what_is_forgotten_is_asked_again(folder: Path) -> None:
    remember(folder, "observations", OWN)
    forget(folder, "observations", ["Kết luận"])
    assert read_headings(folder) == {"observations": {"Điểm thi đua": LEFT_OUT}}
    forget(folder, "observations", ["Điểm thi đua"])
    assert read_headings(folder) == {}


def test_columns_for_personal_data_are_never_taken(folder: Path) -> None:
    (folder / FILE).write_text(
        json.dumps({"observations": {"Số điện thoại": "note"}}), encoding="utf-8"
    )
    assert read_headings(folder) == {"observations": {}}


@pytest.mark.parametrize(
    "text", ["{", "[1]", '{"x": {}}', '{"observations": {"A": "nothing"}}', '{"counts": 1}']
)
def test_a_damaged_file_is_named(folder: Path, text: str) -> None:
    (folder / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=r"headings\.json"):
        read_headings(folder)
    with pytest.raises(Refused, match=r"headings\.json"):
        remember(folder, "observations", OWN)
    assert (folder / FILE).read_text(encoding="utf-8") == text


def test_without_headings_the_contracts_are_the_contracts() -> None:
    assert tables_called(NONE) == DATASET_TABLES


def test_a_shell_knows_them_too(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, content = file()
    (tmp_path / name).write_bytes(content)
    assert main([str(folder), str(tmp_path / name)]) == 1
    remember(folder, "observations", OWN)
    assert main([str(folder), str(tmp_path / name)]) == 0
    assert "Observations: +1" in capsys.readouterr().out
