"""All wards of the country in one layer: what both recolouring pages draw."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.browser.server import ROOT

SHADES = ("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494")
LAYER = "from2025/all"
BUTTON = ".st-key-next button"
"""Where both pages have the button that moves every ward to its next shade."""


def write_layer(folder: Path) -> int:
    """Write a folder of layers whose one ward file holds the wards of all provinces.

    Args:
        folder: Existing empty folder; serves as ``WARD_ATLAS_GEO``.

    Returns:
        Number of wards.
    """
    wards = [
        feature
        for path in sorted((ROOT / "geo" / "wards").glob("*.geojson"))
        for feature in json.loads(path.read_bytes())["features"]
        if feature["properties"]["kind"] == "ward" and feature["geometry"]
    ]
    shutil.copy(ROOT / "geo" / "provinces.geojson", folder)
    (folder / "wards").mkdir()
    whole = {"type": "FeatureCollection", "features": wards}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    (folder / "wards" / "all.geojson").write_text(text, encoding="utf-8")
    return len(wards)
