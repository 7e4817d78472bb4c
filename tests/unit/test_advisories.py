"""Advisories about locked packages are found in a file, without a network."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tools import advisories
from tools.licences import LOCK, locked


def record(name: str, events: list[dict[str, str]], **more: Any) -> dict[str, Any]:
    """An advisory as OSV writes it."""
    ranges = [{"type": "ECOSYSTEM", "events": events}]
    affected = {"package": {"ecosystem": "PyPI", "name": name}, "ranges": ranges}
    return {
        "id": "PYSEC-2026-1",
        "aliases": ["CVE-2026-1"],
        "summary": "Reads beyond the end",
        "modified": "2026-11-20T08:00:00Z",
        "affected": [affected],
        **more,
    }


def packed(folder: Path, *told: Mapping[str, Any]) -> Path:
    file = folder / "PyPI.zip"
    with zipfile.ZipFile(file, "w") as target:
        for place, each in enumerate(told):
            target.writestr(f"{place}.json", json.dumps(each))
    return file


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    written = tmp_path / "some.lock"
    written.write_text(
        "# made by a tool\n"
        'some-server==1.4.2 ; python_version >= "3.11" \\\n    --hash=sha256:00\n    # via app\n',
        encoding="utf-8",
    )
    return written


@pytest.mark.parametrize(
    ("events", "hit"),
    [
        ([{"introduced": "0"}, {"fixed": "1.4.3"}], True),
        ([{"introduced": "0"}, {"fixed": "1.4.2"}], False),
        ([{"introduced": "1.4.2"}], True),
        ([{"introduced": "1.4.10"}], False),  # 10 comes after 2
        ([{"introduced": "0"}, {"last_affected": "1.4.2"}], True),
        ([{"introduced": "0"}, {"last_affected": "1.4.1"}], False),
        (
            [{"introduced": "0"}, {"fixed": "1.2"}, {"introduced": "1.4"}, {"fixed": "1.5"}],
            True,
        ),
        (
            [{"introduced": "1.5"}, {"fixed": "1.6"}, {"introduced": "0"}, {"fixed": "1.4"}],
            False,
        ),
    ],
)
def test_a_locked_version_is_found_when_it_lies_in_a_range(
    events: list[dict[str, str]], hit: bool
) -> None:
    advice = advisories.findings({"some-server": "1.4.2"}, [record("Some_Server", events)])
    assert bool(advice) == hit


def test_a_listed_version_counts_and_a_withdrawn_advisory_does_not() -> None:
    listed = record("some-server", [])
    listed["affected"][0]["versions"] = ["a-bad-one", "1.4.2"]
    pins = {"some-server": "1.4.2"}
    assert advisories.findings(pins, [listed])
    assert advisories.findings(pins, [{**listed, "withdrawn": "2026-11-21T00:00:00Z"}]) == []


def test_the_command_says_package_advisory_and_where_it_is_mended(
    tmp_path: Path, lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = packed(tmp_path, record("some-server", [{"introduced": "0"}, {"fixed": "1.4.3"}]))
    assert advisories.main([str(file), "--lock", str(lock)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "some-server 1.4.2: PYSEC-2026-1, CVE-2026-1: Reads beyond the end (mended in 1.4.3)",
        "1 against 1 locked packages; 1 advisories, the newest of 2026-11-20",
    ]
    file = packed(tmp_path, record("another", [{"introduced": "0"}]))
    assert advisories.main([str(file), "--lock", str(lock)]) == 0


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_says_nothing_is_no_good_news(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "PyPI.zip"
    file.write_bytes(content)
    assert advisories.main([str(file)]) == 2
    assert "PyPI.zip" in capsys.readouterr().err


def test_the_lock_of_the_product_is_read_whole() -> None:
    pins = locked(LOCK)
    assert {"streamlit", "starlette", "pandas", "authlib"} <= set(pins)
    assert len(pins) > 50
