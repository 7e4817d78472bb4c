"""What is public of the wording of each criteria set."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lib.cards import telling
from lib.cards.behind import behind
from lib.cards.bodies import Body, Columns, Item, List
from lib.cards.card import Card, Citation
from lib.cards.criteria_phrases import asks
from lib.cards.pieces import Name, Number, Piece, Said
from lib.cards.telling import join, tell, tell_n
from lib.domain.rows import records
from lib.situation.criteria import Criteria, criteria_of
from lib.situation.published_totals import chosen_sets, named_criteria
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words import wording
from lib.words.terms import N_
from lib.words.wording import _

_CERTAINTY = {
    "published": ("✓", N_("published")),
    "inferred_from_article": ("≈", N_("inferred from an article")),
    "unknown": ("?", N_("not public")),
    "placeholder": ("…", N_("placeholder, invented")),
}

_INFERRED = "inferred from"
"""What the compilers write in the remark of a set whose status no source states."""


def criteria_wording(seen: Situation, view: View) -> Card:
    """What is public of the wording of each set, with its certainty."""
    criteria = criteria_of(seen, view.criteria)
    sets = chosen_sets(criteria)
    table = seen.table("criteria")
    mine = table[table["set_id"].isin(sets.index)]
    title = tell("None of the criteria wording is public")
    if len(mine):
        title = _wording_title(criteria, sets)
    body: Body = Columns(tuple(_one_set(mine, row) for row in records(sets)))
    cited = [Citation(str(row.source_id), str(row.set_id)) for row in records(sets)]
    cited += [
        Citation(str(source), str(set_id))
        for source, set_id in mine[["source_id", "set_id"]]
        .drop_duplicates()
        .itertuples(index=False)
    ]
    below = tell("The sign shows how the wording is known.") if len(mine) else Said()
    return Card("wording", title, below, (body,), behind=behind(seen, cited=cited))


def _wording_title(criteria: Criteria, sets: pd.DataFrame) -> Said:
    """How much of the wording is on record."""
    named = named_criteria(criteria)
    full = any(
        pd.notna(row.criteria_count)
        and int((named["set_id"] == row.set_id).sum()) >= int(row.criteria_count)
        for row in records(sets)
    )
    n = telling.count("named", len(named), asks=asks(criteria, "criteria_named"))
    if full:
        return tell_n(
            "The wording of {n} criterion is on record",
            "The wording of {n} criteria is on record",
            n,
        )
    return tell_n(
        "The wording of only {n} criterion is public; no set is public in full",
        "The wording of only {n} criteria is public; no set is public in full",
        n,
    )


def _one_set(table: pd.DataFrame, row: Any) -> List:
    """Heading of a set and the names known of it; what is not known is counted."""
    own = table[table["set_id"] == row.set_id]
    day = telling.day(row.issued_on, str(row.issued_on_precision))
    basis = str(row.legal_basis)
    head: list[Piece] = [
        Name(basis, strong=True)
        if basis
        else tell("Set of {day}, number not known", "strong", day=day)
    ]
    if basis and str(row.set_id) not in basis:  # it helps only beside a basis without it
        head += [" ", Said((Name(str(row.set_id)),), "dim")]
    about: list[Piece] = [day] if basis else []
    if pd.notna(row.groups_count):
        about.append(tell_n("{n} group", "{n} groups", _size(row.groups_count)))
    if pd.notna(row.criteria_count):
        about.append(tell_n("{n} criterion", "{n} criteria", _size(row.criteria_count)))
    about.append(_standing(row))
    head.append(Said((join(about, " · "),), "line"))
    items = _items(own)
    silent = _silent_groups(own, row.groups_count)
    if silent:
        words = tell_n(
            "{n} group whose name is not public",
            "{n} groups whose names are not public",
            telling.count(f"silent_groups_{silent}", silent),
        )
        items.append(Item(telling.words(f"{_CERTAINTY['unknown'][0]} ", words, look="dim")))
    if not items:
        items = [Item(tell("None of its wording is public."))]
    return List(tuple(items), Said((Said(tuple(head)),)))


def _standing(row: Any) -> str:
    """Whether a set is provisional or official; what no source says is marked as inferred."""
    if str(row.status) == "provisional":
        return _("provisional")
    return _("official (inferred)") if _INFERRED in str(row.note) else _("official")


def _size(count: float) -> Number:
    return telling.count(f"size_{int(count)}", int(count))


def _items(own: pd.DataFrame) -> list[Item]:
    """The names of a set, each once, with how it is known."""
    items: dict[str, Item] = {}
    for row in records(own):
        name = _shown_name(row)
        if name:
            sign, words = _CERTAINTY[str(row.certainty)]
            how = Said((f" · {sign} ", _(words)), "dim")
            items.setdefault(name, Item(telling.words(Name(name), how)))
    return list(items.values())


def _silent_groups(criteria: pd.DataFrame, groups_count: Any) -> int:
    """Groups of a set without a public name: of as many as it says it has, else of those listed."""
    names = criteria["group_name_vi"] + criteria["group_name_en"]
    named = criteria[names != ""].drop_duplicates(["group_name_vi", "group_name_en"])
    if pd.notna(groups_count):
        return max(int(groups_count) - len(named), 0)
    return len(set(criteria["group_no"].dropna()) - set(named["group_no"].dropna()))


def _shown_name(row: Any) -> str:
    """Name of a criterion with its number, else of its group; "" when neither is known."""
    name = wording.in_language(str(row.criterion_name_vi), str(row.criterion_name_en))
    if name:
        number = row.criterion_no
        return name if pd.isna(number) else f"{int(number)}. {name}"
    group = wording.in_language(str(row.group_name_vi), str(row.group_name_en))
    return _("Group: {name}", name=group) if group else ""
