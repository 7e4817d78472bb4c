"""Answers as bytes: CSV, JSON or GeoJSON of the same rows, with the tag they are known by."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lib.api.questions import Question
from lib.api.resources import RESOURCES, Cell, Column, Type
from lib.domain.units import vintage_at
from lib.io.geo.layers import Layer, joined_layer
from lib.io.tables.cell_texts import written_frame
from lib.io.tables.contracts import Table
from lib.io.tables.dataset import DATASET_TABLES
from lib.situation import data, table_rows
from lib.situation.cache import single_flight
from lib.situation.situation import Situation

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "geojson": "application/geo+json",
}
TABLES = {table.name: table for table in DATASET_TABLES}
_TYPES: Mapping[str, Type] = {
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
}
_KEPT = 64_000_000  # bytes of finished answers


@dataclass(frozen=True)
class Answer:
    """What is sent.

    Attributes:
        tag: Changes with what the answer rests on, and with nothing else.
        packed: The bytes, gzip.
        media: Media type.
        total: Rows there are, whatever the page of them.
        shown: Rows of this page.
        marks: What it is of: dataset, version, checksum, day, and whether it is invented.
    """

    tag: str
    packed: bytes
    media: str
    total: int
    shown: int
    marks: Mapping[str, str]


def columns_of(table: Table) -> tuple[Column, ...]:
    """Columns of a table of the dataset, as they are sent."""
    return tuple(
        Column(field.name, _TYPES.get(field.type, "string"), field.en, field.one_of)
        for field in table.fields
    )


def tag_of(dataset: str, name: str, kind: str, asked: Question) -> str:
    """The tag of an answer, without working the answer out.

    Args:
        dataset: Name of the dataset.
        name: ``statuses``, ``places``, ``targets``, or ``tables/<table>``.
        kind: ``csv``, ``json`` or ``geojson``.
        asked: What is asked for.
    """
    checksums = (data.dataset(dataset).value.checksum, data.unit_tables().value.checksum)
    layers = data.layers().by_name if kind == "geojson" else {}
    drawn = sorted((layer.name, layer.digest) for layer in layers.values())
    parts = (dataset, name, kind, asked, checksums, drawn)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def answer(dataset: str, name: str, kind: str, asked: Question) -> Answer:
    """The answer to a question; worked out once for all who ask it.

    Args:
        dataset: Name of a dataset that exists.
        name: ``statuses``, ``places``, ``targets``, or ``tables/<table>``.
        kind: ``csv``, ``json`` or ``geojson``.
        asked: What is asked for.
    """
    return _answer(tag_of(dataset, name, kind, asked), dataset, name, kind, asked)


@single_flight(_KEPT, weight=lambda found: len(found.packed) + 1_000)
def _answer(tag: str, dataset: str, name: str, kind: str, asked: Question) -> Answer:
    seen = data.situation(dataset, asked.day, asked.narrowed)
    table = TABLES.get(name.removeprefix("tables/"))
    if name in RESOURCES:
        columns = RESOURCES[name].columns
        rows: Sequence[tuple[Any, ...]] = list(RESOURCES[name].rows(seen))
    elif table is not None:
        columns = columns_of(table)
        rows = _table_rows(seen, table)
    else:
        raise KeyError(name)
    last = None if asked.limit is None else asked.offset + asked.limit
    page = rows[asked.offset : last]
    marks = marks_of(seen)
    names = [column.name for column in columns]
    if kind == "csv":
        content = _csv(names, page, synthetic=seen.dataset.synthetic)
    elif kind == "geojson":
        content = _geojson(seen, names, page, marks)
    else:
        head: dict[str, Any] = {**marks, "total": len(rows), "offset": asked.offset}
        head["synthetic"] = seen.dataset.synthetic
        head["rows"] = [dict(zip(names, row, strict=True)) for row in page]
        content = _json(head)
    return Answer(tag, gzip.compress(content, 6, mtime=0), MEDIA[kind], len(rows), len(page), marks)


def marks_of(seen: Situation) -> dict[str, str]:
    """What an answer is of."""
    dataset = seen.dataset
    return {
        "dataset": dataset.name,
        "version": dataset.version,
        "checksum": dataset.checksum,
        "as_of": seen.day.isoformat(),
        "vintage": vintage_at(seen.day),
        "synthetic": "true" if dataset.synthetic else "false",
    }


def _table_rows(seen: Situation, table: Table) -> Sequence[tuple[Cell, ...]]:
    """Rows of a table as the data page filters them, cells as its file has them."""
    frame = table_rows.within_filter(seen, seen.table(table.name), table)
    written = written_frame(frame, table)
    cells = [
        [_cell(text, column.type) for text in written.get(column.name, [""] * len(frame))]
        for column in columns_of(table)
    ]
    return list(zip(*cells, strict=True))


def _cell(text: Any, kind: Type) -> Cell:
    """A cell out of its text."""
    if text == "":
        return None if kind != "string" else ""
    if kind == "integer":
        return int(text)
    if kind == "number":
        return float(text)
    return text == "true" if kind == "boolean" else str(text)


def _csv(names: Sequence[str], rows: Iterable[tuple[Cell, ...]], *, synthetic: bool) -> bytes:
    """CSV; rows of invented figures say so, wherever they are taken."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*names, "synthetic"] if synthetic else names)
    for row in rows:
        cells = [_written(cell) for cell in row]
        writer.writerow([*cells, "true"] if synthetic else cells)
    return stream.getvalue().encode()


def _written(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def _geojson(
    seen: Situation,
    names: Sequence[str],
    rows: Iterable[tuple[Cell, ...]],
    marks: Mapping[str, str],
) -> bytes:
    """Outlines where there are some, else points; what has neither has no geometry."""
    values: dict[str, dict[str, Cell]] = {
        str(row[0]): {**marks, **dict(zip(names, row, strict=True))} for row in rows
    }
    features: list[dict[str, Any]] = []
    for layer in _layers(seen, values):
        joined = json.loads(joined_layer(layer, values))["features"]
        features += [each for each in joined if each["properties"]["key"] in values]
    drawn = {each["properties"]["key"] for each in features}
    for key in [each for each in values if each not in drawn]:
        place = seen.position(key) if key in seen.units else None
        point = {"type": "Point", "coordinates": [place[1], place[0]]} if place else None
        features.append({"type": "Feature", "properties": values[key], "geometry": point})
    return _json({"type": "FeatureCollection", **marks, "features": features})


def _layers(seen: Situation, keys: Iterable[str]) -> list[Layer]:
    """Layers that hold the outlines of units of the day."""
    if not seen.after_reform:
        return [] if seen.own_outlines is None else [seen.own_outlines]
    wanted = [f"from2025/{seen.province.partition('-')[2]}"] if seen.province else ["provinces"]
    return [layer for layer in map(seen.layers.get, wanted) if layer is not None]


def _json(content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()
