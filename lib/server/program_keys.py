"""Read keys of programs at the data addresses: looked at for every request, and opening no more.

The key comes as `Authorization: Bearer KEY`, or as the password of Basic with any user name, which
Excel and QGIS can send; never in the address, which is written down on the way. Guessing is
answered with 429: only keys never sent before count, since a program that goes on with a revoked
one guesses nothing. Right keys are always let in: behind a proxy a whole office has one address.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import logging

from cachetools import TTLCache
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import Scope

from lib import clock
from lib.errors import Refused
from lib.io.store.read_keys import ReadKey, ReadKeys, default_folder
from lib.server import signed_in

MOST_WRONG = 20
"""Different wrong keys from one address within `WHILE`, after which it is told to wait."""
WHILE = 600
"""Seconds."""
_LONGEST = 1_000  # letters of the header
_ADDRESSES = 4_096
_REALM = 'realm="Ward Atlas, read key as password"'
_HOW = "a read key as Authorization: Bearer, or as the password of Basic with any user name"

log = logging.getLogger("ward_atlas.keys")


def key_of(headers: Headers) -> str:
    """The key that a program sends, "" for none."""
    scheme, _blank, sent = headers.get("authorization", "")[:_LONGEST].partition(" ")
    if scheme.lower() == "bearer":
        return sent.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(sent.strip(), validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


class ProgramKeys:
    """Looks at the keys that programs send."""

    def __init__(self) -> None:
        self._keys = ReadKeys(default_folder())
        self._wrong: TTLCache[str, set[bytes]] = TTLCache(_ADDRESSES, WHILE)
        self._noted: set[tuple[str, str]] = set()

    async def refusal(self, scope: Scope) -> JSONResponse | None:
        """Why a program may not read, as it is answered; None when it may."""
        key = key_of(Headers(scope=scope))
        if not key:
            return _unknown("reading needs a key")
        try:
            read_key = self._keys.known(key)
        except Refused as refusal:
            log.error("%s", refusal)
            return JSONResponse({"error": "keys cannot be read now"}, 503)
        if read_key is None or not signed_in.may_read(read_key.account):
            return self._wrong_one(key, str((scope["client"] or ("",))[0]))
        await self._note(read_key)
        return None

    def _wrong_one(self, key: str, address: str) -> JSONResponse:
        wrong = self._wrong.setdefault(address, set())
        digest = hashlib.sha256(key.encode()).digest()
        if digest not in wrong and len(wrong) >= MOST_WRONG:
            content = {"error": "too many wrong keys", "expected": _HOW}
            return JSONResponse(content, 429, headers={"Retry-After": str(WHILE)})
        wrong.add(digest)
        return _unknown("there is no such key, or it was revoked")

    async def _note(self, read_key: ReadKey) -> None:
        """Keep the day of the use, once a day."""
        today = clock.today()
        use = (read_key.name, today.isoformat())
        if read_key.used == use[1] or use in self._noted:
            return
        self._noted = {each for each in self._noted if each[1] == use[1]} | {use}
        try:
            await run_in_threadpool(self._keys.note_use, read_key.name, today)
        except (OSError, Refused):
            log.exception("the day of a use was not kept")


def _unknown(error: str) -> JSONResponse:
    answer = JSONResponse({"error": error, "expected": _HOW}, 401)
    for scheme in (f"Bearer {_REALM}", f'Basic {_REALM}, charset="UTF-8"'):
        answer.headers.append("WWW-Authenticate", scheme)
    answer.headers["Cache-Control"] = "no-store"
    return answer
