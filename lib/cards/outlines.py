"""Where units lie: their outlines among their neighbours, all at one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lib.cards import telling
from lib.cards.bodies import Column, Table
from lib.cards.card import Card
from lib.cards.pieces import NOTHING, Name, Number, Piece, Said
from lib.cards.shapes import Outline, Outlines
from lib.cards.telling import join, tell, words
from lib.cards.ward_phrases import place_of, status_of, told_of, unit_words
from lib.domain.rows import records
from lib.domain.units import PROVINCE_LEVEL
from lib.situation.outlines import Framed, framed, has_outline, present_unit
from lib.situation.situation import Situation
from lib.words.phrases import wave_name
from lib.words.terms import KINDS
from lib.words.wording import _

_FAR_ISLANDS = {"from2025-48": "Hoàng Sa", "from2025-56": "Trường Sa"}
"""Island units that lie beyond the frame of their province; they are named below it."""


def outlines(seen: Situation, keys: Sequence[str]) -> Outlines:
    """One frame for each unit, all at the same scale; None where its place is not known."""
    frames, span = framed(seen, tuple(keys))
    drawn = (_outline(seen, key, frames[key]) if key in frames else None for key in keys)
    return Outlines(tuple(drawn), span)


def location(seen: Situation, key: str) -> Card:
    """Where a ward lies: its outline, kind, area, district, wave."""
    units = seen.units
    drawn = outlines(seen, [key])
    why = without_outline(seen, key)
    only = tuple(each and replace(each, told=why) for each in drawn.outlines)
    districts = sorted(
        units.name(each) for each in units.regions(key) if units.kind(each) == "district"
    )
    kind = units.kind(key, seen.day)
    former = units.exists(key, seen.day) and seen.after_reform
    told: tuple[tuple[str, Piece], ...] = (
        (_("Kind"), _(KINDS.get(kind, kind))),
        (_("Area"), area(seen, key)),
        (_("Former district") if former else _("District"), Name(", ".join(districts))),
        (_("Wave"), Name(wave_name(str(told_of(seen, key, "wave") or "")))),
        (_("Unit key"), Name(key)),
    )
    rows = tuple((Said((head,), "dim"), value if str(value) else None) for head, value in told)
    table = Table((Column("what", ""), Column("value", "")), rows)
    place = place_of(seen, key)
    size = _listed_area(seen, key)
    title = (
        tell("{area} in {place}", area=size, place=place)
        if size
        else tell("Located in {place}", place=place)
    )
    return Card("place", title, bodies=(replace(drawn, outlines=only), table))


def _listed_area(seen: Situation, key: str) -> Said:
    """Area of the list of units; nothing where it has none."""
    size = float(seen.units.states.table["area_km2"].iloc[seen.units.states.row(key, seen.day)])
    return tell("{n} km²", n=telling.decimal(f"area_{key}", size, 1)) if size > 0 else NOTHING


def area(seen: Situation, key: str) -> Said:
    """Area of the list of units, else as a source gives it; nothing when none does."""
    name = f"area_{key}"
    if listed := _listed_area(seen, key):
        return listed
    table = seen.table("indicators")
    mine = table[(table["scope_key"] == key) & table["unit"].astype(str).str.startswith("km2")]
    told = list(records(mine[~(mine["period_end"] > str(seen.day))].sort_values("period_end")))
    if not told:
        return NOTHING
    row = told[-1]
    value: Number = telling.decimal(name, row.value, 0 if float(row.value).is_integer() else 1)
    source = Name(str(row.source_id), str(row.source_id), "sources")
    return words(value, " ", Name(unit_words(str(row.unit))), ", ", source)


def _outline(seen: Situation, key: str, frame: Framed) -> Outline:
    is_city = seen.units.kind(key) in PROVINCE_LEVEL
    return Outline(
        telling.unit(seen.units, key, seen.day),
        frame.own,
        frame.neighbours,
        frame.land,
        _told(seen, key),
        "" if is_city else status_of(seen, key) or "no_report",
        frame.today,
        frame.point,
    )


def without_outline(seen: Situation, key: str) -> Said:
    """Why a unit is drawn as a point; nothing when it has an outline."""
    if has_outline(seen, key):
        return NOTHING
    if present := present_unit(seen, key):
        name = Name(seen.units.name(present))
        return tell("no outline from that time is public; dashed: {name} of today", name=name)
    if seen.units.kind(key) in PROVINCE_LEVEL:
        return tell("no outline from that time is public; shown as a point")
    return tell("no outline from that time is public; shown as a point on today's wards")


def _told(seen: Situation, key: str) -> Said:
    """What stands under an outline: area or islands far off, and why there is only a point."""
    size = area(seen, key)
    if seen.units.kind(key) in PROVINCE_LEVEL:
        islands = _FAR_ISLANDS.get(key, "")
        told = tell("includes special zone {name}, outside this frame", name=Name(islands))
        size = told if islands else NOTHING
    return join([part for part in (size, without_outline(seen, key)) if part], " · ")
