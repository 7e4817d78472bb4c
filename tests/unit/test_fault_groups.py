"""Equal faults of one cause are told once, and what was probably meant is named."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter

from lib.errors import Fault, Message
from lib.io import faults as say
from lib.io.faults import said
from lib.io.tables.near_words import nearest
from lib.update.changes import Change
from lib.update.fault_groups import fault_groups
from lib.update.periods import last_month
from lib.update.reports import report
from lib.words import wording
from tests.fixtures.doubtful_figures import WARDS, event, issued
from tests.fixtures.doubtful_files import (
    Doubtful,
    counted,
    csv,
    indicated,
    observed,
    row,
    target,
)
from tests.fixtures.folders import contract
from tests.unit.test_update_doubts import change_of

REMARK = "what is said about it belongs in a remark"
NAMES = (
    "Ba Đình", "Ngọc Hà", "Giảng Võ", "Hoàn Kiếm", "Cửa Nam", "Phú Thượng", "Hồng Hà", "Tây Hồ",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    """What another test speaks is not what these read."""
    wording.use("vi")


def _refused(folder: Path, *files: tuple[str, bytes]) -> tuple[Fault, ...]:
    return change_of(Doubtful("probe", files), folder / "probe").faults


@pytest.mark.parametrize(
    ("cells", "column", "found", "expected"),
    [
        (
            {"as_of": "10/31/2026"}, "as_of",
            "the month comes before the day throughout, as in “10/31/2026”",
            "write 2025-12-31 for 31 December 2025",
        ),
        (
            {"as_of": "31/10/2026"}, "as_of",
            "the dates are written as “31/10/2026” throughout",
            "write 2025-12-31 for 31 December 2025",
        ),
        (
            {"as_of": "10/2026"}, "as_of", "months are written as “10/2026” throughout",
            "write 2025-12 for December 2025",
        ),
        (
            {"as_of": "2022-10-30"}, "unit_key",
            "8 rows are dated 2022-10-30; counted from 1904, as some workbooks do, that is "
            "2026-10-31",
            "correct the dates; the units exist on 2026-10-31",
        ),
    ],
)  # fmt: skip
def test_one_mistake_in_every_row_is_told_once(
    cells: dict[str, str], column: str, found: str, expected: str, tmp_path: Path
) -> None:
    lines = [observed(n, key, **cells) for n, key in enumerate(WARDS[:8])]
    faults = _refused(tmp_path, csv("observations", *lines))
    assert len(faults) == 8
    [group] = fault_groups(faults)
    assert (group.column, group.rows) == (column, tuple(range(2, 10)))
    assert (str(group.found), str(group.expected)) == (found, expected)


def test_one_wrong_province_in_every_row_is_told_once(tmp_path: Path) -> None:
    lines = [
        observed(n, key, ward_text=f"Phường {name}", province_text="TP. Hải Phòng")
        for n, (key, name) in enumerate(zip(WARDS, NAMES, strict=False))
    ]
    [group] = fault_groups(_refused(tmp_path, csv("observations", *lines)))
    assert str(group.found) == "8 rows all name “TP. Hải Phòng”, but none of their wards is there"
    assert group.rows == tuple(range(2, 10))


@pytest.mark.parametrize("province", ["TP. Hà Nội", "TP. Ha Noi", "thanh pho Hà nội", "HN"])
def test_names_beside_other_keys_are_not_called_a_wrong_province(
    province: str, tmp_path: Path
) -> None:
    lines = [
        observed(n, key, ward_text=f"Phường {name}", province_text=province)
        for n, (key, name) in enumerate(zip(WARDS[1:], NAMES, strict=False))
    ]
    groups = fault_groups(_refused(tmp_path, csv("observations", *lines)))
    assert groups
    assert all("none of their wards" not in str(group.found) for group in groups)


@pytest.mark.parametrize(
    ("written", "is_right"), [("Hoà Bình", True), ("T. Hoa Binh", True), ("Hưng Yên", False)]
)
def test_a_province_is_the_same_however_its_tones_and_kind_are_written(
    written: str, is_right: bool
) -> None:
    message = said(
        say.KEY_AND_NAME,
        value="until2025-20236",
        name="Phường Tân Hòa, Tỉnh Hòa Bình",
        other=f"Phường Thịnh Lang, {written}",
    )
    faults = [Fault("a.csv", row, "unit_key", message, say.KEY_OR_TEXT) for row in range(2, 10)]
    [group] = fault_groups(faults)
    assert ("none of their wards" not in str(group.found)) == is_right


def test_dates_of_a_cause_are_told_as_pages_write_them(tmp_path: Path) -> None:
    lines = [observed(n, key, as_of="2022-10-30") for n, key in enumerate(WARDS[:8])]
    [group] = fault_groups(_refused(tmp_path, csv("observations", *lines)))
    assert wording.message(group.found) == (
        "8 dòng ghi ngày 30/10/2022; nếu bảng tính đếm ngày từ năm 1904 thì đó là ngày 31/10/2026"
    )
    assert wording.message(group.expected).endswith("có hiệu lực vào ngày 31/10/2026")


def test_faults_of_different_kinds_and_few_of_one_are_told_one_by_one(tmp_path: Path) -> None:
    lines = [observed(n, key, status="đã xong") for n, key in enumerate(WARDS[:3])]
    faults = _refused(tmp_path, csv("observations", *lines, observed(9, as_of="31/10/2026")))
    assert [group.rows for group in fault_groups(faults)] == [(2,), (3,), (4,), (5,)]


def test_a_header_in_the_middle_is_left_out_and_listed(tmp_path: Path) -> None:
    name, data = csv("observations", observed(1))
    header = data.split(b"\n", 1)[0]
    case = Doubtful("probe", ((name, data + header + b"\n" + observed(2).encode() + b"\n"),))
    change = change_of(case, tmp_path / "probe")
    assert change.faults == ()
    [repair] = change.proposal.upload.repairs
    assert repair.row == 3
    assert str(repair.found).startswith("the header is repeated: observation_id unit_key")


@pytest.mark.parametrize(
    ("file", "column", "expected"),
    [
        (
            csv("counts", counted(1, as_of="2026-10", metric="wards_recognized", value=1)),
            "metric", "did you mean phường được công nhận (wards_recognised)?",
        ),
        (csv("milestones", event(kind="revew")), "kind",
         "did you mean Sơ kết, kiểm tra (review)?"),
        (csv("observations", observed(1, status="Đang thực hiên rồi")), "status",
         "did you mean Đang thực hiện (in_progress)?"),
        (
            csv("targets", target(1, metric="xyz", value=3)), "metric",
            "one of: Số phường (count_of_wards); Tỷ lệ phường theo phần trăm (share_of_wards); "
            "Số phường ở mỗi quận, huyện (wards_per_district)",
        ),
    ],
)  # fmt: skip
def test_codes_are_told_in_the_readers_words(
    file: tuple[str, bytes], column: str, expected: str, tmp_path: Path
) -> None:
    [fault] = _refused(tmp_path, file)
    assert (fault.column, str(fault.expected)) == (column, expected)


def test_a_heading_that_is_nearly_known_is_asked_about(tmp_path: Path) -> None:
    name, data = csv("observations", observed(1))
    faults = _refused(tmp_path, (name, data.replace(b"criteria_met", b"criteria_meet", 1)))
    told = {fault.column: str(fault.expected) for fault in faults}
    assert told["criteria_meet"] == "did you mean Số tiêu chí đạt (criteria_met)?"


@pytest.mark.parametrize(
    ("files", "column", "found"),
    [
        (
            (csv("criteria", row("criteria", criterion_id="C09", set_id="CS2021", group_no=9,
                                 criterion_no=3, certainty="published", source_id="S01")),),
            "group_no", "the criteria set CS2021 has 7 groups, not a group 9",
        ),
        (
            (csv("criteria", *(
                row("criteria", criterion_id=f"C0{n}", set_id="CS2021", group_no=1,
                    criterion_no=3, certainty="published", source_id="S01") for n in (8, 9))),),
            "criterion_no", "the set CS2021 has more than one criterion number 3",
        ),
        (
            (csv("crosswalk", "K1,CS2021,1,CS2021,2,comparable,S01"),),
            "to_set", "“CS2021” is also the earlier set",
        ),
        (
            (csv("criteria_sets", issued(groups_count=22, criteria_count=7)),),
            "groups_count", "“22” groups are more than “7” criteria",
        ),
        (
            (csv("criteria_sets", issued()), csv("crosswalk", "K1,CS2021,1,CS2026,,split,S01")),
            "relation", "a criterion is missing beside the relation “split”",
        ),
        (
            (csv("criteria_sets", issued()), csv("crosswalk", "K1,CS2021,1,CS2026,2,new,S01")),
            "from_criterion", "a criterion “1” is given beside the relation “new”",
        ),
        (
            (csv("targets", target(1, value='"1,5"')),), "value", "“1,5” is not a whole number",
        ),
    ],
)  # fmt: skip
def test_what_can_only_be_wrong_is_a_fault(
    files: tuple[tuple[str, bytes], ...], column: str, found: str, tmp_path: Path
) -> None:
    faults = _refused(tmp_path, *files)
    assert {(fault.column, str(fault.found)) for fault in faults} == {(column, found)}


@pytest.mark.parametrize(
    ("period", "month"),
    [
        ("Tháng 10/2026", "2026-10"), ("tháng 9 năm 2026", "2026-09"), ("10-2026", "2026-10"),
        ("2026-03", "2026-03"), ("Quý III/2026", "2026-09"), ("Q4 2026", "2026-12"),
        ("6 tháng đầu năm 2026", "2026-06"), ("6 tháng cuối năm 2025", "2025-12"),
        ("9 tháng đầu năm 2026", "2026-09"), ("2023", ""), ("2023-2024", ""), ("13/2026", ""),
        ("một năm sau 6/2021", ""),
    ],
)  # fmt: skip
def test_a_period_ends_in_its_last_month(period: str, month: str) -> None:
    assert last_month(period) == month


@pytest.mark.parametrize(
    ("text", "known", "near"),
    [
        ("wards_recognized", ["wards_recognised", "wards_registered"], "wards_recognised"),
        ("Đang thực hiên", ["Đang thực hiện", "Đã đăng ký"], ""),  # the same without marks
        ("wards_registered_2025", ["wards_registered_2024"], ""),
        ("xyz", ["xyw"], ""),
    ],
)
def test_a_word_is_near_when_letters_differ_and_numbers_do_not(
    text: str, known: list[str], near: str
) -> None:
    assert nearest(text, known) == near


def test_a_report_counts_rows_once_and_names_what_was_repaired(tmp_path: Path) -> None:
    change = change_of(
        Doubtful(
            "probe",
            (csv("milestones", event(date="2027-01-15", kind="so ket kiem tra")),),
        ),
        tmp_path / "probe",
    )
    lines = _report(change)
    assert any("Loại sự kiện (kind): “so ket kiem tra” → review" in line for line in lines)
    assert any("date-in-future): 1 dòng" in line for line in lines)
    assert any("15/01/2027" in line for line in lines)


def _report(change: Change) -> list[str]:
    assert wording.language() == "vi"
    return list(report(change, ()))


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (csv("targets", target(1, value="~20")), "write 20 alone; " + REMARK),
        (csv("targets", target(1, value="khoảng 15")), "write 15 alone; " + REMARK),
        (csv("targets", target(1, value=">= 20")), "write 20 alone; " + REMARK),
        (csv("targets", target(1, value="20 phường")), "write 20 alone; " + REMARK),
        (csv("targets", target(1, value="20/22")), "write a number such as 12.5"),
        (csv("targets", target(1, value="20-25")), "write a number such as 12.5"),
        (csv("targets", target(1, metric="share_of_wards", value="85 %")), "write 85"),
        (csv("targets", target(1, value=9, target_date="cuối năm 2028")), "write 2028"),
        (csv("targets", target(1, value=9, target_date="Quý IV/2028")), "write 2028-12"),
        (csv("targets", target(1, value=9, target_date="31/12/28")), "write 2028-12-31"),
        (csv("milestones", event(date="Tháng 10/2026")), "write 2026-10"),
        (csv("criteria_sets", issued(criteria_count="22 tiêu chí")), "write 22 alone; " + REMARK),
        (csv("criteria_sets", issued(criteria_count="2O")), "write a whole number such as 12"),
        (
            csv("counts", counted(1, as_of="2026-10", value="1900-01-30")),
            "write 30; the cell has the format of a date",
        ),
        (
            csv("counts", counted(1, as_of="2026-10", value="1900-02-29")),
            "write 60; the cell has the format of a date",
        ),
        (
            csv("counts", counted(1, as_of="2026-10", value="1900-13-01")),
            "write a number such as 12.5",
        ),
        (csv("counts", counted(1, as_of="2026-10", value="30*")), "write 30 alone; " + REMARK),
        (
            csv("indicators", indicated(1, period_end="2026-10", value="giảm 11")),
            "write -11 alone; " + REMARK,
        ),
        (csv("indicators", indicated(1, period_end="2026-10", value="\u221211")), "write -11"),
        (csv("indicators", indicated(1, period_end="2026-10", value="(11)")), "write -11"),
    ],
)  # fmt: skip
def test_what_an_office_writes_around_a_number_or_day_is_answered(
    file: tuple[str, bytes], expected: str, tmp_path: Path
) -> None:
    [fault] = _refused(tmp_path, file)
    assert str(fault.expected) == expected


def test_a_second_table_on_a_sheet_is_named(tmp_path: Path) -> None:
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = made.add_worksheet("counts")
    lines = [
        ",".join(contract("counts").columns), counted(1, as_of="2026-10", value=5), "",
        ",".join(contract("targets").columns), target(1, value=9),
    ]  # fmt: skip
    for number, line in enumerate(lines):
        sheet.write_row(number, 0, line.split(","))
    made.close()
    [fault] = _refused(tmp_path, ("book.xlsx", stream.getvalue()))
    assert (fault.row, str(fault.found)) == (4, "this row is the header of a second table")


def test_groups_of_a_file_stand_in_the_order_of_its_rows() -> None:
    def fault(file: str, row: int, template: str) -> Fault:
        return Fault(file, row, "status", Message(template), Message("another"))

    faults = [
        fault("b.csv", 9, "one"),
        fault("a.csv", 4, "one"),
        fault("b.csv", 3, "two"),
        fault("b.csv", 5, "three"),
        fault("b.csv", 0, "four"),
    ]
    found = [(group.file, group.rows) for group in fault_groups(faults)]
    assert found == [("b.csv", ()), ("b.csv", (3,)), ("b.csv", (5,)), ("b.csv", (9,)),
                     ("a.csv", (4,))]  # fmt: skip
