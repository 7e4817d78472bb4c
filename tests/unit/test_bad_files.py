"""Every broken file of the corpus gets its faults, word for word, and changes nothing."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest

from lib.io.arrivals.proposals import proposed
from lib.io.arrivals.unit_codes import unit_codes
from lib.io.arrivals.uploads import read_uploads
from lib.io.check import main as check
from lib.io.geo.boundaries import checked_layer
from lib.io.geo.layers import read_layers
from lib.io.geo.proposals import proposed_outlines
from lib.io.store.datasets import Dataset, UnitTables, read_dataset, read_units
from tests.fixtures.bad_boundaries import BOUNDARIES
from tests.fixtures.bad_bytes import layer, square
from tests.fixtures.bad_files import BAD_FILES, UPLOADS
from tests.fixtures.bad_kinds import FOLDER, BadFile
from tests.fixtures.bad_layers import LAYERS
from tests.fixtures.folders import make_dataset, make_units

_ROOT = Path(__file__).parents[2]
_SMALL = 60_000


def two_wards(province: str, district: str, ward: str, day: datetime.date) -> list[str]:
    """Names as the small country of these tests has them: "Phường 1" is two wards."""
    del province, district, day
    found = {
        "Điện Biên": ["until2025-00019"],
        "Phường 1": ["until2025-00019", "from2025-00004"],
        "Ba Đình": ["from2025-00004"],
    }

    return found.get(ward, [])


def upload_faults(name: str, data: bytes, dataset: Dataset, units: UnitTables) -> list[str]:
    upload = read_uploads([(name, data)], unit_codes(units.units), two_wards, base=dataset.tables)
    return [str(fault) for fault in proposed(dataset, upload, units, "replace").faults]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bad") / "data"
    make_units(root / "units")
    make_dataset(root / "probe")
    return root


@pytest.fixture(scope="module")
def units(data: Path) -> UnitTables:
    return read_units(data / "units")


@pytest.fixture(scope="module")
def dataset(data: Path, units: UnitTables) -> Dataset:
    dataset = read_dataset(data / "probe", units)
    assert dataset.faults == ()
    return dataset


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_corpus_has_at_least_eighty_files_each_with_its_own_name() -> None:
    assert len({bad.id for bad in BAD_FILES}) == len(BAD_FILES) >= 80


@pytest.mark.parametrize("bad", UPLOADS, ids=lambda bad: bad.id)
def test_an_upload_is_refused_word_for_word_and_nothing_is_written(
    bad: BadFile, data: Path, dataset: Dataset, units: UnitTables
) -> None:
    before = _contents(data)
    assert tuple(upload_faults(bad.name, bad.data(), dataset, units)) == bad.expected
    assert bad.expected
    assert _contents(data) == before


@pytest.mark.parametrize("bad", LAYERS, ids=lambda bad: bad.id)
def test_a_layer_is_refused_word_for_word(bad: BadFile, units: UnitTables) -> None:
    known = frozenset(units.units["unit_key"])
    faults = checked_layer(bad.name, bad.data(), known).faults
    assert tuple(str(fault) for fault in faults) == bad.expected
    assert bad.expected


@pytest.mark.parametrize("bad", BOUNDARIES, ids=lambda bad: bad.id)
def test_boundaries_are_refused_word_for_word_and_nothing_is_written(
    bad: BadFile, data: Path, units: UnitTables, tmp_path: Path
) -> None:
    before = _contents(data)
    proposal = proposed_outlines(bad.name, bad.data(), tmp_path, units.units, "from2025")
    assert tuple(str(fault) for fault in proposal.faults) == bad.expected
    assert bad.expected
    assert not proposal.files
    assert _contents(data) == before
    assert _contents(tmp_path) == {}


@pytest.mark.parametrize("bad", [bad for bad in LAYERS if not bad.big], ids=lambda bad: bad.id)
def test_a_broken_layer_in_the_folder_is_told_in_the_same_words_and_left_out(
    bad: BadFile, tmp_path: Path, units: UnitTables
) -> None:
    (tmp_path / "until2025").mkdir()
    (tmp_path / "until2025" / bad.name).write_bytes(bad.data())
    good = ("until2025-01", square(105.0, 20.0, 1.0))
    (tmp_path / "provinces.geojson").write_bytes(layer(good))
    layers = read_layers(tmp_path, known=frozenset(units.units["unit_key"]))
    place = f"{tmp_path.name}/until2025/{bad.name}"
    assert tuple(str(fault) for fault in layers.faults) == tuple(
        each.replace(bad.name, place, 1) for each in bad.expected
    )
    assert layers.by_name["provinces"].keys == {"until2025-01"}


@pytest.mark.parametrize(
    "bad",
    [bad for bad in UPLOADS if bad.is_table and not bad.big],
    ids=lambda bad: bad.id,
)
def test_the_checker_ends_with_exit_code_1_for_a_dataset_that_holds_the_file(
    bad: BadFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_units(tmp_path / "units")
    folder = make_dataset(tmp_path / "probe")
    (folder / bad.name).write_bytes(bad.data())
    before = _contents(tmp_path)
    assert check([str(folder)]) == 1
    shown = capsys.readouterr()
    assert f"{tmp_path.name}/probe" in shown.out or f"probe/{bad.name}" in shown.out
    assert "Traceback" not in shown.out + shown.err
    assert _contents(tmp_path) == before


@pytest.mark.parametrize("bad", [bad for bad in BAD_FILES if not bad.big], ids=lambda bad: bad.id)
def test_the_kept_file_is_what_the_script_makes(bad: BadFile) -> None:
    data = bad.data()
    path = FOLDER / bad.folder / bad.name
    if len(data) <= _SMALL:
        assert path.read_bytes() == data
    else:
        assert not path.exists()


def test_the_kept_files_are_small_together() -> None:
    assert 0 < sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < 1_000_000


_MEMORY = """
import re, sys
from lib.io.arrivals.file_kinds import arrived
from lib.io.tables.dataset import DATASET_TABLES
data = open(sys.argv[1], "rb").read()
def most():
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
before = most()
found = arrived("targets.xlsx", data, DATASET_TABLES)
after = most()
print(after, after - before, *found.faults)
"""


def test_a_small_workbook_that_unpacks_to_200_mb_costs_no_memory(tmp_path: Path) -> None:
    bomb = next(bad for bad in BAD_FILES if bad.folder == "bomb_200mb").data()
    assert len(bomb) < 1_100_000
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(bomb)
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY, str(path)],
        cwd=_ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    whole, more, *fault = done.stdout.split(maxsplit=2)
    assert int(whole) < 300_000, "kilobytes"
    assert int(more) < 10_000
    assert "would unpack to 200.1 MB" in fault[0]
