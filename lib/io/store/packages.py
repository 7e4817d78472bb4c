"""Data packages: the `datapackage.json` beside the tables, written from the contracts.

The descriptor follows Frictionless Data Package 1, so other programs can read and check
the same folder.
"""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lib.errors import Fault
from lib.io import faults as say
from lib.io.store.resources import listed_files
from lib.io.tables.contracts import CARRIERS, COMMUNE_KINDS, Table
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.descriptors import DESCRIPTOR, About, package_descriptor
from lib.io.tables.json_texts import NoLetter, parsed_json
from lib.io.tables.readers import SUFFIXES
from lib.io.tables.system_errors import reason
from lib.io.tables.units import UNITS_TABLES

_ALL = tuple(table.name for table in DATASET_TABLES)
_MOST_BYTES = 5_000_000  # a descriptor is a few tens of kilobytes


@dataclass(frozen=True)
class Package(About):
    """A folder with a descriptor: what it says of itself, and its table files.

    Attributes:
        folder: The folder.
        shown_as: How faults name the folder.
        tables: The contracts its tables keep.
        files: File of each table that is listed and there.
        faults: What is wrong with the descriptor and the list of files.
        broken: Names of tables that cannot be read because of those faults.
    """

    folder: Path
    shown_as: str
    tables: tuple[Table, ...] = DATASET_TABLES
    files: Mapping[str, Path] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    broken: tuple[str, ...] = ()


def write_package(folder: Path, about: About, tables: Sequence[Table]) -> Path:
    """Write `datapackage.json` for the tables whose file stands in the folder; its path.

    Raises:
        OSError: When the folder cannot be written.
    """
    resources = [
        (_as_held(table, folder / (table.name + suffix)), table.name + suffix)
        for table in tables
        for suffix in SUFFIXES
        if (folder / (table.name + suffix)).is_file()
    ]
    path = folder / DESCRIPTOR
    path.write_bytes(package_descriptor(about, resources))
    return path


def _as_held(table: Table, path: Path) -> Table:
    """A contract without the later columns that a file of before them does not have."""
    if path.suffix != ".csv":
        return table
    with path.open(encoding="utf-8-sig", newline="") as file:
        heads = next(csv.reader(file), [])
    fields = [field for field in table.fields if not field.later or field.name in heads]
    return replace(table, fields=tuple(fields))


def read_package(folder: Path, *, shown_as: str | None = None) -> Package:
    """The package in a folder; everything wrong with it stands in its faults."""
    shown = shown_as or folder.as_posix()
    file = f"{shown}/{DESCRIPTOR}"
    if not folder.is_dir():
        missing = Fault(shown, 0, "", say.NO_FOLDER, say.A_FOLDER)
        return Package(folder, shown, faults=(missing,), broken=_ALL)
    content, wrong = _json(folder / DESCRIPTOR, file)
    if wrong:
        return Package(folder, shown, faults=(wrong,), broken=_ALL)
    faults: list[Fault] = []
    texts = {key: content.get(key) for key in ("name", "title", "title_en")}
    for key, value in texts.items():
        if not isinstance(value, str) or not value.strip():
            faults.append(
                Fault(file, 0, key, say.BAD_PROPERTY, say.PROPERTY.filled(kind=say.A_TEXT))
            )
    synthetic = content.get("synthetic")
    if not isinstance(synthetic, bool):
        expected = say.PROPERTY.filled(kind=say.TRUE_OR_FALSE_PROPERTY)
        faults.append(Fault(file, 0, "synthetic", say.BAD_PROPERTY, expected))
    version = content.get("version")
    if not _is_day(version):
        faults.append(Fault(file, 0, "version", say.BAD_PROPERTY, say.A_FULL_DATE))
    carriers = content.get("carriers", list(CARRIERS))
    if not _are_kinds(carriers):
        expected = say.ONE_OF.filled(value=", ".join(COMMUNE_KINDS))
        faults.append(Fault(file, 0, "carriers", say.BAD_PROPERTY, expected))
        carriers = CARRIERS
    listed = content.get("resources")
    if not isinstance(listed, list):
        expected = say.PROPERTY.filled(kind=say.TABLE_LIST)
        faults.append(Fault(file, 0, "resources", say.BAD_PROPERTY, expected))
        listed = []
    names = [entry.get("name") for entry in listed if isinstance(entry, dict)]
    tables = UNITS_TABLES if "units" in names or texts["name"] == "units" else DATASET_TABLES
    files, broken, about_files = listed_files(folder, shown, listed, tables)
    return Package(
        folder=folder,
        shown_as=shown,
        name=_text(texts["name"]) or folder.name,
        title_vi=_text(texts["title"]),
        title_en=_text(texts["title_en"]),
        description_vi=_text(content.get("description")),
        description_en=_text(content.get("description_en")),
        synthetic=synthetic is not False,
        version=_text(version),
        carriers=tuple(carriers),
        tables=tables,
        files=files,
        faults=tuple(faults + about_files),
        broken=broken,
    )


def _json(path: Path, file: str) -> tuple[dict[str, Any], Fault | None]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return {}, Fault(file, 0, "", say.NOT_AN_OBJECT, say.VALID_JSON)
        content = parsed_json(path.read_text(encoding="utf-8-sig"), strictly=True)
    except FileNotFoundError:
        return {}, Fault(file, 0, "", say.NO_FILE, say.A_FOLDER)
    except OSError as error:
        return {}, Fault(file, 0, "", say.CANNOT_READ, reason(error))
    except RecursionError:
        return {}, Fault(file, 0, "", say.TOO_DEEP, say.VALID_JSON)
    except json.JSONDecodeError as error:
        return {}, Fault(file, error.lineno, "", say.NOT_JSON, say.VALID_JSON)
    except NoLetter as fault:
        found = say.CONTROL_IN_LINE.filled(value=fault.sign, row=fault.line)
        return {}, Fault(file, fault.line, "", found, say.NO_CONTROLS)
    except ValueError:  # not UTF-8, half a letter, or a number of thousands of digits
        return {}, Fault(file, 0, "", say.NOT_JSON, say.VALID_JSON)
    if not isinstance(content, dict):
        return {}, Fault(file, 0, "", say.NOT_AN_OBJECT, say.VALID_JSON)
    return content, None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _are_kinds(value: object) -> bool:
    if not isinstance(value, list) or not value:
        return False
    return all(isinstance(each, str) and each in COMMUNE_KINDS for each in value)


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and str(datetime.date.fromisoformat(value)) == value
    except ValueError:
        return False
