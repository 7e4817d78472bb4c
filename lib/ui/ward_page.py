"""Parts of the page of one ward: heading, ladder, place, criteria, indicators, history."""

from __future__ import annotations

from html import escape

import streamlit as st

from lib.cards.behind import observed
from lib.cards.card import Citation
from lib.cards.ward_phrases import course
from lib.domain import chronicles
from lib.domain.comparison import SideBySide, indicators_compared, side_by_side
from lib.domain.rows import record
from lib.domain.statuses import COUNTED
from lib.domain.units import PROVINCE_LEVEL
from lib.draw import cell_pictures
from lib.situation.situation import Situation
from lib.ui import (
    blocks,
    phrases,
    ward_outlines,
    ward_tables,
    ward_words,
)
from lib.ui.choices import compare
from lib.ui.citations import source_mark, source_rows
from lib.ui.frame import navigation
from lib.ui.ward_lineage import lineage
from lib.view.view import View
from lib.words import wording
from lib.words.terms import KINDS
from lib.words.wording import _, ngettext


def headline(seen: Situation, chosen: View) -> None:
    """Name, place and state; links to the map and to the comparison."""
    key = chosen.ward
    name = seen.units.name(key, seen.day)
    place = seen.units.full_name(key, seen.day).removeprefix(f"{name}, ")
    status = ward_words.status_of(seen, key)
    since = ward_words.status_day(seen, key)
    state = f"{blocks.chip(status or 'no_report')} {escape(since)}"
    st.html(
        f'<div class="wa-head"><h1>{escape(name)}</h1><p>{escape(place)} · {state}</p></div>'
        + _existence(seen, key)
    )
    with st.container(key="actions", horizontal=True, vertical_alignment="center"):
        if key in chosen.compare:
            words = _("Compare ({n})", n=wording.number(len(chosen.compare)))
            navigation.link("compare", words)
        else:
            st.button(_("+ Compare"), key="compare_add", on_click=compare.add, args=(key,))
        navigation.link("map", _("On the map"), ward=key)
        navigation.link("ward", _("Another ward"), ward="")


def _existence(seen: Situation, key: str) -> str:
    """A line for a unit that is not in force on the day, or is no ward."""
    units = seen.units
    if not units.exists(key, seen.day):
        instead = ", ".join(units.name(each, seen.day) for each in units.as_of_key(key, seen.day))
        if units.states.begins_after(key, seen.day):
            words = _("This unit did not exist yet on {day}.", day=wording.day(seen.day))
        else:
            words = _("This unit no longer exists; it is shown as it last was.")
        if instead:
            words += " " + _("On {day}: {names}.", day=wording.day(seen.day), names=instead)
    elif units.kind(key, seen.day) != "ward":
        words = _("This is a commune or special zone; the programme covers wards only.")
    else:
        return ""
    return f'<div class="wa-note" role="status">{escape(words)}</div>'


def sections(seen: Situation, chosen: View) -> None:
    """Everything known, a card each; sources last."""
    key = chosen.ward
    criteria = side_by_side(seen.table("assessments"), seen.table("crosswalk"), [key], seen.day)
    left, right = st.columns([7, 5], gap="small")
    with left:
        _ladder(seen, key)
        _lineage_card(seen, key)
        _events(seen, key)
    with right:
        _place(seen, key)
        _indicators(seen, key)
        if not criteria.set_id:
            _criteria(seen, key, criteria)
    if criteria.set_id:  # a long list: it takes the whole width, in columns
        _criteria(seen, key, criteria)
    _observations(seen, key)
    _sources(seen, key)


def _ladder(seen: Situation, key: str) -> None:
    with st.container(key="card_ladder"):
        blocks.card_title(_("Status history"))
        st.html(ward_tables.ladder(seen, key))
        source_mark("ladder", seen.table("sources"), observed(seen, [key]))


def _place(seen: Situation, key: str) -> None:
    units = seen.units
    with st.container(key="card_place"):
        blocks.card_title(_("Location"))
        drawn = ward_outlines.outlines(seen, [key])[key]
        area, missing = ward_outlines.area(seen, key), ward_outlines.outline_words(seen, key)
        row = record(seen.known, key) if key in seen.known.index else None
        districts = sorted(
            units.name(each) for each in units.regions(key) if units.kind(each) == "district"
        )
        facts = [
            (_("Kind"), _(KINDS.get(units.kind(key, seen.day), units.kind(key, seen.day)))),
            (_("Area"), area or "–"),
            (
                _("Former district") if units.exists(key, seen.day) and seen.after_reform
                else _("District"),
                ", ".join(districts) or "–",
            ),
            (_("Wave"), phrases.wave_name(str(row["wave"])) if row is not None else ""),
            (_("Unit key"), key),
        ]  # fmt: skip
        lines = "".join(
            f"<tr><th>{escape(name)}</th><td>{escape(value or '–')}</td></tr>"
            for name, value in facts
        )
        st.html(f'<div class="wa-placed">{drawn}<table class="wa-facts">{lines}</table></div>')
        if not area:
            st.html(f'<p class="wa-sub">{escape(missing)}</p>')


