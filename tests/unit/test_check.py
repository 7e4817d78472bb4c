"""The checker's lines and exit codes, as an analyst sees them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lib.io.check import main
from tests.fixtures.folders import changed, make_dataset, make_units


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    make_units(Path("data/units"))
    return Path("data")


def test_a_good_dataset_is_counted(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_dataset(data / "probe")
    assert main(["data/probe"]) == 0
    assert capsys.readouterr().out == "OK: 9 tables, 14 rows\n"


def test_the_list_of_units_is_checked_by_itself(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["data/units"]) == 0
    assert capsys.readouterr().out == "OK: 2 tables, 4 rows\n"


def test_each_fault_is_one_line_that_names_file_row_and_column(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    targets = changed("targets", "2025-12-31", "31/12/2025")
    counts = changed("counts", ",5,S01", ",năm,S77")
    make_dataset(data / "probe", targets=targets, counts=counts)
    assert main(["data/probe"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "data/probe/targets.csv: row 3, column target_date: “31/12/2025” is not a date "
        "(write 2025-12-31)",
        "data/probe/counts.csv: row 2, column value: “năm” is not a number "
        "(write a number such as 12.5)",
        "data/probe/counts.csv: row 2, column source_id: “S77” is not in table sources "
        "(add it there, or correct it here)",
    ]


def test_a_missing_folder_is_a_fault(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(data / "nowhere")]) == 1
    assert capsys.readouterr().out == (
        "data/nowhere: there is no such folder (a folder with datapackage.json and its tables)\n"
    )


def test_missing_units_are_a_fault(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_dataset(data / "probe")
    assert main(["data/probe", "--units", "other/units"]) == 1
    assert capsys.readouterr().out == (
        "other/units: there is no such folder (a folder with datapackage.json and its tables)\n"
    )


def test_faulty_units_are_told_once(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_dataset(data / "probe")
    make_units(Path("bad/units"), units=changed("units", "until2025-00019,1", "00019,1"))
    assert main(["data/probe", "--units", "bad/units"]) == 1
    assert capsys.readouterr().out == (
        "bad/units: the list of units itself has errors (check that folder first)\n"
    )


def test_units_are_found_beside_the_dataset(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_dataset(data / "probe", targets=changed("targets", "until2025-01", "until2025-79"))
    assert main(["data/probe"]) == 1
    assert "“until2025-79” is not in the list of units" in capsys.readouterr().out


def test_the_command_ends_with_its_exit_code_and_without_a_traceback(data: Path) -> None:
    root = Path(__file__).parents[2]
    folder = make_dataset(data / "probe", counts=changed("counts", "national", "cả nước"))
    done = subprocess.run(
        [sys.executable, "-m", "lib.io.check", str(folder.resolve())],
        cwd=root,
        env={"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == ""
    assert "column scope_key: \\u201cc\\u1ea3 n\\u01b0\\u1edbc\\u201d is not in" in done.stdout
