"""Advisories about the locked packages, out of a file of them: no network is asked.

    python -m tools.advisories PyPI.zip

The file is what the OSV database gives for the ecosystem PyPI: a zip of one JSON record for each
advisory (its format: https://ossf.github.io/osv-schema/). It is fetched on a machine with a
network and carried over with the wheelhouse. Ends with 0 when nothing is known against a locked
package, 1 when something is, 2 when the file cannot be used.
"""

from __future__ import annotations

import argparse
import json
import sys
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from tools.licences import LOCK, locked


@dataclass(frozen=True)
class Finding:
    """A locked package that an advisory is about.

    Attributes:
        package: Name of the package.
        version: The version that is locked.
        names: Identifier of the advisory and its other names.
        summary: What it says, in one line.
        fixed: First versions without the fault; empty when there is none.
    """

    package: str
    version: str
    names: tuple[str, ...]
    summary: str
    fixed: tuple[str, ...]

    def __str__(self) -> str:
        """As a line for whoever decides."""
        mended = f"mended in {', '.join(self.fixed)}" if self.fixed else "no mended version"
        return f"{self.package} {self.version}: {', '.join(self.names)}: {self.summary} ({mended})"


def records(file: Path) -> list[Mapping[str, Any]]:
    """Records of a zip.

    Raises:
        ValueError: It is no zip of records about packages of PyPI.
    """
    try:
        with zipfile.ZipFile(file) as packed:
            names = [name for name in packed.namelist() if name.endswith(".json")]
            found = [json.loads(packed.read(name)) for name in names]
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        raise ValueError(f"{file}: cannot be read as a zip of JSON records: {error}") from error
    if not any(_about(record) for record in found if isinstance(record, dict)):
        raise ValueError(f"{file}: no record about a package of PyPI; expected OSV's zip for PyPI")
    return [record for record in found if isinstance(record, dict)]


def findings(pins: Mapping[str, str], told: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """What is known against locked packages, by name; what was withdrawn is not.

    Args:
        pins: Locked versions by name.
        told: Records of advisories.
    """
    found = []
    for record in told:
        for about in () if record.get("withdrawn") else _about(record):
            package = canonicalize_name(str(about["package"]["name"]))
            if package in pins and _is_affected(Version(pins[package]), about):
                found.append(
                    Finding(
                        package,
                        pins[package],
                        (str(record["id"]), *map(str, record.get("aliases") or ())),
                        str(record.get("summary") or record.get("details") or "").split("\n")[0],
                        tuple(str(event["fixed"]) for event in _events(about) if "fixed" in event),
                    )
                )
    return sorted(found, key=str)


def _about(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The parts of a record that are about a package of PyPI."""
    affected = record.get("affected") or ()
    return [each for each in affected if (each.get("package") or {}).get("ecosystem") == "PyPI"]


def _events(about: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    ranges = [each for each in about.get("ranges") or () if each.get("type") == "ECOSYSTEM"]
    return [event for each in ranges for event in each["events"]]


def _is_affected(version: Version, about: Mapping[str, Any]) -> bool:
    """Whether a version is listed or lies between a beginning and an end (OSV, "Evaluation")."""
    for listed in about.get("versions") or ():
        try:
            if Version(str(listed)) == version:
                return True
        except InvalidVersion:  # of old releases; none of them is locked
            continue
    within = False
    for event in sorted(_events(about), key=_since):
        since = _since(event)
        if "introduced" in event and version >= since:
            within = True
        elif ("fixed" in event and version >= since) or (
            "last_affected" in event and version > since
        ):
            within = False
    return within


def _since(event: Mapping[str, Any]) -> Version:
    kinds = ("introduced", "fixed", "last_affected", "limit")
    return Version(next(str(event[kind]) for kind in kinds if kind in event))


def main(arguments: list[str] | None = None) -> int:
    """What the command says and ends with."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path, help="OSV's zip of the ecosystem PyPI")
    parser.add_argument("--lock", type=Path, default=LOCK)
    asked = parser.parse_args(arguments)
    try:
        told = records(asked.file)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    pins = locked(asked.lock)
    told_findings = findings(pins, told)
    for each in told_findings:
        print(each)
    newest = max(str(record.get("modified", "")) for record in told)[:10]
    print(f"{len(told_findings)} against {len(pins)} locked packages; {len(told)} advisories, "
          f"the newest of {newest}")  # fmt: skip
    return 1 if told_findings else 0


if __name__ == "__main__":
    sys.exit(main())
