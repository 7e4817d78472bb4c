"""Rows that show how each table is filled; made up, and one consistent dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_PROGRAMME = {"programme": "model_ward_police", "source_id": "S01"}
EXAMPLE: Mapping[str, Sequence[Mapping[str, str]]] = {
    "sources": (
        {
            "source_id": "S01",
            "publisher": "Báo ví dụ",
            "title": "Phường ví dụ đạt 22/22 tiêu chí",
            "published_on": "2025-06",
            "url": "https://example.vn/bai-viet",
            "retrieved_from": "article",
            "language": "vi",
            "programme": "model_ward_police",
            "read_depth": "full",
        },
    ),
    "criteria_sets": (
        {
            "set_id": "CS2021",
            "issued_on": "2021-07-13",
            "legal_basis": "Quyết định 5764",
            "groups_count": "7",
            "criteria_count": "22",
            "status": "provisional",
            **_PROGRAMME,
        },
        {
            "set_id": "CS2023",
            "issued_on": "2023-11-07",
            "legal_basis": "Đề án 30",
            "criteria_count": "20",
            "status": "official",
            **_PROGRAMME,
        },
    ),
    "criteria": (
        {
            "criterion_id": "CS2021-1",
            "set_id": "CS2021",
            "group_no": "1",
            "criterion_no": "1",
            "certainty": "unknown",
            "source_id": "S01",
        },
    ),
    "observations": (
        {
            "observation_id": "O001",
            "unit_key": "until2025-26776",
            "ward_text": "Tân Chánh Hiệp",
            "wave": "pilot-2021",
            "registered_year": "2021",
            "status": "reported_complete",
            "criteria_met": "22",
            "criteria_total": "22",
            "as_of": "2022-09",
            **_PROGRAMME,
        },
        {
            "observation_id": "O002",
            "province_text": "Hà Nội",
            "district_text": "Ba Đình",
            "ward_text": "Điện Biên",
            "status": "in_progress",
            "criteria_met": "21",
            "criteria_total": "22",
            "as_of": "2022-12-31",
            **_PROGRAMME,
        },
    ),
    "targets": (
        {
            "target_id": "T001",
            "scope_key": "national",
            "scope_text": "cả nước",
            "target_date": "2030",
            "metric": "share_of_wards",
            "value": "100",
            **_PROGRAMME,
        },
    ),
    "milestones": (
        {
            "milestone_id": "M001",
            "date": "2021-07-13",
            "scope_key": "national",
            "event_vi": "Ban hành bộ tiêu chí",
            "event_en": "Criteria set issued",
            "kind": "criteria",
            **_PROGRAMME,
        },
    ),
    "counts": (
        {
            "count_id": "N001",
            "scope_key": "national",
            "as_of": "2025-06-30",
            "metric": "wards_recognised",
            "value": "8",
            **_PROGRAMME,
        },
    ),
    "indicators": (
        {
            "indicator_id": "I001",
            "scope_key": "until2025-26776",
            "period": "2022",
            "period_end": "2022",
            "indicator_vi": "Thay đổi số vụ phạm pháp hình sự",
            "indicator_en": "Change in criminal offences",
            "value": "-24.5",
            "unit": "percent",
            "comparison_base": "previous year",
            "source_id": "S01",
        },
    ),
    "assessments": (
        {
            "unit_key": "until2025-26776",
            "set_id": "CS2021",
            "criterion_no": "1",
            "as_of": "2022-09-30",
            "claimed": "met",
            "inspected": "not_assessed",
            "source_id": "S01",
        },
    ),
    "crosswalk": (
        {
            "crosswalk_id": "X001",
            "from_set": "CS2021",
            "from_criterion": "1",
            "to_set": "CS2023",
            "to_criterion": "1",
            "relation": "comparable",
            "source_id": "S01",
        },
    ),
}
