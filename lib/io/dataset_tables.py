"""Tables of a dataset (`data/<dataset>/`): the cited record or the demonstration."""

from __future__ import annotations

from lib.io.contracts import (
    KEY_PATTERN,
    METRICS,
    PROGRAMMES,
    RESULTS,
    SCOPE_PATTERN,
    STATUSES,
    Field,
    Reference,
    Table,
)

_SOURCE = Field(
    "source_id",
    "text",
    "Source of this row",
    "Nguồn của dòng này",
    required=True,
)
_NOTE = Field("note", "text", "Remark", "Ghi chú")
_SOURCED = Reference("source_id", "sources", "source_id")


def _programme() -> Field:
    return Field(
        "programme",
        "category",
        "model_ward_police is counted; related programmes are shown apart and never counted",
        "model_ward_police được đếm; chương trình liên quan (related) để riêng, không đếm",
        required=True,
        one_of=PROGRAMMES,
    )


def _scope() -> tuple[Field, Field]:
    return (
        Field(
            "scope_key",
            "text",
            "'national' or the key of a province, district or ward; empty when not resolved",
            "'national' hoặc mã tỉnh, huyện, phường; để trống khi chưa xác định được",
            pattern=SCOPE_PATTERN,
        ),
        Field("scope_text", "text", "Scope as printed by the source", "Phạm vi như nguồn in"),
    )


SOURCES = Table(
    "sources",
    "Articles and official pages that the figures come from",
    "Bài báo và trang chính thức làm nguồn số liệu",
    (
        Field("source_id", "text", "Identifier", "Mã nguồn", required=True),
        Field("publisher", "text", "Publisher", "Nơi công bố", required=True),
        Field("title", "text", "Title", "Tên bài", required=True),
        Field("published_on", "partial_date", "Day of publication", "Ngày công bố"),
        Field("url", "text", "Address", "Địa chỉ"),
        Field("retrieved_from", "text", "What was read", "Loại trang đã đọc"),
        Field("language", "text", "Language", "Ngôn ngữ"),
        Field(
            "read_depth",
            "category",
            "full: read whole; excerpt only: only a part was read",
            "full: đọc toàn văn; excerpt only: chỉ đọc một phần",
            required=True,
            one_of=("full", "excerpt only"),
        ),
        _NOTE,
    ),
    ("source_id",),
)

CRITERIA_SETS = Table(
    "criteria_sets",
    "Dated versions of the criteria set",
    "Các phiên bản bộ tiêu chí",
    (
        Field("set_id", "text", "Identifier", "Mã bộ tiêu chí", required=True),
        Field("issued_on", "partial_date", "Day of issue", "Ngày ban hành"),
        Field("legal_basis", "text", "Decision or project", "Căn cứ pháp lý"),
        Field("groups_count", "integer", "Groups", "Số nhóm", minimum=1),
        Field("criteria_count", "integer", "Criteria", "Số tiêu chí", minimum=1),
        Field(
            "status",
            "category",
            "provisional or official",
            "tạm thời hoặc chính thức",
            required=True,
            one_of=("provisional", "official"),
        ),
        _programme(),
        _NOTE,
        _SOURCE,
    ),
    ("set_id",),
    (_SOURCED,),
)

CRITERIA = Table(
    "criteria",
    "What is public of each criterion",
    "Nội dung đã công bố của từng tiêu chí",
    (
        Field("criterion_id", "text", "Identifier", "Mã dòng", required=True),
        Field("set_id", "text", "Criteria set", "Bộ tiêu chí", required=True),
        Field("group_no", "integer", "Group number", "Số nhóm", minimum=1),
        Field("group_name_vi", "text", "Group, Vietnamese", "Tên nhóm, tiếng Việt"),
        Field("group_name_en", "text", "Group, English", "Tên nhóm, tiếng Anh"),
        Field("criterion_no", "integer", "Criterion number", "Số tiêu chí", minimum=1),
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
        _SOURCE,
    ),
    ("criterion_id",),
    (_SOURCED, Reference("set_id", "criteria_sets", "set_id")),
)

OBSERVATIONS = Table(
    "observations",
    "What one source says of one ward on one day",
    "Điều một nguồn nói về một phường vào một ngày",
    (
        Field("observation_id", "text", "Identifier", "Mã ghi nhận", required=True),
        Field(
            "unit_key",
            "text",
            "Ward, as <vintage>-<code>; empty when the name could not be resolved",
            "Phường, dạng <thời kỳ>-<mã>; để trống khi chưa xác định được",
            pattern=KEY_PATTERN,
        ),
        Field("province_text", "text", "Province as printed", "Tỉnh, thành như nguồn in"),
        Field("district_text", "text", "District as printed", "Quận, huyện như nguồn in"),
        Field("ward_text", "text", "Ward as printed", "Phường như nguồn in"),
        _programme(),
        Field("wave", "text", "Round, e.g. pilot-2021", "Đợt, ví dụ pilot-2021"),
        Field("registered_year", "integer", "Year of registration", "Năm đăng ký", minimum=2021),
        Field(
            "status",
            "category",
            "Status reported",
            "Trạng thái được ghi nhận",
            required=True,
            one_of=STATUSES,
        ),
        Field("criteria_met", "integer", "Criteria met", "Số tiêu chí đạt", minimum=0),
        Field("criteria_total", "integer", "Of how many", "Trên tổng số", minimum=1),
        Field("as_of", "partial_date", "Day it speaks of", "Ngày của số liệu"),
        Field("recognised_on", "date", "Day of recognition", "Ngày công nhận"),
        Field("decision_no", "text", "Number of the decision", "Số quyết định"),
        _SOURCE,
        _NOTE,
    ),
    ("observation_id",),
    (_SOURCED, Reference("unit_key", "units", "unit_key")),
)

