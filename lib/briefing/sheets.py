"""What every page of an export carries, made from what is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields

import pandas as pd

from lib.cards.card import Card
from lib.domain.rows import records
from lib.draw.sheet import Shape, Sheet, Source
from lib.io.geo.joined_layers import JOINED, joined_outlines
from lib.situation.offers import offered
from lib.situation.situation import Situation
from lib.view import address
from lib.view.view import View
from lib.words import phrases, wording
from lib.words.event_kinds import kind_words
from lib.words.page_titles import page_title
from lib.words.terms import STATUS
from lib.words.wording import _


def sheet(seen: Situation, view: View, cards: Iterable[Card] = (), title: str = "") -> Sheet:
    """What every page of an export of a view carries, in the language of the run.

    Args:
        seen: The situation.
        view: What is looked at.
        cards: What is exported; its sources are those behind them.
        title: What it is about; "" for the title of the page.
    """

    def outlines(name: str) -> Sequence[Shape]:
        if name in JOINED:
            return joined_outlines(seen.layers, name)
        layer = seen.layers.get(name)
        return layer.outlines if layer else ()

    dataset = seen.dataset
    return Sheet(
        title=title or page_title(view.page),
        lang=wording.language(),
        day=wording.day(seen.day),
        vintage=vintage_words(view),
        filter=filter_words(seen, view),
        dataset=wording.in_language(dataset.title_vi, dataset.title_en) or dataset.name,
        checksum=dataset.checksum,
        synthetic=dataset.synthetic,
        address=link(view),
        sources=sources(seen, cards),
        outlines=outlines,
    )


def link(view: View) -> str:
    """Relative link of a view, the as-of date written out."""
    values = {field.name: getattr(view, field.name) for field in fields(view)}
    texts = address.parameters(values, view.page, offered(), dated=True, **address.HOW_SHOWN)
    return f"{'' if view.page == 'overview' else view.page}?{address.query(texts)}"


def vintage_words(view: View) -> str:
    """Which boundaries hold on the as-of date."""
    if view.after_reform:
        return _("Boundaries since 1 Jul 2025 (34 provinces), generalised")
    return _(
        "Boundaries until 30 Jun 2025 (63 provinces): wards shown as points on today's outlines"
    )


def filter_words(seen: Situation, view: View) -> str:
    """What narrows a view, part by part: ward, place, wave, status, and the choices of its page."""
    units, day = seen.units, seen.day
    parts = []
    if view.page == "ward" and view.ward in units:
        parts.append(units.full_name(view.ward, day))
    if view.province:
        parts.append(units.province_name(view.province, day))
    if view.district:
        parts.append(units.full_name(view.district, day))
    if view.wave:
        parts.append(_("Wave: {wave}", wave=phrases.wave_name(view.wave)))
    if view.status:
        parts.append(_("Status: {status}", status=STATUS[view.status].words))
    if view.page == "criteria":
        parts += _criteria_words(view)
    if view.page == "timeline":
        if view.kind:
            parts.append(_("Events: {kinds}", kinds=", ".join(map(kind_words, view.kind))))
        if view.scope:
            national = view.scope == "national"
            parts.append(_("National events only") if national else _("Local events only"))
    return " · ".join(parts)


def _criteria_words(view: View) -> list[str]:
    parts = []
    if view.set:
        parts.append(_("Criteria set: {name}", name=view.set))
    if view.wards == "former":
        parts.append(_("Former wards"))
    if view.result == "inspected":
        parts.append(_("Results of inspection"))
    return parts


def sources(seen: Situation, cards: Iterable[Card]) -> tuple[Source, ...]:
    """The sources behind cards, each once, in the order of the cards."""
    wanted = list(dict.fromkeys(each for card in cards for each in card.behind.sources))
    table = seen.table("sources")
    rows = {str(row.source_id): row for row in records(table[table["source_id"].isin(wanted)])}
    listed = []
    for source_id in wanted:
        row = rows.get(source_id)
        if row is None:
            listed.append(Source(source_id, _("is not in the table of sources"), ""))
            continue
        when = row.published_on
        dated = wording.day(when, str(row.published_on_precision)) if pd.notna(when) else ""
        told = [str(row.publisher), str(row.title), dated]
        url = str(row.url)
        listed.append(
            Source(
                source_id,
                ", ".join(part for part in told if part),
                url if url.startswith(("https://", "http://")) else "",
            )
        )
    return tuple(listed)
