"""The address of a view: its keys, each read from text and written back.

Units stand in a view by their whole key; the address has the two-digit code of a province and
the three-digit code of a district, which mean what they meant on the as-of date of the address.
Today is left out, so that a link kept for tomorrow shows tomorrow; a link that is copied to be
sent has the date written out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from lib import clock
from lib.domain.statuses import LADDER
from lib.domain.units import Units, vintage_at
from lib.view.view import EARLIEST, View

METRICS = ("status", "share", "province_share", "pace")
LEVELS = ("province", "ward", "unit")
SMALL = ("years", "provinces", "cities")
ROW_ORDERS = ("weakest", "strongest", "name")
COLUMN_ORDERS = ("number", "weakest")
DUE = ("next", "last", "all")
SPANS = ("all", "past", "near")
SCALES = ("targets", "counts")
MENU, SOURCES, PAGE_FILES = "menu", "sources", "page.save"
"""What `number` opens besides explanations: the menu of a card, its sources, the page as a file."""
VIA = "via"
"""Marks a link to the page it stands on. The browser does not take such a link's URL over, only
the server hears of it; with the mark the URL differs from the session and is written at the end."""


@dataclass(frozen=True)
class Offered:
    """What an address can ask for.

    Attributes:
        units: Units of both vintages.
        datasets: Names of the datasets, the usual one first.
        tables: Names of the tables, the usual one first.
        kinds: Kinds of events that occur.
    """

    units: Units
    datasets: tuple[str, ...]
    tables: tuple[str, ...]
    kinds: frozenset[str]


@dataclass(frozen=True)
class Key:
    """One key of the address.

    Attributes:
        name: Name in the address and in the view.
        read: Turns the text into a value, given what is offered and the as-of date; raises
            ValueError for a wrong one.
        default: Value when the address does not have it, given what is offered.
        write: Turns the value into text; "" leaves it out.
        pages: Pages that use it; empty for all.
    """

    name: str
    read: Callable[[str, Offered, date], Any]
    default: Callable[[Offered], Any]
    write: Callable[[Any], str] = str
    pages: tuple[str, ...] = ()


def _one_of(*allowed: str) -> Callable[[str, Offered, date], str]:
    def read(text: str, _offered: Offered, _day: date) -> str:
        if text not in allowed:
            raise ValueError(text)
        return text

    return read


def _matching(pattern: str) -> Callable[[str, Offered, date], str]:
    def read(text: str, _offered: Offered, _day: date) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(text)
        return text

    return read


def iso_day(text: str) -> date:
    """A day as the address writes it; ValueError for anything else."""
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


def _day(text: str, _offered: Offered, _day: date) -> date:
    day = iso_day(text)
    if not EARLIEST <= day <= clock.today():
        raise ValueError(text)
    return day


def _dataset(text: str, offered: Offered, _day: date) -> str:
    if text not in offered.datasets:
        raise ValueError(text)
    return text


def _table(text: str, offered: Offered, _day: date) -> str:
    if text not in offered.tables:
        raise ValueError(text)
    return text


def _province(text: str, offered: Offered, day: date) -> str:
    """The province of a code; of the other vintage where the day's has none of that code."""
    if not re.fullmatch(r"\d{2}", text):
        raise ValueError(text)
    now = vintage_at(day)
    other = "until2025" if now == "from2025" else "from2025"
    for key in (f"{now}-{text}", f"{other}-{text}"):
        if key in offered.units:
            return key
    raise ValueError(text)


def _district(text: str, offered: Offered, _day: date) -> str:
    key = f"until2025-{text}"
    if not re.fullmatch(r"\w{3}", text) or key not in offered.units:
        raise ValueError(text)
    return key


def _unit(text: str, offered: Offered, _day: date) -> str:
    if text not in offered.units:
        raise ValueError(text)
    return text


def _code(key: str) -> str:
    return key.partition("-")[2]


def _asked(text: str, _offered: Offered, _day: date) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in text.split(",") if part.strip())
    if not 0 < len(parts) <= 20:
        raise ValueError(text)
    return tuple(part[:20] for part in parts)  # the page names those that are no unit


_CLASS = r"(areas|marks)\.[a-z][a-z0-9_]{0,30}"


def _hidden(text: str, _offered: Offered, _day: date) -> tuple[str, ...]:
    parts = text.split(",")
    if len(parts) > 40 or not all(re.fullmatch(_CLASS, part) for part in parts):
        raise ValueError(text)
    return tuple(dict.fromkeys(parts))  # a class that this map does not have hides nothing


def _kinds(text: str, offered: Offered, _day: date) -> tuple[str, ...]:
    parts = text.split(",")
    if not set(parts) <= offered.kinds:
        raise ValueError(text)
    return tuple(dict.fromkeys(parts))


def _always(value: Any) -> Callable[[Offered], Any]:
    return lambda _offered: value


