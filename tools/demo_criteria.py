"""Criteria of the demonstration: two sets of placeholders, and the crosswalk between them.

The wording is ours. It says what a criterion could be about, so that pages can be read; it
is not the wording of any set in force.
"""

from __future__ import annotations

from dataclasses import dataclass

from tools.demo_sources import CROSSWALK_SOURCE, SET_SOURCES

OLD, NEW = "DEMO-2021", "DEMO-2024"


@dataclass(frozen=True)
class Criterion:
    """A criterion, and how hard it is.

    Attributes:
        group: Number of its group.
        vi: Name in Vietnamese.
        en: Name in English.
        effort: Quarters that a ward of usual pace needs on average.
        swings: Whether it can fail again once met.
        optional: Whether there are wards it does not apply to.
        origin: Numbers of the old set it comes from; empty for a new one.
    """

    group: int
    vi: str
    en: str
    effort: float
    swings: bool = False
    optional: bool = False
    origin: int = 0


GROUPS = (
    ("Trụ sở, trang bị", "Headquarters and equipment"),
    ("Tổ chức, nền nếp", "Organisation and routine"),
    ("Hồ sơ, dữ liệu số", "Records and digital data"),
    ("Tiếp dân, dịch vụ công", "Reception and public service"),
    ("An ninh, trật tự", "Security and order"),
    ("Trật tự đô thị, giao thông", "Urban and traffic order"),
    ("Phòng cháy, cộng đồng", "Fire safety and community"),
)

OLD_CRITERIA = (
    Criterion(1, "Trụ sở đủ diện tích làm việc", "Headquarters with enough working space", 3.4),
    Criterion(1, "Phòng tiếp dân gọn, có lối đi bằng", "Step-free reception room", 1.6),
    Criterion(1, "Phương tiện trực đủ theo định mức", "Duty vehicles as allotted", 2.0),
    Criterion(2, "Đủ biên chế theo kế hoạch", "Staffing as planned", 1.8),
    Criterion(2, "Có người trực suốt ngày đêm", "Someone on duty day and night", 0.6),
    Criterion(2, "Họp rút kinh nghiệm hằng tháng", "Monthly review meeting", 0.5),
    Criterion(3, "Hồ sơ nghiệp vụ được số hóa", "Case records digitised", 2.4),
    Criterion(3, "Dữ liệu cư trú đúng, đủ", "Residence data correct and complete", 1.5),
    Criterion(3, "Camera phủ các nút chính", "Cameras at the main junctions", 2.6, optional=True),
    Criterion(4, "Tiếp dân cả ngoài giờ hành chính", "Reception outside office hours", 0.8),
    Criterion(4, "Hồ sơ trả đúng hạn", "Files returned on time", 1.2, swings=True),
    Criterion(4, "Niêm yết đủ thủ tục", "All procedures on display", 0.4),
    Criterion(5, "Số vụ phạm pháp giảm so với năm trước", "Fewer offences than before", 2.2, True),
    Criterion(5, "Tin báo được xử lý đủ", "All reports dealt with", 1.4),
    Criterion(5, "Không có tụ điểm kéo dài", "No long-standing trouble spot", 2.0, True, True),
    Criterion(5, "Tổ tự quản sinh hoạt đều", "Self-managed groups meet regularly", 1.0),
    Criterion(6, "Vỉa hè thông thoáng", "Pavements kept clear", 2.4, True, True),
    Criterion(6, "Giao thông giờ cao điểm có trật tự", "Orderly traffic at peak hours", 1.8, True),
    Criterion(6, "Không còn quảng cáo dán sai chỗ", "No misplaced advertisements", 1.6, True),
    Criterion(7, "Tổ liên gia an toàn phòng cháy", "Inter-household fire-safety groups", 1.2),
    Criterion(7, "Điểm chữa cháy công cộng", "Public fire-fighting points", 1.4, optional=True),
    Criterion(7, "Khảo sát hài lòng mỗi năm", "Yearly satisfaction survey", 0.8),
)  # fmt: skip

