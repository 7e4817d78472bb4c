"""The ward book: a page for each unit, an index that leads to it, steps that can be cancelled."""

from __future__ import annotations

import re

import pytest

from lib.briefing.ward_book import units, ward_book
from tests.fixtures.handed_out import squeezed, texts
from tests.fixtures.looking import Looking

BA_DINH = {"province": "from2025-01", "district": "until2025-001"}


def test_every_unit_has_a_page_of_its_own_where_the_index_says() -> None:
    looking = Looking(lang="vi", **BA_DINH)
    names = [looking.seen.units.full_name(key, looking.view.day) for key in units(looking.seen)]
    assert 5 < len(names) < 30
    steps: list[str] = []
    pages = texts(ward_book(looking.seen, looking.view, progress=lambda s, _d: steps.append(s)))
    assert [step for step in steps if step in names][: len(names)] == names
    index = next(text for text in pages if "Danh mục" in text)
    for number, name in enumerate(names, 1):
        title = squeezed(f"{number}. {name}")
        headed = [place for place, text in enumerate(pages, 1) if squeezed(text)
                  .partition("khái quát hóa".replace(" ", ""))[2].startswith(title)]  # fmt: skip
        assert len(headed) == 1, name
        words = r"\s+".join(map(re.escape, f"{number}. {name}".split()))
        told = re.search(rf"{words}\D+(\d+)\s", index + "\n")
        assert told and int(told[1]) == headed[0]
    assert len(pages) == len({*pages}) and len(pages) <= len(names) + 4


def test_a_book_can_be_cancelled_at_any_unit() -> None:
    looking = Looking(lang="en", **BA_DINH)
    said = []

    def stop(step: str, _done: float) -> None:
        said.append(step)
        if len(said) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        ward_book(looking.seen, looking.view, progress=stop)
    assert len(said) == 3
