"""Rows of the comparison of cities: wards by status, targets, shares of criteria."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lib.cards import phrases, telling
from lib.cards.bodies import Table
from lib.cards.compare_phrases import (
    Names,
    Row,
    city_count,
    city_wards,
    columns,
    criterion_name,
    differing,
    names_of,
    no_report,
    told,
)
from lib.cards.pieces import Asks, Piece, Said, Share
from lib.cards.telling import join, tell
from lib.cards.ward_phrases import number_name
from lib.domain.city_comparison import WIDE_APART
from lib.domain.rows import row_by_key
from lib.domain.statuses import LADDER
from lib.situation.comparison import Compared
from lib.situation.situation import Situation
from lib.words.terms import STATUS
from lib.words.wording import _


def ladder(seen: Situation, comparison: Compared) -> tuple[Table]:
    """Wards on each step with their share of the wards that exist, then target and pace."""
    keys = comparison.keys
    rows: list[Row] = [
        (telling.chip(code), *(_step(seen, key, code) for key in keys))
        for code in reversed(LADDER[1:])
    ]
    rows.append((_("Wards in total"), *(_total(seen, key) for key in keys)))
    rows.append((_("Next target"), *(_target(seen, key) for key in keys)))
    pace = [seen.pace_label(key) for key in keys]
    marked = (len(rows),) if len(set(pace)) > 1 else ()
    rows.append((_("Pace"), *map(telling.chip, pace)))
    rows.append((_("Newest report"), *(_newest(seen, key) for key in keys)))
    return (Table(columns(seen, keys), tuple(rows), marked, even=True),)


def row_of(seen: Situation, key: str) -> pd.Series | None:
    """Totals of a city; None when it is none of the day's."""
    return row_by_key(seen.provinces, key) if key in seen.provinces.index else None


def _step(seen: Situation, key: str, code: str) -> Said:
    row = row_of(seen, key)
    if row is None:
        return no_report()
    n = int(row[code])
    share = n / max(int(row["wards_total"]), 1)
    percent = telling.percent(number_name("share", code, key), min(share, 1.0))
    words = f"{STATUS[code].words}: {percent}"
    return telling.words(
        Said((city_count(seen, key, code, n),), "strong"),
        " ",
        Said((percent,), "dim"),
        Share(share, words, code),
    )


def _total(seen: Situation, key: str) -> Said | None:
    row = row_of(seen, key)
    if row is None:
        return None
    total = city_wards(seen, key, int(row["wards_total"]))
    reports = city_count(seen, key, "", int(row["wards_with_report"]))
    return told(Said((total,), "strong"), tell("{n} with a report", n=reports))


def _target(seen: Situation, key: str) -> Said:
    target = seen.next_targets.get(key)
    if target is None or target.goal is None or target.due is None:
        return tell("No target known", "dim")
    return tell(
        "{n} wards, due {day}",
        n=telling.count(number_name("goal", key), target.goal),
        day=telling.day(target.due, target.precision),
    )


def _newest(seen: Situation, key: str) -> Piece | None:
    row = row_of(seen, key)
    return None if row is None else phrases.report_day(seen, row["last_report"])


def assessed(seen: Situation, comparison: Compared) -> Table:
    """Wards of each city that the shares are of."""
    cells = (
        telling.count(
            number_name("assessed", key),
            comparison.shares.assessed.get(key, 0),
            f"{seen.units.province_name(key, seen.day)}: {_('Wards with assessed criteria')}",
            Asks("city_assessed", (key, *comparison.keys)),
        )
        for key in comparison.keys
    )
    return Table(
        columns(seen, comparison.keys), ((_("Wards with assessed criteria"), *cells),), even=True
    )


def criterion(seen: Situation, comparison: Compared, number: int, label: str) -> Row:
    """The share of wards of each city that meet a criterion, as a dot on one scale."""
    return tuple(_share(seen, comparison, key, number, label) for key in comparison.keys)


def _share(seen: Situation, comparison: Compared, key: str, number: int, label: str) -> Said:
    share = _share_of(comparison, key, number)
    if pd.isna(share):
        return Said((telling.chip("not_assessed"),))
    percent = share_met(seen, comparison, key, number, label)
    return Said((percent, " ", Share(share, f"{label}: {percent}", kind="dot")))


def _share_of(comparison: Compared, key: str, number: int) -> float:
    share: Any = comparison.shares.shares.loc[number, key]
    return float(share)


def share_met(seen: Situation, comparison: Compared, key: str, number: int, label: str) -> Piece:
    """The share of wards of a city that meet a criterion."""
    place = seen.units.province_name(key, seen.day)
    return telling.percent(
        number_name("met", number, key),
        _share_of(comparison, key, number),
        f"{place}: {label}",
        Asks("city_share", (key, str(number), *comparison.keys)),
    )


def differences(seen: Situation, comparison: Compared, names: Names) -> list[Said]:
    """Sentences: wards recognised of all, then criteria."""
    rows = {key: row for key in comparison.keys if (row := row_of(seen, key)) is not None}
    sentences = []
    if rows:
        parts = [
            telling.words(
                names[key],
                " ",
                city_count(seen, key, "recognised", int(row["recognised"])),
                "/",
                city_wards(seen, key, int(row["wards_total"])),
            )
            for key, row in sorted(rows.items(), key=lambda each: -int(each[1]["recognised"]))
        ]
        sentences.append(tell("Wards recognised out of all wards: {list}.", list=join(parts, "; ")))
    silent = [names[key] for key, row in rows.items() if not row["wards_with_report"]]
    if silent:
        sentences.append(tell("No report: {names}.", names=join(silent)))
    return [*sentences, *_gaps(seen, comparison, names)]


def _gaps(seen: Situation, comparison: Compared, names: Names) -> list[Said]:
    """In how many criteria the cities lie far apart, and in which the farthest."""
    shares = comparison.shares.shares
    if not comparison.shares.set_id:
        return []
    sentences = [
        tell(
            "For {k} of {n} criteria, the shares of wards meeting them differ by {points} "
            "points or more.",
            k=differing(comparison),
            n=telling.count("criteria", len(shares)),
            points=telling.count("points", round(WIDE_APART * 100)),
        )
    ]
    if comparison.differing:
        number = int((shares.max(axis=1) - shares.min(axis=1)).sort_values().index[-1])
        row: Any = shares.loc[number].dropna()
        low, high = str(row.idxmin()), str(row.idxmax())
        name = criterion_name(names_of(seen, comparison.shares.set_id), number)
        sentences.append(
            tell(
                "Widest gap: {criterion}: {low} {a}, {high} {b}.",
                criterion=name,
                low=names[low],
                a=share_met(seen, comparison, low, number, name.words),
                high=names[high],
                b=share_met(seen, comparison, high, number, name.words),
            )
        )
    return sentences
