"""Which unit has which class on the map: grouped here, worded and drawn elsewhere.

Country: provinces as areas, wards with a report as marks. Province: its wards as areas, wards
that no area stands for (former ones after the reform) as marks. Before the reform no outlines
are public, so wards are marks over today's outlines, unless the office has outlines of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from lib.domain.province_lineage import province_on
from lib.domain.rows import row_by_key
from lib.domain.statuses import LADDER
from lib.domain.territories import LAST_OLD_DAY
from lib.io.geo.joined_layers import JOINED, joined_name
from lib.situation.cache import kept_beside
from lib.situation.counted import FILTERED, PREDECESSOR_ONLY, codes
from lib.situation.situation import Situation
from lib.words.terms import PACE

REPORTS, SILENT, COMMUNE = "reports", "no_report", "commune"
NOT_ASSESSED = "not_assessed"
SHARES = tuple(f"share_{place}" for place in range(5))
"""Classes of a share, lowest first: of criteria met, or of the wards of a province recognised."""
WARD_EDGES = (0.25, 0.5, 0.75, 1.0)
PROVINCE_EDGES = (1e-9, 0.05, 0.3, 1.0)
BEHIND = ("lagging", "off_track", "regressing", "overdue")
"""Pace labels of a province that falls short."""
OF_PROVINCES = ("province_share", "pace")
"""Metrics that tell of a province, not of a ward."""

Groups = Mapping[str, tuple[str, ...]]
"""Units by class, in the order of the legend."""


@dataclass(frozen=True)
class Mapped:
    """What a map shows.

    Attributes:
        areas: Provinces of the country, or units in force of the province.
        marks: Wards drawn as points.
    """

    areas: Groups
    marks: Groups


@kept_beside(4)
def mapped(seen: Situation, metric: str, level: str = "province") -> Mapped:
    """What the map of a situation shows; worked out once.

    Args:
        seen: Of the country, or narrowed to a province.
        metric: One of `lib.view.address.METRICS`.
        level: As `level_shown` gives it.
    """
    return _province(seen, metric) if seen.province else _country(seen, metric, level)


def level_shown(seen: Situation, metric: str, level: str) -> str:
    """What is drawn as areas: a province has its units, the country what is asked for.

    Wards have areas since the reform only, and what tells of provinces colours provinces.
    """
    if seen.province:
        return "unit"
    return level if seen.after_reform and metric not in OF_PROVINCES else "province"


def is_drawn_as_areas(seen: Situation) -> bool:
    """Whether the wards of the province chosen have outlines on the day."""
    return seen.after_reform or seen.own_outlines is not None


def layer_name(seen: Situation, level: str = "province") -> str:
    """Name of the layer that carries the classes."""
    if not seen.province:
        return "provinces" if level == "province" else joined_name(level)
    own = seen.own_outlines
    if own:
        return own.name
    return f"from2025/{background(seen).split('-')[1]}"


def shaped_on(seen: Situation, layer: str) -> frozenset[str]:
    """Keys of the units that have an outline in a layer."""
    if layer in JOINED:
        return seen.layers.keys
    found = seen.layers.get(layer)
    return found.keys if found else frozenset()


def layers_of(seen: Situation) -> tuple[str, str]:
    """Layers of a place before the reform, the office's own where there are any, and since."""
    now = layer_name(seen)
    if not seen.province:
        return now, now
    before = province_on(seen.units, seen.province, LAST_OLD_DAY)
    own = f"until2025/{before.key.partition('-')[2]}" if before else ""
    today = f"from2025/{background(seen).partition('-')[2]}"
    return own if seen.layers.get(own) else today, today


def background(seen: Situation) -> str:
    """The province of today whose outlines lie under the province chosen."""
    return seen.units.current_province(seen.province) or seen.province


def _country(seen: Situation, metric: str, level: str) -> Mapped:
    if level != "province":
        shaped = seen.layers.keys
        ended = [key for key in seen.statuses.index if key not in shaped]
        return Mapped(
            _wards(seen, metric, with_communes=level == "unit"), _reported(seen, ended, metric)
        )
    by_ward = metric not in OF_PROVINCES
    return Mapped(
        provinces_by(seen, metric) if seen.after_reform or not by_ward else {},
        _reported(seen, seen.statuses.index, metric) if by_ward else {},
    )


