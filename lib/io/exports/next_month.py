"""The rows that an office would fill in next: the last state of each ward, as new rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

_CARRIED = ("unit_key", "province_text", "district_text", "ward_text", "programme", "wave",
            "registered_year", "status", "criteria_met", "criteria_total", "recognised_on",
            "decision_no", "strength")  # fmt: skip


def next_month(
    observations: pd.DataFrame, day: date, in_force: Callable[[str, date], bool]
) -> pd.DataFrame:
    """A new row for each ward of the counted programme, with what was last said of it.

    Identifier and day are those of the new report: a month would stand for its last day, and
    the rows would not show till then. The source is left to be filled in, so that nobody hands
    in last month's figures as this month's without naming a source.

    Args:
        observations: Rows of the table `observations`.
        day: The day that is to be reported of.
        in_force: Whether a unit exists on a day; a ward that does not is left out.
    """
    counted = observations["programme"].astype("str") == "model_ward_police"
    held = observations[counted & (observations["unit_key"] != "")]
    exists = [in_force(str(key), day) for key in held["unit_key"]]
    held = held[np.array(exists, dtype=bool)]  # an empty list would leave out all columns
    held = held[~(held["as_of"] > pd.Timestamp(day))]
    last = held.sort_values("as_of", kind="stable", na_position="first")
    last = last.drop_duplicates("unit_key", keep="last").sort_values("unit_key")
    made = last[list(_CARRIED)].reset_index(drop=True)
    made["observation_id"] = [f"{key}-{day}" for key in made["unit_key"].astype("str")]
    made["as_of"] = pd.Timestamp(day)
    made["as_of_precision"] = "day"
    return made
