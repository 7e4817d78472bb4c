"""``python -m lib.briefing``: files by their ending, or every fault named and nothing written."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from lib.briefing.__main__ import main
from lib.briefing.briefing_text import written
from lib.briefing.templates import from_template
from lib.clock import today


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = from_template("pilots", "public", today(), "en")
    path = tmp_path / "pilots.json"
    path.write_bytes(written(made.but(scenes=made.scenes[:2])))
    return path


def test_the_ending_decides_what_is_made(file: Path) -> None:
    out = file.parent / "out" / "pilots.zip"
    assert main([str(file), "--out", str(out)]) == 0
    with zipfile.ZipFile(out) as archive:
        kinds = {Path(name).suffix: archive.read(name)[:4] for name in archive.namelist()}
    assert kinds == {".pptx": b"PK\x03\x04", ".pdf": b"%PDF", ".xlsx": b"PK\x03\x04"}
    assert [path.name for path in out.parent.iterdir()] == ["pilots.zip"]


def test_a_province_of_a_template_stands_in_the_title(tmp_path: Path) -> None:
    out = tmp_path / "deck.pptx"
    asked = ["--template", "place", "--province", "01", "--dataset", "demo", "--lang", "en"]
    assert main([*asked, "--as-of", "2026-11-25", "--out", str(out)]) == 0
    show = Presentation(str(out))
    assert "Hà Nội" in show.core_properties.title
    feet = [s.text_frame.text for slide in show.slides for s in slide.shapes if s.name == "wa:foot"]
    assert all("Hà Nội" in foot for foot in feet)


def test_every_fault_is_named_and_nothing_written(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = json.loads(file.read_text(encoding="utf-8"))
    content["as_of"] = "2026-13-01"
    content["scenes"][0]["address"] = "nowhere?x=1"
    file.write_text(json.dumps(content), encoding="utf-8")
    out = file.parent / "deck.pptx"
    assert main([str(file), "--out", str(out)]) == 1
    told = capsys.readouterr().err
    assert "as_of" in told
    assert "nowhere" in told
    assert not out.exists()


def test_a_scene_that_cannot_be_shown_stops_the_file(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = json.loads(file.read_text(encoding="utf-8"))
    content["scenes"][0]["address"] = "map?province=98&asof=2026-01-01&dataset=public"
    file.write_text(json.dumps(content), encoding="utf-8")
    out = file.parent / "deck.pdf"
    assert main([str(file), "--out", str(out)]) == 1
    assert "province=98" in capsys.readouterr().err
    assert not out.exists()


def test_an_interrupted_export_leaves_no_half_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_ignored: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("lib.io.store.whole_files.os.write", interrupted)
    before = sorted(file.parent.iterdir())
    assert main([str(file), "--out", str(file.parent / "deck.xlsx")]) == 130
    assert sorted(file.parent.iterdir()) == before


@pytest.mark.parametrize(
    "asked",
    [
        ["--out", "x.pptx"],
        ["a.json", "--template", "national", "--out", "x.pptx"],
        ["a.json", "--out", "x.doc"],
        ["--template", "national", "--province", "01", "--out", "x.pdf"],
    ],
)
def test_an_order_that_is_not_understood_says_how_it_is_given(asked: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(asked)
    assert stopped.value.code == 64
