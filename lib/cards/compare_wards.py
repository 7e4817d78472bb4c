"""Rows of the comparison of wards: ladder, criteria met, criteria."""

from __future__ import annotations

from lib.cards import telling
from lib.cards.bodies import Body, Ladder, Table
from lib.cards.bodies import Step as Told
from lib.cards.compare_phrases import Row, columns, no_report, told
from lib.cards.pieces import NOTHING, Asks, Name, Number, Piece, Said
from lib.cards.successions import is_divided, successor_list
from lib.cards.ward_phrases import (
    course,
    decision_told,
    number_name,
    report_day,
    share_axis,
    stated_count,
    status_of,
    step_told,
    told_of,
)
from lib.domain.chronicles import Step
from lib.situation.comparison import Compared
from lib.situation.situation import Situation
from lib.words.phrases import wave_name
from lib.words.wording import _


def ladder(seen: Situation, comparison: Compared) -> tuple[Body, ...]:
    """The steps with their days, then the wave and the newest report."""
    keys = comparison.keys
    steps = tuple(
        tuple(
            Told(step.status, step.place, _step(seen, key, step)) for step in comparison.steps[key]
        )
        for key in keys
    )
    heads = tuple(telling.unit(seen.units, key, seen.day, full=False) for key in keys)
    levels = zip(*(comparison.steps[key] for key in keys), strict=True)
    # Whether a step is behind or under a ward is no difference.
    differs = [len({step.place in ("current", "passed") for step in level}) > 1 for level in levels]
    marked = tuple(place for place, each in enumerate(differs) if each)
    waves: Row = (_("Wave"), *(_wave(seen, key) for key in keys))
    newest = (_newest(seen, key) for key in keys)
    rows: tuple[Row, ...] = (waves, (_("Newest report"), *newest), *_divided(seen, keys))
    return Ladder(heads, steps, marked), Table(columns(seen, keys), rows, even=True)


def _divided(seen: Situation, keys: tuple[str, ...]) -> tuple[Row, ...]:
    """What became of divided wards, with shares; no row when none was divided."""
    cells = [_parts(seen, key) if is_divided(seen, key) else None for key in keys]
    return ((_("Divided between"), *cells),) if any(cells) else ()


def _parts(seen: Situation, key: str) -> Said:
    """Each successor with its share in a line of its own, then how shares were computed."""
    body = successor_list(seen, key, "ward")
    return Said(
        tuple(Said((each,), "line") for each in (*(i.told for i in body.items), body.further))
    )


def _newest(seen: Situation, key: str) -> Piece | None:
    day = told_of(seen, key, "last_report")
    return None if day is None else report_day(seen, key, day)


def _wave(seen: Situation, key: str) -> Name | None:
    words = wave_name(str(told_of(seen, key, "wave") or ""))
    return Name(words) if words else None


def _step(seen: Situation, key: str, step: Step) -> Said:
    if not status_of(seen, key):
        coming = not seen.units.exists(key, seen.day) and seen.units.states.begins_after(
            key, seen.day
        )
        return Said((telling.chip("not_yet_existing"),)) if coming else no_report()
    held = step.status == "recognised" and step.place == "current"
    return told(step_told(step), decision_told(seen, key) if held else NOTHING)


def _listed(comparison: Compared, key: str) -> bool:
    """Whether the criteria of a ward are told one by one."""
    return bool(comparison.criteria.set_id) and comparison.criteria.assessed(key)


def criteria_met(seen: Situation, comparison: Compared, key: str) -> Said:
    """Criteria met of all: from the criteria themselves where they are told, else as stated."""
    if not _listed(comparison, key):
        return stated_count(seen, key)[0]
    met, total = comparison.criteria.met(key)
    asks = Asks("compared_met", (key, "met", *comparison.keys))
    first = telling.count(f"met_{key}", met, _label(seen, key, _("Criteria met")), asks)
    return Said((first, "/", telling.count(f"met_{key}_total", total)))


def _label(seen: Situation, key: str, words: str) -> str:
    return f"{seen.units.name(key, seen.day)}: {words}"


def counts(seen: Situation, comparison: Compared) -> Table:
    """Criteria met of all, how many an inspection confirms, and the share over time."""
    keys = comparison.keys
    met = {key: criteria_met(seen, comparison, key) for key in keys}
    differ = len({str(each) for each in met.values()}) > 1
    rows: list[Row] = [(_("Met, of all"), *(_met(seen, comparison, key) for key in keys))]
    if comparison.criteria.set_id:
        label = _("of these, confirmed by inspection")
        rows.append((label, *(_verified(seen, comparison, key) for key in keys)))
    rows.append(
        (
            told(_("Share met over time"), share_axis()),
            *(_course(seen, comparison, key) for key in keys),
        )
    )
    return Table(columns(seen, keys), tuple(rows), (0,) if differ else (), even=True)


def _met(seen: Situation, comparison: Compared, key: str) -> Said:
    """Criteria met of all; as last stated with the day of that report."""
    count = criteria_met(seen, comparison, key)
    if not count:
        return Said((telling.chip("not_assessed"),))
    day = NOTHING if _listed(comparison, key) else Said((stated_count(seen, key)[1],))
    return told(Said((count,), "strong"), day)


def _verified(seen: Situation, comparison: Compared, key: str) -> Number | None:
    if not _listed(comparison, key):
        return None
    asks = Asks("compared_met", (key, "verified", *comparison.keys))
    label = _label(seen, key, _("of these, confirmed by inspection"))
    return telling.count(
        number_name("verified", key), comparison.criteria.verified(key), label, asks
    )


def _course(seen: Situation, comparison: Compared, key: str) -> Piece:
    table = comparison.counts[key]
    return Said((telling.chip("not_assessed"),)) if table.empty else course(seen, key, table)


def criterion(comparison: Compared, number: int) -> Row:
    """How each ward stands in one criterion."""
    return tuple(
        telling.chip(str(comparison.criteria.cells.loc[number, key])) for key in comparison.keys
    )
