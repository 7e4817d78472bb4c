"""What the files of a folder are as one: which belong together, and how a change joins them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lib.errors import Message

Files = Mapping[str, bytes]
"""Bytes by the path in the folder, with slashes."""


class Pointer(NamedTuple):
    """The one file that readers follow to all others, so that its rename swaps them at once.

    Attributes:
        name: Its path in the folder.
        paths: Path of each file that it leads to.
        moved: The file with other paths in the place of those it leads to.
    """

    name: str
    paths: Callable[[bytes], Mapping[str, str]]
    moved: Callable[[bytes, Mapping[str, str]], bytes]


@dataclass(frozen=True)
class Layout:
    """How one kind of data lies in a folder.

    Attributes:
        files: All files of the folder that belong to it.
        checksum: Of such files.
        joined: Files after a change, from those before and the new ones.
        changed_meanwhile: What is told to the second of two persons.
        pointer: What readers follow; None when they look for the files themselves.
    """

    files: Callable[[Path], dict[str, bytes]]
    checksum: Callable[[Files], str]
    joined: Callable[[Files, Files], dict[str, bytes]]
    changed_meanwhile: Message
    pointer: Pointer | None = None
