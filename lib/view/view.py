"""What is looked at: one value for all pages, cards and scenes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from lib.domain.result_codes import Kind
from lib.domain.units import REFORM, vintage_at
from lib.view.criteria_choice import Choice
from lib.view.filter import Filter

EARLIEST = date(2021, 1, 1)
"""First day that can be chosen: the programme began in 2021."""


@dataclass(frozen=True)
class View:
    """The chosen state, checked. Fields are named as the keys of the address.

    Attributes:
        page: Page by its path, "overview" for the start.
        lang: ``vi`` or ``en``.
        asof: The as-of date.
        dataset: Name of the dataset, "" when there is none.
        province: Key of a province in force on `asof`, or "".
        district: Key of a district (former, after the reform), or "".
        wave: Round that narrows it, or "".
        status: Status that narrows it, or "".
        metric: What colours the map.
        level: What the map of the country draws: a ``province``, each ``ward``, each ``unit``.
        hide: Classes not shown on the map, as ``areas.<code>`` or ``marks.<code>``.
        small: Small maps instead of the large one: ``years``, ``provinces``, ``cities`` or "".
        beside: Day kept on the map beside the as-of date; None for none.
        ward: Key of a unit of either vintage, or "".
        compare: Units to put side by side, as asked for; not checked.
        since: Start of the period whose changes are listed; None for the usual one.
        set: Criteria set; "" for the newest of each ward.
        wards: Wards in force (``now``) or ``former`` ones.
        result: ``claimed`` or ``inspected``.
        order: Order of the rows of the heat map.
        columns: Order of its columns.
        kind: Kinds of events shown; empty for all.
        scope: Whose events are shown: ``national``, ``place`` or "" for both.
        due: Targets listed: due ``next``, due ``last`` or ``all``.
        span: Period of the charts of the timeline.
        scale: Whether they reach up to the ``targets`` or to the ``counts``.
        differing: ``only`` when the comparison lists only criteria that differ, or "".
        table: Table of the data page.
        source: Sources asked for, divided by commas.
        find: Words that the list of sources is filtered by.
        number: Number whose explanation is open, ``<card>.<number>``, or "".
        present: "1" when it is shown to a room, one card a screen, or "".
        screen: Which screen, "3" or its second part "3.2"; "all" for all at a glance.
        look: ``dark`` for light words on black while it is shown, or "".
        briefing: Name of the briefing that is open, or "".
        draft: One that is not saved, packed, or "".
        when: Whether it is opened on the data of ``then`` or ``now``; "" for then where kept.
    """

    page: str = "overview"
    lang: str = "vi"
    asof: date = EARLIEST
    dataset: str = ""
    province: str = ""
    district: str = ""
    wave: str = ""
    status: str = ""
    metric: str = "status"
    level: str = "province"
    hide: tuple[str, ...] = ()
    small: str = ""
    beside: date | None = None
    ward: str = ""
    compare: tuple[str, ...] = ()
    since: date | None = None
    set: str = ""
    wards: str = "now"
    result: Kind = "claimed"
    order: str = "weakest"
    columns: str = "number"
    kind: tuple[str, ...] = ()
    scope: str = ""
    due: str = "next"
    span: str = "all"
    scale: str = "targets"
    differing: str = ""
    table: str = "observations"
    source: str = ""
    find: str = ""
    # How it is shown: none of these changes a card.
    number: str = field(default="", compare=False)
    present: str = field(default="", compare=False)
    screen: str = field(default="", compare=False)
    look: str = field(default="", compare=False)
    briefing: str = field(default="", compare=False)
    draft: str = field(default="", compare=False)
    when: str = field(default="", compare=False)

    @property
    def day(self) -> date:
        """The as-of date."""
        return self.asof

    @property
    def narrowed(self) -> Filter:
        """Place, wave and status as one value."""
        return Filter(self.province, self.district, self.wave, self.status)

    @property
    def criteria(self) -> Choice:
        """What is asked of the assessments."""
        return Choice(self.set, self.wards, self.result)

    @property
    def vintage(self) -> str:
        """Vintage of the as-of date."""
        return vintage_at(self.asof)

    @property
    def after_reform(self) -> bool:
        """Whether the as-of date is after the reform of 1 July 2025."""
        return self.asof >= REFORM

    def but(self, **changes: Any) -> View:
        """The same view with some fields changed."""
        return replace(self, **changes)


FIELDS = tuple(each.name for each in fields(View))


def view_of(page: str, values: Mapping[str, Any]) -> View:
    """A view from values by key; those that are missing, None or empty take their defaults."""
    given = {name: values[name] for name in FIELDS if values.get(name)}
    for name in ("compare", "kind", "hide"):
        given[name] = tuple(given.get(name, ()))
    return View(**{**given, "page": page})
