"""A good layer passes; limits are counted before anything is parsed."""

from __future__ import annotations

from lib.io.geo.boundaries import checked_layer
from tests.fixtures.bad_bytes import layer, square

KEYS = {"from2025-00004", "from2025-00008"}


def test_a_good_layer_has_no_faults() -> None:
    several = {"type": "MultiPolygon", "coordinates": [square(105, 21)["coordinates"]]}
    data = layer(("from2025-00004", square(105.8, 21)), ("from2025-00008", several))
    assert checked_layer("79.geojson", data, KEYS).faults == ()


def test_every_fault_is_told_at_once() -> None:
    data = layer((None, None), ("from2025-1", None), ("from2025-00004", square(21, 105.8)))
    faults = checked_layer("79.geojson", data, KEYS).faults
    assert [(fault.row, fault.column) for fault in faults] == [
        (2, "key"), (3, "key"), (3, "geometry"), (4, "geometry"),
    ]  # fmt: skip


def test_a_layer_that_is_too_large_is_not_parsed() -> None:
    [fault] = checked_layer("79.geojson", b"[" * 2_000_000, KEYS).faults
    assert str(fault.found) == "the file has more than 1000000 points"
    [fault] = checked_layer("79.geojson", b" " * 2_000, KEYS, limit=1_000).faults
    assert "MB" in str(fault.found)
