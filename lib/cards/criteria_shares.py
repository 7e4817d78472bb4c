"""Criteria in bars: shares met, what holds most wards up, claims against findings, two sets."""

from __future__ import annotations

from typing import Any

from lib.cards import telling
from lib.cards.bodies import BarPart, BarRow, Bars, Prose
from lib.cards.card import Card
from lib.cards.charts import Dot, Dots, Lane
from lib.cards.criteria_phrases import (
    asks,
    criterion,
    numbered,
    share,
    sources,
    with_result,
    with_results,
)
from lib.cards.pieces import NOTHING, Name, Number, Said
from lib.cards.telling import join, tell, tell_n
from lib.domain.rows import records
from lib.situation.criteria import Criteria
from lib.situation.situation import Situation
from lib.view.criteria_choice import BOTH
from lib.view.view import View
from lib.words import wording
from lib.words.terms import BAR
from lib.words.wording import _

_SHOWN_BLOCKING = 8


def shares(seen: Situation, view: View) -> Card | None:
    """Share met per group and criterion; over two sets the comparable criteria of both."""
    criteria = with_results(seen, view)
    if criteria is None:
        return None
    return _two_sets(criteria) if view.set == BOTH else _one_set(criteria)


def _one_set(criteria: Criteria) -> Card:
    groups = criteria.by_group.dropna(subset=["share"]).sort_values("share")
    title = tell("Share of assessed wards that meet each criterion")
    if len(groups):
        low, high = (_group(criteria, row) for row in records(groups.iloc[[0, -1]]))
        title = tell(
            "“{worst}” is the lowest group ({low} met), “{best}” the highest ({high})",
            worst=low[0],
            low=low[1],
            best=high[0],
            high=high[1],
        )
    below = tell("Dark: group. Blue: criterion. Wards that meet it / wards assessed.")
    body = Bars(tuple(_share_rows(criteria)))
    return Card("shares", title, below, (body,), behind=sources(criteria))


def _group(criteria: Criteria, row: Any) -> tuple[Name, Number]:
    group = int(row.group_no)
    told = share(criteria, f"share_g{group}", row.met / row.assessed, f"g{group}")
    return Name(criteria.names.group(group)), told


def _share_rows(criteria: Criteria) -> list[BarRow]:
    """Groups in order, each followed by its criteria."""
    groups = {int(row.group_no): row for row in records(criteria.by_group)}
    of = criteria.names.groups
    rows = []
    table = sorted(
        records(criteria.by_criterion),
        key=lambda row: (of.get(int(row.criterion_no), 999), row.criterion_no),
    )
    for row in table:
        number = int(row.criterion_no)
        whole = groups.pop(of.get(number, 0), None)
        if whole is not None:
            group = int(whole.group_no)
            name = Name(criteria.names.group(group))
            rows.append(_share_row(criteria, name, f"g{group}", whole))
        rows.append(_share_row(criteria, numbered(criteria, number), str(number), row))
    return rows


def _share_row(criteria: Criteria, name: Name, scope: str, row: Any) -> BarRow:
    """A bar of what is met of what was assessed; nothing known gives no bar."""
    is_group = scope.startswith("g")
    is_assessed = bool(row.assessed)
    words = (
        telling.words(
            Said((share(criteria, f"share_{scope}", row.met / row.assessed, scope),), "strong"),
            " · ",
            telling.count(f"met_{scope}", int(row.met)),
            "/",
            telling.count(f"of_{scope}", int(row.assessed)),
        )
        if is_assessed
        else Said(("–",))
    )
    part = BarPart(row.met / row.assessed if is_assessed else 0.0, "group" if is_group else "")
    return BarRow(Said((name,)), (part,), words, strong=is_group)


def _two_sets(criteria: Criteria) -> Card:
    table = criteria.shares_by_set
    sets = [name for name in criteria.sets_in_use if name in set(table["set_id"])]
    if len(sets) < 2:
        words = tell(
            "All results here use {set}; choose former wards or an earlier date to compare.",
            set=Name(sets[0] if sets else "–"),
        )
        title = tell("Only one criteria set has results for these wards")
        return Card("shares", title, bodies=(Prose((words,), "empty"),), behind=sources(criteria))
    by_number: dict[int, list[Any]] = {}
    for row in records(table.sort_values("criterion_no")):
        by_number.setdefault(int(row.criterion_no), []).append(row)
    lanes = tuple(
        _lane(criteria, number, sorted(rows, key=lambda row: sets.index(row.set_id)), sets)
        for number, rows in by_number.items()
    )
    widest = (
        tell(
            "{set}: {n} wards",
            set=Name(name),
            n=telling.count(f"wards_{at}", int(table.loc[table["set_id"] == name, "wards"].max())),
        )
        for at, name in enumerate(sets)
    )
    return Card(
        "shares",
        tell_n(
            "{n} criterion means the same in both sets",
            "{n} criteria mean the same in both sets",
            telling.count("comparable", len(by_number)),
        ),
        telling.words(
            tell("Share of wards that met it at their last assessment under each set."),
            " ",
            join(widest, "; "),
        ),
        (Dots(lanes),),
        behind=sources(criteria),
    )


