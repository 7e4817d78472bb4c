"""The shared filters: every card of a page speaks of the same wards."""

from __future__ import annotations

from datetime import date

import pytest

from lib.situation import data
from lib.view.filter import Filter
from tests.app.pages import assert_stands, figures, headline, notes, opened, words

BEFORE = "2025-06-30"
WAVE = {"dataset": "demo", "asof": BEFORE, "province": "79", "wave": "pilot-2023"}


def test_a_wave_narrows_the_figures_the_districts_and_the_map_alike() -> None:
    at = opened("overview", "en", **WAVE)
    said = words(at)
    seen = data.situation("demo", date(2025, 6, 30), Filter("until2025-79", "", "pilot-2023", ""))
    of_wave = seen.known[seen.known["wave"] == "pilot-2023"]
    here = [key for key in of_wave.index if "until2025-79" in seen.units.regions(key)]
    recognised = int((of_wave.loc[here, "status"] == "recognised").sum())
    homes = {seen.units.district_of(key, date(2025, 6, 30)) for key in here}
    assert 0 < recognised < len(here) < len(seen.left_out)
    assert figures(at)["Recognised"] == str(recognised)
    assert figures(at)["Districts with reports"].startswith(f"{len(homes)}/")
    assert f"{recognised} districts have a recognised ward" in said
    assert f"Outside the filter {len(seen.left_out)}" in said
    silent = 210 - len(here) - len(seen.left_out)
    assert f"No report {silent}" in said
    assert f"no source mentions {silent} of 210 wards" in said


def test_a_filter_that_nothing_fits_is_not_told_as_a_missing_report() -> None:
    at = opened("overview", "en", province="01", status="recognised", wave="pilot-2021")
    assert headline(at) == "TP. Hà Nội: no ward matches the wave and status chosen"
    assert "had a published report" not in words(at)
    assert [info.value for info in at.info] == [
        "No place here has a ward of the wave and status chosen."
    ]


def test_the_table_of_districts_holds_the_chosen_one() -> None:
    at = opened("overview", "en", asof="2026-07-25", province="79", district="761")
    assert figures(at)["Districts with reports"] == "1/1"
    assert "Thành phố Bà Rịa" not in words(at)


def test_a_ward_of_another_district_is_shown_without_the_district() -> None:
    at = opened("map", "en", asof=BEFORE, province="79", district="760", ward="until2025-26776")
    assert_stands(at)
    assert at.selectbox(key="district").value == ""
    assert "Tân Chánh Hiệp" in words(at)


@pytest.mark.parametrize(("day", "mark"), [("2026-07-25", True), (BEFORE, False)])
def test_a_merged_province_is_marked_as_former_after_the_reform(day: str, mark: bool) -> None:
    said = words(opened("overview", "en", asof=day))
    assert ("TP. Hồ Chí Minh (former): 249 wards" in said) == mark
    assert "Nghệ An (former)" not in said  # the reform left it as it was


def test_targets_of_former_provinces_alone_are_told_apart_from_none() -> None:
    said = words(opened("overview", "en", asof="2026-07-25"))
    assert "Target of a former province" in said
    assert "No target known" in said
    below = words(opened("overview", "en", asof="2026-07-25", province="79"))
    assert "the targets are those of the former provinces" in below


def test_everything_the_address_asks_in_vain_is_said_in_one_line() -> None:
    at = opened("overview", "en", asof="2030-01-01", status="best", colour="red")
    [line] = notes(at)
    assert all(part in line for part in ("asof=2030-01-01", "status=best", "colour=red"))


def test_good_keys_of_a_comparison_stay_and_bad_ones_are_named() -> None:
    at = opened("compare", "en", compare="until2025-26776,<b>x,until2025-99999,until2025-00019")
    assert_stands(at)
    said = words(at)
    assert "No unit has the key <b>x." in said
    assert "No unit has the key until2025-99999." in said
    assert at.session_state["compare"][0] == "until2025-26776"
    assert "Phường Điện Biên" in said
