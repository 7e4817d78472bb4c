"""Folders and files in which every text is one of the payloads: what an office may be sent."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from lib.briefing.briefing import Briefing, Scene
from lib.briefing.briefing_text import written
from lib.io.store.versions import Version, as_record, record_path
from tests.browser.payloads import ALL
from tests.browser.server import ROOT

PROVINCE = "79"
WARD = "from2025-26785"
GROUPS = [ALL[start : start + 30] for start in range(0, len(ALL), 30)]
_TABLES = {
    "sources": ("publisher", "title", "url", "note"),
    "observations": ("province_text", "district_text", "ward_text", "wave", "note"),
    "milestones": ("event_vi", "event_en", "scope_text"),
    "targets": ("scope_text", "note"),
    "counts": ("scope_text",),
    "criteria": ("group_name_vi", "group_name_en", "criterion_name_vi", "criterion_name_en"),
}


def poisoned(path: Path, columns: Sequence[str], first: str = "", place: str = "") -> None:
    """Put one payload after another into columns of a CSV file, each column one further on.

    Args:
        path: The file.
        columns: Its columns.
        first: Only rows where the first column or `place` begins so.
        place: Name of another column to look at.
    """
    with path.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.DictReader(source))
    names = list(rows[0])
    chosen = [row for row in rows if row[place or names[0]].startswith(first)]
    for turn, row in enumerate(chosen):
        for shift, column in enumerate(columns):
            row[column] = f"{row[column]} {ALL[(turn + shift) % len(ALL)]}"
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def environment(root: Path) -> dict[str, str]:
    """Datasets, units and outlines full of payloads; the variables that name them."""
    for number, group in enumerate(GROUPS):
        folder = shutil.copytree(ROOT / "data/public", root / "data" / f"set{number}")
        path = folder / "datapackage.json"
        content = json.loads(path.read_text(encoding="utf-8"))
        for key in ("title", "title_en", "description", "description_en", "name"):
            content[key] = " ".join(group)
        content |= dict.fromkeys(group, " ".join(group))
        path.write_text(json.dumps(content), encoding="utf-8")
        for table, columns in _TABLES.items() if number == 0 else ():
            poisoned(folder / f"{table}.csv", columns)
    _kept(root / "data/set0")
    units = shutil.copytree(ROOT / "data/units", root / "units")
    poisoned(units / "units.csv", ("name", "note"), f"from2025-{PROVINCE}", "province_key")
    poisoned(units / "units.csv", ("name", "note"), f"until2025-{PROVINCE}", "province_key")
    geo = root / "geo"
    (geo / "wards").mkdir(parents=True)
    for layer in ("provinces", f"wards/{PROVINCE}"):
        content = json.loads((ROOT / f"geo/{layer}.geojson").read_text(encoding="utf-8"))
        for turn, feature in enumerate(content["features"]):
            feature["properties"]["name"] += f" {ALL[turn % len(ALL)]}"
        content["origin"] = " ".join(ALL)
        (geo / f"{layer}.geojson").write_text(json.dumps(content), encoding="utf-8")
    for text in ALL:
        if "/" not in text:  # which no name of a file can hold
            (geo / "wards" / f"{text}.geojson").write_text("{", encoding="utf-8")
    return {
        "WARD_ATLAS_DATA": str(root / "data"),
        "WARD_ATLAS_UNITS": str(units),
        "WARD_ATLAS_GEO": str(geo),
        "WARD_ATLAS_UPDATE": "on",
    }


def briefing(dataset: str, turn: int) -> Briefing:
    """A briefing whose title, headlines and notes are payloads."""
    scenes = tuple(
        Scene(f"?dataset={dataset}", "figures", " ".join(ALL[at : at + 4]), " ".join(ALL))
        for at in range(0, len(ALL), 4)
    )
    titled = " ".join(ALL[turn : turn + 4])
    return Briefing("b", titled, dataset, ALL[turn], date(2026, 7, 25), "en", scenes)


def _kept(folder: Path) -> None:
    """What stands beside the tables of a dataset: headings, reasons, briefings and their names."""
    headings = {"observations": dict.fromkeys(ALL, "")}
    (folder / "headings.json").write_text(json.dumps(headings), encoding="utf-8")
    for number, text in enumerate(ALL):
        made = Version(
            number + 1, "2026-07-25T00:00:00Z", text, text, text, {}, {text: [text]}, text
        )
        path = record_path(folder, number + 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_record(made))
        place = folder / "briefings" / (f"b{number}" if "/" in text or number % 2 else text)
        place.mkdir(parents=True)
        (place / "briefing.json").write_bytes(written(briefing("set0", number)))


def table(head: str) -> bytes:
    """A table of observations whose every cell, and a heading, is a payload."""
    names = head.split(",")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([*names, ALL[0]])
    writer.writerows(
        [ALL[(row + column) % len(ALL)] for column in range(len(names) + 1)]
        for row in range(len(ALL))
    )
    return text.getvalue().encode()


def workbook(sheets: Iterable[str] = ALL) -> bytes:
    """A workbook whose sheets are named after the payloads, as far as such names go."""
    names = dict.fromkeys(
        "".join(sign for sign in text if sign not in "[]:*?/\\")[:31].strip("'") for text in sheets
    )
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"strings_to_formulas": False}) as book:
        for name in {each.lower(): each for each in names}.values():
            book.add_worksheet(name).write_row(0, 0, [name, *ALL])
    return written.getvalue()


def outlines() -> bytes:
    """Boundaries whose codes, names and columns are payloads."""
    square = [[[106.0, 10.0], [106.1, 10.0], [106.1, 10.1], [106.0, 10.0]]]
    features = [
        {
            "type": "Feature",
            "properties": {"code": text, "name": text, text: text},
            "geometry": {"type": "Polygon", "coordinates": square},
        }
        for text in ALL
    ]
    return json.dumps({"type": "FeatureCollection", "name": ALL[0], "features": features}).encode()
