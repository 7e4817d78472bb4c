"""The page of briefings without a browser: made, changed, carried by the link, shown, saved."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib import clock
from lib.briefing.briefing import Briefing, Scene
from lib.briefing.briefing_text import written
from lib.briefing.drafts import packed
from lib.briefing.jobs import Job
from lib.briefing.kept import read_kept, save, with_figures
from lib.briefing.told import told
from lib.cards.card import numbers
from lib.draw.pptx.handed_back.changes import Change
from lib.draw.pptx.handed_back.deck import NOT_A_DECK
from lib.forms.handed_back import Deck
from lib.io.store.datasets import open_dataset
from lib.server import update_rights
from lib.server.roles import Rights
from lib.situation import data
from tests.app.pages import (
    LANGUAGES,
    ROOT,
    Serve,
    assert_stands,
    opened,
    serve_other_folders,
    words,
)

DAY = "2026-07-25"


def made(*cards: str, checksum: str = "", title: str = "") -> Briefing:
    scenes = tuple(
        Scene(f"overview?asof={DAY}&dataset=public", card, title, figures={"recognised": 99_999})
        for card in cards
    )
    found = checksum or data.dataset("public").value.checksum
    return Briefing("weekly", "Weekly", "public", found, clock.today(), "en", scenes)


def with_draft(briefing: Briefing, lang: str = "en", **query: str) -> AppTest:
    return opened("briefing", lang, draft=packed(briefing), **query)


def counted(at: AppTest) -> int:
    """Scenes that are listed."""
    return sum(str(button.key).startswith("out_") for button in at.button)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_template_makes_a_briefing_that_the_link_carries(lang: str) -> None:
    at = opened("briefing", lang, asof=DAY)
    assert_stands(at)
    at.selectbox(key="template").select("pilots").run()
    at.button(key="make_briefing").click().run()
    assert_stands(at)
    scenes = counted(at)
    assert scenes >= 4
    again = opened("briefing", lang, draft=at.query_params["draft"])
    assert_stands(again)
    assert counted(again) == scenes


def test_scenes_are_moved_taken_out_and_given_a_headline() -> None:
    at = with_draft(made("figures", "places", "next"))
    at.button(key="down_0").click().run()
    at.button(key="out_2").click().run()
    box = next(each for each in at.text_input if each.key and each.key.startswith("title_"))
    box.set_value("Now {figures.recognised} recognised").run()
    assert_stands(at)
    found = at.session_state["desk"].briefing.scenes
    assert [each.card for each in found] == ["places", "figures"]
    assert found[0].title == "Now {figures.recognised} recognised"
    assert "1. Now " in words(at)
    assert "{figures.recognised} recognised" not in words(at)


def test_a_card_of_any_page_is_added_with_everything_that_is_chosen() -> None:
    at = opened("overview", "en", dataset="public", asof=DAY, province="01", number="places.menu")
    at.button(key="menu_add").click().run()
    assert "the briefing has 1 scene" in at.success[0].value
    at.button(key="menu_open").click().run()
    assert_stands(at)
    assert "Hà Nội" in words(at)


@pytest.mark.parametrize("text", ["x", "eJw", "A" * 5000])
def test_a_link_that_holds_no_briefing_is_said(text: str) -> None:
    at = opened("briefing", "en", draft=text)
    assert_stands(at)
    assert "draft=" in words(at)
    assert at.button(key="make_briefing")


def test_data_that_is_no_longer_kept_is_said_and_shown_as_now() -> None:
    at = with_draft(made("figures", checksum="0123456789ab"))
    assert_stands(at)
    assert "no longer kept" in words(at)
    at.button(key="show").click().run()
    assert_stands(at)
    assert "1 / 1" in words(at)


def test_a_scene_that_is_gone_says_so_and_the_show_goes_on() -> None:
    gone = Scene("ward?ward=until2025-99999&dataset=public", "ladder")
    briefing = made("figures")
    at = with_draft(briefing.but(scenes=(gone, *briefing.scenes)), present="1")
    assert_stands(at)
    assert "This scene cannot be shown" in words(at)
    assert "ward=until2025-99999" in words(at)
    at.button(key="stage_next").click().run()
    assert "2 / 2" in words(at)
    at.button(key="stage_all").click().run()
    assert_stands(at)
    at.button(key="glance_2").click().run()
    assert at.query_params["screen"] == "2"


def test_a_number_changed_since_is_listed_and_the_headline_marked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    at = editor_of(monkeypatch, tmp_path, made("figures", title="Now {figures.recognised}"))
    at.query_params["briefing"] = "weekly"
    at.run()
    assert_stands(at)
    assert "it is now" in words(at)


def editor_of(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, briefing: Briefing | None = None
) -> AppTest:
    """The page for somebody who may save, with a dataset of their own."""
    shutil.copytree(ROOT / "data" / "public", tmp_path / "public")
    serve: Serve = lambda **folders: serve_other_folders(monkeypatch, **folders)  # noqa: E731
    serve(data=tmp_path)
    monkeypatch.setattr(update_rights, "may", lambda _act: True)
    monkeypatch.setattr(update_rights, "rights", lambda _act: Rights("an editor"))
    if briefing:
        base = read_kept("public", briefing.name).base
        save(briefing, who="another", why="saved", base=base)
    return opened("briefing", "en", dataset="public", asof=DAY)


def test_what_is_saved_has_versions_and_the_second_writer_is_told_what_differs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    at = editor_of(monkeypatch, tmp_path)
    at.selectbox(key="template").select("pilots").run()
    at.button(key="make_briefing").click().run()
    at.button(key="save").click().run()
    assert_stands(at)
    name = at.query_params["briefing"]
    assert "draft" not in at.query_params
    stored = read_kept("public", name)
    assert stored.briefing is not None
    assert all(scene.figures is not None for scene in stored.briefing.scenes)
    checksum = data.dataset("public").value.checksum
    save(stored.briefing.but(title="Theirs"), who="another", why="saved", base=stored.base)
    at.text_input(key=f"briefing_title_{name}").set_value("Mine").run()
    at.button(key="save").click().run()
    assert "someone else saved this briefing meanwhile" in at.error[0].value
    assert "the title is “Theirs”, yours is “Mine”" in words(at)
    at.button(key="save_over").click().run()
    assert_stands(at)
    now = read_kept("public", name).briefing
    assert now is not None
    assert now.title == "Mine"
    assert data.dataset("public").value.checksum == checksum
    history = tmp_path / "public" / "briefings" / name / "history" / "versions"
    assert len(list(history.glob("*.json"))) == 4  # nothing, ours, theirs, ours again
    reopened = opened("briefing", "en", dataset="public", briefing=name)
    reopened.button(key="remove").click().run()
    reopened.button(key="remove_now").click().run()
    assert_stands(reopened)
    assert read_kept("public", name).briefing is None
    reopened.button(key=f"back_{name}").click().run()
    assert_stands(reopened)
    assert read_kept("public", name).briefing == now


def test_a_change_carried_over_a_reload_is_still_the_second_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = made("figures")
    at = editor_of(monkeypatch, tmp_path, first)
    at.button(key="open_weekly").click().run()
    at.text_input(key="briefing_title_weekly").set_value("Mine").run()
    link = {name: at.query_params[name] for name in ("briefing", "draft")}
    stored = read_kept("public", "weekly")
    save(first.but(title="Theirs"), who="another", why="saved", base=stored.base)
    again = opened("briefing", "en", dataset="public", **link)
    again.button(key="save").click().run()
    assert "someone else saved this briefing meanwhile" in again.error[0].value
    kept = read_kept("public", "weekly").briefing
    assert kept is not None
    assert kept.title == "Theirs"


def test_newer_data_leaves_what_was_said_and_lists_what_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    at = editor_of(monkeypatch, tmp_path)
    bare = made("figures").scenes[0]
    briefing = with_figures(made().but(scenes=(Scene(bare.address, bare.card),)))
    before = briefing.scenes[0].figures["recognised"]
    assert before
    folder = tmp_path / "public"
    stored = open_dataset(folder, data.unit_tables().value)
    rows = (folder / "observations.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    left = "".join(row for row in rows if ",recognised," not in row)
    stored.apply({"observations.csv": left.encode()}, who="x", why="y", base=stored.checksum())
    data.look_again("public")
    scene = briefing.scenes[0]
    then, now = told(scene, briefing, "then"), told(scene, briefing, "now")
    assert then.card is not None
    assert numbers(then.card)["recognised"].value == before
    assert then.changed == ()
    change = next(each for each in now.changed if each.name == "figures.recognised")
    assert (change.before, change.now) == (before, 0)
    at = with_draft(briefing, dataset="public")
    assert_stands(at)
    assert "The data or the day is another one now." in words(at)
    assert [box.value for box in at.radio if str(box.key).startswith("when_")] == ["then"]
    at.button(key="renew").click().run()
    assert_stands(at)
    renewed = at.session_state["desk"].briefing
    assert renewed.checksum == data.dataset("public").value.checksum != briefing.checksum
    assert renewed.scenes[0].figures["recognised"] == 0


@pytest.mark.parametrize("good", [True, False])
def test_slides_handed_back_come_with_a_list_of_changes_or_a_sentence(good: bool) -> None:
    briefing = made("figures")
    at = with_draft(briefing, dataset="public")
    deck = Deck("june.pptx", b"slides")
    if good:
        deck.changes = (Change("number", 1, "Recognised", "16", "25"),)
    job = Job(result=b"new") if good else Job(has_failed=True, refusal=NOT_A_DECK)
    drawn = at.session_state["desk"].briefing
    order = (hashlib.sha256(deck.content).hexdigest(), "then", "en", written(drawn))
    at.session_state["handed_back"] = deck
    at.session_state["handed_back_job"] = (order, job)
    at.session_state["handed_back_seen"] = id(job)
    at.run()
    if good:
        assert_stands(at)
        assert "1 change in the slides" in words(at)
        assert list(at.dataframe[-1].value.iloc[0]) == ["1", "Number", "Recognised", "16", "25"]
    else:
        assert "no PowerPoint file" in at.error[0].value
