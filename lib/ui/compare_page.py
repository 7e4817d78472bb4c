"""Parts of the comparison: the sentence, what differs, the heads, the cards below them."""

from __future__ import annotations

from html import escape

import streamlit as st

from lib.cards import ward_list
from lib.cards.card import Citation
from lib.cards.outlines import outlines
from lib.domain.selection import Selection
from lib.draw.outlines import drawing
from lib.situation.comparison import Compared, citations, compared
from lib.situation.situation import Situation
from lib.ui import (
    blocks,
    compare_choice,
    compare_cities,
    compare_criteria,
    compare_wards,
    compare_words,
    ward_words,
)
from lib.ui.citations import source_mark
from lib.ui.frame import navigation, run
from lib.ui.side_grid import GridRow, side_grid
from lib.words import wording
from lib.words.wording import _, ngettext


def headline(seen: Situation, picked: Selection) -> None:
    """The finding; without a choice, what to do."""
    if not picked.keys:
        blocks.heading(
            _("Choose two to five wards, or two to five cities, to compare"),
            _("Search by name, use the five pilot wards, or press “+ Compare” on the map."),
        )
        return
    below = _("As of {day}. The same rows and scales in every column.", day=wording.day(seen.day))
    if len(picked.keys) == 1:
        below = _("Choose at least one more: search, or pick a similar one.")
    blocks.heading(compare_words.headline(seen, picked), below)


def to_begin_with(seen: Situation, picked: Selection) -> None:
    """While fewer than two are chosen: the wards with a report, to take from."""
    if len(picked.keys) < 2 and not picked.cities:
        run.here().show(ward_list.to_compare)


def what_differs(seen: Situation, picked: Selection) -> None:
    """The differences in words."""
    if len(picked.keys) < 2:
        return
    found = compared(seen, picked)
    told = (
        compare_words.city_differences(seen, found.keys, found.shares, found.indicators)
        if found.cities
        else compare_words.ward_differences(seen, found.keys, found.criteria, found.indicators)
    )
    with st.container(key="card_differs"):
        blocks.card_title(_("Differences"))
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in told)
        st.html(f'<ul class="wa-told">{items}</ul>')
        source_mark("differs", seen.table("sources"), _cited(seen, found))


def heads(seen: Situation, picked: Selection) -> None:
    """Names of the columns; they stay in sight while the page scrolls."""
    if not picked.keys:
        return
    with st.container(key="card_heads"):
        columns = st.columns(len(picked.keys) + 1, gap=None)
        with columns[0]:
            label = _("Cities and provinces") if picked.cities else _("Wards")
            st.html(f'<span class="wa-sub">{escape(label)}</span>')
            with st.container(key="acts_all"):
                st.button(_("Clear"), key="clear", type="tertiary", on_click=compare_choice.choose)
        for column, key in zip(columns[1:], picked.keys, strict=True):
            with column, st.container(key=f"head_{key}"):
                _head(seen, key, is_city=picked.cities)


def _head(seen: Situation, key: str, *, is_city: bool) -> None:
    name = compare_choice.place_name(seen, key)
    place = "" if is_city else seen.units.full_name(key, seen.day).removeprefix(f"{name}, ")
    chip = "" if is_city else ward_words.status_chip(seen, key)
    st.html(
        f'<div class="wa-col"><h2>{escape(name)}</h2>'
        + (f'<p class="wa-sub">{escape(place)}</p>' if place else "")
        + f"{chip}</div>"
    )
    with st.container(key=f"acts_{key}", horizontal=True, vertical_alignment="center"):
        if is_city:
            navigation.link("map", _("On the map"), province=key)
        else:
            navigation.link("ward", _("Ward profile"), ward=key)
        st.button(
            "✕",
            key=f"drop_{key}",
            type="tertiary",
            help=wording.plain_markdown(_("Remove {name}", name=name)),
            on_click=compare_choice.drop,
            args=(key,),
        )


def sections(seen: Situation, picked: Selection) -> None:
    """Map, ladder, criteria, indicators, events: a card each, with the columns in line."""
    if not picked.keys:
        return
    found = compared(seen, picked)
    _maps(seen, found)
    _ladder(seen, found)
    _criteria(seen, found)
    _indicators(seen, found)
    _events(seen, found)


