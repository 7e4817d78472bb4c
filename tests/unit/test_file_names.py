"""The name of a download says what its rows were narrowed by."""

from __future__ import annotations

import datetime

import pytest

from lib.situation import data
from lib.situation.file_names import file_stem
from lib.view.filter import Filter

DAY = datetime.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("narrowed", "chosen", "text", "name"),
    [
        (False, Filter(), "", "demo-observations"),
        (True, Filter(), "", "demo-observations-2026-11-25"),
        (False, Filter(province="from2025-01"), "", "demo-observations"),
        (
            True,
            Filter(province="from2025-01", status="recognised"),
            "",
            "demo-observations-ha-noi-recognised-2026-11-25",
        ),
        (
            True,
            Filter(province="from2025-79", wave="pilot-2021"),
            "Bến Nghé / ../x",
            "demo-observations-ho-chi-minh-pilot-2021-2026-11-25-ben-nghe-x",
        ),
        (False, Filter(), "?" * 300, "demo-observations"),
    ],
)
def test_a_name_says_place_wave_status_day_and_words(
    narrowed: bool, chosen: Filter, text: str, name: str
) -> None:
    seen = data.situation("demo", DAY, chosen)
    assert file_stem(seen, "observations", narrowed=narrowed, text=text) == name


def test_a_name_is_never_too_long() -> None:
    seen = data.situation("demo", DAY)
    assert len(file_stem(seen, "observations", narrowed=True, text="chữ " * 100)) <= 120
