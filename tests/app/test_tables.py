"""The data page and the sources page: what is listed, narrowed and taken away."""

from __future__ import annotations

import pytest

from lib.forms import downloads
from lib.situation import data
from tests.app.pages import assert_stands, headline, markup, opened, plain, words
from tests.fixtures.looking import Looking


def test_sources_stand_with_their_number_and_their_conflicts() -> None:
    at = opened("sources", "en")
    assert headline(at).startswith("94 sources, 16 of them read in full")
    said = words(at)
    assert "Sources differ on 2 figures" in said
    assert "counted: its source was read in full" in said
    assert "shown, not counted" in said


def test_the_sources_of_a_figure_stand_alone_when_asked_for() -> None:
    at = opened("sources", "en", source="S01,S02")
    said = words(at)
    assert "2 sources for this figure" in said
    cards = markup(at).split("for this figure")[1]
    assert "S01" in plain(cards)
    next(each for each in at.button if each.label == "Show all sources").click().run()
    assert "for this figure" not in words(at)
    assert "source" not in at.query_params


def test_a_source_that_does_not_exist_is_named_as_such() -> None:
    at = opened("sources", "en", source="S99999,<b>x</b>")
    assert_stands(at)
    assert "None of the requested sources is in this dataset" in words(at)
    assert "Not in the table of sources: S99999, <b>x</b>" in words(at)
    assert "<b>x</b>" not in markup(at)


def test_a_source_that_does_not_exist_is_not_counted_beside_one_that_does() -> None:
    said = words(opened("sources", "en", source="S01,S999"))
    assert "1 source for this figure" in said
    assert "Not in the table of sources: S999" in said


def test_a_source_without_a_date_of_publication_says_so_in_words() -> None:
    table = data.dataset("public").value.tables["sources"]
    undated = str(table.loc[table["published_on"].isna(), "source_id"].iloc[0])
    card = words(opened("sources", "en", source=undated)).split("for this figure")[1]
    assert "· publication date not known ·" in card.split("Sources differ")[0]


def test_the_data_page_shows_a_table_to_filter_and_to_take_away() -> None:
    at = opened("data", "en")
    table = at.selectbox(key="table")
    assert table.value == "observations"
    assert "67 rows" in words(at)
    at.text_input(key="rows_with").input("tan chanh hiep").run()
    assert "2 of 67 rows" in words(at)
    assert {"csv", "xlsx"} <= {button.key for button in at.get("download_button")}


@pytest.mark.parametrize(
    ("query", "column", "value"),
    [
        ({"province": "79"}, "province_text", "TP. Hồ Chí Minh"),
        ({"status": "recognised"}, "status", "recognised"),
        ({"wave": "pilot-2021"}, "wave", "pilot-2021"),
    ],
)
def test_the_data_page_shows_what_the_filter_leaves_until_it_is_taken_off(
    query: dict[str, str], column: str, value: str
) -> None:
    rows = data.dataset("public").value.tables["observations"]
    count = int((rows[column].astype(str) == value).sum())
    at = opened("data", "en", asof="2025-06-30" if "province" in query else "2026-07-25", **query)
    assert f"{count} of 67 rows" in words(at)
    assert len(at.dataframe[0].value) == count
    at.checkbox(key="only_filtered").uncheck().run()
    assert "of 67 rows" not in words(at)
    assert len(at.dataframe[0].value) == 67


def test_the_data_page_leaves_out_later_rows_and_keeps_undated_ones() -> None:
    rows = data.dataset("public").value.tables["observations"]["as_of"]
    count = int((rows <= "2022-12-31").sum() + rows.isna().sum())
    assert 8 < count < 67
    assert f"{count} of 67 rows" in words(opened("data", "en", asof="2022-12-31"))


def test_a_place_narrows_assessments_by_their_ward_and_sets_not_by_status() -> None:
    query = {"dataset": "demo", "province": "48", "status": "recognised", "asof": "2026-09-30"}
    at = opened("data", "en", table="assessments", **query)
    keys = data.dataset("demo").value.tables["assessments"]["unit_key"].astype(str)
    inside = {key for key in keys.unique() if "from2025-48" in data.units().regions(key)}
    known = int(keys.isin(inside).sum())
    assert 0 < known < len(keys)
    assert f"{known:,} of {len(keys):,} rows" in words(at)
    at.selectbox(key="table").select("criteria_sets").run()
    assert "2 rows" in words(at)


def test_without_outlines_the_data_page_says_why_there_is_no_map_to_take_away() -> None:
    why = "No map (GeoJSON) for this date"
    before, after = opened("data", "en", asof="2025-06-30"), opened("data", "en")
    assert any(why in each.value for each in before.caption)
    assert "geojson" not in {button.key for button in before.get("download_button")}
    assert not any(why in each.value for each in after.caption)


def test_the_data_page_lists_rows_that_are_kept_but_not_counted() -> None:
    said = words(opened("data", "en"))
    assert "11 from related programmes" in said
    assert "10 observations have no date" in said


def test_every_table_of_the_record_can_be_chosen() -> None:
    at = opened("data", "en")
    for name in at.selectbox(key="table").options:
        at.selectbox(key="table").select_index(at.selectbox(key="table").options.index(name)).run()
        assert_stands(at)


def test_an_empty_filter_of_a_table_says_what_to_do() -> None:
    at = opened("data", "en")
    at.text_input(key="rows_with").input("there is no such text").run()
    assert_stands(at)
    assert [info.value for info in at.info] == [
        "No row matches. Shorten the text, or widen or clear the filter."
    ]
    at = opened("sources", "en")
    at.text_input(key="find").input("there is no such text").run()
    assert at.query_params["find"] == "there is no such text"
    assert "No source matches this filter." in words(at)


@pytest.mark.parametrize(("lang", "said"), [("en", "the figures are invented"), ("vi", "giả định")])
def test_the_first_sheet_of_a_workbook_is_in_the_language_of_its_reader(
    lang: str, said: str
) -> None:
    seen = Looking("demo", lang=lang).seen
    assert said in downloads.about(seen)[0]
