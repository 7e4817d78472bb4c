"""An explanation as a card: what opens behind a number."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from lib.cards import telling
from lib.cards.behind import citations
from lib.cards.bodies import Body, Item, List, Prose
from lib.cards.card import Card, Citation
from lib.cards.explain.explanation import Change, Explanation, Group
from lib.cards.pieces import Name, Number, Said
from lib.cards.telling import join, tell, tell_n
from lib.domain import rows
from lib.situation.situation import Situation
from lib.words.wording import _

_SHOWN = 40
_SAID = 30  # statements of one source that are shown; hundreds say the same of as many wards


def number_panel(number: Number, explained: Explanation, seen: Situation) -> Card:
    """What is behind a number: counted, left out, how, what changed, sources."""
    bodies: list[Body] = []
    if explained.counted:
        bodies.append(_group(explained.counted))
    if explained.parts:
        whole = explained.counted.names if explained.counted else ()
        items = _items(explained.parts, whole)
        bodies.append(List(items, Said((_("How the recognitions are known"),))))
    if explained.left_out:
        n = sum(len(group.names) for group in explained.left_out)
        bodies.append(
            List(
                _items(explained.left_out),
                tell("Not counted: {n}", n=telling.count("left_out", n)),
            )
        )
    how = tuple(each for each in (explained.formula, explained.denominator) if each)
    bodies.append(List(tuple(map(Item, how)), Said((_("How it is counted"),))))
    if explained.change:
        bodies.append(_change(explained.change))
    sources = source_list(seen, citations(seen, explained.behind))
    if sources.items:
        bodies.append(sources)
    title = telling.words(number.words, " · ", number.label) if number.label else Said((number,))
    return Card("explanation", title, bodies=tuple(bodies))


def sources_panel(card: Card, seen: Situation) -> Card:
    """The sources behind a card, and how it was counted."""
    bodies: list[Body] = [Prose((card.note,))] if card.note else []
    bodies.append(source_list(seen, citations(seen, card.behind)))
    return Card("explanation", card.title, bodies=tuple(bodies))


def _items(groups: Sequence[Group], whole: Sequence[Name] = ()) -> tuple[Item, ...]:
    """Groups by name; one that is the whole, which is named above, without naming it again."""
    items = []
    for group in groups:
        is_whole = len(group.names) > 1 and len(group.names) == len(whole)
        named = tell("all of the wards above") if is_whole else _some(group.names)
        items.append(Item(telling.words(group.told, ": ", named)))
    return tuple(items)


def _group(group: Group) -> List:
    return List((Item(_some(group.names)),) if group.names else (), group.told)


def _some(names: Sequence[Name]) -> Said:
    shown = join(names[:_SHOWN])
    if len(names) <= _SHOWN:
        return shown
    left = telling.count(f"more_{len(names)}", len(names) - _SHOWN)
    return telling.words(shown, " ", tell("and {n} more", n=left))


def _change(change: Change) -> List:
    parts = (
        (tell("Added"), change.entered),
        (tell("No longer counted"), change.left),
        (tell("Ended with their ward"), change.ended),
    )
    items = tuple(Item(telling.words(told, ": ", _some(names))) for told, names in parts if names)
    return List(items, change.told)


def source_list(seen: Situation, cited: Sequence[Citation]) -> List:
    """Sources with publisher, title, date, address, how much was read, and what each says."""
    by_id = seen.table("sources").set_index("source_id", drop=False)
    said: dict[str, list[str]] = {}
    for citation in cited:
        said.setdefault(citation.source_id, []).append(citation.says)
    items = tuple(
        Item(_source(rows.row_by_key(by_id, each) if each in by_id.index else None, each, says))
        for each, says in said.items()
    )
    n = telling.count("sources", len(items))
    return List(items, tell_n("{n} source", "{n} sources", n))


def _source(row: pd.Series | None, source_id: str, says: list[str]) -> Said:
    told = [text for text in dict.fromkeys(says) if text]
    lines = [Said((Name(text),), "line") for text in told[:_SAID]]
    if len(told) > _SAID:
        left = telling.count(f"said_{source_id}", len(told) - _SAID)
        lines.append(tell("and {n} more", "line", n=left))
    leads = Name(source_id, source_id, "sources")
    if row is None:
        return telling.words(leads, " ", tell("is not in the table of sources", "dim"), *lines)
    when = (
        tell("publication date not known")
        if pd.isna(row["published_on"])
        else Said((telling.day(row["published_on"], str(row["published_on_precision"])),))
    )
    depth = _("read in full") if row["read_depth"] == "full" else _("read in part")
    about = Said((leads, " · ", Name(str(row["publisher"])), " · ", when, " · ", depth), "line")
    url = Said((Name(str(row["url"]) or _("address not known"), str(row["url"]), "web"),), "line")
    return telling.words(Name(str(row["title"]), strong=True), about, url, *lines)
