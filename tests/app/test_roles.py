"""Each act pressed on the page by each role, also where its control should not be there."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.errors import Message
from lib.io.geo.layers import open_outlines
from lib.io.geo.proposals import OutlineProposal
from lib.io.store.briefing_files import open_briefing
from lib.io.store.datasets import open_dataset, read_dataset
from lib.io.store.own_headings import remember
from lib.io.store.pending import Pending, keep_pending
from lib.server import update_rights
from lib.server.roles import Act, Rights
from lib.situation import data
from lib.update.changes import checked
from lib.update.doubts import Doubt
from lib.update.outline_changes import OutlineChange
from lib.update.silenced import silence
from tests.app.pages import Serve
from tests.fixtures.doubtful_files import SOURCES, TODAY, csv, observed
from tests.fixtures.folders import make_dataset

ROLES = {
    "of Huế": Rights("hue@a.vn", ("from2025-46",), approves=False),
    "approver": Rights("head@a.vn", (), approves=True),
    "editor": Rights("all@a.vn", None, approves=False),
}
PRESSED = {
    Act.CHANGE: "apply",
    Act.GO_BACK: "restore_do",
    Act.APPROVE: "approve_1",
    Act.DECLINE: "decline_2",
    Act.OUTLINES: "apply_outlines",
    Act.OUTLINES_BACK: "restore_outlines_do",
    Act.HEADINGS: "forget_mine",
    Act.SILENCE: "revoke_mine",
    Act.BRIEFING: "back_quy-3",
}
"""The button of each act that writes; those that read are tried on a running server."""
ALLOWED = {"of Huế": (), "approver": (Act.DECLINE, Act.APPROVE),
           "editor": tuple(set(PRESSED) - {Act.APPROVE, Act.DECLINE})}  # fmt: skip
"""What is not refused. Of Huế all is: rows, outlines, briefing and proposals are of others."""


def page() -> None:
    from lib.forms import boundaries, briefing_choice, update

    update.update_card("mine")
    boundaries.boundary_card()
    briefing_choice._removed("mine")


@pytest.fixture
def folder(tmp_path: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dataset of others in which every act has something to do, beside its outlines."""
    folder, geo = make_dataset(tmp_path / "mine", sources=SOURCES), tmp_path / "geo"
    stored = open_dataset(folder)
    rows = (folder / "observations.csv").read_bytes().replace(b"in_progress", b"registered")
    stored.apply({"observations.csv": rows}, who="all@a.vn", why="1", base=stored.checksum())
    remember(folder, "observations", {"Kết quả": "status"})
    silence(folder, [doubt()], who="all@a.vn", why="known")
    briefing = open_briefing(folder, "quy-3")
    briefing.apply({"briefing.json": b"{}"}, who="all@a.vn", why="1", base=briefing.checksum())
    briefing.apply({}, who="all@a.vn", why="2", base=briefing.checksum())
    (geo / "wards").mkdir(parents=True)
    outlines = open_outlines(geo)
    for text in (b"key,km2\n", b"key,km2\nb,1\n"):
        outlines.apply({"areas.csv": text}, who="a", why="1", base=outlines.checksum())
    monkeypatch.setenv("WARD_ATLAS_UPDATE", "on")
    serve(data=tmp_path, geo=geo)
    base = stored.checksum()
    for _number in (1, 2):
        keep_pending(folder, {}, Pending(0, "", "other@a.vn", "2", base, {}, back_to=1))
    return folder


def doubt() -> Doubt:
    message = Message("{value}").filled(value="x")
    return Doubt("code-unknown", "counts", "a.csv", "metric", message, (2,), ("N01",))


def content(folder: Path) -> dict[Path, bytes]:
    files = [each for each in folder.parent.rglob("*") if each.is_file() and each.name != "lock"]
    return {each: each.read_bytes() for each in files}


def shown(folder: Path) -> AppTest:
    """The page with something to apply and a way back asked for, whatever the role."""
    at = AppTest.from_function(page, default_timeout=60)
    dataset = read_dataset(folder, data.unit_tables().value)
    geo = data.geo_folder()
    units = pd.DataFrame({
        "key": ["from2025-00004"], "name": "Ba Đình", "province": "Hà Nội",
        "province_key": "from2025-01", "kind": "same", "old_km2": 1.0, "new_km2": 2.0, "moved": 0.1,
    })  # fmt: skip
    at.session_state["change"] = checked(
        dataset, [csv("observations", observed(2))], "add", today=TODAY
    )
    at.session_state["outline_change"] = OutlineChange(
        OutlineProposal(
            "a", "from2025", open_outlines(geo).checksum(), {"areas.csv": b"key,km2\na,1\n"}, units
        ),
        (),
    )
    for key in ("why", "outlines_why", "decide_1", "decide_2", "restore_why",
                "restore_outlines_why"):  # fmt: skip
        at.session_state[key] = "why"
    at.session_state["headings_mine"], at.session_state["silenced_mine"] = [0], [0]
    return at.run()


def pressed(at: AppTest, key: str) -> AppTest:
    """A button pressed; one in a dialogue that asks first is asked for."""
    dialogue = key.removesuffix("_do")
    if dialogue != key:
        at.session_state[f"{dialogue}_asked"] = 2 if "outlines" in key else 1
        at.run()
    at.button(key=key).click().run()
    if dialogue != key and f"{dialogue}_asked" in at.session_state:
        del at.session_state[f"{dialogue}_asked"]
    return at


@pytest.mark.parametrize("role", ROLES)
def test_every_act_is_refused_in_words_by_the_act_itself(
    role: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(PRESSED) == set(Act) - {Act.LOOK, Act.CHECK}
    monkeypatch.setattr(update_rights, "may", lambda _act: True)  # whatever is on screen
    monkeypatch.setattr(update_rights, "rights_now", lambda: Rights("any@a.vn"))
    me = {"now": ROLES["editor"]}
    monkeypatch.setattr(update_rights, "_rights", lambda _asking: me["now"])
    at = shown(folder)
    before = content(folder)
    me["now"] = ROLES[role]
    for act, key in PRESSED.items():
        if act not in ALLOWED[role]:
            pressed(at, key)
            assert not at.exception
            assert any("ài khoản này" in each.value for each in at.error), act
            assert content(folder) == before, act
