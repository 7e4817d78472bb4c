"""Checked layers are kept, and found again only by their own content and whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.io.geo.kept_layers import Checked, keep_layer, kept_layer

FOUND = Checked(b"packed\nbytes", frozenset({"from2025-00004"}), (105.0, 21.0, 106.0, 22.0))


def test_a_kept_layer_is_found_again_alike(tmp_path: Path) -> None:
    keep_layer(tmp_path, "a" * 64, FOUND)
    assert kept_layer(tmp_path, "a" * 64) == FOUND
    assert kept_layer(tmp_path, "b" * 64) is None


@pytest.mark.parametrize("content", [b"", b"no head", b"{}\npacked", b"[1]\nx"])
def test_a_broken_kept_layer_is_not_used(tmp_path: Path, content: bytes) -> None:
    keep_layer(tmp_path, "a" * 64, FOUND)
    (kept,) = (tmp_path / "layers").iterdir()
    kept.write_bytes(content)
    assert kept_layer(tmp_path, "a" * 64) is None


def test_a_kept_layer_that_was_cut_off_is_not_used(tmp_path: Path) -> None:
    keep_layer(tmp_path, "a" * 64, FOUND)
    (kept,) = (tmp_path / "layers").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert kept_layer(tmp_path, "a" * 64) is None


def test_a_folder_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    keep_layer(tmp_path / "cache", "a" * 64, FOUND)
    assert kept_layer(tmp_path / "cache", "a" * 64) is None
