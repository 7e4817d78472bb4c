"""Large tables are kept parsed and found again only when nothing has changed."""

from __future__ import annotations

import time
from pathlib import Path

import pandas as pd
import pytest

from lib.io.store import parsed_tables as parsed
from lib.io.store.datasets import UnitTables, read_dataset, read_units
from lib.io.store.kept_files import default_folder
from lib.io.tables.contracts import Table
from lib.io.tables.criteria import ASSESSMENTS
from lib.io.tables.row_checks import empty_frame
from tests.fixtures.folders import GOOD, make_dataset, make_units


@pytest.fixture
def units(tmp_path: Path) -> UnitTables:
    return read_units(make_units(tmp_path / "units"))


@pytest.fixture
def all_count_as_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsed, "LARGE_BYTES", {".csv": 1, ".parquet": 1})
    monkeypatch.setattr(parsed, "LARGE_ROWS", 300)


def many_assessments(rows: int) -> str:
    results = ("met", "not_met", "not_assessed", "not_applicable")
    lines = [
        f"until2025-00019,CS2021,{row % 20 + 1},20{22 + row // 240}-{row // 20 % 12 + 1:02}-28,"
        f"{results[row % 4]},met,S01"
        for row in range(rows)
    ]
    return "\n".join([GOOD["assessments"].splitlines()[0], *lines, ""])


@pytest.mark.usefixtures("all_count_as_large")
def test_a_large_table_is_kept_parsed_and_found_again_alike(
    tmp_path: Path, units: UnitTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_dataset(tmp_path / "probe", assessments=many_assessments(300))
    first = read_dataset(folder, units, cache=tmp_path / "cache").tables["assessments"]
    assert len(list((tmp_path / "cache" / "tables").glob("assessments-*.arrow"))) == 1
    used = []
    kept_frame = parsed.kept_frame

    def spied(cache: Path, digest: str, table: Table) -> pd.DataFrame | None:
        used.append(kept_frame(cache, digest, table))
        return used[-1]

    monkeypatch.setattr(parsed, "kept_frame", spied)
    again = read_dataset(folder, units, cache=tmp_path / "cache").tables["assessments"]
    assert any(frame is again for frame in used)
    pd.testing.assert_frame_equal(again, first)
    assert again["claimed"].cat.categories.tolist() == first["claimed"].cat.categories.tolist()


@pytest.mark.usefixtures("all_count_as_large")
@pytest.mark.parametrize("content", [b"", b"ARROW1 but not really", None])
def test_a_broken_kept_table_is_made_anew(
    content: bytes | None, tmp_path: Path, units: UnitTables
) -> None:
    folder = make_dataset(tmp_path / "probe", assessments=many_assessments(300))
    cache = tmp_path / "cache"
    first = read_dataset(folder, units, cache=cache).tables["assessments"]
    (kept,) = (cache / "tables").glob("*.arrow")
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2] if content is None else content)
    again = read_dataset(folder, units, cache=cache).tables["assessments"]
    pd.testing.assert_frame_equal(again, first)
    assert len(kept.read_bytes()) == len(whole)


def test_a_kept_table_of_another_content_is_not_found(tmp_path: Path) -> None:
    parsed.keep_frame(tmp_path, "a", ASSESSMENTS, empty_frame(ASSESSMENTS))
    assert parsed.kept_frame(tmp_path, "a", ASSESSMENTS) is not None
    assert parsed.kept_frame(tmp_path, "b", ASSESSMENTS) is None


def test_a_kept_frame_of_other_types_is_not_used(tmp_path: Path) -> None:
    parsed.keep_frame(tmp_path, "a", ASSESSMENTS, pd.DataFrame({"unit_key": [1]}))
    assert parsed.kept_frame(tmp_path, "a", ASSESSMENTS) is None


def test_only_the_newest_kept_tables_stay(tmp_path: Path) -> None:
    for number in range(27):
        parsed.keep_frame(tmp_path, f"{number}", ASSESSMENTS, empty_frame(ASSESSMENTS))
        time.sleep(0.002)
    assert len(list((tmp_path / "tables").iterdir())) == 24
    assert parsed.kept_frame(tmp_path, "26", ASSESSMENTS) is not None


@pytest.mark.usefixtures("all_count_as_large")
def test_a_cache_that_cannot_be_written_changes_nothing(tmp_path: Path, units: UnitTables) -> None:
    folder = make_dataset(tmp_path / "probe", assessments=many_assessments(300))
    (tmp_path / "cache").write_text("a file where a folder should be")
    dataset = read_dataset(folder, units, cache=tmp_path / "cache")
    assert len(dataset.tables["assessments"]) == 300
    assert dataset.faults == ()


def test_the_cache_stands_where_the_system_keeps_caches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "ward-atlas"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert default_folder().name == ".cache"