def _criteria(seen: Situation, key: str, criteria: SideBySide) -> None:
    count = ward_words.criteria_count(seen, key)
    table = chronicles.stated_counts(seen.dated, key, seen.day)
    with st.container(key="card_criteria"):
        if criteria.set_id and criteria.assessed(key):
            met, total = criteria.met(key)
            title = _(
                "{met} of {total} criteria self-reported as met, {verified} confirmed by "
                "inspection",
                met=wording.number(met),
                total=wording.number(total),
                verified=wording.number(criteria.verified(key)),
            )
        elif count:
            title = _("{count} criteria met, as reported", count=count)
        else:
            title = _("No number of criteria met is published for this ward")
        below = "" if criteria.set_id else _("This dataset does not say which ones.")
        blocks.card_title(title, below if count else "")
        if len(table):
            st.html(
                cell_pictures.course(course(seen, key, table), width=420, height=80)
                + f'<p class="wa-sub">{escape(_("Share of criteria met, 0–100%"))}</p>'
            )
        if criteria.set_id:
            st.html(ward_tables.criteria(seen, key, criteria))
        source_mark("criteria", seen.table("sources"), observed(seen, [key]))


def _lineage_card(seen: Situation, key: str) -> None:
    with st.container(key="card_lineage"):
        lineage(seen, key)


def _indicators(seen: Situation, key: str) -> None:
    found = indicators_compared(seen.table("indicators"), {key: [key]}, seen.day)
    with st.container(key="card_indicators"):
        if not found:
            blocks.card_title(_("No indicator is published for this ward"))
            return
        title = ngettext("{n} indicator", "{n} indicators", len(found))
        blocks.card_title(title, _("With the change between reported periods."))
        st.html(ward_tables.indicators(found, key))
        cited = [
            Citation(each.values[key].source_id, wording.in_language(each.name_vi, each.name_en))
            for each in found
        ]
        source_mark("indicators", seen.table("sources"), cited)


def _events(seen: Situation, key: str) -> None:
    events = chronicles.ward_events(seen.dated, seen.table("milestones"), key, seen.day)
    with st.container(key="card_events"):
        if not events:
            blocks.card_title(_("No dated event on record by this date"))
            return
        blocks.card_title(ngettext("{n} dated event", "{n} dated events", len(events)))
        items = "".join(
            f"<li><span>{ward_words.event_words(event)}</span></li>" for event in events
        )
        st.html(f'<ul class="wa-list wa-events">{items}</ul>')
        cited = [Citation(event.source_id) for event in events]
        source_mark("events", seen.table("sources"), cited)


def _observations(seen: Situation, key: str) -> None:
    table = seen.table("observations")
    mine = table[table["unit_key"].astype(str) == key]
    counted = mine["programme"].astype(str) == COUNTED
    with st.container(key="card_observations"):
        if mine.empty:
            blocks.card_title(_("No source in this dataset mentions this unit"))
            return
        title = ngettext("{n} observation", "{n} observations", int(counted.sum()))
        related = int((~counted).sum())
        below = (
            ngettext(
                "{n} more is from a related programme: shown, never counted.",
                "{n} more are from a related programme: shown, never counted.",
                related,
            )
            if related
            else _("What each source says, newest first; rows after the as-of date are greyed out.")
        )
        blocks.card_title(title, below)
        st.html(ward_tables.observations(seen, mine))


def _sources(seen: Situation, key: str) -> None:
    table = seen.table("observations")
    mine = table[table["unit_key"].astype(str) == key]
    used = [
        *mine["source_id"].astype(str),
        *(
            each.source_id
            for each in chronicles.scope_events(seen.table("milestones"), (key,), seen.day)
        ),
        *seen.table("indicators").query("scope_key == @key")["source_id"].astype(str),
    ]
    ids = list(dict.fromkeys(used))
    with st.container(key="card_sources"):
        if not ids:
            blocks.card_title(_("No source supports this page yet"))
            return
        blocks.card_title(ngettext("{n} source", "{n} sources", len(ids)))
        st.html(source_rows(seen.table("sources"), [Citation(each) for each in ids]))


def is_ward(seen: Situation, chosen: View) -> bool:
    """Whether the chosen unit is of commune level, so that it has a page."""
    return bool(chosen.ward) and seen.units.kind(chosen.ward) not in (*PROVINCE_LEVEL, "district")
