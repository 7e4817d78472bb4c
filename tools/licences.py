"""Write `docs/licences.md`: under which terms the packages stand that the server runs with.

The tool is pip-licenses, which reads what the installed packages say of themselves; the list of
packages is the lock. Run: python -m tools.licences
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements-store.lock"
LIST = ROOT / "docs" / "licences.md"
_HEAD = """\
# Licences of the packages

Written by `make licences` from the packages in `requirements-store.lock`, the largest of the
locks; psycopg is needed with PostgreSQL only. The wheels of shapely, pyogrio and pyproj carry
GEOS (LGPL 2.1), GDAL and PROJ (MIT); that of Streamlit carries the fonts of the Source family
(SIL OFL 1.1). What the licences of the data are stands in the [README](../README.md).

| package | licence |
|---|---|
"""
# What a package says of itself only in words of its own.
_SAID_OTHERWISE = {
    "XStatic-Leaflet": "BSD-2-Clause, as Leaflet",
    "streamlit-folium": "MIT",  # in the LICENSE file of its repository only
}


def locked(path: Path) -> dict[str, str]:
    """Packages of a lock and their versions; of several by Python's version the first."""
    found: dict[str, str] = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", path.read_text(), re.MULTILINE):
        found.setdefault(name, version)
    return found


def listed() -> str:
    """The list as it should stand in the file."""
    said = subprocess.run(  # noqa: S603
        [
            sys.executable, "-m", "piplicenses", "--python", sys.executable, "--from=mixed",
            "--format=json", "--packages", *locked(LOCK),
        ],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    rows = [
        (each["Name"], _SAID_OTHERWISE.get(each["Name"], each["License"]))
        for each in json.loads(said.stdout)
    ]
    ordered = sorted(rows, key=lambda row: row[0].lower())
    return _HEAD + "".join(f"| {name} | {licence} |\n" for name, licence in ordered)


if __name__ == "__main__":
    LIST.write_text(listed(), encoding="utf-8")