NEW_CRITERIA = (
    Criterion(1, "Trụ sở đủ diện tích làm việc", "Headquarters with enough working space", 3.4,
              origin=1),
    Criterion(1, "Phòng tiếp dân gọn, có lối đi bằng", "Step-free reception room", 1.6, origin=2),
    Criterion(2, "Đủ biên chế theo kế hoạch", "Staffing as planned", 1.8, origin=4),
    Criterion(2, "Có người trực suốt ngày đêm", "Someone on duty day and night", 0.6, origin=5),
    Criterion(3, "Hồ sơ mới lập ở dạng số", "New case records kept digitally", 1.4, origin=7),
    Criterion(3, "Hồ sơ lưu trữ được số hóa", "Archived records digitised", 2.6, origin=7),
    Criterion(3, "Dữ liệu cư trú đúng, đủ", "Residence data correct and complete", 1.5, origin=8),
    Criterion(3, "Camera phủ các nút chính", "Cameras at the main junctions", 2.6, optional=True,
              origin=9),
    Criterion(3, "An toàn thông tin được kiểm tra", "Information security checked", 2.0),
    Criterion(4, "Tiếp dân cả ngoài giờ hành chính", "Reception outside office hours", 0.8,
              origin=10),
    Criterion(4, "Hồ sơ trực tuyến trả đúng hạn", "Online files returned on time", 1.2, True,
              origin=11),
    Criterion(4, "Hồ sơ tại quầy trả đúng hạn", "Counter files returned on time", 1.0, True,
              origin=11),
    Criterion(5, "Số vụ phạm pháp giảm so với năm trước", "Fewer offences than before", 2.2, True,
              origin=13),
    Criterion(5, "Tin báo được xử lý đủ", "All reports dealt with", 1.4, origin=14),
    Criterion(5, "Không có tụ điểm kéo dài", "No long-standing trouble spot", 2.0, True, True,
              origin=15),
    Criterion(6, "Vỉa hè thông thoáng", "Pavements kept clear", 2.4, True, True, origin=17),
    Criterion(6, "Giao thông giờ cao điểm có trật tự", "Orderly traffic at peak hours", 1.8, True,
              origin=18),
    Criterion(7, "Tổ liên gia an toàn phòng cháy", "Inter-household fire-safety groups", 1.2,
              origin=20),
    Criterion(7, "Điểm chữa cháy công cộng", "Public fire-fighting points", 1.4, optional=True,
              origin=21),
    Criterion(7, "Điểm hỗ trợ định danh điện tử", "Help points for electronic identity", 1.2),
)  # fmt: skip

SETS = {OLD: OLD_CRITERIA, NEW: NEW_CRITERIA}


def criteria_set_rows() -> list[dict[str, str]]:
    """Rows of the table of criteria sets."""
    issued = {OLD: "2021-05-31", NEW: "2023-12-15"}
    return [
        {
            "set_id": set_id,
            "issued_on": issued[set_id],
            "legal_basis": f"Bộ tiêu chí minh họa {set_id}",
            "groups_count": str(len(GROUPS)),
            "criteria_count": str(len(criteria)),
            "status": "provisional" if set_id == OLD else "official",
            "programme": "model_ward_police",
            "note": "Minh họa, không phải bộ tiêu chí có thật / invented, not a real set",
            "source_id": SET_SOURCES[set_id],
        }
        for set_id, criteria in SETS.items()
    ]


def criteria_rows() -> list[dict[str, str]]:
    """Rows of the criteria table."""
    return [
        {
            "criterion_id": f"{set_id}-{number:02}",
            "set_id": set_id,
            "group_no": str(each.group),
            "group_name_vi": GROUPS[each.group - 1][0],
            "group_name_en": GROUPS[each.group - 1][1],
            "criterion_no": str(number),
            "criterion_name_vi": each.vi,
            "criterion_name_en": each.en,
            "certainty": "placeholder",
            "source_id": SET_SOURCES[set_id],
        }
        for set_id, criteria in SETS.items()
        for number, each in enumerate(criteria, start=1)
    ]


def crosswalk_rows() -> list[dict[str, str]]:
    """Rows of the crosswalk from the old set to the new one."""
    pairs: list[tuple[str, str, str]] = []
    origins = [each.origin for each in NEW_CRITERIA]
    for number in range(1, len(OLD_CRITERIA) + 1):
        heirs = [place for place, origin in enumerate(origins, start=1) if origin == number]
        relation = "split" if len(heirs) > 1 else "comparable"
        pairs += [(str(number), str(heir), relation) for heir in heirs]
        if not heirs:
            pairs.append((str(number), "", "dropped"))
    pairs += [("", str(place), "new") for place, origin in enumerate(origins, 1) if not origin]
    return [
        {
            "crosswalk_id": f"X{number:02}",
            "from_set": OLD,
            "from_criterion": earlier,
            "to_set": NEW,
            "to_criterion": later,
            "relation": relation,
            "source_id": CROSSWALK_SOURCE,
        }
        for number, (earlier, later, relation) in enumerate(pairs, start=1)
    ]