def _lane(criteria: Criteria, number: int, rows: list[Any], sets: list[str]) -> Lane:
    """A criterion with its share in each set: hollow for earlier sets, full for the newest."""
    assessed = [row for row in rows if row.assessed]
    shares = [
        telling.percent(
            f"share_{number}_{sets.index(row.set_id)}",
            row.met / row.assessed,
            f"{criteria.names.numbered(number)} · {row.set_id}",
            asks(criteria, "criteria_set_share", row.set_id, number),
        )
        for row in assessed
    ]
    dots = tuple(
        Dot(
            float(told.value or 0),
            f"{row.set_id}: {told.words} ({int(row.met)}/{int(row.assessed)})",
            "set_now" if row.set_id == sets[-1] else "set_before",
            hollow=row.set_id != sets[-1],
        )
        for row, told in zip(assessed, shares, strict=True)
    )
    ends = [dot.at for dot in dots]
    span = (float(min(ends)), float(max(ends))) if len(ends) > 1 else None  # type: ignore[arg-type]
    return Lane(Said((numbered(criteria, number),)), dots, span, told=join(shares, " → "))


def blocking(seen: Situation, view: View) -> Card | None:
    """The criteria that hold up most wards."""
    criteria = with_results(seen, view)
    if criteria is None:
        return None
    table = criteria.blocking
    most = table.head(3)
    whole = int(table["not_met"].sum())
    below = tell(
        "Wards that do not meet it, out of those assessed; first {n} criteria.",
        n=telling.count("shown", _SHOWN_BLOCKING),
    )
    if not whole:
        words = tell("Every criterion assessed here is met.")
        title = tell("No criterion is holding any ward back")
        return Card("blocking", title, below, (Prose((words,), "empty"),))
    longest = int(table["not_met"].max())
    title = tell_n(
        "{n} criterion makes up {share} of all that is not met",
        "{n} criteria make up {share} of all that is not met",
        telling.count("most", len(most)),
        share=telling.percent(
            "share_of_most",
            int(most["not_met"].sum()) / whole,
            _("Not met"),
            asks(criteria, "criteria_most_missing", len(most)),
        ),
    )
    rows = tuple(
        _blocking_row(criteria, row, longest) for row in records(table.head(_SHOWN_BLOCKING))
    )
    return Card("blocking", title, below, (Bars(rows),), behind=sources(criteria))


def _blocking_row(criteria: Criteria, row: Any, longest: int) -> BarRow:
    number = int(row.criterion_no)
    missing = with_result(criteria, f"not_met_{number}", int(row.not_met), number, "not_met")
    words = telling.words(
        Said((missing,), "strong"),
        " / ",
        telling.count(f"of_{number}", int(row.assessed)),
        " (",
        telling.percent(f"share_{number}", row.not_met / row.assessed),
        ")",
    )
    part = BarPart(row.not_met / longest, "missing")
    return BarRow(Said((criterion(criteria, number),)), (part,), words)


def claims(seen: Situation, view: View) -> Card | None:
    """What wards claim against what inspections find."""
    criteria = with_results(seen, view)
    if criteria is None:
        return None
    overall = criteria.compared.overall
    judged = sum(overall.values()) - overall["not_inspected"]
    if not judged:
        words = tell(
            "Only self-reported results are known here. Choose a later date or another place."
        )
        title = tell("No inspection is on record for these wards")
        return Card("claims", title, bodies=(Prose((words,), "empty"),))
    title = tell(
        "Inspections did not confirm {n} of {judged} results ({share})",
        n=_claim(criteria, "more", overall["claimed_more"], "claimed_more"),
        judged=_claim(criteria, "judged", judged, "inspected"),
        share=telling.percent("share_more", overall["claimed_more"] / judged, digits=1),
    )
    table = criteria.compared.by_criterion
    inspected = table[["agree", "claimed_more", "claimed_less", "other"]].sum(axis=1)
    table = table.assign(inspected=inspected).sort_values(
        ["claimed_more", "criterion_no"], ascending=[False, True]
    )
    longest = int((table["claimed_more"] + table["claimed_less"]).max()) or 1
    return Card(
        "claims",
        title,
        tell("Newest inspection of each criterion; beside the bars: wards, of those inspected."),
        (
            Bars(
                tuple(_claim_row(criteria, row, longest) for row in records(table)),
                terms=("claimed_more", "claimed_less"),
            ),
        ),
        behind=sources(criteria),
    )


def _claim(criteria: Criteria, name: str, value: int, outcome: str, number: str = "") -> Number:
    label = BAR[outcome].words if outcome in BAR else _("Results inspected")
    return telling.count(name, value, label, asks(criteria, "criteria_claims", outcome, number))


def _claim_row(criteria: Criteria, row: Any, longest: int) -> BarRow:
    """One criterion: first claims that were not confirmed, then the other way round."""
    number = int(row.criterion_no)
    counts = {name: int(getattr(row, name)) for name in ("claimed_more", "claimed_less")}
    parts = tuple(
        BarPart(count / longest, name, f"{BAR[name].words}: {wording.number(count)}")
        for name, count in counts.items()
    )
    more, less = (
        _claim(criteria, f"{name}_{number}", count, name, str(number))
        for name, count in counts.items()
    )
    words = telling.words(
        Said((f"{BAR['claimed_more'].icon} ", more), "strong"),
        *((f" {BAR['claimed_less'].icon} ", less) if less.value else ()),
        " / ",
        telling.count(f"inspected_{number}", int(row.inspected)),
    )
    return BarRow(Said((numbered(criteria, number),)), parts, words or NOTHING)
