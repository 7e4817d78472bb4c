"""Lists of criteria: wards nearly there, wards without an assessment, criteria left out."""

from __future__ import annotations

from typing import Any

from lib.cards import telling
from lib.cards.bodies import Body, Column, Item, List, Prose, Table
from lib.cards.card import Behind, Card, Citation
from lib.cards.criteria_phrases import (
    asks,
    criterion,
    left_out_count,
    numbered,
    place_of,
    sources,
    wards,
    with_results,
)
from lib.cards.pieces import Look, Name, Piece, Said
from lib.cards.telling import join, tell, tell_n
from lib.cards.ward_phrases import met_of_total
from lib.domain.rows import records
from lib.situation.criteria import NEAR, Criteria
from lib.situation.situation import Situation
from lib.view.criteria_choice import BOTH
from lib.view.view import View
from lib.words.terms import N_
from lib.words.wording import _

_LISTED = 60
_REASONS = {
    "split": N_("split into several criteria, or one part of a split"),
    "dropped": N_("dropped from the later set"),
    "new": N_("new in the later set"),
    "not_one_to_one": N_("not one to one"),
    "not_in_crosswalk": N_("not in the crosswalk"),
}


def nearest(seen: Situation, view: View) -> Card | None:
    """Wards that lack one or two criteria, which ones, and the way to each."""
    criteria = with_results(seen, view)
    if criteria is None:
        return None
    table = criteria.nearest
    one = int((table["n_missing"] == 1).sum())
    shown = table.head(_LISTED)
    columns = (
        Column("ward", _("Ward")),
        Column("missing", _("Missing")),
        Column("met", _("Met"), kind="number"),
        Column("map", ""),
    )
    body: Body = Table(columns, tuple(_near_row(criteria, row) for row in records(shown)))
    if table.empty:
        near = telling.count("reach", NEAR)
        body = Prose((tell("No ward here is within {n} criteria of finishing.", n=near),), "empty")
    return Card(
        "near",
        tell_n(
            "{n} ward is one criterion short, {two} two short",
            "{n} wards are one criterion short, {two} two short",
            wards(criteria, "short_1", one),
            two=wards(criteria, "short_2", len(table) - one),
        ),
        tell(
            "A criterion without a result counts as missing; one that does not apply is "
            "not counted."
        ),
        (body, *_further(len(table) - _LISTED)),
        behind=sources(criteria),
    )


def _near_row(criteria: Criteria, row: Any) -> tuple[Piece, ...]:
    """One ward: link to its page, what is missing, how many it meets, link to the map."""
    key = str(row.unit_key)
    missing = join((numbered(criteria, number) for number in row.missing), "; ")
    met = met_of_total(f"met_{key}", row.met, row.applicable)
    way = Said((Name(_("Map"), key, "map"),), "screen")
    return _ward(criteria.seen, key), telling.words("✗ ", missing), met, way


def _ward(seen: Situation, key: str, look: Look = "line") -> Said:
    """A ward and where it lies."""
    place = place_of(seen, key)
    name = Name(seen.units.name(key, seen.day), key, "ward")
    return telling.words(name, *((" ", Said((Name(place),), look)) if place else ()))


def _further(left: int) -> tuple[Body, ...]:
    """How many rows a list leaves out, below it where it does."""
    told = tell("and {n} more", n=telling.count("further", left))
    return (Prose((told,)),) if left > 0 else ()


def without_own(seen: Situation, view: View) -> Card | None:
    """Wards in force that have no assessment of their own: listed, nothing inherited."""
    criteria = with_results(seen, view)
    if criteria is None:
        return None
    keys = criteria.without_own
    columns = [Column("ward", _("Ward"))]
    if seen.after_reform:
        columns.append(Column("former", _("Former wards assessed")))
    former = set(criteria.former)
    rows = tuple(_silent_row(criteria, key, former) for key in keys[:_LISTED])
    body: Body = Table(tuple(columns), rows)
    if not keys:
        body = Prose((tell("Every current ward here has been assessed."),), "empty")
    return Card(
        "silent",
        tell_n(
            "{n} current ward has no assessment of its own",
            "{n} current wards have no assessment of their own",
            telling.count("without_own", len(keys), asks=asks(criteria, "criteria_without_own")),
        ),
        _below_silent(criteria),
        (body, *_further(len(keys) - _LISTED)),
    )


def _below_silent(criteria: Criteria) -> Said:
    """What these wards have, and how their number adds up to the wards without a result."""
    words = (
        tell("Assessed predecessors are named; their results are not carried over.")
        if criteria.seen.after_reform
        else tell("No source gives results per criterion for them by this date.")
    )
    blank = len(criteria.without_result) - len(criteria.without_own)
    if blank <= 0 or criteria.shows_former or criteria.choice.result == "inspected":
        return words
    more = tell_n(
        "{n} more ward was assessed, but none of its criteria has a result: {all} in total.",
        "{n} more wards were assessed, but none of their criteria has a result: {all} in total.",
        wards(criteria, "blank", blank),
        all=wards(criteria, "without_result", len(criteria.without_result)),
    )
    return telling.words(words, " ", more)


def _silent_row(criteria: Criteria, key: str, former: set[str]) -> tuple[Piece, ...]:
    seen = criteria.seen
    if not seen.after_reform:
        return (_ward(seen, key, "dim"),)
    before = seen.units.lineage.predecessor_keys(key)
    named = [Name(seen.units.name(each), each, "ward") for each in before if each in former]
    told = tell(
        "{k} of {n}",
        k=telling.count(f"assessed_{key}", len(named)),
        n=telling.count(f"before_{key}", len(before)),
    )
    if named:
        told = telling.words(told, ": ", join(named))
    return _ward(seen, key), told


def left_out(seen: Situation, view: View) -> Card | None:
    """What the crosswalk could not carry from one set to the other."""
    criteria = with_results(seen, view)
    if criteria is None or (criteria.choice.set_id != BOTH and criteria.left_out.empty):
        return None
    if criteria.left_out.empty:
        return Card("left_out", tell("Nothing was left out: all results use one set"))
    lists = tuple(
        List(
            tuple(
                Item(
                    telling.words(
                        Name(f"{int(row.criterion_no)}. ", strong=True),
                        criterion(criteria, int(row.criterion_no), str(set_id)),
                        Said((" · ", _(_REASONS[str(row.reason)])), "dim"),
                    )
                )
                for row in records(of_set)
            ),
            Said((Name(str(set_id)),)),
        )
        for set_id, of_set in criteria.left_out.groupby("set_id", sort=True)
    )
    ids = tuple(str(each) for each in seen.table("crosswalk")["source_id"].unique())
    return Card(
        "left_out",
        tell_n(
            "{n} criterion is left out of the comparison",
            "{n} criteria are left out of the comparison",
            left_out_count(criteria),
        ),
        tell("They have no counterpart of the same meaning in the other set."),
        lists,
        behind=Behind(ids, cited=tuple(map(Citation, ids))),
    )
