"""Warnings of an upload: seen, confirmed kind by kind, or silenced for good with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from lib.forms import actions, layout
from lib.server import update_rights
from lib.server.roles import Act
from lib.update.changes import row_ranges
from lib.update.differences import safe_csv
from lib.update.doubts import KINDS, Doubt
from lib.update.reports import warning_title
from lib.update.silenced import Silenced, revoke, silence, silenced
from lib.words import wording
from lib.words.file_words import column_words
from lib.words.terms import TABLES
from lib.words.wording import _, ngettext

_PREFIX = "warning_"
_SHOWN = 1_000


def confirmed_warnings(name: str, folder: Path, asked: Mapping[str, Sequence[Doubt]]) -> list[str]:
    """Kinds of warnings that the person has confirmed.

    Args:
        name: What would be changed, for the log.
        folder: Where silenced warnings stand.
        asked: Warnings that are to be confirmed, by their kind.
    """
    if not asked:
        return []
    layout.head(
        ngettext("{n} kind of warning", "{n} kinds of warnings", len(asked)),
        _("Nothing is applied before each is confirmed; it is kept who confirmed them."),
    )
    confirmed = []
    for code, doubts in asked.items():
        if st.checkbox(
            wording.plain_markdown(_("Confirm: {title}", title=warning_title(code, doubts))),
            key=f"{_PREFIX}{code}",
        ):
            confirmed.append(code)
        _list(doubts)
        if any(doubt.keys for doubt in doubts) and update_rights.may(Act.SILENCE):
            _silence(name, folder, code, doubts)
    _download(asked, name)
    return confirmed


def unconfirmed(asked: Mapping[str, Sequence[Doubt]], confirmed: Sequence[str]) -> list[str]:
    """How many kinds of warnings wait for the person; nothing where none does."""
    left = len(asked) - len(confirmed)
    if not left:
        return []
    return [
        ngettext("{n} warning is not confirmed yet", "{n} warnings are not confirmed yet", left)
    ]


def listed_warnings(asked: Mapping[str, Sequence[Doubt]]) -> None:
    """Warnings beside errors: there is nothing to confirm yet, but all is corrected at once."""
    for code, doubts in asked.items():
        st.markdown(wording.plain_markdown(warning_title(code, doubts)))
        _list(doubts)
    if asked:
        _download(asked, "listed")


def forget_confirmations(codes: Iterable[str]) -> None:
    """What was confirmed was another upload.

    Args:
        codes: Kinds of warnings that may have been confirmed of it.
    """
    for key in {f"{_PREFIX}{code}" for code in codes} & set(map(str, st.session_state)):
        del st.session_state[key]


def silenced_list(name: str, folder: Path) -> None:
    """Warnings that are silenced for good, each with who, when and why, and a way back.

    Args:
        name: The dataset.
        folder: Its folder.
    """
    quiet = silenced(folder)
    if not quiet:
        return
    label = ngettext("{n} silenced warning", "{n} silenced warnings", len(quiet))
    with st.expander(label):
        st.dataframe(
            pd.DataFrame(
                [
                    (
                        wording.message(KINDS.get(each.code, each.code)),
                        _(TABLES.get(each.table, each.table)),
                        each.key,
                        each.found,
                        actions.person(each.who),
                        actions.moment(each.when),
                        each.why,
                    )
                    for each in quiet
                ],
                columns=[
                    _("Warning"),
                    _("Table"),
                    _("Key of the row"),
                    _("Found"),
                    _("Silenced by"),
                    _("When"),
                    _("Reason"),
                ],
            ),
            hide_index=True,
        )
        if not update_rights.may(Act.SILENCE):
            return
        chosen = st.multiselect(
            _("Warnings to be asked about again"),
            range(len(quiet)),
            format_func=lambda place: _short(quiet[place]),
            key=f"silenced_{name}",
        )
        if st.button(_("Ask again"), key=f"revoke_{name}", disabled=not chosen):
            which = [quiet[place] for place in chosen]
            if (
                actions.attempt(name, Act.SILENCE, lambda me: revoke(folder, which, me.account))
                is not None
            ):
                del st.session_state[f"silenced_{name}"]
                st.rerun()


def _list(doubts: Sequence[Doubt]) -> None:
    st.dataframe(
        pd.DataFrame(
            [
                (
                    each.file,
                    row_ranges(each.rows),
                    column_words(each.column, each.table),
                    wording.message(each.found),
                )
                for each in doubts[:_SHOWN]
            ],
            columns=["file", "rows", "column", "doubt"],
        ),
        hide_index=True,
        height=min(38 + 35 * len(doubts), 220),
        column_config={
            "file": st.column_config.TextColumn(_("File"), width=150),
            "rows": st.column_config.TextColumn(_("Row"), width=90),
            "column": st.column_config.TextColumn(_("Column"), width=210),
            "doubt": st.column_config.TextColumn(_("Found"), width=870),
        },
    )


def warnings_csv(asked: Mapping[str, Sequence[Doubt]]) -> bytes:
    """Every warning, a line for each row it is about; what files hold is no formula in it."""
    lines = [
        (code, each.file, str(row), each.column, wording.message(each.found))
        for code, doubts in asked.items()
        for each in doubts
        for row in each.rows or ("",)
    ]
    return safe_csv(pd.DataFrame(lines, columns=["warning", "file", "row", "column", "found"]))


def _download(asked: Mapping[str, Sequence[Doubt]], key: str) -> None:
    layout.file_button(
        _("Download the list of warnings"),
        lambda: warnings_csv(asked),  # of many rows only when asked for
        "warnings.csv",
        f"warnings_csv_{key}",
    )


def _silence(name: str, folder: Path, code: str, doubts: Sequence[Doubt]) -> None:
    with st.expander(_("Silence these for good")):
        st.caption(
            _(
                "They are not asked about again as long as the rows say the same. It can be "
                "taken back below."
            )
        )
        why = st.text_input(_("Reason"), key=f"{_PREFIX}why_{code}", max_chars=200)
        if st.button(_("Silence"), key=f"silence_{code}", disabled=not why.strip()):
            done = actions.attempt(
                name,
                Act.SILENCE,
                lambda me: silence(folder, doubts, who=me.account, why=why.strip()),
            )
            if done is not None:
                st.rerun()


def _short(each: Silenced) -> str:
    return f"{wording.message(KINDS.get(each.code, each.code))} · {each.key}"
