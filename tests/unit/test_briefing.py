"""A briefing as a value: made of a template, written, read whatever its state, told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lib.briefing.briefing import Briefing, Scene, name_of
from lib.briefing.briefing_text import read_briefing, written
from lib.briefing.differences import differences
from lib.briefing.numerals import named
from lib.briefing.numerals import written as written_like
from lib.briefing.templates import TEMPLATES, from_template
from lib.briefing.told import changed as changed_numbers
from lib.briefing.told import told
from lib.cards.card import Card
from lib.cards.pieces import Number, Said
from lib.errors import Refused
from lib.situation import data
from lib.words import wording

DAY = date(2025, 6, 30)
FILE = "review.json"


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return from_template("place", "public", DAY, "en", province="until2025-01")


def scene(card: str, title: str = "", page: str = "overview", **keys: str) -> Scene:
    texts = "&".join(
        f"{k}={v}" for k, v in {"asof": "2025-06-30", "dataset": "public", **keys}.items()
    )
    return Scene(f"{page}?{texts}", card, title)


def test_a_template_gives_the_scenes_that_have_something_to_tell(briefing: Briefing) -> None:
    assert briefing.title == "TP. Hà Nội: state of the programme"
    assert briefing.name == "tp-ha-noi-state-of-the-programme"
    assert briefing.checksum == data.dataset("public").value.checksum
    assert briefing.vintage == "until2025"
    known = TEMPLATES["place"].scenes
    made = [(each.page, each.card) for each in briefing.scenes]
    assert len(made) >= 5
    assert made == [each for each in known if each in made]
    assert all(
        "province=01" in each.address and each.figures is not None for each in briefing.scenes
    )


def test_a_template_leaves_out_what_has_nothing_to_tell_unless_it_is_what_is_asked() -> None:
    quiet = {
        name: [each.card for each in from_template(name, "public", date(2021, 6, 30)).scenes]
        for name in ("national", "since")
    }
    assert "changes" not in quiet["national"]
    assert "changes" in quiet["since"]


def test_what_is_written_is_read_again_and_a_person_can_read_it(briefing: Briefing) -> None:
    noted = briefing.but(scenes=(replace(briefing.scenes[0], title="Tiến độ", note="Hai\ndòng"),))
    text = written(noted)
    assert "Tiến độ" in text.decode()
    assert read_briefing(text, FILE) == (noted, ())


def test_a_template_that_needs_a_place_says_so() -> None:
    with pytest.raises(Refused, match="needs a province"):
        from_template("place", "public", DAY)
    with pytest.raises(Refused, match="no dataset"):
        from_template("national", "nowhere", DAY)


def changed(content: dict[str, Any], change: Callable[[dict[str, Any]], object]) -> bytes:
    change(content)
    return json.dumps(content).encode()


@pytest.mark.parametrize(
    ("change", "column", "found", "left"),
    [
        (lambda c: c.update(format=7), "format", "newer version of the program (format 7)", 2),
        (lambda c: c.pop("name"), "name", "the property is missing", 2),
        (lambda c: c.update(name="../../etc"), "name", "“../../etc” cannot be used", 2),
        (lambda c: c.update(lang="fr"), "lang", "“fr” cannot be used", 2),
        (lambda c: c.update(as_of="30/06/2025"), "as_of", "“30/06/2025” cannot be used", 2),
        (lambda c: c.update(colour="red"), "colour", "“colour” is not a property", 2),
        (lambda c: c["scenes"].insert(0, 5), "scenes[1]", "“5” cannot be used", 2),
        (lambda c: c["scenes"][0].pop("card"), "scenes[1].card", "the property is missing", 1),
        (lambda c: c["scenes"][1].update(address="secret?x=1"), "scenes[2].address",
         "there is no page “secret”", 1),
        (lambda c: c["scenes"][1].update(title="x" * 301), "scenes[2].title",
         "the text has 301 characters", 2),
        (lambda c: c["scenes"][1].update(figures={"a": "b"}), "scenes[2].figures.a",
         "“b” cannot be used", 2),
        (lambda c: c["scenes"][1].update(figures={"a": float("nan")}), "scenes[2].figures.a",
         "“nan” cannot be used", 2),
        (lambda c: c["scenes"][1].update(note="a\u2066b\u202e"), "scenes[2].note",
         "the text has 2 characters that cannot be shown", 2),
        (lambda c: c["scenes"][1].update(title=5), "scenes[2].title", "“5” cannot be used", 2),
        (lambda c: c["scenes"][1].update(note=[[[[]]]]), "scenes[2].note", "cannot be used", 2),
        (lambda c: c["scenes"][0].update(note="x" * 100_000), "scenes[1].note",
         "the text has 100000 characters", 2),
        (lambda c: c.update(dataset=None), "dataset", "the property is missing", 2),
        (lambda c: c["scenes"].extend([c["scenes"][0]] * 200), "scenes",
         "the briefing has 202 scenes; those after 200 are left out", 200),
    ],
)  # fmt: skip
def test_a_file_edited_by_hand_is_read_as_far_as_it_goes(
    change: Callable[[dict[str, Any]], object], column: str, found: str, left: int
) -> None:
    good = Briefing(
        "review", "Review", "public", "abc", DAY, "en", (scene("figures"), scene("places"))
    )
    read = read_briefing(changed(json.loads(written(good)), change), FILE)
    assert read.briefing is not None
    assert len(read.briefing.scenes) == left
    [fault] = read.faults
    assert (fault.file, fault.column) == (FILE, column)
    assert found in str(fault.found)


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"scenes": 3}', b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_is_no_briefing_gives_one_fault(text: bytes) -> None:
    read = read_briefing(text, FILE)
    assert read.briefing is None
    assert len(read.faults) == 1


@pytest.mark.parametrize(
    ("asked", "trouble"),
    [
        (scene("figures", dataset="gone"), "there is no dataset “gone” here"),
        (scene("ladder", page="ward", ward="until2025-99999"), "ward=until2025-99999 is not known"),
        (scene("figures", province="98"), "province=98 is not known here any more"),
        (scene("heads", page="compare", compare="until2025-00019,x"), "compare=x is not known"),
        (scene("figures", wave="of long ago"), "wave=of long ago is not known"),
        (scene("nothing"), "nothing to show of “nothing”"),
    ],
)
def test_a_scene_that_cannot_be_opened_says_why_and_shows_nothing_wider(
    asked: Scene, trouble: str, briefing: Briefing
) -> None:
    shown = told(asked, briefing)
    assert shown.card is None
    assert trouble in " ".join(map(str, shown.trouble))


def test_a_headline_takes_its_numbers_from_cards_of_its_page(briefing: Briefing) -> None:
    asked = scene("places", "{figures.recognised} of {figures.wards}, {places.nothing}")
    shown = told(asked, briefing, "then")
    assert shown.seen is not None
    recognised, wards = shown.seen.counts["recognised"], shown.seen.wards_in_force
    assert str(shown.title) == f"{recognised} of {wards:,}, –"
    assert shown.doubtful
    assert [str(each) for each in shown.trouble] == [
        "the headline names places.nothing, which is no number of this page"
    ]


def test_a_headline_is_marked_when_its_number_is_another_one(briefing: Briefing) -> None:
    first = briefing.scenes[0]
    assert first.card == "figures"
    typed = replace(first, title="Now {figures.recognised}")
    assert not told(typed, briefing, "then").doubtful
    older = replace(typed, figures={**first.figures, "recognised": 9_999})
    shown = told(older, briefing, "then")
    assert shown.doubtful
    assert "was 9,999; it is now" in str(shown.trouble[0])
    [change] = shown.changed
    assert (change.name, change.before) == ("figures.recognised", 9_999)
    assert change.now == first.figures["recognised"]


def test_a_value_that_is_written_alike_is_no_change_and_one_that_differs_is_told_as_it_is_written(
    briefing: Briefing,
) -> None:
    with wording.spoken("en"):
        share = Number("share", 0.384, "0.38")
        assert written_like(0.381, share) == "0.38"
        assert written_like(None, share) == "–"
        assert written_like(0.5, Number("share", 0.384, "38%")) == "50%"
        assert written_like(0.25, Number("share", None, "–")) == "0.25"
        card = Card("c", Said((Number("share", 0.384, "0.38"), " of the pace")))
        asked = replace(briefing.scenes[0], figures={"share": 0.381})
        assert changed_numbers(asked, card) == ()
        [found] = changed_numbers(replace(asked, figures={"share": 0.351}), card)
        assert (found.label, found.was, found.words) == ("0.38 of the pace", "0.35", "0.38")


def test_a_scene_of_a_link_which_carries_no_numbers_tells_what_changed_all_the_same(
    briefing: Briefing,
) -> None:
    first = replace(briefing.scenes[0], title="Now {figures.recognised}")
    bare = replace(first, figures={})
    shown = told(bare, briefing, "now")
    assert shown.changed
    assert shown.changed == told(first, briefing, "now").changed
    assert not told(bare, briefing, "then").changed


def test_the_second_writer_is_told_scene_by_scene_what_differs(briefing: Briefing) -> None:
    one, two, three = briefing.scenes[:3]
    saved = briefing.but(title="Theirs", scenes=(one, two))
    mine = briefing.but(title="Mine", scenes=(replace(two, note="Slowly"), three))
    with wording.spoken("en"):
        found = [wording.message(each) for each in differences(saved, mine)]
    assert found[0] == "the title is “Theirs”, yours is “Mine”"
    assert found[1].startswith("only the saved one has: 1. Overview, ")
    assert found[2].startswith("2. ")
    assert found[2].endswith("the note is “–”, yours is “Slowly”")
    assert found[3].startswith("only yours has: 2. ")
    assert len(found) == 4
    assert not list(differences(saved, saved))


def test_numerals_typed_into_a_headline_are_found_offered_and_marked_when_no_longer_so(
    briefing: Briefing,
) -> None:
    first = briefing.scenes[0]
    recognised = first.figures["recognised"]
    assert recognised is not None
    scene_now = replace(
        first,
        title=f"Since 2021 {recognised:g} wards, 98765 asked on 30/06/2025, {{figures.wards}}",
    )
    shown = told(scene_now, briefing, "then")
    assert [each.text for each in shown.typed] == [f"{recognised:g}", "98765"]
    assert "recognised" in shown.typed[0].names
    assert shown.typed[1].names == ()
    assert not shown.doubtful
    assert named(scene_now.title, "figures", list(shown.typed)).startswith(
        f"Since 2021 {{figures.{shown.typed[0].names[0]}}} wards, 98765 asked on 30/06/2025"
    )
    older = replace(first, title="9,999 wards", figures={**first.figures, "recognised": 9_999})
    shown = told(older, briefing, "then")
    assert shown.doubtful
    assert f"was 9,999; it is now {recognised:g}" in str(shown.trouble[0])


def test_what_is_no_longer_kept_is_said_and_as_now_still_opens(briefing: Briefing) -> None:
    old = briefing.but(checksum="0123456789ab")
    assert "is no longer kept" in str(told(old.scenes[0], old, "then").trouble[0])
    assert told(old.scenes[0], old, "now").card is not None


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Giao ban tuần 48: Hà Nội", "giao-ban-tuan-48-ha-noi"),
        ("…", "briefing"),
        ("Đ" * 99, "d" * 60),
    ],
)
def test_a_title_gives_a_name_that_is_no_path(title: str, name: str) -> None:
    assert name_of(title) == name
