"""Which store is asked for, and which folders are mirrors of datasets in it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from lib.io.store.kept_files import default_folder

SETTING = "WARD_ATLAS_STORE"
OUTLINES = "geo"
"""Name of the outlines among the datasets of a database."""


@dataclass(frozen=True)
class Place:
    """One dataset of a database.

    Attributes:
        url: Address of the database.
        root: Folder of all mirrors of that database.
        name: Name of the dataset.
    """

    url: str
    root: Path
    name: str

    @property
    def folder(self) -> Path:
        """The mirror: a folder like any dataset's, which other programs may read."""
        return self.root / self.name

    @property
    def lock(self) -> Path:
        """Held while the mirror changes."""
        return self.root / f".{self.name}.lock"

    @property
    def state(self) -> Path:
        """What of the database the mirror holds."""
        return self.root / f".{self.name}.json"


def store_url() -> str:
    """Address of the database that holds the datasets; "" where they are folders."""
    return os.environ.get(SETTING, "").strip()


def is_url(text: str) -> bool:
    """Whether a text is an address of a database, by its beginning."""
    return text.startswith(("postgresql://", "postgres://"))


def mirrors_root(url: str) -> Path:
    """Folder of the mirrors of a database, among what is kept to start fast."""
    return default_folder() / "stores" / hashlib.sha256(url.encode()).hexdigest()[:16]


def place_of(path: Path) -> Place | None:
    """The dataset that a path lies in the mirror of; None for a folder of its own."""
    url = store_url()
    if not url:
        return None
    root = mirrors_root(url).absolute()
    whole = path.absolute()
    if not whole.is_relative_to(root) or whole == root:
        return None
    return Place(url, root, whole.relative_to(root).parts[0])
