"""What `datapackage.json` says, made from the contracts (Frictionless Data Package 1)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lib.io.tables.contracts import CARRIERS, Field, Table
from lib.io.tables.dates import PARTIAL_DATE_PATTERN

DESCRIPTOR = "datapackage.json"
_KINDS = {"integer": "integer", "number": "number", "boolean": "boolean", "date": "date"}


@dataclass(frozen=True, kw_only=True)
class About:
    """What a package says of itself.

    Attributes:
        name: Short name in lower case, as the folder is called.
        title_vi: Title in Vietnamese; `title_en` in English, and so the descriptions.
        title_en: Title in English.
        description_vi: What the package holds.
        description_en: What the package holds.
        synthetic: Whether the figures are made up; unless it says otherwise they are, so that
            they never pass for the record.
        version: Day of the state of the data, ISO.
        licenses: Licences as Frictionless has them (name, title, path); none is said of its own.
        sources: Where the data comes from (title, path or web address).
        carriers: Kinds of commune-level unit that carry the title of the programme.
    """

    name: str = ""
    title_vi: str = ""
    title_en: str = ""
    description_vi: str = ""
    description_en: str = ""
    synthetic: bool = True
    version: str = ""
    licenses: Sequence[Mapping[str, str]] = field(default=(), repr=False)
    sources: Sequence[Mapping[str, str]] = field(default=(), repr=False)
    carriers: tuple[str, ...] = CARRIERS


def package_descriptor(about: About, resources: Sequence[tuple[Table, str]]) -> bytes:
    """The bytes of `datapackage.json`.

    Args:
        about: What it says of the package.
        resources: Tables of the package with the name of their file.
    """
    sources = about.sources
    if not sources and any(table.name == "sources" for table, _ in resources):
        sources = ({"title": "Table sources of this package", "path": "sources.csv"},)
    content = {
        "profile": "tabular-data-package",
        "name": about.name,
        "title": about.title_vi,
        "title_en": about.title_en,
        "description": about.description_vi,
        "description_en": about.description_en,
        "synthetic": about.synthetic,
        "version": about.version,
        **({"carriers": list(about.carriers)} if about.carriers != CARRIERS else {}),
        **({"licenses": [dict(licence) for licence in about.licenses]} if about.licenses else {}),
        "sources": [dict(source) for source in sources],
        "resources": described_tables(resources),
    }
    return as_json(content)


def described_tables(resources: Sequence[tuple[Table, str]]) -> list[dict[str, Any]]:
    """What a descriptor says of its tables."""
    present = {table.name for table, _ in resources}
    return [_resource(table, path, present) for table, path in resources]


def as_json(content: Mapping[str, Any]) -> bytes:
    """A descriptor as its file holds it."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(table: Table, path: str, present: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    keys = [
        {
            "fields": [reference.column],
            "reference": {
                "resource": "" if reference.table == table.name else reference.table,
                "fields": [reference.target],
            },
        }
        for reference in table.references
        # A scope may be "national", which is no unit: no foreign key in the strict sense.
        if reference.table in present and reference.column != "scope_key"
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "profile": "tabular-data-resource",
        "path": path,
        "format": Path(path).suffix.removeprefix("."),
        "encoding": "utf-8",
        # Said outright: frictionless would guess it, and quoted commas mislead its guess.
        **({"dialect": {"delimiter": ","}} if path.endswith(".csv") else {}),
        "title": table.vi,
        "title_en": table.en,
        "schema": schema,
    }


def _field(column: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.one_of:
        constraints["enum"] = list(column.one_of)
    pattern = PARTIAL_DATE_PATTERN if column.type == "partial_date" else column.pattern
    if pattern:
        constraints["pattern"] = f"(?:{pattern})"
    for limit in ("minimum", "maximum"):
        value = getattr(column, limit)
        if value is not None:
            constraints[limit] = value
    described: dict[str, Any] = {
        "name": column.name,
        "type": _KINDS.get(column.type, "string"),
        "title": column.vi,
        "description": column.en,
    }
    if column.type == "boolean":
        described |= {"trueValues": ["true"], "falseValues": ["false"]}
    if constraints:
        described["constraints"] = constraints
    return described
