"""The committed list of units and its lineage keep their contract and the known answers."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from lib.io.tables.contracts import Table
from lib.io.tables.units import DIVIDING, LINEAGE, UNITS
from tools.csv_tables import read_rows, write_table
from tools.titles import read_title, tone_on_first

FOLDER = Path(__file__).resolve().parents[2] / "data" / "units"
GEO = FOLDER.parents[1] / "geo"
GENERALISED = 0.005  # degrees that a generalised outline may be off
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
    assert raised["event"].eq("change_of_kind").all()


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


def test_a_former_ward_at_the_place_of_its_district_lies_where_a_successor_is(
    units: pd.DataFrame, lineage: pd.DataFrame
) -> None:
    before = units[units["vintage"].eq("until2025") & units["lat"].ne("")]
    last = before.drop_duplicates("unit_key", keep="last")
    places: dict[str, str] = dict(
        zip(last["unit_key"], last["lat"] + " " + last["lon"], strict=True)
    )
    communes = last[last["kind"].isin(COMMUNE_KINDS)]
    own: dict[str, str] = dict(zip(communes["unit_key"], communes["district_key"], strict=True))
    shared = [key for key, district in own.items() if places.get(district) == places[key]]
    heirs: dict[str, list[str]] = {}
    for step in lineage.to_dict("records"):
        heirs.setdefault(step["predecessor_key"], []).append(step["successor_key"])
    provinces: dict[str, str] = dict(zip(units["unit_key"], units["province_key"], strict=True))
    outlines: dict[str, BaseGeometry] = {}
    for code in {provinces[heir][-2:] for key in shared for heir in heirs[key]}:
        content = json.loads((GEO / f"wards/{code}.geojson").read_text(encoding="utf-8"))
        for feature in content["features"]:
            outlines[feature["properties"]["key"]] = shapely.geometry.shape(feature["geometry"])
    astray = []
    for key in shared:
        lat, lon = map(float, places[key].split())
        point = shapely.Point(lon, lat)
        if all(outlines[heir].distance(point) > GENERALISED for heir in heirs[key]):
            astray.append(key)
    assert shared
    assert astray == []
    hai_chau = _row(units, "until2025-20236")
    assert (hai_chau["lat"], hai_chau["lon"]) == ("16.0762", "108.218")


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


def test_hai_chau_i_was_named_hai_chau_in_2025_and_not_replaced(units: pd.DataFrame) -> None:
    first, second = (_row(units, "until2025-20236", state) for state in (1, 2))
    assert (first["name"], second["name"], second["event"]) == ("Hải Châu I", "Hải Châu", "rename")
    # The compiled record leaves the day open; the press of 2024 gives it, the number is not read.
    assert (first["valid_to"], second["valid_from"]) == ("2024-12-31", "2025-01-01")
    assert (second["certainty"], second["legal_basis"]) == ("inferred", "")


def test_every_later_state_says_what_began_it(units: pd.DataFrame) -> None:
    assert units["event"].eq("").eq(units["state_no"].eq("1")).all()
    assert units["event"].value_counts().to_dict() == {
        "": len(units) - 17,
        "change_of_kind": 12,  # Huế, Đồng Nai and ten of its communes
        "change_of_district": 4,  # Kim Long and three wards of Cửa Lò
        "rename": 1,
    }
    basis = _row(units, "until2025-16735", 2)["legal_basis"]
    assert basis == "Nghị quyết 1243/NQ-UBTVQH15"


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
    main = lineage["is_default"].eq("true").groupby(lineage["predecessor_key"]).sum()
    assert main.eq(1).all()
    parted = lineage["predecessor_key"].duplicated(keep=False)
    assert lineage["event"].isin(DIVIDING).eq(parted).all()
    assert lineage.loc[parted, "predecessor_key"].nunique() == 471


def test_every_step_is_typed_as_its_neighbours_say(
    units: pd.DataFrame, lineage: pd.DataFrame
) -> None:
    last = units[units["vintage"].eq("until2025")].drop_duplicates("unit_key", keep="last")
    first = units[units["vintage"].eq("from2025")].drop_duplicates("unit_key")
    before = last.set_index("unit_key").loc[lineage["predecessor_key"]].reset_index()
    after = first.set_index("unit_key").loc[lineage["successor_key"]].reset_index()
    divided = lineage["predecessor_key"].duplicated(keep=False)
    merged = lineage["successor_key"].duplicated(keep=False)
    alone = ~divided & ~merged
    expected = {
        "part": divided & merged,
        "split": divided & ~merged,
        "merge": ~divided & merged,
        "change_of_kind": alone & before["kind"].ne(after["kind"]),
    }
    expected["rename"] = alone & ~expected["change_of_kind"] & before["name"].ne(after["name"])
    expected["unchanged"] = alone & ~expected["change_of_kind"] & ~expected["rename"]
    for event, rows in expected.items():
        assert lineage["event"].eq(event).eq(rows).all(), event
    assert set(lineage["event"]) == set(expected)


def test_every_step_but_an_unchanged_one_names_its_resolution(
    units: pd.DataFrame, lineage: pd.DataFrame
) -> None:
    assert lineage["legal_basis"].eq("").eq(lineage["event"].eq("unchanged")).all()
    province = units.drop_duplicates("unit_key").set_index("unit_key")["province_key"]
    told = lineage[lineage["legal_basis"].str.endswith("/NQ-UBTVQH15")]
    places = province.loc[told["successor_key"]].to_numpy()
    by_place = told.groupby(places)["legal_basis"].unique()
    numbers = [int(found[0].split()[2].split("/")[0]) for found in by_place]
    # One resolution for each province of today, numbered one after the other.
    assert [len(found) for found in by_place] == [1] * 34
    assert sorted(numbers) == list(range(1654, 1688))
    for key, number in (("from2025-01", 1656), ("from2025-79", 1685), ("from2025-48", 1659)):
        assert by_place[key][0] == f"Nghị quyết {number}/NQ-UBTVQH15"


def test_shares_of_a_divided_unit_add_up_or_are_not_known(lineage: pd.DataFrame) -> None:
    parts = lineage[lineage["event"].isin(DIVIDING)]
    assert lineage.loc[lineage["share_of_area"].ne(""), "event"].isin(DIVIDING).all()
    shares = pd.to_numeric(parts["share_of_area"])
    known = shares.notna().groupby(parts["predecessor_key"]).agg(["any", "all"])
    assert known["any"].eq(known["all"]).all()
    assert known["all"].sum() == 429
    sums = shares.groupby(parts["predecessor_key"]).sum()[known["all"]]
    # Old outlines leave gaps; of the others the cards say how much is missing.
    assert sums.between(0.85, 1.02).all()
    assert sums.lt(0.97).sum() == 29


def test_the_main_successor_took_the_larger_part_or_it_is_a_tie(lineage: pd.DataFrame) -> None:
    parts = lineage[lineage["event"].isin(DIVIDING)].assign(
        share=lambda rows: pd.to_numeric(rows["share_of_area"])
    )
    kinds: dict[str, int] = {}
    for key, rows in parts.groupby("predecessor_key"):
        main = rows[rows["is_default"].eq("true")].iloc[0]
        kind = str(main["main_certainty"])
        kinds[kind] = kinds.get(kind, 0) + 1
        if kind == "registry":
            assert rows["share"].isna().all(), key
            continue
        largest, second = rows["share"].nlargest(2)
        assert (largest - second <= 0.1) if kind == "tie" else main["share"] == largest, key
        assert kind != "computed" or largest - second > 0.1, key
        assert main["main_basis"], key
    assert kinds == {
        "computed": 380, "registry": 42, "tie": 28, "high": 15, "medium-high": 3, "medium": 2,
        "certain": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "share", "certainty"),
    [
        ("until2025-00019", "from2025-00004", "0.867", "high"),  # Điện Biên -> Ba Đình
        ("until2025-00073", "from2025-00082", "0.862", "certain"),  # Cửa Nam, not Văn Miếu
        ("until2025-00103", "from2025-00103", "0.432", "medium"),  # Xuân La: by people Tây Hồ
        ("until2025-00022", "from2025-00008", "0.479", "tie"),  # Đội Cấn
        ("until2025-22435", "from2025-22708", "0.173", "tie"),  # the register's, though smallest
        ("until2025-27076", "from2025-27058", "0.992", "high"),  # Phường 15, Phú Nhuận
        ("until2025-00091", "from2025-00091", "", "registry"),  # Phú Thượng: no overlay
    ],
)
def test_main_successors_are_those_of_the_table(
    lineage: pd.DataFrame, before: str, after: str, share: str, certainty: str
) -> None:
    main = lineage[lineage["predecessor_key"].eq(before) & lineage["is_default"].eq("true")]
    found = main[["successor_key", "share_of_area", "main_certainty"]].iloc[0].tolist()
    assert found == [after, share, certainty]


def test_no_ward_of_lang_son_was_divided(units: pd.DataFrame, lineage: pd.DataFrame) -> None:
    last = units.drop_duplicates("unit_key", keep="last")
    wards = last[last["province_key"].eq("until2025-20") & last["kind"].eq("ward")]["unit_key"]
    assert lineage.loc[lineage["predecessor_key"].isin(wards), "event"].eq("merge").all()


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
    assert rows["event"].eq("part").all()


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
