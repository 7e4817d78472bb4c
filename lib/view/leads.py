"""Where a click on a name leads: an address that keeps the view."""

from __future__ import annotations

from datetime import date

from lib.domain.selection import selection
from lib.domain.units import PROVINCE_LEVEL, Units
from lib.view import address
from lib.view.address import Offered
from lib.view.view import View


def leads_to(page: str, key: str, view: View, offered: Offered) -> str:
    """Address of a page on a unit, a source or another key; "" when it leads nowhere.

    Args:
        page: The page, by its path.
        key: Unit key for `map`, `ward` and `compare`; sources, divided by commas, for `sources`.
        view: What is looked at.
        offered: What an address can ask for.
    """
    if not page or not key:
        return ""
    changes: dict[str, object] = {"number": "", "screen": ""}
    if page == "sources":
        changes["source"] = key
    elif page == "ward":
        changes["ward"] = key
    elif page == "compare":
        changes["compare"] = with_added(key, view.compare, offered.units, view.day)
    elif page == "map":
        changes |= _on_the_map(key, view, offered)
    path = "" if page == "overview" else page
    return f"{path}?" + address.query(address.parameters_of(view, offered, page, **changes))


def with_added(key: str, asked: tuple[str, ...], units: Units, day: date) -> tuple[str, ...]:
    """A unit beside those to compare; one of another level starts anew."""
    before = selection(units, asked, day)
    is_city = units.kind(key) in PROVINCE_LEVEL
    return tuple(dict.fromkeys([*(before.keys if before.cities == is_city else ()), key]))


def _on_the_map(key: str, view: View, offered: Offered) -> dict[str, object]:
    units = offered.units
    if key not in units:
        return {}
    if units.kind(key) in PROVINCE_LEVEL:
        return {"province": key, "district": "", "ward": ""}
    here = next(iter(units.provinces_here(units.province_of(key), view.day)), "")
    if units.kind(key) == "district":
        return {"province": here, "district": key, "ward": ""}
    return {"province": here, "district": "", "ward": key}
