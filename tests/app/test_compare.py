"""The comparison: both datasets and languages, addresses that do not fit, clicks."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.domain.selection import PILOTS
from lib.domain.statuses import LADDER
from lib.ui import data
from lib.ui.terms import NO_VALUE, STATUS
from tests.app.pages import LANGUAGES, assert_stands, headline, markup, opened, plain, words

DAY = "2026-09-30"
TODAY = ("from2025-00004", "from2025-26785", "from2025-20242")
CITIES = ("from2025-01", "from2025-79", "from2025-48")


def compared(lang: str = "vi", *keys: str, **query: str) -> AppTest:
    asked = {"compare": ",".join(keys)} if keys else {}
    return opened("compare", lang, **({"asof": DAY} | asked | query))


def columns(at: AppTest) -> list[str]:
    """Names on top of the columns."""
    return [plain(name) for name in re.findall(r'class="wa-col"><h2>(.*?)</h2>', markup(at))]


def rows(at: AppTest) -> dict[str, list[str]]:
    """Cells of the grids by the words of their row."""
    found = {}
    grids = [part for part in markup(at).split("\n") if part.startswith('<div class="wa-side')]
    for row in re.split(r'<div class="r(?: [dt])*" role="row">', " ".join(grids))[1:]:
        label, *cells = re.split(r'<div class="[hc]" role="\w+">', row)[1:]
        found[plain(label).removeprefix("≠ ")] = [plain(cell) for cell in cells]
    return found


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


def test_the_pilots_on_the_public_record_stand_as_the_record_says() -> None:
    at = compared("en", *PILOTS, asof="2022-12-31")
    assert headline(at) == "3 of 5 wards compared report all criteria met; none is recognised"
    assert rows(at)["Met, of all"] == ["21/22", "22/22", "21/22", "22/22", "22/22"]
    reported = rows(at)["Reported complete"]
    assert reported[0] == "– not reached"
    assert reported[3:] == ["◆ 5 Sep 2022", "◆ 5 Sep 2022"]
    assert "Criteria: totals only" in words(at)


def test_a_ward_without_a_report_is_drawn_in_the_grey_of_no_report() -> None:
    drawn = [unquote(each) for each in re.findall(r'class="wa-outline".*? src="(.*?)"', markup(
        compared("en", TODAY[0], PILOTS[1])
    ))]  # fmt: skip
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


def effective(key: str) -> dict[int, str]:
    """Result of each criterion of a demonstration ward, worked out by hand from the rows."""
    table = data.dataset("demo").value.tables["assessments"]
    mine = table[(table["unit_key"].astype(str) == key) & (table["as_of"] <= pd.Timestamp(DAY))]
    found = {}
    for number, group in mine.groupby("criterion_no"):
        ordered = group.sort_values("as_of")
        claim = str(ordered["claimed"].iloc[-1])
        judged = [str(each) for each in ordered["inspected"] if str(each) in ("met", "not_met")]
        if claim == "met" and judged:
            claim = "verified" if judged[-1] == "met" else "contradicted"
        found[int(str(number))] = claim
    return found


def test_the_criteria_of_the_demonstration_are_those_of_its_rows() -> None:
    said = {
        "met": "Self-reported as met", "verified": "Met, confirmed by inspection",
        "contradicted": "Inspected: not met",
        "not_met": "Not met", "not_applicable": "Not applicable",
        "not_assessed": "Not assessed", "no_report": "No report",
    }  # fmt: skip
    at = compared("en", *TODAY, dataset="demo")
    by_number = {
        int(label.split(".")[0]): cells
        for label, cells in rows(at).items()
        if re.match(r"\d+\. ", label) and any(cells)
    }
    expected = [effective(key) for key in TODAY]
    assert len(by_number) == 20
    for number, cells in by_number.items():
        assert [cell.split(" ", 1)[1] for cell in cells] == [
            said[each[number]] for each in expected
        ]


def test_the_counts_of_cities_add_up_to_the_wards_with_a_report() -> None:
    at = compared("en", *CITIES, dataset="demo")
    found = rows(at)
    totals = [int(cell.split()[1].replace(",", "")) for cell in found["Wards in total"]]
    counted = [0, 0, 0]
    for status in LADDER[1:]:
        step = f"{STATUS[status].icon} {STATUS[status].message}"
        for place, cell in enumerate(found[step]):
            counted[place] += int(cell.split()[0])
    assert all(0 < n <= total for n, total in zip(counted, totals, strict=True))
    # One ward of all is said not to be registered; nothing else is missing from the steps.
    assert sum(totals) - sum(counted) <= 1
