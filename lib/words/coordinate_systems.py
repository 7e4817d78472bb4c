"""Coordinate systems that boundaries in Viet Nam come in, and their words."""

from __future__ import annotations

from lib.words.wording import _

_UTM = {"EPSG:3405": "VN-2000, UTM 48N", "EPSG:3406": "VN-2000, UTM 49N"}
_ZONES = {
    5896: "102°", 9205: "103°", 9206: "104°", 9207: "104°30′", 9208: "104°45′", 5897: "105°",
    9209: "105°30′", 9210: "105°45′", 9211: "106°", 9212: "106°15′", 9213: "106°30′",
    9214: "107°", 9215: "107°15′", 9216: "107°30′", 5899: "107°45′", 5898: "108°",
    9217: "108°15′", 9218: "108°30′",
}  # fmt: skip
"""Meridians of the 3-degree zones of VN-2000 by EPSG code."""
SYSTEMS = ("", "EPSG:4326", "EPSG:4756", *_UTM, *(f"EPSG:{code}" for code in _ZONES), "EPSG:3857")
"""EPSG codes that can be chosen; "" believes the file."""


def system_words(code: str) -> str:
    """A coordinate system as a person chooses it; "" is the one that the file names."""
    if code == "EPSG:4326":
        return _("WGS 84, longitude and latitude ({code})", code=code)
    if code == "EPSG:4756":
        return _("VN-2000, longitude and latitude ({code})", code=code)
    if code == "EPSG:3857":
        return _("Web Mercator ({code})", code=code)
    if code in _UTM:
        return f"{_UTM[code]} ({code})"
    if code:
        meridian = _ZONES[int(code.removeprefix("EPSG:"))]
        return _("VN-2000, 3-degree zone, meridian {at} ({code})", at=meridian, code=code)
    return _("As given in the file")
