"""Which files make a dataset: its descriptor, and the tables that are listed there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from lib import clock
from lib.io import faults as say
from lib.io.store.layout import Files, Layout, Pointer
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.descriptors import DESCRIPTOR, as_json, described_tables
from lib.io.tables.json_texts import parsed_json


def _files(folder: Path) -> dict[str, bytes]:
    """Descriptor and tables of a dataset by their paths in its folder."""
    descriptor = (folder / DESCRIPTOR).read_bytes()
    files = {DESCRIPTOR: descriptor}
    for path in table_paths(descriptor).values():
        whole = (folder / path).resolve()
        if whole.is_relative_to(folder.resolve()) and whole.is_file():
            files[path] = whole.read_bytes()
    return files


def _checksum(files: Files) -> str:
    """The same as `Dataset.checksum`."""
    whole = hashlib.sha256(hashlib.sha256(files[DESCRIPTOR]).digest())
    for path in table_paths(files[DESCRIPTOR]).values():
        if path in files:
            whole.update(hashlib.sha256(files[path]).digest())
    return whole.hexdigest()[:12]


def _joined(before: Files, contents: Files) -> dict[str, bytes]:
    """The tables before with the new ones over them, and a descriptor of today that lists them."""
    paths = table_paths(before[DESCRIPTOR])
    paths |= {PurePosixPath(name).stem: name for name in contents}
    stay = {path: before[path] for path in paths.values() if path in before}
    now = {
        "version": clock.today().isoformat(),
        "resources": described_tables(
            [(table, paths[table.name]) for table in DATASET_TABLES if table.name in paths]
        ),
    }
    return {DESCRIPTOR: as_json({**_read(before[DESCRIPTOR]), **now}), **stay, **contents}


def table_paths(descriptor: bytes) -> dict[str, str]:
    """Path of each known table that a descriptor lists, in the order of the contracts."""
    listed = {entry["name"]: entry["path"] for entry in _resources(_read(descriptor))}
    return {table.name: listed[table.name] for table in DATASET_TABLES if table.name in listed}


def _moved(descriptor: bytes, places: Mapping[str, str]) -> bytes:
    """A descriptor whose tables stand in other places, by their earlier ones."""
    content = _read(descriptor)
    for entry in _resources(content):
        entry["path"] = places.get(entry["path"], entry["path"])
    return as_json(content)


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


_POINTER = Pointer(DESCRIPTOR, table_paths, _moved)
DATASET = Layout(_files, _checksum, _joined, say.NOT_SAME_STATE, _POINTER)
