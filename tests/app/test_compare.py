"""The comparison: both datasets and languages, addresses that do not fit, clicks."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from lib.domain.selection import PILOTS
from lib.situation import data
from lib.words.terms import NO_VALUE
from tests.app.pages import LANGUAGES, assert_stands, markup, opened, plain, words

DAY = "2026-09-30"
TODAY = ("from2025-00004", "from2025-26785", "from2025-20242")
CITIES = ("from2025-01", "from2025-79", "from2025-48")


def compared(lang: str = "vi", *keys: str, **query: str) -> AppTest:
    asked = {"compare": ",".join(keys)} if keys else {}
    return opened("compare", lang, **({"asof": DAY} | asked | query))


def columns(at: AppTest) -> list[str]:
    """Names on top of the columns."""
    tables = [part for part in markup(at).split("\n") if 'class="wa-side"' in part]
    return [plain(name) for name in re.findall(r"<td><a [^>]*><b>(.*?)</b>", "".join(tables[:1]))]


@pytest.mark.parametrize("dataset", ["public", "demo"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("keys", [(), PILOTS, TODAY, CITIES, TODAY[:1]])
def test_it_stands_for_wards_of_both_divisions_and_for_cities(
    dataset: str, lang: str, keys: tuple[str, ...]
) -> None:
    at = compared(lang, *keys, dataset=dataset)
    assert_stands(at)
    assert len(columns(at)) == len(keys)
    assert "nan" not in words(at).lower().split()


@pytest.mark.parametrize("dataset", ["public", "demo"])
def test_it_stands_when_the_filter_leaves_nothing_and_before_any_report(dataset: str) -> None:
    at = compared("vi", *TODAY, dataset=dataset, province="11", status="recognised", wave="2024")
    assert_stands(at)
    assert len(columns(at)) == 3
    assert_stands(compared("vi", *PILOTS, dataset=dataset, asof="2021-01-01"))


def test_a_ward_without_a_report_is_drawn_in_the_grey_of_no_report() -> None:
    shown = markup(compared("en", TODAY[0], PILOTS[1]))
    sources = re.findall(r'class="wa-drawn wa-outline".*? src="(.*?)"', shown)
    drawn = [unquote(each) for each in sources]
    assert [f'fill="{NO_VALUE["no_report"].fill}"' in each for each in drawn] == [True, False]
    assert not any("#9fb2c4" in each for each in drawn)


def test_the_pilots_are_one_click() -> None:
    at = compared("en")
    at.button(key="pilots").click().run()
    assert_stands(at)
    assert len(columns(at)) == 5
    assert ",".join(PILOTS) in at.query_params["compare"]


def test_the_cities_of_the_pilots_are_one_click() -> None:
    at = compared("en", dataset="demo")
    at.button(key="pilot_cities").click().run()
    assert columns(at)[:2] == ["TP. Hà Nội", "TP. Hồ Chí Minh"]
    assert len(columns(at)) == 5


def test_wards_of_the_other_division_are_told_and_those_of_the_day_are_one_click() -> None:
    at = compared("en", *PILOTS)
    assert "5 units no longer exist and are shown as they last were: Phường Điện Biên →" in words(
        at
    )
    at.button(key="instead_today").click().run()
    assert columns(at)[1] == "Phường Trung Mỹ Tây"
    assert "no longer exist" not in words(at)


def test_what_does_not_fit_is_told_in_a_line_each() -> None:
    at = compared("en", "26776", TODAY[0], TODAY[0], CITIES[0], TODAY[1])
    said = words(at)
    assert "No unit has the key 26776. Did you mean:" in said
    assert "Listed twice, shown once: Phường Ba Đình." in said
    assert "Left out, because wards are being compared: TP. Hà Nội." in said
    assert columns(at) == ["Phường Ba Đình", "Phường Trung Mỹ Tây"]
    at.button(key="instead_unknown0_until2025-26776").click().run()
    assert columns(at)[0] == "Phường Tân Chánh Hiệp"


def test_a_sixth_ward_is_left_out_and_named() -> None:
    at = compared("en", *PILOTS, TODAY[0])
    assert len(columns(at)) == 5
    assert "At most 5 fit side by side; left out: Phường Ba Đình." in words(at)


@pytest.mark.parametrize(("before", "now"), [("2025-06-30", DAY), (DAY, "2025-06-30")])
def test_every_city_of_a_link_keeps_its_name_over_the_reform_or_another_is_said_to_stand_for_it(
    before: str, now: str
) -> None:
    units = data.units()
    keys = [*units.provinces(date.fromisoformat(before)).index.astype(str)]
    for place in range(0, len(keys), 20):
        asked = keys[place : place + 20]
        at = compared("vi", *asked, asof=now)
        shown = at.session_state["compare"]
        said = words(at)
        for key, there in zip(asked, shown, strict=True):
            assert units.exists(there, date.fromisoformat(now))
            if units.bare_name(key) != units.bare_name(there):
                name, stands = units.province_name(key), units.province_name(there)
                assert f"{name} được thể hiện theo {stands}" in said


def test_only_the_criteria_that_differ_are_asked_for_by_the_address_and_by_the_switch() -> None:
    at = compared("en", *CITIES, dataset="demo", differing="only")
    assert at.toggle(key="only_differing").value
    short = len(markup(at))
    at.toggle(key="only_differing").set_value(False).run()
    assert "differing" not in at.query_params
    assert len(markup(at)) > short
    at.toggle(key="only_differing").set_value(True).run()
    assert at.query_params["differing"] == "only"


def test_a_list_with_totals_only_has_no_switch() -> None:
    at = compared("en", *TODAY, dataset="public")
    assert not at.toggle


def test_an_address_that_is_no_list_of_keys_leaves_the_page_empty() -> None:
    at = compared("en", compare="<img src=x>")
    assert_stands(at)
    assert columns(at) == []
    assert "<img src=x>" not in markup(at)


def test_a_ward_is_taken_out_and_a_similar_one_put_in() -> None:
    at = compared("en", *TODAY, dataset="demo")
    at.button(key=f"drop_{TODAY[1]}").click().run()
    assert len(columns(at)) == 2
    like = next(button for button in at.button if str(button.key).startswith("like_"))
    like.click().run()
    assert len(columns(at)) == 3
    assert_stands(at)


def test_a_hit_of_the_search_becomes_a_column() -> None:
    at = compared("en", TODAY[0], dataset="demo")
    at.text_input(key="search").set_value("Tân Chánh Hiệp").run()
    at.button(key="hit_until2025-26776").click().run()
    assert columns(at) == ["Phường Ba Đình", "Phường Tân Chánh Hiệp"]
