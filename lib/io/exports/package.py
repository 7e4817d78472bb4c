"""A dataset as one file: the zip of its data package, the same bytes for the same state."""

from __future__ import annotations

import io
import zipfile

from lib.io.exports.csv import table_file
from lib.io.store.datasets import Dataset
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.descriptors import DESCRIPTOR, package_descriptor

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can tell; the version stands inside


def dataset_archive(dataset: Dataset) -> bytes:
    """The zip of a dataset's package: `datapackage.json` and its tables, in a folder of its name.

    Args:
        dataset: The dataset; tables that are broken are left out.

    Returns:
        Bytes of a .zip that Frictionless validates once it is unpacked, and that can be
        uploaded again without a change.
    """
    files: dict[str, bytes] = {}
    resources = []
    for table in DATASET_TABLES:
        frame = dataset.tables[table.name]
        if table.name in dataset.broken or (table.optional and not len(frame)):
            continue
        name, content = table_file(frame, table)
        files[name] = content
        resources.append((table, name))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in {DESCRIPTOR: package_descriptor(dataset, resources), **files}.items():
            info = zipfile.ZipInfo(f"{dataset.name}/{name}", _MOMENT)
            info.external_attr = 0o644 << 16
            target.writestr(info, data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