def provinces_by(seen: Situation, metric: str) -> Groups:
    """Provinces by what the metric says of them."""
    table = seen.selected_provinces
    if metric == "pace":
        labels = pd.Series([seen.pace_label(str(key)) for key in table.index], index=table.index)
        return _grouped(labels, [code for code in PACE if code in set(labels)])
    if metric == "province_share":
        share = table["recognised"] / table["wards_total"].clip(lower=1)
        classes = share.map(lambda each: _class_of(float(each), PROVINCE_EDGES)).astype(object)
        order = [*SHARES, SILENT]
    else:
        classes = pd.Series(REPORTS, index=table.index, dtype=object)
        order = [REPORTS, SILENT]
    return _grouped(classes.mask(table["wards_with_report"] == 0, SILENT), order)


def _province(seen: Situation, metric: str) -> Mapped:
    layer = seen.own_outlines or seen.layers.get(layer_name(seen))
    as_areas = is_drawn_as_areas(seen)
    shaped = layer.keys if layer and as_areas else frozenset()
    marks = _reported(seen, [key for key in seen.statuses.index if key not in shaped], metric)
    if as_areas:
        return Mapped(_wards(seen, metric), marks)
    every = codes(seen)
    silent = every.index[~every.isin(LADDER)]
    rest = pd.Series(
        [FILTERED if key in seen.left_out else SILENT for key in silent], index=silent, dtype=object
    )
    extra = _grouped(rest, [*([FILTERED] if FILTERED in set(rest) else []), SILENT])
    return Mapped({}, {**marks, **extra})


def _wards(seen: Situation, metric: str, *, with_communes: bool = True) -> Groups:
    every = codes(seen).reindex([str(key) for key in seen.members()]).astype(object)
    late = every.index[every == PREDECESSOR_ONLY]
    every[[key for key in late if _former_left_out(seen, key)]] = FILTERED
    if metric == "share":
        held = every.index[every.isin(LADDER)]
        every[held] = [_share_of(seen, key) for key in held]
    communes = pd.Series(
        COMMUNE, index=seen.members(kinds=seen.units.others).astype(str), dtype=object
    )
    every = pd.concat([every, communes]) if with_communes else every
    steps = reversed(SHARES if metric == "share" else LADDER)
    used = set(every)
    order = [
        *(code for code in steps if code in used),
        *([NOT_ASSESSED] if metric == "share" else []),
        PREDECESSOR_ONLY,
        *([FILTERED] if FILTERED in used else []),
        SILENT,
        *([COMMUNE] if with_communes else []),
    ]
    return _grouped(every, order)


def _reported(seen: Situation, keys: Iterable[str], metric: str) -> Groups:
    """Wards with a report by class; all classes, but those a chosen status leaves empty."""
    keys = [str(key) for key in keys]
    if metric == "share":
        classes = {key: _share_of(seen, key) for key in keys}
        order = [*reversed(SHARES), NOT_ASSESSED]
    else:
        held = seen.statuses["status"].astype(str)
        classes = {key: str(held[key]) for key in keys}
        order = list(reversed(LADDER))
    used = set(classes.values())
    # The lowest step is in the legend only where a source says so.
    always = set() if seen.narrowed.status else {*order} - {LADDER[0]}
    order = [code for code in order if code in used | always]
    return _grouped(pd.Series(classes, dtype=object), order)


def _share_of(seen: Situation, key: str) -> str:
    share = row_by_key(seen.statuses, key)["share_met"]
    return NOT_ASSESSED if pd.isna(share) else _class_of(float(share), WARD_EDGES)


def _class_of(share: float, edges: tuple[float, ...]) -> str:
    return SHARES[sum(share >= edge for edge in edges)]


def _grouped(codes_of: pd.Series, order: Iterable[str]) -> Groups:
    by_code: dict[str, list[str]] = {code: [] for code in order}
    for key, code in codes_of.items():
        by_code[str(code)].append(str(key))
    return {code: tuple(keys) for code, keys in by_code.items()}


def _former_left_out(seen: Situation, key: str) -> bool:
    """Whether reports exist of former wards of a unit, but none that the filter keeps."""
    if not seen.left_out:
        return False
    before = set(seen.units.predecessors(key)["key"])
    return bool(before & seen.left_out) and before.isdisjoint(seen.statuses.index)
