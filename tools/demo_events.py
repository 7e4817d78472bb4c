"""Invented events of the demonstration, beside the decisions that follow from its figures."""

from __future__ import annotations

from tools.demo_calendar import quarter
from tools.demo_sources import (
    CROSSWALK_SOURCE,
    FORMER_PLANS,
    NATIONAL_PLAN,
    PRESS,
    SET_SOURCES,
    UNIT_LIST,
    report_source,
)

Event = tuple[str, str, str, str, str, str]


def _report(year: int, number: int) -> str:
    return report_source(quarter(year, number))


EVENTS: tuple[Event, ...] = (
    # date, scope, kind, Vietnamese, English, source
    ("2021-05-31", "national", "regulation", "Ban hành bộ tiêu chí DEMO-2021 (7 nhóm, 22 tiêu chí)",
     "Criteria set DEMO-2021 issued (7 groups, 22 criteria)", SET_SOURCES["DEMO-2021"]),
    ("2021-06-10", "until2025-01", "pilot_start", "Phường Điện Biên bắt đầu thí điểm",
     "Pilot begins in Điện Biên ward", _report(2021, 2)),
    ("2021-06-10", "until2025-79", "pilot_start", "Phường Tân Chánh Hiệp bắt đầu thí điểm",
     "Pilot begins in Tân Chánh Hiệp ward", _report(2021, 2)),
    ("2021-06-11", "until2025-48", "pilot_start", "Phường Hải Châu I bắt đầu thí điểm",
     "Pilot begins in Hải Châu I ward", _report(2021, 2)),
    ("2021-06-14", "until2025-92", "pilot_start", "Phường An Hòa bắt đầu thí điểm",
     "Pilot begins in An Hòa ward", _report(2021, 2)),
    ("2021-06-15", "until2025-31", "pilot_start", "Phường Quán Toan bắt đầu thí điểm",
     "Pilot begins in Quán Toan ward", _report(2021, 2)),
    ("2021-12", "national", "review", "Sơ kết nửa năm thí điểm", "Half a year of pilot reviewed",
     _report(2021, 4)),
    ("2022-06", "national", "workshop", "Hội thảo về dữ liệu chấm tiêu chí",
     "Workshop on assessment data", _report(2022, 2)),
    ("2022-12-08", "national", "conference", "Tổng kết giai đoạn thí điểm",
     "Pilot stage concluded", _report(2022, 4)),
    ("2023-01-09", "national", "replication", "Mở rộng ra mọi tỉnh, thành: đợt pilot-2023",
     "All provinces take part: wave pilot-2023", _report(2023, 1)),
    ("2023-02-10", "national", "plan", "Đặt chỉ tiêu cả nước đến 2025 và 2030",
     "National targets for 2025 and 2030 set", NATIONAL_PLAN),
    ("2023-05", "until2025-79", "plan", "Thành phố đặt chỉ tiêu đến 2025",
     "City sets its target for 2025", FORMER_PLANS),
    ("2023-05", "until2025-33", "resolution", "Tỉnh ra nghị quyết về chỉ tiêu đến 2025",
     "Province passes a resolution on its 2025 target", FORMER_PLANS),
    ("2023-12-15", "national", "regulation", "Ban hành bộ tiêu chí DEMO-2024 (7 nhóm, 20 tiêu chí)",
     "Criteria set DEMO-2024 issued (7 groups, 20 criteria)", SET_SOURCES["DEMO-2024"]),
    ("2024-01", "national", "regulation", "Công bố bảng nối hai bộ tiêu chí",
     "Crosswalk between the two sets published", CROSSWALK_SOURCE),
    ("2024-03-04", "national", "replication", "Nhân rộng năm 2024", "Replication round of 2024",
     _report(2024, 1)),
    ("2024-12", "national", "review", "Tổng kết năm 2024", "Year 2024 reviewed", _report(2024, 4)),
    ("2025-02-17", "national", "replication", "Nhân rộng năm 2025", "Replication round of 2025",
     _report(2025, 1)),
    ("2025-07-01", "national", "regulation", "Chấm theo 34 tỉnh, thành; phường mới chấm lại từ đầu",
     "Assessed in 34 provinces; new wards are assessed afresh", UNIT_LIST),
    ("2025-12", "national", "review", "Tổng kết năm 2025", "Year 2025 reviewed", _report(2025, 4)),
    ("2026-01-12", "national", "replication", "Nhân rộng năm 2026", "Replication round of 2026",
     _report(2026, 1)),
    ("2026-03-20", "from2025-46", "review", "Kiểm tra lại: nhiều phường chưa giữ được tiêu chí",
     "Re-check: many wards no longer hold their criteria", _report(2026, 1)),
    ("2026-03-28", "from2025-79", "workshop", "Hội thảo về tiêu chí khó nhất: trụ sở",
     "Workshop on the hardest criterion: headquarters", PRESS),
    ("2026-07-25", "from2025-75", "regulation", "Thêm 10 phường vào danh sách chấm",
     "Ten wards join the list to be assessed", _report(2026, 3)),
    ("2026-12-15", "national", "review", "Tổng kết năm 2026 (dự kiến)",
     "Year 2026 to be reviewed", NATIONAL_PLAN),
    ("2027-06", "national", "conference", "Hội nghị giữa kỳ (dự kiến)",
     "Mid-term conference planned", NATIONAL_PLAN),
    ("2028", "national", "review", "Rà soát bộ tiêu chí (dự kiến)",
     "Criteria set to be reviewed", NATIONAL_PLAN),
    ("2030", "national", "target", "Mốc cuối: mọi phường được công nhận",
     "End mark: every ward recognised", NATIONAL_PLAN),
)  # fmt: skip

OTHER_PLANS: tuple[tuple[str, str], ...] = (
    ("2025-08-15", "from2025-01"),
    ("2025-08-15", "from2025-31"),
    ("2025-08-15", "from2025-48"),
    ("2025-08-15", "from2025-79"),
    ("2025-08-15", "from2025-92"),
    ("2025-08-15", "from2025-46"),
)
"""Provinces whose plan of targets stands among the events."""
