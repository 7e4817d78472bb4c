"""Charts of the criteria page: shares met, what blocks, claims against findings."""

from __future__ import annotations

import streamlit as st

from lib.ui import blocks, figures_criteria, wording
from lib.ui.citations import source_mark
from lib.ui.criteria_choice import BOTH
from lib.ui.criteria_state import CriteriaState
from lib.ui.figures_criteria import Difference, SetShare
from lib.ui.figures_rows import Part
from lib.ui.rows import records
from lib.ui.wording import _, ngettext

_SHOWN_BLOCKING = 8
_PLAIN = {"displayModeBar": False}


def shares(state: CriteriaState) -> None:
    """Share met per group and criterion; over two sets the comparable criteria of both."""
    with st.container(key="card_shares"):
        if state.choice.set_id == BOTH:
            _compared_sets(state)
        else:
            _shares_of_one_set(state)
        source_mark("shares", state.seen.table("sources"), state.cited())


def _shares_of_one_set(state: CriteriaState) -> None:
    groups = state.by_group.dropna(subset=["share"]).sort_values("share")
    title = _("Share of assessed wards that meet each criterion")
    if len(groups):
        title = _(
            "“{worst}” is the lowest group ({low} met), “{best}” the highest ({high})",
            worst=state.names.group(int(groups["group_no"].iloc[0])),
            low=wording.percent(float(groups["share"].iloc[0])),
            best=state.names.group(int(groups["group_no"].iloc[-1])),
            high=wording.percent(float(groups["share"].iloc[-1])),
        )
    blocks.card_title(
        title, _("Dark: group. Blue: criterion. Wards that meet it / wards assessed.")
    )
    rows = share_rows(state)
    st.plotly_chart(
        figures_criteria.shares_met(rows),
        config=_PLAIN,
        key="shares",
        alt=figures_criteria.alt_of_shares(rows),
    )


def share_rows(state: CriteriaState) -> list[Part]:
    """Groups in order, each followed by its criteria."""
    of_group = {int(row.group_no): row for row in records(state.by_group)}
    rows = []
    listed: set[int] = set()
    numbers = {int(row.criterion_no): row for row in records(state.by_criterion)}
    for number, row in sorted(
        numbers.items(), key=lambda item: (state.names.groups.get(item[0], 999), item[0])
    ):
        group = state.names.groups.get(number, 0)
        if group in of_group and group not in listed:
            listed.add(group)
            whole = of_group[group]
            name = state.names.group(group)
            rows.append(Part(name, int(whole.met), int(whole.assessed), strong=True))
        name = state.names.numbered(number)
        rows.append(Part(name, int(row.met), int(row.assessed)))
    return rows


def _compared_sets(state: CriteriaState) -> None:
    table = state.shares_by_set
    sets = [name for name in state.sets_in_use if name in set(table["set_id"])]
    numbers = sorted(set(table["criterion_no"].astype(int)))
    if len(sets) < 2:
        blocks.card_title(_("Only one criteria set has results for these wards"))
        words = _(
            "All results here use {set}; choose former wards or an earlier date to compare.",
            set=sets[0] if sets else "–",
        )
        st.info(wording.plain_markdown(words))
        return
    blocks.card_title(
        ngettext(
            "{n} criterion means the same in both sets",
            "{n} criteria mean the same in both sets",
            len(numbers),
        ),
        _("Share of wards that met it at their last assessment under each set.")
        + " "
        + "; ".join(
            _(
                "{set}: {n} wards",
                set=name,
                n=wording.number(int(table.loc[table["set_id"] == name, "wards"].max())),
            )
            for name in sets
        ),
    )
    rows = [
        SetShare(
            state.names.numbered(int(row.criterion_no)),
            str(row.set_id),
            int(row.met),
            int(row.assessed),
        )
        for row in records(table.sort_values(["criterion_no", "set_id"]))
    ]
    st.plotly_chart(
        figures_criteria.sets_compared(rows, sets),
        config=_PLAIN,
        key="sets_compared",
        alt="; ".join(f"{row.label}, {row.set_id}: {row.part}/{row.whole}" for row in rows),
    )


def blocking(state: CriteriaState) -> None:
    """The criteria that hold up most wards."""
    table = state.blocking
    most = table.head(3)
    whole = int(table["not_met"].sum())
    with st.container(key="card_blocking"):
        blocks.card_title(
            ngettext(
                "{n} criterion makes up {share} of all that is not met",
                "{n} criteria make up {share} of all that is not met",
                len(most),
                share=wording.percent(int(most["not_met"].sum()) / whole if whole else None),
            )
            if whole
            else _("No criterion is holding any ward back"),
            _(
                "Wards that do not meet it, out of those assessed; first {n} criteria.",
                n=_SHOWN_BLOCKING,
            ),
        )
        if table.empty:
            st.info(_("Every criterion assessed here is met."))
            return
        rows = [
            Part(state.names.criterion(int(row.criterion_no)), int(row.not_met), int(row.assessed))
            for row in records(table.head(_SHOWN_BLOCKING))
        ]
        st.plotly_chart(
            figures_criteria.blocking_criteria(rows),
            config=_PLAIN,
            key="blocking",
            alt=figures_criteria.alt_of_shares(rows),
        )
        source_mark("blocking", state.seen.table("sources"), state.cited())


def claims(state: CriteriaState) -> None:
    """What wards claim against what inspections find."""
    overall = state.compared.overall
    judged = sum(overall.values()) - overall["not_inspected"]
    with st.container(key="card_claims"):
        if not judged:
            blocks.card_title(_("No inspection is on record for these wards"))
            st.info(
                _(
                    "Only self-reported results are known here. Choose a later date or another "
                    "place."
                )
            )
            return
        blocks.card_title(
            _(
                "Inspections did not confirm {n} of {judged} results ({share})",
                n=wording.number(overall["claimed_more"]),
                judged=wording.number(judged),
                share=wording.percent(overall["claimed_more"] / judged, 1),
            ),
            _(
                "Newest inspection of each criterion. Right: reported as met, found not "
                "met / inspected. Left: reported as not met, found met."
            ),
        )
        table = state.compared.by_criterion
        table = table.assign(
            inspected=table[["agree", "claimed_more", "claimed_less", "other"]].sum(axis=1)
        ).sort_values(["claimed_more", "criterion_no"], ascending=[False, True])
        rows = [
            Difference(
                state.names.numbered(int(row.criterion_no)),
                int(row.claimed_more),
                int(row.claimed_less),
                int(row.inspected),
            )
            for row in records(table)
        ]
        st.plotly_chart(
            figures_criteria.claims_and_findings(rows),
            config=_PLAIN,
            key="claims",
            alt="; ".join(f"{row.label}: {row.more}/{row.inspected}" for row in rows),
        )
        source_mark("claims", state.seen.table("sources"), state.cited())
