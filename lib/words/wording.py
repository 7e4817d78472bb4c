"""Words on screen: message catalogues, names of statuses, numbers and dates.

English is the text in the code, Vietnamese stands in `locale/vi/LC_MESSAGES/messages.po`;
`record.po` beside it has the remarks that the compilers of the public record wrote in English;
`locale/en` has the few of them that English readers see in other words.
The language of a run is set once by the shell (`use`); everything below reads it.
"""

from __future__ import annotations

import gettext
import io
import math
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from lib.errors import Message

T = TypeVar("T")
LANGUAGES = ("vi", "en")
_LOCALE = Path(__file__).parents[2] / "locale"
_language: ContextVar[str] = ContextVar("language", default="vi")
_DAY_GAPS = ("day", "before", "after", "meant")
# A colon before a letter begins an emoji, an icon, a colour or an address.
_MARKUP = re.compile(r"[\\`*_\[\]<$~|{}@]|:(?=\S)|&(?=#?\w+;)|(?<=[wW]{3})\.")
_AT_LINE_START = re.compile(r"(?:^|(?<=[\n\r]))(?:(\s*)([-+#=>])|(\s*\d+)([.)]))")
_ISO = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def use(language: str) -> None:
    """Set the language of this run; an unknown one gives Vietnamese."""
    _language.set(language if language in LANGUAGES else "vi")


def language() -> str:
    """Language of this run, ``vi`` or ``en``."""
    return _language.get()


@lru_cache(maxsize=2 * len(LANGUAGES))
def _catalogue(code: str, domain: str = "messages") -> gettext.NullTranslations:
    path = _LOCALE / code / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as source:
        catalogue = read_po(source, locale=code)
    packed = io.BytesIO()
    write_mo(packed, catalogue)
    packed.seek(0)
    return gettext.GNUTranslations(packed)


def _(message: str, **values: Any) -> str:
    """The message in the language of this run, its {names} filled in."""
    text = translated(message)
    return text.format(**values) if values else text


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Speak a language within the block, whatever the run speaks."""
    token = _language.set(language if language in LANGUAGES else "vi")
    try:
        yield
    finally:
        _language.reset(token)


def speaking(make: Callable[[], T]) -> Callable[[], T]:
    """A function that speaks the language of this run, whatever thread calls it."""
    spoken = language()

    def made() -> T:
        token = _language.set(spoken)
        try:
            return make()
        finally:
            _language.reset(token)

    return made


def translated(message: str) -> str:
    """The message in the language of this run, its gaps left open."""
    return _catalogue(language()).gettext(message)


def in_each_language(message: str) -> tuple[str, ...]:
    """The message in every language, that of this run first."""
    codes = sorted(LANGUAGES, key=lambda code: code != language())
    return tuple(_catalogue(code).gettext(message) for code in codes)


def translated_n(one: str, many: str, n: int) -> str:
    """The message for a count in the language of this run, its gaps left open."""
    return _catalogue(language()).ngettext(one, many, n)


def remark(text: str) -> str:
    """A remark of the public record in the language of this run; another one as it is.

    A remark of several parts ("undated; secondary site") is put together of those known.
    """
    known = _catalogue(language(), "record")
    parts, parts_told = text.split("; "), []
    while parts:
        for count in range(len(parts), 0, -1):  # the longest run that is known
            run = "; ".join(parts[:count])
            said = known.gettext(run) if run else run
            if said != run or count == 1:
                break
        parts_told.append(said)
        parts = parts[count:]
    return "; ".join(parts_told)


def ngettext(one: str, many: str, n: int, **values: Any) -> str:
    """The message for a count; {n} is filled in with the formatted count."""
    text = translated_n(one, many, n)
    return text.format(n=number(n), **values)


def message(text: Message | str) -> str:
    """A message of another layer in the language of this run; a text of a file as it is.

    In Vietnamese the days that it tells are written as pages write them; English keeps
    2026-10-31, and what is quoted from a file stays as it stands there.
    """
    if not isinstance(text, Message):
        return text
    if language() == "vi":
        text = _with_days(text)
    return text.said(_catalogue(language()).gettext)


def _with_days(text: Message) -> Message:
    gaps: dict[str, Message | str] = {}
    for name, value in text.values:
        told = _with_days(value) if isinstance(value, Message) else value
        is_day = name in _DAY_GAPS and isinstance(told, str)
        gaps[name] = _as_on_pages(str(told)) if is_day else told
    return text.filled(**gaps)


def _as_on_pages(text: str) -> str:
    """A day or month written as 2025-12-31 or 2025-12, as pages have it; another text as it is."""
    if not _ISO.fullmatch(text):
        return text
    is_month = len(text) == len("2025-12")
    try:
        first = date.fromisoformat(f"{text}-01" if is_month else text)
    except ValueError:
        return text
    return day(first, "month" if is_month else "day")


def number(value: float | None, digits: int = 0) -> str:
    """A number as the language writes it: 1.716 or 12,5 in Vietnamese; – for none."""
    if value is None or math.isnan(value) or math.isinf(value):
        return "–"
    return _number(value, digits, language())


@lru_cache(maxsize=20_000)  # a page writes hundreds, most of them small and often the same
def _number(value: float, digits: int, code: str) -> str:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=code)


def percent(share: float | None, digits: int = 0) -> str:
    """A share between 0 and 1 as percent."""
    if share is None or math.isnan(share):
        return "–"
    return number(100 * share, digits) + "%"


def day_field() -> str:
    """How a field writes a day; it has no names of months, and 5/6 is two days in English."""
    return in_language("DD/MM/YYYY", "YYYY-MM-DD")


def day(value: date | pd.Timestamp | None, precision: str = "day") -> str:
    """A date with its precision: 20/09/2022, 6/2023 or 2025; – for none.

    English writes 20 Sep 2022 and Jun 2023.
    """
    if value is None or pd.isna(value):
        return "–"
    vietnamese = language() == "vi"
    if precision == "year":
        return str(value.year)
    if precision == "month":
        pattern = "M/yyyy" if vietnamese else "MMM yyyy"
    else:
        pattern = "dd/MM/yyyy" if vietnamese else "d MMM yyyy"
    return _date(value, pattern, language())


@lru_cache(maxsize=20_000)
def _date(value: date, pattern: str, code: str) -> str:
    return format_date(value, pattern, locale=code)


def written_day(text: str) -> str:
    """A day written as 2025-12-31, as the language writes it; another text as it is."""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def in_language(vietnamese: str, english: str) -> str:
    """The text of a data row that comes in both languages; the other one when empty."""
    first, second = (vietnamese, english) if language() == "vi" else (english, vietnamese)
    return first or second


def plain_markdown(text: str) -> str:
    """Text for labels that Streamlit reads as Markdown: shown as it is, never as markup.

    Only where a sign could be read as markup is it escaped: Streamlit makes the accessible name
    of a control of the label as it stands, and a screen reader would read every backslash.
    """
    escaped = _MARKUP.sub(r"\\\g<0>", text)
    return _AT_LINE_START.sub(r"\1\3\\\2\4", escaped)
