"""Tables of the shared list of units (`data/units/`): units of both vintages, lineage."""

from __future__ import annotations

from lib.io.tables.contracts import KEY_PATTERN, KINDS, NOTE, VINTAGES, Field, Reference, Table

UNITS = Table(
    "units",
    "Administrative units of both vintages; one row per state of a unit",
    "Đơn vị hành chính của hai thời kỳ; mỗi dòng là một trạng thái của đơn vị",
    (
        Field("unit_key", "text", "<vintage>-<code>", "<thời kỳ>-<mã>", True, (), KEY_PATTERN),
        Field("state_no", "integer", "1 is the earliest state known", "1 là sớm nhất", True),
        Field("vintage", "category", "Vintage", "Thời kỳ địa giới", True, VINTAGES),
        Field("code", "code", "2 digits province, 3 district, 5 ward", "Mã", required=True),
        Field("kind", "category", "Kind of unit", "Loại đơn vị", True, KINDS),
        Field("kind_vi", "category", "Kind as titled", "Loại theo tên gọi", required=True),
        Field("name", "text", "Name without the kind", "Tên không kèm loại", required=True),
        Field("province_key", "text", "Province; itself for one", "Tỉnh, thành", required=True),
        Field("district_key", "text", "District; empty where none", "Quận, huyện"),
        Field("lat", "number", "Latitude, degrees", "Vĩ độ", minimum=-90, maximum=90),
        Field("lon", "number", "Longitude, degrees", "Kinh độ", minimum=-180, maximum=180),
        Field("area_km2", "number", "Area, km2", "Diện tích, km2", minimum=0),
        Field("valid_from", "date", "First day of this state; empty: unknown", "Từ ngày"),
        Field("valid_to", "date", "Last day of this state; empty: still or unknown", "Đến ngày"),
        Field(
            "certainty",
            "category",
            "How this state and its dates are known",
            "Mức chắc chắn",
            True,
            ("published", "registry", "inferred"),
        ),
        NOTE,
    ),
    ("unit_key", "state_no"),
)

LINEAGE = Table(
    "lineage",
    "Predecessor and successor units of the reform of 1 July 2025",
    "Đơn vị cũ và đơn vị kế thừa khi sắp xếp ngày 1/7/2025",
    (
        Field("predecessor_key", "text", "Earlier unit", "Đơn vị cũ", required=True),
        Field("successor_key", "text", "Later unit", "Đơn vị kế thừa", required=True),
        Field("effective_on", "date", "Day of effect", "Ngày hiệu lực", required=True),
        Field("legal_basis", "text", "Resolution; empty when not known", "Căn cứ pháp lý"),
        Field("divided", "boolean", "Predecessor was divided", "Đơn vị cũ bị chia", True),
        Field("is_default", "boolean", "Main successor", "Đơn vị kế thừa chính", True),
        Field(
            "certainty",
            "category",
            "How it is known",
            "Mức chắc chắn",
            True,
            ("published", "registry", "inferred"),
        ),
        NOTE,
    ),
    ("predecessor_key", "successor_key"),
    (
        Reference("predecessor_key", "units", "unit_key"),
        Reference("successor_key", "units", "unit_key"),
    ),
)

UNITS_TABLES: tuple[Table, ...] = (UNITS, LINEAGE)
