"""Presentation mode without a browser: every page, paged, in both languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lib.cards.contents import PAGES
from lib.situation import data
from tests.app.pages import LANGUAGES, ROOT, Serve, assert_stands, markup, opened, words

DAY = {"dataset": "demo", "asof": "2026-11-25"}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_can_be_shown_to_a_room(page: str) -> None:
    at = opened(page, present="1", **DAY)
    assert_stands(at)
    assert [box.key for box in at.selectbox] == []
    assert "Tính đến 25/11/2026 · Cả nước · địa giới từ ngày 01/07/2025" in words(at)
    assert "1 / " in words(at)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_paging_and_language_keep_the_screen_and_the_filter(lang: str) -> None:
    at = opened("overview", lang, present="1", province="01", look="dark", **DAY)
    at.button(key="stage_next").click().run()
    at.button(key="stage_page_down").click().run()
    assert_stands(at)
    assert at.query_params["screen"] == "3"
    other = "en" if lang == "vi" else "vi"
    at.button(key="stage_lang").click().run()
    assert "TP. Hà Nội" in words(at)
    assert ("As of 25 Nov 2026" if other == "en" else "Tính đến 25/11/2026") in words(at)
    assert at.query_params["screen"] == "3"
    assert at.query_params["look"] == "dark"
    at.button(key="stage_end").click().run()
    last = at.query_params["screen"]
    assert f"{last} / {last}" in words(at)
    at.button(key="stage_out").click().run()
    assert_stands(at)
    assert at.selectbox(key="province").value == "from2025-01"
    assert "screen" not in at.query_params
    assert "present" not in at.query_params


def test_two_short_cards_share_a_screen_each_under_its_finding() -> None:
    at = opened("overview", "en", present="1", screen="5", **DAY)
    assert_stands(at)
    assert "152 wards recognised on record" in words(at)
    assert "What is not known" in words(at)


def test_a_room_is_told_what_a_reader_of_the_page_would_be(serve: Serve, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data" / "demo", tmp_path / "demo")
    serve(data=tmp_path)
    at = opened("overview", "en", present="1", province="99", **DAY)
    warned = markup(at).partition("wa-warned")[2].partition("</div>")[0]
    assert "province=99, which is not known here" in warned
    assert "the figures are invented" in warned
    path = tmp_path / "demo" / "targets.csv"
    path.write_text(path.read_text(encoding="utf-8") + "broken\n", "utf-8")
    data.look_again("demo")
    at.run()
    assert_stands(at)
    warned = markup(at).partition("wa-warned")[2].partition("</div>")[0]
    assert "contain errors; the last valid version is shown" in warned
    rows = (ROOT / "data" / "demo" / "targets.csv").read_text(encoding="utf-8").splitlines(True)
    path.write_text("".join(rows[:-1]), "utf-8")
    data.look_again("demo")
    at.run()
    warned = markup(at).partition("wa-warned")[2].partition("</div>")[0]
    assert "The data was replaced since this show began" in warned


def test_a_screen_beyond_the_last_is_the_last() -> None:
    at = opened("overview", "en", present="1", screen="999", **DAY)
    assert_stands(at)
    last = at.query_params["screen"]
    assert f"{last} / {last}" in words(at)
    assert "wa-shown" in markup(at)
