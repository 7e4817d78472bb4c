"""Classes of the map: which look a province, a ward or a point has, and how many have it."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from lib.domain.statuses import LADDER
from lib.ui import wording
from lib.ui.maps import MapClass
from lib.ui.rows import record
from lib.ui.situation import Situation
from lib.ui.terms import CLASSES_OF_SHARE, NO_VALUE, PACE, STATUS
from lib.ui.wording import _

Values = dict[str, int | tuple[int, str]]
"""Class of a unit by its code, alone or with the words of its tooltip."""

_WITH_REPORTS = "#bdd7ea"
_SHARE_EDGES = (0.0, 0.25, 0.5, 0.75, 1.0)


class Classes:
    """Collects classes and counts the units in each while a map is put together."""

    def __init__(self) -> None:
        self._classes: list[MapClass] = []
        self._counts: Counter[int] = Counter()

    def add(self, cls: MapClass) -> int:
        """Add a class; returns its place."""
        self._classes.append(cls)
        return len(self._classes) - 1

    def count(self, place: int) -> int:
        """Count one unit into a class; returns the place."""
        self._counts[place] += 1
        return place

    def number(self, place: int) -> int:
        """Units counted into a class so far."""
        return self._counts[place]

    def counted(self, places: Iterable[int]) -> tuple[MapClass, ...]:
        """Classes with their counts, in the order of the places."""
        return tuple(replace(self._classes[p], count=self._counts[p]) for p in places)

    def all(self) -> tuple[MapClass, ...]:
        """All classes by place."""
        return tuple(self._classes)


def status_class(code: str, size: int = 17) -> MapClass:
    """Class of a status, as area and as point of a diameter in pixels."""
    known = STATUS[code]
    return MapClass(
        known.words, known.fill, shape=known.shape, size=size, rank=100 * LADDER.index(code)
    )


def filtered_class(size: int = 17) -> MapClass:
    """Class of wards with a report that the chosen wave or status leaves out."""
    return MapClass(_("Outside the filter"), "#c6d1dc", shape="disc", size=size, rank=-50)


def _former_left_out(seen: Situation, key: str) -> bool:
    """Whether reports exist of former wards of a unit, but none that the filter keeps."""
    if not seen.left_out:
        return False
    before = set(seen.units.predecessors(key)["key"])
    return bool(before & seen.left_out) and before.isdisjoint(seen.statuses.index)


def share_place(share: float) -> int:
    """Class of a share of criteria met: 0 for below 25 % up to 4 for all met."""
    return sum(share >= edge for edge in _SHARE_EDGES[1:])


def share_labels() -> list[str]:
    """Edges of the share classes in words."""
    words = [
        f"{wording.percent(low)} – {_('below {edge}', edge=wording.percent(high))}"
        for low, high in itertools.pairwise(_SHARE_EDGES)
    ]
    return [*words, _("All criteria met")]


def ward_line(row: pd.Series) -> str:
    """One line on a ward's state: status, criteria met, date."""
    parts = [STATUS[str(row["status"])].words]
    if pd.notna(row["criteria_met"]) and pd.notna(row["criteria_total"]):
        parts.append(f"{int(row['criteria_met'])}/{int(row['criteria_total'])}")
    if pd.notna(row["status_day"]):
        parts.append(wording.day(row["status_day"], str(row["precision"])))
    return " · ".join(parts)


def province_classes(classes: Classes, metric: str, *, selective: bool = False) -> dict[str, int]:
    """Places of the classes of provinces for a metric, by a name of their own.

    Args:
        classes: Where they are put.
        metric: What colours the map.
        selective: Whether a wave or a status is chosen: then a province without a ward of it
            is not one without a report.
    """
    none = NO_VALUE["no_report"]
    if metric == "pace":
        return {
            code: classes.add(MapClass(known.words, known.fill, hatch=known.hatch))
            for code, known in PACE.items()
        }
    found: dict[str, int] = {}
    if metric == "province_share":
        labels = [
            _("No ward recognised"),
            _("below {edge}", edge=wording.percent(0.05)),
            f"{wording.percent(0.05)} – {_('below {edge}', edge=wording.percent(0.3))}",
            f"{wording.percent(0.3)} – {_('below {edge}', edge=wording.percent(1))}",
            _("All wards recognised"),
        ]
        for place, label in enumerate(labels):
            found[str(place)] = classes.add(MapClass(label, CLASSES_OF_SHARE[place]))
    else:
        found["reports"] = classes.add(MapClass(_("Provinces with reports"), _WITH_REPORTS))
    words = _("No ward matches the filter") if selective else none.words
    found["none"] = classes.add(MapClass(words, none.fill, hatch=none.hatch))
    return found


