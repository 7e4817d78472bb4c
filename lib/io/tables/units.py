"""Tables of the shared list of units (`data/units/`): units of both vintages, lineage."""

from __future__ import annotations

from lib.io.tables.contracts import KEY_PATTERN, KINDS, NOTE, VINTAGES, Field, Reference, Table

EVENTS = (
    "merge",
    "split",
    "part",
    "rename",
    "change_of_code",
    "change_of_kind",
    "un_merge",
    "unchanged",
)
"""What happened between a unit and a later one: the whole of it went into a unit formed from
several; it was divided and the part became a unit by itself, or went into one formed from
several; one unit went on under another name, code or kind; a merger was taken back; or it went
on as it was. Of several, a change of kind outranks a new name, and that a new code."""
DIVIDING = ("split", "part", "un_merge")
"""Events of a unit that went into several."""
CHANGES = ("rename", "change_of_code", "change_of_kind", "change_of_district")
"""What can begin another state of one and the same unit."""
MAIN_CERTAINTIES = ("certain", "high", "medium-high", "medium", "computed", "tie", "registry")
"""How the main successor of a divided unit is known: read in texts or areas; computed from
outlines alone; areas within 0.1, so the register's choice stands; from the register alone."""
KNOWN = ("published", "registry", "inferred")

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
            "event",
            "category",
            "What began this state of the unit; empty for the first",
            "Thay đổi mở đầu trạng thái này; trống: trạng thái đầu",
            one_of=CHANGES,
        ),
        Field(
            "legal_basis",
            "text",
            "Resolution that began this state; empty when not known",
            "Căn cứ pháp lý của trạng thái này",
        ),
        Field(
            "certainty",
            "category",
            "How this state and its dates are known",
            "Mức chắc chắn",
            True,
            KNOWN,
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
        Field("event", "category", "What happened", "Hình thức sắp xếp", True, EVENTS),
        Field("legal_basis", "text", "Resolution; empty when not known", "Căn cứ pháp lý"),
        Field(
            "share_of_area",
            "number",
            "Share of the earlier unit's area, 0 to 1; empty: all of it, or not known",
            "Tỷ lệ diện tích của đơn vị cũ, 0 đến 1; trống: toàn bộ, hoặc chưa rõ",
            minimum=0,
            maximum=1,
        ),
        Field("is_default", "boolean", "Main successor", "Đơn vị kế thừa chính", True),
        Field(
            "main_certainty",
            "category",
            "How the main successor of a divided unit is known",
            "Mức chắc chắn của đơn vị kế thừa chính",
            one_of=MAIN_CERTAINTIES,
        ),
        Field(
            "main_basis",
            "text",
            "What the main successor of a divided unit rests on",
            "Cơ sở xác định đơn vị kế thừa chính",
        ),
        Field(
            "certainty",
            "category",
            "How it is known",
            "Mức chắc chắn",
            True,
            KNOWN,
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