TARGETS = Table(
    "targets",
    "Dated targets of the nation, a province or a city",
    "Chỉ tiêu có thời hạn của cả nước, tỉnh hoặc thành phố",
    (
        Field("target_id", "text", "Identifier", "Mã chỉ tiêu", required=True),
        *_scope(),
        _programme(),
        Field("target_date", "partial_date", "Due date", "Thời hạn"),
        Field("metric", "category", "Count or percent", "Số lượng hay phần trăm", True, METRICS),
        Field("value", "number", "Value; percent for shares", "Giá trị; phần trăm", minimum=0),
        Field("denominator", "integer", "Of how many wards", "Trên tổng số phường", minimum=1),
        _SOURCE,
        _NOTE,
    ),
    ("target_id",),
    (_SOURCED, Reference("scope_key", "units", "unit_key")),
)

MILESTONES = Table(
    "milestones",
    "Dated events of the programme",
    "Sự kiện của chương trình",
    (
        Field("milestone_id", "text", "Identifier", "Mã sự kiện", required=True),
        Field("date", "partial_date", "Day", "Ngày"),
        *_scope(),
        _programme(),
        Field("event_vi", "text", "Event, Vietnamese", "Sự kiện, tiếng Việt", required=True),
        Field("event_en", "text", "Event, English", "Sự kiện, tiếng Anh", required=True),
        Field("kind", "category", "Kind of event", "Loại sự kiện", required=True),
        _SOURCE,
    ),
    ("milestone_id",),
    (_SOURCED, Reference("scope_key", "units", "unit_key")),
)

COUNTS = Table(
    "counts",
    "How many wards, provinces and the like at a date, as one source says",
    "Số phường, tỉnh ... tại một ngày theo một nguồn",
    (
        Field("count_id", "text", "Identifier", "Mã dòng", required=True),
        *_scope(),
        _programme(),
        Field("as_of", "partial_date", "Day", "Ngày"),
        Field("metric", "category", "What is counted", "Đại lượng được đếm", required=True),
        Field("value", "number", "Value", "Giá trị", required=True, minimum=0),
        _SOURCE,
    ),
    ("count_id",),
    (_SOURCED, Reference("scope_key", "units", "unit_key")),
)

INDICATORS = Table(
    "indicators",
    "Reported outcomes of a ward or province",
    "Kết quả được báo cáo của phường hoặc tỉnh",
    (
        Field("indicator_id", "text", "Identifier", "Mã dòng", required=True),
        *_scope(),
        Field("period", "text", "Period as printed", "Kỳ số liệu như nguồn in"),
        Field("period_end", "partial_date", "End of the period", "Ngày cuối kỳ"),
        Field("indicator_vi", "text", "Indicator, Vietnamese", "Chỉ số, tiếng Việt", required=True),
        Field("indicator_en", "text", "Indicator, English", "Chỉ số, tiếng Anh", required=True),
        Field("value", "number", "Value", "Giá trị", required=True),
        Field("unit", "text", "Unit of measure", "Đơn vị tính", required=True),
        Field("comparison_base", "text", "Compared with", "So với"),
        _SOURCE,
    ),
    ("indicator_id",),
    (_SOURCED, Reference("scope_key", "units", "unit_key")),
)


def _result(name: str, en: str, vi: str) -> Field:
    return Field(name, "category", en, vi, required=True, one_of=RESULTS)


ASSESSMENTS = Table(
    "assessments",
    "One criterion of one ward on one day: what was claimed, what an inspection found",
    "Một tiêu chí của một phường vào một ngày: tự chấm và kiểm tra",
    (
        Field("unit_key", "category", "Ward", "Phường", required=True, pattern=KEY_PATTERN),
        Field("set_id", "category", "Criteria set", "Bộ tiêu chí", required=True),
        Field("criterion_no", "integer", "Criterion", "Tiêu chí", required=True, minimum=1),
        Field("as_of", "date", "Day of assessment", "Ngày chấm", required=True),
        _result("claimed", "Reported by the ward", "Phường tự chấm"),
        _result("inspected", "Found by inspection", "Kết quả kiểm tra"),
        Field("source_id", "category", "Source of this row", "Nguồn của dòng này", required=True),
    ),
    ("unit_key", "set_id", "criterion_no", "as_of"),
    (
        _SOURCED,
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
        Field("from_criterion", "integer", "Criterion of it; empty when new", "Tiêu chí của bộ đó"),
        Field("to_set", "text", "Later set", "Bộ sau", required=True),
        Field("to_criterion", "integer", "Criterion of it; empty when dropped", "Tiêu chí bộ sau"),
        Field(
            "relation",
            "category",
            "comparable: same meaning; split: one became several; dropped; new",
            "comparable: cùng nghĩa; split: tách; dropped: bỏ; new: mới",
            required=True,
            one_of=("comparable", "split", "dropped", "new"),
        ),
        _SOURCE,
    ),
    ("crosswalk_id",),
    (
        _SOURCED,
        Reference("from_set", "criteria_sets", "set_id"),
        Reference("to_set", "criteria_sets", "set_id"),
    ),
    optional=True,
)

DATASET_TABLES: tuple[Table, ...] = (
    SOURCES,
    CRITERIA_SETS,
    CRITERIA,
    OBSERVATIONS,
    TARGETS,
    MILESTONES,
    COUNTS,
    INDICATORS,
    ASSESSMENTS,
    CROSSWALK,
)