def province_value(
    row: pd.Series, metric: str, places: dict[str, int], pace: str
) -> tuple[int, str]:
    """Class of a province and the words of its tooltip.

    Args:
        row: Row of `lib.domain.rollout.by_province`.
        metric: What colours the map.
        places: Result of `province_classes`.
        pace: Pace label of the province.
    """
    reported = int(row["wards_with_report"])
    total = int(row["wards_total"])
    recognised = int(row["recognised"])
    counted = _(
        "{recognised} of {total} wards recognised; {reported} with reports",
        recognised=wording.number(recognised),
        total=wording.number(total),
        reported=wording.number(reported),
    )
    if metric == "pace":
        return places[pace], f"{PACE[pace].words} · {counted}"
    if not reported:
        return places["none"], counted
    if metric == "province_share":
        share = recognised / total if total else 0.0
        return places[str(sum(share >= e for e in (1e-9, 0.05, 0.3, 1.0)))], counted
    return places["reports"], counted


def ward_areas(
    seen: Situation,
    classes: Classes,
    values: Values,
    rest: dict[str, int],
    inside: set[str],
    communes: Iterable[str],
    metric: str,
) -> list[int]:
    """Classes of ward polygons; returns their places in legend order."""
    none = NO_VALUE["no_report"]
    own = {code: classes.add(status_class(code)) for code in reversed(LADDER)}
    shares = {
        i: classes.add(MapClass(label, CLASSES_OF_SHARE[i]))
        for i, label in reversed(list(enumerate(share_labels())))
    }
    not_assessed = classes.add(
        MapClass(NO_VALUE["not_assessed"].words, "#d3d9df", hatch=NO_VALUE["not_assessed"].hatch)
    )
    before = classes.add(MapClass(_("Only former wards have reports"), _WITH_REPORTS))
    left_out = classes.add(filtered_class())
    silent = classes.add(MapClass(none.words, none.fill, hatch=none.hatch))
    outside = classes.add(MapClass(_("Outside the chosen district"), "#ffffff", stroke="#d5dde5"))
    commune = classes.add(
        MapClass(_("Communes (outside the programme)"), "#e6eaee", stroke="#c3ccd5")
    )
    for key in inside:
        code = key.split("-")[1]
        if key in seen.statuses.index:
            row = record(seen.statuses, key)
            if metric == "share":
                share = row["share_met"]
                place = not_assessed if pd.isna(share) else shares[share_place(float(share))]
            else:
                place = own[str(row["status"])]
            values[code] = (classes.count(place), ward_line(row))
        elif key in seen.left_out or _former_left_out(seen, key):
            values[code] = classes.count(left_out)
        elif key in seen.across.index and seen.across.at[key, "best_predecessor_status"]:
            found = record(seen.across, key)
            values[code] = (
                classes.count(before),
                _(
                    "{k} of {n} former wards recognised",
                    k=wording.number(int(found["n_recognised"])),
                    n=wording.number(int(found["n_predecessors"])),
                ),
            )
        else:
            values[code] = classes.count(silent)
    rest.update({"ward": outside, "commune": commune, "special_zone": commune, "township": commune})
    for _key in communes:
        classes.count(commune)
    used = list((shares if metric == "share" else own).values())
    greys = [
        *([not_assessed] if metric == "share" else []),
        before,
        *([left_out] if classes.number(left_out) else []),
        silent,
        commune,
    ]
    return [*(place for place in used if classes.number(place)), *greys]
