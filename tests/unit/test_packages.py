"""Descriptors: what is wrong with them is told, and other programs accept them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pytest

from lib.io.store.datasets import read_dataset
from lib.io.store.packages import read_package
from lib.io.tables.dataset import DATASET_TABLES
from tests.fixtures.folders import changed, make_dataset, make_units

RESOURCES = ", ".join(table.name for table in DATASET_TABLES)


def told(faults: tuple[Any, ...]) -> list[str]:
    return [str(fault) for fault in faults]


def edited(folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    path = folder / "datapackage.json"
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))
    return folder


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda c: c.pop("synthetic"),
         "datapackage.json: column synthetic: the property is missing or of the wrong kind "
         "(give true or false)"),
        (lambda c: c.update(title=5),
         "datapackage.json: column title: the property is missing or of the wrong kind "
         "(give text)"),
        (lambda c: c.update(version="1.0"),
         "datapackage.json: column version: the property is missing or of the wrong kind "
         "(write a full date such as 2025-12-31)"),
        (lambda c: c["resources"].append({"name": "people", "path": "people.csv"}),
         'datapackage.json: column resources: the resource “people” is not known '
         f"(one of: {RESOURCES})"),
        (lambda c: c["resources"].append(c["resources"][0]),
         'datapackage.json: column resources: the resource “sources” is listed twice '
         "(keep one of them)"),
        (lambda c: c["resources"].append({"name": "crosswalk"}),
         "datapackage.json: column resources: the property is missing or of the wrong kind "
         "(give name and path of each table as texts)"),
        (lambda c: c["resources"].append({"name": "crosswalk", "path": "x.csv"}),
         "x.csv: there is no such file (add it, or remove it from datapackage.json)"),
        (lambda c: c["resources"].append({"name": "crosswalk", "path": "x.xlsx"}),
         'datapackage.json: column resources: “x.xlsx” is not a table '
         "(a file ending in .csv or .parquet)"),
        (lambda c: c["resources"].pop(),
         "assessments.csv: the file is not listed in datapackage.json "
         "(list it, or remove the file)"),
    ],
)  # fmt: skip
def test_a_wrong_descriptor_is_explained(
    change: Callable[[dict[str, Any]], object], fault: str, tmp_path: Path
) -> None:
    package = read_package(edited(make_dataset(tmp_path / "probe"), change), shown_as="data/x")
    assert told(package.faults) == [f"data/x/{fault}"]


@pytest.mark.parametrize(
    "path",
    ["../units/units.csv", "/etc/passwd", "a/../../b.csv", "https://example.vn/x.csv",
     "..\\x.csv", "C:x.csv", "x\n.csv", "link.csv"],
)  # fmt: skip
def test_a_path_never_leads_out_of_the_folder(path: str, tmp_path: Path) -> None:
    folder = make_dataset(tmp_path / "probe")
    (tmp_path / "secret.csv").write_text("x")
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")

    def change(content: dict[str, Any]) -> None:
        content["resources"].append({"name": "crosswalk", "path": path})

    package = read_package(edited(folder, change), shown_as="data/x")
    shown = path.replace("\n", "\\n")
    assert told(package.faults) == [
        f"data/x/datapackage.json: column resources: “{shown}” points outside the folder "
        "(a path inside the folder, such as targets.csv)"
    ]
    assert "crosswalk" not in package.files
    assert package.broken == ("crosswalk",)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"{", "row 1: the file is not JSON (rewrite or restore datapackage.json)"),
        (b"\xff{}", "the file is not JSON (rewrite or restore datapackage.json)"),
        (b"[" * 200_000, "the file is nested too deeply (rewrite or restore datapackage.json)"),
        (b"[]", "the file does not describe a data package "
         "(rewrite or restore datapackage.json)"),
        (None, "there is no such file (a folder with datapackage.json and its tables)"),
    ],
)  # fmt: skip
def test_a_descriptor_that_is_none_leaves_every_table_out(
    content: bytes | None, fault: str, tmp_path: Path
) -> None:
    folder = make_dataset(tmp_path / "data" / "probe")
    (folder / "datapackage.json").unlink()
    if content is not None:
        (folder / "datapackage.json").write_bytes(content)
    dataset = read_dataset(folder, None)
    (told_fault,) = told(dataset.faults)
    place = "data/probe/datapackage.json:"
    assert told_fault == f"{place} {fault}"
    assert all(frame.empty for frame in dataset.tables.values())
    assert dataset.broken == tuple(table.name for table in DATASET_TABLES)
    assert dataset.synthetic


def test_a_needed_table_that_is_gone_is_a_fault(tmp_path: Path) -> None:
    folder = make_dataset(tmp_path / "data" / "probe")
    (folder / "targets.csv").unlink()
    edited(
        folder, lambda c: c.update(resources=[r for r in c["resources"] if r["name"] != "targets"])
    )
    dataset = read_dataset(folder, None)
    assert told(dataset.faults) == [
        "data/probe/targets.csv: there is no such file (the package needs this table)"
    ]
    assert dataset.broken == ("targets",)


@pytest.mark.parametrize("make", [make_dataset, make_units])
def test_frictionless_accepts_a_written_package(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    folder = make(tmp_path / "probe")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["rowNumber", "fieldName", "note"]) == []
    assert report.valid


def test_frictionless_finds_the_faults_that_the_checker_finds(tmp_path: Path) -> None:
    targets = changed("targets", "2025-12-31", "31/12/2025").replace(",S01,", ",S99,")
    folder = make_dataset(tmp_path / "probe", targets=targets)
    report = frictionless.validate(str(folder / "datapackage.json"))
    kinds = {kind for (kind,) in report.flatten(["type"])}
    assert kinds == {"constraint-error", "foreign-key"}
    assert {fault.column for fault in read_dataset(folder, None).faults} == {
        "target_date",
        "source_id",
    }
