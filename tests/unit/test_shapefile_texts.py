"""Texts of shapefiles that name the Vietnamese code page are whole, whatever they are in."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import geopandas as gpd
import pytest

from lib.io.geo.shapefile_texts import BYTES, as_written, names_1258
from lib.io.geo.unit_names import registry_of
from lib.io.geo.uploads import read_upload
from tests.fixtures.outlines import KEYS, as_zipped_shapefile, boundaries, unit_list, with_code_page

NAMES = ["Ba Đình", "Ngọc Hà", "Sóc Sơn", "Đa Phúc", "Phố Hiến", "Sơn Nam"]


def decomposed(name: str) -> bytes:
    """A name in code page 1258, which writes tones behind their letters."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = unicodedata.normalize("NFD", name)
    letters: list[str] = []
    for part in parts:
        if part in tones or not unicodedata.combining(part):
            letters.append(part)
        else:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + part)
    return "".join(letters).replace("\u0323\u0302", "\u0302\u0323").encode("cp1258")


@pytest.mark.parametrize("encode", [str.encode, decomposed], ids=["utf-8", "cp1258"])
def test_names_keep_their_last_letter(tmp_path: Path, encode: object) -> None:
    assert callable(encode)
    units = boundaries()
    units["tên"] = [encode(name).decode("latin-1") for name in NAMES]
    units = units.rename(columns={"tên": encode("tên").decode("latin-1")})
    path = tmp_path / "units.shp"
    units.to_file(path, encoding=BYTES)
    path.with_suffix(".cpg").write_text("1258")
    assert names_1258(path)
    read = as_written(gpd.read_file(path, encoding=BYTES))
    assert read["tên"].tolist() == NAMES
    assert read["code"].tolist() == units["code"].tolist()


@pytest.mark.parametrize("page", ["1258", "CP1258", "ANSI 1258"])
def test_a_zipped_shapefile_with_that_page_is_read(page: str) -> None:
    data = with_code_page(as_zipped_shapefile(boundaries()), page)
    known = registry_of(unit_list(), "from2025")
    read = read_upload("units.zip", data, known, "from2025")
    assert read.faults == ()
    assert read.units is not None
    assert read.units["key"].tolist() == sorted(KEYS)


def test_another_page_is_left_to_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "units.shp"
    assert not names_1258(path)
    path.with_suffix(".cpg").write_text("UTF-8")
    assert not names_1258(path)
