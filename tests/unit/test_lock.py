"""Every package that the server runs with is locked by version and hash, and its licence listed."""

from __future__ import annotations

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import licences

ROOT = Path(__file__).parents[2]
LOCKS = {
    "requirements.lock": ("requirements.txt",),
    "requirements-signin.lock": ("requirements.txt", "requirements-signin.txt"),
    "requirements-store.lock": (
        "requirements.txt",
        "requirements-signin.txt",
        "requirements-store.txt",
    ),
}


def requirements(name: str) -> list[Requirement]:
    """What a requirements file asks for."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    asked = [line.partition("#")[0].strip() for line in lines]
    return [Requirement(line) for line in asked if line]


def pins(lock: str) -> dict[str, str]:
    """What a lock has for this system and this Python, by name, with its hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    found: dict[str, str] = {}
    for line in lines:
        asked = Requirement(line.partition("--hash")[0].strip())
        assert re.fullmatch(r"==[^*]+", str(asked.specifier)), line
        assert re.findall(r"--hash=sha256:[0-9a-f]{64}(?: |$)", line), line
        if asked.marker is None or asked.marker.evaluate():
            found[canonicalize_name(asked.name)] = str(asked.specifier)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_is_of_what_is_asked_for(lock: str) -> None:
    pinned = pins(lock)
    for name in LOCKS[lock]:
        for asked in requirements(name):
            found = pinned.get(canonicalize_name(asked.name))
            assert found == str(asked.specifier), f"{asked} is not locked: make lock"


@pytest.mark.parametrize("lock", LOCKS)
def test_nothing_is_needed_that_is_not_locked_and_tests_run_with_what_is(lock: str) -> None:
    pinned = pins(lock)
    for name, version in pinned.items():
        installed = distribution(name)
        assert version == f"=={installed.version}", name
        for line in installed.requires or ():
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                assert canonicalize_name(needed.name) in pinned, f"{name} needs {needed}"


def test_the_locks_agree() -> None:
    small, larger, largest = (pins(lock) for lock in LOCKS)
    assert small.items() <= larger.items() <= largest.items()


def test_the_list_of_licences_is_of_the_lock_and_none_forbids_closed_use() -> None:
    listed = licences.listed()
    assert licences.LIST.read_text(encoding="utf-8") == listed
    rows = re.findall(r"^\| (\S+) \| (.+) \|$", listed.partition("|---|")[2], re.MULTILINE)
    assert {canonicalize_name(name) for name, _licence in rows} == pins(
        "requirements-store.lock"
    ).keys()
    for name, licence in rows:
        assert "UNKNOWN" not in licence, name
        assert "GPL" not in licence.replace("LGPL", ""), name  # a library that stays apart
