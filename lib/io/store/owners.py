"""The province of today that each unit belongs to: what rights by place go by.

The same rule as `lib.domain.territories`, which tests hold it to: a unit's own province where
it is of today's division, else that of the last unit its main line leads to; where no line
leads on, the province that its former province, or most of it, went into.
"""

from __future__ import annotations

from collections import Counter

from lib.io.store.datasets import UnitTables

_TODAY = "from2025"


def owners(tables: UnitTables) -> dict[str, str]:
    """Key of the province of today by the key of each unit that has one."""
    last = tables.units.drop_duplicates("unit_key", keep="last")
    province = dict(zip(last["unit_key"], last["province_key"], strict=True))
    chosen = tables.lineage[tables.lineage["is_default"]]
    following = dict(zip(chosen["predecessor_key"], chosen["successor_key"], strict=True))
    lines = {key: _line(key, following) for key in province}
    went: dict[str, Counter[str]] = {}
    stated: dict[str, str] = {}
    for key, line in lines.items():
        end = line[-1] if line else ""
        if end not in province or _is_of_today(key) or not _is_of_today(end):
            continue
        if key == province[key]:
            stated[key] = end
        else:
            went.setdefault(province[key], Counter())[province[end]] += 1
    later = {old: count.most_common(1)[0][0] for old, count in went.items()} | stated
    owner_of = {}
    for key, line in lines.items():
        of_today = [each for each in (key, *reversed(line)) if _is_of_today(each)]
        known = next((province[each] for each in of_today if each in province), None)
        owner = known or later.get(province[key])
        if owner:
            owner_of[key] = owner
    return owner_of


def _is_of_today(key: str) -> bool:
    return key.startswith(f"{_TODAY}-")


def _line(key: str, following: dict[str, str]) -> list[str]:
    line: list[str] = []
    while (key := following.get(key, "")) and key not in line:
        line.append(key)
    return line
