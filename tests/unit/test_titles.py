"""Every card's title is a finding: a sentence that says what is found, in both languages.

A title that only names its subject has neither a number nor a day nor a word of those that every
finding has: what is, is not, has, decides, goes on.
"""

from __future__ import annotations

import re

import pytest

from lib.cards.card import Card, pieces
from lib.cards.contents import PAGES
from lib.cards.pieces import Chip
from tests.fixtures.looking import Looking
from tests.unit.test_numbers import views

SAYS = {
    "en": r"\b(?:is|are|was|has|have|does|did|not|no|none|nothing|only|every|each|all|since|in|"
    r"first reported|recognised|counts?|says|answers|decides|stays|keeps|rests|explains|choose|"
    r"met)\b",
    "vi": r"\b(?:chưa|không|chỉ|đều|mỗi|tất cả|các|có|được|là|thuộc|từ|giữ|gắn|tập hợp|"
    r"quyết định|trả lời|cho biết|dựa trên|đạt|chọn|ghi nhận)\b",
}
UNTITLED = {"figures", "heads", "map"}
"""Cards that are shown right under the finding of their page, and have no title of their own."""
NAMES = {("ward", "headline"), ("map", "ward")}
"""Cards that are headed by the name of a ward, with its status in the line below."""


def is_finding(title: str, lang: str) -> bool:
    """Whether a title says something of its subject."""
    return bool(re.search(r"\d", title) or re.search(SAYS[lang], title, re.IGNORECASE))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_title_is_a_finding(page: str, lang: str) -> None:
    wrong = set()
    for view in views(page)[::8]:
        for card in Looking(lang=lang, **view).cards(page):
            if not str(card.title):
                assert card.name in UNTITLED, card.name
            elif (page, card.name) in NAMES:
                assert says_a_status(card, lang), view
            elif not is_finding(str(card.title), lang):
                wrong.add(f"{card.name}: {card.title}")
    assert wrong == set()


def says_a_status(card: Card, lang: str) -> bool:
    """Whether a card says how far its ward has come, that none is known, or that none is chosen."""
    told = list(pieces(card))
    words = " ".join(each for each in told if isinstance(each, str))
    return any(isinstance(each, Chip) for each in told) or is_finding(words, lang)


@pytest.mark.parametrize(
    ("title", "lang"),
    [("Differences", "en"), ("Status history", "en"), ("Vị trí", "vi"), ("Điểm khác nhau", "vi")],
)
def test_a_title_that_only_names_its_subject_is_noticed(title: str, lang: str) -> None:
    assert not is_finding(title, lang)
