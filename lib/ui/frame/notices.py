"""What a reader must be told: a bad address, faults of files, invented figures, a failed page."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import streamlit as st

from lib.draw.html import joined, tag
from lib.errors import Fault, WardAtlasError
from lib.server import journal
from lib.situation import data
from lib.ui.frame import session
from lib.words import wording
from lib.words.wording import _, ngettext

log = logging.getLogger("ward_atlas")


def words_of_style() -> None:
    """Words that the style sheet writes: for its upload button Streamlit has English ones only."""
    st.html(f"<style>:root {{ --choose-file: '{_('Choose a file')}'; }}</style>")


def of_the_address() -> None:
    """One line for each value of the address that is not used as it stands."""
    refusals(session.refused())
    carried_over(session.carried_over())


def of_the_data() -> None:
    """One line for each thing the reader must know of the data before the page."""
    if away := _away():
        st.html(tag("div", tag("b", away), class_="wa-fault", role="alert"))
    name = st.session_state["dataset"]
    if name in data.datasets():
        kept = data.dataset(name)
        if kept.value.synthetic:
            words = _("Demonstration data: the figures are invented.")
            st.html(tag("div", words, class_="wa-ribbon", role="status"))
        faults(kept.faults, older=kept.is_older)
    else:
        words = _("No dataset found. Put a folder with a datapackage.json under data/.")
        st.html(tag("div", words, class_="wa-fault", role="alert"))
    faults(data.unit_tables().faults, older=data.unit_tables().is_older)
    faults(data.layer_faults(), older=data.layers_are_older())


def in_brief() -> list[str]:
    """What a room must know besides what is shown, a sentence each."""
    told = []
    if refused := session.refused():
        told.append(_refused(refused))
    told += [_carried(before, now) for before, now in session.carried_over()]
    if away := _away():
        told.append(away)
    name = st.session_state["dataset"]
    kept = data.dataset(name) if name in data.datasets() else None
    if kept is not None and kept.value.synthetic:
        told.append(_("Demonstration data: the figures are invented."))
    states = [(bool(kept.faults), kept.is_older)] if kept else []
    units = data.unit_tables()
    states += [(bool(units.faults), units.is_older)]
    states += [(bool(data.layer_faults()), data.layers_are_older())]
    told += [_state(older=older) for has_faults, older in states if has_faults]
    return list(dict.fromkeys(told))


def _away() -> str:
    """What is told while the database is out of reach."""
    since = data.store_away_since()
    if since is None:
        return ""
    return _(
        "The database has been out of reach since {time}. The last state that was read from it is "
        "shown; nothing can be changed until it is back.",
        time=f"{since:%H:%M}",
    )


def _state(*, older: bool) -> str:
    if older:
        return _("The files changed and contain errors; the last valid version is shown.")
    return _("Some files cannot be used; everything else is shown.")


def refusals(refused: Sequence[tuple[str, str]]) -> None:
    """One line on all values of the URL that could not be used."""
    if not refused:
        return
    st.html(tag("div", _refused(refused), class_="wa-note", role="status"))


def _refused(refused: Sequence[tuple[str, str]]) -> str:
    pages = [text for name, text in refused if name == "page"]
    said = [_("There is no page {name}; the overview is shown.", name=text[:60]) for text in pages]
    others = ", ".join(f"{name}={text[:60]}" for name, text in refused if name != "page")
    if others:
        said.append(
            _("The link asks for {what}, which is not known here; defaults are shown.", what=others)
        )
    return " ".join(said)


def carried_over(provinces: Sequence[tuple[str, str]]) -> None:
    """One line for each province of another name that stands for the one asked for."""
    for before, now in provinces:
        st.html(tag("div", _carried(before, now), class_="wa-note", role="status"))


def _carried(before: str, now: str) -> str:
    units = data.units()
    return _(
        "On the as-of date {before} is represented by {now}: provinces were merged on 1 Jul 2025.",
        before=units.province_name(before),
        now=units.province_name(now),
    )


def fault_line(fault: Fault) -> str:
    """A fault as one line in the language of this run."""
    places = []
    if fault.row:
        places.append(_("row {row}", row=fault.row))
    if fault.column:
        places.append(_("column {column}", column=fault.column))
    place = f" {', '.join(places)}:" if places else ""
    found, expected = wording.message(fault.found), wording.message(fault.expected)
    return f"{fault.file}:{place} {found} ({expected})"


def faults(told: Sequence[Fault], *, older: bool) -> None:
    """Faults of files in words: the first ones at once, all of them on a click."""
    if not told:
        return
    said = _state(older=older)
    first = joined(tag("div", tag("code", fault_line(fault))) for fault in told[:3])
    st.html(tag("div", tag("b", said) + first, class_="wa-fault", role="alert"))
    if len(told) > 3:
        with st.expander(ngettext("All {n} fault", "All {n} faults", len(told))):
            st.code("\n".join(fault_line(fault) for fault in told[:500]), language=None)


def explain(error: Exception) -> bool:
    """Show an error in words and keep its traceback in the log.

    Returns:
        True: Streamlit shows nothing of its own.
    """
    log.error("page failed", exc_info=error)
    if isinstance(error, WardAtlasError):
        st.error(wording.plain_markdown(str(error)))
    else:
        st.error(
            _(
                "This part could not be shown. See the server log for the reason; the "
                "other pages still work. Reference: {reference}",
                reference=journal.reference(),
            )
        )
    return True
