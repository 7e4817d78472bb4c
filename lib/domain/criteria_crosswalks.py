"""Results of one criteria set read as another: the comparable part, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

REASONS = ("split", "dropped", "new", "not_one_to_one", "not_in_crosswalk")
"""Why a criterion cannot be read across: the relations that do not carry, and two gaps."""

_LEFT_COLUMNS = ["set_id", "criterion_no", "reason", "rows"]


def through_crosswalk(
    latest: pd.DataFrame, crosswalk: pd.DataFrame, to_set: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Results under the numbers of one criteria set, of comparable criteria only.

    The crosswalk is read in both directions. Rows of `to_set` itself are kept only where
    their criterion is comparable with the other set, so that all wards are seen on the same
    criteria; when every row is of `to_set` already nothing is left out.

    Args:
        latest: Result of `assessments.latest`, of any sets.
        crosswalk: Frame of the crosswalk contract.
        to_set: The set whose numbers are wanted.

    Returns:
        The comparable part: columns of `latest`, with set_id and criterion_no of `to_set`,
        and from_set and from_criterion as they were; at most one row per ward and criterion,
        the newest. And what was left out: columns set_id, criterion_no, reason (one of
        `REASONS`) and rows (0 for a new criterion that nothing was reported of), by set and
        number.
    """
    rows = latest.assign(
        from_set=latest["set_id"].astype(str),
        from_criterion=latest["criterion_no"].astype("int64"),
    )
    own = rows["from_set"] == to_set
    if bool(own.all()):
        return rows, pd.DataFrame(columns=_LEFT_COLUMNS).astype({"rows": "int64"})
    others = sorted(set(rows.loc[~own, "from_set"]))
    relations = _both_ways(crosswalk, to_set, others)
    carried = _carried(relations, len(others))
    common = set(carried["target"])
    target = {
        (set_id, number): aim
        for set_id, number, aim in carried[["set_id", "criterion_no", "target"]].itertuples(
            index=False
        )
    } | {(to_set, number): number for number in common}
    pairs = pd.MultiIndex.from_arrays([rows["from_set"], rows["from_criterion"]])
    codes, distinct = pd.factorize(pairs)
    aims = pd.array([target.get(pair) for pair in distinct], dtype="Int64")
    moved = pd.Series(aims.take(codes), index=rows.index)
    comparable = rows[moved.notna()].assign(
        set_id=to_set, criterion_no=moved[moved.notna()].astype("Int64")
    )
    order = ["unit_key", "criterion_no", "as_of"]
    comparable = comparable.sort_values(order).drop_duplicates(order[:2], keep="last")
    return comparable.reset_index(drop=True), _left_out(
        rows[moved.isna()], relations, to_set, common
    )


def comparable_criteria(crosswalk: pd.DataFrame, to_set: str, others: Iterable[str]) -> list[int]:
    """Numbers in one set of the criteria that every one of some other sets has too.

    Args:
        crosswalk: Frame of the crosswalk contract.
        to_set: The set whose numbers are wanted.
        others: The other sets.
    """
    sets = sorted(set(others))
    carried = _carried(_both_ways(crosswalk, to_set, sets), len(sets))
    return sorted({int(number) for number in carried["target"]})


def _carried(relations: pd.DataFrame, others: int) -> pd.DataFrame:
    """The lines that carry one to one, of criteria that each of so many other sets has."""
    carried = relations[relations["relation"] == "comparable"]
    carried = carried.drop_duplicates(["set_id", "criterion_no"], keep=False)
    carried = carried.drop_duplicates(["set_id", "target"], keep=False)
    reached = carried.groupby("target")["set_id"].nunique()
    return carried[carried["target"].isin(reached.index[reached == others])]


def _both_ways(crosswalk: pd.DataFrame, to_set: str, others: list[str]) -> pd.DataFrame:
    """Lines between the wanted set and the others: set_id, criterion_no, target, relation.

    A line without a criterion on the other side (new towards, dropped on the way back) has
    no criterion_no.
    """
    table = crosswalk.astype({"from_set": "str", "to_set": "str", "relation": "str"})
    names = ["set_id", "criterion_no", "target", "relation"]
    ahead = table[(table["to_set"] == to_set) & table["from_set"].isin(others)]
    ahead = ahead[["from_set", "from_criterion", "to_criterion", "relation"]]
    back = table[(table["from_set"] == to_set) & table["to_set"].isin(others)]
    back = back[["to_set", "to_criterion", "from_criterion", "relation"]]
    return pd.concat(
        [part.set_axis(names, axis=1) for part in (ahead, back)], ignore_index=True
    ).astype({"criterion_no": "Int64", "target": "Int64"})


def _left_out(
    rows: pd.DataFrame, relations: pd.DataFrame, to_set: str, common: set[int]
) -> pd.DataFrame:
    """Criteria left out with the reason and the number of rows."""
    counts: Counter[tuple[str, int]] = Counter(
        zip(rows["from_set"], rows["from_criterion"], strict=True)
    )
    reasons: dict[tuple[str, int], str] = {}
    for set_id, number, aim, relation in relations.itertuples(index=False):
        reason = "not_one_to_one" if relation == "comparable" else str(relation)
        if not pd.isna(number) and (pd.isna(aim) or aim not in common):
            reasons.setdefault((set_id, int(number)), reason)
        if not pd.isna(aim) and int(aim) not in common:
            reasons.setdefault((to_set, int(aim)), reason)
    for pair in counts:
        reasons.setdefault(pair, "not_in_crosswalk")
    lines = [(*pair, reason, counts[pair]) for pair, reason in sorted(reasons.items())]
    return pd.DataFrame(lines, columns=_LEFT_COLUMNS).astype({"rows": "int64"})
