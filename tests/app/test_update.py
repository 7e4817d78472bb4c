"""The update part of the data page: off by default, every fault at once, apply, go back."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.errors import Fault, Message
from lib.forms import actions, findings
from lib.forms.warning_list import warnings_csv
from lib.io.geo.layers import open_outlines
from lib.io.store.datasets import open_dataset
from lib.io.store.own_headings import read_headings
from lib.server import update_rights
from lib.server.keys import KEYS
from lib.situation import data
from lib.update.doubts import Doubt
from tests.app.pages import ROOT, Serve, opened, told_faults

OWN_PAGE = {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}
NEW = "N001,,Hà Nội,Ba Đình,Trúc Bạch,model_ward_police,2024,2024,registered,,,2024-05-02,,,,S05,\n"


@pytest.fixture
def outlines(tmp_path: Path, own: Path, serve: Serve) -> Path:
    """Outlines of one's own: the provinces and Hà Nội."""
    del own
    folder = tmp_path / "geo"
    (folder / "wards").mkdir(parents=True)
    for name in ("provinces.geojson", "wards/01.geojson", "areas.csv"):
        shutil.copy(ROOT / "geo" / name, folder / name)
    serve(geo=folder)
    return folder


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dataset of one's own, on a server where its owner may change it."""
    folder = tmp_path / "mine"
    shutil.copytree(ROOT / "data" / "public", folder)
    monkeypatch.setenv("WARD_ATLAS_DATA", str(tmp_path))
    monkeypatch.setenv("WARD_ATLAS_UPDATE", "on")
    at_the_machine = update_rights.Asking(
        OWN_PAGE, KEYS.redeemed(KEYS.new_token()), None, "127.0.0.1"
    )
    monkeypatch.setattr(update_rights, "_asking", lambda: at_the_machine)
    return folder


def header(folder: Path) -> str:
    with (folder / "observations.csv").open(encoding="utf-8") as source:
        return source.readline()


def uploaded(at: AppTest, text: str) -> AppTest:
    at.file_uploader(key="files").upload("observations.csv", text.encode(), "text/csv")
    at.run()
    return at.button(key="check").click().run()


def labels(at: AppTest) -> list[str]:
    return [button.key for button in at.button if button.key]


def test_nobody_may_update_by_default() -> None:
    at = opened("data")
    assert not at.exception
    assert "check" not in labels(at)


def test_every_fault_of_a_file_is_told_and_nothing_can_be_applied(own: Path) -> None:
    before = open_dataset(own).checksum()
    at = opened("data", dataset="mine")
    text = header(own) + NEW.replace("2024-05-02", "31/02/2024").replace("registered,,", "dang,,")
    uploaded(at, text)
    assert not at.exception
    found = [frame.value for frame in at.dataframe if "found" in frame.value.columns]
    assert len(found) == 1
    assert {text.rpartition("(")[2] for text in found[0]["column"]} == {"as_of)", "status)"}
    assert (found[0]["row"] == "2").all()
    assert "apply" not in labels(at)
    assert open_dataset(own).checksum() == before


def test_the_faults_to_take_away_hold_no_formula() -> None:
    fault = Fault("=cmd.csv", 0, "=A1", Message("“x” is not a date"), Message("write a date"))
    text = findings.faults_csv([fault]).decode("utf-8-sig")
    assert text.splitlines()[1].startswith("'=cmd.csv,,'=A1,")


def test_the_warnings_to_take_away_have_each_row_and_hold_no_formula() -> None:
    found = Message("“{value}” is not known", (("value", "=A1"),))
    doubt = Doubt("code-unknown", "counts", "=cmd.csv", "metric", found, (2, 3, 9), ("a", "b", "c"))
    lines = warnings_csv({"code-unknown": [doubt]}).decode("utf-8-sig").splitlines()
    assert [line.split(",")[1:4] for line in lines[1:]] == [
        ["'=cmd.csv", row, "metric"] for row in ("2", "3", "9")
    ]


