"""What a page and its cards can be saved as, from the address that asks for it."""

from __future__ import annotations

import time

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.pages import assert_stands, notes, opened


def labels(at: AppTest) -> list[str]:
    return [each.proto.label for each in at.get("download_button")]


@pytest.mark.parametrize(
    ("lang", "first"), [("vi", "Hình ảnh (PNG)"), ("en", "Picture (PNG)")]
)  # fmt: skip
def test_a_card_is_offered_as_picture_drawing_numbers_and_paper(lang: str, first: str) -> None:
    at = opened("overview", lang, number="figures.menu")
    assert_stands(at)
    assert len(labels(at)) == 4 and labels(at)[0] == first
    assert notes(at) == []


def test_the_page_becomes_a_pdf_to_save_and_the_ward_book_is_offered_for_a_province() -> None:
    at = opened("sources", "en", province="79", number="page.save")
    assert len(at.radio(key="export_what").options) == 2
    at.button(key="export_make").click().run()
    last = time.monotonic() + 60
    while not labels(at) and time.monotonic() < last:
        at.run()
    assert labels(at)[0].startswith("Save the file (")
    assert_stands(at)


def test_a_card_that_is_not_on_the_page_is_refused_in_words() -> None:
    assert notes(opened("overview", "en", number="nothing.menu"))
