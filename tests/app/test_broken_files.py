"""Broken and missing files: the app starts, says which file and what is wrong, shows the rest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.app.pages import ROOT, Serve, assert_stands, headline, markup, opened, words
from tests.fixtures.folders import changed, make_dataset

PAGES = ("overview", "map", "data", "sources")
PAYLOAD = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def geo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped outlines of the country and of one province."""
    folder = tmp_path_factory.mktemp("layers") / "geo"
    (folder / "wards").mkdir(parents=True)
    shutil.copy(ROOT / "geo" / "provinces.geojson", folder)
    shutil.copy(ROOT / "geo" / "wards" / "79.geojson", folder / "wards")
    return folder


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_broken_table_is_named_with_row_and_column_and_the_rest_is_shown(
    serve: Serve, tmp_path: Path, page: str
) -> None:
    bad = changed("observations", "in_progress", "somehow")
    make_dataset(tmp_path / "own" / "broken", observations=bad)
    serve(data=tmp_path / "own")
    at = opened(page, "en", dataset="broken")
    assert_stands(at)
    said = words(at)
    assert "Some files cannot be used; everything else is shown." in said
    assert "own/broken/observations.csv: row 2, column status" in said
    assert "somehow" in said


def test_tables_beside_a_broken_one_are_still_there(serve: Serve, tmp_path: Path) -> None:
    bad = changed("observations", "in_progress", "somehow")
    make_dataset(tmp_path / "own" / "broken", observations=bad)
    serve(data=tmp_path / "own")
    at = opened("data", "en", dataset="broken")
    assert "observations" not in str(at.selectbox(key="table").value)
    assert "Targets" in at.selectbox(key="table").options
    assert headline(opened("sources", "en", dataset="broken")).startswith("2 sources")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("datapackage.json", b"{"),
        ("datapackage.json", b"[]"),
        ("datapackage.json", b"\xff\xfe\x00"),
        ("datapackage.json", b'{"name":"x","resources":[{"name":"a","path":"../../etc/passwd"}]}'),
        ("observations.csv", b"\x00\xff\xfe\x80"),
        ("observations.csv", b""),
        ("sources.csv", b"one,two\n1\n"),
    ],
)
def test_whatever_stands_in_a_file_the_overview_stands_and_names_it(
    serve: Serve, tmp_path: Path, name: str, content: bytes
) -> None:
    folder = make_dataset(tmp_path / "own" / "broken")
    (folder / name).write_bytes(content)
    serve(data=tmp_path / "own")
    at = opened("overview", "en", dataset="broken")
    assert_stands(at)
    assert f"own/broken/{name}" in words(at)
    assert "Traceback" not in words(at)


def test_a_table_that_is_described_but_gone_is_named(serve: Serve, tmp_path: Path) -> None:
    folder = make_dataset(tmp_path / "own" / "broken")
    (folder / "targets.csv").unlink()
    serve(data=tmp_path / "own")
    at = opened("overview", "en", dataset="broken")
    assert_stands(at)
    assert "own/broken/targets.csv" in words(at)


def test_markup_in_a_broken_cell_is_shown_as_text(serve: Serve, tmp_path: Path) -> None:
    bad = changed("observations", "in_progress", PAYLOAD)
    make_dataset(tmp_path / "own" / "broken", observations=bad)
    serve(data=tmp_path / "own")
    at = opened("overview", "en", dataset="broken")
    assert_stands(at)
    assert PAYLOAD in words(at)
    assert PAYLOAD not in markup(at)


def test_the_other_dataset_is_untouched_by_a_broken_one(serve: Serve, tmp_path: Path) -> None:
    make_dataset(tmp_path / "own" / "broken", observations="x")
    serve(data=tmp_path / "own")
    at = opened("overview", "en", asof="2026-07-25")
    assert headline(at).startswith("10 wards recognised according to published sources")
    assert "cannot be used" not in words(at)


def test_a_data_folder_that_is_not_there_leaves_the_shipped_datasets(
    serve: Serve, tmp_path: Path
) -> None:
    serve(data=tmp_path / "nowhere")
    assert_stands(opened("overview", "en"))


def test_invented_figures_say_so_on_every_page(serve: Serve, tmp_path: Path, page: str) -> None:
    make_dataset(tmp_path / "own" / "invented")
    serve(data=tmp_path / "own")
    at = opened(page, "en", dataset="invented")
    assert_stands(at)
    assert "Demonstration data: the figures are invented" in words(at)
    assert "Demonstration data" not in words(opened(page, "en"))


def test_without_any_outline_every_page_stands_and_says_what_is_missing(
    serve: Serve, tmp_path: Path
) -> None:
    serve(geo=tmp_path / "geo")
    for page in PAGES:
        for place in ("", "79"):
            at = opened(page, "en", province=place)
            assert_stands(at)
            assert "geo/provinces.geojson: file is missing" in words(at)


@pytest.mark.parametrize("content", [b"{", b"", b"\xff\xfe", b"[]", b'{"type":"Feature"}'])
def test_a_broken_layer_is_named_and_the_others_are_drawn(
    serve: Serve, geo: Path, tmp_path: Path, content: bytes
) -> None:
    folder = shutil.copytree(geo, tmp_path / "geo")
    (folder / "wards" / "01.geojson").write_bytes(content)
    serve(geo=folder)
    for place in ("", "01", "79"):
        at = opened("map", "en", province=place)
        assert_stands(at)
        assert "geo/wards/01.geojson: the " in words(at)
        assert "(a FeatureCollection whose features have properties.key)" in words(at)


def test_markup_in_the_name_of_a_layer_is_shown_as_text(
    serve: Serve, geo: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(geo, tmp_path / "geo")
    (folder / "wards" / f"{PAYLOAD}.geojson").write_bytes(b"{")
    serve(geo=folder)
    at = opened("map", "en")
    assert_stands(at)
    assert PAYLOAD in words(at)
    assert PAYLOAD not in markup(at)


@pytest.mark.parametrize("name", ["units.csv", "lineage.csv"])
@pytest.mark.parametrize("content", [b"one,two\n1,2\n", None])
def test_a_broken_list_of_units_is_named_and_every_page_stands(
    serve: Serve, tmp_path: Path, name: str, content: bytes | None
) -> None:
    folder = shutil.copytree(ROOT / "data" / "units", tmp_path / "units")
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    serve(units=folder)
    for page in PAGES:
        at = opened(page, "en")
        assert_stands(at)
        assert f"units/{name}" in words(at)


def test_without_the_list_of_units_every_page_stands(serve: Serve, tmp_path: Path) -> None:
    serve(units=tmp_path / "units")
    for page in PAGES:
        at = opened(page, "en")
        assert_stands(at)
        assert "datapackage.json" in words(at)