def test_a_good_file_is_previewed_applied_and_can_be_undone(own: Path) -> None:
    at = opened("data", dataset="mine")
    rows = len(data.dataset("mine").value.tables["observations"])
    before = open_dataset(own).checksum()
    uploaded(at, header(own) + NEW)
    assert not at.exception
    preview = next(frame.value for frame in at.dataframe if "new" in frame.value.columns)
    assert "Phường Trúc Bạch, Quận Ba Đình, TP. Hà Nội" in set(
        preview["new"]
    )  # Trúc Bạch, found by its names
    assert open_dataset(own).checksum() == before
    at.text_input(key="why").input("thử").run()
    at.button(key="apply").click().run()
    assert not at.exception
    assert len(data.dataset("mine").value.tables["observations"]) == rows + 1
    kept = open_dataset(own).versions()
    assert [version.why for version in kept][-1] == "thử"
    at.button(key="restore_ask").click().run()
    assert len(data.dataset("mine").value.tables["observations"]) == rows + 1  # it asks first
    at.text_input(key="restore_why").input("nhầm").run()
    at.button(key="restore_do").click().run()
    assert not at.exception
    assert len(data.dataset("mine").value.tables["observations"]) == rows


def test_a_disk_that_takes_nothing_is_told_and_leaves_the_dataset_as_it_was(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = opened("data", dataset="mine")
    uploaded(at, header(own) + NEW)
    before = open_dataset(own).checksum()
    at.text_input(key="why").input("thử").run()
    whole = os.write
    for code, words in (
        (errno.ENOSPC, "Đĩa đã đầy"),
        (errno.EROFS, "không có quyền ghi"),
    ):

        def half(handle: int, text: bytes, code: int = code) -> int:
            whole(handle, text[: len(text) // 2])
            raise OSError(code, os.strerror(code))

        with monkeypatch.context() as disk:
            disk.setattr(os, "write", half)
            at.button(key="apply").click().run()
        assert any(words in each.value for each in at.error)
        assert open_dataset(own).checksum() == before
    at.button(key="apply").click().run()  # there is room again
    assert not at.error
    assert open_dataset(own).checksum() != before


def test_what_was_checked_cannot_be_applied_once_something_else_is_asked_for(own: Path) -> None:
    at = opened("data", dataset="mine")
    uploaded(at, header(own) + NEW)
    assert "apply" in labels(at)
    at.radio(key="mode").set_value("replace").run()
    assert "apply" not in labels(at)


def test_the_action_itself_is_refused_when_the_right_is_gone(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = opened("data", dataset="mine")
    uploaded(at, header(own) + NEW)
    at.text_input(key="why").input("thử").run()
    before = open_dataset(own).checksum()
    monkeypatch.setattr(update_rights, "may", lambda _act: True)  # the controls stay on screen
    monkeypatch.setenv("WARD_ATLAS_UPDATE", "off")
    at.button(key="apply").click().run()
    assert at.error
    assert open_dataset(own).checksum() == before


def with_outlines(at: AppTest, content: bytes) -> AppTest:
    at.file_uploader(key="outlines").upload("wards.geojson", content, "application/json")
    at.text_input(key="origin").input("Sở Nội vụ").run()
    return at.button(key="check_outlines").click().run()


def test_nobody_may_update_outlines_by_default() -> None:
    assert "check_outlines" not in labels(opened("data"))


def test_outlines_need_an_origin_and_are_previewed_applied_and_undone(outlines: Path) -> None:
    at = opened("data", dataset="mine")
    before = open_outlines(outlines).checksum()
    assert at.button(key="check_outlines").disabled
    with_outlines(at, (outlines / "wards/01.geojson").read_bytes())
    assert not at.exception
    preview = next(frame.value for frame in at.dataframe if "moved" in frame.value.columns)
    assert len(preview) == 126
    assert open_outlines(outlines).checksum() == before
    at.text_input(key="outlines_why").input("thử").run()
    at.button(key="apply_outlines").click().run()
    assert not at.exception
    assert [each.origin for each in data.layers().by_name.values()][1] == "Sở Nội vụ"
    at.button(key="restore_outlines_ask").click().run()
    at.text_input(key="restore_outlines_why").input("nhầm").run()
    at.button(key="restore_outlines_do").click().run()
    assert open_outlines(outlines).checksum() == before


def test_one_ward_with_codes_in_a_column_of_any_name_is_updated_alone(outlines: Path) -> None:
    whole = json.loads((outlines / "wards/01.geojson").read_text(encoding="utf-8"))
    whole["features"] = whole["features"][:1]
    properties = whole["features"][0]["properties"]
    whole["features"][0]["properties"] = {"Mã ĐVHC": properties["key"]}
    at = with_outlines(opened("data", dataset="mine"), json.dumps(whole).encode())
    assert not at.exception
    assert at.selectbox(key="code_column").options == ["Mã ĐVHC"]
    at.button(key="check_outlines").click().run()
    assert "apply_outlines" not in labels(at)  # a province must be complete, unless it is said
    rest = at.selectbox(key="rest")
    rest.set_value(rest.options[1]).run()
    at.button(key="check_outlines").click().run()
    assert not at.exception
    at.text_input(key="outlines_why").input("thử").run()
    at.button(key="apply_outlines").click().run()
    assert not at.exception
    drawn = json.loads((outlines / "wards/01.geojson").read_text(encoding="utf-8"))
    assert len(drawn["features"]) == 126


def test_applying_outlines_is_refused_when_the_right_is_gone(
    outlines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = opened("data", dataset="mine")
    with_outlines(at, (outlines / "wards/01.geojson").read_bytes())
    at.text_input(key="outlines_why").input("thử").run()
    before = open_outlines(outlines).checksum()
    monkeypatch.setattr(update_rights, "may", lambda _act: True)  # the controls stay on screen
    monkeypatch.setenv("WARD_ATLAS_UPDATE", "off")
    at.button(key="apply_outlines").click().run()
    assert at.error
    assert open_outlines(outlines).checksum() == before


def test_a_broken_feature_of_a_layer_is_told_and_the_others_are_drawn(outlines: Path) -> None:
    path = outlines / "wards/01.geojson"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("from2025-00004", "from2025-99999", 1), encoding="utf-8")
    at = opened("map", province="01")
    assert not at.exception
    [fault] = told_faults(at)
    assert fault.startswith("geo/wards/01.geojson: dòng 2, cột key: “from2025-99999”")
    layer = data.layers().get("from2025/01")
    assert layer
    assert len(layer.keys) == 125


def boxes(at: AppTest) -> list[str]:
    return [str(box.key) for box in at.checkbox if str(box.key).startswith("warning_")]


def test_a_warning_must_be_confirmed_before_anything_is_applied(own: Path) -> None:
    at = opened("data", dataset="mine")
    doubtful = NEW.replace("2024-05-02", "2062-06-01").replace("Ba Đình,Trúc Bạch", ",Ngọc Hà")
    uploaded(at, header(own) + doubtful)
    assert not at.exception
    assert boxes(at) == ["warning_date-in-future"]
    rows = next(frame.value for frame in at.dataframe if "doubt" in frame.value.columns)
    assert rows["rows"].tolist() == ["2"]
    assert rows["doubt"].iloc[0].startswith("“01/06/2062” là sau hôm nay (")
    assert at.checkbox(key="warning_date-in-future").label == "Xác nhận: Ngày sau hôm nay: 1 dòng"
    assert "Còn 1 cảnh báo chưa xác nhận · Cần ghi lý do" in [each.value for each in at.caption]
    at.text_input(key="why").input("thử").run()
    assert at.button(key="apply").disabled
    assert "Còn 1 cảnh báo chưa xác nhận" in [each.value for each in at.caption]
    at.checkbox(key="warning_date-in-future").check().run()
    assert not [each.value for each in at.caption if "chưa xác nhận" in each.value]
    assert not at.button(key="apply").disabled
    at.button(key="apply").click().run()
    assert not at.exception
    kept = open_dataset(own).versions()[-1]
    assert (kept.who, list(kept.confirmed)) == ("local", ["date-in-future"])
    assert "1 dòng có ngày trong tương lai, sẽ hiện từ 01/06/2062" in at.success[0].value
    listed = next(f.value for f in at.dataframe if "Cảnh báo đã xác nhận" in f.value.columns)
    assert listed["Cảnh báo đã xác nhận"].iloc[0] == "Ngày sau hôm nay"
    assert listed["Người thực hiện"].iloc[0] == "Người dùng tại máy chủ"
    at.toggle(key="between").set_value(True).run()
    assert at.toggle(key="between").label == "Hiện khác biệt"
    compared = next(f.value for f in at.dataframe if {"old", "new"} <= set(f.value.columns))
    assert {"Đã đăng ký"} <= set(compared["new"])
    assert not [c for c in compared["column"] if "_" in c]


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("2026-11-22T18:05:00+00:00", "23/11/2026 01:05"),
        ("2026-11-22T07:05:00", "22/11/2026 14:05"),
        ("lost", "lost"),
    ],
)
def test_a_moment_is_told_in_the_time_of_viet_nam(kept: str, shown: str) -> None:
    assert actions.moment(kept) == shown


def test_what_was_confirmed_of_one_upload_is_not_confirmed_of_the_next(own: Path) -> None:
    at = opened("data", dataset="mine")
    doubtful = NEW.replace("2024-05-02", "2062-06-01").replace("Ba Đình,Trúc Bạch", ",Ngọc Hà")
    uploaded(at, header(own) + doubtful)
    at.checkbox(key="warning_date-in-future").check().run()
    at.button(key="check").click().run()
    assert not at.checkbox(key="warning_date-in-future").value


def test_a_warning_is_silenced_with_a_reason_and_asked_again(own: Path) -> None:
    at = opened("data", dataset="mine")
    doubtful = NEW.replace("2024-05-02", "2062-06-01").replace("Ba Đình,Trúc Bạch", ",Ngọc Hà")
    uploaded(at, header(own) + doubtful)
    assert at.button(key="silence_date-in-future").disabled
    at.text_input(key="warning_why_date-in-future").input("kế hoạch dài hạn").run()
    at.button(key="silence_date-in-future").click().run()
    assert not at.exception
    assert boxes(at) == []
    listed = next(frame.value for frame in at.dataframe if "Người tắt" in frame.value.columns)
    assert listed["Lý do"].tolist() == ["kế hoạch dài hạn"]
    at.multiselect(key="silenced_mine").set_value([0]).run()
    at.button(key="revoke_mine").click().run()
    assert not at.exception
    assert boxes(at) == ["warning_date-in-future"]


def test_a_replace_that_removes_much_is_typed_out(own: Path) -> None:
    at = opened("data", dataset="mine")
    lines = (own / "targets.csv").read_text(encoding="utf-8").splitlines()
    at.radio(key="mode").set_value("replace").run()
    at.file_uploader(key="files").upload(
        "targets.csv", "\n".join(lines[: len(lines) // 4]).encode(), "text/csv"
    )
    at.run()
    at.button(key="check").click().run()
    shown = next(frame.value for frame in at.dataframe if "new" in frame.value.columns)
    assert set(shown["kind"]) == {"xóa bỏ"}
    at.text_input(key="why").input("thử").run()
    at.checkbox(key="warning_rows-gone").check().run()
    assert at.button(key="apply").disabled
    gone = len(lines) - len(lines) // 4
    at.text_input(key="typed").input(str(gone + 1)).run()
    assert at.button(key="apply").disabled
    at.text_input(key="typed").input(str(gone)).run()
    at.button(key="apply").click().run()
    assert not at.exception
    assert len(data.dataset("mine").value.tables["targets"]) == len(lines) // 4 - 1


def test_warnings_beside_errors_are_told_and_not_asked(own: Path) -> None:
    at = opened("data", dataset="mine")
    target = "N9,from2025-01,,model_ward_police,2030,count_of_wards,500,,S05,\n"
    head = (own / "targets.csv").read_text(encoding="utf-8").splitlines()[0]
    wrong = header(own) + NEW.replace("2024-05-02", "31/02/2024")
    at.file_uploader(key="files").upload("observations.csv", wrong.encode(), "text/csv")
    at.file_uploader(key="files").upload("targets.csv", f"{head}\n{target}".encode(), "text/csv")
    at.run()
    at.button(key="check").click().run()
    assert not at.exception
    rows = next(frame.value for frame in at.dataframe if "doubt" in frame.value.columns)
    assert rows["file"].tolist() == ["targets.csv"]
    assert boxes(at) == []
    assert "apply" not in labels(at)


def test_an_unknown_heading_is_asked_about_once(own: Path) -> None:
    at = opened("data", dataset="mine")
    text = header(own).replace(",status,", ",Kết luận,") + NEW
    uploaded(at, text)
    assert "apply" not in labels(at)
    assert at.button(key="remember").disabled
    at.selectbox(key="heading_observations_Kết luận").select("status").run()
    at.button(key="remember").click().run()
    assert not at.exception
    assert "apply" in labels(at)
    assert read_headings(own) == {"observations": {"Kết luận": "status"}}
    at.button(key="check").click().run()
    assert "apply" in labels(at)
    at.multiselect(key="headings_mine").select(0).run()
    at.button(key="forget_mine").click().run()
    assert read_headings(own) == {}
