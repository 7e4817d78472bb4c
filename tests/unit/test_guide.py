"""The guide: its pictures are there, small, and every page is explained."""

from __future__ import annotations

import pytest
from PIL import Image

from lib.cards import help as guide
from lib.cards.bodies import List
from lib.server.routes import file_address
from lib.ui.choices.pictures import FOLDER, WORDS
from lib.words import wording
from lib.words.page_titles import PAGES
from lib.words.wording import LANGUAGES
from tests.fixtures.looking import Looking

LARGEST = 120_000  # bytes of a picture in the repository


@pytest.mark.parametrize("name", WORDS)
def test_a_picture_is_there_in_every_language_and_small(name: str) -> None:
    for language in LANGUAGES:
        path = FOLDER / f"{name}-{language}.webp"
        assert path.stat().st_size < LARGEST
        with Image.open(path) as picture:
            assert picture.width <= 960
        assert file_address(path.name).endswith(path.name)


def test_no_picture_is_left_over() -> None:
    kept = {path.name for path in FOLDER.iterdir()}
    assert kept == {f"{name}-{language}.webp" for name in WORDS for language in LANGUAGES}


def test_the_guide_says_what_each_page_answers() -> None:
    wording.use("en")
    looking = Looking()
    (body,) = guide.pages(looking.seen, looking.view).bodies
    wording.use("vi")
    assert isinstance(body, List)
    told = [str(item.told).partition(":")[0] for item in body.items]
    assert sorted(told) == sorted(title for page, title in PAGES.items() if page != "help")
