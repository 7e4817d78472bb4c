"""History of a dataset: every version, what differs between two, the trail, the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

from lib.forms import actions, kept_versions, layout
from lib.forms.reopening import reopened, reopening_missing
from lib.io.arrivals.table_changes import TableChanges
from lib.io.store.datasets import open_dataset
from lib.io.store.versions import Version
from lib.server import update_rights
from lib.server.roles import Act
from lib.situation import data
from lib.update.differences import counts, difference, difference_csv, shown_difference
from lib.update.reports import table_line
from lib.update.trail import trail_csv, trail_xlsx
from lib.update.versions import go_back, versions_differ
from lib.words import wording
from lib.words.wording import _, ngettext

_SHOWN = 1_000


def history(name: str, folder: Path, done: Callable[[], None]) -> None:
    """All that happened to a dataset, and what can be done about it.

    Args:
        name: The dataset.
        folder: Its folder.
        done: Called when something was changed.
    """
    versions = open_dataset(folder).versions()
    if not versions:
        return
    with st.expander(ngettext("History: {n} version", "History: {n} versions", len(versions))):
        kept_versions.version_table(versions)
        with st.container(horizontal=True):
            layout.file_button(
                _("Audit trail (CSV)"), lambda: trail_csv(folder), f"{name}-trail.csv", "trail_csv"
            )
            layout.file_button(
                _("Audit trail (Excel)"),
                lambda: trail_xlsx(folder),
                f"{name}-trail.xlsx",
                "trail_xlsx",
            )
        if len(versions) > 1:
            _between(name, folder, versions)
        if update_rights.may(Act.GO_BACK):
            kept_versions.choose_way_back(
                versions, "restore", lambda number: _ask(name, folder, number, done)
            )


def _between(name: str, folder: Path, versions: list[Version]) -> None:
    first, second, button = st.columns([3, 3, 1], vertical_alignment="bottom")
    labels = {each.number: kept_versions.version_label(each) for each in reversed(versions)}
    with first:
        old = st.selectbox(
            _("Compare version"), list(labels), index=1, format_func=labels.__getitem__, key="old"
        )
    with second:
        new = st.selectbox(
            _("with version"), list(labels), format_func=labels.__getitem__, key="new"
        )
    with button:
        asked = st.toggle(_("Show differences"), key="between")
    if not asked:
        return
    changes = actions.attempt(name, Act.LOOK, lambda _me: versions_differ(folder, old, new))
    if changes is not None:
        difference_table(changes, "between", f"{name}-{old}-{new}.csv")


def difference_table(changes: Mapping[str, TableChanges], key: str, file_name: str) -> None:
    """What is removed, changed and added, removals first; all of it to download.

    Args:
        changes: What happens to each table.
        key: Beginning of the keys of the controls.
        file_name: Of the download.
    """
    if not changes:
        st.info(_("There is no difference."))
        return
    told = "; ".join(table_line(table, *each) for table, each in counts(changes).items())
    st.caption(wording.plain_markdown(told))
    units = data.units()
    st.dataframe(
        shown_difference(difference(changes, units, _SHOWN), units),
        hide_index=True,
        height=320,
        column_config={
            "kind": _("Change"),
            "table": _("Table"),
            "key": _("Key of the row"),
            "name": _("Name"),
            "column": _("Column"),
            "old": _("Old value"),
            "new": _("New value"),
        },
    )
    layout.file_button(
        _("Download all changes (CSV)"),
        lambda: difference_csv(changes, units),  # of a million rows only when asked for
        file_name,
        f"download_{key}",
    )


def _ask(name: str, folder: Path, number: int, done: Callable[[], None]) -> None:
    """What going back would change, before it is done."""
    kept = open_dataset(folder).versions()

    def told() -> list[str]:
        st.write(_("Version {n} becomes the current one. This can be undone in turn.", n=number))
        changes = actions.attempt(
            name, Act.LOOK, lambda _me: versions_differ(folder, kept[-1].number, number)
        )
        if changes is None:
            return [_("The error above has to be corrected first")]
        for table, each in counts(changes).items():
            st.markdown(wording.plain_markdown(table_line(table, *each)))
        return reopening_missing(changes, folder, "back")

    def finished() -> None:
        kept_versions.forget("restore")
        done()

    def back(why: str) -> None:
        actions.act(
            name,
            Act.GO_BACK,
            lambda me: go_back(
                folder,
                number,
                who=me.account,
                why=why,
                reopened=reopened("back"),
                within=me.within,
            ),
            finished,
        )

    kept_versions.ask_first(_("Go back to version {n}?", n=number), told, "restore", back)