def _maps(seen: Situation, found: Compared) -> None:
    drawn = outlines(seen, found.keys)
    cells = [
        f'{drawing(each, drawn.span)}<div class="wa-sub">{escape(str(each.told))}</div>'
        if each
        else f'<div class="wa-noline">{escape(_("location not known"))}</div>'
        for each in drawn.outlines
    ]
    with st.container(key="card_maps"):
        blocks.card_title(_("All at the same scale"))
        label = f'{escape(_("Outline"))}<div class="wa-sub">{escape(_("generalised"))}</div>'
        st.html(side_grid([GridRow(label, cells)], len(found.keys)))


def _ladder(seen: Situation, found: Compared) -> None:
    with st.container(key="card_ladder"):
        if found.cities:
            blocks.card_title(
                _("Wards by status"), _("Bars: share of the wards that existed on the as-of date.")
            )
            rows = compare_cities.ladder_rows(seen, found.keys)
        else:
            blocks.card_title(
                _("Status history"), _("Titles are never carried over to a successor ward here.")
            )
            rows = compare_wards.ladder_rows(seen, found)
        st.html(side_grid(rows, len(found.keys)))
        source_mark("ladder", seen.table("sources"), _cited(seen, found))


def _criteria(seen: Situation, found: Compared) -> None:
    known = found.shares if found.cities else found.criteria
    with st.container(key="card_criteria"):
        differing = int(known.differs.sum())
        if not known.set_id:
            blocks.card_title(
                _("Criteria: totals only"),
                _("Results of single criteria are not published in this dataset."),
            )
        else:
            total = len(known.differs)
            title = ngettext(
                "Criteria: {n} of {total} differs",
                "Criteria: {n} of {total} differ",
                differing,
                total=wording.number(total),
            )
            below = (
                _("Dots: share of wards reporting it as met. ≠: a gap of 20 points or more.")
                if found.cities
                else _("≠: some meet it, some do not.")
            )
            left = compare_wards.left_out_words(known.left_out)
            blocks.card_title(title, f"{below} {left}".strip())
        rows = compare_cities.count_rows(found) if found.cities else []
        if not found.cities:
            rows = compare_wards.count_rows(seen, found)
        if known.set_id:
            only = st.toggle(_("Differences only"), key="differing")
            rows += compare_criteria.criterion_rows(seen, found, only_differing=only)
        if rows and (known.set_id or not found.cities):
            st.html(side_grid(rows, len(found.keys)))
        if known.set_id and not found.cities:
            st.html(ward_words.cell_legend())
        source_mark("criteria", seen.table("sources"), _cited(seen, found))


def _indicators(seen: Situation, found: Compared) -> None:
    with st.container(key="card_indicators"):
        shared = sum(len(indicator.values) > 1 for indicator in found.indicators)
        title = ngettext(
            "{n} indicator is reported by two or more",
            "{n} indicators are reported by two or more",
            shared,
        )
        if not found.indicators:
            blocks.card_title(_("No indicator is published for any of them"))
            return
        if not shared:
            title = _("No indicator is reported by two of them; single values only")
        blocks.card_title(
            title,
            _(
                "Changes cover one shared period: the longest for which every unit with data "
                "reports."
            ),
        )
        rows = [
            GridRow(
                ward_words.indicator_name(indicator),
                [ward_words.measure_words(indicator.values.get(key)) for key in found.keys],
            )
            for indicator in found.indicators
        ]
        st.html(side_grid(rows, len(found.keys)))
        cited = [
            Citation(measure.source_id, wording.in_language(each.name_vi, each.name_en))
            for each in found.indicators
            for measure in each.values.values()
        ]
        source_mark("indicators", seen.table("sources"), cited)


def _events(seen: Situation, found: Compared) -> None:
    count = sum(len(events) for events in found.events.values())
    with st.container(key="card_events"):
        if not count:
            blocks.card_title(_("No dated event on record by this date"))
            return
        blocks.card_title(ngettext("{n} dated event", "{n} dated events", count))
        st.html(side_grid(compare_wards.event_rows(found), len(found.keys)))
        cited = [Citation(each.source_id) for events in found.events.values() for each in events]
        source_mark("events", seen.table("sources"), cited)


def _cited(seen: Situation, found: Compared) -> list[Citation]:
    if not found.cities:
        return citations(seen, found.keys)
    keys = [
        str(key) for key in seen.everywhere.index if seen.units.regions(str(key)) & set(found.keys)
    ]
    return [Citation(str(ward_words.known_of(seen, key, "source_id"))) for key in keys]
