"""Counts that sources publish without naming the wards: beside the named ones, never added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lib.cards import phrases, telling
from lib.cards.behind import behind
from lib.cards.bodies import Item, List
from lib.cards.card import Card, Citation
from lib.cards.pieces import NOTHING, Asks, Number, Said
from lib.cards.telling import join, tell, tell_n
from lib.domain.counting_target import own_scopes
from lib.domain.unnamed_counts import UnnamedCount
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words.wording import _


def of_place(seen: Situation, place: str) -> tuple[UnnamedCount, ...]:
    """The counts of one province or district itself, or of the country; the highest step first."""
    own = own_scopes(seen.units, place)
    return tuple(each for each in seen.unnamed_here if each.scope_key in own)


def published(each: UnnamedCount) -> Number:
    """The number as published; it opens who is named."""
    return telling.count(
        f"unnamed_{each.count_id}",
        each.value,
        _("Published, not named"),
        Asks("unnamed", (each.count_id,)),
    )


def _step(each: UnnamedCount) -> Said:
    """How many wards reached which step, of which round: "16 recognised for 2023"."""
    n = published(each)
    if each.year is None:
        if each.status == "recognised":
            return tell("{n} recognised", n=n)
        return tell("{n} registered", n=n)
    year = telling.day(date(each.year, 12, 31), "year")
    if each.status == "recognised":
        return tell("{n} recognised for {year}", n=n, year=year)
    return tell("{n} registered for {year}", n=n, year=year)


def beside(seen: Situation, place: str) -> Said:
    """A line for a row of a place: what is published beside its named wards; often nothing."""
    published_counts = of_place(seen, place)
    if not published_counts:
        return NOTHING
    n = published(published_counts[0])
    if published_counts[0].status == "recognised":
        return tell("{n} recognised, not named", "line", n=n)
    return tell("{n} registered, not named", "line", n=n)


def sentence(seen: Situation) -> Said:
    """What the sentence of the day adds: of the country only recognitions."""
    published_counts: Sequence[UnnamedCount] = of_place(seen, seen.scope)
    if not seen.province:
        published_counts = [each for each in seen.unnamed_here if each.status == "recognised"]
    if not published_counts:
        return NOTHING
    own = own_scopes(seen.units, seen.scope)
    parts = [
        _step(each)
        if each.scope_key in own
        else telling.words(phrases.scope(seen, each.scope_key), ": ", _step(each))
        for each in published_counts
    ]
    return tell("Published without names, not counted here: {list}.", list=join(parts, "; "))


def counts(seen: Situation, _view: View) -> Card | None:
    """Every count of the place, with its day and source and how many are named."""
    published_counts = seen.unnamed_here
    if not published_counts:
        return None
    texts = seen.table("counts").set_index("count_id")["scope_text"]
    items = tuple(
        Item(
            tell(
                "{place}: {what}; as of {day}, named: {k}",
                place=phrases.scope(seen, each.scope_key, str(texts[each.count_id])),
                what=_step(each),
                day=telling.day(each.day, each.precision),
                k=telling.count(f"named_{each.count_id}", len(each.named)),
            )
        )
        for each in published_counts
    )
    cited = [
        Citation(each.source_id, str(item.told))
        for each, item in zip(published_counts, items, strict=True)
    ]
    n = telling.count("unnamed", len(published_counts))
    return Card(
        "unnamed",
        tell_n(
            "{n} published count of wards that are not all named",
            "{n} published counts of wards that are not all named",
            n,
        ),
        tell("It is shown beside the named wards and is never added to them."),
        (List(items),),
        behind=behind(seen, cited=cited),
    )


def on_map(seen: Situation, view: View) -> Card | None:
    """The same on the map page, of a place that is open."""
    return counts(seen, view) if seen.province and not view.ward else None
