"""Rows of the comparison of wards: ladder, criteria met, criteria."""

from __future__ import annotations

from lib.cards import phrases, telling
from lib.cards.bodies import Body, Ladder, Table
from lib.cards.bodies import Step as Told
from lib.cards.compare_phrases import Row, columns, no_report, told
from lib.cards.pieces import NOTHING, Asks, Name, Number, Piece, Said
from lib.cards.telling import tell
from lib.cards.ward_phrases import (
    course,
    criteria_count,
    number_name,
    share_axis,
    status_of,
    step_told,
    told_of,
)
from lib.domain.chronicles import Step
from lib.situation.comparison import Compared
from lib.situation.situation import Situation
from lib.words.phrases import wave_name
from lib.words.wording import _


def ladder(seen: Situation, found: Compared) -> tuple[Body, ...]:
    """The steps with their days, then the wave and the newest report."""
    keys = found.keys
    steps = tuple(
        tuple(Told(step.status, step.place, _step(seen, key, step)) for step in found.steps[key])
        for key in keys
    )
    heads = tuple(telling.unit(seen.units, key, seen.day, full=False) for key in keys)
    levels = zip(*(found.steps[key] for key in keys), strict=True)
    # Whether a step is behind or under a ward is no difference.
    differs = [len({step.place in ("current", "passed") for step in level}) > 1 for level in levels]
    marked = tuple(place for place, each in enumerate(differs) if each)
    waves: Row = (_("Wave"), *(_wave(seen, key) for key in keys))
    newest = (phrases.report_day(seen, told_of(seen, key, "last_report")) for key in keys)
    rows: tuple[Row, ...] = (waves, (_("Newest report"), *newest))
    return Ladder(heads, steps, marked), Table(columns(seen, keys), rows, even=True)


def _wave(seen: Situation, key: str) -> Name | None:
    words = wave_name(str(told_of(seen, key, "wave") or ""))
    return Name(words) if words else None


def _step(seen: Situation, key: str, step: Step) -> Said:
    if not status_of(seen, key):
        coming = not seen.units.exists(key, seen.day) and seen.units.states.begins_after(
            key, seen.day
        )
        return Said((telling.chip("not_yet_existing"),)) if coming else no_report()
    return told(step_told(step), _decision(seen, key, step))


def _decision(seen: Situation, key: str, step: Step) -> Said:
    """The number of the decision that a ward holds its title by."""
    if step.status != "recognised" or step.place != "current":
        return NOTHING
    number = str(told_of(seen, key, "decision_no") or "")
    if not number:
        return tell("no decision number on record")
    return tell("Decision No. {no}", no=Name(number))


def criteria_met(seen: Situation, found: Compared, key: str) -> Said:
    """Criteria met of all: from the criteria themselves where they are told, else as stated."""
    if not (found.criteria.set_id and found.criteria.assessed(key)):
        return criteria_count(seen, key)
    met, total = found.criteria.met(key)
    asks = Asks("compared_met", (key, "met", *found.keys))
    first = telling.count(f"met_{key}", met, _label(seen, key, _("Criteria met")), asks)
    return Said((first, "/", telling.count(f"met_{key}_total", total)))


def _label(seen: Situation, key: str, words: str) -> str:
    return f"{seen.units.name(key, seen.day)}: {words}"


def counts(seen: Situation, found: Compared) -> Table:
    """Criteria met of all, how many an inspection confirms, and the share over time."""
    keys = found.keys
    met = {key: criteria_met(seen, found, key) for key in keys}
    differ = len({str(each) for each in met.values()}) > 1
    nothing = Said((telling.chip("not_assessed"),))
    rows: list[Row] = [
        (_("Met, of all"), *(Said((met[key] or nothing,), "strong") for key in keys))
    ]
    if found.criteria.set_id:
        label = _("of these, confirmed by inspection")
        rows.append((label, *(_verified(seen, found, key) for key in keys)))
    rows.append(
        (told(_("Share met over time"), share_axis()), *(_course(seen, found, key) for key in keys))
    )
    return Table(columns(seen, keys), tuple(rows), (0,) if differ else (), even=True)


def _verified(seen: Situation, found: Compared, key: str) -> Number | None:
    if not found.criteria.assessed(key):
        return None
    asks = Asks("compared_met", (key, "verified", *found.keys))
    label = _label(seen, key, _("of these, confirmed by inspection"))
    return telling.count(number_name("verified", key), found.criteria.verified(key), label, asks)


def _course(seen: Situation, found: Compared, key: str) -> Piece:
    table = found.counts[key]
    return Said((telling.chip("not_assessed"),)) if table.empty else course(seen, key, table)


def criterion(found: Compared, number: int) -> Row:
    """How each ward stands in one criterion."""
    return tuple(telling.chip(str(found.criteria.cells.loc[number, key])) for key in found.keys)
