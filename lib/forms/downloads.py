"""Parts of the data page: tables to filter and take away, rows left open, the dictionary."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from lib import clock
from lib.domain.statuses import LADDER
from lib.forms import layout
from lib.io.exports.csv import table_csv
from lib.io.exports.next_month import next_month
from lib.io.exports.package import dataset_archive
from lib.io.exports.templates import template_workbook
from lib.io.exports.workbook import table_xlsx
from lib.io.geo.layers import joined_layer
from lib.io.tables.contracts import Table
from lib.io.tables.dataset import DATASET_TABLES
from lib.situation import table_rows
from lib.situation.file_names import file_stem
from lib.situation.offers import FIRST_TABLE
from lib.situation.situation import Situation
from lib.ui.frame import notices
from lib.ui.frame.choice_list import choose
from lib.words import wording
from lib.words.file_words import file_words
from lib.words.terms import TABLES
from lib.words.wording import _, ngettext

_SHOWN_ROWS = 1000
# Wide or seldom read: they stand at the right, so that dates and sources are in sight.
_ASIDE = ("province_text", "district_text", "programme", "wave", "registered_year", "note")


def one_table(seen: Situation) -> None:
    """A table of the dataset: choose, filter, download."""
    names = [table.name for table in DATASET_TABLES if len(seen.table(table.name))]
    if not names:
        st.info(_("This dataset has no rows."))
        return
    asked = st.session_state.get("table")
    if asked not in names:
        if asked not in (None, FIRST_TABLE):
            notices.refusals([("table", asked)])
        st.session_state["table"] = FIRST_TABLE if FIRST_TABLE in names else names[0]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = choose(_("Table"), {n: _(TABLES[n]) for n in names}, "table", width=260)
        text = st.text_input(_("Rows containing"), key="rows_with", width=320)
        narrowed = st.checkbox(
            _("Only rows that match the filter above"), value=True, key="only_filtered"
        )
    table = next(table for table in DATASET_TABLES if table.name == name)
    every = seen.table(name)
    frame = table_rows.within_filter(seen, every, table) if narrowed else every
    frame = table_rows.containing(frame, text)
    layout.head(
        ngettext("{n} row", "{n} rows", len(frame))
        if len(frame) == len(every)
        else ngettext(
            "{shown} of {n} row",
            "{shown} of {n} rows",
            len(every),
            shown=wording.number(len(frame)),
        ),
        wording.in_language(table.vi, table.en),
    )
    if frame.empty:
        st.info(_("No row matches. Shorten the text, or widen or clear the filter."))
        return
    st.dataframe(
        table_rows.readable(frame.head(_SHOWN_ROWS), table),
        hide_index=True,
        height=460,
        placeholder="–",
        column_order=sorted(
            (name for name in table.columns if name in frame.columns), key=_ASIDE.__contains__
        ),
        column_config={
            field.name: st.column_config.Column(
                wording.in_language(*field.heads),
                help=f"`{field.name}`: {wording.in_language(field.vi, field.en)}",
            )
            for field in table.fields
        },
    )
    if len(frame) > _SHOWN_ROWS:
        st.caption(
            _(
                "The first {n} rows are shown; downloads contain all of them.",
                n=wording.number(_SHOWN_ROWS),
            )
        )
    stem = file_stem(seen, table.name, narrowed=narrowed, text=text)
    _downloads(seen, frame, table, stem)


def _downloads(seen: Situation, frame: pd.DataFrame, table: Table, stem: str) -> None:
    with st.container(horizontal=True, gap="small"):
        layout.file_button(
            _("CSV for Excel"), lambda: table_csv(frame, table, bom=True), f"{stem}.csv", "csv"
        )
        layout.file_button(
            _("Excel workbook"),
            lambda: table_xlsx({table.name: frame}, [table], note=about(seen)),
            f"{stem}.xlsx",
            "xlsx",
        )
        layout.file_button(
            _("All tables (data package)"),
            lambda: dataset_archive(seen.dataset),
            f"{seen.dataset.name}.zip",
            "package",
        )
        name = f"from2025/{seen.province.split('-')[1]}" if seen.province else "provinces"
        layer = seen.layers.get(name) if seen.after_reform else seen.own_outlines
        if layer is not None:
            layout.file_button(
                _("Map with statuses (GeoJSON)"),
                lambda: joined_layer(layer, _map_values(seen)),
                f"{seen.dataset.name}-{layer.name.replace('/', '-')}.geojson",
                "geojson",
            )
    if layer is None:
        words = (
            _("No map (GeoJSON) to download: its outlines could not be read.")
            if seen.after_reform
            else _("No map (GeoJSON) for this date: no outlines from before 1 Jul 2025 are public.")
        )
        st.caption(words)


def templates(seen: Situation) -> None:
    """The workbook that is filled in and uploaded, empty or with what was last said."""
    with st.container(key="card_template"):
        layout.head(
            _("A workbook to fill in"),
            _(
                "In your language, with lists to choose from. A new month is a new row: rows "
                "with an identifier of their own are added, earlier months stay."
            ),
        )
        with st.container(horizontal=True, gap="small"):
            _workbook(_("Empty workbook"), f"{seen.dataset.name}-template", "template", {})
            day = min(seen.day, clock.today())
            rows = next_month(seen.table("observations"), day, seen.units.exists)
            if len(rows):
                name = f"{seen.dataset.name}-{day}"
                filled = {"observations": rows}
                _workbook(_("With the last known state"), name, "template_filled", filled)
        if rows.empty and len(seen.table("observations")):
            st.caption(
                _(
                    "No workbook with the last known state: no ward that exists on {day} has been "
                    "reported on yet.",
                    day=wording.day(day),
                )
            )


def _workbook(label: str, stem: str, key: str, filled: dict[str, pd.DataFrame]) -> None:
    layout.file_button(
        label,
        lambda: template_workbook(words=file_words(), filled=filled),
        f"{stem}.xlsx",
        key,
    )


def about(seen: Situation) -> list[str]:
    """First sheet of a workbook: where it is from, and that invented figures are invented."""
    dataset = seen.dataset
    lines = [f"{dataset.title_vi} / {dataset.title_en}", f"{dataset.version} · {dataset.checksum}"]
    if dataset.synthetic:
        lines.insert(0, _("Demonstration data: the figures are invented."))
    return lines


def _map_values(seen: Situation) -> dict[str, dict[str, object]]:
    """What is known of each shape: a ward's state, or a province's totals."""
    counted = ["wards_total", "wards_with_report", *LADDER]
    table = seen.statuses_ever if seen.province else seen.provinces[counted]
    columns = [c for c in ("status", "criteria_met", "criteria_total", "source_id") if c in table]
    marked: dict[str, object] = {"dataset": seen.dataset.name, "as_of": seen.day.isoformat()}
    if seen.dataset.synthetic:
        marked["synthetic"] = "true"
    rows = table[columns] if seen.province else table
    return {
        str(key): marked | {str(c): None if pd.isna(v) else v for c, v in row.items()}
        for key, row in zip(rows.index, rows.to_dict("records"), strict=True)
    }
