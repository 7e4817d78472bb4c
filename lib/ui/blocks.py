"""Parts of a page: heading, figures, cards, legends, footer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit as st

from lib.draw.leaflet import MapClass
from lib.errors import Fault
from lib.situation import data
from lib.ui.frame import session
from lib.view.view import View
from lib.words import wording
from lib.words.terms import term
from lib.words.wording import _, ngettext

_SHIPPED = "thanglequoc/vietnamese-provinces-database"
_SIGNS = {"check": "✓", "diamond": "◆", "ring": "◉", "square": "■", "disc": "●"}


@lru_cache(maxsize=1)
def _css() -> str:
    return Path(__file__).with_name("style.css").read_text(encoding="utf-8")


def style() -> None:
    """The style sheet of the whole product.

    Streamlit has no words for its upload button but English ones; ours stand in their place.
    """
    words = _("Choose a file")
    st.html(f"<style>{_css()} :root {{ --choose-file: '{words}'; }}</style>")


def heading(title: str, below: str = "") -> None:
    """The page's sentence of the day and the line under it."""
    st.html(f'<div class="wa-head"><h1>{escape(title)}</h1><p>{escape(below)}</p></div>')


def card_title(title: str, below: str = "") -> None:
    """Title of a card: its finding in words."""
    extra = f'<p class="wa-sub">{escape(below)}</p>' if below else ""
    st.html(f'<h2 class="wa-card-title">{escape(title)}</h2>{extra}')


def chip(code: str, extra: str = "") -> str:
    """HTML of a status or pace label: colour, sign and word."""
    known = term(code)
    words = known.words + (f" {extra}" if extra else "")
    return (
        f'<span class="wa-chip" style="background:{known.fill};color:{known.ink}">'
        f"{known.icon} {escape(words)}</span>"
    )


def legend(classes: Sequence[MapClass], *, column: bool = False, marks: bool = False) -> str:
    """HTML of a legend: swatch or mark, words, count."""
    rows = []
    for cls in classes:
        look = cls.hatch if cls.hatch else ""
        colour = "" if cls.hatch else f"background:{cls.fill};"
        sign = ""
        if marks:
            sign = (
                f'<span style="color:{cls.fill};-webkit-text-stroke:.6px #55677a" '
                f'aria-hidden="true">{_SIGNS[cls.shape]}</span>'
            )
        else:
            sign = f'<span class="wa-swatch {look}" style="{colour}"></span>'
        count = "" if cls.count is None else f"<b>{wording.number(cls.count)}</b>"
        rows.append(f'<span class="row">{sign}<span>{escape(cls.label)}</span>{count}</span>')
    return f'<div class="wa-legend{" col" if column else ""}">{"".join(rows)}</div>'


def notices() -> None:
    """One line for each thing the reader must know before the page: bad URL, faults, synthetic."""
    refusals(session.refused())
    name = st.session_state["dataset"]
    if name in data.datasets():
        kept = data.dataset(name)
        if kept.value.synthetic:
            words = _("Demonstration data: the figures are invented.")
            st.html(f'<div class="wa-ribbon" role="status">{escape(words)}</div>')
        faults("data", kept.faults, older=kept.is_older)
    else:
        words = _("No dataset found. Put a folder with a datapackage.json under data/.")
        st.html(f'<div class="wa-fault" role="alert">{escape(words)}</div>')
    faults("units", data.unit_tables().faults, older=data.unit_tables().is_older)
    faults("layers", data.layer_faults(), older=data.layers_are_older())


def refusal(name: str, text: str) -> None:
    """One line on a value of the URL that could not be used."""
    refusals([(name, text)])


def refusals(found: Sequence[tuple[str, str]]) -> None:
    """One line on all values of the URL that could not be used."""
    if not found:
        return
    pages = [text for name, text in found if name == "page"]
    said = [_("There is no page {name}; the overview is shown.", name=text[:60]) for text in pages]
    others = ", ".join(f"{name}={text[:60]}" for name, text in found if name != "page")
    if others:
        said.append(
            _("The link asks for {what}, which is not known here; defaults are shown.", what=others)
        )
    st.html(f'<div class="wa-note" role="status">{escape(" ".join(said))}</div>')


def fault_line(fault: Fault) -> str:
    """A fault as one line in the language of this run; in English as the fault itself."""
    places = []
    if fault.row:
        places.append(_("row {row}", row=fault.row))
    if fault.column:
        places.append(_("column {column}", column=fault.column))
    place = f" {', '.join(places)}:" if places else ""
    found, expected = wording.fault(fault.found), wording.fault(fault.expected)
    return f"{fault.file}:{place} {found} ({expected})"


def faults(name: str, found: Sequence[Fault], *, older: bool) -> None:
    """Faults of files in words: the first ones at once, all of them on a click."""
    if not found:
        return
    said = (
        _("The files changed and contain errors; the last valid version is shown.")
        if older
        else _("Some files cannot be used; everything else is shown.")
    )
    first = "".join(f"<div><code>{escape(fault_line(fault))}</code></div>" for fault in found[:3])
    st.html(f'<div class="wa-fault" role="alert"><b>{escape(said)}</b>{first}</div>')
    if len(found) > 3:
        with st.expander(ngettext("All {n} fault", "All {n} faults", len(found))):
            st.code("\n".join(fault_line(fault) for fault in found[:500]), language=None)


def bars(parts: Iterable[tuple[float, str]]) -> str:
    """HTML of one stacked bar; parts are shares of the whole (0 to 1) with their colour."""
    inner = "".join(
        f'<i style="width:{max(0.0, min(1.0, share)) * 100:.2f}%;background:{colour}"></i>'
        for share, colour in parts
    )
    return f'<div class="wa-bar">{inner}</div>'


def _origins() -> str:
    """Whose outlines are drawn; an office's own are named as the office named them."""
    words = []
    for origin in data.layers().origins or (_SHIPPED,):
        shipped = _("Outlines: thanglequoc/vietnamese-provinces-database (MIT)")
        own = _("Outlines: {origin}", origin=origin)
        words.append(shipped if _SHIPPED in origin else own)
    return " · ".join(words)


def footer(seen: View) -> None:
    """Dataset, version, checksum, vintage; the same on all pages."""
    found = data.dataset(seen.dataset).value if seen.dataset in data.datasets() else None
    vintage = (
        _("Boundaries since 1 July 2025 (34 provinces), generalised")
        if seen.after_reform
        else _(
            "Boundaries until 30 June 2025 (63 provinces): wards shown as points on today's "
            "outlines"
        )
    )
    origin = _origins()
    version = ""
    if found is not None:
        title = found.title_en if seen.lang == "en" else found.title_vi
        day = wording.written_day(found.version)
        version = f"{title} · {_('version {day}', day=day)} · {found.checksum}"
        if found.synthetic:
            version += f" · {_('invented figures')}"
    st.html(
        f'<div class="wa-foot"><span>{escape(vintage)} · {escape(origin)}</span>'
        f"<span>{escape(version)}</span></div>"
    )
