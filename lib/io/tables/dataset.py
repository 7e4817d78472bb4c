"""Tables of a dataset (`data/<dataset>/`): the cited record or the demonstration."""

from __future__ import annotations

from lib.io.tables.contracts import (
    KEY_PATTERN,
    METRICS,
    NOTE,
    PROGRAMMES,
    SCOPE_PATTERN,
    SOURCE,
    SOURCED,
    STATUSES,
    STRENGTHS,
    Field,
    Reference,
    Table,
    programme,
)
from lib.io.tables.criteria import ASSESSMENTS, CRITERIA, CRITERIA_SETS, CROSSWALK


def _scope() -> tuple[Field, Field]:
    return (
        Field(
            "scope_key",
            "text",
            "'national' or the key of a province, district or ward; empty when not resolved",
            "'national' hoặc mã tỉnh, huyện, phường; để trống khi chưa xác định được",
            pattern=SCOPE_PATTERN,
            short=("Mã phạm vi", "Key of the scope"),
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
            "programme",
            "category",
            "Programme it is about: every row of a related source is of a related programme",
            "Chương trình của nguồn: mọi dòng của nguồn liên quan thuộc chương trình liên quan",
            one_of=PROGRAMMES,
            short=("Chương trình", "Programme"),
            later=True,
        ),
        Field(
            "read_depth",
            "category",
            "full: read whole; excerpt only: only a part was read",
            "full: đọc toàn văn; excerpt only: chỉ đọc một phần",
            required=True,
            one_of=("full", "excerpt only"),
            short=("Mức đọc", "Read depth"),
        ),
        NOTE,
    ),
    ("source_id",),
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
            "Ward; as <vintage>-<code>, empty when the name could not be resolved",
            "Phường; dạng <thời kỳ>-<mã>, để trống khi chưa xác định được",
            pattern=KEY_PATTERN,
            of_wards=True,
        ),
        Field("province_text", "text", "Province as printed", "Tỉnh, thành phố như nguồn in"),
        Field("district_text", "text", "District as printed", "Quận, huyện như nguồn in"),
        Field("ward_text", "text", "Ward as printed", "Phường như nguồn in"),
        programme(),
        Field("wave", "text", "Wave; e.g. pilot-2021", "Đợt; ví dụ pilot-2021"),
        Field(
            "registered_year",
            "integer",
            "Year of registration",
            "Năm đăng ký",
            minimum=2021,
            maximum=2100,
        ),
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
        Field("as_of", "partial_date", "Date of the figure", "Ngày của số liệu"),
        Field("recognised_on", "date", "Day of recognition", "Ngày công nhận"),
        Field("decision_no", "text", "Number of the decision", "Số quyết định"),
        Field(
            "strength",
            "category",
            "How a recognition is known; decision: by its number; stated: by the Ministry, or "
            "handed over; said: by whom is not said. Empty: by its number if it has one",
            "Căn cứ công nhận; decision: biết số quyết định; stated: Bộ Công an công nhận hoặc đã "
            "trao quyết định; said: nguồn không nêu ai công nhận. Để trống: theo số quyết định",
            one_of=STRENGTHS,
            later=True,
        ),
        SOURCE,
        NOTE,
    ),
    ("observation_id",),
    (SOURCED, Reference("unit_key", "units", "unit_key")),
)

TARGETS = Table(
    "targets",
    "Dated targets of the nation, a province or a city",
    "Chỉ tiêu có thời hạn của cả nước, tỉnh hoặc thành phố",
    (
        Field("target_id", "text", "Identifier", "Mã chỉ tiêu", required=True),
        *_scope(),
        programme(),
        Field("target_date", "partial_date", "Due date", "Thời hạn"),
        Field(
            "metric",
            "category",
            "Count, percent, or so many wards of the programme in each district",
            "Số lượng, phần trăm hay số phường của chương trình trong mỗi quận, huyện",
            required=True,
            one_of=METRICS,
            short=("Số lượng hay phần trăm", "Count or percent"),
        ),
        Field("value", "number", "Value; percent for shares", "Giá trị; phần trăm", minimum=0),
        Field("denominator", "integer", "Of how many wards", "Trên tổng số phường", minimum=1),
        SOURCE,
        NOTE,
    ),
    ("target_id",),
    (SOURCED, Reference("scope_key", "units", "unit_key")),
)

MILESTONES = Table(
    "milestones",
    "Dated events of the programme",
    "Sự kiện của chương trình",
    (
        Field("milestone_id", "text", "Identifier", "Mã sự kiện", required=True),
        Field("date", "partial_date", "Day", "Ngày"),
        *_scope(),
        programme(),
        Field("event_vi", "text", "Event, Vietnamese", "Sự kiện, tiếng Việt", required=True),
        Field("event_en", "text", "Event, English", "Sự kiện, tiếng Anh", required=True),
        Field("kind", "category", "Kind of event", "Loại sự kiện", required=True),
        SOURCE,
    ),
    ("milestone_id",),
    (SOURCED, Reference("scope_key", "units", "unit_key")),
)

COUNTS = Table(
    "counts",
    "How many wards, provinces and the like at a date, as one source says",
    "Số phường, tỉnh ... tại một ngày theo một nguồn",
    (
        Field("count_id", "text", "Identifier", "Mã dòng", required=True),
        *_scope(),
        programme(),
        Field("as_of", "partial_date", "Day", "Ngày"),
        Field("metric", "category", "What is counted", "Đại lượng được đếm", required=True),
        Field("value", "number", "Value", "Giá trị", required=True, minimum=0),
        SOURCE,
    ),
    ("count_id",),
    (SOURCED, Reference("scope_key", "units", "unit_key")),
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
        SOURCE,
    ),
    ("indicator_id",),
    (SOURCED, Reference("scope_key", "units", "unit_key")),
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
