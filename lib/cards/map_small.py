"""Several maps in place of one: a place year by year, every province, the pilot cities, two days.

The page draws them from its film; pictures and slides draw these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from lib import clock
from lib.cards import film, map_classes
from lib.cards.map_body import ISLANDS
from lib.cards.map_kinds import MapBody, MapClass, MapPoint, SmallMap, SmallMaps
from lib.cards.map_sizes import point_size
from lib.domain.selection import pilot_cities
from lib.domain.units import PROVINCE_LEVEL, REFORM
from lib.situation.classes_on_map import COMMUNE, OF_PROVINCES, layer_name, layers_of, shaped_on
from lib.situation.map_history import map_history
from lib.situation.situation import Situation
from lib.view.view import EARLIEST, View
from lib.words import wording
from lib.words.wording import _

_RECOGNISED = "recognised"
_THEN = "\u00a0→\u00a0"
_KINDS = ("areas", "marks")
_Classes = Mapping[tuple[str, str], str]
"""Class of each unit that is drawn, by kind and key."""


def small_maps(seen: Situation, view: View, body: MapBody) -> SmallMaps | None:
    """The maps that a view asks for in place of one; None where it asks for one.

    Args:
        seen: What the page looks at.
        view: Its view.
        body: The one map.
    """
    several = _Several(seen, view, body)
    if view.small == "years":
        days = [date(year, 12, 31) for year in range(EARLIEST.year, clock.today().year)]
        return several.on_days([*days, clock.today()])
    if view.small:
        return None if several.of_provinces or seen.province else several.of_places()
    return several.then_and_now(view.beside) if view.beside else None


class _Several:
    """Maps of one view with the same classes."""

    def __init__(self, seen: Situation, view: View, body: MapBody) -> None:
        self.seen = seen
        self.view = view
        self.body = body
        told_of_provinces = view.metric in OF_PROVINCES or view.level == "province"
        self.of_provinces = told_of_provinces and not seen.province

    def on_days(self, days: Iterable[date]) -> SmallMaps:
        """A map of the place on each day."""
        every = {day: self._on(day) for day in days}
        looks = self._looks(every.values())
        return SmallMaps(
            tuple(
                self._map(wording.day(day), self._recognised(on), day, on, looks)
                for day, on in every.items()
            ),
            *self._legend(looks, []),
        )

    def then_and_now(self, kept: date) -> SmallMaps:
        """The day that is kept, and the day of the page."""
        day = self.seen.day
        before, now = self._on(kept), self._on(day)
        looks = self._looks([before, now])
        told, counted = [self._recognised(now)], []
        if (kept < REFORM) == (day < REFORM):  # over the reform every unit is another one
            counted = [before, now]
            n = sum(before.get(each) != now.get(each) for each in {*before, *now})
            told.append(_("{n} changed since {day}", n=wording.number(n), day=wording.day(kept)))
        title = _("Kept: {day}", day=wording.day(kept))
        return SmallMaps(
            (
                self._map(title, self._recognised(before), kept, before, looks),
                self._map(wording.day(day), " · ".join(filter(None, told)), day, now, looks),
            ),
            *self._legend(looks, counted),
        )

    def of_places(self) -> SmallMaps:
        """A map of each province, or pilot city, with its wards on the day of the page."""
        seen, units = self.seen, self.seen.units
        today = max(seen.day, REFORM)
        every = self._on(seen.day)
        owner = {each: units.current_province(each[1]) for each in every}
        provinces = sorted(map(str, units.provinces(today).index))
        if self.view.small == "cities":
            provinces = list(pilot_cities(units))
            every = {each: code for each, code in every.items() if owner[each] in provinces}
        looks = self._looks([every])
        made = []
        for key in provinces:
            own = {each: code for each, code in every.items() if owner[each] == key}
            wards = [code for code in own.values() if code != COMMUNE]
            told = wording.number(len(wards))
            if self.view.metric == "status":
                told = f"{wording.number(wards.count(_RECOGNISED))}/{told}"
            only = frozenset(map(str, units.members(today, province=key, kinds=None))) | {key}
            drawn = self._map(units.bare_name(key), told, seen.day, own, looks, only)
            # The island is further out than its province is drawn.
            far = tuple(
                (*where, units.bare_name(isle), "→")
                for isle in ISLANDS
                if units.current_province(isle) == key and (where := seen.position(isle))
            )
            made.append(replace(drawn, body=replace(drawn.body, labels=far)))
        return SmallMaps(tuple(made), *self._legend(looks, [every]))

    def _on(self, day: date) -> _Classes:
        """Who is in which class on a day, as the film of the page has it."""
        seen, view = self.seen, self.view
        level = "province" if self.of_provinces else view.level
        history = map_history(seen, seen.narrowed, view.metric, level, day, day)
        found = {}
        for kind, tracks in zip(_KINDS, (history.areas, history.marks), strict=True):
            for key, steps in tracks.items():
                _since, code = steps[-1]
                if code and f"{kind}.{code}" not in view.hide:
                    found[kind, key] = code
        return found

    def _recognised(self, on: _Classes) -> str:
        """How many units are recognised, where that is what the map tells."""
        if self.view.metric != "status":
            return ""
        n = sum(code == _RECOGNISED for code in on.values())
        return _("Recognised: {n}", n=wording.number(n))

    def _looks(self, every: Iterable[_Classes]) -> dict[tuple[str, str], MapClass]:
        """How each class looks, by kind and code, in the order of the legend."""
        used = {(kind, code) for on in every for (kind, _key), code in on.items()}
        size = point_size(len(self.seen.statuses))
        looks = {}
        for code in film.in_order(code for kind, code in used if kind == "areas"):
            looks["areas", code] = map_classes.area(
                code, of_provinces=self.of_provinces, selective=self.seen.is_selective
            )
        for code in film.in_order(code for kind, code in used if kind == "marks"):
            looks["marks", code] = map_classes.mark(code, size)
        return looks

    def _legend(
        self, looks: Mapping[tuple[str, str], MapClass], counted: Sequence[_Classes]
    ) -> tuple[tuple[MapClass, ...], tuple[MapClass, ...]]:
        """Classes of areas and of points with how many units are in them, one map after another."""
        every = [Counter((kind, code) for (kind, _key), code in on.items()) for on in counted]
        found: dict[str, list[MapClass]] = {kind: [] for kind in _KINDS}
        for (kind, code), cls in looks.items():
            label = str(cls.label)
            if every:
                counts = (wording.number(each[kind, code]) for each in every)
                label = f"{label}: {_THEN.join(counts)}"
            found[kind].append(replace(cls, label=label))
        return tuple(found["areas"]), tuple(found["marks"])

    def _map(
        self, title: str, told: str, day: date, on: _Classes,
        looks: Mapping[tuple[str, str], MapClass], only: frozenset[str] = frozenset(),
    ) -> SmallMap:  # fmt: skip
        """One of the maps; what its layer has no outline of stands as a point."""
        seen = self.seen
        name = self._layer(day)
        shaped = shaped_on(seen, name)
        places = {each: place for place, each in enumerate(looks)}
        values, points = [], []
        for (kind, key), code in on.items():
            place = places[kind, code]
            if kind == "areas" and key in shaped:
                values.append((key.partition("-")[2], place, ""))
            elif where := seen.position(key):
                units = seen.units
                is_province = units.kind(key) in PROVINCE_LEVEL
                words = units.province_name(key, day) if is_province else units.full_name(key, day)
                points.append(MapPoint(key, *where, place, words))
        body = replace(
            self.body, layer=name, classes=tuple(looks.values()), values=tuple(values), rest=(),
            points=tuple(points), areas=(), marks=(), within=(), time=None,
            outline="" if self.of_provinces else "provinces",
        )  # fmt: skip
        return SmallMap(title, told, body, only)

    def _layer(self, day: date) -> str:
        """The layer that has the outlines of the areas of a day."""
        if self.seen.province:
            before, since = layers_of(self.seen)
            return before if day < REFORM else since
        return layer_name(self.seen, "province" if self.of_provinces else self.view.level)
