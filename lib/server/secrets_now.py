"""The secrets as their files say them at this moment, for rights that are taken away.

Streamlit looks after the files too, but ends that when one cannot be read for a moment, as while
it is being edited, and then keeps the rights that were read before.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import streamlit as st


def secrets_now() -> Mapping[str, object]:
    """All that the files of the secrets hold; nothing where there is no file.

    Raises:
        OSError: When a file cannot be read.
        ValueError: When it is no TOML.
    """
    paths = [Path(each) for each in st.get_option("secrets.files")]
    if any(path.is_dir() for path in paths):
        return st.secrets  # a file for each secret, which only Streamlit reads
    secrets: dict[str, object] = {}
    for path in paths:
        try:
            state = path.stat()
        except FileNotFoundError:
            continue
        secrets |= _read(path, (state.st_mtime_ns, state.st_size, state.st_ino))
    return secrets


@lru_cache(maxsize=4)
def _read(path: Path, _state: tuple[int, ...]) -> Mapping[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
