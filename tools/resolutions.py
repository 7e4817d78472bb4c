"""Resolutions by which communes were rearranged on 1 July 2025, and changes dated by the press.

The 34 resolutions of the Standing Committee of the National Assembly of 16 June 2025, one for
each province of today, as the government's portal lists them.
"""

from __future__ import annotations

PROVINCES = "Nghị quyết 202/2025/QH15"
_COMMUNES = {
    "01": 1656, "04": 1657, "08": 1684, "11": 1661, "12": 1670, "14": 1681, "15": 1673,
    "19": 1683, "20": 1672, "22": 1679, "24": 1658, "25": 1676, "31": 1669, "33": 1666,
    "37": 1674, "38": 1686, "40": 1678, "42": 1665, "44": 1680, "46": 1675, "48": 1659,
    "51": 1677, "52": 1664, "56": 1667, "66": 1660, "68": 1671, "75": 1662, "79": 1685,
    "80": 1682, "82": 1663, "86": 1687, "91": 1654, "92": 1668, "96": 1655,
}  # fmt: skip
DATED_BY_THE_PRESS = {
    ("Đà Nẵng", "Hải Châu"): (
        "2025-01-01",
        "in articles of 2021-2022 Hải Châu 1, also written Hải Châu I; joined with Hải Châu II and "
        "named Hải Châu when the communes of Đà Nẵng became 47, on the day that the press of "
        "2024 gives; resolution not read",
    )
}
"""Day and remark for changes that the compiled record leaves undated, by province and name."""


def of_communes(province: str) -> str:
    """The resolution that rearranged the communes of a province of today, by its code."""
    return f"Nghị quyết {_COMMUNES[province]}/NQ-UBTVQH15"
