"""A dataset of a database, offered like a folder: read from its mirror, changed row by row.

A change is made for a state. What others changed since in other rows stays; where they changed
the same rows it is refused, and says what they did. Of two offices at once one waits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from lib.errors import Fault, Message, Refused
from lib.io.store import version_swap
from lib.io.store.dataset_files import table_paths
from lib.io.store.file_locks import file_locked
from lib.io.store.folders import Provinces
from lib.io.store.layout import Files, Layout
from lib.io.store.on_disk import OnDisk, Told
from lib.io.store.postgres.applied import (
    files_after,
    first_named,
    foreign_keys,
    latest_changes,
    told_clashes,
    write_rows,
    write_version,
)
from lib.io.store.postgres.beside import hold
from lib.io.store.postgres.connections import Connection, transaction
from lib.io.store.postgres.editors import Editor, editor_of
from lib.io.store.postgres.mirrors import State, record_mark, refresh, write_state
from lib.io.store.postgres.places import Place
from lib.io.store.postgres.row_changes import Changes, keys_of, may_break, merged, only, row_changes
from lib.io.store.versions import Version, files_of, new_version, versions
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.descriptors import DESCRIPTOR

Snapshot = TypeVar("Snapshot")
GONE = Message("This dataset is not in the database any more.")
DOES_NOT_FIT = Message(
    "Together with what others changed meanwhile it would not be right: {value}. Nothing was "
    "changed; look at what they did and send your file again."
)
CHANGED_SINCE = Message(
    "Others changed these rows since, so going back would undo their work: {value}. Nothing was "
    "changed."
)


class Database(OnDisk[Snapshot]):
    """The `lib.io.store.folders.Folder` that is a dataset of a database.

    Args:
        place: Which one.
        layout: Which files of its mirror belong together.
        read: Makes a snapshot of them.
        faults: What is wrong with such files.
    """

    holds_rows = True

    def __init__(
        self,
        place: Place,
        layout: Layout,
        read: Callable[[Path], Snapshot],
        faults: Callable[[Path], Sequence[Fault]],
    ) -> None:
        super().__init__(place.folder, layout, read)
        self._place = place
        self._faults = faults

    def _locked(self, who: str | None, within: Provinces = None) -> AbstractContextManager[None]:
        del who, within  # whose rows are changed is looked at with the rows
        return file_locked(self._place.lock)  # of the mirror: the database is not asked

    def _changed(
        self,
        change: Callable[[Files], Files],
        base: str,
        told: Told,
        *,
        back_to: int = 0,
        within: Provinces = None,
    ) -> Version:
        place = self._place
        with self._locked(told.who):
            with transaction(place.url) as connection:
                hold(connection, place.name)
                state = refresh(connection, place)
                if not state.version:
                    raise Refused(GONE)
                editor = editor_of(connection, told.who, within)
                new = self._written(connection, change, base, told, back_to, editor)
                mark = record_mark(connection, place.name, new.number)
            version_swap.swap(self._path, self._layout, new)
            write_state(place, State(new.number, state.beside, mark))
        return new

    def _written(
        self,
        connection: Connection,
        change: Callable[[Files], Files],
        base: str,
        told: Told,
        back_to: int,
        editor: Editor | None,
    ) -> Version:
        name = self._place.name
        now = self._layout.files(self._path)
        is_last = self._layout.checksum(now) == base
        before = now if is_last else self._kept(base)
        wanted = change(before)
        changes: Changes = row_changes(before, wanted)
        if back_to and editor:
            changes = self._own_back(connection, changes, back_to, told.who, editor)
        theirs = {} if is_last else row_changes(before, now)
        changes, clashes = merged(changes, theirs)
        if clashes:
            raise Refused(told_clashes(connection, name, clashes))
        number = versions(self._path)[-1].number + 1
        write_rows(connection, name, changes, number, editor)
        whole = is_last and not (back_to and editor)
        joined = wanted if whole else self._layout.joined(now, _files_of(wanted, now, changes))
        files = files_after(connection, name, now, joined, changes, number)
        if (back_to and not whole) or (theirs and may_break(changes, theirs)):
            self._check(files)
        new = new_version(self._path, files, self._layout.checksum(files), **told._asdict())
        write_version(connection, name, new, files)
        return new

    def _kept(self, base: str) -> Files:
        """The files of the state that a change was made for."""
        for version in versions(self._path):
            if version.checksum == base:
                return files_of(self._path, version.number)
        raise Refused(self._layout.changed_meanwhile)

    def _own_back(
        self, connection: Connection, changes: Changes, back_to: int, who: str, editor: Editor
    ) -> Changes:
        """What goes back for an editor: own rows, if nobody else changed them since."""
        name, own_changes, others = self._place.name, {}, []
        for table in DATASET_TABLES:
            lines = changes.get(table.name)
            if lines is None:
                continue
            keys = set(keys_of(table, lines.columns, [*lines.gone, *lines.come]))
            if editor.provinces is not None:
                keys -= set(foreign_keys(connection, name, table, lines, editor))
            latest = latest_changes(connection, name, table, sorted(keys))
            for key, last in sorted(latest.items()):
                if last["number"] > back_to and last["who"] != who:
                    others.append(f"{table.name} {', '.join(key)} ({last['who'] or '–'})")
            own = only(table, lines, frozenset(keys))
            if own.gone or own.come:
                own_changes[table.name] = own
        if others:
            raise Refused(CHANGED_SINCE.filled(value=first_named(others)))
        return own_changes

    def _check(self, files: Files) -> None:
        """Refuse a state that nobody has looked at and that breaks the contracts."""
        with TemporaryDirectory() as beside:
            for path, content in files.items():
                (Path(beside) / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(beside) / path).write_bytes(content)
            faults = self._faults(Path(beside))
        if faults:
            raise Refused(DOES_NOT_FIT.filled(value=str(min(faults))))


def _files_of(wanted: Files, now: Files, changes: Changes) -> dict[str, bytes]:
    """Files of the tables that change, under their names of now; their rows come later."""
    paths, later = table_paths(now[DESCRIPTOR]), table_paths(wanted[DESCRIPTOR])
    files = {}
    for name in changes:
        path = paths.get(name) or later[name]
        files[path] = now.get(path) or wanted[path]
    return files
