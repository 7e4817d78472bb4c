"""The unit and the container file: as far as this machine can check them."""

from __future__ import annotations

import os
import pwd
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.server import ROOT

DEPLOY = ROOT / "deploy"
UNIT = "ward-atlas@.service"


def verified(folder: Path, text: str) -> str:
    """What systemd has against a unit; "" for nothing."""
    (folder / UNIT).write_text(text, encoding="utf-8")
    program = shutil.which("systemd-analyze")
    assert program, "apt-get install systemd"
    checked = subprocess.run(
        [program, "verify", "--man=no", str(folder / UNIT)],
        check=False,
        capture_output=True,
        text=True,
    )
    return checked.stderr + checked.stdout if checked.returncode else checked.stderr


def here(text: str) -> str:
    """The unit with what exists on this machine in place of what an installation has."""
    for old, new in (
        ("ExecStart=/opt/ward-atlas/.venv/bin/streamlit", f"ExecStart={sys.executable}"),
        ("WorkingDirectory=/opt/ward-atlas", f"WorkingDirectory={ROOT}"),
        ("User=ward-atlas", f"User={pwd.getpwuid(os.getuid()).pw_name}"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def test_systemd_has_nothing_against_the_unit(tmp_path: Path) -> None:
    assert verified(tmp_path, here((DEPLOY / UNIT).read_text(encoding="utf-8"))) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [("Restart=always", "Restart=perhaps"), ("Type=exec", "Type=exec\nMisspelt=yes")],
)
def test_systemd_is_heard_when_it_has(tmp_path: Path, old: str, new: str) -> None:
    text = (DEPLOY / UNIT).read_text(encoding="utf-8")
    assert verified(tmp_path, here(text).replace(old, new)) != ""


def test_the_container_gets_every_part_that_the_server_needs() -> None:
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines()
    copied = [shlex.split(line)[1:-1] for line in lines if line.startswith("COPY ")]
    names = {name for each in copied for name in each}
    assert [name for name in sorted(names) if not list(ROOT.glob(name))] == []
    # What the program opens below its own folder, and what it imports.
    served = {"app.py", "lib", "pages", "locale", "data", "geo", ".streamlit", "pyproject.toml"}
    assert names == served | {"requirements*.lock"}


def test_all_ways_to_start_agree_on_the_base_path() -> None:
    base = "STREAMLIT_SERVER_BASE_URL_PATH=atlas"
    for name in (UNIT, "Containerfile"):
        assert base in (DEPLOY / name).read_text(encoding="utf-8")
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert re.findall(r"^\s+location (/\S+)", site, flags=re.MULTILINE) == ["/atlas/", "/api/"]
