"""How a recognition is known: by the number of its decision, as stated, or only as said."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lib.io.tables.contracts import STRENGTHS


def strength_of(table: pd.DataFrame) -> pd.Series[str]:
    """How each recognition among observations is known; "" for what is none.

    As given; else ``decision`` with a number and ``said`` without.
    """
    given = table["strength"].astype("str").fillna("")
    derived = (table["decision_no"].astype("str") != "").map({True: "decision", False: "said"})
    return given.where(given != "", derived).where(table["status"] == "recognised", "")


def strongest(moments: pd.DataFrame, since: pd.Series) -> pd.Series:
    """The strongest that any source has for the title of each ward since it holds it.

    Args:
        moments: Observations with their unit_key, status, day and strength.
        since: First day of the title that is held, by unit key.
    """
    titled = moments[moments["status"] == "recognised"]
    held = since.reindex(titled["unit_key"]).to_numpy(dtype="datetime64[ns]")
    days = titled["day"].to_numpy(dtype="datetime64[ns]")
    mine = titled[np.isnat(held) | np.isnat(days) | (days >= held)]
    place = mine["strength"].map({code: place for place, code in enumerate(STRENGTHS)})
    best = place.groupby(mine["unit_key"]).min()
    named: pd.Series = best.map(dict(enumerate(STRENGTHS)))
    return named
