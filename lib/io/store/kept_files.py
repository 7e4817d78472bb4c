"""What was worked out of a file, kept so that a start does not work it out again.

It is found by the content of that file, by what it was read as, and by the program that
read it. When one of them changes it is simply not found, and made anew.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from functools import lru_cache
from pathlib import Path

import pandas as pd

_IO = Path(__file__).parents[1]


def default_folder() -> Path:
    """`$XDG_CACHE_HOME/ward-atlas` where that is set, else `.cache` of the project."""
    home = os.environ.get("XDG_CACHE_HOME")
    return Path(home) / "ward-atlas" if home else _IO.parents[1] / ".cache"


def kept_path(cache: Path, kind: str, name: str, *made_of: object) -> Path:
    """Where something is kept, whether it is there or not.

    Args:
        cache: Folder of all that is kept.
        kind: Folder in it.
        name: Beginning and ending of the file: ``targets.arrow``.
        made_of: Content of the file it came from, as a digest, and what it was read as.
    """
    key = hashlib.sha256(" ".join([*map(str, made_of), _program()]).encode()).hexdigest()
    beginning, ending = name.split(".")
    return cache / kind / f"{beginning}-{key[:32]}.{ending}"


def keep(path: Path, data: bytes, most: int) -> None:
    """Keep bytes; without a word when the folder cannot be written.

    Args:
        path: As `kept_path` gave it.
        data: The bytes.
        most: How many of its kind stay; older ones are of files that have changed since.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(path)  # only a whole file gets the name that is looked for
        kept = sorted(path.parent.glob(f"*{path.suffix}"), key=lambda each: each.stat().st_mtime)
        for old in kept[:-most]:
            old.unlink(missing_ok=True)
    except OSError:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def program_files() -> list[Path]:
    """The modules that could make another thing of the same file: lib.io and what it asks."""
    return [_IO.parent / "errors.py", _IO.parent / "clock.py", *sorted(_IO.rglob("*.py"))]


@lru_cache(maxsize=1)
def _program() -> str:
    """Digest of those modules and of pandas."""
    whole = hashlib.sha256(pd.__version__.encode())
    for path in program_files():
        whole.update(path.read_bytes())
    return whole.hexdigest()
