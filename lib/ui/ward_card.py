"""The card of one ward: status, criteria, lineage, sources; never an inherited title."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from lib.cards.card import Citation
from lib.domain.rows import record, records
from lib.domain.units import vintage_of
from lib.situation.situation import Situation
from lib.ui import blocks
from lib.ui.choices import compare
from lib.ui.citations import source_mark
from lib.ui.frame import navigation, session
from lib.words import wording
from lib.words.terms import NO_VALUE, STATUS
from lib.words.wording import _


def ward_card(seen: Situation, key: str) -> None:
    """Everything the record says of a ward at the as-of date, in a few lines."""
    units = seen.units
    name = units.name(key, seen.day)
    place = units.full_name(key, seen.day).removeprefix(f"{name}, ")
    with st.container(key="card_ward"):
        st.html(
            f'<h2 class="wa-card-title">{escape(name)} '
            f'<span class="wa-sub">{escape(place)}</span></h2>'
        )
        st.html(f'<div class="wa-lineage">{_own_state(seen, key)}{_lineage(seen, key)}</div>')
        source_mark("ward", seen.table("sources"), _citations(seen, key))
        _links(seen, key)
        _leads(key)


def _leads(key: str) -> None:
    """On to the ward's own page, and into the comparison."""
    chosen = tuple(st.session_state.get("compare", ()))
    with st.container(key="leads", horizontal=True, gap="small", vertical_alignment="center"):
        navigation.link("ward", _("Ward profile"), ward=key)
        if key not in chosen:
            st.button(_("+ Compare"), key="compare_add", on_click=compare.add, args=(key,))
        if chosen:
            words = _("Compare ({n})", n=wording.number(len(chosen)))
            navigation.link("compare", words)


def _own_state(seen: Situation, key: str) -> str:
    if key in seen.known.index:
        return f"<div>{_state_words(seen, key)}</div>"
    if not seen.units.exists(key, seen.day):
        if vintage_of(key) == "until2025":
            words = _("This unit was abolished on 30 June 2025; it had no published report.")
        else:
            words = _("This unit did not exist yet on {day}.", day=wording.day(seen.day))
        return f"<div>{escape(words)}</div>"
    if seen.units.kind(key) != "ward":
        words = _("This is a commune or special zone; the programme covers wards only.")
        return f"<div>{escape(words)}</div>"
    none = NO_VALUE["no_report"]
    words = _("no published report of its own by {day}", day=wording.day(seen.day))
    return f"<div>{blocks.chip(none.code)} {escape(words)}</div>"


def _state_words(seen: Situation, key: str) -> str:
    row = record(seen.known, key)
    parts = [blocks.chip(str(row["status"]))]
    if pd.notna(row["criteria_met"]) and pd.notna(row["criteria_total"]):
        parts.append(
            escape(
                _(
                    "{met}/{total} criteria",
                    met=wording.number(int(row["criteria_met"])),
                    total=wording.number(int(row["criteria_total"])),
                )
            )
        )
    parts.append(escape(_when(row)))
    if row["decision_no"]:
        parts.append(escape(_("Decision No. {no}", no=row["decision_no"])))
    if bool(row["conflict"]):
        parts.append(escape(_("sources differ; the lower figure counts")))
    return " · ".join(part for part in parts if part)


def _when(row: pd.Series) -> str:
    basis = str(row["basis"])
    if basis == "undated":
        return _("undated")
    day = wording.day(row["status_day"], str(row["precision"]))
    if str(row["status"]) == "recognised" and pd.notna(row["recognised_on"]):
        return day
    return (
        _("report of {day} (day of publication)", day=day)
        if basis == "published"
        else _("report of {day}", day=day)
    )


def _lineage(seen: Situation, key: str) -> str:
    """Predecessors of a current ward with their state, or successors of a former one."""
    units = seen.units
    before = units.predecessors(key)
    lines = []
    if len(before):
        held = seen.known.index[seen.known["status"] == "recognised"]
        recognised = sum(key in held for key in before["key"])
        head = _(
            "Formed from {n} former units on {day}",
            n=wording.number(len(before)),
            day=wording.day(before["effective_on"].min()),
        )
        foot = _(
            "{k} of {n} former units are recognised; the title is not carried over here.",
            k=wording.number(recognised),
            n=wording.number(len(before)),
        )
        lines = [_line(seen, str(row.key), bool(row.divided)) for row in records(before)]
        below = f'<div class="wa-sub">{escape(foot)}</div>'
        return f"<div><b>{escape(head)}</b></div>{''.join(lines)}{below}"
    after = units.successors(key)
    if len(after):
        day = wording.day(after["effective_on"].min())
        head = (
            _("Split on {day} between", day=day)
            if bool(after["divided"].any())
            else _("Since {day}, part of", day=day)
        )
        for row in records(after):
            name = escape(units.full_name(str(row.key)))
            main = f" ({escape(_('larger part'))})" if row.is_default and row.divided else ""
            lines.append(f'<div class="l"><b>{name}</b>{main}</div>')
        return f"<div><b>{escape(head)}</b></div>{''.join(lines)}"
    return ""


def _line(seen: Situation, key: str, divided: bool) -> str:
    name = escape(seen.units.full_name(key).rsplit(", ", 1)[0])
    state = (
        STATUS[str(seen.known.at[key, "status"])].words
        if key in seen.known.index
        else NO_VALUE["no_report"].words
    )
    row = record(seen.known, key) if key in seen.known.index else None
    if row is not None and pd.notna(row["criteria_met"]):
        state += f" {int(row['criteria_met'])}/{int(row['criteria_total'])}"
    if row is not None:
        state += f", {_when(row)}"
    part = f" ({escape(_('a part'))})" if divided else ""
    weight = ("<b>", "</b>") if row is not None else ("", "")
    return f'<div class="l">{weight[0]}{name}{weight[1]}{part}: {escape(state)}</div>'


def _citations(seen: Situation, key: str) -> list[Citation]:
    keys = [key, *seen.units.predecessors(key)["key"]]
    rows = seen.dated[seen.dated["unit_key"].isin(keys)]
    return [
        Citation(
            str(row.source_id),
            f"{seen.units.name(str(row.unit_key))}: {STATUS[str(row.status)].words}"
            + (
                f" {int(row.criteria_met)}/{int(row.criteria_total)}"
                if pd.notna(row.criteria_met) and pd.notna(row.criteria_total)
                else ""
            )
            + f" ({wording.day(row.day, str(row.day_precision))})",
        )
        for row in records(rows)
    ]


def _links(seen: Situation, key: str) -> None:
    """Buttons to the former or later units of the card."""
    others = [*seen.units.predecessors(key)["key"], *seen.units.successors(key)["key"]]
    reported = [k for k in others if k in seen.known.index or vintage_of(str(k)) == "from2025"]
    if not reported:
        return
    with st.container(key="kin", horizontal=True, gap="small"):
        for other in reported[:4]:
            st.button(
                wording.plain_markdown(seen.units.name(str(other))),
                key=f"open_{other}",
                on_click=session.open_ward,
                args=(str(other),),
            )
