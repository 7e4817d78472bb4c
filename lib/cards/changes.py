"""What changed between two days: steps taken, wards that moved down, new targets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from lib.cards import phrases, telling
from lib.cards.behind import behind
from lib.cards.bodies import Body, Columns, Item, List, Prose
from lib.cards.card import Card, Citation
from lib.cards.counts import holding
from lib.cards.pieces import NOTHING, Asks, Name, Number, Piece, Said
from lib.cards.telling import tell, tell_n
from lib.cards.ward_phrases import decision_told
from lib.domain.rows import records
from lib.domain.status_changes import a_year_before
from lib.domain.units import vintage_at
from lib.domain.what_changed import CHANGES
from lib.situation.changes import Changes, changes_since, start_of
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words.terms import N_, STATUS
from lib.words.wording import _

_SHOWN = 4
_KINDS = {
    "registered": (N_("Newly registered"), "registered"),
    "completed": (N_("Newly reported complete"), "reported_complete"),
    "recognised": (N_("Newly recognised"), "recognised"),
    "slipped": (N_("Moved down"), "regressing"),
    "new_target": (N_("New targets"), ""),
}


def changes(seen: Situation, view: View) -> Card:
    """What changed from a day of choice to the as-of date, newest first."""
    changed = changes_since(seen, start_of(seen, view.since))
    bodies: tuple[Body, ...] = (
        Prose((tell("Choose an earlier day or a wider filter.", "screen"),), "empty"),
    )
    if not changed.is_empty:
        lists = tuple(_kind(seen, kind, changed) for kind in CHANGES)
        bodies = (Columns(lists), List(_apart(seen, changed)))
    cited = [Citation(str(row.source_id), str(_what(seen, row))) for row in records(changed.shown)]
    return Card(
        "changes",
        _title(changed),
        _period(seen, changed, view),
        bodies,
        behind=behind(seen, cited=cited),
    )


def _number(changed: Changes, kind: str, label: str = "") -> Number:
    asks = None if kind == "new_target" else Asks("changed", (kind, changed.start.isoformat()))
    return telling.count(f"new_{kind}", len(changed.of(kind)), label, asks)


def _title(changed: Changes) -> Said:
    if changed.is_empty:
        return tell("Nothing changed in this period")
    what = tell_n(
        "{n} ward newly recognised",
        "{n} wards newly recognised",
        _number(changed, "recognised", _(_KINDS["recognised"][0])),
    )
    former = _former(changed)
    if former.value:
        more = tell_n("and {n} former ward", "and {n} former wards", former)
        what = telling.words(what, " ", more)
    slipped = _number(changed, "slipped", _(_KINDS["slipped"][0]))
    if slipped.value:
        what = telling.words(what, ", ", tell_n("{n} moved down", "{n} moved down", slipped))
    return tell("Changes: {what}", what=what)


def _former(changed: Changes) -> Number:
    return telling.count("came_former", changed.entered("recognised")[1])


def _period(seen: Situation, changed: Changes, view: View) -> Said:
    period = tell(
        "After {start}, through {end}.",
        start=telling.day(changed.start),
        end=telling.day(seen.day),
    )
    if view.since is None and seen.newest is not None and changed.start < a_year_before(seen.day):
        period = telling.words(period, " ", tell("Starts one year before the newest report."))
    return period


def _kind(seen: Situation, kind: str, changed: Changes) -> List:
    message, sign = _KINDS[kind]
    rows = changed.of(kind)
    items = tuple(Item(_line(seen, row)) for row in records(rows.head(_SHOWN)))
    left = len(rows) - len(items)
    number = _number(changed, kind, _(message))
    return List(
        items,
        telling.words(Said((number,), "strong"), " ", _(message)),
        sign,
        tell("and {n} more", n=telling.count(f"more_{kind}", left)) if left else NOTHING,
    )


def _line(seen: Situation, row: Any) -> Said:
    day = telling.day(row.day, str(row.precision))
    if str(row.kind) == "new_target":
        source = Name(str(row.source_id), str(row.source_id), "sources")
        return telling.words(day, " · ", _target(seen, row), " · ", source)
    key = str(row.unit_key)
    bare = seen.units.bare_name(key)
    name = f"{bare}, {seen.units.province_name(key, seen.day)}"
    if set(bare) <= set("0123456789IVX"):  # "1" or "II" stands in many districts
        name = seen.units.full_name(key)
    told: list[Piece] = [day, Name(name, key, "ward")]
    if str(row.kind) == "recognised":
        told.append(decision_told(seen, key))
    return telling.join([part for part in told if part], " · ")


def _apart(seen: Situation, changed: Changes) -> tuple[Item, ...]:
    """How the count of recognised wards went from one day to the other; former wards; ends."""
    items = [] if seen.is_selective else [Item(_sum(seen, changed), term="recognised")]
    former, ended = _number(changed, "former"), _number(changed, "ended")
    if former.value:
        told = tell_n(
            "{n} change of status of a former ward, not listed above",
            "{n} changes of status of former wards, not listed above",
            former,
        )
        items.append(Item(told))
    came = changed.reached("recognised")
    came = came[came["former"]].sort_values("day", ascending=False)
    if len(came):
        names = _named(seen, "former_named", [str(key) for key in came["unit_key"]])
        items.append(Item(tell("Former wards newly recognised: {names}", names=names)))
    if changed.lost:
        told = tell_n(
            "{n} ward was recognised and lost it again within the period: {names}",
            "{n} wards were recognised and lost it again within the period: {names}",
            telling.count("lost_within", len(changed.lost)),
            names=_named(seen, "lost_named", changed.lost),
        )
        items.append(Item(told, term="regressing"))
    if ended.value:
        told = tell_n(
            "{n} title ended with its ward: a later ward is reported in its place",
            "{n} titles ended with their wards: later wards are reported in their place",
            ended,
        )
        items.append(Item(told))
    return tuple(items)


def _named(seen: Situation, name: str, keys: Sequence[str]) -> Said:
    """Units by name; of many the first ones, and how many more."""
    named = [telling.unit(seen.units, key, seen.day) for key in keys[:_SHOWN]]
    left = len(keys) - len(named)
    more = [tell("and {n} more", n=telling.count(name, left))] if left else []
    return telling.join([*named, *more])


def _sum(seen: Situation, changed: Changes) -> Said:
    status = "recognised"
    now = holding(seen, status)
    came, former = changed.entered(status)
    left, ended = changed.left(status), changed.ended(status)
    before = int(now.value or 0) - came - former + left + ended
    # A place merged since had no one count of its own on the first day.
    same = not seen.province or vintage_at(changed.start) == vintage_at(seen.day)
    asks = Asks("holding_on", (changed.start.isoformat(), status)) if same else None
    return tell(
        "Recognised: {before} on {start}, +{came} present and +{former} former wards, "
        "−{left} no longer recognised, −{ended} ended with their ward: {now} on {day}",
        before=telling.count("before", before, STATUS[status].words, asks),
        start=telling.day(changed.start),
        came=_number(changed, "recognised", _(_KINDS["recognised"][0])),
        former=_former(changed),
        left=telling.count("left", left),
        ended=_number(changed, "ended"),
        now=now,
        day=telling.day(seen.day),
    )


def _target(seen: Situation, row: Any) -> Said:
    targets = seen.table("targets")
    mine = targets[targets["target_id"].astype(str) == str(row.target_id)]
    for target in records(mine):
        if pd.notna(target.value):
            due = telling.day(target.target_date, str(target.target_date_precision))
            return telling.words(phrases.target(seen, target), ", ", due)
    return Said((phrases.scope(seen, str(row.scope_key), str(row.scope_text)),))


def _what(seen: Situation, row: Any) -> Said:
    if str(row.kind) == "new_target":
        return _target(seen, row)
    status = STATUS[str(row.status or row.previous)]
    return Said((f"{seen.units.full_name(str(row.unit_key))}: {status.words}",))
