"""A country of a few units, with everything that makes real ones hard: for tests of the domain."""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib.domain.units import Units

BEFORE = date(2025, 6, 30)
AFTER = date(2025, 7, 1)


def units_table() -> pd.DataFrame:
    """Units of both vintages: codes reused, a renamed ward, a raised commune, islands."""
    old, new = "until2025", "from2025"
    rows = [
        # key, state, kind, kind_vi, name, province, district, from, to
        (f"{old}-79", 1, "municipality", "Thành phố", "Hồ Chí Minh", f"{old}-79", "", "", ""),
        (f"{old}-48", 1, "municipality", "Thành phố", "Đà Nẵng", f"{old}-48", "", "", ""),
        (f"{old}-49", 1, "province", "Tỉnh", "Quảng Nam", f"{old}-49", "", "", ""),
        (f"{old}-92", 1, "municipality", "Thành phố", "Cần Thơ", f"{old}-92", "", "", ""),
        (f"{old}-66", 1, "province", "Tỉnh", "Đắk Lắk", f"{old}-66", "", "", ""),
        (f"{old}-761", 1, "district", "Quận", "12", f"{old}-79", f"{old}-761", "", ""),
        (f"{old}-760", 1, "district", "Quận", "1", f"{old}-79", f"{old}-760", "", ""),
        (f"{old}-492", 1, "district", "Quận", "Hải Châu", f"{old}-48", f"{old}-492", "", ""),
        (f"{old}-507", 1, "district", "Thị xã", "Điện Bàn", f"{old}-49", f"{old}-507", "", ""),
        (f"{old}-916", 1, "district", "Quận", "Ninh Kiều", f"{old}-92", f"{old}-916", "", ""),
        (f"{old}-26776", 1, "ward", "Phường", "Tân Chánh Hiệp", f"{old}-79", f"{old}-761", "", ""),
        (f"{old}-26779", 1, "ward", "Phường", "Hiệp Thành", f"{old}-79", f"{old}-761", "", ""),
        (f"{old}-26740", 1, "ward", "Phường", "Bến Nghé", f"{old}-79", f"{old}-760", "", ""),
        # One code, renamed: the day before and the day after are known.
        (f"{old}-20236", 1, "ward", "Phường", "Hải Châu I", f"{old}-48", f"{old}-492", "",
         "2024-12-31"),
        (f"{old}-20236", 2, "ward", "Phường", "Hải Châu", f"{old}-48", f"{old}-492", "", ""),
        (f"{old}-20551", 1, "ward", "Phường", "Điện An", f"{old}-49", f"{old}-507", "", ""),
        (f"{old}-20575", 1, "commune", "Xã", "Điện Nam Đông", f"{old}-49", f"{old}-507", "",
         "2023-06-07"),
        (f"{old}-20575", 2, "ward", "Phường", "Điện Nam Đông", f"{old}-49", f"{old}-507",
         "2023-06-08", ""),
        (f"{old}-31120", 1, "ward", "Phường", "An Hòa", f"{old}-92", f"{old}-916", "", ""),
        (f"{old}-31121", 1, "commune", "Xã", "An Hoà", f"{old}-49", f"{old}-507", "", ""),
        (f"{new}-79", 1, "municipality", "Thành phố", "Hồ Chí Minh", f"{new}-79", "", "", ""),
        (f"{new}-48", 1, "municipality", "Thành phố", "Đà Nẵng", f"{new}-48", "", "", ""),
        (f"{new}-92", 1, "municipality", "Thành phố", "Cần Thơ", f"{new}-92", "", "", ""),
        (f"{new}-66", 1, "province", "Tỉnh", "Đắk Lắk", f"{new}-66", "", "", ""),
        (f"{new}-26773", 1, "ward", "Phường", "Trung Mỹ Tây", f"{new}-79", "", "", ""),
        # The code of a former ward, used again for another one.
        (f"{new}-26776", 1, "ward", "Phường", "Sài Gòn", f"{new}-79", "", "", ""),
        (f"{new}-20236", 1, "ward", "Phường", "Hải Châu", f"{new}-48", "", "", ""),
        (f"{new}-20551", 1, "ward", "Phường", "Điện Bàn", f"{new}-48", "", "", ""),
        (f"{new}-20333", 1, "special_zone", "Đặc khu", "Hoàng Sa", f"{new}-48", "", "", ""),
        (f"{new}-31120", 1, "ward", "Phường", "Ninh Kiều", f"{new}-92", "", "", ""),
        # Raised from commune to ward in 2026.
        (f"{new}-31999", 1, "commune", "Xã", "Phong Điền", f"{new}-92", "", "2025-07-01",
         "2026-03-31"),
        (f"{new}-31999", 2, "ward", "Phường", "Phong Điền", f"{new}-92", "", "2026-04-01", ""),
    ]  # fmt: skip
    names = ["unit_key", "state_no", "kind", "kind_vi", "name", "province_key", "district_key",
             "valid_from", "valid_to"]  # fmt: skip
    table = pd.DataFrame(rows, columns=names)
    table["vintage"] = table["unit_key"].str.partition("-")[0].astype("category")
    table["code"] = table["unit_key"].str.partition("-")[2]
    table["kind"] = table["kind"].astype("category")
    table["kind_vi"] = table["kind_vi"].astype("category")
    for name in ("valid_from", "valid_to"):
        table[name] = pd.to_datetime(table[name], format="%Y-%m-%d")
    table["lat"] = 10.0
    table["lon"] = 106.0
    table["area_km2"] = 1.5
    table["certainty"] = pd.Series(["registry"] * len(table), dtype="category")
    table["event"] = ""
    table.loc[(table["unit_key"] == f"{old}-20236") & (table["state_no"] == 2), "event"] = "rename"
    raised = (table["unit_key"] == f"{new}-31999") & (table["state_no"] == 2)
    table.loc[raised, "event"] = "change_of_kind"
    table["legal_basis"] = ""
    table["note"] = ""
    return table


def lineage_table() -> pd.DataFrame:
    """Steps of 1 July 2025: a divided ward, merged wards, and one ward from two districts."""
    rows = [
        ("until2025-26776", "from2025-26773", "part", 0.8, True),
        ("until2025-26776", "from2025-26776", "part", 0.2, False),
        ("until2025-26779", "from2025-26773", "merge", None, True),
        ("until2025-26740", "from2025-26776", "merge", None, True),
        ("until2025-20236", "from2025-20236", "unchanged", None, True),
        ("until2025-20551", "from2025-20551", "merge", None, True),
        ("until2025-20575", "from2025-20551", "merge", None, True),
        ("until2025-31120", "from2025-31120", "rename", None, True),
        ("until2025-31121", "from2025-20551", "merge", None, True),
        ("until2025-66", "from2025-66", "unchanged", None, True),
    ]
    table = pd.DataFrame(
        rows,
        columns=["predecessor_key", "successor_key", "event", "share_of_area", "is_default"],
    )
    divided = (table["event"] == "part") & table["is_default"]
    table["main_certainty"] = divided.map({True: "computed", False: ""})
    table["main_basis"] = ""
    table["effective_on"] = pd.Timestamp("2025-07-01")
    table["legal_basis"] = ""
    table["certainty"] = pd.Series(["registry"] * len(table), dtype="category")
    table["note"] = ""
    return table


def small_country() -> Units:
    """The units of the small country."""
    return Units(units_table(), lineage_table())
