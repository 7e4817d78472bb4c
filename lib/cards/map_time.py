"""What moves the map through time without the server, and the words of its bar and list."""

from __future__ import annotations

from lib import clock
from lib.cards.map_kinds import MapBody, MapTime
from lib.domain.selection import pilot_cities
from lib.situation.classes_on_map import layer_name, layers_of, level_shown, mapped
from lib.situation.offers import waves_of
from lib.situation.situation import Situation
from lib.view.address import KEYS, LEVELS, METRICS
from lib.view.view import View
from lib.words import phrases
from lib.words.terms import N_
from lib.words.wording import _

METRIC_WORDS = {
    "status": N_("Status"),
    "share": N_("Share of criteria met"),
    "province_share": N_("Share of wards recognised"),
    "pace": N_("Pace to target"),
}
LEVEL_WORDS = {
    "province": N_("Provinces and points"),
    "ward": N_("All wards"),
    "unit": N_("All wards and communes"),
}
_WORDS = {
    "play": N_("Play"),
    "pause": N_("Pause"),
    "speed": N_("Speed"),
    "before": N_("Previous change"),
    "after": N_("Next change"),
    "bar": N_("Day shown on the map"),
    "reform": N_("1 Jul 2025: wards rearranged"),
    "quiet": N_("No change for {n} days; skipped"),
    "loading": N_("Loading the history…"),
    "failed": N_("The history could not be loaded; the map shows the as-of date."),
    "ahead": N_("Yet to come: targets only"),
    "aim": N_("Target for {day}: {goal} of {wards} wards"),
    "no_aim": N_("No target is due on or after this day."),
    "moved": N_("{day} on the map; the whole page follows when the bar is let go."),
    "colour": N_("Colour by"),
    "level": N_("Shown as areas"),
    "wave": N_("Highlight a wave"),
    "all": N_("All"),
    "names": N_("Names"),
    "list": N_("List"),
    "name": N_("Name"),
    "status": N_("Status"),
    "score": N_("Criteria"),
    "told": N_("Newest report"),
    "listed": N_("{n} shown"),
    "order": N_("Order of the list"),
    "place": N_("Place"),
    "table": N_("As a table"),
    "back": N_("Back to the map"),
    "single": N_("only"),
    "every": N_("Show all classes"),
    "nearer": N_("Zoom in here"),
    "enlarged": N_("Enlarged"),
    "of_provinces": N_("This measure describes provinces, so provinces are shown as areas."),
    "of_wards": N_("This measure describes provinces; wards here are coloured by status."),
    "areas": N_("Areas"),
    "marks": N_("Points"),
    "filter": N_("Show or hide on the map and in the list"),
    "asks": N_("What is counted here?"),
    "toward": N_("{direction} of here: {name}, {line}"),
    "many": N_("Small maps"),
    "one": N_("One map"),
    "years": N_("Year by year"),
    "provinces": N_("34 provinces"),
    "cities": N_("Five pilot cities"),
    "recognised": N_("Recognised: {n}"),
    "beside": N_("Keep this day beside"),
    "alone": N_("One day again"),
    "kept": N_("Kept: {day}"),
    "changed": N_("{n} changed since {day}"),
    "nothing": N_("nothing"),
    "began": N_("formed on 1 Jul 2025"),
    "ended": N_("ended on 1 Jul 2025"),
    "n": N_("North"),
    "ne": N_("North-east"),
    "e": N_("East"),
    "se": N_("South-east"),
    "s": N_("South"),
    "sw": N_("South-west"),
    "w": N_("West"),
    "nw": N_("North-west"),
    "about": N_("Map on {day}. {counts}."),
    "highest": N_("Highest: {names} ({told})."),
    "lowest": N_("Lowest: {names} ({told})."),
    "others": N_("and {n} others"),
}


_CHOSEN = ("wave", "hide", "small", "beside")
"""What is chosen on the map itself, by the keys of the address."""


def _written(view: View, name: str) -> str:
    """A choice as the address has it; "" where it is not made."""
    value = getattr(view, name)
    return KEYS[name].write(value) if value else ""


def map_time(seen: Situation, view: View, body: MapBody) -> MapTime:
    """What the map of the map page needs to move.

    Args:
        seen: What the page looks at.
        view: Its view.
        body: The map on its day.
    """
    level = level_shown(seen, view.metric, view.level)
    levels = () if seen.province else LEVELS
    groups = mapped(seen, view.metric, level)
    legend = [
        (f"{kind}.{code}", first + place, int(cls.count.value or 0), cls.count.name)
        for kind, codes, classes, first in (
            ("areas", groups.areas, body.areas, 0),
            ("marks", groups.marks, body.marks, len(body.areas)),
        )
        for place, (code, cls) in enumerate(zip(codes, classes, strict=False))
        if cls.count
    ]
    return MapTime(
        day=seen.day,
        today=clock.today(),
        metric=view.metric,
        level=view.level,
        metrics=tuple((code, _(METRIC_WORDS[code])) for code in METRICS),
        levels=tuple((each, _(LEVEL_WORDS[each]), layer_name(seen, each)) for each in levels),
        legend=tuple(legend),
        layers=layers_of(seen),
        chosen=tuple((name, _written(view, name)) for name in _CHOSEN),
        waves=tuple((code, phrases.wave_name(code)) for code in waves_of(seen.dataset)),
        provinces=tuple(
            (key.partition("-")[2], seen.units.bare_name(key))
            for key in (
                () if seen.province else map(str, seen.units.provinces(clock.today()).index)
            )
        ),
        pilot=tuple(key.partition("-")[2] for key in pilot_cities(seen.units)),
        words=tuple((name, _(text)) for name, text in _WORDS.items()),
    )
