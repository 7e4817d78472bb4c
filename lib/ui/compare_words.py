"""What differs between the units compared, in sentences. No Streamlit here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from lib.domain.city_comparison import SharesSideBySide, leader
from lib.domain.comparison import Indicator, SideBySide
from lib.domain.rows import record
from lib.domain.selection import Selection
from lib.domain.statuses import LADDER
from lib.situation.situation import Situation
from lib.ui import phrases, ward_words
from lib.words import wording
from lib.words.terms import NO_VALUE, STATUS
from lib.words.wording import _, ngettext

_NAMED = 3
_TOLD_INDICATORS = 2


def short_name(seen: Situation, key: str, among: Sequence[str]) -> str:
    """Name without its kind; with the province where two of the units share it."""
    units = seen.units
    name = units.bare_name(key, seen.day)
    if sum(units.bare_name(each, seen.day) == name for each in among) > 1:
        return f"{name} ({units.province_name(key, seen.day)})"
    return name if not name[:1].isdigit() else units.name(key, seen.day)


def headline(seen: Situation, picked: Selection) -> str:
    """The finding on top of the page."""
    keys = picked.keys
    if picked.cities:
        counts = {key: int(seen.provinces["recognised"].get(key, 0)) for key in keys}
        top = leader(counts)
        if top is None:
            return _(
                "No place leads: of the {all} compared, the most recognised wards are {n}",
                n=wording.number(max(counts.values())),
                all=wording.number(len(keys)),
            )
        return ngettext(
            "{place}: {n} ward recognised, the most of the {all} compared",
            "{place}: {n} wards recognised, the most of the {all} compared",
            counts[top],
            place=seen.units.province_name(top, seen.day),
            all=wording.number(len(keys)),
        )
    statuses = [ward_words.status_of(seen, key) for key in keys]
    recognised = statuses.count("recognised")
    if not recognised and "reported_complete" in statuses:
        return _(
            "{k} of {n} wards compared report all criteria met; none is recognised",
            k=wording.number(statuses.count("reported_complete")),
            n=wording.number(len(keys)),
        )
    return _(
        "{k} of {n} wards compared are recognised",
        k=wording.number(recognised),
        n=wording.number(len(keys)),
    )


def ward_differences(
    seen: Situation, keys: Sequence[str], criteria: SideBySide, indicators: Sequence[Indicator]
) -> list[str]:
    """Sentences on wards: status, dates, criteria, indicators, size; the weightiest first."""
    names = {key: short_name(seen, key, keys) for key in keys}
    told = [
        _statuses(seen, names),
        _recognitions(seen, names),
        _counts(seen, names, criteria),
        _criteria(seen, criteria),
        *_measures(names, indicators),
        _sizes(seen, names),
        _report_days(seen, names),
    ]
    return [sentence for sentence in told if sentence]


def city_differences(
    seen: Situation, keys: Sequence[str], shares: SharesSideBySide, indicators: Sequence[Indicator]
) -> list[str]:
    """Sentences on cities: wards recognised and their share, criteria, indicators."""
    names = {key: seen.units.province_name(key, seen.day) for key in keys}
    table = seen.provinces
    here = [key for key in keys if key in table.index]
    told = []
    recognised = {key: int(record(table, key)["recognised"]) for key in here}
    if here:
        parts = [
            f"{names[key]} {wording.number(recognised[key])}"
            f"/{wording.number(int(record(table, key)['wards_total']))}"
            for key in sorted(here, key=lambda key: -recognised[key])
        ]
        told.append(_("Wards recognised out of all wards: {list}.", list="; ".join(parts)))
        silent = [names[key] for key in here if not record(table, key)["wards_with_report"]]
        if silent:
            told.append(_("No report: {names}.", names=", ".join(silent)))
    if shares.set_id:
        wide = shares.differs[shares.differs].index
        told.append(
            _(
                "For {k} of {n} criteria, the shares of wards meeting them differ by 20 "
                "points or more.",
                k=wording.number(len(wide)),
                n=wording.number(len(shares.shares)),
            )
        )
        apart = (shares.shares.max(axis=1) - shares.shares.min(axis=1)).sort_values()
        if len(wide):
            number = int(apart.index[-1])
            row: Any = shares.shares.loc[number].dropna()
            named = ward_words.criterion_names(seen, shares.set_id)
            told.append(
                _(
                    "Widest gap: {criterion}: {low} {a}, {high} {b}.",
                    criterion=f"{number}. {named.get(number, '')}".strip(),
                    low=names[str(row.idxmin())],
                    a=wording.percent(float(row.min())),
                    high=names[str(row.idxmax())],
                    b=wording.percent(float(row.max())),
                )
            )
    return [*told, *_measures(names, indicators)]


def _statuses(seen: Situation, names: dict[str, str]) -> str:
    groups: dict[str, list[str]] = {}
    for key, name in names.items():
        groups.setdefault(ward_words.status_of(seen, key), []).append(name)
    if len(groups) == 1 and len(names) > 1:
        only = next(iter(groups))
        words = STATUS[only].words if only else NO_VALUE["no_report"].words
        return _("All have the same status: {status}.", status=words.lower())
    order = [*reversed(LADDER), ""]
    parts = [
        f"{STATUS[step].words if step else NO_VALUE['no_report'].words}: {', '.join(groups[step])}"
        for step in order
        if step in groups
    ]
    return "; ".join(parts) + "."


def _recognitions(seen: Situation, names: dict[str, str]) -> str:
    days = {
        key: ward_words.known_of(seen, key, "recognised_on")
        for key in names
        if ward_words.status_of(seen, key) == "recognised"
    }
    days = {key: day for key, day in days.items() if pd.notna(day)}
    if len(days) < 2:
        return ""
    first, last = min(days.values()), max(days.values())
    if first == last:
        return _("All dated recognitions are from the same day: {day}.", day=wording.day(first))
    early = [names[key] for key, day in days.items() if day == first]
    late = [names[key] for key, day in days.items() if day == last]
    months = round((last - first).days / 30.44)
    return ngettext(
        "Recognised first: {early} ({a}); last: {late} ({b}), {n} month later.",
        "Recognised first: {early} ({a}); last: {late} ({b}), {n} months later.",
        months,
        early=", ".join(early),
        a=wording.day(first),
        late=", ".join(late),
        b=wording.day(last),
    )


def _counts(seen: Situation, names: dict[str, str], criteria: SideBySide) -> str:
    """Criteria met: from the criteria themselves where they are known, else as stated."""
    stated = {}
    for key, name in names.items():
        if criteria.set_id and criteria.assessed(key):
            stated[name] = "{}/{}".format(*criteria.met(key))
        elif ward_words.criteria_count(seen, key):
            stated[name] = ward_words.criteria_count(seen, key)
    if not stated:
        return _("No number of criteria met is published for any of them.")
    if len(set(stated.values())) == 1 and len(stated) == len(names) > 1:
        return _(
            "All have the same number of criteria met: {count}.", count=next(iter(stated.values()))
        )
    parts = [f"{name} {count}" for name, count in stated.items()]
    silent = [name for name in names.values() if name not in stated]
    if silent:
        parts.append(_("no number for {names}", names=", ".join(silent)))
    return _("Criteria met: {list}.", list="; ".join(parts))


def _criteria(seen: Situation, criteria: SideBySide) -> str:
    numbers = [int(number) for number in criteria.differs[criteria.differs].index]
    if not criteria.set_id or len(criteria.cells.columns) < 2:
        return ""
    if not numbers:
        return _("There is no criterion that one meets and another does not.")
    named = ward_words.criterion_names(seen, criteria.set_id)
    listed = [f"{number}. {named.get(number, '')}".strip() for number in numbers[:_NAMED]]
    more = len(numbers) - len(listed)
    words = ngettext(
        "{n} criterion of {all} is met by some and not by others: {list}",
        "{n} criteria of {all} are met by some and not by others: {list}",
        len(numbers),
        all=wording.number(len(criteria.cells)),
        list="; ".join(listed),
    )
    return words + (_(" and {n} more.", n=wording.number(more)) if more else ".")


def _measures(names: dict[str, str], indicators: Sequence[Indicator]) -> list[str]:
    """The indicators that lie farthest apart, of those that two or more have for one day."""
    spreads = []
    for indicator in indicators:
        values = {key: each.value for key, each in indicator.values.items() if each.common}
        if len(values) < 2:
            continue
        low = min(values, key=lambda key: values[key])
        high = max(values, key=lambda key: values[key])
        size = max(abs(value) for value in values.values())
        if size and values[high] > values[low]:
            spreads.append(((values[high] - values[low]) / size, indicator, low, high))
    spreads.sort(key=lambda spread: -spread[0])
    told = []
    for _size, indicator, low, high in spreads[:_TOLD_INDICATORS]:
        told.append(
            _(
                "{indicator} ({unit}): from {low} ({a}) to {high} ({b}).",
                indicator=wording.in_language(indicator.name_vi, indicator.name_en),
                unit=ward_words.unit_words(indicator.unit),
                low=_measured(indicator.values[low].value),
                a=names[low],
                high=_measured(indicator.values[high].value),
                b=names[high],
            )
        )
    return told


def _measured(value: float) -> str:
    return wording.number(value, 0 if value.is_integer() else 1)


def _sizes(seen: Situation, names: dict[str, str]) -> str:
    areas = {}
    for key in names:
        area = seen.units.states.table["area_km2"].iloc[seen.units.states.row(key, seen.day)]
        if area > 0:
            areas[key] = float(area)
    if len(areas) < 2:
        return ""
    small, large = min(areas, key=lambda k: areas[k]), max(areas, key=lambda k: areas[k])
    if areas[large] < 1.5 * areas[small]:
        return ""
    return _(
        "{large} covers {a} km², {times} times as much as {small} ({b} km²).",
        large=names[large],
        a=wording.number(areas[large], 1),
        times=wording.number(areas[large] / areas[small], 1),
        small=names[small],
        b=wording.number(areas[small], 1),
    )


def _report_days(seen: Situation, names: dict[str, str]) -> str:
    days = {key: ward_words.known_of(seen, key, "last_report") for key in names}
    days = {key: day for key, day in days.items() if pd.notna(day)}
    if len(days) < 2:
        return ""
    old, new = min(days, key=lambda k: days[k]), max(days, key=lambda k: days[k])
    if (days[new] - days[old]).days < 183:
        return ""
    return _(
        "The figures are from different dates: the newest report on {old} is from {a}, on "
        "{new} from {b}.",
        old=names[old],
        a=phrases.report_day(seen, days[old]),
        new=names[new],
        b=phrases.report_day(seen, days[new]),
    )
