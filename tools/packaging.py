"""Descriptor (`datapackage.json`) of the list of units that the tools make from its origins."""

from __future__ import annotations

from pathlib import Path

from lib.io.store.packages import write_package
from lib.io.tables.descriptors import About
from lib.io.tables.units import UNITS_TABLES
from tools.commune_shapes import LISTED_ON
from tools.register import VERSION

MIT = {
    "name": "MIT",
    "title": "MIT License",
    "path": "https://opensource.org/license/mit",
}
UNITS_SOURCES = (
    {
        "title": f"vietnamadminunits {VERSION}: units before and since 1 July 2025, successions, "
        "positions (MIT, Copyright (c) 2025 Tran Ngoc Minh Hieu)",
        "path": f"https://pypi.org/project/vietnamadminunits/{VERSION}/",
    },
    {
        "title": f"vietnamese-provinces-database, state of {LISTED_ON}: kinds, names and outlines "
        "of today's units (MIT, Copyright (c) 2021 Thang Le Quoc), itself from the national map "
        "of the 2025 mergers",
        "path": "https://github.com/thanglequoc/vietnamese-provinces-database",
    },
    {"title": "Resolutions named in the columns note and legal_basis, as the press cites them"},
)


def write_units_package(folder: Path) -> None:
    """Describe `units.csv` and `lineage.csv`."""
    write_package(
        folder,
        About(
            name="units",
            title_vi="Đơn vị hành chính trước và sau ngày 1/7/2025",
            title_en="Administrative units before and since 1 July 2025",
            description_vi="Tỉnh, huyện, xã của hai thời kỳ địa giới, kèm kế thừa địa giới. "
            "Danh sách chính thức do Nhà nước ban hành có giá trị cao hơn.",
            description_en="Provinces, districts and communes of both divisions, and what became "
            "of which. The official lists of the state prevail.",
            synthetic=False,
            version=LISTED_ON,
            licenses=(MIT,),
            sources=UNITS_SOURCES,
        ),
        UNITS_TABLES,
    )
