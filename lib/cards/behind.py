"""Sources behind a card: which they are, and what each says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from lib.cards.card import Behind, Citation
from lib.situation.situation import Situation
from lib.words.terms import STATUS


def behind(seen: Situation, wards: Sequence[str] = (), cited: Iterable[Citation] = ()) -> Behind:
    """What stands behind a card.

    Args:
        seen: The situation.
        wards: Wards whose reports stand behind it.
        cited: Other sources, with what they say; first in order.
    """
    others = tuple(each for each in cited if each.source_id)
    held = seen.statuses_ever
    keys = tuple(key for key in wards if key in held.index)
    of_wards = held.loc[list(keys), "source_id"].astype(str)
    ids = dict.fromkeys([*(each.source_id for each in others), *of_wards])
    return Behind(tuple(each for each in ids if each), keys, others)


def observed(seen: Situation, wards: Sequence[str]) -> list[Citation]:
    """Everything that sources say of the status of wards up to the day, oldest first."""
    rows = seen.dated[seen.dated["unit_key"].isin(list(wards))]
    rows = rows[~(rows["day"] > pd.Timestamp(seen.day))]
    told = rows[["unit_key", "source_id", "status"]].astype(str).drop_duplicates()
    return [
        Citation(source, f"{seen.units.full_name(key, seen.day)}: {STATUS[status].words}")
        for key, source, status in told.itertuples(index=False)
    ]


def citations(seen: Situation, behind: Behind) -> list[Citation]:
    """Everything the sources behind a card say, in their order."""
    rows = seen.statuses_ever.loc[list(behind.wards), ["status", "source_id"]].astype(str)
    told = [
        Citation(source, f"{seen.units.full_name(key, seen.day)}: {STATUS[status].words}")
        for key, status, source in zip(behind.wards, rows["status"], rows["source_id"], strict=True)
    ]
    return [*behind.cited, *told]
