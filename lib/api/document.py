"""The document of the addresses, OpenAPI 3.1: made of the same columns and keys as the answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lib.api.answers import MEDIA, TABLES, columns_of
from lib.api.questions import MOST_ROWS
from lib.api.resources import RESOURCES, Column
from lib.domain.statuses import LADDER

PREFIX = "/api/v1"
_JSON = {"date": {"type": "string", "format": "date"}}
_ERROR = {"$ref": "#/components/schemas/Error"}
_SCHEMES = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "A read key, which an account makes on the data page",
    },
    "basic": {
        "type": "http",
        "scheme": "basic",
        "description": "The same for programs that know no other way: any user name, and the key "
        "as the password",
    },
}


def document(version: str, datasets: Iterable[str], *, needs_key: bool = False) -> dict[str, Any]:
    """The whole document.

    Args:
        version: Version of the program.
        datasets: Names of the datasets there are now.
        needs_key: Whether reading needs sign-in, and so a program a key.
    """
    paths: dict[str, Any] = {
        f"{PREFIX}/datasets.json": {
            "get": {
                "operationId": "datasets",
                "summary": "Datasets with their version and checksum",
                "responses": {"200": _answer("json", {"type": "object"})},
            }
        }
    }
    schemas: dict[str, Any] = {"Error": _error()}
    for name, resource in RESOURCES.items():
        schemas[name] = row_schema(resource.columns)
        for kind in MEDIA:
            if kind != "geojson" or resource.has_shapes:
                paths[f"{PREFIX}/{{dataset}}/{name}.{kind}"] = _operation(
                    name, kind, resource.about
                )
    for name, table in TABLES.items():
        schemas[f"tables_{name}"] = row_schema(columns_of(table))
        for kind in ("csv", "json"):
            paths[f"{PREFIX}/{{dataset}}/tables/{name}.{kind}"] = _operation(
                f"tables_{name}", kind, table.en
            )
    if needs_key:
        for path in paths.values():
            path["get"]["responses"] |= _REFUSALS
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Ward Atlas",
            "version": version,
            "description": "What the pages tell, for other programs. Reading only.",
        },
        "servers": [{"url": "/"}],
        "security": [{name: []} for name in _SCHEMES] if needs_key else [],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "parameters": _parameters(datasets),
            "securitySchemes": _SCHEMES if needs_key else {},
        },
    }


def row_schema(columns: Iterable[Column]) -> dict[str, Any]:
    """The JSON schema of one row."""
    properties = {}
    for column in columns:
        kind = _JSON.get(column.type, {"type": column.type})
        described: dict[str, Any] = {**kind, "description": column.about}
        if column.type != "string":
            described["type"] = [kind["type"], "null"]
        elif column.one_of:
            described["enum"] = sorted({"", *column.one_of})
        properties[column.name] = described
    return {"type": "object", "properties": properties, "required": list(properties)}


def _operation(schema: str, kind: str, about: str) -> dict[str, Any]:
    row = {"$ref": f"#/components/schemas/{schema}"}
    content: dict[str, Any] = {"type": "string"}
    if kind == "json":
        content = {
            "type": "object",
            "properties": {
                "dataset": {"type": "string"},
                "version": {"type": "string"},
                "checksum": {"type": "string"},
                "as_of": _JSON["date"],
                "vintage": {"enum": ["until2025", "from2025"]},
                "synthetic": {"type": "boolean"},
                "total": {"type": "integer"},
                "offset": {"type": "integer"},
                "rows": {"type": "array", "items": row},
            },
            "required": ["dataset", "checksum", "as_of", "synthetic", "total", "rows"],
        }
    elif kind == "geojson":
        content = {"type": "object", "required": ["type", "features"]}
    names = ("dataset", "asof", "province", "district", "wave", "status", "limit", "offset")
    return {
        "get": {
            "operationId": f"{schema}_{kind}",
            "summary": about,
            "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in names],
            "responses": {
                "200": _answer(kind, content),
                "206": _answer(kind, content, "The part that Range asks for, unpacked"),
                "304": {"description": "Nothing changed since the answer with that ETag"},
                "400": _answer("json", _ERROR, "Keys of the address cannot be used"),
                "404": _answer("json", _ERROR, "There is no such dataset"),
                "416": {"description": "There is no such part; Content-Range says how much is"},
            },
        }
    }


def _answer(kind: str, schema: dict[str, Any], about: str = "The answer") -> dict[str, Any]:
    return {"description": about, "content": {MEDIA[kind]: {"schema": schema}}}


_REFUSALS = {
    "401": _answer("json", _ERROR, "No key, or one that is unknown or revoked"),
    "429": _answer("json", _ERROR, "Too many wrong keys; Retry-After says when to come again"),
    "503": _answer("json", _ERROR, "The keys cannot be read now"),
}


def _error() -> dict[str, Any]:
    text = {"type": "string"}
    found = dict.fromkeys(("key", "found", "expected"), text)
    each = {"type": "object", "properties": found, "required": [*found]}
    every = {"type": "array", "items": each, "description": "All that cannot be used"}
    return {
        "type": "object",
        "properties": {"error": text, **found, "wrong": every},
        "required": ["error"],
    }


def _parameters(datasets: Iterable[str]) -> dict[str, Any]:
    text = {"type": "string"}
    whole = {"type": "integer", "maximum": MOST_ROWS}
    listed = {
        "dataset": ("Name of a dataset", {**text, "enum": list(datasets)}),
        "asof": ("As-of date; today in Viet Nam without it", _JSON["date"]),
        "province": ("Two digits, in the division of that day", text),
        "district": ("Three characters, a (former) district of the province", text),
        "wave": ("Round", text),
        "status": ("Step of the ladder", {**text, "enum": list(LADDER[1:])}),
        "limit": ("Most rows of the answer; all without it", {**whole, "minimum": 1}),
        "offset": ("Rows passed over", {**whole, "minimum": 0}),
    }
    return {
        name: {
            "name": name,
            "in": "path" if name == "dataset" else "query",
            "required": name == "dataset",
            "description": about,
            "schema": schema,
        }
        for name, (about, schema) in listed.items()
    }
