"""Folders whose names, notes and titles are attacks: what an open folder may contain."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

from tests.browser.server import ROOT

WARD = "from2025-26785"
OLD_WARD = "until2025-26776"
LARGE_WARD = "from2025-25813"
PROVINCE = "from2025-79"

SNIPPETS = (
    "<img src=x onerror=top.ran=1>",
    "<script>top.ran=1</script>",
    "${top.ran=1}",
    "`${top.ran=1}`",
    "{{7*7}}{{{7*7}}}{%x%}",
    "[x](javascript:top.ran=1)",
    "</script><svg onload=top.ran=1>",
    "'\"\\';top.ran=1//",
)
PAYLOAD = " ".join(SNIPPETS)


def _rewritten(path: Path, columns: tuple[str, ...], only: tuple[str, ...] = ()) -> None:
    """Put the payload into columns of a CSV file (of the rows with these keys, if any)."""
    with path.open(encoding="utf-8-sig", newline="") as source:
        reader = csv.DictReader(source)
        names = list(reader.fieldnames or ())
        rows = list(reader)
    for row in rows:
        if not only or row[names[0]] in only:
            for column in columns:
                if column != "decision_no" or row[column]:  # only a decision has a number
                    row[column] = f"{row[column]} {PAYLOAD}"
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def hostile_dataset(root: Path) -> None:
    """A dataset `hostile`: every free text of the public record carries the payload."""
    folder = shutil.copytree(ROOT / "data" / "public", root / "hostile")
    descriptor = folder / "datapackage.json"
    content = json.loads(descriptor.read_text(encoding="utf-8"))
    content["title"] = content["title_en"] = f"Hostile {PAYLOAD}"
    descriptor.write_text(json.dumps(content), encoding="utf-8")
    _rewritten(folder / "sources.csv", ("publisher", "title", "url", "note"))
    _rewritten(
        folder / "observations.csv",
        ("province_text", "district_text", "ward_text", "wave", "decision_no", "note"),
    )
    _rewritten(folder / "milestones.csv", ("event_vi", "event_en", "scope_text"))
    _rewritten(folder / "targets.csv", ("scope_text", "note"))
    _rewritten(folder / "counts.csv", ("scope_text",))
    names = ("group_name_vi", "group_name_en", "criterion_name_vi", "criterion_name_en")
    _rewritten(folder / "criteria.csv", names)
    content["resources"].append({"name": "assessments", "path": "assessments.csv"})
    descriptor.write_text(json.dumps(content), encoding="utf-8")
    (folder / "assessments.csv").write_text(
        "unit_key,set_id,criterion_no,as_of,claimed,inspected,source_id\n"
        + "".join(
            f"{WARD},CS2023-DA30,{number},2026-03-31,not_met,no_report,S13\n"
            for number in range(1, 4)
        ),
        encoding="utf-8",
    )


def hostile_units(root: Path) -> None:
    """The list of units, where a ward, its predecessor, its district and city have such names."""
    folder = shutil.copytree(ROOT / "data" / "units", root / "units")
    keys = (WARD, LARGE_WARD, OLD_WARD, PROVINCE, "until2025-79", "until2025-761")
    _rewritten(folder / "units.csv", ("name", "note"), keys)


def hostile_layers(root: Path) -> None:
    """Outlines whose names are the payload, and a broken layer with an attack as its file name."""
    folder = root / "geo"
    (folder / "wards").mkdir(parents=True)
    for name in ("provinces", "wards/79"):
        content = json.loads((ROOT / "geo" / f"{name}.geojson").read_text(encoding="utf-8"))
        for feature in content["features"]:
            feature["properties"]["name"] += f" {PAYLOAD}"
        (folder / f"{name}.geojson").write_text(json.dumps(content), encoding="utf-8")
    (folder / "wards" / f"{SNIPPETS[0]}.geojson").write_text("{", encoding="utf-8")


def hostile_environment(root: Path) -> dict[str, str]:
    """Make all three and say where they are."""
    hostile_dataset(root / "data")
    hostile_units(root)
    hostile_layers(root)
    return {
        "WARD_ATLAS_DATA": str(root / "data"),
        "WARD_ATLAS_UNITS": str(root / "units"),
        "WARD_ATLAS_GEO": str(root / "geo"),
    }
