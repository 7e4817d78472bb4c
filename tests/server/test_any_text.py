"""Any text in files, names of folders and the address: a fault of that file, or shown harmlessly.

Never a page that ends at the filter bar: the footer always comes, and nothing fails on the way.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from tests.browser.server import ROOT, running
from tests.server.stranger import ask, opened, run, told

PAGES = ("", "map", "criteria", "timeline", "compare", "ward", "data", "sources")
FAILED = ("could not be shown", "This part could not")
TEXTS = {
    "lone": "x\ud800y",
    "nul": "x\x00y",
    "long": "ữ" * 100_000,
    "turned": "x\u202eevil\u2066y\u200f",
    "control": "x\x07\x1b[31m\x85\u2028y",
    "markup": '</script><img src=x onerror=alert(1)>${1}`"',
    "unassigned": "x\uffff\U0010fffe\ufeffy",
}
IN_CELLS = {name: text for name, text in TEXTS.items() if name != "lone"}  # no such UTF-8
NAMES = ("turned-\u202e", "line\nbreak", "a\r\nSet-Cookie: x=y", "<b>&amp;", "Đà Nẵng, 1", '"%00')
BESIDE = ("lone", "nul", "long", "unassigned")
COLUMNS = {"observations": ("place_text", "wave", "note"), "sources": ("title", "publisher")}


def described(folder: Path, text: str) -> None:
    """A descriptor whose texts are all this one."""
    path = folder / "datapackage.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    for key in ("title", "title_en", "description", "description_en"):
        content[key] = text
    content[text] = text
    path.write_text(json.dumps(content), encoding="utf-8")


def celled(folder: Path, text: str) -> None:
    """Tables whose first rows say this where any text may stand."""
    for table, columns in COLUMNS.items():
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8-sig", newline="") as source:
            rows = list(csv.DictReader(source))
        for row in rows[:3]:
            row |= {column: text for column in columns if column in row}
        with path.open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def beside(folder: Path, text: str) -> None:
    """What a dataset keeps beside its tables: headings, rules, a briefing, a version."""
    scene: dict[str, object] = dict.fromkeys(("address", "card", "title", "note"), text) | {
        "figures": {}
    }
    made = dict.fromkeys(("name", "title", "dataset", "checksum", "lang"), text)
    kept: dict[str, object] = {
        "headings.json": {"observations": {text: ""}},
        "rules.json": {"closed_until": text},
        "template.pptx": text,
        "briefings/a/briefing.json": {
            "format": 1, "as_of": "2026-01-01", "scenes": [scene], **made
        },
        "history/versions/00001.json": {
            "number": 1, "files": {}, **dict.fromkeys(("when", "who", "why", "checksum"), text)
        },
    }  # fmt: skip
    for name, content in kept.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")


PLACES = dict(zip(TEXTS, ("01", "79", "48", "46", "31", "92", "56"), strict=True))


def outlined(root: Path) -> Path:
    """A folder of outlines: for each text a province whose wards' names and origin say it."""
    geo = root / "geo"
    (geo / "wards").mkdir(parents=True)
    shutil.copy(ROOT / "geo/areas.csv", geo)
    for text, layer in ((TEXTS[name], f"wards/{code}") for name, code in PLACES.items()):
        content = json.loads((ROOT / f"geo/{layer}.geojson").read_text(encoding="utf-8"))
        for feature in content["features"]:
            feature["properties"] |= {"name": text, text: text}
        content |= {"origin": text, "name": text}
        (geo / f"{layer}.geojson").write_text(json.dumps(content), encoding="utf-8")
    content = json.loads((ROOT / "geo/provinces.geojson").read_text(encoding="utf-8"))
    for feature, text in zip(content["features"], cycle(IN_CELLS.values()), strict=False):
        feature["properties"] |= {"name": text, text: text}
    (geo / "provinces.geojson").write_text(json.dumps(content), encoding="utf-8")
    return geo


