"""Personal data is seen in headers and values; the public record holds none."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.personal import personal_cells, personal_column, personal_value
from lib.io.tables.readers import csv_cells
from lib.io.tables.units import UNITS_TABLES

_DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize(
    "name",
    ["Họ tên", "HỌ VÀ TÊN", "ho_ten", "full name", "Tên cán bộ", "CCCD", "Số CMND", "căn cước",
     "Ngày sinh", "năm sinh", "Date of Birth", "SĐT", "Điện thoại", "phone", "Địa chỉ nhà",
     "Nơi ở", "email", "E-mail", "Giới tính", "Dân tộc", "Biển số xe", "Số tài khoản",
     "chữ ký", "Ảnh chân dung"],
)  # fmt: skip
def test_a_column_about_persons_is_known_by_its_name(name: str) -> None:
    assert personal_column(name)


@pytest.mark.parametrize(
    "name",
    ["Tên phường", "tên xã", "Công an phường", "Chu kỳ báo cáo", "Số lượng", "language", "page",
     "school", "Địa chỉ trang web", "percentage", "message", "Diện tích"],
)  # fmt: skip
def test_a_column_about_wards_is_not_taken_for_personal(name: str) -> None:
    assert personal_column(name) is None


def test_no_column_of_the_contracts_looks_personal() -> None:
    names = [field.name for table in (*DATASET_TABLES, *UNITS_TABLES) for field in table.fields]
    assert [name for name in names if personal_column(name)] == []


@pytest.mark.parametrize(
    "text",
    ["0912345678", "0912 345 678", "+84 912 345 678", "(+84) 912-345-678", "gọi 024 3825 1234",
     "001085012345", "CCCD: 001085012345", "012345678", "CMND số 123456", "hộ chiếu B1234567",
     "a.b@congan.vn", "sinh năm 1980", "Sinh ngày 02/03/1980", "SN 1980", "thường trú tại Hà Nội"],
)  # fmt: skip
def test_a_value_about_a_person_is_seen(text: str) -> None:
    assert personal_value(text)


@pytest.mark.parametrize(
    "text",
    ["5764/QĐ-BCA-V05", "2022-09-05", "until2025-00019", "1.800", "1234567", "22/22 tiêu chí",
     "2025-06-30 00:00:00", "https://x.vn/bai-0912345678-001085012345.htm", "20230611122159862",
     "O0000012", "12.345.678,5", "năm 2025 so với 2024", "@cand"],
)  # fmt: skip
def test_a_value_of_the_record_is_not_taken_for_personal(text: str) -> None:
    assert personal_value(text) is None


def test_nine_digits_are_the_number_of_a_row_where_rows_are_named() -> None:
    assert personal_value("012345678") and not personal_value("012345678", is_key=True)


@pytest.mark.parametrize("folder", ["public", "units"])
def test_the_committed_data_holds_nothing_personal(folder: str) -> None:
    looked = 0
    for table in (*DATASET_TABLES, *UNITS_TABLES):
        path = _DATA / folder / f"{table.name}.csv"
        if path.is_file():
            looked += 1
            assert list(personal_cells(csv_cells(path.read_bytes(), table, ""), table, "")) == []
    assert looked


@pytest.mark.parametrize(
    "text", ["ữ" * 100_000, "a" * 100_000 + "@", "0" * 100_000, "1 " * 50_000, "sinh " * 20_000]
)
def test_a_very_long_cell_is_read_in_time(text: str) -> None:
    begun = time.process_time()
    personal_value(f"Ba Đình {text}")
    assert time.process_time() - begun < 2  # it was minutes
