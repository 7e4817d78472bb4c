"""What a descriptor's bytes list: read and written without looking at any other file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lib.io.dataset_tables import DATASET_TABLES
from lib.io.descriptors import package_descriptor
from lib.io.json_texts import parsed_json


def table_paths(descriptor: bytes) -> dict[str, str]:
    """Path of each known table that a descriptor lists, in the order of the contracts."""
    listed = {entry["name"]: entry["path"] for entry in _resources(_read(descriptor))}
    return {table.name: listed[table.name] for table in DATASET_TABLES if table.name in listed}


def described(descriptor: bytes, paths: Mapping[str, str], version: str) -> bytes:
    """A descriptor that lists the tables at these paths; all else as it was.

    Args:
        descriptor: The earlier one.
        paths: Path by table.
        version: Day of the state, ISO.
    """
    content = _read(descriptor)
    made = package_descriptor(
        name="",
        title_vi="",
        title_en="",
        description_vi="",
        description_en="",
        synthetic=False,
        version=version,
        resources=[(t, paths[t.name]) for t in DATASET_TABLES if t.name in paths],
    )
    return _written({**content, "version": version, "resources": made["resources"]})


def moved(descriptor: bytes, places: Mapping[str, str]) -> bytes:
    """A descriptor whose tables stand in other places.

    Args:
        descriptor: The earlier one.
        places: New path by earlier path.
    """
    content = _read(descriptor)
    for entry in _resources(content):
        entry["path"] = places.get(entry["path"], entry["path"])
    return _written(content)


def _written(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _read(descriptor: bytes) -> dict[str, Any]:
    try:
        content = parsed_json(descriptor)
    except (ValueError, RecursionError):  # a fault of the package, told where it is checked
        return {}
    return content if isinstance(content, dict) else {}


def _resources(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    listed = content.get("resources")
    return [
        entry
        for entry in (listed if isinstance(listed, list) else [])
        if isinstance(entry, dict)
        and isinstance(entry.get("name"), str)
        and isinstance(entry.get("path"), str)
    ]
