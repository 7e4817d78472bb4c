"""Parts of one unit, as islands often are in a file: one row each, joined by their code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import shapely

from lib.errors import Message
from lib.io.arrivals.repairs import Repair
from lib.io.faults import said
from lib.io.geo import boundary_faults as say
from lib.io.tables.folding import bare

_TOUCHING = 0.0001  # degrees, about 11 m: nearer than that, parts share a border
NoteFault = Callable[[str, int, str, Message, Message], None]


def joined(units: pd.DataFrame, note: NoteFault, repairs: list[Repair]) -> pd.DataFrame:
    """One row for each code; rows of one code that lie apart become one outline.

    Rows of one code that overlap are two versions of a unit, those that touch are more often a
    neighbour with a wrong code, and those under different names are two units: all of them are
    faults, because nobody can say which is meant.

    Args:
        units: Rows with ``file``, ``row``, ``code``, ``written_name`` and valid polygons.
        note: Called with file, row, column, found and expected of each fault.
        repairs: What is joined is added here.
    """
    several = units["code"].duplicated(keep=False) & (units["code"] != "")
    if not several.any():
        return units
    made = [
        _one(str(code), rows, note, repairs)
        for code, rows in units[several].groupby("code", sort=False)
    ]
    return pd.concat([units[~several], pd.DataFrame(made)], ignore_index=True)


def _one(code: str, rows: pd.DataFrame, note: NoteFault, repairs: list[Repair]) -> pd.Series[Any]:
    first = rows.iloc[0]
    whole = first["geometry"]
    for _, row in rows.iloc[1:].iterrows():
        place = int(row["row"])
        if row["file"] != first["file"]:
            found = said(say.DOUBLE_CODE_FILE, value=code, other=first["file"])
            note(row["file"], place, "code", found, say.EACH_CODE_ONCE)
        elif bare(row["written_name"]) != bare(first["written_name"]):
            found = said(
                say.PARTS_DIFFER, value=code, row=int(first["row"]), other=first["written_name"]
            )
            note(row["file"], place, "code", found, say.EACH_CODE_ONCE)
        elif not (_is_area(whole) and _is_area(row["geometry"])):
            found = said(say.DOUBLE_CODE, value=code, row=int(first["row"]))
            note(row["file"], place, "code", found, say.EACH_CODE_ONCE)
        elif shapely.dwithin(whole, row["geometry"], _TOUCHING):
            found = said(say.PARTS_OVERLAP, value=code, row=int(first["row"]))
            note(row["file"], place, "code", found, say.PARTS_APART)
        else:
            whole = shapely.union(whole, row["geometry"])
    were = said(say.WERE_PARTS, value=code, count=len(rows))
    repairs.append(Repair(first["file"], int(first["row"]), "code", were, say.NOW_ONE, len(rows)))
    result = first.copy()
    result["geometry"] = whole
    return result


def _is_area(shape: Any) -> bool:
    return bool(shape is not None and shape.is_valid and shape.area > 0)
