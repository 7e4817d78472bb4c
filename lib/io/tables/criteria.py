"""Tables of a dataset about criteria: sets, wording, assessments, crosswalk between sets."""

from __future__ import annotations

from lib.io.tables.contracts import (
    KEY_PATTERN,
    NOTE,
    RESULTS,
    SOURCE,
    SOURCED,
    Field,
    Reference,
    Table,
    programme,
)

CRITERIA_SETS = Table(
    "criteria_sets",
    "Dated versions of the criteria set",
    "Các phiên bản bộ tiêu chí",
    (
        Field("set_id", "text", "Identifier", "Mã bộ tiêu chí", required=True),
        Field("issued_on", "partial_date", "Day of issue", "Ngày ban hành"),
        Field("legal_basis", "text", "Decision or project", "Căn cứ pháp lý"),
        Field("groups_count", "integer", "Groups", "Số nhóm", minimum=1, maximum=500),
        Field("criteria_count", "integer", "Criteria", "Số tiêu chí", minimum=1, maximum=500),
        Field(
            "status",
            "category",
            "provisional or official",
            "tạm thời hoặc chính thức",
            required=True,
            one_of=("provisional", "official"),
            short=("Hiệu lực", "Standing"),
        ),
        programme(),
        NOTE,
        SOURCE,
    ),
    ("set_id",),
    (SOURCED,),
)

CRITERIA = Table(
    "criteria",
    "What is public of each criterion",
    "Nội dung đã công bố của từng tiêu chí",
    (
        Field("criterion_id", "text", "Identifier", "Mã dòng", required=True),
        Field("set_id", "text", "Criteria set", "Bộ tiêu chí", required=True),
        Field("group_no", "integer", "Group number", "Số nhóm", minimum=1, maximum=500),
        Field("group_name_vi", "text", "Group, Vietnamese", "Tên nhóm, tiếng Việt"),
        Field("group_name_en", "text", "Group, English", "Tên nhóm, tiếng Anh"),
        Field("criterion_no", "integer", "Criterion number", "Số tiêu chí", minimum=1, maximum=500),
        Field("criterion_name_vi", "text", "Criterion, Vietnamese", "Tên tiêu chí, tiếng Việt"),
        Field("criterion_name_en", "text", "Criterion, English", "Tên tiêu chí, tiếng Anh"),
        Field(
            "certainty",
            "category",
            "How the wording is known",
            "Mức chắc chắn của nội dung",
            required=True,
            one_of=("published", "inferred_from_article", "unknown", "placeholder"),
        ),
        SOURCE,
    ),
    ("criterion_id",),
    (SOURCED, Reference("set_id", "criteria_sets", "set_id")),
)


def _result(name: str, en: str, vi: str) -> Field:
    return Field(name, "category", en, vi, required=True, one_of=RESULTS)


ASSESSMENTS = Table(
    "assessments",
    "One criterion of one ward on one day: what was claimed, what an inspection found",
    "Một tiêu chí của một phường vào một ngày: tự chấm và kiểm tra",
    (
        Field(
            "unit_key",
            "category",
            "Ward",
            "Phường",
            required=True,
            pattern=KEY_PATTERN,
            of_wards=True,
        ),
        Field("set_id", "category", "Criteria set", "Bộ tiêu chí", required=True),
        Field(
            "criterion_no",
            "integer",
            "Criterion",
            "Tiêu chí",
            required=True,
            minimum=1,
            maximum=500,
        ),
        Field("as_of", "date", "Day of assessment", "Ngày chấm", required=True),
        _result("claimed", "Reported by the ward", "Phường tự chấm"),
        _result("inspected", "Found by inspection", "Kết quả kiểm tra"),
        Field("source_id", "category", "Source of this row", "Nguồn của dòng này", required=True),
    ),
    ("unit_key", "set_id", "criterion_no", "as_of"),
    (
        SOURCED,
        Reference("unit_key", "units", "unit_key"),
        Reference("set_id", "criteria_sets", "set_id"),
    ),
    optional=True,
)

CROSSWALK = Table(
    "crosswalk",
    "Which criterion of one set continues which of another",
    "Tiêu chí của bộ này nối với tiêu chí nào của bộ kia",
    (
        Field("crosswalk_id", "text", "Identifier", "Mã dòng", required=True),
        Field("from_set", "text", "Earlier set", "Bộ trước", required=True),
        Field(
            "from_criterion",
            "integer",
            "Criterion of it; empty when new",
            "Tiêu chí của bộ đó",
            minimum=1,
            maximum=500,
        ),
        Field("to_set", "text", "Later set", "Bộ sau", required=True),
        Field(
            "to_criterion",
            "integer",
            "Criterion of it; empty when dropped",
            "Tiêu chí bộ sau",
            minimum=1,
            maximum=500,
            short=("Tiêu chí bộ sau", "Criterion of the later set"),
        ),
        Field(
            "relation",
            "category",
            "comparable: same meaning; split: one became several; dropped; new",
            "comparable: cùng nghĩa; split: tách; dropped: bỏ; new: mới",
            required=True,
            one_of=("comparable", "split", "dropped", "new"),
            short=("Quan hệ", "Relation"),
        ),
        SOURCE,
    ),
    ("crosswalk_id",),
    (
        SOURCED,
        Reference("from_set", "criteria_sets", "set_id"),
        Reference("to_set", "criteria_sets", "set_id"),
    ),
    optional=True,
)
