"""A dataset as it stood before: opened from its history by the checksum of its files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from lib.io.store.datasets import Dataset, read_dataset, shown_folder
from lib.io.store.versions import Version, object_of, versions
from lib.io.store.whole_files import write_whole
from lib.situation import data
from lib.situation.cache import single_flight
from lib.situation.situation import Situation
from lib.situation.situations import Situations
from lib.view.filter import Filter


def situation_then(
    name: str, checksum: str, day: date, narrowed: Filter | None = None
) -> Situation | None:
    """The state of the programme on a day, by the data with a checksum.

    Units and outlines are those of now.

    Args:
        name: Dataset.
        checksum: Of its files.
        day: As-of date.
        narrowed: What narrows it.

    Returns:
        None when that state of the dataset is not kept, or kept files are damaged.
    """
    if name not in data.datasets():
        return None
    if data.dataset(name).value.checksum == checksum:
        return data.situation(name, day, narrowed)
    kept = _situations(name, checksum, data.unit_tables().value.checksum)
    if kept is None:
        return None
    return (
        kept.narrowed(day, narrowed) if narrowed and narrowed != Filter() else kept.of_country(day)
    )


@single_flight(2)  # each holds a whole dataset
def _situations(name: str, checksum: str, _units: str) -> Situations | None:
    folder = data.datasets()[name]
    version = next((each for each in versions(folder) if each.checksum == checksum), None)
    kept = _read(folder, version) if version else None
    return Situations(kept, data.units(), data.layers()) if kept else None


def _read(folder: Path, version: Version) -> Dataset | None:
    try:
        files = {name: object_of(folder, version, name) for name in version.files}
    except OSError:
        return None
    with TemporaryDirectory() as beside:
        for name, content in files.items():
            write_whole(Path(beside) / name, content)
        read = read_dataset(Path(beside), data.unit_tables().value, shown_as=shown_folder(folder))
    return replace(read, name=folder.name)
