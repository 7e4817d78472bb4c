"""Read keys: what lets a program read for an account that signs in, and nothing else.

A key is 256 random bits, so its SHA-256 is enough to know it by: there is nothing to guess that
a slow digest would protect, and one would cost every request of a program. The key itself is
shown once and kept nowhere. All processes share one file outside the datasets; each looks whether
it changed at every request, so that a revoked key stops at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from hmac import compare_digest
from pathlib import Path

from lib.errors import Message, Refused
from lib.io.store.file_locks import file_locked
from lib.io.store.whole_files import write_whole

MOST = 20
"""Keys of one account."""
LONGEST = 60
"""Letters of a key's name."""
_MARK = "wardatlas_"  # what a scan for lost keys can look for
_FILE = "read-keys.json"

NO_NAME = Message("Write which program the key is for, in at most {n} letters.").filled(n=LONGEST)
TOO_MANY = Message("An account has {n} keys at most. Revoke one first.").filled(n=MOST)
NOT_THERE = Message("There is no such key any more.")
DAMAGED = Message("The file of the read keys cannot be read: {value}")


@dataclass(frozen=True)
class ReadKey:
    """A key as it is kept.

    Attributes:
        name: Which key it is, to speak of it.
        account: Who made it, as they sign in.
        program: What it is for, in the words of the account.
        made: ISO day.
        used: ISO day of the last use; "" before the first. No more is kept of it.
        digest: SHA-256 of the key, hex.
    """

    name: str
    account: str
    program: str
    made: str
    used: str
    digest: str


def default_folder() -> Path:
    """`WARD_ATLAS_KEYS` where that is set, else `.keys` of the project."""
    own = os.environ.get("WARD_ATLAS_KEYS")
    return Path(own) if own else Path(__file__).parents[3] / ".keys"


class ReadKeys:
    """The keys of all accounts.

    Args:
        folder: Where their file stands, or will stand.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        self._seen: tuple[object, tuple[ReadKey, ...]] = (None, ())

    def all(self) -> tuple[ReadKey, ...]:
        """All keys, as the file has them now.

        Raises:
            Refused: When the file is there and cannot be read.
        """
        try:
            state = self._path.stat()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise Refused(DAMAGED.filled(value=error.strerror or error)) from error
        signature = (state.st_ino, state.st_mtime_ns, state.st_size)
        seen, keys = self._seen
        if signature != seen:
            keys = self._read()
            self._seen = (signature, keys)
        return keys

    def _read(self) -> tuple[ReadKey, ...]:
        try:
            listed = json.loads(self._path.read_bytes())["keys"]
            return tuple(ReadKey(**{k: str(v) for k, v in each.items()}) for each in listed)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refused(DAMAGED.filled(value=error)) from error

    def of(self, account: str) -> list[ReadKey]:
        """Keys of an account, the newest first."""
        return [each for each in reversed(self.all()) if each.account == account]

    def known(self, key: str) -> ReadKey | None:
        """Which key this is; every one is compared, and as long whatever is in it."""
        digest, match = _digest(key), None
        for each in self.all():
            if compare_digest(each.digest, digest):
                match = each
        return match

    def new(self, account: str, program: str, today: date) -> tuple[ReadKey, str]:
        """A new key of an account; the key itself is given here and never again.

        Raises:
            Refused: Without a name for it, when the account has too many, or when the file of
                keys is damaged.
            OSError: When it cannot be kept.
        """
        program = " ".join(program.split())
        if not program or len(program) > LONGEST or not program.isprintable():
            raise Refused(NO_NAME)
        key = _MARK + secrets.token_urlsafe(32)
        with self._held() as keys:
            if sum(each.account == account for each in keys) >= MOST:
                raise Refused(TOO_MANY)
            name = secrets.token_hex(4)
            made = ReadKey(name, account, program, today.isoformat(), "", _digest(key))
            keys.append(made)
        return made, key

    def revoke(self, name: str, account: str | None = None) -> ReadKey:
        """Let a key open nothing any more.

        Args:
            name: Which one.
            account: Whose it has to be; None for an administrator, who revokes any.

        Raises:
            Refused: When there is no such key.
            OSError: When that cannot be kept; the key still opens then.
        """
        with self._held() as keys:
            named = [each for each in keys if each.name == name]
            if not named or account not in (None, named[0].account):
                raise Refused(NOT_THERE)
            keys.remove(named[0])
        return named[0]

    def note_use(self, name: str, today: date) -> None:
        """Keep the day on which a key was used last.

        Raises:
            OSError: When it cannot be kept.
        """
        day = today.isoformat()
        with self._held() as keys:
            keys[:] = [replace(each, used=day) if each.name == name else each for each in keys]

    @contextmanager
    def _held(self) -> Iterator[list[ReadKey]]:
        """The keys while nobody else changes them; what they are at the end is written whole."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with file_locked(self._path.with_name(".lock")):
            keys = list(before := self.all())
            yield keys
            if tuple(keys) != before:
                content = {"keys": [asdict(each) for each in keys]}
                text = json.dumps(content, ensure_ascii=False, indent=1)
                write_whole(self._path, text.encode(), mode=0o600)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
