"""What is reported of the units compared beside their status: indicators, dated events."""

from __future__ import annotations

from datetime import date

from lib.cards import telling
from lib.cards.behind import behind
from lib.cards.bodies import Table
from lib.cards.card import Card, Citation
from lib.cards.compare_phrases import Row, chosen, columns
from lib.cards.pieces import Asks, Day, Said
from lib.cards.telling import tell, tell_n
from lib.cards.ward_phrases import event_told, indicator_name, measure_told, number_name
from lib.situation.comparison import Compared
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words import wording


def indicators(seen: Situation, view: View) -> Card | None:
    """Indicators over the same period for all."""
    comparison = chosen(seen, view)
    if comparison is None:
        return None
    if not comparison.indicators:
        return Card("indicators", tell("No indicator is published for any of them"), idle=True)
    shared = len(comparison.shared_indicators)
    title = (
        tell_n(
            "{n} indicator is reported by two or more",
            "{n} indicators are reported by two or more",
            telling.count("shared", shared, asks=Asks("compared_indicators", comparison.keys)),
        )
        if shared
        else tell("No indicator is reported by two of them; single values only")
    )
    below = tell(
        "Changes cover one shared period: the longest for which every unit with data reports."
    )
    rows: tuple[Row, ...] = tuple(
        (
            indicator_name(each),
            *(
                measure_told(each.values.get(key), number_name("value", place, key), each.unit)
                for key in comparison.keys
            ),
        )
        for place, each in enumerate(comparison.indicators)
    )
    cited = [
        Citation(measure.source_id, wording.in_language(each.name_vi, each.name_en))
        for each in comparison.indicators
        for measure in each.values.values()
    ]
    body = Table(columns(seen, comparison.keys), rows, even=True)
    return Card("indicators", title, below, (body,), behind=behind(seen, cited=cited))


def events(seen: Situation, view: View) -> Card | None:
    """What happened, a row for each year in which something did."""
    comparison = chosen(seen, view)
    if comparison is None:
        return None
    every = [event for events in comparison.events.values() for event in events]
    if not every:
        return Card("events", tell("No dated event on record by this date"))
    title = tell_n(
        "{n} dated event is on record",
        "{n} dated events are on record",
        telling.count("events", len(every), asks=Asks("compared_events", comparison.keys)),
    )
    years = sorted({event.day.year for event in every})
    rows = tuple(
        (_year(year), *(_in_year(comparison, key, year) for key in comparison.keys))
        for year in years
    )
    cited = [Citation(event.source_id) for event in every]
    body = Table(columns(seen, comparison.keys), rows, even=True)
    return Card("events", title, bodies=(body,), behind=behind(seen, cited=cited))


def _year(year: int) -> Said:
    return Said((Day(str(year), date(year, 1, 1)),), "strong")


def _in_year(comparison: Compared, key: str, year: int) -> Said | None:
    lines = [
        telling.words(
            Said((telling.day(event.day, event.precision),), "strong"),
            " ",
            event_told(event, number_name("event", place, key)),
            look="line",
        )
        for place, event in enumerate(comparison.events[key])
        if event.day.year == year
    ]
    return Said(tuple(lines)) if lines else None
