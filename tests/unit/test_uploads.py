"""Uploads: what comes out of the product goes in again unchanged; what changes is shown."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from lib.io.arrivals.proposals import Proposal, proposed
from lib.io.arrivals.table_changes import Mode
from lib.io.arrivals.unit_codes import unit_codes
from lib.io.arrivals.uploads import MOST_BYTES, Upload, read_uploads, size_fault
from lib.io.exports.csv import table_csv, table_parquet
from lib.io.exports.package import dataset_archive
from lib.io.exports.workbook import table_xlsx
from lib.io.store.datasets import Dataset, UnitTables, read_dataset, read_units
from lib.io.tables.dataset import DATASET_TABLES
from tests.fixtures.bad_bytes import rows_of, workbook, zipped
from tests.fixtures.folders import GOOD, changed, make_dataset, make_units
from tests.fixtures.legacy_text import windows_1258
from tests.fixtures.random_datasets import Frame, datasets


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("uploads")
    make_units(folder / "units")
    make_dataset(folder / "probe")
    return folder


@pytest.fixture(scope="module")
def units(root: Path) -> UnitTables:
    return read_units(root / "units")


@pytest.fixture(scope="module")
def dataset(root: Path, units: UnitTables) -> Dataset:
    return read_dataset(root / "probe", units)


def _read(files: list[tuple[str, bytes]], dataset: Dataset, units: UnitTables) -> Upload:
    return read_uploads(files, unit_codes(units.units), lambda *names: [], base=dataset.tables)


def _proposal(
    files: list[tuple[str, bytes]], dataset: Dataset, units: UnitTables, mode: Mode = "replace"
) -> Proposal:
    return proposed(dataset, _read(files, dataset, units), units, mode)


def _exports(dataset: Dataset) -> dict[str, list[tuple[str, bytes]]]:
    """Every way out of the product."""
    frames = {t.name: dataset.tables[t.name] for t in DATASET_TABLES}
    return {
        "csv": [(f"{t.name}.csv", table_csv(frames[t.name], t)) for t in DATASET_TABLES],
        "excel csv": [
            (f"{t.name}.csv", table_csv(frames[t.name], t, bom=True)) for t in DATASET_TABLES
        ],
        "xlsx": [("all.xlsx", table_xlsx(frames, DATASET_TABLES, note=["a note"]))],
        "parquet": [
            (f"{t.name}.parquet", table_parquet(frames[t.name], t)) for t in DATASET_TABLES
        ],
        "package": [("probe.zip", dataset_archive(dataset))],
    }


def _content(frame: Frame) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(frame)
    writer.writerows(zip(*frame.values(), strict=True))
    return stream.getvalue()


# Without shrinking: an example takes a second, and its fault names file, row and column.
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(made=datasets())
def test_what_is_exported_and_imported_again_is_identical(
    made: dict[str, Frame], units: UnitTables
) -> None:
    with tempfile.TemporaryDirectory() as place:
        content = {name: _content(frame) for name, frame in made.items()}
        dataset = read_dataset(make_dataset(Path(place) / "made", **content), units)
    assert dataset.faults == ()
    for way, files in _exports(dataset).items():
        proposal = _proposal(files, dataset, units)
        assert proposal.faults == (), way
        assert proposal.upload.repairs == (), way
        assert proposal.count == 0, (way, proposal.changes)
        for name, reading in proposal.upload.readings.items():
            pd.testing.assert_frame_equal(reading.frame, dataset.tables[name])


def test_every_table_comes_back_from_every_way_out(dataset: Dataset, units: UnitTables) -> None:
    filled = set(GOOD)
    for way, files in _exports(dataset).items():
        assert filled <= set(_read(files, dataset, units).readings), way


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("targets.csv", GOOD["targets"].replace(",", ";").encode("utf-8-sig")),
        ("targets.csv", b"\xff\xfe" + GOOD["targets"].replace(",", "\t").encode("utf-16-le")),
        ("targets.tsv", GOOD["targets"].replace(",", "\t").encode()),
        ("targets (1).csv", GOOD["targets"].encode()),
        ("chỉ tiêu.csv", GOOD["targets"].encode()),
        ("book.xlsx", workbook({"Sheet1": rows_of("targets")})),
        ("book.xlsx", workbook({"targets": [["Bảng chỉ tiêu"], [], *rows_of("targets")]})),
        ("data.zip", zipped({"probe/targets.csv": GOOD["targets"].encode()})),
    ],
)
def test_a_table_is_read_however_an_office_keeps_it(
    name: str, data: bytes, dataset: Dataset, units: UnitTables
) -> None:
    proposal = _proposal([(name, data)], dataset, units)
    assert proposal.faults == ()
    assert set(proposal.upload.readings) == {"targets"}
    assert proposal.count == 0


def test_windows_1258_is_read(dataset: Dataset, units: UnitTables) -> None:
    text = changed("observations", "123/QĐ", "Quyết định số 123 của thành phố")
    upload = _read([("observations.csv", windows_1258(text))], dataset, units)
    assert upload.faults == ()
    assert upload.readings["observations"].frame["decision_no"][1] == (
        "Quyết định số 123 của thành phố"
    )


def test_old_and_new_values_stand_side_by_side(dataset: Dataset, units: UnitTables) -> None:
    data = changed("targets", ",15,", ",16,").replace("T01,", "T09,").encode()
    shown = _proposal([("targets.csv", data)], dataset, units).changes["targets"].shown()
    lines = list(shown.itertuples(index=False, name=None))
    assert lines[0] == ("removed", "targets", "T01", "", "target_id", "T01", "")
    assert ("changed", "targets", "T02", "", "value", "15", "16") in lines
    assert ("added", "targets", "T09", "", "target_date", "", "2030") in lines
    kinds = [line[0] for line in lines]
    assert kinds == sorted(kinds, key=["removed", "changed", "added"].index)


def test_adding_keeps_the_rows_that_the_file_lacks(dataset: Dataset, units: UnitTables) -> None:
    header, first, _ = GOOD["targets"].splitlines()
    data = "\n".join([header, first.replace(",100,", ",90,"), first.replace("T01", "T00"), ""])
    proposal = _proposal([("targets.csv", data.encode())], dataset, units, "add")
    assert proposal.faults == ()
    after = proposal.frames()["targets"]
    assert after["target_id"].tolist() == ["T01", "T02", "T00"]
    assert after["value"].tolist() == [90, 15, 100]
    found = proposal.changes["targets"]
    assert (len(found.added), len(found.changed[0]), len(found.removed)) == (1, 1, 0)
    replaced = _proposal([("targets.csv", data.encode())], dataset, units)
    assert len(replaced.changes["targets"].removed) == 1


def test_added_rows_keep_the_types_of_the_contract(dataset: Dataset, units: UnitTables) -> None:
    data = changed("milestones", "plan,", "workshop,").replace("M01", "M00").encode()
    after = _proposal([("milestones.csv", data)], dataset, units, "add").frames()["milestones"]
    before = dataset.tables["milestones"]
    assert after.dtypes.astype(str).tolist() == before.dtypes.astype(str).tolist()
    assert after["kind"].tolist() == ["plan", "workshop"]


def test_a_source_that_others_need_cannot_be_taken_away(
    dataset: Dataset, units: UnitTables
) -> None:
    data = "\n".join(GOOD["sources"].splitlines()[:2]).encode()
    faults = _proposal([("sources.csv", data)], dataset, units).faults
    assert {(fault.file, str(fault.found)) for fault in faults} >= {
        ("probe/targets", "“S02” is not in table sources")
    }
    assert _proposal([("sources.csv", data)], dataset, units, "add").faults == ()


def test_tables_of_one_upload_may_refer_to_each_other(dataset: Dataset, units: UnitTables) -> None:
    sources = GOOD["sources"] + "S03,Báo C,C,2024,,,,full,\n"
    counts = changed("counts", ",5,S01", ",5,S03")
    one = ("counts.csv", counts.encode())
    assert len(_proposal([one], dataset, units).faults) == 1
    both = [("sources.csv", sources.encode()), one]
    assert _proposal(both, dataset, units).faults == ()


def test_rows_are_not_added_to_a_table_that_is_broken(
    root: Path, units: UnitTables, tmp_path: Path
) -> None:
    folder = make_dataset(tmp_path / "broken", targets=changed("targets", ",15,", ",x,"))
    broken = read_dataset(folder, units)
    good = [("targets.csv", GOOD["targets"].encode())]
    [fault] = _proposal(good, broken, units, "add").faults
    assert str(fault.expected) == "replace the whole table"
    assert len(_proposal(good, broken, units).frames()["targets"]) == 2


def test_empty_sheets_of_the_template_remove_nothing(dataset: Dataset, units: UnitTables) -> None:
    book = workbook({"targets": rows_of("targets"), "counts": rows_of("counts")[:1]})
    proposal = _proposal([("book.xlsx", book)], dataset, units)
    assert set(proposal.upload.readings) == {"targets"}
    assert proposal.upload.not_read == ("book.xlsx/counts",)


def test_a_file_is_refused_by_its_size_alone() -> None:
    assert size_fault("a.csv", MOST_BYTES) is None
    fault = size_fault("a.csv", MOST_BYTES + 1)
    assert fault is not None
    assert str(fault.found) == "the file is 50.1 MB"


def test_long_work_can_be_cancelled(dataset: Dataset, units: UnitTables) -> None:
    class Cancelled(Exception):
        pass

    def stop(share: float) -> None:
        if share > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_uploads(
            [("targets.csv", GOOD["targets"].encode())], unit_codes(units.units), tell=stop
        )


def test_thousands_of_faults_are_counted_not_listed(dataset: Dataset, units: UnitTables) -> None:
    header = GOOD["counts"].splitlines()[0]
    rows = [f"N{n},national,,model_ward_police,2022,x,-1,S01" for n in range(6_000)]
    faults = _read([("counts.csv", "\n".join([header, *rows]).encode())], dataset, units).faults
    assert len(faults) == 5_001
    assert str(faults[-1].found) == "1000 more faults of this file are not listed"


def test_an_archive_of_the_same_state_has_the_same_bytes(dataset: Dataset) -> None:
    data = dataset_archive(dataset)
    assert data == dataset_archive(dataset)
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert names[0] == "probe/datapackage.json"
    assert "probe/assessments.csv" in names


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (20, [f"targets.csv: row {row}, column source_id: “S99” is not" for row in range(2, 22)]),
        (21, ["targets.csv: row 2, column source_id: 21 rows name “S99”, which is not"]),
    ],
)
def test_many_rows_with_one_wrong_reference_are_one_fault(
    rows: int, told: list[str], dataset: Dataset, units: UnitTables
) -> None:
    header, line, _ = GOOD["targets"].splitlines()
    lines = [
        line.replace("T01", f"N{number}").replace("S01", "S99").replace("2030", str(2030 + number))
        for number in range(rows)
    ]
    data = "\n".join([header, *lines, ""]).encode()
    faults = _proposal([("targets.csv", data)], dataset, units, "add").faults
    assert [str(fault).partition(" in table")[0] for fault in faults] == told


def test_many_units_of_the_other_division_are_one_fault(
    dataset: Dataset, units: UnitTables
) -> None:
    header, line, *_ = GOOD["observations"].splitlines()
    line = line.replace("until2025-00019", "from2025-00004")
    line = line.replace("Hà Nội,Ba Đình,Điện Biên", ",,")  # names of the other division
    data = "\n".join([header, *(line.replace("O01", f"N{n}") for n in range(30)), ""]).encode()
    [fault] = _proposal([("observations.csv", data)], dataset, units, "add").faults
    assert fault.row == 2
    assert str(fault.found) == ("30 rows name “from2025-00004”, which is not valid on 2022-09-05")
