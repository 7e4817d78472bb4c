"""Cards as screens: what is long is divided between its rows, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lib.cards.bodies import BarRow, Bars, Column, Columns, Figures, Item, List, Prose, Table, Tile
from lib.cards.card import Card, essential, pieces
from lib.cards.pieces import Chip, Name, Number, Said
from lib.cards.screens import headed, of_card
from lib.cards.shapes import Kin, Lineage


def said(text: str) -> Said:
    return Said((text,))


def listed(n: int, letters: int = 20) -> List:
    return List(tuple(Item(said(f"{place} ".ljust(letters, "x"))) for place in range(n)))


def table(rows: int) -> Table:
    return Table(
        (Column("a", "A"),), tuple((str(row),) for row in range(rows)), marked=(0, rows - 1)
    )


@pytest.mark.parametrize("body", [listed(30), table(30)])
def test_a_long_body_is_divided_and_every_row_is_on_one_screen(body: List | Table) -> None:
    card = Card("long", said("Long"), bodies=(body,), remarks=(said("the end"),))
    screens = of_card(card)
    assert len(screens) == 3
    assert [(each.part, each.parts) for each in screens] == [(1, 3), (2, 3), (3, 3)]
    assert [each.card.remarks for each in screens] == [(), (), card.remarks]
    shown = [piece for each in screens for piece in pieces(each.card.bodies)]
    assert [p for p in shown if str(p)[:1].isdigit()] == [
        p for p in pieces(body) if str(p)[:1].isdigit()
    ]


def test_rows_that_stand_out_do_so_on_the_screen_they_are_on() -> None:
    parts = [each.card.bodies[0] for each in of_card(Card("t", said("T"), bodies=(table(30),)))]
    marked = [body.rows[n] for body in parts if isinstance(body, Table) for n in body.marked]
    assert marked == [("0",), ("29",)]


def test_what_needs_more_than_four_screens_is_one_that_scrolls() -> None:
    card = Card("huge", said("Huge"), bodies=(table(500),))
    assert [each.card for each in of_card(card)] == [card]


def test_short_bodies_share_a_screen() -> None:
    card = Card("short", said("Short"), bodies=(listed(3), Prose((said("a"),)), table(4)))
    assert len(of_card(card)) == 1


def test_a_lineage_of_many_units_is_shown_a_few_a_screen_with_all_its_links() -> None:
    kin = [Kin(Name(f"P{n}"), Chip("recognised", "r"), said("")) for n in range(17)]
    own = Kin(Name("Own"), Chip("recognised", "r"), said(""), own=True)
    links = tuple(((0, n), (1, 0), "") for n in range(17))
    body = Lineage((tuple(kin), (own,)), links, (said("before"), said("after")))
    shown = [each.card.bodies[0] for each in of_card(Card("kin", said("Kin"), bodies=(body,)))]
    assert all(isinstance(part, Lineage) and part.generations[1] == (own,) for part in shown)
    found = [
        part.generations[0][start[1]].unit.words
        for part in shown
        if isinstance(part, Lineage)
        for start, _end, _words in part.links
    ]
    assert found == [f"P{n}" for n in range(17)]
    assert len(shown) == 6


@pytest.mark.parametrize("body", [listed(0), table(0), Bars(()), Figures(())])
def test_nothing_to_list_is_a_screen_too(body: List | Table | Bars | Figures) -> None:
    assert len(of_card(Card("none", said("None"), bodies=(body,)))) == 1


def test_the_sentence_of_the_day_heads_figures_and_stands_alone_before_other_cards() -> None:
    head = Card("headline", said("152 wards"))
    figures = Card("figures", Said(), bodies=(Figures((Tile(Number("n", 1, "1")),)),))
    other = Card("next", said("Next"), bodies=(listed(2),))
    assert [str(each.title) for each in headed([head, figures, other])] == [
        "152 wards",
        "Next",
    ]
    assert [str(each.title) for each in headed([head, other])] == ["152 wards", "Next"]
    untitled = Card("heads", Said(), bodies=(listed(2),))
    assert [str(each.title) for each in headed([head, other, untitled])] == ["Next", "152 wards"]
    heads = replace(untitled, bodies=(table(1),))
    [joined] = headed([head, other, heads])
    assert joined.bodies == (*other.bodies, *heads.bodies)
    assert headed([head]) == [head]
    assert headed([]) == []


def test_bars_with_two_labels_each_leave_room_for_what_is_told_below() -> None:
    def bars(labels: int) -> Card:
        row = BarRow(said("Place"), (), standing=Said((Chip("ahead", "Ahead"),) * labels))
        return Card("b", said("B"), bodies=(Bars((row,) * 6), Prose((said("and 28 more"),))))

    assert of_card(bars(1))[0].room > 1.2
    assert of_card(bars(2))[0].room == 1.0


def test_a_card_that_has_nothing_to_tell_is_no_screen() -> None:
    told = Card("told", said("Told"), bodies=(listed(3),))
    idle = Card("walk", said("No change on this day"), idle=True)
    empty = Card("list", said("None"), bodies=(Prose((said("Choose another day."),), "empty"),))
    assert headed([idle, told, empty]) == [told]
    assert headed([idle]) == [idle]


def test_a_wide_table_is_shown_without_columns_of_detail_and_says_which() -> None:
    columns = tuple(Column(str(n), f"Head {n}", detail=n in (3, 7)) for n in range(10))
    row = tuple(Name(f"c{n}") for n in range(10))
    body = Table(columns, (row, row), marked=(1,))
    [screen] = of_card(Card("t", said("T"), bodies=(body,)))
    [shown] = screen.card.bodies
    assert isinstance(shown, Table)
    assert [str(cell) for cell in shown.rows[0]] == [f"c{n}" for n in range(10) if n not in (3, 7)]
    assert len(shown.columns) == len(shown.rows[0]) == 8
    assert "Head 3, Head 7" in str(screen.card.remarks[-1])
    narrow = Card("t", said("T"), bodies=(replace(body, columns=columns[:8], rows=(row[:8],)),))
    assert essential(narrow) is narrow


def test_rows_of_a_table_are_as_high_as_their_fullest_cell() -> None:
    long = "word " * 60
    rows = tuple((Name("a"), Name(long), Name("b")) for _ in range(8))
    body = Table((Column("a", "A"), Column("b", "B"), Column("c", "C")), rows)
    short = Table(body.columns, tuple((Name("a"), Name("b"), Name("c")) for _ in range(8)))
    assert len(of_card(Card("t", said("T"), bodies=(body,)))) >= 2
    assert len(of_card(Card("t", said("T"), bodies=(short,)))) == 1


def test_five_lists_stand_three_a_screen_each_with_what_is_left_at_its_end() -> None:
    lists = tuple(replace(listed(5), head=said(f"{n} new"), further=said("more")) for n in range(5))
    screens = of_card(Card("c", said("C"), bodies=(Columns(lists),)))
    shown = [[each for each in s.card.bodies if isinstance(each, Columns)] for s in screens]
    assert [len(columns.lists) for [columns] in shown] == [3, 2]
    assert all(str(each.further) == "more" for [columns] in shown for each in columns.lists)


@pytest.mark.parametrize(("rows", "room"), [(3, 1.4), (13, 1.0), (500, 1.0)])
def test_the_fewer_lines_a_screen_has_the_larger_they_are(rows: int, room: float) -> None:
    card = Card("t", said("T"), bodies=(table(rows),))
    assert of_card(card)[0].room == room


def test_what_can_be_clicked_is_not_said_in_a_show() -> None:
    click = Said(("Click a row.",), "screen")
    only = Card("t", said("T"), below=click, bodies=(listed(3),))
    both = replace(only, below=Said(("Wards a year. ", click)))
    assert [str(each.below) for each in headed([only, both])] == ["", "Wards a year. "]
    assert str(of_card(both)[0].card.below) == "Wards a year. "
