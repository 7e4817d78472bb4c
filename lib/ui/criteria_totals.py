"""Where values per criterion are not published: totals met per ward, and the public wording."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from lib.domain.names import sort_key
from lib.domain.statuses import LADDER
from lib.ui import blocks, figures_criteria, phrases, wording
from lib.ui.citations import source_mark
from lib.ui.criteria_state import CriteriaState
from lib.ui.figures_rows import Part
from lib.ui.rows import record, records
from lib.ui.situation import Citation, Situation
from lib.ui.terms import N_
from lib.ui.wording import _, ngettext

_CERTAINTY = {
    "published": N_("published"),
    "inferred_from_article": N_("inferred from an article"),
    "unknown": N_("not public"),
    "placeholder": N_("placeholder, invented"),
}
_LISTED = 60
_SIGNS = {"published": "✓", "inferred_from_article": "≈", "unknown": "?", "placeholder": "✎"}


def headline(state: CriteriaState) -> None:
    """That values per criterion are not public, and what is."""
    seen = state.seen
    known = _with_totals(state)
    title = ngettext(
        "Results per criterion are not published; totals are published for {n} ward",
        "Results per criterion are not published; totals are published for {n} wards",
        len(known),
    )
    if seen.scope != "national":
        title = phrases.placed(seen.units.full_name(seen.scope), title)
    below = ngettext(
        "As of {day}: {n} ward has a report. The public record is too thin for a heat "
        "map; what it does say is below.",
        "As of {day}: {n} wards have a report. The public record is too thin for a heat "
        "map; what it does say is below.",
        len(seen.statuses),
        day=wording.day(seen.day),
    )
    blocks.heading(title, below)


def _with_totals(state: CriteriaState) -> pd.DataFrame:
    """Wards with a published total, of as many criteria as the chosen set has; furthest first."""
    seen = state.seen
    known = seen.statuses[seen.statuses["share_met"].notna()]
    if state.choice.set_id in state.sets.index:
        known = known[
            known["criteria_total"] == state.sets.at[state.choice.set_id, "criteria_count"]
        ]
    names = [sort_key(seen.units.full_name(str(key))) for key in known.index]
    known = known.assign(name=pd.Series(names, index=known.index, dtype=object))
    return known.sort_values(["share_met", "name"], ascending=[False, True])


def totals(state: CriteriaState) -> None:
    """Criteria met of all, ward by ward."""
    seen = state.seen
    known = _with_totals(state)
    with st.container(key="card_totals"):
        if known.empty:
            blocks.card_title(_("No total of criteria met is published for these wards"))
            words = (
                _("No ward matches the filter; choose another place, wave, status or date.")
                if seen.statuses.empty
                else _("A status is reported but no number of criteria; see the overview.")
            )
            st.info(wording.plain_markdown(words))
        else:
            done = int((known["share_met"] >= 1).sum())
            blocks.card_title(
                ngettext(
                    "{n} ward reports every criterion met, {others} do not yet",
                    "{n} wards report every criterion met, {others} do not yet",
                    done,
                    others=wording.number(len(known) - done),
                )
                if done
                else ngettext(
                    "The {n} ward with a published total does not yet meet every criterion",
                    "None of the {n} wards with a published total meets every criterion yet",
                    len(known),
                ),
                _("Criteria met out of the total, as last published; sign and colour show status."),
            )
            rows = [_total_row(seen, str(key)) for key in known.index]
            st.plotly_chart(
                figures_criteria.totals_met(rows),
                config={"displayModeBar": False},
                key="totals",
                alt="; ".join(f"{row.label}: {row.part}/{row.whole}" for row in rows),
            )
            source_mark("totals", seen.table("sources"), seen.cited(list(known.index)))
        _below_totals(state, known)


def _total_row(seen: Situation, key: str) -> Part:
    row = record(seen.statuses, key)
    when = row["criteria_day"]
    return Part(
        _named(seen, key),
        int(row["criteria_met"]),
        int(row["criteria_total"]),
        status=str(row["status"]),
        note=_("undated") if pd.isna(when) else f"{when.month}/{when.year}",
    )


def _below_totals(state: CriteriaState, known: pd.DataFrame) -> None:
    """What cannot be compared, and what the chosen set leaves out."""
    seen = state.seen
    sizes = sorted({int(each) for each in known["criteria_total"]}, reverse=True)
    lines = []
    if len(sizes) > 1 and seen.table("crosswalk").empty:
        lines.append(
            _(
                "Totals of {sizes} criteria come from different sets. No crosswalk "
                "between them is published, so each bar shows the share within its own "
                "set.",
                sizes=_(" and ").join(map(wording.number, sizes)),
            )
        )
    others = int(seen.statuses["share_met"].notna().sum()) - len(known)
    if others:
        lines.append(
            ngettext(
                "{n} ward has a total from a set of another size and is left out.",
                "{n} wards have a total from a set of another size and are left out.",
                others,
            )
        )
    if lines:
        st.html("".join(f'<p class="wa-sub">{escape(line)}</p>' for line in lines))


def without_totals(state: CriteriaState) -> None:
    """Wards with a status but without a published total, by status."""
    seen = state.seen
    silent = seen.statuses[seen.statuses["share_met"].isna()]
    if silent.empty:
        return
    with st.container(key="card_no_totals"):
        blocks.card_title(
            ngettext(
                "{n} ward has a status but no published total",
                "{n} wards have a status but no published total",
                len(silent),
            ),
            _("They are counted as not assessed, never as zero."),
        )
        rows = []
        for code in reversed(LADDER):
            keys = [str(key) for key in silent.index[silent["status"] == code]]
            if keys:
                names = sorted((_named(seen, key) for key in keys), key=sort_key)
                rows.append(
                    f'<tr><td>{blocks.chip(code)}</td><td class="n">{wording.number(len(keys))}'
                    f"</td><td>{escape('; '.join(names[:_LISTED]))}"
                    f"{'; …' if len(names) > _LISTED else ''}</td></tr>"
                )
        st.html(f'<table class="wa-bars">{"".join(rows)}</table>')
        source_mark("no_totals", seen.table("sources"), seen.cited(list(silent.index)))


def _named(seen: Situation, key: str) -> str:
    return f"{seen.units.name(key)}, {seen.units.province_name(key)}"


def criteria_wording(state: CriteriaState) -> None:
    """What is public of the wording of each set, with its certainty."""
    chosen = st.session_state.get("set", "")
    sets = state.sets[state.sets.index == chosen] if chosen in state.sets.index else state.sets
    criteria = state.seen.table("criteria")
    with st.container(key="card_wording"):
        mine = criteria[criteria["set_id"].isin(sets.index)]
        named = mine[(mine["criterion_name_vi"] != "") | (mine["criterion_name_en"] != "")]
        if mine.empty:
            blocks.card_title(_("None of the criteria wording is public"))
        else:
            blocks.card_title(
                _wording_title(sets, named), _("The sign shows how the wording is known.")
            )
        listed = "".join(_one_set(mine, row) for row in records(sets))
        st.html(f'<div class="wa-sets">{listed}</div>')
        cited = [Citation(str(row.source_id), str(row.set_id)) for row in records(sets)]
        cited += [
            Citation(str(source), str(set_id))
            for source, set_id in zip(mine["source_id"], mine["set_id"], strict=True)
        ]
        source_mark("wording", state.seen.table("sources"), cited)


def _wording_title(sets: pd.DataFrame, named: pd.DataFrame) -> str:
    """How much of the wording is on record."""
    full = sum(
        pd.notna(row.criteria_count)
        and int((named["set_id"] == row.set_id).sum()) >= int(row.criteria_count)
        for row in records(sets)
    )
    if full:
        return ngettext(
            "The wording of {n} criterion is on record",
            "The wording of {n} criteria is on record",
            len(named),
        )
    return ngettext(
        "The wording of only {n} criterion is public; no set is public in full",
        "The wording of only {n} criteria is public; no set is public in full",
        len(named),
    )


def _one_set(criteria: pd.DataFrame, row: Any) -> str:
    """Heading of a set and the names known of it; what is not known is counted."""
    own = criteria[criteria["set_id"] == row.set_id]
    day = wording.day(row.issued_on, str(row.issued_on_precision))
    basis = str(row.legal_basis) or _("Set of {day}, number not known", day=day)
    facts = [day] if row.legal_basis else []
    if pd.notna(row.groups_count):
        facts.append(ngettext("{n} group", "{n} groups", int(row.groups_count)))
    if pd.notna(row.criteria_count):
        facts.append(ngettext("{n} criterion", "{n} criteria", int(row.criteria_count)))
    facts.append(_("provisional") if str(row.status) == "provisional" else _("official"))
    items = []
    for name, rows in own.groupby(own.apply(_shown_name, axis=1), sort=False) if len(own) else []:
        if not name:
            continue
        code = str(rows["certainty"].iloc[0])
        items.append(
            f"<li><span>{escape(name)}</span>"
            f'<span class="wa-sub n">{_SIGNS[code]} {escape(_(_CERTAINTY[code]))}</span></li>'
        )
    silent = _silent_groups(own, row.groups_count)
    if silent:
        words = ngettext(
            "{n} group whose name is not public",
            "{n} groups whose names are not public",
            silent,
        )
        items.append(f'<li><span class="wa-sub">{_SIGNS["unknown"]} {escape(words)}</span></li>')
    # The identifier helps only beside a basis that does not hold it already.
    shows_id = row.legal_basis and str(row.set_id) not in str(row.legal_basis)
    own_id = f' <span class="wa-sub">{escape(str(row.set_id))}</span>' if shows_id else ""
    listed = "".join(items) or f"<li>{escape(_('None of its wording is public.'))}</li>"
    return (
        f'<div><h3 class="wa-card-title">{escape(basis)}{own_id}</h3>'
        f'<p class="wa-sub">{escape(" · ".join(facts))}</p><ul class="wa-list">{listed}</ul></div>'
    )


def _silent_groups(criteria: pd.DataFrame, groups_count: Any) -> int:
    """Groups of a set without a public name: of as many as it says it has, else of those listed."""
    names = criteria["group_name_vi"] + criteria["group_name_en"]
    named = criteria[names != ""].drop_duplicates(["group_name_vi", "group_name_en"])
    if pd.notna(groups_count):
        return max(int(groups_count) - len(named), 0)
    return len(set(criteria["group_no"].dropna()) - set(named["group_no"].dropna()))


def _shown_name(row: pd.Series) -> str:
    """Name of a criterion with its number, else of its group; "" when neither is known."""
    name = wording.in_language(str(row["criterion_name_vi"]), str(row["criterion_name_en"]))
    if name:
        number = row["criterion_no"]
        return name if pd.isna(number) else f"{int(number)}. {name}"
    group = wording.in_language(str(row["group_name_vi"]), str(row["group_name_en"]))
    return _("Group: {name}", name=group) if group else ""
