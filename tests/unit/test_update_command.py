"""The command line: what it says, its exit codes, and a watched folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lib.io.store.versions import versions
from lib.update.__main__ import main
from lib.update.command import Order
from lib.update.watched_folder import new_files, watch
from tests.fixtures.doubtful_files import SOURCES, csv, observed
from tests.fixtures.folders import make_dataset

ROOT = Path(__file__).resolve().parents[2]
GOOD = csv("observations", observed(1))[1]
DOUBTFUL = csv("observations", observed(1, as_of="2062-10-31"))[1]
WRONG = csv("observations", observed(1, as_of="2026-02-31"))[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_dataset(tmp_path / "probe", sources=SOURCES)


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "lib.update", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        timeout=120,
        check=False,
    )


def written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def test_it_is_run_by_a_shell(folder: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "in/observations.csv", DOUBTFUL)
    done = command(folder, file, "--lang", "vi")
    assert (done.returncode, done.stderr) == (2, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "Ngày sau hôm nay (date-in-future): 1 dòng · chờ xác nhận"
    assert lines[1].startswith(
        "  observations.csv 2, cột Ngày của số liệu (as_of): “31/10/2062” là sau hôm nay ("
    )
    assert lines[-1] == "  + Thông tin ghi nhận N1 Phường Ba Đình, TP. Hà Nội"
    done = command(
        folder, file, "--accept", "date-in-future", "--apply", "--why", "quý IV", "--who", "Sở"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("Applied. This is now version 2;")
    kept = versions(folder)[-1]
    assert (kept.who, kept.why, list(kept.confirmed)) == ("Sở", "quý IV", ["date-in-future"])


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (GOOD, 0, "Observations: +1"),
        (DOUBTFUL, 2, "Date after today (date-in-future): 1 row · to be confirmed"),
        (
            WRONG,
            1,
            "observations.csv row 2, column Date of the figure (as_of): “2026-02-31” is not a date",
        ),
    ],
    ids=["good", "doubtful", "wrong"],
)
def test_the_exit_code_says_what_was_found(
    content: bytes,
    code: int,
    said: str,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = written(tmp_path / "in/observations.csv", content)
    asked = ["--apply", "--why", "thử", "--who", "Sở"]
    assert main([str(folder), str(file)]) == code
    assert said in capsys.readouterr().out
    assert versions(folder) == []  # nothing is applied that was not asked for
    assert main([str(folder), str(file), *asked]) == code
    assert len(versions(folder)) == (2 if code == 0 else 0)


def test_a_replace_wants_the_number_of_rows_that_go(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(written(tmp_path / "in/observations.csv", GOOD))
    asked = [str(folder), file, "--replace", "--accept", "rows-gone"]
    asked += ["--apply", "--why", "thử", "--who", "Sở"]
    assert main(asked) == 1
    assert "the number of rows that go, 3," in capsys.readouterr().out
    assert main([*asked, "--removing", "3"]) == 0


@pytest.mark.parametrize(
    "arguments",
    [[], ["x.csv", "--apply"], ["x.csv", "--accept", "no-such-kind"], ["x.csv", "--watch", "."]],
)
def test_a_wrong_command_has_a_code_of_its_own(arguments: list[str], folder: Path) -> None:
    with pytest.raises(SystemExit) as told:
        main([str(folder), *arguments])
    assert told.value.code == 64


def test_a_dataset_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-such-dataset", "x.csv"]) == 1
    assert "no-such-dataset" in capsys.readouterr().err


def test_a_watched_folder_is_emptied_file_by_file(folder: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    written(shared / "a-observations (1).csv", WRONG)
    written(shared / "observations.csv", GOOD)
    written(shared / "~$observations.xlsx", b"lock")
    (shared / "link.csv").symlink_to(shared / "observations.csv")
    written(shared / "done" / "observations.csv", b"of last month")
    taken = list(watch(shared, Order(folder), once=True))
    assert [(path.relative_to(shared).as_posix(), code) for path, code in taken] == [
        ("refused/a-observations (1).csv", 1),
        ("done/observations-2.csv", 0),
    ]
    assert (shared / "done/observations.csv").read_bytes() == b"of last month"
    report = shared / "refused/a-observations (1).csv.report.txt"
    assert "“2026-02-31”" in report.read_text(encoding="utf-8")
    assert versions(folder) == []  # only with --apply
    left = {path.name for path in shared.iterdir() if not path.is_dir()}
    assert left == {"~$observations.xlsx", "link.csv", ".ward-atlas.lock"}


def test_a_watched_folder_applies_only_when_asked(folder: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    written(shared / "observations.csv", GOOD)
    done = command(
        folder, "--watch", shared, "--once", "--apply", "--why", "tháng 10", "--who", "Sở"
    )
    assert (done.returncode, done.stdout) == (0, "done/observations.csv: 0\n")
    assert [each.why for each in versions(folder)][1:] == ["tháng 10"]
    report = (shared / "done/observations.csv.report.txt").read_text(encoding="utf-8")
    assert "Applied. This is now version 2;" in report


def test_a_file_that_is_still_written_is_left_for_the_next_look(tmp_path: Path) -> None:
    path = written(tmp_path / "shared/observations.csv", GOOD)
    assert new_files(tmp_path / "shared") == []
    os.utime(path, (path.stat().st_mtime - 10,) * 2)
    assert new_files(tmp_path / "shared") == [path]
