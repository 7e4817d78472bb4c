"""Which version of the program is running, as pyproject.toml says."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from lib.situation import data


@lru_cache(maxsize=1)
def version() -> str:
    """Version of the program."""
    project = tomllib.loads((data.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])
