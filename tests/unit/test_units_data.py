"""The committed list of units and its lineage keep their contract and the known answers."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pandas as pd
import pytest

from lib.io.tables.contracts import Table
from lib.io.tables.units import LINEAGE, UNITS
from tools.csv_tables import read_rows, write_table
from tools.titles import read_title, tone_on_first

FOLDER = Path(__file__).resolve().parents[2] / "data" / "units"
COMMUNE_KINDS = {"ward", "commune", "township", "special_zone"}
PROVINCE_KINDS = {"province", "municipality"}
SCHEMATIC = {"from2025-20333", "from2025-22736"}


def _read(name: str) -> pd.DataFrame:
    return pd.read_csv(FOLDER / f"{name}.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def units() -> pd.DataFrame:
    return _read("units")


@pytest.fixture(scope="module")
def lineage() -> pd.DataFrame:
    return _read("lineage")


def _on(units: pd.DataFrame, day: str) -> pd.DataFrame:
    """States that hold on a day of the vintage from2025."""
    ends = units["valid_to"].replace("", "9999")
    now = units["vintage"].eq("from2025")
    return units[now & units["valid_from"].le(day) & ends.ge(day)]


def _row(units: pd.DataFrame, key: str, state: int = 1) -> dict[str, str]:
    found = units[units["unit_key"].eq(key) & units["state_no"].eq(str(state))]
    assert len(found) == 1
    return {str(name): str(value) for name, value in found.iloc[0].items()}


@pytest.mark.parametrize("table", [UNITS, LINEAGE], ids=lambda table: table.name)
def test_files_are_exactly_what_their_contract_writes(table: Table, tmp_path: Path) -> None:
    committed = FOLDER / f"{table.name}.csv"
    write_table(tmp_path / "again.csv", table, read_rows(committed))
    assert (tmp_path / "again.csv").read_bytes() == committed.read_bytes()


def test_every_key_is_its_vintage_and_code(units: pd.DataFrame) -> None:
    assert units["unit_key"].eq(units["vintage"] + "-" + units["code"]).all()
    length = units["code"].str.len()
    level = units["kind"].map(
        lambda kind: 2 if kind in PROVINCE_KINDS else 3 if kind == "district" else 5
    )
    assert length.eq(level).all()


def test_names_are_composed_single_spaced_and_without_their_kind(units: pd.DataFrame) -> None:
    names = units["name"]
    assert names.map(lambda name: unicodedata.is_normalized("NFC", name)).all()
    assert names.map(lambda name: name == " ".join(name.split())).all()
    kinds = ("Phường ", "Xã ", "Thị trấn ", "Đặc khu ", "Quận ", "Huyện ", "Tỉnh ", "Thành phố ")
    # The ward of the old foundry in Huế is titled Phường Phường Đúc.
    assert set(names[names.str.startswith(kinds)]) == {"Phường Đúc"}
    assert names.map(lambda name: name == tone_on_first(name)).all()


def test_every_unit_lies_in_units_of_its_own_vintage(units: pd.DataFrame) -> None:
    provinces = set(units.loc[units["kind"].isin(PROVINCE_KINDS), "unit_key"])
    districts = set(units.loc[units["kind"].eq("district"), "unit_key"])
    assert set(units["province_key"]) == provinces
    assert units["province_key"].str.split("-").str[0].eq(units["vintage"]).all()
    below = units[units["district_key"].ne("")]
    assert set(below["district_key"]) <= districts
    old_communes = units[units["vintage"].eq("until2025") & units["kind"].isin(COMMUNE_KINDS)]
    assert old_communes["district_key"].ne("").all()
    assert units.loc[units["vintage"].eq("from2025"), "district_key"].eq("").all()


def test_states_of_a_unit_are_numbered_and_do_not_overlap(units: pd.DataFrame) -> None:
    for key, states in units[units["unit_key"].duplicated(keep=False)].groupby("unit_key"):
        assert states["state_no"].tolist() == [str(n + 1) for n in range(len(states))], key
        ends, starts = states["valid_to"].tolist()[:-1], states["valid_from"].tolist()[1:]
        assert all(
            end < start or not (end or start) for end, start in zip(ends, starts, strict=True)
        ), key


def test_the_former_division_has_the_units_of_june_2025(units: pd.DataFrame) -> None:
    last = units[units["vintage"].eq("until2025")].drop_duplicates("unit_key", keep="last")
    in_force = last[last["valid_to"].eq("2025-06-30")]
    assert in_force["kind"].value_counts().to_dict() == {
        "commune": 7692,
        # Two more than the register's type column says: it types Phường 5 and Phường 15
        # of Phú Nhuận as xã. 7,692 and 617 are the published figures for June 2025.
        "ward": 1726,
        "district": 696,
        "township": 617,
        "province": 57,
        "municipality": 6,
    }


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        ("2025-07-01", {"commune": 2621, "ward": 687, "special_zone": 13}),
        ("2026-07-24", {"commune": 2621, "ward": 687, "special_zone": 13}),
        ("2026-07-25", {"commune": 2611, "ward": 697, "special_zone": 13}),
    ],
)
def test_communes_of_today_add_up_on_the_days_with_public_counts(
    units: pd.DataFrame, day: str, kinds: dict[str, int]
) -> None:
    there = _on(units, day)
    communes = there[there["kind"].isin(COMMUNE_KINDS)]
    assert communes["kind"].value_counts().to_dict() == kinds
    assert there["kind"].isin(PROVINCE_KINDS).sum() == 34


def test_the_only_units_raised_since_the_reform_are_in_dong_nai(units: pd.DataFrame) -> None:
    raised = units[units["vintage"].eq("from2025") & units["state_no"].eq("2")]
    assert set(raised["province_key"]) == {"from2025-75"}
    assert raised["kind"].value_counts().to_dict() == {"ward": 10, "municipality": 1}
    assert raised["certainty"].eq("inferred").all()
    assert raised["note"].str.contains("day not known").all()


@pytest.mark.parametrize(
    ("key", "kind", "name"),
    [
        ("from2025-10543", "ward", "Việt Hòa"),
        ("from2025-11848", "commune", "Vĩnh Hòa"),
        ("from2025-31213", "ward", "Tân Lộc"),
        ("from2025-31299", "commune", "Phong Điền"),
        ("from2025-06978", "commune", "Ba Chẽ"),
        ("until2025-27046", "ward", "5"),
        ("until2025-15061", "township", "Ngọc Lặc"),
        ("until2025-00679", "commune", "Đại Áng"),
    ],
)
def test_slips_of_the_register_are_no_changes(
    units: pd.DataFrame, key: str, kind: str, name: str
) -> None:
    assert (_row(units, key)["kind"], _row(units, key)["name"]) == (kind, name)
    assert units["unit_key"].eq(key).sum() == 1


def test_a_numbered_ward_is_called_by_its_number(units: pd.DataFrame) -> None:
    ward = _row(units, "until2025-26506")
    assert (ward["kind_vi"], ward["name"]) == ("Phường", "1")


def test_both_archipelagos_are_units_with_a_position_at_sea(units: pd.DataFrame) -> None:
    hoang_sa, truong_sa = _row(units, "from2025-20333"), _row(units, "from2025-22736")
    assert (hoang_sa["name"], hoang_sa["province_key"]) == ("Hoàng Sa", "from2025-48")
    assert (truong_sa["name"], truong_sa["province_key"]) == ("Trường Sa", "from2025-56")
    for key in ("from2025-20333", "from2025-22736", "until2025-498", "until2025-576"):
        assert float(_row(units, key)["lon"]) > 111


def test_positions_lie_in_the_country_and_only_two_vanished_districts_have_none(
    units: pd.DataFrame,
) -> None:
    placed = units[units["lat"].ne("")]
    assert set(units.loc[units["lat"].eq(""), "unit_key"]) == {"until2025-x01", "until2025-x02"}
    assert placed["lat"].astype(float).between(6.5, 23.5).all()
    assert placed["lon"].astype(float).between(102.0, 118.0).all()


def test_areas_of_today_are_measured_except_of_the_archipelagos(units: pd.DataFrame) -> None:
    now = units[units["vintage"].eq("from2025")]
    assert set(now.loc[now["area_km2"].eq(""), "unit_key"]) == SCHEMATIC
    provinces = now[now["kind"].isin(PROVINCE_KINDS)].drop_duplicates("unit_key")
    # The published area of the country is 331,000 km2; coasts are drawn simplified.
    assert provinces["area_km2"].astype(float).sum() == pytest.approx(331_000, rel=0.02)


@pytest.mark.parametrize("code", ["16735", "16732", "16726"])
def test_wards_of_cua_lo_belong_to_vinh_from_december_2024(units: pd.DataFrame, code: str) -> None:
    first, second = (_row(units, f"until2025-{code}", state) for state in (1, 2))
    cua_lo, vinh = _row(units, first["district_key"]), _row(units, second["district_key"])
    assert (cua_lo["kind_vi"], cua_lo["name"]) == ("Thị xã", "Cửa Lò")
    assert (vinh["kind_vi"], vinh["name"]) == ("Thành phố", "Vinh")
    assert (first["valid_to"], second["valid_from"]) == ("2024-11-30", "2024-12-01")


def test_kim_long_and_its_province_have_their_state_before_2025(units: pd.DataFrame) -> None:
    first, second = (_row(units, "until2025-19774", state) for state in (1, 2))
    assert _row(units, first["district_key"])["name"] == "Huế"
    assert _row(units, second["district_key"])["name"] == "Phú Xuân"
    before, since = (_row(units, "until2025-46", state) for state in (1, 2))
    assert (before["kind"], before["name"]) == ("province", "Thừa Thiên Huế")
    assert (since["kind"], since["name"]) == ("municipality", "Huế")
    assert first["valid_to"] == before["valid_to"] == "2024-12-31"


def test_hai_chau_was_hai_chau_i_at_a_time_that_is_not_known(units: pd.DataFrame) -> None:
    first, second = (_row(units, "until2025-20236", state) for state in (1, 2))
    assert (first["name"], second["name"]) == ("Hải Châu I", "Hải Châu")
    assert first["certainty"] == "inferred"
    assert first["valid_from"] == first["valid_to"] == second["valid_from"] == ""


def test_lineage_leads_from_the_former_division_to_todays(
    units: pd.DataFrame, lineage: pd.DataFrame
) -> None:
    old = set(units.loc[units["vintage"].eq("until2025"), "unit_key"])
    new = set(units.loc[units["vintage"].eq("from2025"), "unit_key"])
    assert set(lineage["predecessor_key"]) <= old
    assert set(lineage["successor_key"]) == new
    assert set(lineage["effective_on"]) == {"2025-07-01"}


def test_every_commune_and_province_reaches_a_unit_of_today(
    units: pd.DataFrame, lineage: pd.DataFrame
) -> None:
    old = units[units["vintage"].eq("until2025") & units["kind"].ne("district")]
    assert set(old["unit_key"]) <= set(lineage["predecessor_key"])
    districts = lineage[lineage["predecessor_key"].str.fullmatch(r"until2025-\w{3}")]
    assert len(districts) == 5
    assert districts["note"].eq("district without communes").all()


def test_a_divided_unit_has_one_main_successor_of_several(lineage: pd.DataFrame) -> None:
    marks = lineage.assign(
        main=lineage["is_default"].eq("true").astype(int),
        parted=lineage["divided"].eq("true").astype(int),
    )
    by_predecessor = marks.groupby("predecessor_key")
    assert by_predecessor["main"].sum().eq(1).all()
    parted = by_predecessor["parted"].max()
    assert parted.eq(by_predecessor.size().gt(1).astype(int)).all()
    assert parted.sum() == 471


def test_sixty_three_provinces_became_thirty_four(lineage: pd.DataFrame) -> None:
    provinces = lineage[lineage["predecessor_key"].str.fullmatch(r"until2025-\d\d")]
    assert len(provinces) == 63
    assert provinces["successor_key"].nunique() == 34
    merged = provinces[provinces["successor_key"].duplicated(keep=False)]
    assert merged["successor_key"].nunique() == 23
    assert set(merged["legal_basis"]) == {"Nghị quyết 202/2025/QH15"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("until2025-26776", ("Trung Mỹ Tây", "from2025-79")),
        ("until2025-31120", ("Cái Khế", "from2025-92")),
        ("until2025-11296", ("Hồng An", "from2025-31")),
        ("until2025-20236", ("Hải Châu", "from2025-48")),
        ("until2025-00019", ("Ba Đình", "from2025-01")),
    ],
)
def test_pilot_wards_of_2021_reach_their_known_successors(
    units: pd.DataFrame, lineage: pd.DataFrame, before: str, after: tuple[str, str]
) -> None:
    main = lineage[lineage["predecessor_key"].eq(before) & lineage["is_default"].eq("true")]
    successor = _row(units, str(main["successor_key"].item()))
    assert (successor["name"], successor["province_key"]) == after


def test_dien_bien_was_divided(lineage: pd.DataFrame) -> None:
    rows = lineage[lineage["predecessor_key"].eq("until2025-00019")]
    assert len(rows) == 4
    assert rows["divided"].eq("true").all()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Thuỷ Nguyên", "Thủy Nguyên"),
        ("Hoà Bình", "Hòa Bình"),
        ("Quý Hoà", "Quý Hòa"),
        ("Quỳ Châu", "Quỳ Châu"),
        ("Hoàn Kiếm", "Hoàn Kiếm"),
        ("Thuận Hóa", "Thuận Hóa"),
    ],
)
def test_tone_marks_move_only_in_open_syllables(written: str, read: str) -> None:
    assert tone_on_first(written) == read


def test_a_title_of_another_level_is_refused() -> None:
    assert read_title("xã Bắc Sơn", "commune").name == "Bắc Sơn"
    with pytest.raises(ValueError, match="does not begin with a kind"):
        read_title("Quận 12", "commune")