def whole(address: str, page: str, query: str) -> list[str]:
    """What is wrong with a page; nothing when it is whole."""
    with opened(address) as line:
        run(line, query, page)
        said = b"".join(told(line))
    faults = [] if b"wa-foot" in said else ["no footer"]
    return faults + [words for words in FAILED if words.encode() in said]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with a dataset for each text and place."""
    root = tmp_path_factory.mktemp("library")
    for name, text in TEXTS.items():
        shutil.copytree(ROOT / "data/public", root / f"described_{name}")
        described(root / f"described_{name}", text)
    for name, text in IN_CELLS.items():
        shutil.copytree(ROOT / "data/public", root / f"celled_{name}")
        celled(root / f"celled_{name}", text)
    for named in (os.fsdecode(b"not-\xff-utf8"), *NAMES):
        shutil.copytree(ROOT / "data/public", root / named)
    for name in BESIDE:
        shutil.copytree(ROOT / "data/public", root / f"beside_{name}")
        beside(root / f"beside_{name}", TEXTS[name])
    stray = root / "stray"
    shutil.copytree(ROOT / "data/public", stray)
    (stray / os.fsdecode(b"not-\xff-utf8.csv")).write_text("a,b\n", encoding="utf-8")
    with running(environment={"WARD_ATLAS_DATA": str(root)}) as (address, _):
        yield address


@pytest.mark.parametrize("place", [f"described_{each}" for each in TEXTS])
def test_any_text_in_a_descriptor(library: str, place: str) -> None:
    for page in ("", "data"):
        assert whole(library, page, f"lang=en&dataset={place}") == []


@pytest.mark.parametrize("place", [f"celled_{each}" for each in IN_CELLS])
def test_any_text_in_a_table(library: str, place: str) -> None:
    for page in PAGES:
        assert whole(library, page, f"lang=en&dataset={place}") == []


@pytest.mark.parametrize("name", BESIDE)
def test_any_text_beside_the_tables(library: str, name: str) -> None:
    query = f"lang=en&dataset=beside_{name}"
    assert whole(library, "data", query) == []
    assert whole(library, "briefing", f"{query}&briefing=a") == []


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_folder(library: str, name: str) -> None:
    for page in ("", "data"):
        assert whole(library, page, f"lang=en&dataset={quote(name)}") == []
    answer = ask(library, f"/api/v1/{quote(name, safe='')}/tables/sources.json")
    assert answer.status == 200
    assert json.loads(answer.body)["dataset"] == unquote(answer.headers["atlas-dataset"]) == name
    assert "set-cookie" not in answer.headers


def test_any_text_in_outlines(tmp_path: Path) -> None:
    with running(environment={"WARD_ATLAS_GEO": str(outlined(tmp_path))}) as (address, _):
        assert whole(address, "", "lang=en") == []
        for name, code in PLACES.items():
            assert whole(address, "map", f"lang=en&province={code}") == [], name


def test_any_text_in_the_list_of_units(tmp_path: Path) -> None:
    for kind in ("readable", "not"):  # a list that cannot be read leaves no unit at all
        folder = Path(shutil.copytree(ROOT / "data/units", tmp_path / kind))
        path = folder / "units.csv"
        with path.open(encoding="utf-8-sig", newline="") as source:
            rows = list(csv.DictReader(source))
        texts = ("long", "turned", "markup") if kind == "readable" else IN_CELLS
        wards = [row for row in rows if row["province_key"] == "from2025-01"]
        for row, name in zip(wards, texts, strict=False):
            row |= {"name": TEXTS[name], "note": TEXTS[name]}
        with path.open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        with running(environment={"WARD_ATLAS_UNITS": str(folder)}) as (address, _):
            for page in PAGES:
                assert whole(address, page, "lang=en&dataset=public&province=01") == [], (
                    kind,
                    page,
                )


def test_any_name_of_a_file(library: str) -> None:
    for page in ("", "data"):
        assert whole(library, page, "lang=en&dataset=stray") == []


IN_ADDRESS = (
    "%00", "%ED%A0%80", "%FF", "%E2%80%AE", "%0A", "%3Cscript%3E", "%25", "x" * 100_000,
    "%F4%8F%BF%BF", "=&=", "%7B%7D%24%7B1%7D",
)  # fmt: skip
KEYS = ("wave", "source", "set", "asof", "province", "ward", "compare", "kind", "page", "lang")


@pytest.mark.parametrize("text", IN_ADDRESS, ids=range(len(IN_ADDRESS)))
def test_any_text_in_the_address(site: str, text: str) -> None:
    query = "&".join(f"{key}={text}" for key in KEYS)
    for page in ("", "map", "sources", "compare", "timeline", "criteria"):
        assert whole(site, page, f"{query}&{text}=1") == []
