"""Names, kinds and provinces of units, from a source's own columns or from the list of units."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from lib.errors import Message
from lib.io.faults import said
from lib.io.geo import boundary_faults as say

OWN_COLUMNS = ("name", "kind", "province_code", "province")
KINDS = {
    "phường": "ward",
    "xã": "commune",
    "thị trấn": "township",
    "đặc khu": "special_zone",
}
NoteFault = Callable[[str, int, str, Message, Message], None]
Registry = Mapping[str, Mapping[str, str]]


def clean(text: str) -> str:
    """Text in NFC with single plain spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def registry(path: Path, vintage: str) -> Registry:
    """The units of a file as `registry_of` gives them; empty without the file.

    Args:
        path: units.csv as `lib.io.tables.units.UNITS` describes it.
        vintage: ``until2025`` or ``from2025``.
    """
    if not path.exists():
        return {}
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return registry_of(table, vintage)


def registry_of(units: pd.DataFrame, vintage: str) -> Registry:
    """Commune-level units of a vintage by key, each in its latest state.

    Args:
        units: Rows of `lib.io.tables.units.UNITS`.
        vintage: ``until2025`` or ``from2025``.
    """
    table = units[units["vintage"] == vintage]
    table = table.assign(order=table["state_no"].astype(int)).sort_values(["unit_key", "order"])
    latest = table.drop_duplicates("unit_key", keep="last").set_index("unit_key")
    titled = {
        str(key): _titled(str(kind), str(name))
        for key, kind, name in zip(latest.index, latest["kind_vi"], latest["name"], strict=True)
    }
    communes = latest[latest["kind"].isin(list(KINDS.values()))]
    return {
        str(key): {
            "key": str(key),
            "name": titled[str(key)],
            "kind": str(kind),
            "province_key": str(province),
            "province": titled.get(str(province), ""),
        }
        for key, kind, province in zip(
            communes.index, communes["kind"], communes["province_key"], strict=True
        )
    }


def described(
    row: Mapping[str, Any], vintage: str, known: Registry, note: NoteFault
) -> dict[str, str]:
    """Key, name, kind, province_key and province of one row of a source.

    Args:
        row: ``file``, ``row``, ``code`` and, when the source has them all, `OWN_COLUMNS`.
        vintage: Vintage of the code.
        known: The list of units; empty when there is none.
        note: Called with file, row, column, found and expected of each fault.
    """
    file, number, code = str(row["file"]), int(row["row"]), str(row["code"])
    unit = {"key": f"{vintage}-{code}", "name": "", "kind": "", "province_key": "", "province": ""}
    if not code:
        return unit  # noted already
    if known and unit["key"] not in known:
        note(file, number, "code", said(say.UNKNOWN_CODE, value=code), say.A_LISTED_UNIT)
        return unit
    if any(pd.isna(row.get(column)) for column in OWN_COLUMNS):
        if not known:
            expected = say.OWN_DESCRIPTION.filled(value=", ".join(OWN_COLUMNS))
            note(file, number, "name", said(say.NOT_DESCRIBED, value=code), expected)
            return unit
        return dict(known[unit["key"]])
    kind = clean(str(row["kind"])).lower()
    kind = kind if kind in KINDS.values() else KINDS.get(kind, "")
    if not kind:
        found = said(say.UNKNOWN_KIND_OF_UNIT, value=row["kind"])
        note(file, number, "kind", found, say.ONE_KIND.filled(value=", ".join(KINDS)))
    province = clean(str(row["province_code"])).zfill(2)
    if not (province.isascii() and province.isdigit() and len(province) == 2):
        found = said(say.NOT_A_CODE, value=row["province_code"])
        note(file, number, "province_code", found, say.TWO_DIGITS)
    titles = [title for title, meant in KINDS.items() if meant == kind]
    name = clean(str(row["name"]))
    if titles:  # said once and with a capital, whether or not the source says it
        bare = name[len(titles[0]) :] if name.lower().startswith(f"{titles[0]} ") else name
        name = _titled(titles[0], bare)
    return {
        "key": unit["key"],
        "name": name,
        "kind": kind,
        "province_key": f"{vintage}-{province}",
        "province": clean(str(row["province"])),
    }


def _titled(kind: str, name: str) -> str:
    """Kind and name as signs show them: "Phường Ba Đình"."""
    text = clean(f"{kind} {name}")
    return text[:1].upper() + text[1:]
