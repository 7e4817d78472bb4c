"""Frames as their files write them: the way back from a frame to the text of each cell."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.io.tables.cell_types import clean
from lib.io.tables.contracts import Field, Table
from lib.io.tables.json_texts import NO_LETTERS

_LIKE_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
Texts = npt.NDArray[np.object_]


def written_frame(frame: pd.DataFrame, table: Table) -> dict[str, Texts]:
    """The text of each cell, by column, in the order of the contract.

    Args:
        frame: Columns by the contract; columns it lacks are left out, and so are columns
            that the contract does not have.
        table: The contract.
    """
    return {
        field.name: written_column(frame, field)
        for field in table.fields
        if field.name in frame.columns
    }


def written_column(frame: pd.DataFrame, field: Field) -> Texts:
    """The text of each cell of one column; a partial date as precise as it was written."""
    column = frame[field.name]
    if field.type in ("date", "partial_date"):
        return _dates(frame, field)
    codes, values = pd.factorize(column, use_na_sentinel=True)
    texts = [_text(field, value) for value in values]
    return np.array([*texts, ""], dtype=object)[codes]


def _text(field: Field, value: object) -> str:
    match field.type:
        case "boolean":
            return "true" if value else "false"
        case "integer":
            return f"{value:.0f}" if isinstance(value, float) else str(value)
        case "number":
            return number_text(float(str(value)))
        case _:
            # Checked frames hold no control characters; a computed one loses them here.
            return clean(NO_LETTERS.sub("", str(value)))


def number_text(value: float) -> str:
    """The shortest text that reads back as the same number and no other: 24, 12.5, 1.2340.

    "1.234" may be a thousand and more to who reads it; with a zero behind it, it is not.
    """
    if value.is_integer() and abs(value) < 1e15:
        return f"{value:.0f}"
    text = repr(value)
    return f"{text}0" if _LIKE_THOUSANDS.fullmatch(text) else text


def _dates(frame: pd.DataFrame, field: Field) -> Texts:
    days = frame[field.name].to_numpy().astype("datetime64[D]")
    texts = np.datetime_as_string(days, unit="D").astype(object)
    precision = f"{field.name}_precision"
    if field.type == "partial_date" and precision in frame.columns:
        kinds = frame[precision].astype("str").to_numpy()
        for kind, length in (("month", 7), ("year", 4)):
            chosen = kinds == kind
            texts[chosen] = [text[:length] for text in texts[chosen]]
    texts[np.isnat(days)] = ""
    return texts
