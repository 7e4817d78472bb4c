"""What an office writes in another way and can mean only one thing is taken so, and is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lib.io.arrivals.proposals import proposed
from lib.io.arrivals.repairs import Repair
from lib.io.arrivals.unit_codes import unit_codes
from lib.io.arrivals.uploads import read_uploads
from lib.io.store.datasets import Dataset, UnitTables, read_dataset, read_units
from lib.words import wording
from lib.words.file_words import file_words
from tests.fixtures.bad_kinds import FOLDER, BadFile
from tests.fixtures.folders import make_dataset, make_units
from tests.fixtures.mended_files import MENDED
from tests.unit.test_bad_files import two_wards

_EXPECTED: dict[str, dict[str, list[str]]] = json.loads(
    (FOLDER / "mended.json").read_text(encoding="utf-8")
)


def mended(bad: BadFile, dataset: Dataset, units: UnitTables) -> dict[str, list[str]]:
    """What is said of a file, and what it would change."""
    wording.use("en")
    upload = read_uploads(
        [(bad.name, bad.data())],
        unit_codes(units.units),
        two_wards,
        base=dataset.tables,
        words=file_words(),
    )
    proposal = proposed(dataset, upload, units, "add")
    assert [str(fault) for fault in proposal.faults] == []
    changes = [changes.shown() for changes in proposal.changes.values()]
    return {
        "repairs": [_told(repair) for repair in upload.repairs],
        "changes": [
            " ".join(filter(None, map(str, line)))
            for each in changes
            for line in each.itertuples(index=False)
        ],
    }


def _told(repair: Repair) -> str:
    column = f", column {repair.column}" if repair.column else ""
    return f"row {repair.row}{column}: {repair.found} -> {repair.became} ({repair.rows})"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mended")
    make_units(folder / "units")
    make_dataset(folder / "probe")
    return folder


@pytest.mark.parametrize("bad", MENDED, ids=lambda bad: bad.id)
def test_a_file_is_taken_as_meant_and_each_thing_is_said(bad: BadFile, root: Path) -> None:
    units = read_units(root / "units")
    dataset = read_dataset(root / "probe", units)
    assert mended(bad, dataset, units) == _EXPECTED[bad.id]


def test_each_file_has_its_own_name() -> None:
    assert len({bad.id for bad in MENDED}) == len(MENDED) == len(_EXPECTED)
