"""Rows of a table of the dataset: which ones the filter and a text leave, and as words.

No Streamlit here. Tables have up to some hundred thousand rows: what is asked of a value
is asked once for each different value, never for each row.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.domain.names import folded
from lib.io.tables.contracts import STATUSES, Table
from lib.situation.situation import Situation
from lib.words import phrases, wording
from lib.words.event_kinds import kind_words
from lib.words.file_words import code_words

_PLACES = ("unit_key", "scope_key")
_REMARKS = ("note", "period")


def within_filter(seen: Situation, frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Rows of the place, wave and status chosen that speak of no later day.

    A part of the filter narrows only a table that has a column for it; undated rows stay.

    Args:
        seen: The situation; its filter and its day.
        frame: Rows of `table`.
        table: The contract.
    """
    kept = np.ones(len(frame), dtype=bool)
    wanted = {seen.province, seen.district} - {""}
    place = next((name for name in _PLACES if name in frame), "")
    if wanted and place:
        kept &= _of_values(
            frame[place],
            lambda key: key in seen.units and wanted <= seen.units.regions(str(key)),
        )
    narrowed = seen.narrowed
    if narrowed.wave and "wave" in frame:
        kept &= (frame["wave"] == narrowed.wave).to_numpy(dtype=bool)
    # A criteria set has a status too, another one.
    if narrowed.status and any(field.one_of == STATUSES for field in table.fields):
        kept &= (frame["status"] == narrowed.status).to_numpy(dtype=bool)
    if "as_of" in frame:
        kept &= ~(frame["as_of"] > pd.Timestamp(seen.day)).to_numpy(dtype=bool)
    return frame if kept.all() else frame[kept]


def containing(frame: pd.DataFrame, text: str) -> pd.DataFrame:
    """Rows with a text in any column, as written in the file or as the pages say it."""
    wanted = folded(text)
    if not wanted.strip():
        return frame
    hits = np.zeros(len(frame), dtype=bool)
    for column in map(str, frame.columns):
        hits |= _of_values(frame[column], partial(_says, column, wanted))
    return frame[hits]


def _says(column: str, wanted: str, value: object) -> bool:
    return wanted in folded(f"{value} {in_words(column, str(value))}")


def _of_values(column: pd.Series[Any], fits: Callable[[Any], bool]) -> npt.NDArray[np.bool_]:
    """Whether each value of a column fits; a missing one does not."""
    codes, values = pd.factorize(column)
    # The code of a missing value is -1: the last place.
    flags: npt.NDArray[np.bool_] = np.array([*map(fits, values), False], dtype=bool)[codes]
    return flags


def readable(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The frame as written in the file: partial dates with their own precision."""
    shown = frame[[c for c in table.columns if c in frame.columns]].copy()
    for field in table.fields:
        if field.type == "partial_date":
            shown[field.name] = [
                None if pd.isna(d) else wording.day(d, p)
                for d, p in zip(frame[field.name], frame[f"{field.name}_precision"], strict=True)
            ]
        elif field.type == "date":
            shown[field.name] = [None if pd.isna(d) else wording.day(d) for d in frame[field.name]]
        elif field.type in ("text", "code", "category"):
            texts = frame[field.name].astype(object)
            texts = texts.map(lambda text, name=field.name: in_words(name, str(text)))
            shown[field.name] = texts.where(texts != "", None)
    return shown


def in_words(column: str, text: str) -> str:
    """A code of the files as the other pages say it; another text as it is."""
    if column == "wave":
        return phrases.wave_name(text)
    if column == "kind":
        return kind_words(text)
    return phrases.note(text) if column in _REMARKS else code_words(column, text)
