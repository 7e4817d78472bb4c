"""Sources of the demonstration: invented, and saying so in their publisher."""

from __future__ import annotations

from datetime import timedelta

from tools.demo_calendar import DECISIONS, QUARTER_COUNT, QUARTERS, decision_number, quarter_words

_AFTER = 23  # first number after the quarterly reports

SET_SOURCES = {"DEMO-2021": f"DEMO-{_AFTER}", "DEMO-2024": f"DEMO-{_AFTER + 1}"}
CROSSWALK_SOURCE = f"DEMO-{_AFTER + 2}"
NATIONAL_PLAN = f"DEMO-{_AFTER + 3}"
PROVINCE_PLANS = f"DEMO-{_AFTER + 4}"
FORMER_PLANS = f"DEMO-{_AFTER + 5}"
INDICATOR_REPORT = f"DEMO-{_AFTER + 6}"
PRESS = f"DEMO-{_AFTER + 7}"
UNIT_LIST = f"DEMO-{_AFTER + 8}"
SECOND_COUNT = f"DEMO-{_AFTER + 9}"
_FIRST_DECISION = _AFTER + 10


def report_source(place: int) -> str:
    """Source of the reports of a quarter."""
    return f"DEMO-{place + 1:02}"


def decision_source(number: int) -> str:
    """Source of a decision, by its number."""
    place = [each for _, each in DECISIONS].index(number)
    return f"DEMO-{_FIRST_DECISION + place}"


def source_rows() -> list[dict[str, str]]:
    """Rows of the sources table."""
    rows = [
        _row(
            report_source(place),
            "báo cáo quý",
            f"Tổng hợp tự chấm và kiểm tra tiêu chí {quarter_words(place)}",
            str(QUARTERS[place] + timedelta(days=12)),
        )
        for place in range(QUARTER_COUNT)
    ]
    rows += [
        _row(SET_SOURCES["DEMO-2021"], "văn bản", "Bộ tiêu chí DEMO-2021", "2021-06-01"),
        _row(SET_SOURCES["DEMO-2024"], "văn bản", "Bộ tiêu chí DEMO-2024", "2023-12-18"),
        _row(CROSSWALK_SOURCE, "văn bản", "Bảng nối DEMO-2021 với DEMO-2024", "2024-01"),
        _row(NATIONAL_PLAN, "kế hoạch", "Chỉ tiêu cả nước đến 2025 và 2030", "2023-02-10"),
        _row(PROVINCE_PLANS, "kế hoạch", "Chỉ tiêu các tỉnh, thành sau sắp xếp", "2025-08-15"),
        _row(FORMER_PLANS, "kế hoạch", "Chỉ tiêu một số tỉnh, thành cũ", "2023-05"),
        _row(INDICATOR_REPORT, "báo cáo", "Kết quả phục vụ của công an phường", "2026-08-05"),
        _row(PRESS, "bản tin", "Ghi nhận tại cơ sở", "2026-10-08"),
        _row(UNIT_LIST, "báo cáo", "Số công an phường theo tỉnh, thành", "2025-07-20"),
        _row(SECOND_COUNT, "bản tin", "Tin vắn về tiến độ, số làm tròn", "2026-01-04"),
    ]
    rows += [
        _row(
            decision_source(number),
            "quyết định",
            f"Quyết định {decision_number(number)} công nhận danh hiệu",
            str(day),
        )
        for day, number in DECISIONS
    ]
    return rows


def _row(source_id: str, kind: str, title: str, published_on: str) -> dict[str, str]:
    return {
        "source_id": source_id,
        "publisher": f"Minh họa – {kind}",
        "title": f"{title} (minh họa)",
        "published_on": published_on,
        "retrieved_from": "generated",
        "language": "vi",
        "programme": "model_ward_police",
        "read_depth": "full",
        "note": "Số liệu bịa ra để minh họa / made up for demonstration",
    }