_PRINTED = r"[^\x00-\x1f]"  # an office's own words
KEYS = {
    key.name: key
    for key in (
        Key("lang", _one_of("vi", "en"), _always("vi")),
        Key("asof", _day, lambda _offered: clock.today(), date.isoformat),
        Key("dataset", _dataset, lambda offered: next(iter(offered.datasets), "")),
        Key("province", _province, _always(""), _code),
        Key("district", _district, _always(""), _code),
        Key("wave", _matching(_PRINTED + "{1,80}"), _always("")),
        Key("status", _one_of(*LADDER[1:]), _always("")),
        Key("metric", _one_of(*METRICS), _always("status"), pages=("map",)),
        Key("level", _one_of(*LEVELS), _always("province"), pages=("map",)),
        Key("hide", _hidden, _always(()), ",".join, pages=("map",)),
        Key("small", _one_of(*SMALL), _always(""), pages=("map",)),
        Key("beside", _day, _always(None), date.isoformat, pages=("map",)),
        Key("ward", _unit, _always(""), pages=("map", "ward")),
        Key("compare", _asked, _always(()), ",".join, pages=("compare", "map", "ward")),
        Key("since", _day, _always(None), date.isoformat, pages=("overview",)),
        Key("set", _matching(r"[\w.-]{1,60}"), _always(""), pages=("criteria",)),
        Key("wards", _one_of("now", "former"), _always("now"), pages=("criteria",)),
        Key("result", _one_of("claimed", "inspected"), _always("claimed"), pages=("criteria",)),
        Key("order", _one_of(*ROW_ORDERS), _always("weakest"), pages=("criteria",)),
        Key("columns", _one_of(*COLUMN_ORDERS), _always("number"), pages=("criteria",)),
        Key("kind", _kinds, _always(()), ",".join, pages=("timeline",)),
        Key("scope", _one_of("national", "place"), _always(""), pages=("timeline",)),
        Key("due", _one_of(*DUE), _always("next"), pages=("timeline",)),
        Key("span", _one_of(*SPANS), _always("all"), pages=("timeline",)),
        Key("scale", _one_of(*SCALES), _always("targets"), pages=("timeline",)),
        Key("differing", _one_of("only"), _always(""), pages=("compare",)),
        Key(
            "table",
            _table,
            lambda offered: next(iter(offered.tables), ""),
            pages=("data",),
        ),
        Key("source", _matching(_PRINTED + "{1,4000}"), _always(""), pages=("sources",)),
        Key("find", _matching(_PRINTED + "{1,80}"), _always(""), pages=("sources",)),
        Key("number", _matching(r"[\w-]{1,40}\.[\w-]{1,80}"), _always("")),
        Key("present", _one_of("1"), _always("")),
        Key("screen", _matching(r"[1-9][0-9]{0,3}(\.[1-9][0-9]?)?|all"), _always("")),
        Key("look", _one_of("dark"), _always("")),
        Key("briefing", _matching(r"[a-z0-9][a-z0-9-]{0,59}"), _always(""), pages=("briefing",)),
        Key("draft", _matching(r"[A-Za-z0-9_-]{1,6000}"), _always(""), pages=("briefing",)),
        Key("when", _one_of("then", "now"), _always(""), pages=("briefing",)),
    )
}


HOW_SHOWN = {"number": "", "present": "", "screen": "", "look": ""}
"""Keys that say how a view is shown, not what is looked at, with what leaves them out."""


def read(
    texts: Mapping[str, str], page: str, offered: Offered
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Values of the keys of a page, and what could not be used.

    Args:
        texts: Texts by key, as they stand in the address.
        page: The page.
        offered: What can be asked for.

    Returns:
        A value for every key of the page, its default where the text is missing or wrong; and
        the keys and texts that could not be used, unknown keys among them.
    """
    values: dict[str, Any] = {}
    refused: list[tuple[str, str]] = []
    day = clock.today()
    for key in KEYS.values():
        if key.pages and page not in key.pages:
            continue
        text = texts.get(key.name, "")
        try:
            values[key.name] = key.read(text, offered, day) if text else key.default(offered)
        except ValueError:
            values[key.name] = key.default(offered)
            refused.append((key.name, text))
        if key.name == "asof":
            day = values["asof"]
    refused += [(name, texts[name]) for name in texts if name not in KEYS and name != VIA]
    return values, refused


def parameters(
    values: Mapping[str, Any], page: str, offered: Offered, *, dated: bool = False, **changes: Any
) -> dict[str, str]:
    """The address's texts for values by key, on a page, with some of them changed.

    Args:
        values: Values by key.
        page: The page.
        offered: What can be asked for; decides the defaults that are left out.
        dated: Whether today is written out as well, for a link that is kept.
        changes: Other values.
    """
    texts = {}
    for key in KEYS.values():
        if key.pages and page not in key.pages:
            continue
        value = changes.get(key.name, values.get(key.name))
        is_default = value == key.default(offered) and not (dated and key.name == "asof")
        text = "" if value is None or is_default else key.write(value)
        if text:
            texts[key.name] = text
    return texts


def parameters_of(view: View, offered: Offered, page: str = "", **changes: Any) -> dict[str, str]:
    """The address's texts for a view, on its page or another, with some fields changed."""
    values = {name: getattr(view, name) for name in KEYS}
    return parameters(values, page or view.page, offered, **changes)


def query(texts: Mapping[str, str]) -> str:
    """An address's texts as the part after its question mark."""
    return urlencode(texts, safe=",")
