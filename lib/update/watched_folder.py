"""A shared folder that offices put files into: each new one is checked once and moved away."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from pathlib import Path

from lib.io.store.locks import locked
from lib.io.store.whole_files import write_whole
from lib.update.command import FAULTS, FINE, Order, carried_out
from lib.words.wording import _

log = logging.getLogger("ward_atlas.updates")
DONE, REFUSED = "done", "refused"
_LOCK = ".ward-atlas.lock"
_QUIET = 2.0  # seconds without a change, after which a file is taken to be whole
_EVERY = 5.0


def watch(folder: Path, order: Order, *, once: bool = False) -> Iterator[tuple[Path, int]]:
    """Take the files of a folder one after the other, as long as the program runs.

    Args:
        folder: The shared folder.
        order: What is asked for, with each file alone.
        once: Take what is there and stop.

    Yields:
        Where each file was moved to, and its exit code.

    Raises:
        OSError: When the folder cannot be written.
    """
    while True:
        # Two watchers of one folder take turns, and none takes a file twice.
        with locked(folder / _LOCK):
            for path in new_files(folder, once=once):
                yield taken(path, order)
        if once:
            return
        time.sleep(_EVERY)


def new_files(folder: Path, *, once: bool = False) -> list[Path]:
    """Files that nobody is writing any more; those of Excel's locks and hidden ones never.

    Args:
        folder: The shared folder.
        once: Whether files that were just written are taken too.
    """
    now = time.time()
    files = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or path.is_symlink() or not path.is_file():
            continue
        if once or now - path.stat().st_mtime >= _QUIET:
            files.append(path)
    return files


def taken(path: Path, order: Order) -> tuple[Path, int]:
    """Check one file, perhaps apply it, write its report beside it and move both away."""
    try:
        code, said = carried_out(order, [path])
    except Exception as error:  # one file must not keep the others from being taken
        log.exception("%s could not be taken", path.name)
        system = getattr(error, "strerror", None) or type(error).__name__
        code, said = FAULTS, [_("The system says: {value}", value=system)]
    place = _free(path.parent / (DONE if code == FINE else REFUSED), path.name)
    place.parent.mkdir(exist_ok=True)
    write_whole(place.with_name(f"{place.name}.report.txt"), ("\n".join(said) + "\n").encode())
    path.replace(place)
    return place, code


def _free(folder: Path, name: str) -> Path:
    """A path under which there is no file yet: a.csv, a-2.csv."""
    whole, number = folder / name, 1
    while whole.exists():
        number += 1
        whole = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    return whole
